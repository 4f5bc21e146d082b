#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "auth.h"
#include "oauth.h"
#include "stage_rows.h"

/* Bytes of channel binding data. */
#define BINDING_LIMIT 128
/* Characters of the user name that a note shows. */
#define USER_SHOWN 80

/* "250 mail.example.com ..." as a note. */
static void
note_reply(struct session *session, const char *before)
{
	struct buf text = BUF_INIT(REPLY_LIMIT);

	smtp_reply_quote(&session->smtp->reply, &text);
	session_note(session, "%s%s", before, buf_string(&text));
	buf_free(&text);
}

/* For -e, as the server wrote it. */
static void
keep_greeting(struct session *session)
{
	const struct buf *lines = &session->smtp->reply.lines;

	(void)buf_append(&session->greetings, buf_string(lines), lines->len);
}

int
run_banner(
    struct session *session, struct deadline deadline, struct error *error)
{
	session->smtp = smtp_client_new(session->stream,
	    session->config->verbosity >= 2 ? &session->transcript : NULL,
	    &session->config->redact);
	session->smtp->outstanding = 1;
	if (smtp_receive(session->smtp, deadline, error) == -1)
		return -1;
	keep_greeting(session);
	if (smtp_expect(session->smtp, 220, error) == -1)
		return -1;
	note_reply(session, "");
	return 0;
}

/* RFC 5321 4.1.3: a host without a full name gives its address. */
static void
name_by_address(struct session *session)
{
	const struct address *local = &session->ends.local;
	char text[ADDRESS_TEXT_SIZE];

	if (local->socket.ss_family != AF_INET &&
	    local->socket.ss_family != AF_INET6) {
		(void)snprintf(
		    session->name, sizeof(session->name), "localhost");
		return;
	}
	address_print(local, false, text);
	text[strcspn(text, "%")] = '\0'; /* a zone means nothing elsewhere */
	(void)snprintf(session->name, sizeof(session->name), "[%s%s]",
	    local->socket.ss_family == AF_INET6 ? "IPv6:" : "", text);
}

/* Letters, digits, hyphens, and a dot inside. */
static bool
is_full_name(const char *name)
{
	size_t len = strlen(name);
	const char *dot = strchr(name, '.');

	return strspn(name,
		   "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
		   "0123456789-.") == len &&
	       dot != NULL && dot != name && name[len - 1] != '.';
}

static void
choose_name(struct session *session)
{
	const char *given = session->config->fqdn;
	char host[256] = "";

	if (session->name[0] != '\0')
		return;
	if (given == NULL && !session->config->host_is_path &&
	    gethostname(host, sizeof(host) - 1) == 0 && is_full_name(host))
		given = host;
	if (given == NULL)
		name_by_address(session);
	else
		(void)snprintf(
		    session->name, sizeof(session->name), "%s", given);
}

/* The reply to EHLO may be that the server knows no EHLO (RFC 5321 3.2). */
static bool
wants_helo(const struct session *session)
{
	int code = session->smtp->reply.code;

	return (code == 500 || code == 502) && !session->config->lmtp;
}

int
run_ehlo(struct session *session, struct deadline deadline, struct error *error)
{
	struct smtp_client *smtp = session->smtp;
	struct buf text = BUF_INIT(REPLY_LIMIT);
	bool fallback;

	choose_name(session);
	session->greeted_by = session->config->lmtp ? "LHLO" : "EHLO";
	if (smtp_command(smtp, deadline, error, "%s %s", session->greeted_by,
		session->name) == -1)
		return -1;
	keep_greeting(session);
	fallback = wants_helo(session);
	if (fallback) {
		if (smtp_command(
			smtp, deadline, error, "HELO %s", session->name) == -1)
			return -1;
		keep_greeting(session);
	}
	if (smtp_expect(smtp, 250, error) == -1) {
		session_note(session, "%s %s refused", session->greeted_by,
		    session->name);
		return -1;
	}
	if (fallback) {
		note_reply(session, "no EHLO here, HELO: ");
		return 0;
	}
	smtp_extensions_read(&smtp->extensions, &smtp->reply);
	smtp_extensions_print(&smtp->extensions, &text);
	session_note(session, "%s",
	    text.len > 0 ? buf_string(&text) : "no extensions offered");
	buf_free(&text);
	return 0;
}

/* RFC 3207 4.2 and 6: what waits behind the 220 was not said under TLS, but
 * would be taken for it. */
static int
refuse_injection(struct session *session, struct error *error)
{
	struct error found = { 0 };
	int n = lines_look(&session->smtp->lines, &found);

	if (n == 0)
		return 0;
	session->smtp->broken = true;
	if (n == -1) {
		*error = found;
		return -1;
	}
	return error_set(error, ERROR_PROTOCOL,
	    "the server, or somebody in between, sent more behind the reply "
	    "to STARTTLS: an attempt to inject replies");
}

int
run_starttls(
    struct session *session, struct deadline deadline, struct error *error)
{
	struct smtp_client *smtp = session->smtp;

	if (!smtp_extensions_has(&smtp->extensions, "STARTTLS"))
		return error_set(error, ERROR_UNSUPPORTED,
		    "the server does not offer STARTTLS");
	if (smtp_command(smtp, deadline, error, "STARTTLS") == -1)
		return -1;
	if (smtp_expect(smtp, 220, error) == -1 ||
	    refuse_injection(session, error) == -1)
		return -1;
	note_reply(session, "");
	return 0;
}

/* Does the server offer to bind logins to the TLS session (RFC 5802 6)? */
static bool
offers_binding(const char *offered)
{
	const char *at = strstr(offered, "-PLUS");

	while (at != NULL && at[5] != '\0' && at[5] != ' ')
		at = strstr(at + 5, "-PLUS");
	return at != NULL;
}

/* The mechanism, for what is offered and what we have. */
static const struct sasl_mechanism *
choose_mechanism(
    struct session *session, struct sasl_context *context, struct error *error)
{
	const char *wanted = session->config->mechanisms;
	struct buf offered = BUF_INIT(REPLY_LIMIT);
	const struct sasl_mechanism *chosen;

	smtp_extensions_mechanisms(&session->smtp->extensions, &offered);
	context->binding_offered = offers_binding(buf_string(&offered));
	if (offered.len == 0)
		(void)error_set(error, ERROR_UNSUPPORTED,
		    "the server offers no AUTH %s TLS",
		    session->tls.version == NULL ? "without" : "under");
	chosen = sasl_choose(buf_string(&offered), wanted, context, error);
	redact_apply(
	    &session->config->redact, error->text, strlen(error->text));
	buf_free(&offered);
	return chosen;
}

static const char *
how_it_ended(const struct error *error)
{
	if (error->kind == ERROR_NONE)
		return " accepted";
	return error->kind == ERROR_REJECTED ? " refused" : "";
}

/* An OAuth token tells when its time is over, if it is a JWT. */
static void
put_expiry(const struct session *session, char *to, size_t size)
{
	int64_t expiry;
	double hours;

	if (!session->mechanism->by_name ||
	    !oauth_token_expiry(&session->config->password, &expiry))
		return;
	hours = difftime(time(NULL), (time_t)expiry) / 3600;
	if (hours > 0)
		(void)snprintf(
		    to, size, "; the token expired %.1f h ago", hours);
}

static void
note_login(struct session *session, const struct error *error)
{
	const char *user = session->config->user;
	struct buf text = BUF_INIT(NOTE_SIZE);
	char expiry[64] = "";

	if (error->kind != ERROR_NONE)
		put_expiry(session, expiry, sizeof(expiry));
	(void)buf_puts(&text, session->mechanism->name);
	if (user != NULL) {
		(void)buf_puts(&text, " as ");
		(void)buf_put_printable(&text, user, strlen(user), USER_SHOWN);
	}
	session_note(
	    session, "%s%s%s", buf_string(&text), how_it_ended(error), expiry);
	buf_free(&text);
}

int
run_auth(struct session *session, struct deadline deadline, struct error *error)
{
	const struct config *config = session->config;
	bool encrypted = session->tls.version != NULL;
	struct sasl_binding binding = { NULL, BUF_SECRET(BINDING_LIMIT) };
	struct sasl_context context = {
		.user = config->user,
		.password = config->password.len > 0 ? &config->password : NULL,
		.authzid = config->authzid,
		.host = config->host,
		.port = config->port,
		.certificate = encrypted && config->client_certificate != NULL,
		.secure = encrypted || config->allow_cleartext ||
			  address_is_local(&session->ends.remote),
	};
	int rc = -1;

	if (encrypted)
		binding.type =
		    tls_channel_binding(session->stream, &binding.data);
	if (binding.type != NULL)
		context.binding = &binding;
	session->mechanism = choose_mechanism(session, &context, error);
	if (session->mechanism != NULL) {
		rc = smtp_auth(session->smtp, session->mechanism, &context,
		    deadline, error);
		note_login(session, error);
	}
	buf_free(&binding.data);
	return rc;
}
