#include "trouble.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "hints.h"

/* Bytes of one trouble's text. */
#define TEXT_SIZE 512

/* What the login is by. */
static unsigned int
means_of(const struct sasl_mechanism *mechanism)
{
	if ((mechanism->needs & SASL_NEEDS_CERTIFICATE) != 0)
		return HINT_IDENTITY;
	if ((mechanism->needs & SASL_NEEDS_PASSWORD) == 0)
		return 0;
	return mechanism->by_name ? HINT_TOKEN : HINT_PASSWORD;
}

/* No later row runs before the login has succeeded. */
static unsigned int
circumstances(const struct session *session)
{
	const struct sasl_mechanism *login;
	const struct config *config;
	unsigned int known = 0;

	if (session == NULL)
		return 0;
	login = session->mechanism;
	config = session->config;
	known |= login != NULL ? HINT_LOGIN | means_of(login) : HINT_NO_LOGIN;
	known |= session->tls.version != NULL ? HINT_TLS : HINT_CLEAR;
	known |= config->target.lmtp ? HINT_LMTP : HINT_SMTP;
	known |= config->tls.mode == TLS_IMPLICIT ? HINT_IMPLICIT : 0;
	known |= config->tls.mode == TLS_STARTTLS ? HINT_STARTTLS : 0;
	known |= config->target.proxy != PROXY_NONE ? HINT_PROXY : 0;
	known |= session->greeted_by != NULL &&
			 strcmp(session->greeted_by, "HELO") == 0
		     ? HINT_HELO
		     : 0;
	known |= config->tls.server_name == NULL ? HINT_NO_SNI : 0;
	known |= config->target.port == 25 ? HINT_PORT_25 : 0;
	known |= config->target.port == 465 ? HINT_PORT_465 : 0;
	return known;
}

void
trouble_hint(struct report *report, enum state state, const char *topic,
    const struct error *error, const struct session *session)
{
	const struct hint *hint;

	if (report->brief ||
	    (report->hint_who != NULL &&
		state_worse(report->hint_state, state) == report->hint_state))
		return;
	hint = hint_find(topic, error, circumstances(session));
	if (hint != NULL)
		report_hint(report, state, hint->who, hint->text, hint->source);
}

void
trouble_doubt(struct report *report, enum state state, const char *topic,
    const char *format, ...)
{
	const struct error no_error = { 0 };
	const struct report_line line = { .state = state };
	char text[TEXT_SIZE];
	va_list args;

	va_start(args, format);
	(void)vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	report_finding(report, state, "%s", text);
	report_line(report, &line, "%s", text);
	trouble_hint(report, state, topic, &no_error, NULL);
}
