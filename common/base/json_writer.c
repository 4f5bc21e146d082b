/* Writes JSON text. */
#include "json_writer.h"

#include <stdint.h>
#include <string.h>

#include "text.h"

/* How many bytes, from the first on, need no escape. */
static size_t
count_unescaped(const unsigned char *s, size_t len)
{
	size_t n = 0;

	while (n < len && s[n] >= 0x20 && s[n] < 0x7f &&
	       strchr("\"\\|<>", s[n]) == NULL)
		n++;
	return n;
}

/* All text between quotes passes here, so that no byte misses its escape. */
static void
put_json_escaped(struct buf *out, const unsigned char *s, size_t len)
{
	uint32_t c = 0;
	size_t n;

	for (size_t i = 0; i < len; i += n) {
		n = count_unescaped(s + i, len - i);
		(void)buf_append(out, s + i, n);
		if (n > 0)
			continue;
		n = text_character(s + i, len - i, &c);
		if (n == 0) {
			n = 1;
			(void)buf_printf(out, "\\\\x%02x", s[i]);
		} else if (c == '"' || c == '\\')
			(void)buf_printf(out, "\\%c", (char)c);
		else if (c > 0xffff && !text_is_visible(c))
			(void)buf_printf(out, "\\u%04x\\u%04x",
			    0xd800 + ((c - 0x10000) >> 10),
			    0xdc00 + (c & 0x3ff));
		else if (!text_is_visible(c) || c == '|' || c == '<' ||
			 c == '>')
			(void)buf_printf(out, "\\u%04x", c);
		else
			(void)buf_append(out, s + i, n);
	}
}

/* Writes the comma and the name that stand before a value. */
static void
json_put_name(struct json_writer *json, const char *name)
{
	if (json->more)
		(void)buf_putc(json->out, ',');
	json->more = true;
	if (name == NULL)
		return;
	(void)buf_printf(json->out, "\"%s\":", name);
}

void
json_open(struct json_writer *json, const char *name, char bracket)
{
	json_put_name(json, name);
	(void)buf_putc(json->out, bracket);
	json->more = false;
}

void
json_close(struct json_writer *json, char bracket)
{
	(void)buf_putc(json->out, bracket);
	json->more = true;
}

void
json_put_bytes(
    struct json_writer *json, const char *name, const void *bytes, size_t len)
{
	json_put_name(json, name);
	(void)buf_putc(json->out, '"');
	put_json_escaped(json->out, bytes, len);
	(void)buf_putc(json->out, '"');
}

void
json_put_string(struct json_writer *json, const char *name, const char *text)
{
	if (text != NULL) {
		json_put_bytes(json, name, text, strlen(text));
		return;
	}
	json_put_name(json, name);
	(void)buf_puts(json->out, "null");
}

void
json_put_decimal(
    struct json_writer *json, const char *name, double value, int decimals)
{
	json_put_name(json, name);
	(void)buf_put_decimal(json->out, value, decimals);
}

void
json_put_bool(struct json_writer *json, const char *name, bool value)
{
	json_put_name(json, name);
	(void)buf_puts(json->out, value ? "true" : "false");
}

void
json_put_written(
    struct json_writer *json, const char *name, const struct buf *written)
{
	json_put_name(json, name);
	(void)buf_append(json->out, buf_string(written), written->len);
}
