#ifndef BUF_H
#define BUF_H

#include <stdbool.h>
#include <stddef.h>

/* Bytes that grow up to a limit, and never beyond it.  data is NULL or ends in
 * a NUL that len does not count.  All members may be read. */
struct buf {
	char *data;
	size_t len;
	size_t size;  /* allocated */
	size_t limit; /* the most that len may become, in bytes */
	bool secret;  /* overwritten before the memory is given back */
};

/* clang-format off */
#define BUF_INIT(limit_)   { NULL, 0, 0, (limit_), false }
#define BUF_SECRET(limit_) { NULL, 0, 0, (limit_), true }
/* clang-format on */

/* Each appends all of it.  -1: that would exceed the limit; nothing is
 * appended. */
int buf_append(struct buf *, const void *, size_t);
int buf_puts(struct buf *, const char *);
int buf_putc(struct buf *, char);
int buf_printf(struct buf *, const char *, ...)
    __attribute__((format(printf, 2, 3)));

/* Appends so many bytes that the caller writes: returns where, valid until the
 * next change.  NULL: that would exceed the limit. */
char *buf_extend(struct buf *, size_t len);

/* Appends a number with 0 to 9 decimals, as "%.6f" would in the C locale, but
 * faster. */
int buf_put_decimal(struct buf *, double, int decimals);

/* Appends the bytes as text_printable() prints them, at most max characters;
 * "..." stands for the rest. */
int buf_put_printable(struct buf *, const void *, size_t, size_t max);

/* The content as a string: never NULL, valid until the next change. */
const char *buf_string(const struct buf *);

/* The next line, without its LF; *at starts at 0.  The line does not end in a
 * NUL.  NULL: there are no more lines. */
const char *buf_line(const struct buf *, size_t *at, size_t *len);

/* Drops the first len bytes, all bytes behind the first len, or all bytes.  The
 * memory stays allocated. */
void buf_consume(struct buf *, size_t len);
void buf_truncate(struct buf *, size_t len);
void buf_clear(struct buf *);

/* Gives the memory back; the buf is empty and may be used again. */
void buf_free(struct buf *);

#endif
