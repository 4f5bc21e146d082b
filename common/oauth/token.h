#ifndef TOKEN_H
#define TOKEN_H

#include <stdbool.h>

#include "buf.h"
#include "deadline.h"
#include "error.h"
#include "redact.h"

/* Characters of a note, with the NUL; it is printable. */
#define TOKEN_NOTE_SIZE 600

/* The most bytes of an access token. */
#define TOKEN_LIMIT ((size_t)16 * 1024)

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

/* An access token. */
struct token {
	struct buf secret; /* empty: there is none */
	double hours_left; /* until it expires */
	bool asked;        /* the endpoint was asked: that took time */
	bool cached;       /* an earlier check got it: if the mail server
			    * refuses it, a new one may be accepted */
	char note[TOKEN_NOTE_SIZE]; /* for the long output, or "" */
};

/* How long it lives is not known yet, and it is empty. */
/* clang-format off */
#define TOKEN_INIT { .secret = BUF_SECRET(TOKEN_LIMIT) }
/* clang-format on */

/* Gets a token: from memory, from the cache, or from the endpoint.  The source
 * remembers it, so that further sessions of a check ask nobody; threads may
 * call this at the same time.  refused is a token that the mail server has
 * refused, or NULL: that one is dropped first.  The redact learns
 * each secret before it is sent, and each that is received.
 * -1: error set.  ERROR_RETRY: the endpoint answers 408, 429 or 5xx, or says
 * that it is busy.  ERROR_REJECTED: any other refusal.  With both, error.code
 * is the HTTP status, or 0, and error.said has the words of the answer, in it
 * the error code and AADSTS numbers.  ERROR_PROTOCOL: the answer makes no
 * sense.  ERROR_USAGE: a file is at fault.  ERROR_TIMEOUT: also for another
 * check that has the cache locked.  Other kinds are those of web_request().
 * The note and asked are set in this case, too. */
int token_get(struct token_source *, const struct buf *refused, struct deadline,
    struct redact *, struct token *, struct error *);
void token_free(struct token *);

#endif
