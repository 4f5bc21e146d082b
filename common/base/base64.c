/* Encodes and decodes base64. */
#include "base64.h"

#include <string.h>

static const char alphabet[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

int
base64_encode(struct buf *out, const void *bytes, size_t len)
{
	const unsigned char *s = bytes;
	size_t before = out->len;
	char four[5];

	for (size_t i = 0; i < len; i += 3) {
		unsigned int a = s[i];
		unsigned int b = i + 1 < len ? s[i + 1] : 0;
		unsigned int c = i + 2 < len ? s[i + 2] : 0;

		memcpy(four, "====", sizeof(four));
		four[0] = alphabet[a >> 2];
		four[1] = alphabet[(a & 3) << 4 | b >> 4];
		if (i + 1 < len)
			four[2] = alphabet[(b & 15) << 2 | c >> 6];
		if (i + 2 < len)
			four[3] = alphabet[c & 63];
		if (buf_append(out, four, 4) == -1) {
			buf_truncate(out, before);
			return -1;
		}
	}
	return 0;
}

/* The six bits that a character stands for.  -1: it is not of the alphabet. */
static int
base64_value(char c)
{
	const char *at = c == '\0' ? NULL : strchr(alphabet, c);

	return at == NULL ? -1 : (int)(at - alphabet);
}

/* Decodes four characters, of which the last may be padding, to 1 to 3 bytes.
 * 0: they are not base64. */
static size_t
decode_quantum(const char *s, size_t padding, unsigned char out[3])
{
	unsigned int bits = 0;
	int six;

	for (size_t i = 0; i < 4; i++) {
		six = i < 4 - padding ? base64_value(s[i]) : 0;
		if (six == -1)
			return 0;
		bits = bits << 6 | (unsigned int)six;
	}
	out[0] = (unsigned char)(bits >> 16);
	out[1] = (unsigned char)(bits >> 8 & 255);
	out[2] = (unsigned char)(bits & 255);
	if ((padding > 0 && out[2] != 0) || (padding > 1 && out[1] != 0))
		return 0;
	return 3 - padding;
}

int
base64_decode(struct buf *out, const char *s, size_t len)
{
	size_t before = out->len, padding, n;
	unsigned char three[3];

	if (len % 4 != 0)
		return -1;
	for (size_t i = 0; i < len; i += 4) {
		padding = 0;
		if (i + 4 == len && s[i + 3] == '=')
			padding = s[i + 2] == '=' ? 2 : 1;
		n = decode_quantum(s + i, padding, three);
		if (n == 0 || buf_append(out, three, n) == -1) {
			buf_truncate(out, before);
			return -1;
		}
	}
	return 0;
}

int
base64url_encode(struct buf *out, const void *bytes, size_t len)
{
	size_t before = out->len;

	if (base64_encode(out, bytes, len) == -1)
		return -1;
	for (size_t i = before; i < out->len; i++) {
		if (out->data[i] == '+')
			out->data[i] = '-';
		else if (out->data[i] == '/')
			out->data[i] = '_';
	}
	while (out->len > before && out->data[out->len - 1] == '=')
		buf_truncate(out, out->len - 1);
	return 0;
}

int
base64url_decode(struct buf *out, const char *s, size_t len)
{
	struct buf text = BUF_SECRET(len + 3);
	int rc;

	for (size_t i = 0; i < len; i++) {
		if (s[i] == '-')
			(void)buf_putc(&text, '+');
		else if (s[i] == '_')
			(void)buf_putc(&text, '/');
		else
			(void)buf_putc(&text, s[i]);
	}
	while (text.len % 4 != 0 && buf_putc(&text, '=') == 0)
		continue;
	rc = base64_decode(out, buf_string(&text), text.len);
	buf_free(&text);
	return rc;
}
