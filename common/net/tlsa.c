/* Reads TLSA records out of an answer of the resolver. */
#include "tlsa.h"

#include <arpa/nameser.h>
#include <stdio.h>
#include <string.h>

#include "dns_answer.h"

/* Bytes of a SHA-512. */
#define DIGEST_SHOWN 64
/* Bytes of all records; an answer cannot have more. */
#define RECORDS_LIMIT ((size_t)NS_MAXMSG)
/* "_25._tcp.mail.example.com TLSA" */
#define QUESTION_SIZE (TLSA_NAME_SIZE + 8)

/* A record that lacks one of the three fields is ignored. */
static void
add_record(struct tlsa *tlsa, const struct dns_record *one)
{
	const unsigned char len[2] = { (unsigned char)(one->len >> 8),
		(unsigned char)one->len };

	if (one->len < 3)
		return;
	(void)buf_append(&tlsa->records, len, sizeof(len));
	(void)buf_append(&tlsa->records, one->data, one->len);
	tlsa->count++;
}

static int
read_records(struct tlsa *tlsa, struct dns_answer *answer, struct error *error)
{
	struct dns_record one;
	int rc = dns_answer_next(answer, TLSA_TYPE, &one, error);

	for (; rc == 1; rc = dns_answer_next(answer, TLSA_TYPE, &one, error))
		add_record(tlsa, &one);
	return rc;
}

int
tlsa_read(struct tlsa *tlsa, const void *bytes, size_t len, struct error *error)
{
	char question[QUESTION_SIZE];
	struct dns_answer answer;

	tlsa_free(tlsa);
	tlsa->records.limit = RECORDS_LIMIT;
	(void)snprintf(question, sizeof(question), "%s TLSA", tlsa->name);
	if (dns_answer_begin(
		&answer, tlsa->name, question, bytes, len, error) == -1)
		return -1;
	if (read_records(tlsa, &answer, error) == -1) {
		tlsa_free(tlsa);
		return -1;
	}
	if (tlsa->count == 0)
		return error_set(error, ERROR_USAGE,
		    "there is no TLSA record at %s", tlsa->name);
	if (answer.authentic)
		return 0;
	tlsa_free(tlsa);
	return error_set(error, ERROR_USAGE,
	    "DNSSEC does not vouch for the TLSA records at %s: the zone is not "
	    "signed, or the resolver does not validate",
	    tlsa->name);
}

bool
tlsa_next(const struct tlsa *tlsa, size_t *at, struct tlsa_record *record)
{
	const unsigned char *bytes =
	    (const unsigned char *)tlsa->records.data + *at;
	size_t len;

	if (*at >= tlsa->records.len)
		return false;
	len = dns_number(bytes);
	*record = (struct tlsa_record){
		.usage = bytes[2],
		.selector = bytes[3],
		.matching_type = bytes[4],
		.data = bytes + 5,
		.len = len - 3,
	};
	*at += 2 + len;
	return true;
}

void
tlsa_show(const struct tlsa *tlsa, struct buf *out)
{
	struct tlsa_record one;
	size_t at = 0;

	while (tlsa_next(tlsa, &at, &one)) {
		(void)buf_puts(out, "tlsa: ");
		(void)buf_put_printable(
		    out, tlsa->name, strlen(tlsa->name), TLSA_NAME_SIZE);
		(void)buf_printf(out, " %u %u %u ", one.usage, one.selector,
		    one.matching_type);
		for (size_t i = 0; i < one.len && i < DIGEST_SHOWN; i++)
			(void)buf_printf(out, "%02x", one.data[i]);
		(void)buf_puts(out, one.len > DIGEST_SHOWN ? "...\n" : "\n");
	}
}

void
tlsa_name(char to[TLSA_NAME_SIZE], const char *host, unsigned int port)
{
	size_t len = strlen(host);

	if (len > 0 && host[len - 1] == '.')
		len--;
	(void)snprintf(
	    to, TLSA_NAME_SIZE, "_%u._tcp.%.*s", port, (int)len, host);
}

struct tlsa
tlsa_copy(const struct tlsa *tlsa)
{
	struct tlsa copy = *tlsa;

	copy.records = (struct buf)BUF_INIT(RECORDS_LIMIT);
	(void)buf_append(
	    &copy.records, buf_string(&tlsa->records), tlsa->records.len);
	return copy;
}

void
tlsa_free(struct tlsa *tlsa)
{
	buf_free(&tlsa->records);
	tlsa->count = 0;
}
