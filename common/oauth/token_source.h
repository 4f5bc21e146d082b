#ifndef TOKEN_SOURCE_H
#define TOKEN_SOURCE_H

#include <stdbool.h>

#include "error.h"
#include "redact.h"

/* Where access tokens (RFC 6749) come from: the ini file of --oauth. */
struct token_source;

/* Reads the section [oauth] of the file ("-": standard input), which must obey
 * the rules of secret_file.h, and so must the files that it names.  *readable
 * becomes true if others may read one with a secret in it.  Free the result
 * with token_source_free().  NULL: error set, ERROR_USAGE, with the file, and
 * with the line and the key where one is at fault.  Nothing is sent. */
struct token_source *token_source_read(
    const char *path, bool *readable, struct error *);
void token_source_free(struct token_source *);

/* Hides the secrets of the source and of its files; token_get() does so by
 * itself for what it learns later. */
void token_source_hide(const struct token_source *, struct redact *);

/* Whose mailbox a service account (jwt_bearer) speaks for, unless the file has
 * a subject.  The name is copied. */
void token_source_set_user(struct token_source *, const char *user);

/* Days until secret_expires, or until the certificate of the assertion ends,
 * rounded down; below zero afterwards.  false: neither is known. */
bool token_source_secret_days(const struct token_source *, int *days);

#endif
