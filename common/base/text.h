#ifndef TEXT_H
#define TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The one door for text that is not ours.  Kept are printable ASCII and valid
 * UTF-8 but for control, format, private and bidirectional characters; < and >
 * become ( and ), | becomes /; every other byte is shown as \xHH.
 * Like snprintf(3): writes at most size bytes with the final NUL, whole
 * characters only, and returns the length that everything would take. */
size_t text_printable(char *, size_t size, const void *, size_t len);

/* Would text_printable() keep it, or but replace it? */
bool text_is_visible(uint32_t character);

/* How many of the bytes make at most max printed characters. */
size_t text_fits(const void *, size_t len, size_t max);

/* The length of the valid UTF-8 character that begins here (RFC 3629: no
 * overlong forms, no surrogates, nothing above U+10FFFF), and its number.  0:
 * there is none; len is at least 1. */
size_t text_character(const void *, size_t len, uint32_t *);

/* Equal but for the case of ASCII letters, in every locale. */
bool text_same(const char *, const char *);

/* Do the bytes begin with this word, whatever its case? */
bool text_starts(const char *, size_t len, const char *word);

/* A decimal number ("2", "0.5", "-1") with a point in every locale, no
 * exponent.  -1: it is something else. */
int text_number(const char *, double *);

/* Has it a byte below blank, or DEL? */
bool text_has_control(const char *);
bool text_is_ascii(const char *);

/* The next word of a list that the separator parts, or NULL at its end; *list
 * moves behind it.  Writes NULs into the list. */
char *text_next(char **list, char separator);

#endif
