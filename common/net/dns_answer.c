/* Reads the records of an answer of the resolver. */
#include "dns_answer.h"

#include <resolv.h>
#include <stdio.h>
#include <string.h>

#include "text.h"

/* RFC 1035 4.1.1 and RFC 6840 5.7; RFC 1035 3.2.1. */
#define TRUNCATED 0x02 /* in the third byte of the header */
#define AUTHENTIC 0x20 /* in the fourth */
#define RCODE 0x0f
#define FIXED_SIZE 10 /* of a record, between its name and its RDATA */

static const struct {
	unsigned int code;
	const char *text;
} failures[] = {
	{ ns_r_formerr, "FORMERR" },
	{ ns_r_servfail, "SERVFAIL (bogus signatures, or name servers that do "
			 "not answer)" },
	{ ns_r_notimpl, "NOTIMP" },
	{ ns_r_refused, "REFUSED" },
};

/* A record of any name and type. */
struct resource {
	char owner[NS_MAXDNAME];
	unsigned int type, class;
	struct dns_record record;
};

unsigned int
dns_number(const unsigned char *at)
{
	return (unsigned int)at[0] << 8 | at[1];
}

static size_t
bytes_left(const struct dns_answer *answer)
{
	return (size_t)(answer->end - answer->at);
}

/* dn_expand(3) refuses a name that does not end, and one that is too long. */
static int
read_name(struct dns_answer *answer, char name[NS_MAXDNAME])
{
	int len = dn_expand(
	    answer->start, answer->end, answer->at, name, NS_MAXDNAME);

	if (len < 0)
		return -1;
	answer->at += len;
	return 0;
}

static int
skip_question(struct dns_answer *answer)
{
	char name[NS_MAXDNAME];

	if (read_name(answer, name) == -1 || bytes_left(answer) < NS_QFIXEDSZ)
		return -1;
	answer->at += NS_QFIXEDSZ;
	return 0;
}

static int
read_resource(struct dns_answer *answer, struct resource *one)
{
	if (read_name(answer, one->owner) == -1 ||
	    bytes_left(answer) < FIXED_SIZE)
		return -1;
	one->type = dns_number(answer->at);
	one->class = dns_number(answer->at + 2);
	one->record.len = dns_number(answer->at + FIXED_SIZE - 2);
	answer->at += FIXED_SIZE;
	if (bytes_left(answer) < one->record.len)
		return -1;
	one->record.data = answer->at;
	answer->at += one->record.len;
	return 0;
}

static int
fail_broken(const struct dns_answer *answer, struct error *error)
{
	return error_set(error, ERROR_RETRY,
	    "the resolver's answer to the question for %s is broken",
	    answer->question);
}

static int
fail_rcode(
    const struct dns_answer *answer, unsigned int rcode, struct error *error)
{
	for (size_t i = 0; i < sizeof(failures) / sizeof(failures[0]); i++)
		if (failures[i].code == rcode)
			return error_set(error, ERROR_RETRY,
			    "the resolver answers the question for %s with %s",
			    answer->question, failures[i].text);
	return error_set(error, ERROR_RETRY,
	    "the resolver answers the question for %s with code %u",
	    answer->question, rcode);
}

/* Names in an answer have no dot at the end. */
static void
copy_name(char to[NS_MAXDNAME], const char *name)
{
	size_t len = strlen(name);

	if (len > 0 && name[len - 1] == '.')
		len--;
	(void)snprintf(to, NS_MAXDNAME, "%.*s", (int)len, name);
}

int
dns_answer_begin(struct dns_answer *answer, const char *name,
    const char *question, const void *bytes, size_t len, struct error *error)
{
	const unsigned char *header = bytes;
	unsigned int rcode, questions;

	*answer = (struct dns_answer){ .question = question };
	copy_name(answer->name, name);
	if (len < NS_HFIXEDSZ)
		return error_set(error, ERROR_RETRY,
		    "no answer from the resolver to the question for %s",
		    question);
	rcode = header[3] & RCODE;
	if (rcode != ns_r_noerror && rcode != ns_r_nxdomain)
		return fail_rcode(answer, rcode, error);
	if ((header[2] & TRUNCATED) != 0)
		return fail_broken(answer, error);
	answer->start = header;
	answer->at = header + NS_HFIXEDSZ;
	answer->end = header + len;
	answer->exists = rcode == ns_r_noerror;
	answer->authentic = (header[3] & AUTHENTIC) != 0;
	/* An answer without records may consist of its header only. */
	answer->left = answer->exists ? dns_number(header + 6) : 0;
	if (answer->left == 0)
		return 0;
	for (questions = dns_number(header + 4); questions > 0; questions--)
		if (skip_question(answer) == -1)
			return fail_broken(answer, error);
	return 0;
}

/* Resolvers put an alias before what it stands for. */
int
dns_answer_next(struct dns_answer *answer, unsigned int type,
    struct dns_record *record, struct error *error)
{
	struct resource one;

	for (; answer->left > 0; answer->left--) {
		if (read_resource(answer, &one) == -1)
			return fail_broken(answer, error);
		if (one.class != ns_c_in || !text_same(one.owner, answer->name))
			continue;
		if (one.type == type) {
			*record = one.record;
			answer->left--;
			return 1;
		}
		if (one.type == ns_t_cname &&
		    !dns_answer_name(answer, &one.record, 0, answer->name))
			return fail_broken(answer, error);
	}
	return 0;
}

bool
dns_answer_name(const struct dns_answer *answer,
    const struct dns_record *record, size_t at, char name[NS_MAXDNAME])
{
	int len;

	if (at >= record->len)
		return false;
	len = dn_expand(
	    answer->start, answer->end, record->data + at, name, NS_MAXDNAME);
	return len > 0 && (size_t)len <= record->len - at;
}
