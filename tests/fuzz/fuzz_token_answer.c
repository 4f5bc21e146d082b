#include <string.h>

#include "fuzz.h"
#include "token_answer.h"
#include "web.h"

#define SECRET "Tr0ub4dor&3-horse"

/* What may be sent as a header, and kept in a file of lines. */
static void
check_secret(const struct buf *secret)
{
	for (size_t i = 0; i < secret->len; i++)
		fuzz_assert(secret->data[i] > ' ' && secret->data[i] <= '~',
		    "visible characters");
}

static void
check_answer(
    struct web_answer *web, struct redact *redact, enum error_kind kind)
{
	struct token_answer answer;
	struct error error = { 0 };
	int rc;

	token_answer_init(&answer);
	rc = token_answer_read(web, 1800000000, redact, &answer, &error);
	if (rc == 0) {
		fuzz_assert(answer.secret.len > 0, "a token");
		check_secret(&answer.secret);
		check_secret(&answer.refresh_token);
		fuzz_assert(answer.life == answer.life, "a number");
	} else
		fuzz_assert(error.kind == kind || error.kind == ERROR_RETRY ||
				error.kind == ERROR_REJECTED,
		    "it is judged");
	fuzz_assert_printable(error.text, strlen(error.text));
	fuzz_assert_printable(error.said, strlen(error.said));
	fuzz_assert(strstr(error.text, SECRET) == NULL, "hidden in the text");
	fuzz_assert(strstr(error.said, SECRET) == NULL, "hidden in the rest");
	token_answer_free(&answer);
}

/* The answer of a token endpoint: as a token, and as a refusal. */
int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct web_answer web = { .status = 200, .body = BUF_SECRET(65536) };
	struct redact redact = { 0 };

	if (len > 65536)
		return 0;
	redact_secret(&redact, SECRET, sizeof(SECRET) - 1);
	(void)buf_append(&web.body, bytes, len);
	check_answer(&web, &redact, ERROR_PROTOCOL);
	web.status = 400;
	check_answer(&web, &redact, ERROR_REJECTED);
	web_answer_free(&web);
	redact_free(&redact);
	return 0;
}
