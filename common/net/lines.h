#ifndef LINES_H
#define LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "buf.h"
#include "deadline.h"
#include "error.h"
#include "stream.h"

/* Bytes of one line without its end; RFC 5321 4.5.3.1.5 allows 512. */
#define LINE_LIMIT ((size_t)8192)

/* Reads a stream line by line, with a fixed amount of memory. */
struct lines {
	struct stream *stream; /* borrowed */
	size_t start, end;     /* bytes of data that are not handed out yet */
	char data[LINE_LIMIT + 2];
};

void lines_init(struct lines *, struct stream *);

/* Reads one line.  It has no CRLF (a bare LF also ends a line) and is valid
 * until the next call.  1: a line; 0: end of the stream before a whole line;
 * -1: error set, ERROR_PROTOCOL when it is longer than LINE_LIMIT. */
int lines_read(
    struct lines *, char **line, size_t *len, struct deadline, struct error *);

/* Hands out bytes as they have arrived, at most so many, whatever lines they
 * are; valid until the next call.  > 0: how many; 0: end of the stream; -1:
 * error set.  When the deadline has passed it reads no more from the stream, so
 * that a peer that sends without a pause cannot outlast it. */
ssize_t lines_take(
    struct lines *, char **, size_t most, struct deadline, struct error *);

/* Waits until there are bytes to hand out.  1: there are; 0: end of the stream;
 * -1: error set. */
int lines_wait(struct lines *, struct deadline, struct error *);

/* Have bytes arrived that are not handed out?  Does not wait.  1: yes; 0: no;
 * -1: the stream has ended or failed, error set. */
int lines_look(struct lines *, struct error *);

/* Fails if bytes have arrived behind the answer to the command that starts TLS.
 * They came in clear, but who keeps them would read them as if they had come
 * under TLS (RFC 3207 4.2 and 6).  -1: also if the stream has ended or failed.
 */
int lines_refuse_more(struct lines *, const char *command, struct error *);

#endif
