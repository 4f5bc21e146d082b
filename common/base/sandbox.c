/* What the kernel holds the process to: rights, system calls and files. */
#include "sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

#if defined(__x86_64__)
#define OWN_ARCHITECTURE AUDIT_ARCH_X86_64
#define SET_RESULT(context, value)                                             \
	((context)->uc_mcontext.gregs[REG_RAX] = (greg_t)(value))
#elif defined(__aarch64__)
#define OWN_ARCHITECTURE AUDIT_ARCH_AARCH64
#define SET_RESULT(context, value)                                             \
	((context)->uc_mcontext.regs[0] = (uint64_t)(int64_t)(value))
#endif

/* A sanitizer and a profile need more calls than the plugin. */
#ifndef SANDBOX_BUILT
#define SANDBOX_BUILT true
#endif

/* Refused calls that are noted. */
#define REFUSED_NOTED 8

static _Atomic long refused[REFUSED_NOTED];
static _Atomic size_t refused_count;

long
sandbox_refused(size_t i)
{
	size_t count = atomic_load(&refused_count);

	return i < count && i < REFUSED_NOTED ? atomic_load(&refused[i]) : -1;
}

unsigned int
sandbox_begin(void)
{
	unsigned int walls = 0;

	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)
		walls |= SANDBOX_PRIVILEGES;
	if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0)
		walls |= SANDBOX_MEMORY;
	return walls;
}

#ifdef OWN_ARCHITECTURE

/* A call that is allowed if its argument, masked, has this value. */
struct rule {
	int call;
	unsigned int argument;
	uint32_t mask, value;
};

#define ALLOW(name)                                                            \
	{                                                                      \
		SYS_##name, 0, 0, 0                                            \
	}

/* What libc and OpenSSL need of a client that has looked its names up, and of
 * threads. */
static const struct rule rules[] = {
	ALLOW(read),
	ALLOW(write),
	ALLOW(writev),
	ALLOW(pread64),
	ALLOW(close),
	ALLOW(lseek),
	{ SYS_openat, 2, O_ACCMODE | O_CREAT | O_TRUNC, O_RDONLY },
	ALLOW(fstat),
	ALLOW(newfstatat),
	ALLOW(statx),
	ALLOW(faccessat),
	ALLOW(faccessat2),
	ALLOW(readlinkat),
	ALLOW(getdents64),
	ALLOW(fcntl),
	ALLOW(ioctl),
	ALLOW(getcwd),
	ALLOW(mremap),
	ALLOW(munmap),
	ALLOW(madvise),
	ALLOW(brk),
	{ SYS_mmap, 2, PROT_EXEC, 0 },
	{ SYS_mprotect, 2, PROT_EXEC, 0 },
	ALLOW(futex),
	ALLOW(ppoll),
	ALLOW(pselect6),
	{ SYS_socket, 0, UINT32_MAX, AF_INET },
	{ SYS_socket, 0, UINT32_MAX, AF_INET6 },
	{ SYS_socket, 0, UINT32_MAX, AF_UNIX },
	{ SYS_socket, 0, UINT32_MAX, AF_NETLINK },
	ALLOW(bind),
	ALLOW(connect),
	ALLOW(sendto),
	ALLOW(sendmsg),
	ALLOW(sendmmsg),
	ALLOW(recvfrom),
	ALLOW(recvmsg),
	ALLOW(recvmmsg),
	ALLOW(shutdown),
	ALLOW(setsockopt),
	ALLOW(getsockopt),
	ALLOW(getsockname),
	ALLOW(getpeername),
	ALLOW(pipe2),
	ALLOW(eventfd2),
	ALLOW(clock_gettime),
	ALLOW(clock_getres),
	ALLOW(clock_nanosleep),
	ALLOW(nanosleep),
	ALLOW(gettimeofday),
	ALLOW(setitimer),
	ALLOW(getrandom),
	ALLOW(getpid),
	ALLOW(gettid),
	ALLOW(getuid),
	ALLOW(geteuid),
	ALLOW(getgid),
	ALLOW(getegid),
	ALLOW(uname),
	ALLOW(sysinfo),
	ALLOW(prlimit64),
	ALLOW(sched_yield),
	ALLOW(sched_getaffinity),
	ALLOW(sched_getparam),
	ALLOW(sched_getscheduler),
	{ SYS_clone, 0, CLONE_THREAD, CLONE_THREAD },
	ALLOW(set_robust_list),
	ALLOW(rseq),
	ALLOW(rt_sigaction),
	ALLOW(rt_sigprocmask),
	ALLOW(rt_sigreturn),
	ALLOW(sigaltstack),
	ALLOW(tgkill),
	ALLOW(restart_syscall),
	ALLOW(exit),
	ALLOW(exit_group),
#ifdef __x86_64__
	ALLOW(access),
	ALLOW(arch_prctl),
	ALLOW(getdents),
	ALLOW(poll),
	ALLOW(readlink),
	ALLOW(stat),
	ALLOW(time),
#endif
};

#define RULES (sizeof(rules) / sizeof(rules[0]))

/* Instructions for one rule, and for all that stands around them. */
#define RULE_LENGTH 6
#define FRAME_LENGTH 7

static struct sock_filter
load(size_t offset)
{
	return (struct sock_filter)BPF_STMT(
	    BPF_LD | BPF_W | BPF_ABS, (uint32_t)offset);
}

/* The low half of an argument: what counts here has no more. */
static size_t
argument_offset(unsigned int argument)
{
	size_t offset =
	    offsetof(struct seccomp_data, args) + 8 * (size_t)argument;

#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	offset += 4;
#endif
	return offset;
}

static void
put_rule(struct sock_filter *code, const struct rule *rule)
{
	code[0] = load(offsetof(struct seccomp_data, nr));
	code[1] = (struct sock_filter)BPF_JUMP(
	    BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)rule->call, 0, 4);
	code[2] = load(argument_offset(rule->argument));
	code[3] =
	    (struct sock_filter)BPF_STMT(BPF_ALU | BPF_AND | BPF_K, rule->mask);
	code[4] = (struct sock_filter)BPF_JUMP(
	    BPF_JMP | BPF_JEQ | BPF_K, rule->value, 0, 1);
	code[5] =
	    (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
}

/* Notes the call, and lets it fail with ENOSYS. */
static void
note_refused(int number, siginfo_t *info, void *context)
{
	size_t i = atomic_fetch_add(&refused_count, 1);

	(void)number;
	if (i < REFUSED_NOTED)
		atomic_store(&refused[i], info->si_syscall);
	SET_RESULT((ucontext_t *)context, -ENOSYS);
}

static bool
note_refusals(void)
{
	struct sigaction action = { .sa_sigaction = note_refused };

	action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
	(void)sigemptyset(&action.sa_mask);
	return sigaction(SIGSYS, &action, NULL) == 0;
}

static bool
limit_calls(bool told)
{
	struct sock_filter code[RULES * RULE_LENGTH + FRAME_LENGTH];
	struct sock_fprog program = {
		.len = sizeof(code) / sizeof(code[0]),
		.filter = code,
	};
	uint32_t otherwise = SECCOMP_RET_ERRNO | ENOSYS;

	if (told && note_refusals())
		otherwise = SECCOMP_RET_TRAP;
	code[0] = load(offsetof(struct seccomp_data, arch));
	code[1] = (struct sock_filter)BPF_JUMP(
	    BPF_JMP | BPF_JEQ | BPF_K, OWN_ARCHITECTURE, 1, 0);
	code[2] = (struct sock_filter)BPF_STMT(
	    BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS);
	/* It hides its arguments in memory; without it libc takes clone.  No
	 * signal may tell of it, since libc blocks all of them there. */
	code[3] = load(offsetof(struct seccomp_data, nr));
	code[4] = (struct sock_filter)BPF_JUMP(
	    BPF_JMP | BPF_JEQ | BPF_K, SYS_clone3, 0, 1);
	code[5] = code[2];
	for (size_t i = 0; i < RULES; i++)
		put_rule(code + 6 + i * RULE_LENGTH, &rules[i]);
	code[program.len - 1] =
	    (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, otherwise);
	return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0;
}

#else

static bool
limit_calls(bool told)
{
	(void)told;
	return false;
}

#endif

/* A right of Landlock that its first versions do not have. */
#define TRUNCATE (UINT64_C(1) << 14)

/* Of a file, and of a folder besides. */
#define READ_RIGHTS LANDLOCK_ACCESS_FS_READ_FILE
#define FOLDER_RIGHTS LANDLOCK_ACCESS_FS_READ_DIR
/* All of the first version: from EXECUTE to MAKE_SYM. */
#define ALL_RIGHTS ((LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1)

static void
allow_reading(int ruleset, const char *path)
{
	struct landlock_path_beneath_attr rule = {
		.allowed_access = READ_RIGHTS | FOLDER_RIGHTS,
		.parent_fd = open(path, O_PATH | O_CLOEXEC),
	};

	if (rule.parent_fd == -1)
		return;
	if (syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH,
		&rule, 0) == -1) {
		/* It is no folder. */
		rule.allowed_access = READ_RIGHTS;
		(void)syscall(SYS_landlock_add_rule, ruleset,
		    LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
	}
	(void)close(rule.parent_fd);
}

static int
create_ruleset(void)
{
	struct landlock_ruleset_attr all = {
		.handled_access_fs = ALL_RIGHTS | TRUNCATE,
	};
	long ruleset =
	    syscall(SYS_landlock_create_ruleset, &all, sizeof(all), 0);

	if (ruleset == -1 && errno == EINVAL) {
		all.handled_access_fs = ALL_RIGHTS;
		ruleset =
		    syscall(SYS_landlock_create_ruleset, &all, sizeof(all), 0);
	}
	return (int)ruleset;
}

static bool
limit_files(const struct sandbox_files *files)
{
	int ruleset = create_ruleset();
	bool limited;

	if (ruleset == -1)
		return false;
	for (size_t i = 0; i < files->read_count; i++)
		if (files->read[i] != NULL)
			allow_reading(ruleset, files->read[i]);
	limited = syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
	(void)close(ruleset);
	return limited;
}

unsigned int
sandbox_enter(const struct sandbox_files *files, bool told)
{
	const char *preloaded = getenv("LD_PRELOAD");
	unsigned int walls = 0;

	if (!SANDBOX_BUILT)
		return 0;
	if (preloaded != NULL && preloaded[0] != '\0')
		return 0;
	if (limit_files(files))
		walls |= SANDBOX_FILES;
	if (limit_calls(told))
		walls |= SANDBOX_CALLS;
	return walls;
}
