/* A token or a refusal, and when it was received. */
#include "token_entry.h"

#include <string.h>

void
token_entry_init(struct token_entry *entry)
{
	*entry = (struct token_entry){ .secret = BUF_SECRET(TOKEN_LIMIT) };
}

bool
token_entry_lives(const struct token_entry *entry, int64_t now, double seconds)
{
	return entry->secret.len > 0 && entry->obtained <= now &&
	       (double)(entry->expires - now) > seconds;
}

bool
token_entry_refuses(const struct token_entry *entry, int64_t now)
{
	return entry->refused != 0 && entry->refused <= now &&
	       now - entry->refused < TOKEN_REFUSAL_SECONDS;
}

void
token_entry_drop(struct token_entry *entry)
{
	buf_free(&entry->secret);
	entry->obtained = entry->expires = 0;
	entry->fresh = false;
}

void
token_entry_free(struct token_entry *entry)
{
	token_entry_drop(entry);
	error_clear(&entry->refusal);
	entry->refused = 0;
}

void
token_entry_copy(struct token_entry *to, const struct token_entry *from)
{
	struct buf secret = to->secret;

	buf_clear(&secret);
	(void)buf_append(&secret, buf_string(&from->secret), from->secret.len);
	*to = *from;
	to->secret = secret;
}
