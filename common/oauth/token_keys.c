/* The keys of the section [oauth]. */
#include "token_keys.h"

#include <string.h>

#define ROW(id, name, grants) { name, grants },

const struct token_key_row token_keys[TOKEN_KEY_COUNT] = { TOKEN_KEYS(ROW) };

enum token_key
token_key_find(const char *name, size_t len)
{
	enum token_key key = 0;

	while (key < TOKEN_KEY_COUNT &&
	       (strlen(token_keys[key].name) != len ||
		   memcmp(token_keys[key].name, name, len) != 0))
		key++;
	return key;
}
