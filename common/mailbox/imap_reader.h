#ifndef IMAP_READER_H
#define IMAP_READER_H

#include <stddef.h>

#include "buf.h"
#include "deadline.h"
#include "error.h"
#include "lines.h"
#include "redact.h"
#include "stream.h"
#include "transcript.h"

/* Bytes that a server may say to one command. */
#define IMAP_ANSWER_LIMIT ((size_t)32 * 1024 * 1024)

/* Reads what a server of IMAP says, token by token (RFC 9051 4 and 9), with a
 * fixed amount of memory.  Each line that was read goes into the transcript; in
 * the place of a literal stands its length. */
struct imap_reader {
	struct lines lines;
	struct transcript *transcript; /* borrowed, or NULL */
	const struct redact *redact;   /* borrowed, or NULL */
	struct buf line;               /* so far, for the transcript */
	size_t bytes;                  /* since imap_reader_begin() */
	int ahead;                     /* a byte that was read; -1: none */
};

enum imap_token {
	IMAP_BROKEN = -1, /* error set */
	IMAP_END,         /* of the line */
	IMAP_ATOM,        /* with what is in its square brackets; or NIL */
	IMAP_STRING,      /* quoted, or a literal */
	IMAP_OPEN,        /* a parenthesis */
	IMAP_CLOSE,
};

void imap_reader_init(struct imap_reader *, struct stream *,
    struct transcript *, const struct redact *);
void imap_reader_free(struct imap_reader *);

/* Goes on over this stream. */
void imap_reader_switch(struct imap_reader *, struct stream *);

/* A command is sent: the server may say so much again. */
void imap_reader_begin(struct imap_reader *);

/* Reads the next token of the line.  text is emptied first; it gets an atom or
 * a string, as far as its limit goes: the rest is dropped. */
enum imap_token imap_read_token(
    struct imap_reader *, struct buf *text, struct deadline, struct error *);

/* Reads the rest of a value whose first token was this: to the end of a list
 * that it opens, however deep that is. */
int imap_skip_value(
    struct imap_reader *, enum imap_token, struct deadline, struct error *);

/* Reads the rest of the line, its literals included. */
int imap_skip_line(struct imap_reader *, struct deadline, struct error *);

/* Reads the rest of the line up to its end, or to the end of the stream, and
 * gives the whole line: what was read of it before, too. */
int imap_read_whole_line(
    struct imap_reader *, struct buf *line, struct deadline, struct error *);

/* Reads the rest of the line as it is, without blanks in front. */
int imap_read_text(
    struct imap_reader *, struct buf *text, struct deadline, struct error *);

#endif
