/* Reads the mail servers of a domain out of an answer of the resolver. */
#include "mx.h"

#include <arpa/nameser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "address.h"
#include "dns_answer.h"
#include "dns_question.h"
#include "memory.h"
#include "text.h"

/* The longest name of a host (RFC 1035 2.3.4), and of one label of it. */
#define NAME_LIMIT 253
#define LABEL_LIMIT 63
/* The most characters of a name that a note shows. */
#define NAME_SHOWN 80

_Static_assert(MX_NAME_SIZE == NS_MAXDNAME, "names have room");

/* Letters, digits and hyphens (RFC 1123 2.1); some hosts have an underscore. */
static bool
is_host_name(const char *name)
{
	size_t label = 0;

	if (strlen(name) > NAME_LIMIT)
		return false;
	for (; *name != '\0'; name++) {
		if (*name == '.' ? label == 0
				 : strchr("abcdefghijklmnopqrstuvwxyz-_"
					  "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
					  "0123456789",
				       *name) == NULL)
			return false;
		label = *name == '.' ? 0 : label + 1;
		if (label > LABEL_LIMIT)
			return false;
	}
	return label > 0;
}

static const char *
find_fault(const char *name)
{
	struct address ignored;

	if (address_numeric(&ignored, name, 0, AF_UNSPEC))
		return "an address, where RFC 5321 5.1 wants the name of a "
		       "host";
	return is_host_name(name) ? NULL : "no name that a host can have";
}

/* Of those that are preferred alike the order is the alphabet's: resolvers
 * change it, and a report should not. */
static int
compare(const void *one, const void *other)
{
	const struct mx_host *a = one, *b = other;

	if (a->preference != b->preference)
		return a->preference < b->preference ? -1 : 1;
	return strcasecmp(a->name, b->name);
}

/* In a full list the host takes the place of the last in the order, if it comes
 * before that one. */
static void
mx_replace_last(struct mx *mx, const struct mx_host *host)
{
	struct mx_host *last = &mx->list[0];

	mx->left_out++;
	for (size_t i = 1; i < mx->count; i++)
		if (compare(&mx->list[i], last) > 0)
			last = &mx->list[i];
	if (compare(host, last) > 0) {
		free(host->name);
		return;
	}
	free(last->name);
	*last = *host;
}

static void
mx_add(struct mx *mx, unsigned int preference, const char *name)
{
	struct mx_host host = { .preference = preference };

	for (size_t i = 0; i < mx->count; i++) {
		if (!text_same(mx->list[i].name, name))
			continue;
		if (mx->list[i].preference > preference)
			mx->list[i].preference = preference;
		return;
	}
	host.name = memory_copy(name);
	host.fault = find_fault(name);
	if (mx->count == MX_MAX)
		mx_replace_last(mx, &host);
	else
		mx->list[mx->count++] = host;
}

/* The root stands for "no host": a null MX (RFC 7505 3). */
static int
read_records(struct mx *mx, struct dns_answer *answer, struct error *error)
{
	char name[NS_MAXDNAME];
	struct dns_record one;
	int rc = dns_answer_next(answer, ns_t_mx, &one, error);

	for (; rc == 1; rc = dns_answer_next(answer, ns_t_mx, &one, error)) {
		if (one.len < 3 || !dns_answer_name(answer, &one, 2, name))
			return error_set(error, ERROR_RETRY,
			    "the resolver's answer to the question for %s is "
			    "broken",
			    answer->question);
		if (name[0] == '\0' || strcmp(name, ".") == 0)
			mx->null_too = true;
		else
			mx_add(mx, dns_number(one.data), name);
	}
	return rc;
}

static int
judge_records(struct mx *mx, const char *domain,
    const struct dns_answer *answer, struct error *error)
{
	if (!answer->exists)
		return error_set(
		    error, ERROR_RESOLVE, "no such domain: %s", domain);
	if (mx->null_too && mx->count == 0)
		return error_set(error, ERROR_RESOLVE,
		    "%s takes no mail: it has a null MX (RFC 7505)", domain);
	mx->authentic = answer->authentic;
	mx->implicit = mx->count == 0;
	if (mx->implicit)
		mx_add(mx, 0, answer->name);
	qsort(mx->list, mx->count, sizeof(mx->list[0]), compare);
	return 0;
}

int
mx_read(struct mx *mx, const char *domain, const void *bytes, size_t len,
    struct error *error)
{
	char question[DNS_QUESTION_SIZE];
	struct dns_answer answer;

	(void)snprintf(question, sizeof(question), "%s MX", domain);
	if (dns_answer_begin(&answer, domain, question, bytes, len, error) ==
		0 &&
	    read_records(mx, &answer, error) == 0 &&
	    judge_records(mx, domain, &answer, error) == 0)
		return 0;
	mx_free(mx);
	return -1;
}

void
mx_print(const struct mx *mx, struct buf *out, size_t most)
{
	struct buf one = BUF_INIT((size_t)8 * NAME_SHOWN);
	size_t end = out->len + most, i;

	for (i = 0; i < mx->count; i++) {
		const char *name = mx->list[i].name;

		buf_clear(&one);
		(void)buf_printf(
		    &one, "%s%u ", i > 0 ? ", " : "", mx->list[i].preference);
		(void)buf_put_printable(&one, name, strlen(name), NAME_SHOWN);
		if (out->len + one.len > end)
			break;
		(void)buf_append(out, buf_string(&one), one.len);
	}
	if (i < mx->count)
		(void)buf_printf(out, ", and %zu more", mx->count - i);
	buf_free(&one);
}

void
mx_free(struct mx *mx)
{
	for (size_t i = 0; i < mx->count; i++)
		free(mx->list[i].name);
	memset(mx, 0, sizeof(*mx));
}
