/* The TXT records of policies. */
#include "txt.h"

#include <arpa/nameser.h>
#include <stdio.h>
#include <string.h>

#include "dns_answer.h"
#include "dns_question.h"

/* Joins the strings of a record (RFC 1035 3.3.14).  false: one is longer than
 * the record. */
static bool
join(const struct dns_record *record, struct buf *out)
{
	size_t at = 0;

	while (at < record->len) {
		size_t len = record->data[at++];

		if (len > record->len - at ||
		    buf_append(out, record->data + at, len) == -1)
			return false;
		at += len;
	}
	return true;
}

static int
read_records(struct txt *txt, const char *word, struct dns_answer *answer,
    struct error *error)
{
	struct buf text = BUF_INIT(TXT_LIMIT);
	struct dns_record one;
	int rc = dns_answer_next(answer, ns_t_txt, &one, error);

	for (; rc == 1; rc = dns_answer_next(answer, ns_t_txt, &one, error)) {
		buf_clear(&text);
		if (!join(&one, &text) || text.len < strlen(word) ||
		    memcmp(text.data, word, strlen(word)) != 0)
			continue;
		if (txt->count++ == 0)
			(void)buf_append(&txt->text, text.data, text.len);
	}
	buf_free(&text);
	return rc;
}

int
txt_read(struct txt *txt, const char *name, const char *word, const void *bytes,
    size_t len, struct error *error)
{
	char question[DNS_QUESTION_SIZE];
	struct dns_answer answer;

	*txt = (struct txt){ .text = BUF_INIT(TXT_LIMIT) };
	(void)snprintf(question, sizeof(question), "%s TXT", name);
	if (dns_answer_begin(&answer, name, question, bytes, len, error) == -1)
		return -1;
	return read_records(txt, word, &answer, error);
}

int
txt_lookup(struct txt *txt, const char *name, const char *word,
    struct deadline deadline, struct error *error)
{
	struct buf answer = BUF_INIT(DNS_ANSWER_LIMIT);
	char text[DNS_QUESTION_SIZE];
	struct dns_question question = {
		.name = name,
		.type = ns_t_txt,
		.text = text,
	};
	int rc;

	*txt = (struct txt){ .text = BUF_INIT(TXT_LIMIT) };
	(void)snprintf(text, sizeof(text), "%s TXT", name);
	rc = dns_ask(&question, &answer, deadline, error);
	if (rc == 0)
		rc = txt_read(
		    txt, name, word, buf_string(&answer), answer.len, error);
	buf_free(&answer);
	return rc;
}

void
txt_free(struct txt *txt)
{
	buf_free(&txt->text);
}
