/* AUTH: the mechanism is chosen, the login tried. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "auth.h"
#include "mechanisms.h"
#include "oauth.h"
#include "session.h"

/* Bytes of channel binding data. */
#define BINDING_LIMIT 128
/* Characters of the user name that a note shows. */
#define USER_SHOWN 80

_Static_assert(SASL_MECHANISM_COUNT <=
		   8 * sizeof(((struct session_facts *)NULL)->possible),
    "session->possible in session.h has too few bits for all mechanisms");

/* Does the server offer to bind logins to the TLS session (RFC 5802 6)? */
static bool
offers_binding(const char *offered)
{
	const char *at = strstr(offered, "-PLUS");

	while (at != NULL && at[5] != '\0' && at[5] != ' ')
		at = strstr(at + 5, "-PLUS");
	return at != NULL;
}

/* Who we are, and over what. */
struct means {
	struct sasl_context context;
	struct sasl_binding binding;
	struct buf offered; /* mechanisms */
};

static void
gather_means(const struct session *session, struct means *means)
{
	const struct config *config = session->facts.config;
	bool encrypted = session->facts.tls.version != NULL;

	*means = (struct means){
		.context = {
			.user = config->login.user,
			.authzid = config->login.authzid,
			.host = config->target.host_is_path ? NULL : config->target.host,
			.port = config->target.port,
			.certificate = encrypted && !config->login.password_only &&
				       config->tls.client_certificate != NULL,
			.secure = encrypted || config->login.allow_cleartext ||
				  address_is_local(&session->facts.ends.remote),
		},
		.binding = { NULL, BUF_SECRET(BINDING_LIMIT) },
		.offered = BUF_INIT(REPLY_LIMIT),
	};
	if (config->login.password.len > 0)
		means->context.password = &config->login.password;
	if (encrypted)
		means->binding.type =
		    tls_channel_binding(session->stream, &means->binding.data);
	if (means->binding.type != NULL)
		means->context.binding = &means->binding;
	smtp_extensions_mechanisms(&session->smtp->extensions, &means->offered);
	means->context.binding_offered =
	    offers_binding(buf_string(&means->offered));
}

static void
free_means(struct means *means)
{
	buf_free(&means->binding.data);
	buf_free(&means->offered);
}

/* The mechanism, for what is offered and what we have. */
static const struct sasl_mechanism *
choose_mechanism(const struct session *session, const struct means *means,
    struct error *error)
{
	const char *wanted = session->facts.config->login.mechanisms;
	const struct sasl_mechanism *chosen;

	if (session->facts.only != NULL)
		wanted = session->facts.only->name;
	if (means->offered.len == 0)
		(void)error_set(error, ERROR_UNSUPPORTED,
		    "the server offers no AUTH %s TLS",
		    session->facts.tls.version == NULL ? "without" : "under");
	chosen = sasl_choose(
	    buf_string(&means->offered), wanted, &means->context, error);
	redact_string(
	    &session->facts.config->redact, error->text, sizeof(error->text));
	if (chosen == NULL && session->facts.tls.version == NULL)
		error_said(error, buf_string(&session->facts.greetings),
		    session->facts.greetings.len);
	return chosen;
}

/* All that could log in here, for --auth-each. */
static uint32_t
find_possible(const struct session *session, const struct means *means)
{
	uint32_t possible = 0;

	for (size_t i = 0; sasl_mechanisms[i] != NULL; i++)
		if (sasl_possible(sasl_mechanisms[i],
			buf_string(&means->offered),
			session->facts.config->login.mechanisms,
			&means->context))
			possible |= UINT32_C(1) << i;
	return possible;
}

static const char *
how_it_ended(const struct error *error)
{
	if (error->kind == ERROR_NONE)
		return "accepted";
	return error->kind == ERROR_REJECTED ? "refused" : "";
}

/* An OAuth token tells when its time is over, if it is a JWT. */
static void
put_expiry(const struct session *session, char *to, size_t size)
{
	int64_t expiry;
	double hours;

	if (!session->facts.mechanism->token ||
	    !oauth_token_expiry(
		&session->facts.config->login.password, &expiry))
		return;
	hours = difftime(time(NULL), (time_t)expiry) / 3600;
	if (hours > 0)
		(void)snprintf(
		    to, size, "; the token expired %.1f h ago", hours);
}

/* "as probe refused"; the mechanism is a fact of its own. */
static void
note_login(struct session *session, const struct error *error)
{
	const char *user = session->facts.config->login.user;
	const char *ended = how_it_ended(error);
	struct buf text = BUF_INIT(NOTE_SIZE);
	char expiry[64] = "";

	if (error->kind != ERROR_NONE)
		put_expiry(session, expiry, sizeof(expiry));
	if (user != NULL) {
		(void)buf_puts(&text, "as ");
		(void)buf_put_printable(&text, user, strlen(user), USER_SHOWN);
	}
	session_note(session, "%s%s%s%s", buf_string(&text),
	    text.len > 0 && ended[0] != '\0' ? " " : "", ended, expiry);
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
	struct means means;
	int rc = -1;

	gather_means(session, &means);
	session->facts.possible = find_possible(session, &means);
	session->facts.mechanism = choose_mechanism(session, &means, error);
	if (session->facts.mechanism != NULL) {
		rc = smtp_auth(session->smtp, session->facts.mechanism,
		    &means.context, deadline, error);
		note_login(session, error);
	}
	free_means(&means);
	return rc == -1 ? STAGE_FAILED : STAGE_PASSED;
}
