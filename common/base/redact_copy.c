/* A copy of a text, without the secrets. */
#include "redact_copy.h"

/* Bytes of a text. */
#define COPY_LIMIT ((size_t)64 * 1024)

struct buf
redact_copy(const struct redact *redact, const char *text)
{
	/* It holds the secrets until they are hidden. */
	struct buf copy = BUF_SECRET(COPY_LIMIT);

	(void)buf_puts(&copy, text);
	redact_apply(redact, &copy);
	return copy;
}
