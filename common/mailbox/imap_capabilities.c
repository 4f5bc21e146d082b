/* Knows what a server of IMAP says that it can do. */
#include "imap_capabilities.h"

#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "said.h"
#include "text.h"

/* Bytes of all names of mechanisms. */
#define MECHANISMS_LIMIT ((size_t)2048)
#define AUTH "AUTH="

static const struct {
	const char *word;
	enum imap_capability bit;
} words[] = {
	{ "STARTTLS", IMAP_STARTTLS },
	{ "LOGINDISABLED", IMAP_LOGINDISABLED },
	{ "SASL-IR", IMAP_SASL_IR },
	{ "IDLE", IMAP_IDLE },
	{ "UIDPLUS", IMAP_UIDPLUS },
	{ "SPECIAL-USE", IMAP_SPECIAL_USE },
	{ "IMAP4rev1", IMAP_REV1 },
	{ "IMAP4rev2", IMAP_REV2 },
};

/* RFC 9051, appendix E */
static const unsigned int in_rev2 = IMAP_SASL_IR | IMAP_IDLE | IMAP_UIDPLUS;

void
imap_capabilities_init(struct imap_capabilities *capabilities)
{
	capabilities->bits = 0;
	capabilities->mechanisms = (struct buf)BUF_INIT(MECHANISMS_LIMIT);
}

void
imap_capabilities_free(struct imap_capabilities *capabilities)
{
	buf_free(&capabilities->mechanisms);
}

void
imap_capabilities_clear(struct imap_capabilities *capabilities)
{
	capabilities->bits = 0;
	buf_clear(&capabilities->mechanisms);
}

void
imap_capabilities_add(struct imap_capabilities *capabilities, const char *word)
{
	size_t len = strlen(word), before = capabilities->mechanisms.len;

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (text_same(word, words[i].word))
			capabilities->bits |= words[i].bit;
	if (!text_starts(word, len, AUTH) || len == strlen(AUTH))
		return;
	if ((before > 0 && buf_putc(&capabilities->mechanisms, ' ') == -1) ||
	    buf_puts(&capabilities->mechanisms, word + strlen(AUTH)) == -1)
		buf_truncate(&capabilities->mechanisms, before);
}

bool
imap_capabilities_read(
    struct imap_capabilities *capabilities, const struct buf *line)
{
	char *copy, *rest, *word;

	if (!said_code(line, "CAPABILITY"))
		return false;
	imap_capabilities_clear(capabilities);
	copy = memory_copy(strchr(buf_string(line), '['));
	copy[strcspn(copy, "]")] = '\0';
	rest = copy;
	for (word = text_next(&rest, ' '); word != NULL;
	     word = text_next(&rest, ' '))
		imap_capabilities_add(capabilities, word);
	free(copy);
	return true;
}

bool
imap_capabilities_has(const struct imap_capabilities *capabilities,
    enum imap_capability capability)
{
	unsigned int bits = capabilities->bits;

	if ((bits & IMAP_REV2) != 0)
		bits |= in_rev2;
	return (bits & (unsigned int)capability) != 0;
}
