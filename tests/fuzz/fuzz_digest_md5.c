#include <string.h>

#include "fuzz.h"
#include "login.h"

/* RFC 2831 2.1.2: directives, the quotes of each value closed; what stands
 * outside of quotes is ours. */
static void
check_response(const struct buf *response)
{
	bool quoted = false;

	for (size_t i = 0; i < response->len; i++) {
		char c = response->data[i];

		if (quoted && c == '\\')
			i++;
		else if (c == '"')
			quoted = !quoted;
		else if (!quoted)
			fuzz_assert(strchr("abcdefghijklmnopqrstuvwxyz"
					   "0123456789-=,",
					c) != NULL,
			    "nothing foreign outside of quotes");
	}
	fuzz_assert(!quoted, "the quotes are closed");
}

static void
check_answer(const uint8_t *bytes, size_t len)
{
	struct login login;

	login_begin(&login, "DIGEST-MD5", LOGIN_PASSWORD);
	if (login_step(&login, bytes, len) == SASL_MORE)
		check_response(&login.response);
	login_end(&login);
}

/* "digest-challenge LF response-auth" (RFC 2831) */
int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	static const struct login_proof proof = { "DIGEST-MD5", 40 };
	const uint8_t *end = memrchr(bytes, '\n', len);

	if (len > LOGIN_INPUT_LIMIT)
		return 0;
	check_answer(bytes, end == NULL ? len : (size_t)(end - bytes));
	login_play(&proof, bytes, len);
	return 0;
}
