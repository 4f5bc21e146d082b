#ifndef TEXT_H
#define TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* All foreign text passes here before it is printed.  It keeps printable ASCII
 * and valid UTF-8, except control, format, private and bidirectional
 * characters. < and > become ( and ), | becomes /; every other byte becomes
 * \xHH. Like snprintf(3) it writes at most size bytes with the final NUL, only
 * whole characters, and returns the length that the whole text would have. */
size_t text_printable(char *, size_t size, const void *, size_t len);

/* Does text_printable() show this character, itself or as another one? */
bool text_is_visible(uint32_t character);

/* How many of the bytes text_printable() shows in at most max characters. */
size_t text_fits(const void *, size_t len, size_t max);

/* The length of the UTF-8 character at the start, and its number.  0: the bytes
 * are not valid (RFC 3629: no overlong forms, no surrogates, nothing above
 * U+10FFFF).  len is at least 1. */
size_t text_character(const void *, size_t len, uint32_t *);

/* Writes a character in UTF-8.  Returns its length. */
size_t text_from_character(uint32_t, unsigned char out[4]);

/* Are they equal but for the case of ASCII letters?  The locale is ignored. */
bool text_same(const char *, const char *);

/* Do the bytes begin with this word, if case is ignored? */
bool text_starts(const char *, size_t len, const char *word);

/* Reads a decimal number ("2", "0.5", "-1"), with a point in every locale and
 * without an exponent.  -1: it is something else. */
int text_number(const char *, double *);

/* Has it a byte below 0x20, or DEL? */
bool text_has_control(const char *);

bool text_is_ascii(const char *);

/* The next word of a list whose words have this separator between them; *list
 * moves behind it.  NULL: there are no more.  Writes NULs into the list. */
char *text_next(char **list, char separator);

#endif
