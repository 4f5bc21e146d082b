/* Hides secrets in text that a server sends back. */
#include "redact.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base64.h"
#include "text.h"

/* Bytes of the longest secret in base64. */
#define FORM_LIMIT ((size_t)128 * 1024)
/* A form with fewer bytes is hidden only where it is a whole word.  Elsewhere
 * it would hide half of what the server says, and so show what it is. */
#define SHORT 4
/* Of a longer form, each piece with this many bytes is hidden. */
#define PIECE 16

/* Base64 of the secret when offset bytes come before it in the same group of
 * three, without the characters that also encode bytes beside the secret. */
static void
form_base64(
    struct redact_form *form, const char *secret, size_t len, size_t offset)
{
	static const size_t skip[] = { 0, 2, 3 };
	struct buf bytes = BUF_SECRET(FORM_LIMIT);

	(void)buf_append(&bytes, "\0\0", offset);
	(void)buf_append(&bytes, secret, len);
	(void)base64_encode(&form->text, buf_string(&bytes), bytes.len);
	buf_truncate(&form->text, bytes.len * 8 / 6);
	buf_consume(&form->text, skip[offset]);
	form->before = offset > 0;
	form->after = bytes.len % 3 != 0;
	buf_free(&bytes);
}

/* A new form.  NULL: there is no room for it; the forms that matter most were
 * added first. */
static struct redact_form *
add_form(struct redact *redact)
{
	struct redact_form *form;

	if (redact->count == REDACT_FORMS)
		return NULL;
	form = &redact->forms[redact->count++];
	*form = (struct redact_form){ .text = BUF_SECRET(FORM_LIMIT) };
	return form;
}

/* In text that has passed text_printable() the secret is printable, too. */
static void
add_printed(struct redact *redact, const char *secret, size_t len)
{
	struct buf printed = BUF_SECRET(FORM_LIMIT);
	struct redact_form *form;

	(void)buf_put_printable(&printed, secret, len, SIZE_MAX);
	if (printed.len != len ||
	    memcmp(buf_string(&printed), secret, len) != 0) {
		form = add_form(redact);
		if (form != NULL)
			(void)buf_append(
			    &form->text, buf_string(&printed), printed.len);
	}
	buf_free(&printed);
}

void
redact_secret(struct redact *redact, const void *secret, size_t len)
{
	struct redact_form *form = add_form(redact);

	if (form != NULL)
		(void)buf_append(&form->text, secret, len);
	add_printed(redact, secret, len);
	for (size_t i = 0; i < 3; i++) {
		form = add_form(redact);
		if (form != NULL)
			form_base64(form, secret, len, i);
	}
}

static bool
is_word_character(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
}

static bool
is_whole_word(const char *text, size_t len, size_t at, size_t n)
{
	return (at == 0 || !is_word_character(text[at - 1])) &&
	       (at + n == len || !is_word_character(text[at + n]));
}

/* May it belong to the same base64 text? */
static bool
is_base64_character(char c)
{
	return is_word_character(c) || c == '+' || c == '/';
}

static void
hide_form(const struct redact_form *form, char *text, size_t len)
{
	size_t n = form->text.len, end;

	for (size_t i = 0; n > 0 && i + n <= len; i++) {
		if (!text_starts(text + i, len - i, form->text.data))
			continue;
		if (n < SHORT && !is_whole_word(text, len, i, n))
			continue;
		end = i + n;
		memset(text + i, '*', n);
		if (form->before && i > 0 && is_base64_character(text[i - 1]))
			text[i - 1] = '*';
		if (form->after && end < len && is_base64_character(text[end]))
			text[end++] = '*';
		while (form->after && end < len && text[end] == '=')
			text[end++] = '*';
	}
}

/* A server may send a long secret in pieces, on several lines. */
static void
hide_pieces(const struct buf *form, char *text, size_t len)
{
	for (size_t i = 0; form->len > PIECE && i + PIECE <= len; i++) {
		const char *at = memmem(form->data, form->len, text + i, PIECE);
		const char *end = form->data + form->len;
		size_t n = PIECE;

		if (at == NULL)
			continue;
		while (i + n < len && at + n < end && text[i + n] == at[n])
			n++;
		memset(text + i, '*', n);
		i += n - 1;
	}
}

void
redact_apply(const struct redact *redact, char *text, size_t len)
{
	for (; redact != NULL; redact = redact->also) {
		for (size_t i = 0; i < redact->count; i++) {
			hide_form(&redact->forms[i], text, len);
			hide_pieces(&redact->forms[i].text, text, len);
		}
	}
}

void
redact_free(struct redact *redact)
{
	for (size_t i = 0; i < redact->count; i++)
		buf_free(&redact->forms[i].text);
	redact->count = 0;
}
