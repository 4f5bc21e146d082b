#ifndef DIGEST_H
#define DIGEST_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"
#include "error.h"

/* The hash functions that logins use. */
enum digest {
	DIGEST_MD5,
	DIGEST_SHA1,
	DIGEST_SHA256,
	DIGEST_SHA512,
};

/* Bytes of the longest hash. */
#define DIGEST_SIZE 64

/* Sets libcrypto up.  false: nothing else of it may be called, it would crash.
 */
bool digest_start(void);

/* Bytes of a hash of this kind. */
size_t digest_size(enum digest);

/* Each function writes digest_size() bytes.  -1: error set, ERROR_USAGE: this
 * OpenSSL does not have the hash function (MD5 in FIPS mode). */
int digest_hash(enum digest, const void *, size_t,
    unsigned char out[DIGEST_SIZE], struct error *);
int digest_hmac(enum digest, const struct buf *key, const void *, size_t,
    unsigned char out[DIGEST_SIZE], struct error *);

/* PBKDF2 with HMAC (RFC 8018 5.2); the derived key is as long as the hash. */
int digest_pbkdf2(enum digest, const struct buf *password,
    const struct buf *salt, unsigned int iterations,
    unsigned char out[DIGEST_SIZE], struct error *);

/* Appends the bytes as lower-case hexadecimal digits. */
int digest_hex(struct buf *, const unsigned char *, size_t);

/* Are the bytes equal?  The time that it takes does not depend on the answer.
 */
bool digest_equal(const void *, const void *, size_t);

/* Appends a random text of this length; its characters need no quotes anywhere.
 * -1: error set, ERROR_USAGE. */
int digest_nonce(struct buf *, size_t characters, struct error *);

#endif
