/* What differs between the resolvers of C libraries. */
#include "dns_libc.h"

#include <arpa/nameser.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <resolv.h>
#include <stdio.h>
#include <string.h>

static bool
is_denial(int len, int reason)
{
	return len == -1 && (reason == HOST_NOT_FOUND || reason == NO_DATA);
}

#ifdef RES_TRUSTAD /* glibc */

/* libc clears the AD bit of each answer, unless "options trust-ad" says that
 * the resolver and the way to it are safe, which only the administrator knows.
 * Some resolvers set AD only if the question has DO: hence RES_USE_DNSSEC. */
int
dns_libc_ask(struct dns_libc *question, unsigned char *answer, size_t size)
{
	struct __res_state state;
	int len = -1;

	memset(&state, 0, sizeof(state));
	errno = 0;
	if (res_ninit(&state) == -1)
		return -1;
	question->trusted = (state.options & RES_TRUSTAD) != 0;
	if (question->with_dnssec)
		state.options |= RES_USE_EDNS0 | RES_USE_DNSSEC;
	if (question->trusted || !question->only_if_trusted)
		len = res_nquery(&state, question->name, ns_c_in,
		    (int)question->type, answer, (int)size);
	question->denied = is_denial(len, state.res_h_errno);
	res_nclose(&state);
	return len;
}

#else /* musl: it asks for AD, hands it on, and knows no trust-ad */

static bool
line_trusts(const char *line)
{
	static const char option[] = " trust-ad";
	const char *found = strstr(line, option);

	return strncmp(line, "options", 7) == 0 && found != NULL &&
	       strchr(" \t\n", found[sizeof(option) - 1]) != NULL;
}

static bool
resolver_is_trusted(void)
{
	FILE *file = fopen("/etc/resolv.conf", "re");
	char line[512];
	bool trusted = false;

	while (
	    file != NULL && !trusted && fgets(line, sizeof(line), file) != NULL)
		trusted = line_trusts(line);
	if (file != NULL)
		(void)fclose(file);
	return trusted;
}

int
dns_libc_ask(struct dns_libc *question, unsigned char *answer, size_t size)
{
	int len;

	question->trusted = resolver_is_trusted();
	errno = 0;
	if (!question->trusted && question->only_if_trusted)
		return -1;
	len = res_query(
	    question->name, ns_c_in, (int)question->type, answer, (int)size);
	question->denied = is_denial(len, h_errno);
	return len;
}

#endif
