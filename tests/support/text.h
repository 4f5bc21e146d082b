/* Strings for the scenario player. */
#ifndef TEXT_H
#define TEXT_H

#include <stdbool.h>
#include <stddef.h>

/* A list of strings that it owns; at[count] is NULL. */
struct strings {
	char **at;
	size_t count;
};

void strings_add(struct strings *, const char *);
void strings_free(struct strings *);

/* Like the standard functions, but never NULL. */
char *text_copy(const char *);
char *text_format(const char *, ...) __attribute__((format(printf, 1, 2)));

/* Splits like a shell does, $'...' included.  -1: a quote is not closed. */
int text_words(struct strings *, const char *);

/* Undoes \0 \r \n \t \\ \xHH in place and returns the length. */
size_t text_unescape(char *);

/* Decodes pairs of hexadecimal digits in place; -1: they are none. */
int text_unhex(char *, size_t *length);

/* Compares with * and ?, without regard to case. */
bool text_glob(const char *pattern, const char *text);

/* 1: it occurs, 0: it does not, -1: the expression is wrong. */
int text_match(const char *ere, const char *text);

bool text_utf8(const char *, size_t);

/*
 * Whether the text holds the base64 of something that holds WORD: the
 * characters that WORD decides alone, at each of the three alignments.
 */
bool text_has_base64(const char *text, const char *word);

/* For transcripts: control characters and the like as \xHH. */
char *text_visible(const char *, size_t);

#endif
