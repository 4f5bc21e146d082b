/* Runs a command of the user's, and reads the first line of its output. */
#include "command.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "memory.h"

/* Bytes that a command may write before it is taken for broken. */
#define OUTPUT_LIMIT ((size_t)64 * 1024)
/* Bytes that are kept of what it writes to standard error. */
#define COMPLAINT_LIMIT ((size_t)4 * 1024)
/* Characters of that line that the error shows. */
#define COMPLAINT_SHOWN 200
/* Milliseconds between two looks at whether the command has ended; with pipes
 * that are closed it is about to. */
#define TICK 10
#define SHORT_TICK 1
/* How many of those a killed command has to be gone. */
#define KILL_TICKS 20
/* Where the descriptors end that a kernel without close_range(2) closes. */
#define LAST_DESCRIPTOR 65536

/* A command that runs. */
struct running {
	pid_t pid;
	int out, complaints; /* our ends of its pipes; -1: closed */
	size_t printed;      /* bytes on standard output */
	bool has_line;       /* its first line is complete */
	bool ended;
	int status; /* as from waitpid(2), if it has ended */
	struct buf *line;
	struct buf complaint; /* what it wrote to standard error */
};

/* For the signal handlers, which have no other way to it.  0: none runs. */
static atomic_int group;

/* Until the command has a group of its own, it is alone. */
static void
kill_group(pid_t pid)
{
	if (kill(-pid, SIGKILL) == -1)
		(void)kill(pid, SIGKILL);
}

void
command_kill(void)
{
	pid_t pid = atomic_load(&group);

	if (pid > 0)
		kill_group(pid);
}

/* The child's part: from here to exec(3) only what a signal handler may do. */
static void
close_others(void)
{
#ifdef SYS_close_range
	if (syscall(SYS_close_range, 3U, ~0U, 0U) == 0)
		return;
#endif
	for (int fd = 3; fd < LAST_DESCRIPTOR; fd++)
		(void)close(fd);
}

/* Our handlers end with exec(3), but what we ignore would stay ignored. */
static void
restore_signals(const sigset_t *mask)
{
	struct sigaction action, none;

	memset(&none, 0, sizeof(none));
	none.sa_handler = SIG_DFL;
	for (int i = 1; i < NSIG; i++)
		if (sigaction(i, NULL, &action) == 0 &&
		    (action.sa_handler != SIG_IGN || i == SIGPIPE ||
			i == SIGXFSZ))
			(void)sigaction(i, &none, NULL);
	(void)sigprocmask(SIG_SETMASK, mask, NULL);
}

_Noreturn static void
become_command(
    const char *command, int out, int complaints, const sigset_t *mask)
{
	int null = open("/dev/null", O_RDONLY);

	(void)setsid();
	/* Whoever kills us with SIGKILL means the command, too. */
	(void)prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (null >= 0 && dup2(null, STDIN_FILENO) >= 0 &&
	    dup2(out, STDOUT_FILENO) >= 0 &&
	    dup2(complaints, STDERR_FILENO) >= 0) {
		close_others();
		restore_signals(mask);
		(void)execl("/bin/sh", "sh", "-c", command, (char *)NULL);
	}
	_exit(126);
}

/* No signal handler may run in the child, and none in the parent before it
 * knows the child. */
static pid_t
fork_command(const char *command, int out, int complaints)
{
	sigset_t all, mask;
	pid_t pid;

	(void)sigfillset(&all);
	(void)pthread_sigmask(SIG_SETMASK, &all, &mask);
	pid = fork();
	if (pid == 0)
		become_command(command, out, complaints, &mask);
	if (pid > 0)
		atomic_store(&group, pid);
	(void)pthread_sigmask(SIG_SETMASK, &mask, NULL);
	return pid;
}

static void
close_end(int *fd)
{
	if (*fd >= 0)
		(void)close(*fd);
	*fd = -1;
}

/* Only our ends must not block: an odd file status would surprise a command. */
static int
open_pipe(int ends[2])
{
	return pipe2(ends, O_CLOEXEC) == -1
		   ? -1
		   : fcntl(ends[0], F_SETFL, O_NONBLOCK);
}

static int
start_command(struct running *running, const char *command, struct error *error)
{
	int out[2] = { -1, -1 }, complaints[2] = { -1, -1 };

	if (open_pipe(out) == -1 || open_pipe(complaints) == -1)
		(void)error_errno(error, ERROR_USAGE, "pipe");
	else {
		running->pid = fork_command(command, out[1], complaints[1]);
		if (running->pid == -1)
			(void)error_errno(error, ERROR_USAGE, "fork");
	}
	close_end(&out[1]);
	close_end(&complaints[1]);
	running->out = out[0];
	running->complaints = complaints[0];
	return running->pid > 0 ? 0 : -1;
}

/* Keeps what belongs to the first line.  -1: error set. */
static int
keep_output(
    struct running *running, const char *bytes, size_t n, struct error *error)
{
	const char *end = memchr(bytes, '\n', n);
	size_t len = end == NULL ? n : (size_t)(end - bytes);

	running->printed += n;
	if (running->printed > OUTPUT_LIMIT)
		return error_set(error, ERROR_USAGE,
		    "the command printed more than %zu bytes", OUTPUT_LIMIT);
	if (running->has_line)
		return 0;
	running->has_line = end != NULL;
	if (buf_append(running->line, bytes, len) == -1)
		return error_set(error, ERROR_USAGE,
		    "the first line of the command's output is longer than "
		    "%zu bytes",
		    running->line->limit);
	return 0;
}

static void
keep_complaint(struct running *running, const char *bytes, size_t n)
{
	size_t room = COMPLAINT_LIMIT - running->complaint.len;

	(void)buf_append(&running->complaint, bytes, n < room ? n : room);
}

/* Reads once from one of the pipes.  1: there may be more; 0: there is nothing
 * at the moment, or the end was reached; -1: error set. */
static int
read_pipe(struct running *running, int *fd, struct error *error)
{
	char chunk[4096];
	ssize_t n = *fd < 0 ? 0 : read(*fd, chunk, sizeof(chunk));
	int rc = n > 0 ? 1 : 0;

	if (n > 0 && fd == &running->complaints)
		keep_complaint(running, chunk, (size_t)n);
	else if (n > 0 && keep_output(running, chunk, (size_t)n, error) == -1)
		rc = -1;
	else if (n == 0 || (n == -1 && errno != EAGAIN && errno != EINTR))
		close_end(fd);
	memory_wipe(chunk, sizeof(chunk));
	return rc;
}

static int
read_pipes(struct running *running, struct error *error)
{
	int out = read_pipe(running, &running->out, error);
	int complaints = read_pipe(running, &running->complaints, error);

	return out == -1 ? -1 : out | complaints;
}

static void
look_for_end(struct running *running)
{
	running->ended =
	    running->ended ||
	    waitpid(running->pid, &running->status, WNOHANG) == running->pid;
}

/* An end of the pipes wakes at once; a tick tells the end of a command that
 * leaves them open. */
static void
wait_a_tick(const struct running *running, struct deadline deadline)
{
	struct pollfd ends[2] = {
		{ .fd = running->out, .events = POLLIN },
		{ .fd = running->complaints, .events = POLLIN },
	};
	int left = deadline_poll(deadline);
	int tick =
	    running->out < 0 && running->complaints < 0 ? SHORT_TICK : TICK;

	(void)poll(ends, 2, left < tick ? left : tick);
}

/* 0: the command has ended.  -1: error set, and it may still run. */
static int
follow_command(
    struct running *running, struct deadline deadline, struct error *error)
{
	int rc;

	while (!running->ended) {
		look_for_end(running);
		while ((rc = read_pipes(running, error)) == 1)
			if (deadline_passed(deadline))
				break;
		if (rc == -1 || running->ended)
			return rc == -1 ? -1 : 0;
		if (deadline_passed(deadline))
			return error_set(error, ERROR_USAGE,
			    "the command did not end in time (-t), and was "
			    "killed");
		wait_a_tick(running, deadline);
	}
	return 0;
}

/* Also what the command has left behind: it would pile up. */
static void
end_command(struct running *running)
{
	const struct timespec tick = { .tv_nsec = TICK * 1000000L };

	kill_group(running->pid);
	for (int i = 0; !running->ended && i < KILL_TICKS; i++) {
		look_for_end(running);
		if (!running->ended)
			(void)nanosleep(&tick, NULL);
	}
	atomic_store(&group, 0);
}

static int
judge_end(const struct running *running, struct error *error)
{
	if (WIFSIGNALED(running->status))
		return error_set(error, ERROR_USAGE,
		    "the command was ended by signal %d",
		    WTERMSIG(running->status));
	if (WEXITSTATUS(running->status) != 0)
		return error_set(error, ERROR_USAGE,
		    "the command failed with exit status %d",
		    WEXITSTATUS(running->status));
	if (running->line->len > 0 &&
	    running->line->data[running->line->len - 1] == '\r')
		buf_truncate(running->line, running->line->len - 1);
	if (running->line->len == 0)
		return error_set(error, ERROR_USAGE,
		    running->printed == 0
			? "the command printed nothing"
			: "the first line of the command's output is empty");
	if (strpbrk(running->line->data, "\r") != NULL ||
	    strlen(running->line->data) < running->line->len)
		return error_set(error, ERROR_USAGE,
		    "the first line of the command's output has a NUL or a CR "
		    "in it");
	return 0;
}

/* Appends the first line on standard error that is not blank. */
static void
add_complaint(const struct running *running, const struct redact *redact,
    struct error *error)
{
	struct redact own = { .also = redact };
	struct buf text = BUF_INIT(4 * COMPLAINT_LIMIT);
	struct buf shown = BUF_INIT(ERROR_TEXT_SIZE);
	size_t at = 0, len, used = strlen(error->text);
	const char *line;

	do
		line = buf_line(&running->complaint, &at, &len);
	while (line != NULL && strspn(line, " \t\r") >= len);
	if (line == NULL)
		return;
	if (running->line->len > 0)
		redact_secret(&own, running->line->data, running->line->len);
	(void)buf_append(&text, line, len);
	redact_apply(&own, &text);
	error_said(error, buf_string(&text), text.len);
	(void)buf_put_printable(
	    &shown, buf_string(&text), text.len, COMPLAINT_SHOWN);
	(void)snprintf(error->text + used, sizeof(error->text) - used, ": %s",
	    buf_string(&shown));
	buf_free(&shown);
	buf_free(&text);
	redact_free(&own);
}

int
command_run(const char *command, struct deadline deadline,
    const struct redact *redact, struct buf *line, struct error *error)
{
	struct running running = {
		.out = -1,
		.complaints = -1,
		.line = line,
		.complaint = BUF_SECRET(COMPLAINT_LIMIT),
	};
	int rc = start_command(&running, command, error);

	if (rc == 0) {
		rc = follow_command(&running, deadline, error);
		end_command(&running);
		if (rc == 0)
			rc = judge_end(&running, error);
		if (rc == -1)
			add_complaint(&running, redact, error);
	}
	close_end(&running.out);
	close_end(&running.complaints);
	buf_free(&running.complaint);
	return rc;
}
