/* --explain: how an administrator does the check by hand. */
#include "explain.h"

#include <stdio.h>
#include <string.h>

#include "ehlo_name.h"
#include "explain_command.h"
#include "explain_fetch.h"
#include "explain_login.h"
#include "explain_mailbox.h"
#include "explain_sheet.h"
#include "explain_targets.h"

/* The most bytes of one command line. */
#define COMMAND_LIMIT ((size_t)32 * 1024)

static void
put_command(
    struct sheet *sheet, void (*command)(const struct config *, struct buf *))
{
	struct buf text = BUF_INIT(COMMAND_LIMIT);

	command(sheet->config, &text);
	sheet_run(sheet, buf_string(&text));
	buf_free(&text);
}

static void
explain_lookup(struct sheet *sheet)
{
	if (config_has_lookup(sheet->config)) {
		sheet_head(sheet, "resolve", "the name must have an address");
		put_command(sheet, command_lookup);
		if (sheet->config->target.all_addresses)
			(void)buf_puts(sheet->out,
			    "# --all-addresses: each of them is a target of "
			    "its own\n");
	}
	if (sheet->config->tls.dane) {
		sheet_head(sheet, "resolve",
		    "there must be a record, and the flag \"ad\"");
		put_command(sheet, command_records);
	}
}

static void
open_plain(struct sheet *sheet)
{
	if (config_has_tls(sheet->config))
		return;
	sheet_head(sheet, "connect", "a session in clear");
	put_command(sheet, command_plain);
	if (sheet->config->target.proxy != PROXY_NONE)
		sheet_type(
		    sheet, "PROXY UNKNOWN", NULL, "  (-r, without addresses)");
}

static void
put_session_command(const struct config *config, struct buf *out)
{
	command_secure(config, "-quiet", out);
}

static void
explain_certificate(struct sheet *sheet)
{
	sheet_head(sheet, "cert",
	    sheet->config->tls.verify
		? "no \"verify error\" must show up"
		: "a \"verify error\" does not count (--no-verify)");
	put_command(sheet, command_certificate);
}

static void
open_secure(struct sheet *sheet)
{
	sheet_head(sheet,
	    sheet->config->tls.mode == TLS_STARTTLS ? "connect, starttls, tls"
						    : "connect, tls",
	    sheet_asks(sheet, NEGATIVE_OLD_TLS)
		? "the server must refuse the handshake"
		: "a session under TLS (without -quiet, lines that begin with "
		  "R or Q are not sent)");
	if (sheet->config->target.proxy != PROXY_NONE)
		(void)buf_puts(sheet->out,
		    "# s_client cannot send the header of -r: ask a port that "
		    "does without\n");
	put_command(sheet, put_session_command);
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
talk_ehlo(struct sheet *sheet)
{
	const struct config *config = sheet->config;
	char host[EHLO_NAME_SIZE];
	const char *name = ehlo_name_choose(config, host);

	sheet_head(sheet, "ehlo",
	    name != NULL ? "what the server offers"
			 : "what the server offers (the check says its own "
			   "address)");
	sheet_type(sheet, config->target.lmtp ? "LHLO " : "EHLO ",
	    name != NULL ? name : "[127.0.0.1]", "");
	sheet_wait(sheet,
	    config->steps.login ? "250 last, 250-AUTH among it" : "250 last");
	if (sheet_asks(sheet, NEGATIVE_CLEARTEXT_AUTH))
		sheet_wait(sheet, "without any 250-AUTH");
	if (config->judgement.expect != NULL)
		sheet_wait_for(sheet, "with \"", config->judgement.expect,
		    "\" somewhere until here");
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
		/* Some servers say "relay access denied" with 454. */
		sheet_wait(
		    sheet, sheet->negative ? "5yz or 454" : "250, 251 or 252");
	}
}

static void
talk_commands(struct sheet *sheet)
{
	const struct config *config = sheet->config;

	sheet_head(sheet, "command",
	    sheet_asks(sheet, NEGATIVE_VRFY) ? "each must be refused"
					     : "as -C and -R ask for");
	for (size_t i = 0; i < config->steps.command_count; i++) {
		const struct command *command = &config->steps.commands[i];

		sheet_type(sheet, "", command->text, "");
		if (command->ours)
			sheet_wait(sheet, "5yz, or 252, which tells nothing");
		else if (command->pattern == NULL)
			sheet_wait(sheet, "neither 4yz nor 5yz");
		else
			sheet_wait_for(sheet, "", command->pattern, "");
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
	/* What a person sends is found, but no check takes it for its own. */
	if (config->steps.round_trip)
		sheet_type(sheet, "X-Check-Smtp-Auth: by-hand.",
		    config->mailbox.series, "");
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

/* How each stage is done by hand.  NULL: the lines of another stage do it. */
static const struct explanation {
	void (*prepare)(struct sheet *); /* before the connection */
	void (*open)(struct sheet *);    /* makes the connection */
	void (*talk)(struct sheet *);    /* types into the connection */
	const char *typed;               /* the SMTP command, in short */
} explanations[STAGE_COUNT] = {
	[STAGE_TOKEN] = { explain_fetch, NULL, NULL, NULL },
	[STAGE_RESOLVE] = { explain_lookup, NULL, NULL, NULL },
	[STAGE_POLICY] = { explain_policy, NULL, NULL, NULL },
	[STAGE_CONNECT] = { NULL, open_plain, NULL, NULL },
	[STAGE_TLS] = { NULL, open_secure, NULL, NULL },
	[STAGE_CERT] = { explain_certificate, NULL, NULL, NULL },
	[STAGE_BANNER] = { NULL, NULL, talk_banner, NULL },
	[STAGE_EHLO] = { NULL, NULL, talk_ehlo, "EHLO" },
	[STAGE_STARTTLS] = { NULL, NULL, NULL, "STARTTLS" },
	[STAGE_AUTH] = { explain_login_secret, NULL, explain_login, "AUTH" },
	[STAGE_MAIL] = { NULL, NULL, talk_mail, "MAIL FROM" },
	[STAGE_RCPT] = { NULL, NULL, talk_rcpt, "RCPT TO" },
	[STAGE_COMMAND] = { NULL, NULL, talk_commands, "the -C commands" },
	[STAGE_DATA] = { NULL, NULL, talk_message, "DATA" },
	[STAGE_MAILBOX] = { NULL, NULL, explain_mailbox, NULL },
	[STAGE_DELIVERY] = { NULL, NULL, explain_delivery, NULL },
};

bool
explain_knows(enum stage_id stage)
{
	const struct explanation *explanation = &explanations[stage];

	return explanation->prepare != NULL || explanation->open != NULL ||
	       explanation->talk != NULL || explanation->typed != NULL;
}

/* Does the session come as far as this stage?  That of old-tls must end with
 * the handshake. */
static bool
is_reached(const struct sheet *sheet, enum stage_id stage)
{
	if (sheet_asks(sheet, NEGATIVE_OLD_TLS) && stage > STAGE_TLS)
		return false;
	return stage_is_planned(stage, sheet->config);
}

static void
explain_session(const struct session_facts *facts, struct buf *out)
{
	struct config own = *facts->config;
	struct sheet sheet = {
		.config = &own, .out = out, .negative = facts->negative
	};
	bool reached[STAGE_COUNT] = { false };

	explain_name_target(&own);
	if (facts->round_trip != NULL)
		sheet.mailbox = facts->round_trip->mailbox->config;
	for (int i = 0; i < STAGE_COUNT; i++) {
		reached[i] = is_reached(&sheet, (enum stage_id)i);
		if (reached[i] && explanations[i].prepare != NULL)
			explanations[i].prepare(&sheet);
	}
	for (int i = 0; i < STAGE_COUNT; i++)
		if (reached[i] && explanations[i].open != NULL)
			explanations[i].open(&sheet);
	for (int i = 0; i < STAGE_COUNT; i++) {
		if (i == (int)STAGE_AFTERWARDS && reached[STAGE_BANNER])
			talk_quit(&sheet);
		if (reached[i] && explanations[i].talk != NULL)
			explanations[i].talk(&sheet);
	}
}

void
explain(const struct check_facts *check, struct buf *out)
{
	const struct config *first = check->sessions[0]->config;

	(void)buf_puts(out,
	    "By hand: $ is for a shell, C: is typed into the session, S: is "
	    "the answer to wait for.\n");
	if (first->target.mx)
		explain_targets(first, out);
	explain_session(check->sessions[0], out);
	for (size_t i = 1; i < check->count; i++) {
		(void)buf_printf(out,
		    "\n# --refuse %s: the same in a session of its own, "
		    "where the server must refuse\n",
		    check->sessions[i]->negative->name);
		explain_session(check->sessions[i], out);
	}
}

/* Appends the SMTP command of a stage, in short. */
static void
put_typed(
    const struct session_facts *facts, enum stage_id stage, struct buf *out)
{
	const struct config *config = facts->config;

	if (stage == STAGE_EHLO) {
		(void)buf_puts(out, config->target.lmtp ? "LHLO " : "EHLO ");
		sheet_put_printable(config, facts->name, EHLO_NAME_SIZE, out);
		return;
	}
	if (stage == STAGE_COMMAND &&
	    facts->negative == &negative_checks[NEGATIVE_VRFY]) {
		(void)buf_puts(out, "VRFY and EXPN");
		return;
	}
	(void)buf_puts(out, explanations[stage].typed);
	if (stage == STAGE_AUTH && facts->mechanism != NULL)
		(void)buf_printf(out, " %s", facts->mechanism->name);
}

/* Appends the SMTP commands up to the failed stage.  They are a comment of the
 * shell, so that the whole line can be pasted. */
static void
put_typed_commands(
    const struct session_facts *facts, enum stage_id failed, struct buf *out)
{
	bool secure = facts->tls.version != NULL;
	const char *between = " # then ";

	for (int i = 0; i <= (int)failed; i++) {
		enum stage_id stage = (enum stage_id)i;

		/* s_client does STARTTLS itself. */
		if (explanations[stage].typed == NULL ||
		    !stage_is_planned(stage, facts->config) ||
		    (secure && stage == STAGE_STARTTLS))
			continue;
		(void)buf_puts(out, between);
		put_typed(facts, stage, out);
		between = ", ";
	}
	(void)buf_puts(out, "; --explain has every line");
}

/* Leaves out --dane, because its records need a pipe, and a report must not
 * have a "|" in it. */
static void
put_session(const struct config *config, const char *first, struct buf *out)
{
	struct config own = *config;

	own.tls.verify = config->tls.verify && !config->tls.dane;
	own.tls.dane = false;
	command_secure(&own, first, out);
}

/* Is the failure about the TLSA records?  The stage RESOLVE looks them up after
 * the addresses, and the stage CERT judges the certificate by them. */
static bool
is_about_records(const struct session_facts *facts, enum stage_id stage)
{
	if (stage == STAGE_RESOLVE)
		return facts->records_asked;
	return stage == STAGE_CERT && facts->config->tls.dane;
}

void
explain_failure(
    const struct session_facts *facts, enum stage_id stage, struct buf *out)
{
	const struct config *config = facts->config;

	if (stage >= STAGE_AFTERWARDS)
		explain_mailbox_failure(
		    facts->round_trip->mailbox->config, out);
	else if (is_about_records(facts, stage))
		command_records(config, out);
	else if (stage == STAGE_TOKEN)
		explain_fetch_failure(config, out);
	else if (stage == STAGE_POLICY)
		command_policy(config, out);
	else if (stage == STAGE_RESOLVE)
		command_lookup(config, out);
	else if (stage == STAGE_CONNECT)
		command_knock(config, out);
	else if (stage == STAGE_TLS || stage == STAGE_CERT)
		put_session(config, "-brief", out);
	else {
		if (facts->tls.version != NULL)
			put_session(config, "-quiet", out);
		else
			command_plain(config, out);
		if (stage != STAGE_BANNER)
			put_typed_commands(facts, stage, out);
	}
}
