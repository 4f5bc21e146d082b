/* Asks the resolver for records of any type. */
#include "dns_question.h"

#include <arpa/nameser.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dns_libc.h"
#include "helper.h"
#include "memory.h"
#include "shortage.h"

/* This bit in the third byte of a header marks an answer. */
#define RESPONSE 0x80
/* And these in the fourth tell how it went. */
#define RCODE 0x0f

/* A question while libc asks it. */
struct asking {
	struct helper helper;
	struct dns_question question;
	char *name;
	int lacking; /* the errno of a shortage on this host, or 0 */
	size_t len;  /* of the answer, or only of its header */
	unsigned char answer[DNS_ANSWER_LIMIT];
};

/* After a failure libc leaves only the header, which has the reason. */
static bool
has_reason(const struct asking *asking, bool denied)
{
	unsigned int rcode = asking->answer[3] & RCODE;

	if ((asking->answer[2] & RESPONSE) == 0)
		return false;
	return denied || (rcode != ns_r_noerror && rcode != ns_r_nxdomain);
}

static size_t
answer_length(const struct asking *asking, int found, bool denied)
{
	if (found >= 0)
		return (size_t)found < sizeof(asking->answer)
			   ? (size_t)found
			   : sizeof(asking->answer);
	return has_reason(asking, denied) ? NS_HFIXEDSZ : 0;
}

static void
asking_run(struct helper *helper)
{
	struct asking *asking = (struct asking *)helper;
	struct dns_libc question = {
		.name = asking->name,
		.type = asking->question.type,
		.with_dnssec = asking->question.with_dnssec,
		.only_if_trusted = asking->question.only_if_trusted,
	};

	int found =
	    dns_libc_ask(&question, asking->answer, sizeof(asking->answer));

	asking->len = answer_length(asking, found, question.denied);
	asking->question.trusted = question.trusted;
	if (asking->len == 0)
		asking->lacking = shortage_behind(errno);
}

static void
asking_free(struct helper *helper)
{
	struct asking *asking = (struct asking *)helper;

	free(asking->name);
	free(asking);
}

/* Without a descriptor libc reads no resolv.conf and asks no server. */
static int
fail_here(const struct dns_question *question, int number, struct error *error)
{
	char what[DNS_QUESTION_SIZE + 20];

	(void)snprintf(what, sizeof(what), "asking for %s", question->text);
	errno = number;
	return shortage_or(error, ERROR_USAGE, what);
}

/* "no answer in time" alone would seem to be about the server. */
static int
fail_ask(const struct dns_question *question, const struct error *failure,
    struct error *error)
{
	if (failure->kind != ERROR_TIMEOUT)
		return error_set(error, failure->kind, "%s", failure->text);
	return error_set(error, ERROR_TIMEOUT,
	    "no answer in time to the question for %s", question->text);
}

int
dns_ask(struct dns_question *question, struct buf *answer,
    struct deadline deadline, struct error *error)
{
	struct asking *asking = memory_zeroed(sizeof(*asking));
	struct error failure = { 0 };
	int rc = 0;

	asking->helper.run = asking_run;
	asking->helper.free = asking_free;
	asking->question = *question;
	asking->name = memory_copy(question->name);
	if (helper_run(&asking->helper, deadline, &failure) == -1)
		rc = fail_ask(question, &failure, error);
	else if (asking->lacking != 0)
		rc = fail_here(question, asking->lacking, error);
	else {
		question->trusted = asking->question.trusted;
		(void)buf_append(answer, asking->answer, asking->len);
	}
	helper_release(&asking->helper);
	return rc;
}
