/* Asks the resolver for the mail servers of a domain. */
#include "mx_lookup.h"

#include <arpa/nameser.h>
#include <stdio.h>

#include "dns_question.h"

int
mx_lookup(struct mx *mx, const char *domain, bool with_dnssec,
    struct deadline deadline, struct error *error)
{
	struct buf answer = BUF_INIT(DNS_ANSWER_LIMIT);
	char text[DNS_QUESTION_SIZE];
	struct dns_question question = {
		.name = domain,
		.type = ns_t_mx,
		.text = text,
		.with_dnssec = with_dnssec,
	};
	int rc;

	(void)snprintf(text, sizeof(text), "%s MX", domain);
	rc = dns_ask(&question, &answer, deadline, error);
	if (rc == 0)
		rc =
		    mx_read(mx, domain, buf_string(&answer), answer.len, error);
	mx->authentic = mx->authentic && question.trusted;
	buf_free(&answer);
	return rc;
}
