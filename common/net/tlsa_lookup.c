/* Asks the resolver for TLSA records. */
#include "tlsa_lookup.h"

#include <arpa/nameser.h>
#include <stdio.h>

#include "dns_question.h"

int
tlsa_lookup(struct tlsa *tlsa, const char *host, unsigned int port,
    struct deadline deadline, struct error *error)
{
	struct buf answer = BUF_INIT(DNS_ANSWER_LIMIT);
	char text[DNS_QUESTION_SIZE];
	struct dns_question question = {
		.name = tlsa->name,
		.type = TLSA_TYPE,
		.text = text,
		.with_dnssec = true,
		.only_if_trusted = true,
	};
	int rc;

	tlsa_name(tlsa->name, host, port);
	(void)snprintf(text, sizeof(text), "%s TLSA", tlsa->name);
	rc = dns_ask(&question, &answer, deadline, error);
	if (rc == 0 && !question.trusted)
		rc = error_set(error, ERROR_USAGE,
		    "resolv.conf does not say \"options trust-ad\", so nothing "
		    "that the resolver says of %s is safe",
		    text);
	else if (rc == 0)
		rc = tlsa_read(tlsa, buf_string(&answer), answer.len, error);
	buf_free(&answer);
	return rc;
}
