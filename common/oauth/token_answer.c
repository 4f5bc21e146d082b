/* The answer of a token endpoint. */
#include "token_answer.h"

#include <string.h>

#include "json.h"
#include "jwt.h"
#include "text.h"
#include "token_entry.h"

/* Bytes of an error's name, and of its description. */
#define NAME_LIMIT ((size_t)100)
#define DESCRIPTION_LIMIT ((size_t)4 * 1024)
#define URI_LIMIT ((size_t)300)
/* Characters of a description that are shown. */
#define DESCRIPTION_SHOWN 200
/* Seconds between the clocks that an endpoint may not forgive. */
#define CLOCK_TOLERANCE 120

void
token_answer_init(struct token_answer *answer)
{
	*answer = (struct token_answer){
		.secret = BUF_SECRET(TOKEN_LIMIT),
		.refresh_token = BUF_SECRET(TOKEN_LIMIT),
		.life = -1,
		.uri = BUF_INIT(URI_LIMIT),
	};
}

void
token_answer_free(struct token_answer *answer)
{
	buf_free(&answer->secret);
	buf_free(&answer->refresh_token);
	buf_free(&answer->uri);
}

static int
member(const struct buf *json, const char *name, struct buf *value)
{
	return json_member(buf_string(json), json->len, name, value);
}

static int
string(const struct buf *json, const char *name, struct buf *value)
{
	return json_string(buf_string(json), json->len, name, value);
}

/* Can it stand in a line of text, and in a file of lines?  RFC 6750 2.1 allows
 * less. */
static bool
is_visible(const struct buf *secret)
{
	for (size_t i = 0; i < secret->len; i++)
		if (secret->data[i] < '!' || secret->data[i] > '~')
			return false;
	return secret->len > 0;
}

/* --- Refusals --------------------------------------------------------------
 */

/* What of a refusal is shown or searched. */
struct refusal {
	struct buf name;        /* "invalid_client", or empty */
	struct buf description; /* or empty */
	struct buf said;
};

/* "[7000222,50196]": Microsoft's numbers, which are looked for as it writes
 * them in its descriptions. */
static void
add_numbers(const struct buf *json, struct buf *said)
{
	struct buf list = BUF_INIT(NAME_LIMIT);
	const char *at;

	if (member(json, "error_codes", &list) == 0)
		for (at = strpbrk(buf_string(&list), "0123456789"); at != NULL;
		     at = strpbrk(at, "0123456789")) {
			size_t len = strspn(at, "0123456789");

			(void)buf_printf(said, " AADSTS%.*s:", (int)len, at);
			at += len;
		}
	buf_free(&list);
}

static void
add_word(const struct buf *json, const char *name, struct buf *said)
{
	struct buf word = BUF_INIT(NAME_LIMIT);

	if (string(json, name, &word) == 0)
		(void)buf_printf(said, " %s", buf_string(&word));
	buf_free(&word);
}

/* A description may be longer than there is room for, and what is read is to
 * be short. */
static void
take_description(
    const struct buf *json, const struct redact *redact, struct buf *out)
{
	struct buf whole = BUF_SECRET(json->len);

	if (string(json, "error_description", &whole) == 0) {
		redact_apply(redact, &whole);
		(void)buf_append(out, buf_string(&whole),
		    whole.len < out->limit ? whole.len : out->limit);
	}
	buf_free(&whole);
}

static void
read_refusal(const struct buf *json, const struct redact *redact,
    struct refusal *refusal, struct buf *uri)
{
	if (!json_is_object(buf_string(json), json->len))
		return;
	(void)string(json, "error", &refusal->name);
	redact_apply(redact, &refusal->name);
	take_description(json, redact, &refusal->description);
	(void)string(json, "error_uri", uri);
	redact_apply(redact, uri);
	(void)buf_puts(&refusal->said, buf_string(&refusal->name));
	add_word(json, "suberror", &refusal->said);
	add_word(json, "error_subtype", &refusal->said);
	add_numbers(json, &refusal->said);
	redact_apply(redact, &refusal->said);
}

/* The description up to its first full stop or line end. */
static size_t
first_sentence(const struct buf *text)
{
	const char *from = buf_string(text), *stop = strstr(from, ". ");
	size_t len = strcspn(from, "\r\n");

	if (stop != NULL && (size_t)(stop - from) < len)
		len = (size_t)(stop - from);
	while (len > 0 && (from[len - 1] == '.' || from[len - 1] == ' '))
		len--;
	return len;
}

/* RFC 6749 5.2 knows one status for most errors, so the name counts as well. */
static bool
is_transient(int status, const char *name)
{
	static const char *const names[] = { "temporarily_unavailable",
		"server_error", "slow_down" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return status == 408 || status == 429 || status >= 500;
}

/* A clock that is wrong is the reason for refusals that name another one. */
static void
put_clock(struct buf *text, struct buf *said, int64_t theirs, int64_t ours)
{
	long long ahead = (long long)(ours - theirs);

	if (theirs == 0 ||
	    (ahead <= CLOCK_TOLERANCE && ahead >= -CLOCK_TOLERANCE))
		return;
	(void)buf_printf(text, "; this host's clock is %lld s %s the server's",
	    ahead < 0 ? -ahead : ahead, ahead < 0 ? "behind" : "ahead of");
	(void)buf_puts(said, " this host's clock");
}

static void
put_refusal(const struct web_answer *answer, const struct refusal *refusal,
    struct buf *text)
{
	(void)buf_printf(text, "%d", answer->status);
	if (refusal->name.len == 0) {
		(void)buf_printf(text, " without an OAuth error (%s)",
		    answer->type[0] == '\0' ? "no type" : answer->type);
		return;
	}
	(void)buf_putc(text, ' ');
	(void)buf_put_printable(
	    text, refusal->name.data, refusal->name.len, NAME_LIMIT);
	if (refusal->description.len == 0)
		return;
	(void)buf_puts(text, ": ");
	(void)buf_put_printable(text, refusal->description.data,
	    first_sentence(&refusal->description), DESCRIPTION_SHOWN);
}

static int
refuse(const struct web_answer *answer, int64_t now,
    const struct redact *redact, struct buf *uri, struct error *error)
{
	struct buf text = BUF_INIT(ERROR_TEXT_SIZE);
	struct refusal refusal = {
		.name = BUF_INIT(NAME_LIMIT),
		.description = BUF_INIT(DESCRIPTION_LIMIT),
		.said = BUF_INIT(2 * DESCRIPTION_LIMIT),
	};
	bool transient;

	read_refusal(&answer->body, redact, &refusal, uri);
	put_refusal(answer, &refusal, &text);
	if (answer->status >= 300 && answer->status < 400)
		(void)buf_puts(&text, "; a redirect is not followed");
	if (answer->retry_after > 0)
		(void)buf_printf(&text, "; it asks to wait %lld s",
		    (long long)answer->retry_after);
	put_clock(&text, &refusal.said, answer->date, now);
	(void)buf_printf(
	    &refusal.said, " %s", buf_string(&refusal.description));
	transient = is_transient(answer->status, buf_string(&refusal.name));
	(void)error_set(error, transient ? ERROR_RETRY : ERROR_REJECTED, "%s",
	    buf_string(&text));
	error->code = answer->status;
	error_said(error, buf_string(&refusal.said), refusal.said.len);
	buf_free(&text);
	buf_free(&refusal.name);
	buf_free(&refusal.description);
	buf_free(&refusal.said);
	return -1;
}

/* --- Tokens ----------------------------------------------------------------
 */

/* A number of seconds, which some write as a string. */
static void
read_life(const struct buf *json, int64_t now, struct token_answer *out)
{
	struct buf text = BUF_INIT(40);
	int64_t expiry;

	if (member(json, "expires_in", &text) == -1 ||
	    text_number(buf_string(&text), &out->life) == -1)
		out->life = -1;
	if (out->life < 0 && jwt_expiry(&out->secret, &expiry))
		out->life = expiry > now ? (double)(expiry - now) : 0;
	buf_free(&text);
}

static int
read_tokens(const struct web_answer *answer, int64_t now,
    struct token_answer *out, struct error *error)
{
	const struct buf *json = &answer->body;
	struct buf type = BUF_INIT(NAME_LIMIT);
	bool bearer;

	if (string(json, "access_token", &out->secret) == -1 ||
	    !is_visible(&out->secret))
		return error_set(error, ERROR_PROTOCOL,
		    "the server's answer (%d) has no access token that could "
		    "be sent",
		    answer->status);
	/* RFC 6749 7.1: who does not know the type, must not use the token. */
	bearer = member(json, "token_type", &type) == -1 ||
		 text_same(buf_string(&type), "Bearer");
	buf_free(&type);
	if (!bearer)
		return error_set(error, ERROR_PROTOCOL,
		    "the server's token is not of the type Bearer");
	if (member(json, "refresh_token", &out->refresh_token) == -1)
		buf_clear(&out->refresh_token);
	else if (!is_visible(&out->refresh_token))
		return error_set(error, ERROR_PROTOCOL,
		    "the server's new refresh token cannot be kept: it is "
		    "empty or has blanks in it");
	read_life(json, now, out);
	return 0;
}

/* What is secret in an answer, a refusal included, which may quote it. */
static void
hide_tokens(const struct buf *json, struct redact *redact)
{
	static const char *const names[] = { "access_token", "refresh_token",
		"id_token" };
	struct buf token = BUF_SECRET(TOKEN_LIMIT);

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		buf_clear(&token);
		if (string(json, names[i], &token) == 0 && token.len > 0)
			redact_secret(redact, token.data, token.len);
	}
	buf_free(&token);
}

int
token_answer_read(const struct web_answer *answer, int64_t now,
    struct redact *redact, struct token_answer *out, struct error *error)
{
	struct buf name = BUF_INIT(NAME_LIMIT);
	bool whole =
	    json_is_object(buf_string(&answer->body), answer->body.len);
	bool refused = answer->status < 200 || answer->status > 299 ||
		       (whole && string(&answer->body, "error", &name) == 0);

	buf_free(&name);
	if (whole)
		hide_tokens(&answer->body, redact);
	if (refused)
		return refuse(answer, now, redact, &out->uri, error);
	if (!whole)
		return error_set(error, ERROR_PROTOCOL,
		    "the server's answer (%d) is not JSON (%s)", answer->status,
		    answer->type[0] == '\0' ? "no type" : answer->type);
	return read_tokens(answer, now, out, error);
}
