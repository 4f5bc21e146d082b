#include <string.h>

#include "auth.h"
#include "fuzz.h"
#include "login.h"

/* What no output may show: the password, and what of its base64 is its own at
 * each of the places where it may begin. */
static const char *const secrets[] = { LOGIN_PASSWORD, "c3dvcmRmaXNo",
	"N3b3JkZmlza", "zd29yZGZpc2" };

/* Is this a digit of an escape, as in "\xc3"? */
static bool
is_escaped(const char *text, const char *at)
{
	for (ptrdiff_t i = 2; i <= 3 && i <= at - text; i++)
		if (at[-i] == '\\' && at[1 - i] == 'x')
			return true;
	return false;
}

static void
check_shown(const char *text)
{
	for (size_t i = 0; i < sizeof(secrets) / sizeof(secrets[0]); i++) {
		const char *at = strcasestr(text, secrets[i]);

		while (at != NULL && is_escaped(text, at))
			at = strcasestr(at + 1, secrets[i]);
		fuzz_assert(at == NULL, "the secret is hidden");
	}
}

static void
check_transcript(const struct buf *text)
{
	size_t at = 0, len;
	const char *line;

	check_shown(buf_string(text));
	for (line = buf_line(text, &at, &len); line != NULL;
	     line = buf_line(text, &at, &len))
		fuzz_assert_printable(line, len);
}

static int
log_in(const struct sasl_mechanism *mechanism, const char *secret,
    const uint8_t *bytes, size_t len)
{
	struct stream *stream = fuzz_stream(bytes, len, FUZZ_LINES);
	struct transcript transcript;
	struct redact redact = { 0 };
	struct smtp_client *smtp =
	    smtp_client_new(stream, &transcript, &redact);
	struct buf password = BUF_SECRET(64);
	struct sasl_binding binding = { "tls-exporter", BUF_INIT(32) };
	struct sasl_context context = {
		.user = LOGIN_USER,
		.password = &password,
		.host = "mail.example",
		.port = 587,
		.secure = true,
		.nonce = LOGIN_NONCE,
		.binding = &binding,
		.binding_offered = (mechanism->needs & SASL_NEEDS_BINDING) == 0,
	};
	struct error error = { 0 };
	int rc;

	transcript_init(&transcript);
	(void)buf_puts(&password, secret);
	(void)buf_puts(&binding.data, "0123456789abcdef");
	redact_secret(&redact, password.data, password.len);
	rc = smtp_auth(smtp, mechanism, &context, deadline_in(60), &error);
	fuzz_assert(
	    (rc == 0) == (error.kind == ERROR_NONE), "an error is told");
	fuzz_assert(
	    rc == -1 || smtp->reply.code == 235, "235 and nothing else");
	fuzz_assert(rc == 0 || error.text[0] != '\0', "in words");
	fuzz_assert_printable(error.text, strlen(error.text));
	if (strcmp(secret, LOGIN_PASSWORD) == 0) {
		check_shown(error.text);
		check_transcript(&transcript.text);
	}
	smtp_client_free(smtp);
	stream_free(stream);
	transcript_free(&transcript);
	redact_free(&redact);
	buf_free(&password);
	buf_free(&binding.data);
	return rc;
}

/* Plays the server's bytes to this mechanism. */
static void
play(const struct sasl_mechanism *mechanism, const uint8_t *bytes, size_t len)
{
	if (log_in(mechanism, LOGIN_PASSWORD, bytes, len) == 0 &&
	    mechanism->mutual)
		fuzz_assert(log_in(mechanism, "another", bytes, len) == -1,
		    "who says yes has proven that it knows the password");
}

/* The first line names the mechanism, "*" means each of the table; the others
 * are what the server says (RFC 4954). */
int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	const uint8_t *end = memchr(bytes, '\n', len < 32 ? len : 32);
	char name[32] = "";
	bool each;

	if (end == NULL)
		return 0;
	memcpy(name, bytes, (size_t)(end - bytes));
	each = strcmp(name, "*") == 0;
	len -= (size_t)(end - bytes) + 1;
	for (size_t i = 0; sasl_mechanisms[i] != NULL; i++)
		/* No fuzzer asks Kerberos for tickets. */
		if ((each || sasl_mechanisms[i] == sasl_find(name)) &&
		    (sasl_mechanisms[i]->needs & SASL_NEEDS_TICKET) == 0)
			play(sasl_mechanisms[i], end + 1, len);
	return 0;
}
