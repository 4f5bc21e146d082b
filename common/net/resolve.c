/* Looks up the addresses of a host name. */
#include "resolve.h"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "helper.h"
#include "memory.h"
#include "shortage.h"
#include "text.h"

struct lookup {
	struct helper helper;
	char *name;  /* without a dot at its end */
	char *asked; /* as the caller gave it */
	char service[8];
	struct addrinfo hints;
	struct addrinfo *found;
	int status;  /* of getaddrinfo(3) */
	int number;  /* errno, when status is EAI_SYSTEM */
	int lacking; /* the errno of a shortage on this host, or 0 */
};

static void
lookup_run(struct helper *helper)
{
	struct lookup *lookup = (struct lookup *)helper;

	errno = 0;
	lookup->status = getaddrinfo(
	    lookup->asked, lookup->service, &lookup->hints, &lookup->found);
	lookup->number = errno;
	/* Without a descriptor libc reads no file and asks no server, and says
	 * that there is no such name. */
	if (lookup->status != 0)
		lookup->lacking = shortage_behind(lookup->number);
}

static void
lookup_free(struct helper *helper)
{
	struct lookup *lookup = (struct lookup *)helper;

	if (lookup->found != NULL)
		freeaddrinfo(lookup->found);
	free(lookup->name);
	free(lookup->asked);
	free(lookup);
}

/* With -4 or -6, /etc/hosts may give the same one twice. */
static bool
is_repeated(const struct addrinfo *all, const struct addrinfo *one)
{
	for (; all != one; all = all->ai_next)
		if (all->ai_addrlen == one->ai_addrlen &&
		    memcmp(all->ai_addr, one->ai_addr, one->ai_addrlen) == 0)
			return true;
	return false;
}

static void
copy_addresses(struct addresses *addresses, const struct addrinfo *all)
{
	addresses->count = addresses->untried = 0;
	for (const struct addrinfo *found = all; found != NULL;
	     found = found->ai_next) {
		struct address *one = &addresses->list[addresses->count];

		if (is_repeated(all, found))
			continue;
		if (addresses->count == ADDRESS_MAX) {
			addresses->untried++;
			continue;
		}
		addresses->count++;
		memset(one, 0, sizeof(*one));
		memcpy(&one->socket, found->ai_addr, found->ai_addrlen);
		one->len = found->ai_addrlen;
	}
}

static void
copy_alias(struct addresses *addresses, const struct lookup *lookup)
{
	const char *other = lookup->found->ai_canonname;
	size_t len = strlen(lookup->name);

	addresses->alias_of[0] = '\0';
	if (other != NULL &&
	    (strncasecmp(other, lookup->name, len) != 0 ||
		(other[len] != '\0' && strcmp(other + len, ".") != 0)))
		(void)text_printable(addresses->alias_of,
		    sizeof(addresses->alias_of), other, strlen(other));
}

static const char *
family_word(int family)
{
	if (family == AF_INET)
		return "IPv4 ";
	return family == AF_INET6 ? "IPv6 " : "";
}

static int
resolve_fail_here(const struct lookup *lookup, struct error *error)
{
	char what[300];

	(void)snprintf(what, sizeof(what), "looking up %s", lookup->name);
	errno = lookup->lacking;
	return shortage_or(error, ERROR_USAGE, what);
}

static int
resolve_fail(const struct lookup *lookup, struct error *error)
{
	const char *name = lookup->name;

	if (lookup->lacking != 0)
		return resolve_fail_here(lookup, error);
	switch (lookup->status) {
	case EAI_AGAIN:
		return error_set(error, ERROR_RETRY,
		    "the resolver has no answer for %s at the moment", name);
	case EAI_MEMORY:
		return error_set(
		    error, ERROR_USAGE, "looking up %s: out of memory", name);
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
resolve_result(const struct lookup *lookup, struct addresses *addresses,
    struct error *error)
{
	if (lookup->status != 0)
		return resolve_fail(lookup, error);
	copy_addresses(addresses, lookup->found);
	copy_alias(addresses, lookup);
	return 0;
}

static struct lookup *
lookup_new(const char *name, unsigned int port, int family)
{
	struct lookup *lookup = memory_zeroed(sizeof(*lookup));
	size_t len = strlen(name);
	bool whole = len > 0 && name[len - 1] == '.';

	lookup->helper.run = lookup_run;
	lookup->helper.free = lookup_free;
	lookup->asked = memory_copy(name);
	lookup->name = memory_copy(name);
	if (whole)
		lookup->name[len - 1] = '\0';
	(void)snprintf(lookup->service, sizeof(lookup->service), "%u", port);
	lookup->hints = (struct addrinfo){
		.ai_family = family,
		.ai_socktype = SOCK_STREAM,
		.ai_flags = AI_NUMERICSERV | (whole ? AI_CANONNAME : 0),
	};
	return lookup;
}

int
resolve_name(struct addresses *addresses, const char *name, unsigned int port,
    int family, struct deadline deadline, struct error *error)
{
	struct lookup *lookup = lookup_new(name, port, family);
	int rc = helper_run(&lookup->helper, deadline, error);

	if (rc == 0)
		rc = resolve_result(lookup, addresses, error);
	helper_release(&lookup->helper);
	return rc;
}
