/* The names of folders in IMAP4rev1: modified UTF-7. */
#include "utf7.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "text.h"

static const char digits[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,";

/* Bits of UTF-16 that are not yet, or no longer, digits. */
struct bits {
	uint32_t value;
	unsigned int count;
};

static int
put_digits(struct buf *out, struct bits *bits, bool last)
{
	if (last && bits->count > 0) {
		bits->value <<= 6 - bits->count;
		bits->count = 6;
	}
	for (; bits->count >= 6; bits->count -= 6)
		if (buf_putc(out,
			digits[bits->value >> (bits->count - 6) & 63]) == -1)
			return -1;
	return 0;
}

static int
put_unit(struct buf *out, struct bits *bits, uint32_t unit)
{
	bits->value = (bits->value << 16 | unit) & 0x3fffff;
	bits->count += 16;
	return put_digits(out, bits, false);
}

static int
put_units(struct buf *out, struct bits *bits, uint32_t c)
{
	if (c < 0x10000)
		return put_unit(out, bits, c);
	c -= 0x10000;
	if (put_unit(out, bits, 0xd800 | c >> 10) == -1)
		return -1;
	return put_unit(out, bits, 0xdc00 | (c & 0x3ff));
}

int
utf7_encode(struct buf *out, const char *utf8)
{
	size_t len = strlen(utf8), n;
	struct bits bits = { 0, 0 };
	bool shifted = false;
	uint32_t c;
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < len; i += n) {
		n = text_character(utf8 + i, len - i, &c);
		if (n == 0)
			return -1;
		if (c >= 0x20 && c <= 0x7e) {
			if (shifted && (put_digits(out, &bits, true) == -1 ||
					   buf_putc(out, '-') == -1))
				return -1;
			shifted = false;
			rc = buf_puts(out, c == '&' ? "&-" : "");
			if (c != '&')
				rc = buf_putc(out, (char)c);
			continue;
		}
		if (!shifted) {
			bits = (struct bits){ 0, 0 };
			rc = buf_putc(out, '&');
		}
		shifted = true;
		if (rc == 0)
			rc = put_units(out, &bits, c);
	}
	if (rc == 0 && shifted &&
	    (put_digits(out, &bits, true) == -1 || buf_putc(out, '-') == -1))
		rc = -1;
	return rc;
}

static int
put_utf8(struct buf *out, uint32_t c)
{
	char bytes[4];
	size_t n = 0;

	if (c < 0x80)
		bytes[n++] = (char)c;
	else if (c < 0x800)
		bytes[n++] = (char)(0xc0 | c >> 6);
	else if (c < 0x10000) {
		bytes[n++] = (char)(0xe0 | c >> 12);
		bytes[n++] = (char)(0x80 | (c >> 6 & 0x3f));
	} else {
		bytes[n++] = (char)(0xf0 | c >> 18);
		bytes[n++] = (char)(0x80 | (c >> 12 & 0x3f));
		bytes[n++] = (char)(0x80 | (c >> 6 & 0x3f));
	}
	if (c >= 0x80)
		bytes[n++] = (char)(0x80 | (c & 0x3f));
	return buf_append(out, bytes, n);
}

/* A unit of UTF-16; *high is the first half of a pair, or 0. */
static int
read_unit(struct buf *out, uint32_t unit, uint32_t *high)
{
	bool is_high = unit >= 0xd800 && unit < 0xdc00;
	bool is_low = unit >= 0xdc00 && unit < 0xe000;
	uint32_t c = unit;

	if (is_low != (*high != 0))
		return -1;
	if (is_low)
		c = 0x10000 + ((*high - 0xd800) << 10) + (unit - 0xdc00);
	*high = is_high ? unit : 0;
	if (is_high)
		return 0;
	return put_utf8(out, c);
}

/* From behind "&" to "-".  Returns how many characters; 0: it is malformed. */
static size_t
read_shifted(struct buf *out, const char *name)
{
	struct bits bits = { 0, 0 };
	uint32_t high = 0;
	size_t i = 0;

	for (; name[i] != '-'; i++) {
		const char *digit =
		    name[i] == '\0' ? NULL : strchr(digits, name[i]);

		if (digit == NULL)
			return 0;
		bits.value =
		    (bits.value << 6 | (uint32_t)(digit - digits)) & 0x3fffff;
		bits.count += 6;
		if (bits.count < 16)
			continue;
		bits.count -= 16;
		if (read_unit(out, bits.value >> bits.count & 0xffff, &high) ==
		    -1)
			return 0;
	}
	return high == 0 ? i + 1 : 0;
}

int
utf7_decode(struct buf *out, const char *name)
{
	while (*name != '\0') {
		size_t n = 1;
		int rc = 0;

		if ((unsigned char)*name >= 0x7f)
			return -1;
		if (*name != '&')
			rc = buf_putc(out, *name);
		else if (name[1] == '-') {
			rc = buf_putc(out, '&');
			n = 2;
		} else {
			n = read_shifted(out, name + 1);
			if (n++ == 0)
				return -1;
		}
		if (rc == -1)
			return -1;
		name += n;
	}
	return 0;
}
