/* What the library of faults and the scenario player share. */
#ifndef FAULTS_H
#define FAULTS_H

#include <stdatomic.h>
#include <stddef.h>

/* The functions of libc that can fail, and what each is counted as. */
/* clang-format off */
#define FAULTS_FUNCTIONS(function) \
	function(malloc, malloc) \
	function(calloc, calloc) \
	function(realloc, realloc) \
	function(socket, socket) \
	function(connect, connect) \
	function(poll, poll) \
	function(recv, recv) \
	function(send, send) \
	function(read, read) \
	function(write, write) \
	function(open, open) \
	function(open64, open) \
	function(openat, open) \
	function(fopen, fopen) \
	function(fopen64, fopen) \
	function(opendir, opendir) \
	function(fstat, fstat) \
	function(pipe, pipe) \
	function(pipe2, pipe) \
	function(fork, fork) \
	function(execl, execl) \
	function(waitpid, waitpid) \
	function(dup2, dup2) \
	function(flock, flock) \
	function(rename, rename) \
	function(fsync, fsync) \
	function(ftruncate, ftruncate) \
	function(fchmod, fchmod) \
	function(realpath, realpath) \
	function(lstat, lstat) \
	function(getaddrinfo, getaddrinfo) \
	function(pthread_create, pthread_create) \
	function(getrandom, getrandom) \
	function(setitimer, setitimer) \
	function(sigaction, sigaction) \
	function(sigaltstack, sigaltstack) \
	function(fcntl, fcntl) \
	function(setsockopt, setsockopt) \
	function(getsockopt, getsockopt) \
	function(getsockname, getsockname) \
	function(regcomp, regcomp) \
	function(regexec, regexec) \
	function(fwrite, fwrite) \
	function(fflush, fflush)
/* clang-format on */

#define FAULTS_ID(name, counted) FAULTS_##name,
enum faults_function {
	FAULTS_FUNCTIONS(FAULTS_ID) FAULTS_COUNT
};
#undef FAULTS_ID

/* Where the program's calls are counted: a file that FAULT_PAGE names. */
struct faults_page {
	atomic_uint calls[FAULTS_COUNT];
	atomic_uint hits; /* calls that failed because they had to */
};

/* FAULT=FUNCTION:N:HOW[:s], more of them after commas.  The N-th call fails;
 * with :s each later one too (and then no other function has memory either);
 * with N of 0 three of four do, as in a storm of signals.  HOW is an errno, by
 * its name or number, and also
 *
 *   EAI_..., REG_...   for getaddrinfo and regcomp
 *   SHORT              only one byte is read or written; with N of 0 always
 *   END                recv and read say that no more comes
 *
 * Only what is called when main() has begun counts. */
#define FAULTS_VARIABLE "FAULT"
#define FAULTS_PAGE_VARIABLE "FAULT_PAGE"

#endif
