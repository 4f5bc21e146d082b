/* Records the dialogue of client and server. */
#include "transcript.h"

/* Bytes of the whole transcript, and characters of one line. */
#define TRANSCRIPT_LIMIT ((size_t)32 * 1024)
#define TRANSCRIPT_LINE 400
/* Bytes of a line that are looked at: enough for that many characters. */
#define LINE_SHOWN ((size_t)4 * TRANSCRIPT_LINE + 64)
#define LINE_LIMIT ((size_t)8 * 1024)
#define END "... (more was said)\n"

void
transcript_init(struct transcript *transcript)
{
	*transcript = (struct transcript){ BUF_INIT(TRANSCRIPT_LIMIT), false };
}

void
transcript_free(struct transcript *transcript)
{
	buf_free(&transcript->text);
}

void
transcript_add(struct transcript *transcript, char side, const char *line,
    size_t len, const struct redact *redact)
{
	struct buf copy = BUF_INIT(LINE_LIMIT), one = BUF_INIT(LINE_LIMIT);

	if (transcript == NULL || transcript->full)
		return;
	(void)buf_append(&copy, line, len < LINE_SHOWN ? len : LINE_SHOWN);
	redact_apply(redact, &copy);
	(void)buf_printf(&one, "%c: ", side);
	(void)buf_put_printable(
	    &one, buf_string(&copy), copy.len, TRANSCRIPT_LINE);
	(void)buf_putc(&one, '\n');
	if (buf_append(&transcript->text, one.data, one.len) == -1) {
		transcript->full = true;
		transcript->text.limit += sizeof(END);
		(void)buf_puts(&transcript->text, END);
	}
	buf_free(&copy);
	buf_free(&one);
}
