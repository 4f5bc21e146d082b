#include "resolve.h"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "memory.h"
#include "wait.h"

/* Shared by the thread and its caller; the last one to leave frees it. */
struct lookup {
	char *name;
	char service[8];
	struct addrinfo hints;
	struct addrinfo *found;
	int status; /* of getaddrinfo(3) */
	int number; /* errno, when status is EAI_SYSTEM */
	int done;   /* the end of a pipe that the thread closes */
	atomic_bool finished;
	atomic_int users;
};

static void
release(struct lookup *lookup)
{
	if (atomic_fetch_sub(&lookup->users, 1) != 1)
		return;
	if (lookup->found != NULL)
		freeaddrinfo(lookup->found);
	free(lookup->name);
	free(lookup);
}

static void *
run(void *argument)
{
	struct lookup *lookup = argument;
	int done = lookup->done;

	lookup->status = getaddrinfo(
	    lookup->name, lookup->service, &lookup->hints, &lookup->found);
	lookup->number = errno;
	atomic_store(&lookup->finished, true);
	release(lookup);
	/* Last: who reads the pipe must be the only user by then. */
	(void)close(done);
	return NULL;
}

/* No signal is for this thread, the watchdog's above all. */
static int
start(struct lookup *lookup)
{
	pthread_attr_t attributes;
	pthread_t thread;
	sigset_t all, before;
	int rc;

	(void)sigfillset(&all);
	(void)pthread_attr_init(&attributes);
	(void)pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
	(void)pthread_sigmask(SIG_SETMASK, &all, &before);
	rc = pthread_create(&thread, &attributes, run, lookup);
	(void)pthread_sigmask(SIG_SETMASK, &before, NULL);
	(void)pthread_attr_destroy(&attributes);
	return rc;
}

static bool
is_known(const struct addresses *addresses, const struct addrinfo *one)
{
	for (size_t i = 0; i < addresses->count; i++)
		if (addresses->list[i].len == one->ai_addrlen &&
		    memcmp(&addresses->list[i].socket, one->ai_addr,
			one->ai_addrlen) == 0)
			return true;
	return false;
}

static void
take(struct addresses *addresses, const struct addrinfo *found)
{
	addresses->count = 0;
	for (; found != NULL && addresses->count < ADDRESS_MAX;
	     found = found->ai_next) {
		struct address *one = &addresses->list[addresses->count];

		/* /etc/hosts may name one twice, with -4 or -6. */
		if (is_known(addresses, found))
			continue;
		addresses->count++;
		memset(one, 0, sizeof(*one));
		memcpy(&one->socket, found->ai_addr, found->ai_addrlen);
		one->len = found->ai_addrlen;
	}
}

static const char *
family_word(int family)
{
	if (family == AF_INET)
		return "IPv4 ";
	return family == AF_INET6 ? "IPv6 " : "";
}

static int
explain(const struct lookup *lookup, struct error *error)
{
	const char *name = lookup->name;

	switch (lookup->status) {
	case EAI_AGAIN:
		return error_set(error, ERROR_RETRY,
		    "the resolver has no answer for %s at the moment", name);
	case EAI_SYSTEM:
		errno = lookup->number;
		return error_errno(error, ERROR_RETRY, "looking up %s", name);
	case EAI_NONAME:
		if (lookup->hints.ai_family == AF_UNSPEC)
			return error_set(error, ERROR_RESOLVE,
			    "no such host name: %s", name);
		return error_set(error, ERROR_RESOLVE,
		    "no such host name, or it has no %saddress: %s",
		    family_word(lookup->hints.ai_family), name);
	case EAI_NODATA:
	case EAI_ADDRFAMILY:
		return error_set(error, ERROR_RESOLVE, "%s has no %saddress",
		    name, family_word(lookup->hints.ai_family));
	default:
		return error_set(error, ERROR_RESOLVE, "looking up %s: %s",
		    name, gai_strerror(lookup->status));
	}
}

static int
conclude(const struct lookup *lookup, struct addresses *addresses,
    struct error *error)
{
	if (lookup->status != 0)
		return explain(lookup, error);
	take(addresses, lookup->found);
	return 0;
}

static struct lookup *
prepare(const char *name, unsigned int port, int family, int done)
{
	struct lookup *lookup = memory_zeroed(sizeof(*lookup));

	lookup->name = memory_copy(name);
	(void)snprintf(lookup->service, sizeof(lookup->service), "%u", port);
	lookup->hints = (struct addrinfo){
		.ai_family = family,
		.ai_socktype = SOCK_STREAM,
		.ai_flags = AI_NUMERICSERV,
	};
	lookup->done = done;
	atomic_init(&lookup->users, 2);
	return lookup;
}

int
resolve_name(struct addresses *addresses, const char *name, unsigned int port,
    int family, struct deadline deadline, struct error *error)
{
	struct lookup *lookup;
	int ends[2], rc = -1, failed;

	if (pipe(ends) == -1)
		return error_errno(error, ERROR_USAGE, "pipe");
	lookup = prepare(name, port, family, ends[1]);
	failed = start(lookup);
	if (failed != 0) {
		errno = failed;
		(void)error_errno(error, ERROR_USAGE, "pthread_create");
		(void)close(ends[1]);
		atomic_store(&lookup->users, 1);
	} else if (wait_descriptor(ends[0], WAIT_READ, deadline, error) == 0 &&
		   atomic_load(&lookup->finished))
		rc = conclude(lookup, addresses, error);
	(void)close(ends[0]);
	release(lookup);
	return rc;
}
