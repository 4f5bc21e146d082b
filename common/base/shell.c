/* Quotes a text for the shell. */
#include "shell.h"

#include <stdint.h>
#include <string.h>

#include "text.h"

/* Has it only characters that are not special to any shell? */
static bool
is_plain(const char *text)
{
	size_t len =
	    strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
			 "0123456789@%+:,./_-");

	return len > 0 && text[len] == '\0';
}

/* Does text_printable() leave it as it is? */
static bool
is_shown(const char *text)
{
	size_t len = strlen(text), n = 1;
	uint32_t c = 0;

	for (size_t i = 0; i < len; i += n) {
		n = text_character(text + i, len - i, &c);
		if (n == 0 || !text_is_visible(c) ||
		    strchr("|<>", text[i]) != NULL)
			return false;
	}
	return true;
}

static void
put_single_quoted(struct buf *out, const char *text)
{
	(void)buf_putc(out, '\'');
	for (; *text != '\0'; text++) {
		if (*text == '\'')
			(void)buf_puts(out, "'\\''");
		else
			(void)buf_putc(out, *text);
	}
	(void)buf_putc(out, '\'');
}

/* Each escape has three digits, the most that a shell reads: a digit that
 * follows is not taken for a part of it. */
static void
put_dollar_quoted(struct buf *out, const char *text)
{
	(void)buf_puts(out, "$'");
	for (; *text != '\0'; text++) {
		unsigned char c = (unsigned char)*text;

		if (c < 0x20 || c > 0x7e || strchr("|<>'\\", c) != NULL)
			(void)buf_printf(out, "\\%03o", c);
		else
			(void)buf_putc(out, (char)c);
	}
	(void)buf_putc(out, '\'');
}

void
shell_quote(struct buf *out, const char *text)
{
	if (is_plain(text))
		(void)buf_puts(out, text);
	else if (is_shown(text))
		put_single_quoted(out, text);
	else
		put_dollar_quoted(out, text);
}
