/* The forms that a secret has: plain, backwards, in hexadecimal, in base64. */
#include "redact_forms.h"

#include <stdlib.h>
#include <string.h>

#include "base64.h"
#include "memory.h"
#include "redact_read.h"
#include "text.h"

/* As long as the longest secret in hexadecimal or in base64 of UTF-16. */
#define FORM_LIMIT ((size_t)512 * 1024)
/* Shorter secrets backwards are ordinary words too often. */
#define TURNED_LEAST 6
/* Characters of a secret that are too many, unless half of it is less. */
#define EDGE 6
#define EDGE_LEAST 4

void
redact_fold(enum redact_alphabet alphabet, unsigned char *out,
    const unsigned char *s, size_t len)
{
	static const char text[] =
	    "\000\001\002\003\004\005\006\007\010\011\012\013\014\015\016\017"
	    "\020\021\022\023\024\025\026\027\030\031\032\033\034\035\036\037"
	    " !\"#$%&'()* ,-./0123456789:;(=)?"
	    "@abcdefghijklmnopqrstuvwxyz[\\]^_"
	    "`abcdefghijklmnopqrstuvwxyz{/}~\177";
	/* What is not ASCII is a break, too. */
	static const char base64[256] =
	    "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
	    "\0\0\0\0\0\0\0\0\0\0\0+\0+\0/0123456789\0\0\0\0\0\0"
	    "\0abcdefghijklmnopqrstuvwxyz\0\0\0\0/"
	    "\0abcdefghijklmnopqrstuvwxyz\0\0\0\0";

	if (alphabet == ALPHABET_BASE64)
		for (size_t i = 0; i < len; i++)
			out[i] = (unsigned char)base64[s[i]];
	else
		for (size_t i = 0; i < len; i++)
			out[i] = s[i] < 0x80 ? (unsigned char)text[s[i]] : s[i];
}

/* Takes over the text of a form of a secret with so many bytes. */
static struct redact_form *
add(struct redact_known *known, enum redact_alphabet alphabet, struct buf *text,
    size_t secret)
{
	size_t half = secret < (size_t)2 * EDGE ? (secret + 1) / 2 : EDGE;
	struct redact_form *form;

	if (text->len == 0 || secret == 0) {
		buf_free(text);
		return NULL;
	}
	known->forms = memory_resize(
	    known->forms, (known->count + 1) * sizeof(*known->forms));
	form = &known->forms[known->count++];
	memset(form, 0, sizeof(*form));
	form->text = *text;
	form->alphabet = alphabet;
	if (half < EDGE_LEAST)
		half = EDGE_LEAST;
	form->half = (half * text->len + secret - 1) / secret;
	/* The others are made as they are compared. */
	if (alphabet == ALPHABET_TEXT)
		redact_fold(alphabet, (unsigned char *)form->text.data,
		    (const unsigned char *)form->text.data, text->len);
	return form;
}

/* So many bytes that are written at once, without a copy that is left behind.
 */
static char *
take(struct buf *buf, size_t len)
{
	*buf = (struct buf)BUF_SECRET(len);
	buf->data = memory_resize(NULL, len + 1);
	buf->data[len] = '\0';
	buf->size = len + 1;
	buf->len = len;
	return buf->data;
}

static void
add_turned(struct redact_known *known, const char *secret, size_t len)
{
	struct buf back, rot;
	char *b = take(&back, len), *r = take(&rot, len);

	for (size_t i = 0; i < len; i++) {
		char c = secret[i], small = (char)(c | 0x20);

		b[i] = secret[len - 1 - i];
		if (small >= 'a' && small <= 'z')
			c = (char)(small < 'n' ? c + 13 : c - 13);
		r[i] = c;
	}
	(void)add(known, ALPHABET_TEXT, &back, len);
	(void)add(known, ALPHABET_TEXT, &rot, len);
}

static void
add_hex(struct redact_known *known, const char *secret, size_t len)
{
	static const char hex[] = "0123456789abcdef";
	struct buf digits;
	char *to = take(&digits, 2 * len);

	for (size_t i = 0; i < len; i++) {
		*to++ = hex[(unsigned char)secret[i] >> 4];
		*to++ = hex[(unsigned char)secret[i] & 15];
	}
	(void)add(known, ALPHABET_HEX, &digits, len);
}

/* Base64 of the bytes when offset more come before them in the same group of
 * three, without the characters that its neighbours have a part in. */
static void
add_base64(struct redact_known *known, const char *text, size_t len,
    size_t offset, size_t secret)
{
	static const size_t skip[] = { 0, 2, 3 };
	/* As redact_fold() reads base64. */
	static const char folded[] = "abcdefghijklmnopqrstuvwxyz"
				     "abcdefghijklmnopqrstuvwxyz0123456789+/";
	struct buf bytes = BUF_SECRET(FORM_LIMIT);
	struct redact_form *form;
	struct buf encoded;

	(void)take(&encoded, (len + 4) / 3 * 4);
	buf_clear(&encoded);
	(void)buf_append(&bytes, "\0\0", offset);
	(void)buf_append(&bytes, text, len);
	(void)base64_encode_as(&encoded, buf_string(&bytes), bytes.len, folded);
	buf_truncate(&encoded, bytes.len * 8 / 6);
	buf_consume(&encoded, skip[offset]);
	form = add(known, ALPHABET_BASE64, &encoded, secret);
	if (form != NULL) {
		form->before = offset > 0;
		form->after = bytes.len % 3 != 0;
	}
	buf_free(&bytes);
}

/* UTF-16 with the lower byte first; without a last byte that is zero it stands
 * in what has the higher one first, too. */
static void
widen(struct buf *out, const char *secret, size_t len)
{
	char *to = take(out, 2 * len);
	uint32_t c = 0;
	size_t i = 0, n;

	for (; i < len && (secret[i] & 0x80) == 0; i++) {
		*to++ = secret[i];
		*to++ = '\0';
	}
	for (; i < len; i += n) {
		n = text_character(secret + i, len - i, &c);
		if (n == 0 || c > 0xffff) {
			n = 1;
			c = (unsigned char)secret[i];
		}
		*to++ = (char)(c & 0xff);
		*to++ = (char)(c >> 8);
	}
	buf_truncate(out, (size_t)(to - out->data));
	if (out->len > 0 && to[-1] == '\0')
		buf_truncate(out, out->len - 1);
}

static bool
is_ascii(const char *s, size_t len)
{
	unsigned char all = 0;

	for (size_t i = 0; i < len; i++)
		all |= (unsigned char)s[i];
	return all < 0x80;
}

/* Fails unless there are letters that are others in Latin-1. */
static bool
narrow(struct buf *out, const char *secret, size_t len)
{
	uint32_t c = 0;
	size_t n;

	if (is_ascii(secret, len))
		return false;
	for (size_t i = 0; i < len; i += n) {
		n = text_character(secret + i, len - i, &c);
		if (n == 0 || c > 0xff)
			return false;
		(void)buf_putc(out, (char)c);
	}
	return out->len < len;
}

static void
add_bytes(struct redact_known *known, const char *secret, size_t len)
{
	struct buf copy;
	char *to = take(&copy, len);

	for (size_t i = 0; i < len; i++)
		if (secret[i] != '\r' && secret[i] != '\n')
			*to++ = secret[i];
	buf_truncate(&copy, (size_t)(to - copy.data));
	(void)add(known, ALPHABET_TEXT, &copy, len);
	if (len >= TURNED_LEAST)
		add_turned(known, secret, len);
	if (len >= FORM_SHORT)
		add_hex(known, secret, len);
	for (size_t i = 0; i < 3; i++)
		add_base64(known, secret, len, i, len);
}

void
redact_learn(struct redact_known *known, const char *secret, size_t len)
{
	struct buf other = BUF_SECRET(len);

	add_bytes(known, secret, len);
	if (len >= FORM_SHORT) {
		widen(&other, secret, len);
		for (size_t i = 0; i < 3; i++)
			add_base64(known, other.data, other.len, i, len);
		buf_free(&other);
	}
	if (narrow(&other, secret, len))
		add_bytes(known, other.data, other.len);
	buf_free(&other);
	redact_reindex(known);
}
