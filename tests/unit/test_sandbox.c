/* What the kernel refuses once the sandbox is closed.  Each test has a process
 * of its own. */
#include "sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "unit.h"

static char folder[] = "/tmp/test_sandbox.XXXXXX";
static char allowed[64], other[64];
static unsigned int walls;

static void
write_file(char *path, const char *name)
{
	int fd;

	(void)snprintf(path, sizeof(allowed), "%s/%s", folder, name);
	fd = open(path, O_WRONLY | O_CREAT, 0600);
	ck_assert_int_ne(fd, -1);
	ck_assert_int_eq(close(fd), 0);
}

/* Enters, if this kernel has these walls; else the test has nothing to test. */
static bool
enter(unsigned int needed, bool told)
{
	const char *const read[] = { allowed, "/there/is/no/such/file" };
	const struct sandbox_files files = { read, 2 };

	ck_assert_ptr_nonnull(mkdtemp(folder));
	write_file(allowed, "allowed");
	write_file(other, "other");
	(void)unsetenv("LD_PRELOAD");
	walls = sandbox_begin();
	walls |= sandbox_enter(&files, told);
	return (walls & needed) == needed;
}

/* Does this hold in a process of its own?  The framework's must go on. */
static bool
holds(bool (*statement)(void))
{
	int status = -1;
	pid_t pid = fork();

	ck_assert_int_ne(pid, -1);
	if (pid == 0)
		_exit(statement() ? 0 : 1);
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static bool
fails(long rc, int with)
{
	return rc == -1 && errno == with;
}

static bool
reads_what_is_named(void)
{
	return !enter(SANDBOX_FILES, false) ||
	       (open(allowed, O_RDONLY) != -1 &&
		   fails(open(other, O_RDONLY), EACCES));
}

START_TEST(what_is_named_can_be_read_and_nothing_else)
{
	ck_assert(holds(reads_what_is_named));
}
END_TEST

static bool
writes_nothing(void)
{
	return !enter(SANDBOX_CALLS, false) ||
	       (fails(open(allowed, O_WRONLY), ENOSYS) &&
		   fails(open(allowed, O_RDWR), ENOSYS) &&
		   fails(open("/tmp/made", O_RDONLY | O_CREAT, 0600), ENOSYS));
}

START_TEST(no_file_can_be_written)
{
	ck_assert(holds(writes_nothing));
}
END_TEST

static bool
runs_nothing(void)
{
	char name[] = "true";
	char *const arguments[] = { name, NULL };

	return !enter(SANDBOX_CALLS, false) ||
	       (fails(execv("/bin/true", arguments), ENOSYS) &&
		   fails(syscall(SYS_clone, 0, 0, 0, 0, 0), ENOSYS));
}

START_TEST(no_program_can_be_run)
{
	ck_assert(holds(runs_nothing));
}
END_TEST

static bool
has_no_executable_memory(void)
{
	return !enter(SANDBOX_CALLS, false) ||
	       (mmap(NULL, 4096, PROT_READ | PROT_EXEC,
		    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED &&
		   errno == ENOSYS);
}

START_TEST(no_memory_becomes_executable)
{
	ck_assert(holds(has_no_executable_memory));
}
END_TEST

static void *
answer(void *unused)
{
	return unused == NULL ? &walls : NULL;
}

static bool
goes_on(void)
{
	pthread_t thread;
	void *answered = NULL;

	(void)enter(0, false);
	return socket(AF_INET, SOCK_STREAM, 0) != -1 &&
	       socket(AF_UNIX, SOCK_STREAM, 0) != -1 &&
	       pthread_create(&thread, NULL, answer, NULL) == 0 &&
	       pthread_join(thread, &answered) == 0 && answered == &walls;
}

START_TEST(threads_and_connections_go_on)
{
	ck_assert(holds(goes_on));
}
END_TEST

static bool
sends_no_raw_packets(void)
{
	return !enter(SANDBOX_CALLS, false) ||
	       fails(socket(AF_PACKET, SOCK_RAW, 0), ENOSYS);
}

START_TEST(raw_packets_are_no_connection)
{
	ck_assert(holds(sends_no_raw_packets));
}
END_TEST

static bool
notes_what_it_refuses(void)
{
	if (!enter(SANDBOX_CALLS, true))
		return true;
	if (sandbox_refused(0) != -1 ||
	    !fails(syscall(SYS_mkdirat, AT_FDCWD, "/tmp/made", 0700), ENOSYS) ||
	    sandbox_refused(0) != SYS_mkdirat || sandbox_refused(1) != -1)
		return false;
	for (int i = 0; i < 20; i++)
		(void)syscall(SYS_mkdirat, AT_FDCWD, "/tmp/made", 0700);
	return sandbox_refused(7) == SYS_mkdirat && sandbox_refused(8) == -1;
}

START_TEST(a_refused_call_fails_and_is_noted)
{
	ck_assert(holds(notes_what_it_refuses));
}
END_TEST

static bool
is_left_alone(void)
{
	const struct sandbox_files files = { NULL, 0 };

	(void)setenv("LD_PRELOAD", "libobserver.so", 1);
	return sandbox_enter(&files, false) == 0 &&
	       open("/proc/self/status", O_RDONLY) != -1;
}

START_TEST(a_preloaded_library_is_left_alone)
{
	ck_assert(holds(is_left_alone));
}
END_TEST

static bool
has_no_core(void)
{
	return sandbox_begin() == (SANDBOX_PRIVILEGES | SANDBOX_MEMORY) &&
	       prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1 &&
	       prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0;
}

START_TEST(no_core_and_no_new_rights)
{
	ck_assert(holds(has_no_core));
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("sandbox");
	TCase *tests = tcase_create("sandbox");

	tcase_add_test(tests, what_is_named_can_be_read_and_nothing_else);
	tcase_add_test(tests, no_file_can_be_written);
	tcase_add_test(tests, no_program_can_be_run);
	tcase_add_test(tests, no_memory_becomes_executable);
	tcase_add_test(tests, threads_and_connections_go_on);
	tcase_add_test(tests, raw_packets_are_no_connection);
	tcase_add_test(tests, a_refused_call_fails_and_is_noted);
	tcase_add_test(tests, a_preloaded_library_is_left_alone);
	tcase_add_test(tests, no_core_and_no_new_rights);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
