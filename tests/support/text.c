#include "text.h"

#include <ctype.h>
#include <regex.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static void *
must(void *memory)
{
	if (memory == NULL) {
		perror("scenario");
		exit(1);
	}
	return memory;
}

char *
text_copy(const char *text)
{
	return must(strdup(text));
}

char *
text_format(const char *format, ...)
{
	char *text = NULL;
	va_list list;
	int n;

	va_start(list, format);
	n = vasprintf(&text, format, list);
	va_end(list);
	return must(n == -1 ? NULL : text);
}

void
strings_add(struct strings *strings, const char *text)
{
	size_t size = (strings->count + 2) * sizeof(char *);

	strings->at = must(realloc(strings->at, size));
	strings->at[strings->count] = text_copy(text);
	strings->count++;
	strings->at[strings->count] = NULL;
}

void
strings_free(struct strings *strings)
{
	for (size_t i = 0; i < strings->count; i++)
		free(strings->at[i]);
	free(strings->at);
	strings->at = NULL;
	strings->count = 0;
}

static int
hex_pair(const char *text)
{
	char digits[3] = { text[0], '\0', '\0' };

	if (!isxdigit((unsigned char)text[0]) ||
	    !isxdigit((unsigned char)text[1]))
		return -1;
	digits[1] = text[1];
	return (int)strtol(digits, NULL, 16);
}

size_t
text_unescape(char *text)
{
	static const char names[] = "rnt0\\";
	static const char bytes[] = "\r\n\t\0\\";
	char *to = text;
	const char *from = text;

	while (*from != '\0') {
		const char *name = NULL;

		if (from[0] == '\\' && from[1] != '\0')
			name = strchr(names, from[1]);
		if (from[0] == '\\' && from[1] == 'x' &&
		    hex_pair(from + 2) != -1) {
			*to++ = (char)hex_pair(from + 2);
			from += 4;
		} else if (name != NULL) {
			*to++ = bytes[name - names];
			from += 2;
		} else {
			*to++ = *from++;
		}
	}
	*to = '\0';
	return (size_t)(to - text);
}

/* Copies what stands between $' and ', escapes undone; NULL: no end. */
static const char *
escaped_copy(const char *text, char **word)
{
	const char *end = strchr(text, '\'');
	size_t length = end == NULL ? 0 : (size_t)(end - text);

	memcpy(*word, text, length);
	(*word)[length] = '\0';
	*word += text_unescape(*word);
	return end;
}

/* Copies one word, quotes undone, and returns where it ends; NULL: never. */
static const char *
word_copy(const char *text, char *word)
{
	char quote = '\0';

	for (; *text != '\0'; text++) {
		if (quote == '\0' && isblank((unsigned char)*text))
			break;
		if (quote == '\0' && strncmp(text, "$'", 2) == 0) {
			text = escaped_copy(text + 2, &word);
			if (text == NULL)
				return NULL;
		} else if (*text == quote) {
			quote = '\0';
		} else if (quote == '\0' && (*text == '\'' || *text == '"')) {
			quote = *text;
		} else if (*text == '\\' && quote != '\'' && text[1] != '\0') {
			text++;
			if (quote == '"' && *text != '"' && *text != '\\')
				*word++ = '\\';
			*word++ = *text;
		} else {
			*word++ = *text;
		}
	}
	*word = '\0';
	return quote == '\0' ? text : NULL;
}

int
text_words(struct strings *words, const char *text)
{
	char *word = must(malloc(strlen(text) + 1));

	for (;;) {
		text += strspn(text, " \t");
		if (*text == '\0')
			break;
		text = word_copy(text, word);
		if (text == NULL)
			break;
		strings_add(words, word);
	}
	free(word);
	return text == NULL ? -1 : 0;
}

int
text_unhex(char *text, size_t *length)
{
	char *to = text;

	while (*text != '\0') {
		int byte;

		if (isblank((unsigned char)*text)) {
			text++;
			continue;
		}
		byte = hex_pair(text);
		if (byte == -1)
			return -1;
		text += 2;
		*to++ = (char)byte;
		*length += 1;
	}
	return 0;
}

bool
text_glob(const char *pattern, const char *text)
{
	const char *star = NULL;
	const char *retry = NULL;

	while (*text != '\0') {
		if (*pattern == '*') {
			star = pattern++;
			retry = text;
		} else if (*pattern == '?' ||
			   tolower((unsigned char)*pattern) ==
			       tolower((unsigned char)*text)) {
			pattern++;
			text++;
		} else if (star != NULL) {
			pattern = star + 1;
			text = ++retry;
		} else {
			return false;
		}
	}
	return pattern[strspn(pattern, "*")] == '\0';
}

int
text_match(const char *ere, const char *text)
{
	regex_t regex;
	int rc;

	rc = regcomp(&regex, ere, REG_EXTENDED | REG_NEWLINE | REG_NOSUB);
	if (rc != 0)
		return -1;
	rc = regexec(&regex, text, 0, NULL, 0);
	regfree(&regex);
	return rc == 0 ? 1 : 0;
}

/* The length of the sequence at TEXT, 0 when it is none. */
static size_t
utf8_sequence(const unsigned char *text, size_t size)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	uint32_t point;
	size_t n;

	if (text[0] < 0x80)
		return 1;
	if (text[0] < 0xc2 || text[0] > 0xf4)
		return 0;
	n = text[0] < 0xe0 ? 2 : 3;
	if (text[0] >= 0xf0)
		n = 4;
	if (n > size)
		return 0;
	point = text[0] & (0xffU >> (n + 1));
	for (size_t i = 1; i < n; i++) {
		if ((text[i] & 0xc0) != 0x80)
			return 0;
		point = point << 6 | (text[i] & 0x3f);
	}
	if (point < least[n] || point > 0x10ffff ||
	    (point >= 0xd800 && point <= 0xdfff))
		return 0;
	return n;
}

bool
text_utf8(const char *text, size_t size)
{
	const unsigned char *next = (const unsigned char *)text;

	while (size > 0) {
		size_t n = utf8_sequence(next, size);

		if (n == 0)
			return false;
		next += n;
		size -= n;
	}
	return true;
}

/* The base64 characters that the bytes of WORD decide alone. */
static void
base64_core(const char *word, size_t offset, char *core)
{
	static const char digits[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	size_t bits = strlen(word) * 8;
	size_t skip = (6 - offset * 8 % 6) % 6;

	for (; skip + 6 <= bits; skip += 6) {
		unsigned int value = 0;

		for (size_t i = skip; i < skip + 6; i++) {
			unsigned int byte = (unsigned char)word[i / 8];

			value = value << 1 | (byte >> (7 - i % 8) & 1);
		}
		*core++ = digits[value];
	}
	*core = '\0';
}

bool
text_has_base64(const char *text, const char *word)
{
	char *core = must(malloc(strlen(word) * 2 + 1));
	bool found = false;

	for (size_t offset = 0; offset < 3; offset++) {
		base64_core(word, offset, core);
		/* Shorter ones occur by chance. */
		if (strlen(core) >= 5 && strstr(text, core) != NULL)
			found = true;
	}
	free(core);
	return found;
}

char *
text_visible(const char *text, size_t size)
{
	char *shown = NULL;
	size_t length = 0;
	FILE *out = must(open_memstream(&shown, &length));

	while (size > 0) {
		size_t n = utf8_sequence((const unsigned char *)text, size);
		unsigned char byte = (unsigned char)*text;

		if (byte == '\r')
			(void)fputs("\\r", out);
		else if (byte == '\n')
			(void)fputs("\\n", out);
		else if (n == 0 || byte < 0x20 || byte == 0x7f)
			(void)fprintf(out, "\\x%02x", byte);
		else
			(void)fwrite(text, 1, n, out);
		n = n == 0 ? 1 : n;
		text += n;
		size -= n;
	}
	(void)fclose(out);
	return must(shown);
}
