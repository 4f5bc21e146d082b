/* Hides secrets in text that a server sends back. */
#include "redact.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "redact_decode.h"
#include "redact_forms.h"
#include "redact_known.h"
#include "redact_read.h"
#include "text.h"

/* Other characters between those of the secret. */
#define SPREAD_MOST 3

/* One text, and what of it is to be hidden. */
struct search {
	const struct redact *redact;
	const char *text;
	size_t len;
	bool is_reply;
	const struct reading *reading; /* in which something is found */
	unsigned char *hidden;         /* for each byte of the text */
	bool any;
};

static void
hide(void *context, size_t first, size_t end)
{
	struct search *search = context;
	const struct reading *r = search->reading;

	search->any = true;
	for (size_t i = first; i < end; i++) {
		size_t from = r->from[i], to = r->to[i];

		/* With what stands between two of its characters, unless that
		 * is the end of a line. */
		if (i + 1 < end && r->from[i + 1] > to &&
		    memchr(search->text + to, '\n', r->from[i + 1] - to) ==
			NULL)
			to = r->from[i + 1];
		memset(search->hidden + from, true, to - from);
	}
}

static void
hide_base64(void *context, size_t first, size_t end)
{
	struct search *search = context;
	size_t i = search->reading->to[end - 1];

	hide(context, first, end);
	while (i < search->len && search->text[i] == '=')
		search->hidden[i++] = true;
}

/* Looks for all forms with this alphabet. */
static void
find(struct search *search, const struct reading *reading,
    enum redact_alphabet alphabet, const unsigned char *s, bool edges)
{
	redact_found *found = alphabet == ALPHABET_BASE64 ? hide_base64 : hide;

	search->reading = reading;
	for (const struct redact *one = search->redact; one != NULL;
	     one = one->also) {
		if (one->known == NULL)
			continue;
		redact_find(
		    one->known, alphabet, s, reading->len, found, search);
		if (edges)
			redact_find_edges(one->known, alphabet, s, reading->len,
			    found, search);
	}
	search->reading = NULL;
}

static void
find_folded(struct search *search, const struct reading *reading,
    enum redact_alphabet alphabet, bool edges)
{
	unsigned char *s = memory_resize(NULL, reading->len + READING_BEHIND);

	redact_fold(alphabet, s, reading->chars, reading->len);
	find(search, reading, alphabet, s, edges);
	free(s);
}

/* The same with others between the characters. */
static void
find_spread(struct search *search, const struct reading *reading)
{
	struct reading spread;

	reading_init(&spread, 2 * reading->len);
	/* The search looks at some characters behind the end. */
	memset(reading->chars + reading->len, READING_BREAK, READING_BEHIND);
	for (size_t i = 2; i <= SPREAD_MOST + 1; i++) {
		reading_spread(&spread, reading, i);
		if (spread.len > 0)
			find_folded(search, &spread, ALPHABET_TEXT, false);
	}
	reading_free(&spread);
}

static void
find_hex(struct search *search, const struct reading *reading)
{
	struct reading hex;

	reading_init(&hex, 2 * reading->len);
	reading_hex(&hex, reading);
	find(search, &hex, ALPHABET_HEX, hex.chars, search->is_reply);
	reading_free(&hex);
}

static void
find_in(struct search *search, const struct reading *reading)
{
	find_folded(search, reading, ALPHABET_TEXT, search->is_reply);
	find_folded(search, reading, ALPHABET_BASE64, search->is_reply);
	find_spread(search, reading);
	find_hex(search, reading);
}

/* With each encoding undone alone, since a mark may stand in front of a secret
 * that does not belong to it ("password=dead"), and with all. */
static void
find_decoded(struct search *search, const struct reading *reading)
{
	struct reading out;
	size_t kinds = 0;

	reading_init(&out, reading->len);
	for (size_t i = 0; i < DECODE_ENCODINGS; i++) {
		if (reading_decoded(&out, reading, i) == 0)
			continue;
		kinds++;
		find_in(search, &out);
	}
	if (kinds > 1) {
		(void)reading_decoded(&out, reading, DECODE_ALL);
		find_in(search, &out);
	}
	reading_free(&out);
}

static bool
is_word_character(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
}

static bool
is_alone(const struct search *search, size_t first, size_t end)
{
	return (first == 0 || !is_word_character(search->text[first - 1])) &&
	       (end == search->len || !is_word_character(search->text[end]));
}

/* A short one, as a word of its own. */
static void
find_word(struct search *search, const struct redact_form *form)
{
	const struct reading *r = search->reading;
	size_t n = form->text.len;
	unsigned char *s = memory_resize(NULL, r->len + 1);

	redact_fold(form->alphabet, s, r->chars, r->len);
	for (size_t i = 0; i + n <= r->len; i++)
		if (memcmp(s + i, form->text.data, n) == 0 &&
		    is_alone(search, r->from[i], r->to[i + n - 1]))
			hide(search, i, i + n);
	free(s);
}

static void
find_words(struct search *search, const struct reading *reading)
{
	search->reading = reading;
	for (const struct redact *one = search->redact; one != NULL;
	     one = one->also)
		for (size_t i = 0; one->known != NULL && i < one->known->count;
		     i++)
			if (one->known->forms[i].text.len < FORM_SHORT)
				find_word(search, &one->known->forms[i]);
	search->reading = NULL;
}

static void
find_everywhere(struct search *search)
{
	struct reading plain, loose;
	bool differs;

	reading_init(&plain, search->len);
	differs = reading_of_text(
	    &plain, search->text, search->len, search->is_reply, false);
	find_words(search, &plain);
	find_in(search, &plain);
	find_decoded(search, &plain);
	if (differs) {
		reading_init(&loose, search->len);
		(void)reading_of_text(
		    &loose, search->text, search->len, true, true);
		find_in(search, &loose);
		find_decoded(search, &loose);
		reading_free(&loose);
	}
	reading_free(&plain);
}

/* What stays, and a mask for each run of what does not. */
static void
mask(const struct search *search, struct buf *out)
{
	size_t end;

	for (size_t i = 0; i < search->len; i = end) {
		end = i + 1;
		while (end < search->len &&
		       search->hidden[end] == search->hidden[i])
			end++;
		if (search->hidden[i])
			(void)buf_puts(out, REDACT_MASK);
		else
			(void)buf_append(out, search->text + i, end - i);
	}
}

/* An escape may go on behind the end of a line: that and the code stay. */
static void
spare_codes(struct search *search)
{
	for (size_t i = 0; search->is_reply && i < search->len; i++)
		if (search->text[i] == '\n')
			for (size_t j = 0; j < 5 && i + j < search->len; j++)
				search->hidden[i + j] = false;
}

static void
apply(const struct redact *redact, struct buf *text, bool is_reply)
{
	struct buf out = { NULL, 0, 0, SIZE_MAX / 2, text->secret };
	struct search search = {
		.redact = redact,
		.text = text->data,
		.len = text->len,
		.is_reply = is_reply,
	};

	if (text->len == 0 || !redact_knows(redact))
		return;
	search.hidden = memory_zeroed(text->len);
	find_everywhere(&search);
	if (search.any) {
		spare_codes(&search);
		mask(&search, &out);
		buf_truncate(&out, text->limit);
		out.limit = text->limit;
		buf_free(text);
		*text = out;
	}
	free(search.hidden);
}

void
redact_secret(struct redact *redact, const void *secret, size_t len)
{
	if (redact->known == NULL)
		redact->known = memory_zeroed(sizeof(*redact->known));
	if (len > 0)
		redact_learn(redact->known, secret, len);
}

void
redact_apply(const struct redact *redact, struct buf *text)
{
	apply(redact, text, false);
}

void
redact_reply(const struct redact *redact, struct buf *text)
{
	apply(redact, text, true);
}

static void
apply_to_string(
    const struct redact *redact, char *text, size_t size, bool is_reply)
{
	struct buf copy = BUF_INIT(SIZE_MAX / 4);

	if (!redact_knows(redact))
		return;
	(void)buf_puts(&copy, text);
	apply(redact, &copy, is_reply);
	(void)text_printable(text, size, buf_string(&copy), copy.len);
	buf_free(&copy);
}

void
redact_string(const struct redact *redact, char *text, size_t size)
{
	apply_to_string(redact, text, size, false);
}

void
redact_cut_string(const struct redact *redact, char *text, size_t size)
{
	apply_to_string(redact, text, size, true);
}

bool
redact_knows(const struct redact *redact)
{
	for (; redact != NULL; redact = redact->also)
		if (redact->known != NULL && redact->known->count > 0)
			return true;
	return false;
}

void
redact_free(struct redact *redact)
{
	if (redact->known != NULL)
		redact_forget(redact->known);
	free(redact->known);
	redact->known = NULL;
}
