#include "login.h"

#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "memory.h"

static bool
contains(const char *text, size_t len, const char *word)
{
	return memmem(text, len, word, strlen(word)) != NULL;
}

void
login_begin(struct login *login, const char *mechanism, const char *password)
{
	memset(login, 0, sizeof(*login));
	login->mechanism = sasl_find(mechanism);
	login->password = (struct buf)BUF_SECRET(256);
	login->response = (struct buf)BUF_SECRET(SASL_MESSAGE_LIMIT);
	(void)buf_puts(&login->password, password);
	login->context = (struct sasl_context){
		.user = LOGIN_USER,
		.password = &login->password,
		.host = "mail.example",
		.port = 587,
		.secure = true,
		.nonce = LOGIN_NONCE,
		.mechanism = login->mechanism,
	};
	login->state = memory_zeroed(login->mechanism->state_size + 1);
	if (login->mechanism->client_first)
		(void)login_step(login, "", 0);
}

static void
check_failure(const struct login *login)
{
	const struct error *error = &login->error;

	fuzz_assert(error->kind == ERROR_PROTOCOL, "it is the server's fault");
	fuzz_assert(error->text[0] != '\0', "it has a reason");
	fuzz_assert_printable(error->text, strlen(error->text));
	fuzz_assert(strstr(error->text, login->password.data) == NULL,
	    "the reason does not show the password");
}

enum sasl_status
login_step(struct login *login, const void *bytes, size_t len)
{
	struct buf challenge = BUF_INIT(SASL_MESSAGE_LIMIT);
	const struct buf *response = &login->response;

	fuzz_assert(buf_append(&challenge, bytes, len) == 0, "it is short");
	buf_clear(&login->response);
	error_clear(&login->error);
	login->status = login->mechanism->step(login->state, &login->context,
	    &challenge, &login->response, &login->error);
	if (login->status == SASL_FAIL)
		check_failure(login);
	else
		fuzz_assert(login->error.kind == ERROR_NONE, "all is well");
	fuzz_assert(response->len <= 4 * len + 1024, "the response is bounded");
	fuzz_assert(login->mechanism->cleartext ||
			contains(bytes, len, login->password.data) ||
			!contains(buf_string(response), response->len,
			    login->password.data),
	    "the response does not show the password");
	buf_free(&challenge);
	return login->status;
}

void
login_end(struct login *login)
{
	free(login->state);
	buf_free(&login->password);
	buf_free(&login->response);
}

/* The server was believed: as many characters count as its proof has. */
static void
check_proof(struct login *login, const void *before, const uint8_t *final,
    size_t len, size_t wanted)
{
	uint8_t copy[LOGIN_INPUT_LIMIT];
	size_t counted = 0;

	memcpy(copy, final, len);
	for (size_t i = 0; i < len; i++) {
		copy[i] ^= 1;
		memcpy(login->state, before, login->mechanism->state_size);
		counted += login_step(login, copy, len) != SASL_DONE;
		copy[i] ^= 1;
	}
	fuzz_assert(counted >= wanted, "each character of the proof counts");
}

/* Is the server believed, by who has this password? */
static bool
play(const struct login_proof *proof, const char *password,
    const uint8_t *bytes, size_t first, size_t len)
{
	const uint8_t *final = bytes + first + 1;
	struct login login;
	bool believed = false;
	void *before;

	login_begin(&login, proof->mechanism, password);
	fuzz_assert(login_step(&login, bytes, first) != SASL_DONE,
	    "a challenge is no proof");
	if (login.status == SASL_MORE && first < len) {
		before = memory_zeroed(login.mechanism->state_size);
		memcpy(before, login.state, login.mechanism->state_size);
		believed =
		    login_step(&login, final, len - first - 1) == SASL_DONE;
		fuzz_assert(login.response.len == 0, "nothing more is said");
		if (believed)
			check_proof(
			    &login, before, final, len - first - 1, proof->len);
		free(before);
		fuzz_assert(login_step(&login, "", 0) == SASL_FAIL,
		    "the exchange is over");
	}
	login_end(&login);
	return believed;
}

void
login_play(const struct login_proof *proof, const uint8_t *bytes, size_t len)
{
	const uint8_t *end = memrchr(bytes, '\n', len);
	size_t first = end == NULL ? len : (size_t)(end - bytes);

	if (len > LOGIN_INPUT_LIMIT)
		return;
	if (play(proof, LOGIN_PASSWORD, bytes, first, len))
		fuzz_assert(!play(proof, "another", bytes, first, len),
		    "the proof is of the password");
}
