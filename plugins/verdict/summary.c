/* The first output line of a successful check. */
#include "summary.h"

#include <string.h>

#include "negative_checks.h"
#include "redact_copy.h"

void
summary_put_target(const struct config_target *target, struct buf *out)
{
	const char *host = target->host;
	bool bare = strchr(host, ':') != NULL && !target->host_is_path;

	(void)buf_puts(out, bare ? "[" : "");
	(void)buf_put_printable(out, host, strlen(host), 255);
	(void)buf_puts(out, bare ? "]" : "");
	if (target->tells_address)
		(void)buf_printf(out, "[%s]", target->address);
	if (target->host_is_path)
		return;
	(void)buf_putc(out, ':');
	(void)buf_put_decimal(out, target->port, 0);
}

void
summary_put_user(const struct config *config, struct buf *out)
{
	struct buf copy;

	if (config->login.user == NULL)
		return;
	copy = redact_copy(&config->redact, config->login.user);
	(void)buf_put_printable(out, buf_string(&copy), copy.len, USER_SHOWN);
	buf_free(&copy);
}

/* "AUTH PLAIN as USER accepted" */
static void
put_login(const struct session_facts *facts, struct buf *out)
{
	(void)buf_printf(out, " AUTH %s", facts->mechanism->name);
	if (facts->config->login.user != NULL) {
		(void)buf_puts(out, " as ");
		summary_put_user(facts->config, out);
	}
	(void)buf_puts(out, " accepted");
}

/* ", also LOGIN, refuses relay" */
static void
put_further_sessions(const struct check_facts *check, struct buf *out)
{
	const char *logins = ", also", *negative = ", refuses";

	for (size_t i = 1; i < check->count; i++) {
		const struct session_facts *facts = check->sessions[i];

		if (facts->negative != NULL) {
			(void)buf_printf(
			    out, "%s %s", negative, facts->negative->name);
			negative = ",";
		} else {
			(void)buf_printf(
			    out, "%s %s", logins, facts->only->name);
			logins = ",";
		}
	}
}

/* ", arrived after 1.2 s" */
static void
put_arrival(const struct session_facts *facts, struct buf *out)
{
	const struct round_trip_facts *seen = facts->round_trip;

	if (!seen->arrived)
		return;
	if (!facts->config->mailbox.previous || seen->own)
		(void)buf_puts(out, ", arrived after ");
	else
		(void)buf_printf(out,
		    ", the newest that arrived was sent %.0f s ago and took ",
		    seen->age);
	(void)buf_put_decimal(out, seen->seconds, seen->seconds < 1 ? 3 : 1);
	(void)buf_puts(out, " s");
}

/* ", message TOKEN handed in, arrived after 1.2 s".  Without a token it is
 * about several messages. */
static void
put_message(
    const struct session_facts *facts, const char *token, struct buf *out)
{
	(void)buf_printf(
	    out, ", message %s%shanded in", token, token[0] == '\0' ? "" : " ");
	if (facts->round_trip == NULL)
		return;
	if (token[0] == '\0')
		(void)buf_puts(out, ", arrived");
	else
		put_arrival(facts, out);
}

/* " AUTH PLAIN as USER accepted over TLSv1.3": what has passed, and the token
 * of the message if there is one. */
static void
put_success(const struct check_facts *check, const char *token, struct buf *out)
{
	const struct session_facts *facts = check->sessions[0];
	const struct config *config = check->config;
	const char *version = facts->tls.version;

	if (config->steps.login)
		put_login(facts, out);
	else
		(void)buf_printf(out, " %s accepted", facts->greeted_by);
	if (version != NULL)
		(void)buf_printf(out, " over %s", version);
	put_further_sessions(check, out);
	if (config->steps.send)
		put_message(facts, token, out);
	else if (config->steps.to_count > 0)
		(void)buf_printf(out, ", %zu recipient%s accepted",
		    config->steps.to_count,
		    config->steps.to_count == 1 ? "" : "s");
	else if (config->steps.has_sender)
		(void)buf_puts(out, ", sender accepted");
	/* With --on-failure the check can be OK although a command was not
	 * answered as expected. */
	if (facts_have_passed(facts, STAGE_COMMAND))
		(void)buf_printf(out, ", %zu command%s answered as expected",
		    config->steps.command_count,
		    config->steps.command_count == 1 ? "" : "s");
	if (facts->secret.renewed)
		(void)buf_puts(
		    out, ", with a new token: the cached one was refused");
}

void
summarise_success(const struct check_facts *check, struct report *report)
{
	const struct config *config = check->config;
	struct buf text = BUF_INIT(2048);

	summary_put_target(&config->target, &text);
	put_success(check, check->sessions[0]->token, &text);
	if (config->target.among)
		put_success(check, "", &report->success);
	report->target_told = true;
	report_finding(report, STATE_OK, "%s", buf_string(&text));
	buf_free(&text);
}
