/* Asks the resolver for TLSA records. */
#include "tlsa_lookup.h"

#include <arpa/nameser.h>
#include <errno.h>
#include <netinet/in.h>
#include <resolv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "helper.h"
#include "memory.h"
#include "shortage.h"

/* This bit in the third byte of a header marks an answer. */
#define RESPONSE 0x80

/* One question to the resolver. */
struct question {
	struct helper helper;
	char name[TLSA_NAME_SIZE];
	bool trusted; /* resolv.conf(5) says that AD may be believed */
	int lacking;  /* the errno of a shortage on this host, or 0 */
	size_t len;   /* of the answer, or only of its header */
	unsigned char answer[NS_MAXMSG];
};

/* After a failure libc leaves only the header, which has the reason. */
static size_t
answer_length(const struct question *question, int found)
{
	if (found >= 0)
		return (size_t)found < sizeof(question->answer)
			   ? (size_t)found
			   : sizeof(question->answer);
	return (question->answer[2] & RESPONSE) != 0 ? NS_HFIXEDSZ : 0;
}

/* libc clears the AD bit of each answer, unless "options trust-ad" says that
 * the resolver and the way to it are safe, which only the administrator knows.
 * Some resolvers set AD only if the question has DO: hence RES_USE_DNSSEC. */
static void
question_run(struct helper *helper)
{
	struct question *question = (struct question *)helper;
	struct __res_state state;

	memset(&state, 0, sizeof(state));
	errno = 0;
	if (res_ninit(&state) == -1) {
		question->lacking = shortage_behind(errno);
		return;
	}
	question->trusted = (state.options & RES_TRUSTAD) != 0;
	state.options |= RES_USE_EDNS0 | RES_USE_DNSSEC;
	if (question->trusted)
		question->len = answer_length(question,
		    res_nquery(&state, question->name, ns_c_in, ns_t_tlsa,
			question->answer, sizeof(question->answer)));
	if (question->len == 0)
		question->lacking = shortage_behind(errno);
	res_nclose(&state);
}

static void
question_free(struct helper *helper)
{
	free(helper);
}

/* Without a descriptor libc reads no resolv.conf and asks no server. */
static int
question_fail_here(const struct tlsa *tlsa, const struct question *question,
    struct error *error)
{
	char what[TLSA_NAME_SIZE + 20];

	(void)snprintf(what, sizeof(what), "asking for %s TLSA", tlsa->name);
	errno = question->lacking;
	return shortage_or(error, ERROR_USAGE, what);
}

/* "no answer in time" alone would seem to be about the server. */
static int
question_fail(
    const struct tlsa *tlsa, const struct error *failure, struct error *error)
{
	if (failure->kind != ERROR_TIMEOUT)
		return error_set(error, failure->kind, "%s", failure->text);
	return error_set(error, ERROR_TIMEOUT,
	    "no answer in time to the question for %s TLSA", tlsa->name);
}

int
tlsa_lookup(struct tlsa *tlsa, const char *host, unsigned int port,
    struct deadline deadline, struct error *error)
{
	struct question *question = memory_zeroed(sizeof(*question));
	struct error failure = { 0 };
	int rc;

	tlsa_name(tlsa->name, host, port);
	question->helper.run = question_run;
	question->helper.free = question_free;
	memcpy(question->name, tlsa->name, sizeof(question->name));
	if (helper_run(&question->helper, deadline, &failure) == -1)
		rc = question_fail(tlsa, &failure, error);
	else if (question->lacking != 0)
		rc = question_fail_here(tlsa, question, error);
	else if (!question->trusted)
		rc = error_set(error, ERROR_USAGE,
		    "resolv.conf does not say \"options trust-ad\", so nothing "
		    "that the resolver says of %s TLSA is safe",
		    tlsa->name);
	else
		rc = tlsa_read(tlsa, question->answer, question->len, error);
	helper_release(&question->helper);
	return rc;
}
