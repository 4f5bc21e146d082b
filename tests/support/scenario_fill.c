/* What a % of a scenario stands for. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "scenario.h"

/* What the letter stands for; NULL: nothing. */
static char *
letter_value(const struct place *place, char letter)
{
	switch (letter) {
	case 'h':
		return text_copy(place->host);
	case 'p':
		return text_format("%d", place->port);
	case 'm':
		return text_format("%d", place->mail_port);
	case 'a':
		return text_copy(place->tag);
	case 'e':
		return text_format("%d", place->endpoint);
	case 'c':
		return text_copy(place->certs);
	case 't':
		return text_copy(place->dir);
	case 's':
		return text_copy(place->socket);
	case '%':
		return text_copy("%");
	default:
		return NULL;
	}
}

/* The base64 of so many characters, their escapes undone. */
static char *
b64_value(const char *text, size_t len)
{
	char *bytes = text_format("%.*s", (int)len, text);
	char *encoded = calloc(1, 4 * (len / 3) + 5);

	if (encoded != NULL)
		(void)EVP_EncodeBlock((unsigned char *)encoded,
		    (const unsigned char *)bytes, (int)text_unescape(bytes));
	free(bytes);
	return encoded;
}

/* The token of a message that was sent so many seconds ago. */
static char *
token_value(const char *text, size_t len)
{
	(void)len;
	return text_format("%llx.0123456789abcdef",
	    (unsigned long long)time(NULL) - strtoull(text, NULL, 10));
}

/* A date of RFC 5322, so many seconds ago. */
static char *
date_value(const char *text, size_t len)
{
	time_t date = time(NULL) - (time_t)strtol(text, NULL, 10);
	struct tm utc;
	char shown[64];

	(void)len;
	(void)gmtime_r(&date, &utc);
	(void)strftime(
	    shown, sizeof(shown), "%a, %d %b %Y %H:%M:%S +0000", &utc);
	return text_copy(shown);
}

static const struct {
	const char *name;
	char *(*value)(const char *, size_t);
} functions[] = {
	{ "%b64(", b64_value },
	{ "%token(", token_value },
	{ "%date(", date_value },
};

#define FUNCTIONS (sizeof(functions) / sizeof(functions[0]))

/* What begins at this % stands for the value, and ends at *END.  NULL: it is
 * only a %. */
static char *
fill_value(const struct place *place, const char *text, const char **end)
{
	for (size_t i = 0; i < FUNCTIONS; i++) {
		size_t len = strlen(functions[i].name);

		if (strncmp(text, functions[i].name, len) != 0 ||
		    strchr(text, ')') == NULL)
			continue;
		*end = strchr(text, ')') + 1;
		return functions[i].value(
		    text + len, (size_t)(*end - 1 - text) - len);
	}
	*end = text + 2;
	return letter_value(place, text[1]);
}

/* Writes the value; with SPECIAL a backslash before each of these. */
static void
fill_write(FILE *out, const char *value, const char *special)
{
	for (; *value != '\0'; value++) {
		if (strchr(special, *value) != NULL)
			(void)fputc('\\', out);
		(void)fputc(*value, out);
	}
}

static char *
fill(const struct place *place, const char *text, const char *special)
{
	char *filled = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&filled, &size);

	if (out == NULL)
		abort();
	while (*text != '\0') {
		const char *end;
		char *value =
		    *text == '%' ? fill_value(place, text, &end) : NULL;

		if (value == NULL) {
			(void)fputc(*text++, out);
			continue;
		}
		fill_write(out, value, special);
		free(value);
		text = end;
	}
	(void)fclose(out);
	return filled;
}

char *
place_fill(const struct place *place, const char *text)
{
	return fill(place, text, "");
}

char *
place_fill_ere(const struct place *place, const char *ere)
{
	return fill(place, ere, "\\.[](){}*+?|^$");
}

bool
place_fillable(const char *text)
{
	for (size_t i = 0; i < FUNCTIONS; i++) {
		const char *open = strstr(text, functions[i].name);

		while (open != NULL) {
			const char *close = strchr(open, ')');

			if (close == NULL)
				return false;
			open = strstr(close, functions[i].name);
		}
	}
	return true;
}
