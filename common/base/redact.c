#include "redact.h"

#include <stdbool.h>
#include <string.h>

#include "base64.h"
#include "text.h"

/* As long as the longest secret in base64. */
#define FORM_LIMIT ((size_t)128 * 1024)
/* A shorter form is hidden only where it stands as a word of its own: it
 * would blot out half of what the server says, and so give itself away. */
#define SHORT 4

/* Base64 of the secret when offset bytes come before it in the same group of
 * three, without the characters that its neighbours have a part in. */
static void
form_base64(struct buf *form, const char *secret, size_t len, size_t offset)
{
	static const size_t skip[] = { 0, 2, 3 };
	struct buf bytes = BUF_SECRET(FORM_LIMIT);

	(void)buf_append(&bytes, "\0\0", offset);
	(void)buf_append(&bytes, secret, len);
	(void)base64_encode(form, buf_string(&bytes), bytes.len);
	buf_truncate(form, bytes.len * 8 / 6);
	buf_consume(form, skip[offset]);
	buf_free(&bytes);
}

void
redact_init(struct redact *redact, const void *secret, size_t len)
{
	for (size_t i = 0; i < 4; i++)
		redact->forms[i] = (struct buf)BUF_SECRET(FORM_LIMIT);
	(void)buf_append(&redact->forms[0], secret, len);
	for (size_t i = 0; i < 3; i++)
		form_base64(&redact->forms[i + 1], secret, len, i);
}

static bool
word_character(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
}

static bool
alone(const char *text, size_t len, size_t at, size_t n)
{
	return (at == 0 || !word_character(text[at - 1])) &&
	       (at + n == len || !word_character(text[at + n]));
}

static void
hide(const struct buf *form, char *text, size_t len)
{
	size_t n = form->len;

	for (size_t i = 0; n > 0 && i + n <= len; i++) {
		/* The form is a string only up to its first NUL, if any. */
		if (!text_starts(text + i, len - i, form->data))
			continue;
		if (n < SHORT && !alone(text, len, i, n))
			continue;
		memset(text + i, '*', n);
	}
}

void
redact_apply(const struct redact *redact, char *text, size_t len)
{
	if (redact == NULL)
		return;
	for (size_t i = 0; i < 4; i++)
		hide(&redact->forms[i], text, len);
}

void
redact_free(struct redact *redact)
{
	for (size_t i = 0; i < 4; i++)
		buf_free(&redact->forms[i]);
}
