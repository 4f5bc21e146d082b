/* The list of extensions in the reply to EHLO. */
#include "extensions.h"

#include <string.h>

#include "text.h"

/* Characters of the printed list. */
#define SHOWN 300
/* Bytes behind them that are searched for secrets, too: a piece of 16
 * characters in the longest of the encodings that redact.h names. */
#define BEHIND ((size_t)160)

void
smtp_extensions_init(struct smtp_extensions *extensions)
{
	extensions->lines = (struct buf)BUF_INIT(REPLY_LIMIT);
	extensions->redact = NULL;
}

void
smtp_extensions_free(struct smtp_extensions *extensions)
{
	buf_free(&extensions->lines);
}

void
smtp_extensions_clear(struct smtp_extensions *extensions)
{
	buf_clear(&extensions->lines);
}

void
smtp_extensions_read(
    struct smtp_extensions *extensions, const struct smtp_reply *reply)
{
	size_t at = 0, len;
	const char *line;

	buf_clear(&extensions->lines);
	extensions->redact = reply->redact;
	/* The first line is the server's name and greeting. */
	(void)smtp_reply_line(reply, &at, &len);
	for (line = smtp_reply_line(reply, &at, &len); line != NULL;
	     line = smtp_reply_line(reply, &at, &len)) {
		(void)buf_append(&extensions->lines, line, len);
		(void)buf_putc(&extensions->lines, '\n');
	}
}

/* The length of the keyword if the line begins with it as a whole word, else
 * 0. */
static size_t
keyword_length(const char *line, size_t len, const char *keyword)
{
	size_t n = strlen(keyword);

	if (!text_starts(line, len, keyword))
		return 0;
	return len == n || line[n] == ' ' || line[n] == '=' ? n : 0;
}

bool
smtp_extensions_has(
    const struct smtp_extensions *extensions, const char *keyword)
{
	size_t at = 0, len;
	const char *line;

	for (line = buf_line(&extensions->lines, &at, &len); line != NULL;
	     line = buf_line(&extensions->lines, &at, &len))
		if (keyword_length(line, len, keyword) > 0)
			return true;
	return false;
}

/* The next word of the line.  *at is the end of the word before it, and moves
 * to the end of this one.  NULL: there are no more. */
static const char *
next_parameter(const char *line, size_t len, size_t *at, size_t *n)
{
	const char *word;

	if (*at >= len)
		return NULL;
	word = line + *at + 1;
	*at += 1;
	*n = 0;
	while (*at < len && line[*at] != ' ') {
		*at += 1;
		*n += 1;
	}
	return word;
}

bool
smtp_extensions_has_parameter(const struct smtp_extensions *extensions,
    const char *keyword, const char *parameter)
{
	size_t at = 0, len, end, n, wanted = strlen(parameter);
	const char *line, *word;

	for (line = buf_line(&extensions->lines, &at, &len); line != NULL;
	     line = buf_line(&extensions->lines, &at, &len)) {
		end = keyword_length(line, len, keyword);
		if (end == 0)
			continue;
		for (word = next_parameter(line, len, &end, &n); word != NULL;
		     word = next_parameter(line, len, &end, &n))
			if (n == wanted && text_starts(word, n, parameter))
				return true;
	}
	return false;
}

static bool
is_listed(const struct buf *list, const char *word, size_t len)
{
	const char *at = buf_string(list), *end;

	while (*at != '\0') {
		end = at + strcspn(at, " ");
		if ((size_t)(end - at) == len && memcmp(at, word, len) == 0)
			return true;
		at = *end == ' ' ? end + 1 : end;
	}
	return false;
}

static char
upper_case(char c)
{
	if (c >= 'a' && c <= 'z')
		return (char)(c - 'a' + 'A');
	return c;
}

static void
add_mechanism(struct buf *list, const char *from, size_t len)
{
	char word[64];

	/* RFC 4422 3.1 allows 20 characters. */
	if (len == 0 || len >= sizeof(word))
		return;
	for (size_t i = 0; i < len; i++)
		word[i] = upper_case(from[i]);
	if (is_listed(list, word, len))
		return;
	if (list->len > 0)
		(void)buf_putc(list, ' ');
	(void)buf_append(list, word, len);
}

void
smtp_extensions_mechanisms(
    const struct smtp_extensions *extensions, struct buf *out)
{
	size_t at = 0, len, end, n;
	const char *line, *word;

	for (line = buf_line(&extensions->lines, &at, &len); line != NULL;
	     line = buf_line(&extensions->lines, &at, &len)) {
		end = keyword_length(line, len, "AUTH");
		if (end == 0)
			continue;
		for (word = next_parameter(line, len, &end, &n); word != NULL;
		     word = next_parameter(line, len, &end, &n))
			add_mechanism(out, word, n);
	}
}

/* Bytes of so many characters, and some behind them. */
static size_t
enough_for(const struct buf *lines, size_t characters)
{
	size_t n = 0;

	for (; n < lines->len; n++) {
		/* Not the first byte of a character (RFC 3629 3). */
		if ((lines->data[n] & 0xc0) == 0x80)
			continue;
		if (characters-- == 0)
			break;
	}
	return lines->len - n < BEHIND ? lines->len : n + BEHIND;
}

void
smtp_extensions_print(const struct smtp_extensions *extensions, struct buf *out)
{
	struct buf text = BUF_INIT(2 * REPLY_LIMIT);
	struct buf lines = BUF_INIT(2 * REPLY_LIMIT);
	size_t enough = enough_for(&extensions->lines, SHOWN), at = 0, len;
	const char *line;

	(void)buf_append(&lines, buf_string(&extensions->lines), enough);
	/* A secret may go on in the next line. */
	redact_apply(extensions->redact, &lines);
	if (lines.len < enough && enough < extensions->lines.len) {
		/* What was hidden made room for more. */
		buf_clear(&lines);
		(void)buf_append(
		    &lines, extensions->lines.data, extensions->lines.len);
		redact_apply(extensions->redact, &lines);
	}
	for (line = buf_line(&lines, &at, &len); line != NULL;
	     line = buf_line(&lines, &at, &len)) {
		if (text.len > 0)
			(void)buf_puts(&text, ", ");
		(void)buf_append(&text, line, len);
	}
	(void)buf_put_printable(out, buf_string(&text), text.len, SHOWN);
	buf_free(&text);
	buf_free(&lines);
}
