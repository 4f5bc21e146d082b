/* What the file of --oauth says, while it is read and afterwards. */
#include "token_source_data.h"

#include <string.h>

#include "memory.h"

const char *
token_source_value(const struct token_source *source, enum token_key key)
{
	const struct token_value *value = &source->values[key];

	return value->line == 0 ? NULL : buf_string(&value->text);
}

bool
token_source_uses_basic(const struct token_source *source)
{
	const char *style = token_source_value(source, TOKEN_KEY_AUTH_STYLE);

	return style != NULL && strcmp(style, "basic") == 0;
}

struct token_source *
token_source_new(const char *path)
{
	struct token_source *source = memory_zeroed(sizeof(*source));
	struct buf *const all[] = { &source->endpoint, &source->scope,
		&source->secret, &source->certificate, &source->key,
		&source->issuer, &source->key_id, &source->audience };

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		*all[i] = (struct buf)BUF_SECRET(TOKEN_FILE_LIMIT);
	for (size_t i = 0; i < TOKEN_KEY_COUNT; i++)
		source->values[i].text =
		    (struct buf)BUF_SECRET(TOKEN_FILE_LIMIT);
	source->path = memory_copy(path);
	source->secret_expires = -1;
	(void)pthread_mutex_init(&source->lock, NULL);
	token_entry_init(&source->entry);
	return source;
}

bool
token_source_is_secret(const char *name)
{
	static const char *const words[] = { "pass", "secret", "token", "key",
		"assertion" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcasestr(name, words[i]) != NULL)
			return true;
	return false;
}
