#include "tlsa_lookup.h"

#include <arpa/nameser.h>
#include <netinet/in.h>
#include <resolv.h>
#include <stdlib.h>
#include <string.h>

#include "helper.h"
#include "memory.h"

/* In the third byte of a header: this is an answer. */
#define RESPONSE 0x80

/* One question to the resolver. */
struct question {
	struct helper helper;
	char name[TLSA_NAME_SIZE];
	bool trusted; /* resolv.conf(5) says that AD may be believed */
	size_t len;   /* of the answer; of its header, where that is all */
	unsigned char answer[NS_MAXMSG];
};

/* Of a failure libc keeps no more than the header, which has the reason. */
static size_t
length(const struct question *question, int found)
{
	if (found >= 0)
		return (size_t)found < sizeof(question->answer)
			   ? (size_t)found
			   : sizeof(question->answer);
	return (question->answer[2] & RESPONSE) != 0 ? NS_HFIXEDSZ : 0;
}

/* libc takes the AD bit out of each answer, unless "options trust-ad" tells
 * that the resolver and the way to it are safe: nobody but the administrator of
 * this host knows that.  Some resolvers set it only where DO is. */
static void
run(struct helper *helper)
{
	struct question *question = (struct question *)helper;
	struct __res_state state;

	memset(&state, 0, sizeof(state));
	if (res_ninit(&state) == -1)
		return;
	question->trusted = (state.options & RES_TRUSTAD) != 0;
	state.options |= RES_USE_EDNS0 | RES_USE_DNSSEC;
	if (question->trusted)
		question->len = length(question,
		    res_nquery(&state, question->name, ns_c_in, ns_t_tlsa,
			question->answer, sizeof(question->answer)));
	res_nclose(&state);
}

static void
free_question(struct helper *helper)
{
	free(helper);
}

/* "no answer in time" alone would be understood as the address's. */
static int
explain(
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
	question->helper.run = run;
	question->helper.free = free_question;
	memcpy(question->name, tlsa->name, sizeof(question->name));
	if (helper_run(&question->helper, deadline, &failure) == -1)
		rc = explain(tlsa, &failure, error);
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
