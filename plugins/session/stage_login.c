/* The stage AUTH: chooses a mechanism and logs in (RFC 4954). */
#include "stages.h"

#include <stdio.h>
#include <string.h>

#include "auth.h"
#include "login_context.h"
#include "mechanisms.h"
#include "session.h"
#include "token_claims.h"

_Static_assert(SASL_MECHANISM_COUNT <=
		   8 * sizeof(((struct session_facts *)NULL)->possible),
    "possible in facts.h has too few bits for all mechanisms");

/* What a login can use: credentials, channel binding, and the mechanisms that
 * the server offers. */
struct login {
	struct sasl_context context;
	struct sasl_binding binding;
	struct buf endpoint;
	struct buf offered; /* mechanisms, with blanks between them */
};

static void
prepare_login(const struct session *session, struct login *login)
{
	login->offered = (struct buf)BUF_INIT(REPLY_LIMIT);
	login->binding =
	    (struct sasl_binding){ NULL, BUF_SECRET(LOGIN_BINDING_LIMIT) };
	login->endpoint = (struct buf)BUF_INIT(LOGIN_BINDING_LIMIT);
	login->context =
	    login_context(session, &login->binding, &login->endpoint);
	smtp_extensions_mechanisms(&session->smtp->extensions, &login->offered);
	login->context.binding_offered =
	    sasl_offers_binding(buf_string(&login->offered));
}

static void
free_login(struct login *login)
{
	buf_free(&login->binding.data);
	buf_free(&login->endpoint);
	buf_free(&login->offered);
}

/* NULL: error set; no mechanism is both offered by the server and possible with
 * the credentials. */
static const struct sasl_mechanism *
choose_mechanism(const struct session *session, const struct login *login,
    struct error *error)
{
	const char *wanted = session->facts.config->login.mechanisms;
	const struct sasl_mechanism *chosen;

	if (session->facts.only != NULL)
		wanted = session->facts.only->name;
	if (login->offered.len == 0)
		(void)error_set(error, ERROR_UNSUPPORTED,
		    "the server offers no AUTH %s TLS",
		    session->facts.tls.version == NULL ? "without" : "under");
	chosen = sasl_choose(
	    buf_string(&login->offered), wanted, &login->context, error);
	redact_string(
	    &session->facts.config->redact, error->text, sizeof(error->text));
	if (chosen == NULL && session->facts.tls.version == NULL)
		error_said(error, buf_string(&session->facts.greetings),
		    session->facts.greetings.len);
	return chosen;
}

/* Which mechanisms could log in: --auth-each tries each of them. */
static uint32_t
possible_mechanisms(const struct session *session, const struct login *login)
{
	uint32_t possible = 0;

	for (size_t i = 0; sasl_mechanisms[i] != NULL; i++)
		if (sasl_possible(sasl_mechanisms[i],
			buf_string(&login->offered),
			session->facts.config->login.mechanisms,
			&login->context))
			possible |= UINT32_C(1) << i;
	return possible;
}

static const char *
login_outcome(const struct error *error)
{
	if (error->kind == ERROR_NONE)
		return "accepted";
	return error->kind == ERROR_REJECTED ? "refused" : "";
}

/* Notes "as USER refused".  The mechanism is not in the note: the verdict adds
 * it from the facts. */
static void
note_login(struct session *session, struct error *error)
{
	const char *user = session->facts.config->login.user;
	const char *ended = login_outcome(error);
	struct buf text = BUF_INIT(NOTE_SIZE), claims = BUF_INIT(NOTE_SIZE);

	if (error->kind != ERROR_NONE && session->facts.mechanism->token)
		token_claims_put(session->password, &claims);
	if (user != NULL) {
		(void)buf_puts(&text, "as ");
		(void)buf_put_printable(&text, user, strlen(user), USER_SHOWN);
	}
	session_note(session, "%s%s%s%s%s", buf_string(&text),
	    text.len > 0 && ended[0] != '\0' ? " " : "", ended,
	    claims.len > 0 ? "; the token " : "", buf_string(&claims));
	token_claims_say(
	    session->facts.mechanism->token ? session->password : NULL, error);
	buf_free(&claims);
	buf_free(&text);
}

bool
stage_auth_planned(const struct config *config)
{
	return config->steps.login;
}

enum stage_result
stage_auth(
    struct session *session, struct deadline deadline, struct error *error)
{
	struct login login;
	int rc = -1;

	prepare_login(session, &login);
	session->facts.possible = possible_mechanisms(session, &login);
	session->facts.mechanism = choose_mechanism(session, &login, error);
	if (session->facts.mechanism != NULL) {
		rc = smtp_auth(session->smtp, session->facts.mechanism,
		    &login.context, deadline, error);
		note_login(session, error);
	}
	free_login(&login);
	return rc == -1 ? STAGE_FAILED : STAGE_PASSED;
}
