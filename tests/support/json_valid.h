/* A strict judge of JSON texts, which shares nothing with the program. */
#ifndef JSON_VALID_H
#define JSON_VALID_H

#include <stddef.h>

/* Is it one value of RFC 8259, in UTF-8?
 * NULL: yes; else where it stops to be one. */
const char *json_valid(const char *text, size_t len);

#endif
