/* The mark by which a message is known again. */
#include "mark.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FNV_PRIME UINT64_C(0x100000001b3)
/* Digits of both numbers of a token: see message_token(). */
#define TIME_DIGITS 12
#define RANDOM_DIGITS 16

static bool
is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '-' || c == '_';
}

bool
mark_series_valid(const char *text)
{
	size_t len = strlen(text);

	if (len == 0 || len > MARK_SERIES_LIMIT)
		return false;
	for (size_t i = 0; i < len; i++)
		if (!is_word(text[i]) &&
		    (text[i] != '.' || i == 0 || i + 1 == len ||
			text[i - 1] == '.'))
			return false;
	return true;
}

void
mark_print(const char *token, const char *series, char to[MARK_SIZE])
{
	(void)snprintf(to, MARK_SIZE, "%s.%s", token, series);
}

static size_t
count_digits(const char *at, const char *end)
{
	const char *begin = at;

	while (at < end &&
	       ((*at >= '0' && *at <= '9') || (*at >= 'a' && *at <= 'f')))
		at++;
	return (size_t)(at - begin);
}

/* The length of the token that begins here; 0: there is none. */
static size_t
token_length(const char *at, const char *end)
{
	size_t time = count_digits(at, end), chance;

	if (time == 0 || time > TIME_DIGITS || at + time == end ||
	    at[time] != '.')
		return 0;
	chance = count_digits(at + time + 1, end);
	return chance == RANDOM_DIGITS ? time + 1 + chance : 0;
}

bool
mark_find(const char *text, size_t len, const char *series,
    char token[MESSAGE_TOKEN_SIZE])
{
	const char *end = text + len;
	size_t n = strlen(series);

	for (const char *at = text; at < end; at++) {
		size_t left = (size_t)(end - at), size;

		if (at > text && (is_word(at[-1]) || at[-1] == '.'))
			continue;
		size = token_length(at, end);
		if (size == 0 || left < size + 1 + n || at[size] != '.' ||
		    memcmp(at + size + 1, series, n) != 0 ||
		    (left > size + 1 + n &&
			(is_word(at[size + 1 + n]) || at[size + 1 + n] == '.')))
			continue;
		memcpy(token, at, size);
		token[size] = '\0';
		return true;
	}
	return false;
}

int64_t
mark_time(const char *token)
{
	return (int64_t)strtoull(token, NULL, 16);
}

/* The NUL keeps "a" and "bc" apart from "ab" and "c". */
void
mark_hash_add(struct mark_hash *hash, const char *text)
{
	size_t size = strlen(text) + 1;

	for (size_t i = 0; i < size; i++)
		hash->value =
		    (hash->value ^ (unsigned char)text[i]) * FNV_PRIME;
}

void
mark_hash_print(const struct mark_hash *hash, char to[MARK_SERIES_SIZE])
{
	(void)snprintf(
	    to, MARK_SERIES_SIZE, "%016llx", (unsigned long long)hash->value);
}
