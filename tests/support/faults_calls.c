/* The functions that fail when they are told to, without those of memory. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <pthread.h>
#include <regex.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "faults_inside.h"

/* A function that fails as BAD, with errno. */
#define CALL(type, name, bad, parameters, arguments)                           \
	type name parameters                                                   \
	{                                                                      \
		if (faults_fail(FAULTS_##name))                                \
			return bad;                                            \
		return REAL(name) arguments;                                   \
	}

/* A function that returns what went wrong. */
#define CALL_TELLS(name, parameters, arguments)                                \
	int name parameters                                                    \
	{                                                                      \
		int how = faults_next(FAULTS_##name);                          \
                                                                               \
		return how != 0 ? how : REAL(name) arguments;                  \
	}

/* A function that transfers SIZE bytes. */
#define CALL_TRANSFERS(name, parameters, arguments)                            \
	ssize_t name parameters                                                \
	{                                                                      \
		ssize_t rc;                                                    \
                                                                               \
		if (transfer_ends(FAULTS_##name, fd, &size, &rc))              \
			return rc;                                             \
		return REAL(name) arguments;                                   \
	}

/* A function that opens a file, with a mode if there is one. */
#define CALL_OPENS(name, parameters, arguments)                                \
	int name parameters                                                    \
	{                                                                      \
		mode_t mode = 0;                                               \
		va_list list;                                                  \
                                                                               \
		va_start(list, flags);                                         \
		if ((flags & (O_CREAT | __O_TMPFILE)) != 0)                    \
			mode = (mode_t)va_arg(list, int);                      \
		va_end(list);                                                  \
		if (faults_fail(FAULTS_open))                                  \
			return -1;                                             \
		return REAL(name) arguments;                                   \
	}

/* Whether the transfer is over before it has begun; else its size is right. */
static bool
transfer_ends(enum faults_function function, int fd, size_t *size, ssize_t *rc)
{
	int how = faults_next(function);

	*rc = how == END ? 0 : -1;
	if (how == SHORT && *size > 1)
		*size = 1;
	if (how == 0 || how == SHORT)
		return false;
	/* A connection that is broken stays so, in both directions. */
	if (how == EPIPE || how == ECONNRESET || how == ETIMEDOUT || how == END)
		(void)shutdown(fd, SHUT_RDWR);
	if (how != END)
		errno = how;
	return true;
}

CALL_TRANSFERS(
    recv, (int fd, void *to, size_t size, int flags), (fd, to, size, flags))
CALL_TRANSFERS(send, (int fd, const void *from, size_t size, int flags),
    (fd, from, size, flags))
CALL_TRANSFERS(read, (int fd, void *to, size_t size), (fd, to, size))
CALL_TRANSFERS(write, (int fd, const void *from, size_t size), (fd, from, size))

CALL_OPENS(open, (const char *path, int flags, ...), (path, flags, mode))
CALL_OPENS(open64, (const char *path, int flags, ...), (path, flags, mode))
CALL_OPENS(openat, (int folder, const char *path, int flags, ...),
    (folder, path, flags, mode))

/* A signal breaks off the wait, not the connection that has begun; a unix
 * socket then has none. */
int
connect(int fd, __CONST_SOCKADDR_ARG to, socklen_t size)
{
	int how = faults_next(FAULTS_connect);
	int rc = -1;

	if (how == 0 || (how == EINTR && to.__sockaddr__->sa_family != AF_UNIX))
		rc = REAL(connect)(fd, to, size);
	if (how == 0)
		return rc;
	errno = how;
	return -1;
}

int
fcntl(int fd, int command, ...)
{
	va_list list;
	void *argument;

	va_start(list, command);
	argument = va_arg(list, void *);
	va_end(list);
	if (faults_fail(FAULTS_fcntl))
		return -1;
	return REAL(fcntl)(fd, command, argument);
}

/* It becomes another program, with these words; the plugin has four at most. */
int
execl(const char *path, const char *word, ...)
{
	const char *words[8] = { word };
	va_list list;

	va_start(list, word);
	for (size_t i = 1; i < 7 && words[i - 1] != NULL; i++)
		words[i] = va_arg(list, const char *);
	va_end(list);
	if (faults_fail(FAULTS_execl))
		return -1;
	return REAL(execl)(path, words[0], words[1], words[2], words[3],
	    words[4], words[5], words[6], (char *)NULL);
}

/* The system's error is that no descriptor is left. */
int
getaddrinfo(const char *host, const char *service, const struct addrinfo *hints,
    struct addrinfo **found)
{
	int how = faults_next(FAULTS_getaddrinfo);

	if (how == 0)
		return REAL(getaddrinfo)(host, service, hints, found);
	errno = EMFILE;
	return how;
}

CALL(int, socket, -1, (int family, int type, int protocol),
    (family, type, protocol))
CALL(int, poll, -1, (struct pollfd * list, nfds_t count, int ms),
    (list, count, ms))
CALL(FILE *, fopen, NULL, (const char *path, const char *mode), (path, mode))
CALL(FILE *, fopen64, NULL, (const char *path, const char *mode), (path, mode))
CALL(DIR *, opendir, NULL, (const char *path), (path))
CALL(int, fstat, -1, (int fd, struct stat *to), (fd, to))
CALL(int, pipe, -1, (int ends[2]), (ends))
CALL(int, pipe2, -1, (int ends[2], int flags), (ends, flags))
CALL(pid_t, fork, -1, (void), ())
CALL(pid_t, waitpid, -1, (pid_t pid, int *status, int options),
    (pid, status, options))
CALL(int, dup2, -1, (int from, int to), (from, to))
CALL(int, flock, -1, (int fd, int operation), (fd, operation))
CALL(int, rename, -1, (const char *from, const char *to), (from, to))
CALL(int, fsync, -1, (int fd), (fd))
CALL(int, ftruncate, -1, (int fd, off_t size), (fd, size))
CALL(int, fchmod, -1, (int fd, mode_t mode), (fd, mode))
CALL(char *, realpath, NULL, (const char *path, char *to), (path, to))
CALL(int, lstat, -1, (const char *path, struct stat *to), (path, to))
CALL(ssize_t, getrandom, -1, (void *to, size_t size, unsigned int flags),
    (to, size, flags))
CALL(int, setitimer, -1,
    (__itimer_which_t which, const struct itimerval *to, struct itimerval *was),
    (which, to, was))
CALL(int, sigaction, -1,
    (int number, const struct sigaction *to, struct sigaction *was),
    (number, to, was))
CALL(int, sigaltstack, -1, (const stack_t *to, stack_t *was), (to, was))
CALL(int, setsockopt, -1,
    (int fd, int level, int name, const void *to, socklen_t size),
    (fd, level, name, to, size))
CALL(int, getsockopt, -1,
    (int fd, int level, int name, void *to, socklen_t *size),
    (fd, level, name, to, size))
CALL(int, getsockname, -1, (int fd, __SOCKADDR_ARG to, socklen_t *size),
    (fd, to, size))
CALL(size_t, fwrite, 0,
    (const void *from, size_t size, size_t count, FILE *file),
    (from, size, count, file))
CALL(int, fflush, EOF, (FILE * file), (file))

CALL_TELLS(pthread_create,
    (pthread_t * thread, const pthread_attr_t *attributes, void *(*run)(void *),
	void *argument),
    (thread, attributes, run, argument))
CALL_TELLS(regcomp, (regex_t * to, const char *pattern, int flags),
    (to, pattern, flags))
CALL_TELLS(regexec,
    (const regex_t *pattern, const char *text, size_t count, regmatch_t *match,
	int flags),
    (pattern, text, count, match, flags))
