/* The stages BANNER, EHLO and STARTTLS. */
#include "stages.h"

#include <stdio.h>
#include <string.h>

#include "ehlo_name.h"
#include "notes.h"
#include "service.h"
#include "session.h"

/* -e searches the greeting and the EHLO replies as the server wrote them. */
static void
keep_greeting(struct session *session)
{
	const struct buf *lines = &session->smtp->reply.lines;

	(void)buf_append(
	    &session->facts.greetings, buf_string(lines), lines->len);
}

/* Without a greeting the port may be the wrong one: the error then says what it
 * is usually for.  On a port with implicit TLS the server waits for the
 * handshake. */
static void
mention_port(const struct config *config, struct error *error)
{
	bool over_tls = false, smtp;
	const char *service = service_of_port(config->target.port, &over_tls);
	struct error found = *error;

	if (service == NULL ||
	    (found.kind != ERROR_TIMEOUT && found.kind != ERROR_CLOSED))
		return;
	smtp = strcmp(service, "SMTP") == 0;
	if (smtp && config->tls.mode == TLS_IMPLICIT)
		return;
	error_clear(error);
	(void)error_set(error, found.kind, "%s; port %u is usually %s%s%s",
	    found.text, config->target.port, service,
	    over_tls ? " over TLS" : "", smtp ? "" : ", not SMTP");
}

enum stage_result
stage_banner(
    struct session *session, struct deadline deadline, struct error *error)
{
	session->smtp = smtp_client_new(session->stream,
	    session->facts.config->output.verbosity >= 2
		? &session->facts.transcript
		: NULL,
	    &session->redact);
	if (session->facts.config->output.format == REPORT_JSON)
		session->smtp->heard = &session->heard;
	session->smtp->outstanding = 1;
	if (smtp_receive(session->smtp, deadline, error) == -1) {
		mention_port(session->facts.config, error);
		return STAGE_FAILED;
	}
	keep_greeting(session);
	if (smtp_expect(session->smtp, 220, error) == -1)
		return STAGE_FAILED;
	note_reply(session, "");
	return STAGE_PASSED;
}

/* A host without a fully qualified name gives its address in EHLO (RFC 5321
 * 4.1.3). */
static void
use_address_literal(struct session *session)
{
	const struct address *local = &session->facts.ends.local;
	char text[ADDRESS_TEXT_SIZE];

	address_print(local, false, text);
	text[strcspn(text, "%")] = '\0'; /* a zone means nothing elsewhere */
	(void)snprintf(session->facts.name, sizeof(session->facts.name),
	    "[%s%s]", local->socket.ss_family == AF_INET6 ? "IPv6:" : "", text);
}

static void
choose_ehlo_name(struct session *session)
{
	char host[EHLO_NAME_SIZE];
	const char *name;

	if (session->facts.name[0] != '\0')
		return;
	name = ehlo_name_choose(session->facts.config, host);
	if (name == NULL)
		use_address_literal(session);
	else
		(void)snprintf(session->facts.name, sizeof(session->facts.name),
		    "%s", name);
}

/* 500 or 502 says that the server does not know EHLO (RFC 5321 3.2), so HELO is
 * next.  After a PROXY header the 500 more likely refuses that header. */
static bool
wants_helo(const struct session *session)
{
	int code = session->smtp->reply.code;

	return (code == 500 || code == 502) &&
	       !session->facts.config->target.lmtp &&
	       session->facts.config->target.proxy == PROXY_NONE;
}

enum stage_result
stage_ehlo(
    struct session *session, struct deadline deadline, struct error *error)
{
	struct smtp_client *smtp = session->smtp;
	struct buf text = BUF_INIT(REPLY_LIMIT);
	bool fallback;

	choose_ehlo_name(session);
	smtp_extensions_clear(&session->facts.extensions);
	session->facts.greeted_by =
	    session->facts.config->target.lmtp ? "LHLO" : "EHLO";
	if (smtp_command(smtp, deadline, error, "%s %s",
		session->facts.greeted_by, session->facts.name) == -1)
		return STAGE_FAILED;
	keep_greeting(session);
	fallback = wants_helo(session);
	if (fallback) {
		session->facts.greeted_by = "HELO";
		if (smtp_command(smtp, deadline, error, "%s %s",
			session->facts.greeted_by, session->facts.name) == -1)
			return STAGE_FAILED;
		keep_greeting(session);
	}
	if (smtp_expect(smtp, 250, error) == -1) {
		session_note(session, "%s %s refused",
		    session->facts.greeted_by, session->facts.name);
		return STAGE_FAILED;
	}
	if (fallback) {
		note_reply(session, "no EHLO here, HELO: ");
		return STAGE_PASSED;
	}
	smtp_extensions_read(&smtp->extensions, &smtp->reply);
	smtp_extensions_read(&session->facts.extensions, &smtp->reply);
	smtp_extensions_print(&smtp->extensions, &text);
	session_note(session, "%s",
	    text.len > 0 ? buf_string(&text) : "no extensions offered");
	buf_free(&text);
	return STAGE_PASSED;
}

enum stage_result
stage_starttls(
    struct session *session, struct deadline deadline, struct error *error)
{
	struct smtp_client *smtp = session->smtp;

	if (!smtp_extensions_has(&smtp->extensions, "STARTTLS")) {
		/* Some firewalls overwrite the keyword STARTTLS with X's.  The
		 * hints search the EHLO reply for that. */
		error_said(error, buf_string(&session->facts.greetings),
		    session->facts.greetings.len);
		return error_set(error, ERROR_UNSUPPORTED,
		    "the server does not offer STARTTLS");
	}
	if (smtp_command(smtp, deadline, error, "STARTTLS") == -1)
		return STAGE_FAILED;
	if (smtp_expect(smtp, 220, error) == -1)
		return STAGE_FAILED;
	if (lines_refuse_more(&smtp->lines, "STARTTLS", error) == -1) {
		smtp->broken = true;
		return STAGE_FAILED;
	}
	note_reply(session, "");
	return STAGE_PASSED;
}
