#include "explain.h"

#include <stdio.h>
#include <string.h>

#include "explain_command.h"
#include "explain_sheet.h"
#include "fqdn.h"

/* Bytes of one command line. */
#define COMMAND_LIMIT ((size_t)32 * 1024)

static void
run(struct sheet *sheet, void (*command)(const struct config *, struct buf *))
{
	struct buf text = BUF_INIT(COMMAND_LIMIT);

	command(sheet->config, &text);
	sheet_run(sheet, buf_string(&text));
	buf_free(&text);
}

static void
look_up(struct sheet *sheet)
{
	if (config_has_lookup(sheet->config)) {
		sheet_head(sheet, "resolve", "the name must have an address");
		run(sheet, command_lookup);
	}
	if (sheet->config->tls.dane) {
		sheet_head(sheet, "resolve",
		    "there must be a record, and the flag \"ad\"");
		run(sheet, command_records);
	}
}

static void
open_plain(struct sheet *sheet)
{
	if (config_has_tls(sheet->config))
		return;
	sheet_head(sheet, "connect", "a session in clear");
	run(sheet, command_plain);
	if (sheet->config->target.proxy != PROXY_NONE)
		sheet_type(
		    sheet, "PROXY UNKNOWN", NULL, "  (-r, without addresses)");
}

static void
open_session(const struct config *config, struct buf *out)
{
	command_secure(config, "-quiet", out);
}

static void
look_at_certificate(struct sheet *sheet)
{
	sheet_head(sheet, "cert",
	    sheet->config->tls.verify
		? "no \"verify error\" must show up"
		: "a \"verify error\" does not count (--no-verify)");
	run(sheet, command_certificate);
}

static void
open_secure(struct sheet *sheet)
{
	sheet_head(sheet,
	    sheet->config->tls.mode == TLS_STARTTLS ? "connect, starttls, tls"
						    : "connect, tls",
	    sheet->negative && sheet->config->tls.policy.max == TLS_1_1
		? "the server must refuse the handshake"
		: "a session under TLS (without -quiet, lines that begin with "
		  "R or Q are not sent)");
	if (sheet->config->target.proxy != PROXY_NONE)
		(void)buf_puts(sheet->out,
		    "# s_client cannot send the header of -r: ask a port that "
		    "does without\n");
	run(sheet, open_session);
}

static void
talk_banner(struct sheet *sheet)
{
	bool upgrade = sheet->config->tls.mode == TLS_STARTTLS;

	sheet_head(sheet, "banner", "the server speaks first");
	sheet_wait(sheet,
	    upgrade ? "250 (s_client has taken the greeting, EHLO and STARTTLS "
		      "itself)"
		    : "220");
}

static void
expect_text(struct sheet *sheet)
{
	struct buf text = BUF_INIT(COMMAND_LIMIT);

	(void)buf_printf(&text, "with \"%s\" somewhere until here",
	    sheet->config->judgement.expect);
	sheet_wait(sheet, buf_string(&text));
	buf_free(&text);
}

static void
talk_ehlo(struct sheet *sheet)
{
	const struct config *config = sheet->config;
	char host[FQDN_SIZE];
	const char *name = fqdn_choose(config, host);

	sheet_head(sheet, "ehlo",
	    name != NULL ? "what the server offers"
			 : "what the server offers (the check says its own "
			   "address)");
	sheet_type(sheet, config->target.lmtp ? "LHLO " : "EHLO ",
	    name != NULL ? name : "[127.0.0.1]", "");
	sheet_wait(sheet,
	    config->steps.login ? "250 last, 250-AUTH among it" : "250 last");
	if (sheet->negative && !config_has_tls(config) &&
	    !config->steps.login && !config->steps.has_sender &&
	    config->steps.command_count == 0)
		sheet_wait(sheet, "without any 250-AUTH");
	if (config->judgement.expect != NULL)
		expect_text(sheet);
}

static void
talk_mail(struct sheet *sheet)
{
	sheet_head(sheet, "mail",
	    sheet->negative ? "the server should refuse this, or what follows"
			    : "the server must take the sender");
	sheet_type(sheet, "MAIL FROM:<", sheet->config->steps.from, ">");
	sheet_wait(sheet, sheet->negative ? "250 or 5yz" : "250");
}

static void
talk_rcpt(struct sheet *sheet)
{
	const struct config *config = sheet->config;

	sheet_head(sheet, "rcpt",
	    sheet->negative ? "the server must refuse it, if not the sender"
			    : "the server must take each recipient");
	for (size_t i = 0; i < config->steps.to_count; i++) {
		sheet_type(sheet, "RCPT TO:<", config->steps.to[i], ">");
		sheet_wait(sheet, sheet->negative ? "5yz" : "250, 251 or 252");
	}
}

static void
talk_commands(struct sheet *sheet)
{
	const struct config *config = sheet->config;

	sheet_head(sheet, "command", "as -C and -R ask for");
	for (size_t i = 0; i < config->steps.command_count; i++) {
		const struct command *command = &config->steps.commands[i];

		sheet_type(sheet, "", command->text, "");
		sheet_wait(sheet, command->pattern == NULL
				      ? "neither 4yz nor 5yz"
				      : command->pattern);
	}
}

static void
talk_message(struct sheet *sheet)
{
	const struct config *config = sheet->config;

	sheet_head(sheet, "data", "the server must take the message");
	sheet_type(sheet, "DATA", NULL, "");
	sheet_wait(sheet, "354");
	sheet_type(sheet, "Subject: ",
	    config->steps.subject == NULL ? "test" : config->steps.subject, "");
	for (size_t i = 0; i < config->steps.header_count; i++)
		sheet_type(sheet, "", config->steps.headers[i], "");
	sheet_type(sheet, "", "", "");
	if (config->steps.body_file == NULL)
		sheet_type(sheet, "test", NULL, "");
	else
		sheet_type(
		    sheet, "(the lines of ", config->steps.body_file, ")");
	sheet_type(sheet, ".", NULL, "");
	sheet_wait(
	    sheet, config->target.lmtp ? "250 once for each recipient" : "250");
}

static void
talk_quit(struct sheet *sheet)
{
	sheet_head(sheet, "quit", "the end");
	sheet_type(sheet, "QUIT", NULL, "");
	sheet_wait(sheet, "221");
}

/* A stage by hand: what is prepared for it, the connection, the talk; and the
 * command that is typed for it.  NULL: another stage's lines do it. */
static const struct explanation {
	const char *stage;
	void (*prepare)(struct sheet *);
	void (*open)(struct sheet *);
	void (*talk)(struct sheet *);
	const char *typed;
} explanations[] = {
	{ "resolve", look_up, NULL, NULL, NULL },
	{ "connect", NULL, open_plain, NULL, NULL },
	{ "tls", NULL, open_secure, NULL, NULL },
	{ "cert", look_at_certificate, NULL, NULL, NULL },
	{ "banner", NULL, NULL, talk_banner, NULL },
	{ "ehlo", NULL, NULL, talk_ehlo, "EHLO" },
	{ "starttls", NULL, NULL, NULL, "STARTTLS" },
	{ "auth", explain_login_secret, NULL, explain_login, "AUTH" },
	{ "mail", NULL, NULL, talk_mail, "MAIL FROM" },
	{ "rcpt", NULL, NULL, talk_rcpt, "RCPT TO" },
	{ "command", NULL, NULL, talk_commands, "the -C commands" },
	{ "data", NULL, NULL, talk_message, "DATA" },
};

#define EXPLANATIONS (sizeof(explanations) / sizeof(explanations[0]))

bool
explain_knows(const char *stage)
{
	for (size_t i = 0; i < EXPLANATIONS; i++)
		if (strcmp(explanations[i].stage, stage) == 0)
			return true;
	return false;
}

static bool
is_planned(const struct config *config, const char *stage)
{
	for (size_t i = 0; i < stage_count; i++)
		if (strcmp(stages[i].name, stage) == 0 &&
		    stages[i].planned(config))
			return true;
	return false;
}

static void
explain_session(const struct config *config, bool negative, struct buf *out)
{
	struct sheet sheet = { config, out, negative };
	bool planned[EXPLANATIONS];

	for (size_t i = 0; i < EXPLANATIONS; i++) {
		planned[i] = is_planned(config, explanations[i].stage);
		if (planned[i] && explanations[i].prepare != NULL)
			explanations[i].prepare(&sheet);
	}
	for (size_t i = 0; i < EXPLANATIONS; i++)
		if (planned[i] && explanations[i].open != NULL)
			explanations[i].open(&sheet);
	for (size_t i = 0; i < EXPLANATIONS; i++)
		if (planned[i] && explanations[i].talk != NULL)
			explanations[i].talk(&sheet);
	talk_quit(&sheet);
}

void
explain(const struct plan *plan, struct buf *out)
{
	(void)buf_puts(out,
	    "By hand: $ is for a shell, C: is typed into the session, S: is "
	    "the answer to wait for.\n");
	explain_session(plan->config, false, out);
	for (size_t i = 1; i < plan->count; i++) {
		const struct probe *probe = plan->probes[i];

		(void)buf_printf(out,
		    "\n# --refuse %s: the same in a session of its own, "
		    "where the server must refuse\n",
		    probe->refusal->name);
		explain_session(probe->config, true, out);
	}
	redact_apply(&plan->config->redact, out->data, out->len);
}

/* What is typed for one stage, in short. */
static void
put_typed(const struct session *session, const struct explanation *one,
    struct buf *out)
{
	if (strcmp(one->stage, "ehlo") == 0) {
		(void)buf_puts(
		    out, session->config->target.lmtp ? "LHLO " : "EHLO ");
		(void)buf_put_printable(
		    out, session->name, strlen(session->name), FQDN_SIZE);
		return;
	}
	(void)buf_puts(out, one->typed);
	if (strcmp(one->stage, "auth") == 0 && session->mechanism != NULL)
		(void)buf_printf(out, " %s", session->mechanism->name);
}

/* As a comment of the shell, so that the line can be pasted as it is. */
static void
put_talk(const struct session *session, const char *stage, struct buf *out)
{
	bool secure = session->tls.version != NULL, last = false;
	const char *between = " # then ";

	for (size_t i = 0; i < EXPLANATIONS && !last; i++) {
		const struct explanation *one = &explanations[i];

		last = strcmp(one->stage, stage) == 0;
		/* s_client does STARTTLS itself. */
		if (one->typed == NULL ||
		    !is_planned(session->config, one->stage) ||
		    (secure && strcmp(one->stage, "starttls") == 0))
			continue;
		(void)buf_puts(out, between);
		put_typed(session, one, out);
		between = ", ";
	}
	(void)buf_puts(out, "; --explain has every line");
}

/* Without the records of --dane, which would want a bar on the line. */
static void
put_session(const struct config *config, const char *first, struct buf *out)
{
	struct config own = *config;

	own.tls.verify = config->tls.verify && !config->tls.dane;
	own.tls.dane = false;
	command_secure(&own, first, out);
}

/* With --dane the records are looked up last, and judge the certificate. */
static bool
is_about_records(const struct session *session, const char *stage)
{
	if (strcmp(stage, "resolve") == 0)
		return session->tlsa.name[0] != '\0';
	return strcmp(stage, "cert") == 0 && session->config->tls.dane;
}

void
explain_failure(
    const struct session *session, const char *stage, struct buf *out)
{
	const struct config *config = session->config;

	if (is_about_records(session, stage))
		command_records(config, out);
	else if (strcmp(stage, "resolve") == 0)
		command_lookup(config, out);
	else if (strcmp(stage, "connect") == 0)
		command_knock(config, out);
	else if (strcmp(stage, "tls") == 0 || strcmp(stage, "cert") == 0)
		put_session(config, "-brief", out);
	else {
		if (session->tls.version != NULL)
			put_session(config, "-quiet", out);
		else
			command_plain(config, out);
		if (strcmp(stage, "banner") != 0)
			put_talk(session, stage, out);
	}
	redact_apply(&config->redact, out->data, out->len);
}
