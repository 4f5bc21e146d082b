#include "fuzz.h"
#include "json.h"
#include "login.h"

/* A member's value, and nothing when there is none. */
static void
check_json(const char *text, size_t len)
{
	static const char *const names[] = { "status", "scope", "" };

	for (size_t i = 0; i < 3; i++) {
		struct buf value = BUF_INIT(64);

		(void)buf_puts(&value, "=");
		if (json_member(text, len, names[i], &value) == -1)
			fuzz_assert(value.len == 1, "all or nothing");
		fuzz_assert(value.len > 0 && value.data[0] == '=',
		    "what was there stays");
		fuzz_assert(value.len <= 2 * len + 1, "no more than was said");
		buf_free(&value);
	}
}

/* The JSON of a refusal (RFC 7628 3.2.2): answered once, never believed. */
static void
check_refusal(
    const struct sasl_mechanism *mechanism, const uint8_t *bytes, size_t len)
{
	struct buf text = BUF_INIT(SASL_MESSAGE_LIMIT);
	struct buf shown = BUF_INIT(4 * SASL_MESSAGE_LIMIT);
	struct login login;

	login_begin(&login, mechanism->name, LOGIN_PASSWORD);
	fuzz_assert(login.status == SASL_DONE, "the token is all there is");
	fuzz_assert(login_step(&login, bytes, len) == SASL_MORE,
	    "a refusal is no success");
	fuzz_assert(login.response.len <= 1, "the answer is empty or 0x01");
	login.mechanism->explain(login.state, &text);
	(void)buf_put_printable(&shown, buf_string(&text), text.len, 200);
	fuzz_assert_printable(buf_string(&shown), shown.len);
	fuzz_assert(login_step(&login, bytes, len) == SASL_FAIL,
	    "there is one refusal");
	login_end(&login);
	buf_free(&text);
	buf_free(&shown);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	if (len > LOGIN_INPUT_LIMIT)
		return 0;
	check_json((const char *)bytes, len);
	for (size_t i = 0; sasl_mechanisms[i] != NULL; i++)
		if (sasl_mechanisms[i]->token)
			check_refusal(sasl_mechanisms[i], bytes, len);
	return 0;
}
