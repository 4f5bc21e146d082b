/* What a finding has beside its text: a hint, and a command to repeat it. */
#include "findings.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "explain.h"
#include "hints.h"
#include "summary.h"

/* Bytes of the text of one finding, with the NUL. */
#define TEXT_SIZE 512
/* A login that takes longer may have a penalty; Dovecot's begins at 4 s. */
#define PENALTY_SECONDS 2

/* Which kind of credentials the mechanism uses. */
static unsigned int
credentials_kind(const struct sasl_mechanism *mechanism)
{
	if ((mechanism->needs & SASL_NEEDS_CERTIFICATE) != 0)
		return HINT_IDENTITY;
	if ((mechanism->needs & SASL_NEEDS_TICKET) != 0)
		return HINT_TICKET;
	if ((mechanism->needs & SASL_NEEDS_PASSWORD) == 0)
		return 0;
	return mechanism->token ? HINT_TOKEN : HINT_PASSWORD;
}

static bool
ends_in_blank(const struct buf *password)
{
	return password->len > 0 &&
	       (password->data[password->len - 1] == ' ' ||
		   password->data[password->len - 1] == '\t');
}

/* What the login's own data may explain about its failure. */
static unsigned int
login_circumstances(
    const struct sasl_mechanism *mechanism, const struct config_login *login)
{
	unsigned int known = 0;

	if ((mechanism->needs & SASL_NEEDS_PASSWORD) == 0 || mechanism->token)
		return 0;
	known |= mechanism->cleartext ? 0 : HINT_STORED;
	known |= ends_in_blank(&login->password) ? HINT_BLANK_END : 0;
	if (login->user != NULL && strpbrk(login->user, "@\\") == NULL)
		known |= HINT_NO_DOMAIN;
	return known;
}

/* What is known about the session, as a mask of enum hint_when.  A chosen
 * mechanism means HINT_LOGIN: later stages run only after a successful login.
 */
static unsigned int
session_circumstances(const struct session_facts *facts)
{
	const struct sasl_mechanism *login;
	const struct config *config;
	unsigned int known = 0;

	if (facts == NULL)
		return 0;
	login = facts->mechanism;
	config = facts->config;
	known |= login != NULL ? HINT_LOGIN | credentials_kind(login)
			       : HINT_NO_LOGIN;
	known |= facts->tls.version != NULL ? HINT_TLS : HINT_CLEAR;
	known |= config->target.lmtp ? HINT_LMTP : HINT_SMTP;
	known |= config->tls.mode == TLS_IMPLICIT ? HINT_IMPLICIT : 0;
	known |= config->tls.mode == TLS_STARTTLS ? HINT_STARTTLS : 0;
	known |= config->target.proxy != PROXY_NONE ? HINT_PROXY : 0;
	known |=
	    facts->greeted_by != NULL && strcmp(facts->greeted_by, "HELO") == 0
		? HINT_HELO
		: 0;
	known |= config->tls.server_name == NULL ? HINT_NO_SNI : 0;
	known |= config->target.port == 25 ? HINT_PORT_25 : 0;
	known |= config->target.port == 465 ? HINT_PORT_465 : 0;
	known |= config->target.port == 587 ? HINT_PORT_587 : 0;
	known |=
	    config->tls.trust.file != NULL || config->tls.trust.path != NULL
		? HINT_OWN_CA
		: 0;
	known |= config->tls.client_certificate != NULL ? HINT_OWN_CERT : 0;
	if (login != NULL)
		known |= login_circumstances(login, &config->login);
	return known;
}

/* "PLAIN as USER refused" */
void
finding_put_note(const struct session_facts *facts, size_t row, struct buf *out)
{
	const char *note = facts->seen[row].note;

	if (stages[row].id == STAGE_AUTH && facts->mechanism != NULL)
		(void)buf_printf(out, "%s%s", facts->mechanism->name,
		    note[0] != '\0' ? " " : "");
	(void)buf_puts(out, note);
	/* It names the user, and the name may be the password. */
	if (stages[row].id == STAGE_AUTH && out->len > 0)
		redact_apply(&facts->config->redact, out);
}

bool
finding_is_about_login(const struct session_facts *facts)
{
	for (size_t i = 0; i < STAGE_ROWS; i++)
		if (stages[i].id == STAGE_AUTH &&
		    facts->seen[i].outcome != OUTCOME_SKIPPED)
			return true;
	return facts->only != NULL;
}

static bool
has_negative(const struct config *config, enum negative_check_id id)
{
	for (size_t i = 0; i < config->steps.negative_count; i++)
		if (config->steps.negative[i] == id)
			return true;
	return false;
}

bool
finding_suspects_penalty(const struct check_facts *check)
{
	const struct session_facts *first = check->sessions[0];

	if (!has_negative(check->config, NEGATIVE_BAD_PASSWORD))
		return false;
	for (size_t i = 0; i < STAGE_ROWS; i++)
		if (stages[i].id == STAGE_AUTH &&
		    first->seen[i].outcome == OUTCOME_PASSED)
			return first->seen[i].seconds > PENALTY_SECONDS;
	return false;
}

void
finding_name_user(
    struct report *report, enum state state, const struct config *config)
{
	if (config->login.user == NULL)
		return;
	report->about_login[state] = true;
	if (report->user.len == 0)
		summary_put_user(config, &report->user);
}

void
finding_by_hand(const struct session_facts *facts, enum stage_id stage,
    const struct error *error, struct report *report)
{
	if (facts->config->output.verbosity > 0 && !report->last_words &&
	    error->kind != ERROR_USAGE && report->by_hand.len == 0)
		explain_failure(facts, stage, &report->by_hand);
}

static void
put_text(struct report *report, enum state state, const char *text)
{
	const struct report_line line = { .state = state };

	report_finding(report, state, "%s", text);
	report_line(report, &line, "%s", text);
}

/* true: the report has a new hint. */
static bool
replace_hint(struct report *report, enum state state, const char *topic,
    const struct error *error, const struct session_facts *facts)
{
	const struct hint *hint;

	if (!report_has_lines(report) ||
	    (report->hint.who != NULL &&
		state_worse(report->hint.state, state) == report->hint.state))
		return false;
	hint = hint_find(topic, error, session_circumstances(facts));
	if (hint == NULL)
		return false;
	report->hint = (struct report_hint){
		.state = state,
		.who = hint->who,
		.text = hint->text,
		.source = hint->source,
		.in_first_line = true,
	};
	return true;
}

void
finding_hint(struct report *report, enum state state, const char *topic,
    const struct error *error, const struct session_facts *facts)
{
	(void)replace_hint(report, state, topic, error, facts);
}

void
finding_add(struct report *report, enum state state, const char *topic,
    const char *format, ...)
{
	const struct error no_error = { 0 };
	char text[TEXT_SIZE];
	va_list args;

	va_start(args, format);
	(void)vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	put_text(report, state, text);
	finding_hint(report, state, topic, &no_error, NULL);
}

void
finding_add_range(struct report *report, enum state state, const char *topic,
    const char *text)
{
	const struct error no_error = { 0 };

	put_text(report, state, text);
	if (replace_hint(report, state, topic, &no_error, NULL))
		report->hint.in_first_line = false;
}
