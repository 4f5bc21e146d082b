#include <string.h>

#include "fuzz.h"
#include "token.h"
#include "token_check.h"
#include "token_ini.h"

/* Nothing may be sent in clear, or to a server that nobody named. */
static void
check_source(const struct token_source *source)
{
	const char *endpoint = buf_string(&source->endpoint);

	fuzz_assert(source->grant != NULL, "a grant");
	fuzz_assert(source->grant->bit == TOKEN_JWT_BEARER ||
			strncasecmp(endpoint, "https://", 8) == 0,
	    "https");
	fuzz_assert(memchr(endpoint, ' ', source->endpoint.len) == NULL,
	    "without blanks");
	fuzz_assert(source->renew_before >= 0, "not after its end");
	for (enum token_key key = 0; key < TOKEN_KEY_COUNT; key++)
		fuzz_assert(token_source_value(source, key) == NULL ||
				token_source_value(source, key)[0] != '\0',
		    "a value");
}

/* The ini file of --oauth. */
int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct token_source *source;
	struct buf text = BUF_INIT(TOKEN_FILE_LIMIT);
	struct error error = { 0 };
	int rc;

	if (len > TOKEN_FILE_LIMIT)
		return 0;
	source = token_source_new("file");
	(void)buf_append(&text, bytes, len);
	rc = token_ini_read(source, &text, &error);
	if (rc == 0)
		rc = token_check(source, &error);
	if (rc == 0)
		check_source(source);
	fuzz_assert(
	    (rc == -1) == (error.kind == ERROR_USAGE), "an error is told");
	fuzz_assert_printable(error.text, strlen(error.text));
	token_source_free(source);
	buf_free(&text);
	return 0;
}
