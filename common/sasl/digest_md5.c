/* The mechanism DIGEST-MD5: RFC 2831. */

#include "mechanisms.h"

#include <stdio.h>
#include <string.h>

#include "digest.h"
#include "memory.h"
#include "text.h"

/* Bytes of one directive's value, with its NUL. */
#define VALUE_SIZE 512
/* Between two directives. */
#define SEPARATORS ", \t\r\n"
/* Characters of our nonce, and of a hash in hexadecimal. */
#define NONCE_LENGTH 24
#define HASH_DIGITS 32
/* Bytes of the longest text that is hashed ("user:realm:password"). */
#define SECRET_LIMIT ((size_t)32 * 1024)

/* One exchange.  Its quality of protection is "auth". */
struct digest_md5 {
	int steps;
	char proof[HASH_DIGITS + 1]; /* the rspauth that the server must send */
};

/* The values of a challenge's directives, without quotes. */
struct challenge {
	char realm[VALUE_SIZE];
	char nonce[VALUE_SIZE];
	char qop[VALUE_SIZE];
	char algorithm[VALUE_SIZE];
	char charset[VALUE_SIZE];
	char rspauth[VALUE_SIZE];
	char ignored[VALUE_SIZE];
	unsigned int seen; /* a bit for each row of directives */
};

/* The directives that we read.  Each may occur once, but a server may offer
 * several realms: then we take the first one. */
#define REALM 0
static const struct {
	const char *name;
	size_t place;
} directives[] = {
	[REALM] = { "realm", offsetof(struct challenge, realm) },
	{ "nonce", offsetof(struct challenge, nonce) },
	{ "qop", offsetof(struct challenge, qop) },
	{ "algorithm", offsetof(struct challenge, algorithm) },
	{ "charset", offsetof(struct challenge, charset) },
	{ "rspauth", offsetof(struct challenge, rspauth) },
};

static enum sasl_status
digest_md5_fail(struct error *error, const char *text)
{
	(void)error_set(error, ERROR_PROTOCOL, "%s", text);
	return SASL_FAIL;
}

/* Copies the value at *at, which may be quoted, and moves *at behind it.  -1:
 * it is malformed or too long. */
static int
parse_value(const char **at, char value[VALUE_SIZE])
{
	const char *s = *at;
	bool quoted = *s == '"';
	size_t n = 0;

	s += quoted;
	while (
	    *s != '\0' && (quoted ? *s != '"' : strchr(", \t", *s) == NULL)) {
		if (quoted && *s == '\\' && s[1] != '\0')
			s++;
		if (n + 1 == VALUE_SIZE)
			return -1;
		value[n++] = *s++;
	}
	value[n] = '\0';
	if (quoted && *s != '"')
		return -1;
	*at = s + quoted;
	return 0;
}

static bool
has_realm(const struct challenge *challenge)
{
	return (challenge->seen & 1u << REALM) != 0;
}

/* Where to put the value of this directive.  NULL: it occurs a second time. */
static char *
find_place(struct challenge *challenge, const char *name, size_t len)
{
	for (size_t i = 0; i < sizeof(directives) / sizeof(directives[0]);
	     i++) {
		if (strlen(directives[i].name) != len ||
		    !text_starts(name, len, directives[i].name))
			continue;
		if ((challenge->seen & 1u << i) != 0)
			return i == REALM ? challenge->ignored : NULL;
		challenge->seen |= 1u << i;
		return (char *)challenge + directives[i].place;
	}
	return challenge->ignored;
}

/* RFC 2831 2.1.1: name=value, with commas and blanks between them. */
static int
parse_challenge(struct challenge *challenge, const struct buf *bytes)
{
	const char *at = buf_string(bytes);

	memset(challenge, 0, sizeof(*challenge));
	if (strlen(at) != bytes->len)
		return -1;
	for (at += strspn(at, SEPARATORS); *at != '\0';
	     at += strspn(at, SEPARATORS)) {
		size_t len = strcspn(at, "= \t,");
		char *value = find_place(challenge, at, len);

		if (value == NULL || len == 0 || at[len] != '=')
			return -1;
		at += len + 1;
		if (parse_value(&at, value) == -1)
			return -1;
	}
	return 0;
}

static bool
has_word(const char *list, const char *word)
{
	size_t n = strlen(word);

	while (*list != '\0') {
		size_t len = strcspn(list, ", ");

		if (len == n && text_starts(list, len, word))
			return true;
		list += len + strspn(list + len, ", ");
	}
	return false;
}

static int
check_challenge(const struct challenge *challenge, struct error *error)
{
	if (challenge->nonce[0] == '\0')
		return error_set(error, ERROR_PROTOCOL,
		    "the server's DIGEST-MD5 challenge has no nonce");
	if (challenge->qop[0] != '\0' && !has_word(challenge->qop, "auth"))
		return error_set(error, ERROR_PROTOCOL,
		    "the server's DIGEST-MD5 wants more than authentication");
	if (!text_same(challenge->algorithm, "md5-sess"))
		return error_set(error, ERROR_PROTOCOL,
		    "the server's DIGEST-MD5 wants another hash than md5-sess");
	return 0;
}

/* The length of the user name, without a "@realm" that is the server's realm.
 */
static size_t
user_length(const char *user, const char *realm)
{
	const char *at = strrchr(user, '@');

	if (at != NULL && realm[0] != '\0' && text_same(at + 1, realm))
		return (size_t)(at - user);
	return strlen(user);
}

/* What the hashes of both sides are made of. */
struct answer {
	const struct challenge *challenge;
	const struct sasl_context *context;
	const char *cnonce;
	char uri[VALUE_SIZE + 24];
	size_t user_len;
};

/* RFC 2831 2.1.2.1: the hash of A1.  A1 begins with the 16 bytes of another
 * hash, not with its hexadecimal digits. */
static int
hash_a1(const struct answer *answer, struct buf *hex, struct error *error)
{
	const struct sasl_context *context = answer->context;
	struct buf text = BUF_SECRET(SECRET_LIMIT);
	unsigned char hash[DIGEST_SIZE];
	int rc = -1;

	(void)buf_append(&text, context->user, answer->user_len);
	(void)buf_printf(&text, ":%s:", answer->challenge->realm);
	(void)buf_append(
	    &text, context->password->data, context->password->len);
	if (digest_hash(DIGEST_MD5, text.data, text.len, hash, error) == -1)
		goto done;
	buf_clear(&text);
	(void)buf_append(&text, hash, digest_size(DIGEST_MD5));
	(void)buf_printf(
	    &text, ":%s:%s", answer->challenge->nonce, answer->cnonce);
	if (context->authzid != NULL)
		(void)buf_printf(&text, ":%s", context->authzid);
	if (digest_hash(DIGEST_MD5, text.data, text.len, hash, error) == -1)
		goto done;
	rc = digest_hex(hex, hash, digest_size(DIGEST_MD5));
done:
	memory_wipe(hash, sizeof(hash));
	buf_free(&text);
	return rc;
}

/* RFC 2831 2.1.2.1: our "response" has the method AUTHENTICATE; the server's
 * "rspauth" has the empty method (2.1.3). */
static int
hash_response(const struct answer *answer, const char *method, struct buf *hex,
    struct error *error)
{
	struct buf text = BUF_SECRET(SECRET_LIMIT);
	struct buf a2 = BUF_INIT(64);
	unsigned char hash[DIGEST_SIZE];
	int rc = -1;

	(void)buf_printf(&text, "%s:%s", method, answer->uri);
	if (digest_hash(DIGEST_MD5, text.data, text.len, hash, error) == -1)
		goto done;
	(void)digest_hex(&a2, hash, digest_size(DIGEST_MD5));
	buf_clear(&text);
	if (hash_a1(answer, &text, error) == -1)
		goto done;
	(void)buf_printf(&text, ":%s:00000001:%s:auth:%s",
	    answer->challenge->nonce, answer->cnonce, buf_string(&a2));
	if (digest_hash(DIGEST_MD5, text.data, text.len, hash, error) == -1)
		goto done;
	rc = digest_hex(hex, hash, digest_size(DIGEST_MD5));
done:
	memory_wipe(hash, sizeof(hash));
	buf_free(&text);
	buf_free(&a2);
	return rc;
}

/* Appends name="value", with a backslash before each quote and backslash. */
static void
put_quoted(struct buf *out, const char *name, const char *value, size_t len)
{
	(void)buf_printf(out, "%s=\"", name);
	for (size_t i = 0; i < len; i++) {
		if (value[i] == '"' || value[i] == '\\')
			(void)buf_putc(out, '\\');
		(void)buf_putc(out, value[i]);
	}
	(void)buf_puts(out, "\",");
}

static enum sasl_status
put_response(struct digest_md5 *state, const struct answer *answer,
    struct buf *response, struct error *error)
{
	const struct challenge *challenge = answer->challenge;
	struct buf ours = BUF_SECRET(64), theirs = BUF_SECRET(64);
	enum sasl_status status = SASL_FAIL;

	if (hash_response(answer, "AUTHENTICATE", &ours, error) == -1 ||
	    hash_response(answer, "", &theirs, error) == -1)
		goto done;
	sasl_hide(answer->context, ours.data, ours.len);
	sasl_hide(answer->context, theirs.data, theirs.len);
	(void)snprintf(
	    state->proof, sizeof(state->proof), "%s", buf_string(&theirs));
	put_quoted(
	    response, "username", answer->context->user, answer->user_len);
	if (has_realm(challenge))
		put_quoted(response, "realm", challenge->realm,
		    strlen(challenge->realm));
	put_quoted(
	    response, "nonce", challenge->nonce, strlen(challenge->nonce));
	put_quoted(response, "cnonce", answer->cnonce, strlen(answer->cnonce));
	if (answer->context->authzid != NULL)
		put_quoted(response, "authzid", answer->context->authzid,
		    strlen(answer->context->authzid));
	if (text_same(challenge->charset, "utf-8"))
		(void)buf_puts(response, "charset=utf-8,");
	if (buf_printf(response,
		"nc=00000001,qop=auth,digest-uri=\"%s\",response=%s",
		answer->uri, buf_string(&ours)) == 0)
		status = SASL_MORE;
done:
	buf_free(&ours);
	buf_free(&theirs);
	return status;
}

/* RFC 2831 2.1.2.1 hashes text in Latin-1 if it can be written so, but some
 * servers hash UTF-8.  Text in ASCII is the same in both. */
static int
check_ascii(const struct sasl_context *context, struct error *error)
{
	if (text_is_ascii(context->user) &&
	    text_is_ascii(buf_string(context->password)))
		return 0;
	return error_set(error, ERROR_USAGE,
	    "the user name or the password is not ASCII, and servers disagree "
	    "what DIGEST-MD5 makes of it; choose another mechanism with -A");
}

static enum sasl_status
answer_challenge(struct digest_md5 *state, const struct sasl_context *context,
    const struct buf *bytes, struct buf *response, struct error *error)
{
	struct challenge challenge;
	struct buf cnonce = BUF_INIT(VALUE_SIZE);
	struct answer answer = { &challenge, context, NULL, "", 0 };
	enum sasl_status status = SASL_FAIL;

	if (parse_challenge(&challenge, bytes) == -1)
		return digest_md5_fail(
		    error, "the DIGEST-MD5 challenge is malformed");
	if (check_challenge(&challenge, error) == -1 ||
	    check_ascii(context, error) == -1)
		return SASL_FAIL;
	if (context->nonce != NULL)
		(void)buf_puts(&cnonce, context->nonce);
	else if (digest_nonce(&cnonce, NONCE_LENGTH, error) == -1)
		goto done;
	answer.cnonce = buf_string(&cnonce);
	answer.user_len = user_length(context->user, challenge.realm);
	(void)snprintf(answer.uri, sizeof(answer.uri), "%.20s/%.500s",
	    context->service == NULL ? "smtp" : context->service,
	    context->host == NULL ? "localhost" : context->host);
	status = put_response(state, &answer, response, error);
done:
	buf_free(&cnonce);
	return status;
}

/* RFC 2831 2.1.3: the server must prove that it knows the password. */
static enum sasl_status
check_proof(const struct digest_md5 *state, const struct buf *bytes,
    struct error *error)
{
	struct challenge challenge;

	if (parse_challenge(&challenge, bytes) == -1 ||
	    strlen(challenge.rspauth) != strlen(state->proof) ||
	    !digest_equal(
		challenge.rspauth, state->proof, strlen(state->proof)))
		return digest_md5_fail(error,
		    "the server did not prove that it knows the password");
	return SASL_DONE;
}

static enum sasl_status
digest_md5_step(void *state, const struct sasl_context *context,
    const struct buf *challenge, struct buf *response, struct error *error)
{
	struct digest_md5 *own = state;

	switch (own->steps++) {
	case 0:
		return answer_challenge(
		    own, context, challenge, response, error);
	case 1:
		return check_proof(own, challenge, error);
	default:
		return digest_md5_fail(
		    error, "more DIGEST-MD5 messages than there are");
	}
}

const struct sasl_mechanism sasl_digest_md5 = {
	.name = "DIGEST-MD5",
	.needs = SASL_NEEDS_USER | SASL_NEEDS_PASSWORD,
	.mutual = true,
	.state_size = sizeof(struct digest_md5),
	.step = digest_md5_step,
};
