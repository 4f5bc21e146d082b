#include <inttypes.h>
#include <string.h>

#include "base64.h"
#include "fuzz.h"
#include "jwt.h"

#define LIMIT ((size_t)16 * 1024)

static bool
ask(const char *token, size_t len, int64_t *expiry)
{
	struct buf copy = BUF_SECRET(2 * LIMIT);
	bool known;

	(void)buf_append(&copy, token, len);
	known = jwt_expiry(&copy, expiry);
	buf_free(&copy);
	return known;
}

/* The same claim in the plainest of tokens. */
static void
check_expiry(int64_t expiry)
{
	struct buf claims = BUF_INIT(64), token = BUF_INIT(128);
	int64_t again = 0;

	(void)buf_printf(&claims, "{\"exp\":%" PRId64 "}", expiry);
	(void)buf_puts(&token, "e30.");
	(void)base64url_encode(&token, claims.data, claims.len);
	(void)buf_putc(&token, '.');
	fuzz_assert(ask(token.data, token.len, &again), "it can be said");
	fuzz_assert(again == expiry, "and means the same");
	buf_free(&claims);
	buf_free(&token);
}

/* The token is ours, but who gave it to us? (RFC 7519) */
static void
check_token(const char *token, size_t len)
{
	int64_t expiry = 0;

	if (!ask(token, len, &expiry))
		return;
	fuzz_assert(memchr(token, '.', len) != NULL, "a token of parts");
	fuzz_assert(expiry > -INT64_C(1000000000000000000) &&
			expiry <= INT64_C(1000000000000000000),
	    "of so many digits");
	check_expiry(expiry);
}

/* As it is, and as the claims of a token: else no fuzzer finds its way. */
int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct buf token = BUF_INIT(2 * LIMIT);

	if (len > LIMIT / 2)
		return 0;
	check_token((const char *)bytes, len);
	(void)buf_puts(&token, "e30.");
	(void)base64url_encode(&token, bytes, len);
	check_token(token.data, token.len);
	buf_free(&token);
	return 0;
}
