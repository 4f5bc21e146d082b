#include "transcript.h"

/* Bytes of all, and characters of one line. */
#define TRANSCRIPT_LIMIT ((size_t)32 * 1024)
#define TRANSCRIPT_LINE 400

void
transcript_init(struct transcript *transcript)
{
	transcript->text = (struct buf)BUF_INIT(TRANSCRIPT_LIMIT);
}

void
transcript_free(struct transcript *transcript)
{
	buf_free(&transcript->text);
}

void
transcript_add(
    struct transcript *transcript, char side, const char *line, size_t len)
{
	struct buf one = BUF_INIT(8192);

	if (transcript == NULL)
		return;
	(void)buf_printf(&one, "%c: ", side);
	(void)buf_put_printable(&one, line, len, TRANSCRIPT_LINE);
	(void)buf_putc(&one, '\n');
	(void)buf_append(&transcript->text, one.data, one.len);
	buf_free(&one);
}
