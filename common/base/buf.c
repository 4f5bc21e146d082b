/* A byte buffer that grows up to a limit. */
#include "buf.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "text.h"

static void
buf_resize(struct buf *buf, size_t size)
{
	char *data;

	if (!buf->secret) {
		buf->data = memory_resize(buf->data, size);
		buf->size = size;
		return;
	}
	/* realloc(3) would leave a copy of the secret behind. */
	data = memory_resize(NULL, size);
	data[0] = '\0';
	if (buf->data != NULL) {
		memcpy(data, buf->data, buf->len + 1);
		memory_wipe(buf->data, buf->size);
		free(buf->data);
	}
	buf->data = data;
	buf->size = size;
}

static int
buf_reserve(struct buf *buf, size_t more)
{
	size_t need, size;

	if (more > buf->limit - buf->len)
		return -1;
	need = buf->len + more + 1;
	if (need <= buf->size)
		return 0;
	size = buf->size < 64 ? 64 : buf->size;
	while (size < need)
		size *= 2;
	buf_resize(buf, size);
	return 0;
}

char *
buf_extend(struct buf *buf, size_t len)
{
	char *behind;

	if (buf_reserve(buf, len) == -1)
		return NULL;
	behind = buf->data + buf->len;
	behind[len] = '\0';
	buf->len += len;
	return behind;
}

int
buf_append(struct buf *buf, const void *bytes, size_t len)
{
	char *to = buf_extend(buf, len);

	if (to == NULL)
		return -1;
	if (len > 0)
		memcpy(to, bytes, len);
	return 0;
}

int
buf_puts(struct buf *buf, const char *string)
{
	return buf_append(buf, string, strlen(string));
}

int
buf_putc(struct buf *buf, char c)
{
	return buf_append(buf, &c, 1);
}

int
buf_printf(struct buf *buf, const char *format, ...)
{
	va_list args, again;
	size_t room;
	int len;

	/* Most texts fit into the memory that is there already; a longer one is
	 * printed a second time, into more memory. */
	(void)buf_reserve(buf, 0);
	room = buf->size - buf->len;
	va_start(args, format);
	va_copy(again, args);
	len = vsnprintf(buf->data + buf->len, room, format, args);
	if (len >= 0 && (size_t)len >= room &&
	    buf_reserve(buf, (size_t)len) == 0)
		(void)vsnprintf(
		    buf->data + buf->len, (size_t)len + 1, format, again);
	va_end(again);
	va_end(args);
	if (len < 0 || (size_t)len > buf->limit - buf->len) {
		buf->data[buf->len] = '\0';
		return -1;
	}
	buf->len += (size_t)len;
	return 0;
}

/* Above this the digits of the number do not fit an int64_t. */
#define DECIMAL_LIMIT 9e8

int
buf_put_decimal(struct buf *buf, double value, int decimals)
{
	char text[32], *at = text + sizeof(text);
	bool negative = value < 0;
	int64_t scale = 1, digits;

	if (value > DECIMAL_LIMIT || value < -DECIMAL_LIMIT)
		return buf_printf(buf, "%.*f", decimals, value);
	for (int i = 0; i < decimals; i++)
		scale *= 10;
	digits = (int64_t)((negative ? -value : value) * (double)scale + 0.5);
	negative = negative && digits > 0;
	for (int i = 0; i < decimals || digits > 0 || i <= decimals; i++) {
		if (i == decimals && decimals > 0)
			*--at = '.';
		*--at = (char)('0' + digits % 10);
		digits /= 10;
	}
	if (negative)
		*--at = '-';
	return buf_append(buf, at, (size_t)(text + sizeof(text) - at));
}

int
buf_put_printable(struct buf *buf, const void *bytes, size_t len, size_t max)
{
	size_t taken = text_fits(bytes, len, max);
	size_t room = text_printable(NULL, 0, bytes, taken);
	const char *mark = taken < len ? "..." : "";

	if (buf_reserve(buf, room + strlen(mark)) == -1)
		return -1;
	buf->len +=
	    text_printable(buf->data + buf->len, room + 1, bytes, taken);
	return buf_puts(buf, mark);
}

const char *
buf_string(const struct buf *buf)
{
	return buf->data == NULL ? "" : buf->data;
}

const char *
buf_line(const struct buf *buf, size_t *at, size_t *len)
{
	const char *line, *end;

	if (*at >= buf->len)
		return NULL;
	line = buf->data + *at;
	end = memchr(line, '\n', buf->len - *at);
	*len = end == NULL ? buf->len - *at : (size_t)(end - line);
	*at += *len + 1;
	return line;
}

void
buf_consume(struct buf *buf, size_t len)
{
	if (len >= buf->len) {
		buf_clear(buf);
		return;
	}
	memmove(buf->data, buf->data + len, buf->len - len + 1);
	buf->len -= len;
}

void
buf_truncate(struct buf *buf, size_t len)
{
	if (len >= buf->len)
		return;
	if (buf->secret)
		memory_wipe(buf->data + len, buf->len - len);
	buf->len = len;
	buf->data[len] = '\0';
}

void
buf_clear(struct buf *buf)
{
	buf_truncate(buf, 0);
}

void
buf_free(struct buf *buf)
{
	if (buf->data == NULL)
		return;
	if (buf->secret)
		memory_wipe(buf->data, buf->size);
	free(buf->data);
	buf->data = NULL;
	buf->len = buf->size = 0;
}
