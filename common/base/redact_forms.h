#ifndef REDACT_FORMS_H
#define REDACT_FORMS_H

#include <stddef.h>

#include "redact_known.h"

/* The forms that a secret may have in a text. */

/* Characters of a reading, as the alphabet compares them. */
void redact_fold(
    enum redact_alphabet, unsigned char *out, const unsigned char *, size_t);

/* Learns all forms of one more secret. */
void redact_learn(struct redact_known *, const char *secret, size_t len);

#endif
