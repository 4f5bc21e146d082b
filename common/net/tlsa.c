/* Reads TLSA records out of an answer of the resolver. */
#include "tlsa.h"

#include <arpa/nameser.h>
#include <resolv.h>
#include <stdio.h>
#include <string.h>

#include "text.h"

/* RFC 1035 4.1.1 and RFC 6840 5.7; RFC 1035 3.2.1. */
#define TRUNCATED 0x02 /* in the third byte of the header */
#define AUTHENTIC 0x20 /* in the fourth */
#define RCODE 0x0f
#define FIXED_SIZE 10 /* of a record, between its name and its RDATA */
/* Bytes of a SHA-512. */
#define DIGEST_SHOWN 64
/* Bytes of all records; an answer cannot have more. */
#define RECORDS_LIMIT ((size_t)NS_MAXMSG)

/* An answer, and the place in it up to which it is read. */
struct cursor {
	const unsigned char *start, *at, *end;
};

/* A record of any type; its RDATA is borrowed. */
struct resource {
	char owner[NS_MAXDNAME];
	unsigned int type, class;
	const unsigned char *rdata;
	size_t len;
};

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

static unsigned int
get_uint16(const unsigned char *at)
{
	return (unsigned int)at[0] << 8 | at[1];
}

static size_t
bytes_left(const struct cursor *cursor)
{
	return (size_t)(cursor->end - cursor->at);
}

/* dn_expand(3) refuses a name that does not end, and one that is too long. */
static int
read_name(struct cursor *cursor, char name[NS_MAXDNAME])
{
	int len = dn_expand(
	    cursor->start, cursor->end, cursor->at, name, NS_MAXDNAME);

	if (len < 0)
		return -1;
	cursor->at += len;
	return 0;
}

static int
skip_question(struct cursor *cursor)
{
	char name[NS_MAXDNAME];

	if (read_name(cursor, name) == -1 || bytes_left(cursor) < NS_QFIXEDSZ)
		return -1;
	cursor->at += NS_QFIXEDSZ;
	return 0;
}

static int
read_resource(struct cursor *cursor, struct resource *one)
{
	if (read_name(cursor, one->owner) == -1 ||
	    bytes_left(cursor) < FIXED_SIZE)
		return -1;
	one->type = get_uint16(cursor->at);
	one->class = get_uint16(cursor->at + 2);
	one->len = get_uint16(cursor->at + FIXED_SIZE - 2);
	cursor->at += FIXED_SIZE;
	if (bytes_left(cursor) < one->len)
		return -1;
	one->rdata = cursor->at;
	cursor->at += one->len;
	return 0;
}

/* A record that lacks one of the three fields is ignored. */
static void
add_record(struct tlsa *tlsa, const struct resource *one)
{
	const unsigned char len[2] = { (unsigned char)(one->len >> 8),
		(unsigned char)one->len };

	if (one->len < 3)
		return;
	(void)buf_append(&tlsa->records, len, sizeof(len));
	(void)buf_append(&tlsa->records, one->rdata, one->len);
	tlsa->count++;
}

/* Keeps the records of the name that was asked for, or of the name that it is
 * an alias of.  Resolvers put the alias first. */
static int
read_records(struct tlsa *tlsa, struct cursor *cursor, unsigned int answers)
{
	char name[NS_MAXDNAME];
	struct resource one;

	(void)snprintf(name, sizeof(name), "%s", tlsa->name);
	for (; answers > 0; answers--) {
		struct cursor target = *cursor;

		if (read_resource(cursor, &one) == -1)
			return -1;
		if (one.class != ns_c_in || !text_same(one.owner, name))
			continue;
		target.at = one.rdata;
		if (one.type == ns_t_tlsa)
			add_record(tlsa, &one);
		else if (one.type == ns_t_cname &&
			 read_name(&target, name) == -1)
			return -1;
	}
	return 0;
}

static int
read_answer(struct tlsa *tlsa, const unsigned char *answer, size_t len)
{
	struct cursor cursor = { answer, answer + NS_HFIXEDSZ, answer + len };
	unsigned int questions = get_uint16(answer + 4);
	unsigned int answers = get_uint16(answer + 6);

	/* An answer without records may consist of its header only. */
	if (answers == 0 || (answer[3] & RCODE) == ns_r_nxdomain)
		return 0;
	for (; questions > 0; questions--)
		if (skip_question(&cursor) == -1)
			return -1;
	return read_records(tlsa, &cursor, answers);
}

static int
tlsa_fail_rcode(
    const struct tlsa *tlsa, unsigned int rcode, struct error *error)
{
	for (size_t i = 0; i < sizeof(failures) / sizeof(failures[0]); i++)
		if (failures[i].code == rcode)
			return error_set(error, ERROR_RETRY,
			    "the resolver answers the question for %s TLSA "
			    "with %s",
			    tlsa->name, failures[i].text);
	return error_set(error, ERROR_RETRY,
	    "the resolver answers the question for %s TLSA with code %u",
	    tlsa->name, rcode);
}

int
tlsa_read(
    struct tlsa *tlsa, const void *answer, size_t len, struct error *error)
{
	const unsigned char *bytes = answer;
	unsigned int rcode;

	tlsa_free(tlsa);
	tlsa->records.limit = RECORDS_LIMIT;
	if (len < NS_HFIXEDSZ)
		return error_set(error, ERROR_RETRY,
		    "no answer from the resolver to the question for %s TLSA",
		    tlsa->name);
	rcode = bytes[3] & RCODE;
	if (rcode != ns_r_noerror && rcode != ns_r_nxdomain)
		return tlsa_fail_rcode(tlsa, rcode, error);
	if ((bytes[2] & TRUNCATED) != 0 ||
	    read_answer(tlsa, bytes, len) == -1) {
		tlsa_free(tlsa);
		return error_set(error, ERROR_RETRY,
		    "the resolver's answer to the question for %s TLSA is "
		    "broken",
		    tlsa->name);
	}
	if (tlsa->count == 0)
		return error_set(error, ERROR_USAGE,
		    "there is no TLSA record "
		    "at %s",
		    tlsa->name);
	if ((bytes[3] & AUTHENTIC) != 0)
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
	len = get_uint16(bytes);
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

void
tlsa_free(struct tlsa *tlsa)
{
	buf_free(&tlsa->records);
	tlsa->count = 0;
}
