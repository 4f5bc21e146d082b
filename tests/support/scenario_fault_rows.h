#ifndef SCENARIO_FAULT_ROWS_H
#define SCENARIO_FAULT_ROWS_H

/* row(function, how, modes, blame): how a function may fail, how often, and
 * whom the verdict may blame (see enum blame). */
/* clang-format off */
#define FAULT_ROWS(row) \
	row(malloc, ENOMEM, ONCE | ALWAYS, US) \
	row(calloc, ENOMEM, ONCE | ALWAYS, US) \
	row(realloc, ENOMEM, ONCE | ALWAYS, US) \
	\
	row(socket, EMFILE, ONCE | ALWAYS, US) \
	row(socket, ENFILE, ONCE, US) \
	row(socket, ENOBUFS, ONCE, US) \
	row(socket, EACCES, ONCE, US) \
	row(socket, EAFNOSUPPORT, ONCE | ALWAYS, NETWORK) \
	row(connect, ECONNREFUSED, ONCE | ALWAYS, NETWORK) \
	row(connect, ECONNRESET, ONCE, NETWORK) \
	row(connect, ENETUNREACH, ONCE | ALWAYS, NETWORK) \
	row(connect, EHOSTUNREACH, ONCE, NETWORK) \
	row(connect, ETIMEDOUT, ONCE, NETWORK) \
	row(connect, EADDRNOTAVAIL, ONCE, NETWORK) \
	row(connect, EPERM, ONCE, NETWORK) \
	row(connect, ENOBUFS, ONCE, US) \
	row(connect, EINTR, ONCE | STORM, NOBODY) \
	row(poll, ENOMEM, ONCE | ALWAYS, US) \
	row(poll, EINTR, ONCE | STORM, NOBODY) \
	row(recv, ECONNRESET, ONCE | ALWAYS, NETWORK) \
	row(recv, ETIMEDOUT, ONCE, NETWORK) \
	row(recv, EHOSTUNREACH, ONCE, NETWORK) \
	row(recv, END, ONCE | ALWAYS, NETWORK) \
	row(recv, ENOMEM, ONCE, US) \
	row(recv, EAGAIN, ONCE | STORM, NOBODY) \
	row(recv, EINTR, ONCE | STORM, NOBODY) \
	row(recv, SHORT, ONCE | STORM, NOBODY) \
	row(send, EPIPE, ONCE | ALWAYS, NETWORK) \
	row(send, ECONNRESET, ONCE, NETWORK) \
	row(send, ETIMEDOUT, ONCE, NETWORK) \
	row(send, ENETUNREACH, ONCE, NETWORK) \
	row(send, ENOBUFS, ONCE, US) \
	row(send, EAGAIN, ONCE | STORM, NOBODY) \
	row(send, EINTR, ONCE | STORM, NOBODY) \
	row(send, SHORT, ONCE | STORM, NOBODY) \
	row(setsockopt, ENOBUFS, ONCE | ALWAYS, US) \
	row(getsockopt, ENOBUFS, ONCE | ALWAYS, US) \
	row(getsockname, ENOBUFS, ONCE | ALWAYS, US) \
	\
	row(getaddrinfo, EAI_MEMORY, ONCE | ALWAYS, US) \
	row(getaddrinfo, EAI_SYSTEM, ONCE | ALWAYS, US) \
	row(getaddrinfo, EAI_AGAIN, ONCE, NETWORK) \
	row(getaddrinfo, EAI_FAIL, ONCE, NETWORK) \
	row(getaddrinfo, EAI_NONAME, ONCE, NETWORK) \
	row(pthread_create, EAGAIN, ONCE | ALWAYS, US) \
	row(pipe, EMFILE, ONCE | ALWAYS, US) \
	row(fork, EAGAIN, ONCE | ALWAYS, US) \
	row(fork, ENOMEM, ONCE, US) \
	row(execl, ENOENT, ONCE, US) \
	row(execl, EACCES, ONCE, US) \
	row(execl, ENOEXEC, ONCE, US) \
	row(waitpid, EINTR, ONCE | STORM, US) \
	row(waitpid, ECHILD, ONCE | ALWAYS, US) \
	row(dup2, EBUSY, ONCE | ALWAYS, US) \
	\
	row(read, EIO, ONCE | ALWAYS, US) \
	row(read, END, ONCE, US) \
	row(read, EINTR, ONCE | STORM, US) \
	row(read, SHORT, ONCE | STORM, NOBODY) \
	row(write, ENOSPC, ONCE | ALWAYS, STORE) \
	row(write, EIO, ONCE, STORE) \
	row(write, EINTR, ONCE | STORM, NOBODY) \
	row(write, SHORT, ONCE | STORM, NOBODY) \
	row(flock, ENOLCK, ONCE | ALWAYS, STORE) \
	row(flock, EINTR, ONCE, NOBODY) \
	row(rename, EIO, ONCE | ALWAYS, STORE) \
	row(rename, EROFS, ONCE, STORE) \
	row(fsync, EIO, ONCE | ALWAYS, STORE) \
	row(ftruncate, EIO, ONCE, STORE) \
	row(fchmod, EPERM, ONCE | ALWAYS, STORE) \
	row(realpath, EACCES, ONCE | ALWAYS, STORE) \
	row(lstat, EACCES, ONCE | ALWAYS, STORE) \
	row(open, EMFILE, ONCE | ALWAYS, STORE) \
	row(open, ENFILE, ONCE, STORE) \
	row(open, EACCES, ONCE | ALWAYS, STORE) \
	row(open, ENOENT, ONCE, STORE) \
	row(open, EINTR, ONCE, STORE) \
	row(fopen, EMFILE, ONCE | ALWAYS, STORE) \
	row(fopen, EACCES, ONCE | ALWAYS, STORE) \
	row(opendir, EMFILE, ONCE | ALWAYS, US) \
	row(fstat, EIO, ONCE | ALWAYS, STORE) \
	\
	row(getrandom, ENOSYS, ONCE | ALWAYS, US) \
	row(getrandom, EINTR, ONCE, US) \
	row(setitimer, EINVAL, ONCE | ALWAYS, US) \
	row(sigaction, EINVAL, ONCE | ALWAYS, US) \
	row(sigaltstack, ENOMEM, ONCE | ALWAYS, US) \
	row(fcntl, EINVAL, ONCE | ALWAYS, US) \
	row(regcomp, REG_ESPACE, ONCE | ALWAYS, US) \
	row(regexec, REG_ESPACE, ONCE | ALWAYS, US) \
	\
	row(fwrite, ENOSPC, ONCE | ALWAYS, OUTPUT) \
	row(fflush, EIO, ONCE | ALWAYS, OUTPUT)
/* clang-format on */

#endif
