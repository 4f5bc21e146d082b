/* --explain: how to look into the mailbox by hand. */
#include "explain_mailbox.h"

#include <string.h>

#include "explain_command.h"
#include "explain_login.h"
#include "text.h"

/* The most bytes of one command line. */
#define COMMAND_LIMIT ((size_t)32 * 1024)

static bool
is_pop(const struct config *config)
{
	return config->mailbox.protocol == MAILBOX_POP3;
}

/* The mechanism for a token, and without any secret that for the certificate.
 * NULL: a password can be typed. */
static const char *
mechanism_to_type(const struct config *config)
{
	const char *wanted = config->login.mechanisms;

	if (!config_has_secret(&config->login))
		return "EXTERNAL";
	if (wanted == NULL)
		return NULL;
	if (text_starts(wanted, strlen(wanted), "XOAUTH2"))
		return "XOAUTH2";
	return text_starts(wanted, strlen(wanted), "OAUTHBEARER")
		   ? "OAUTHBEARER"
		   : NULL;
}

static void
put_session(const struct config *config, struct buf *out)
{
	command_secure(config, "-quiet", out);
}

static void
open_there(struct sheet *sheet)
{
	struct buf command = BUF_INIT(COMMAND_LIMIT);

	sheet_head(sheet, "mailbox", "a session with the mailbox");
	put_session(sheet->config, &command);
	sheet_run(sheet, buf_string(&command));
	if (sheet->config->tls.mode == TLS_STARTTLS)
		(void)buf_puts(sheet->out,
		    "# at a loopback address, or with --allow-cleartext-auth, "
		    "the check goes on without TLS if none is offered\n");
	buf_free(&command);
}

static void
type_mechanism(struct sheet *sheet, const char *mechanism)
{
	bool pop = is_pop(sheet->config);

	sheet_type(sheet, pop ? "AUTH " : "a1 AUTHENTICATE ", mechanism, "");
	sheet_wait(sheet, "+");
	sheet_type(sheet,
	    !config_has_secret(&sheet->config->login)
		? "="
		: "(the line that printf makes: see auth)",
	    NULL, "");
	sheet_wait(sheet, pop ? "+OK" : "a1 OK");
}

static void
type_password(struct sheet *sheet)
{
	const char *user = sheet->config->login.user;

	if (is_pop(sheet->config)) {
		sheet_type(sheet, "USER ", user, "");
		sheet_wait(sheet, "+OK");
		sheet_type(sheet, "PASS (the password)", NULL, "");
		sheet_wait(sheet, "+OK");
		return;
	}
	sheet_type(sheet, "a1 LOGIN \"", user, "\" \"(the password)\"");
	sheet_wait(sheet, "a1 OK");
}

/* The sheet for the session with the mailbox. */
static struct sheet
sheet_of_mailbox(const struct sheet *sheet)
{
	return (struct sheet){ .config = sheet->mailbox, .out = sheet->out };
}

void
explain_mailbox(struct sheet *whole)
{
	struct sheet own = sheet_of_mailbox(whole), *sheet = &own;
	const char *mechanism = mechanism_to_type(sheet->config);

	open_there(sheet);
	/* With -starttls s_client has taken the greeting itself. */
	if (sheet->config->tls.mode == TLS_IMPLICIT)
		sheet_wait(sheet, is_pop(sheet->config)
				      ? "+OK (the greeting)"
				      : "* OK (the greeting)");
	if (mechanism != NULL)
		type_mechanism(sheet, mechanism);
	else
		type_password(sheet);
	if (is_pop(sheet->config))
		return;
	sheet_type(sheet, "a2 SELECT \"", sheet->config->mailbox.folder, "\"");
	sheet_wait(sheet, "a2 OK");
}

void
explain_delivery(struct sheet *whole)
{
	struct sheet own = sheet_of_mailbox(whole), *sheet = &own;
	const struct config_mailbox *mailbox = &sheet->config->mailbox;

	sheet_head(sheet, "delivery",
	    mailbox->previous ? "the newest message of the series must be "
				"recent"
			      : "the message must be there");
	if (is_pop(sheet->config)) {
		sheet_type(sheet, "STAT", NULL, "");
		sheet_wait(sheet, "+OK and the number of messages");
		sheet_type(sheet, "TOP (this number) 0", NULL, "");
		sheet_wait_for(sheet, "a line with ", mailbox->series,
		    "; its Received lines show the way");
		sheet_type(sheet, "QUIT", NULL, "");
		return;
	}
	sheet_type(sheet, "a3 UID SEARCH HEADER X-Check-Smtp-Auth ",
	    mailbox->series, "");
	sheet_wait(sheet, "* SEARCH and a number");
	sheet_type(sheet,
	    "a4 UID FETCH (the last number) (INTERNALDATE "
	    "BODY.PEEK[HEADER])",
	    NULL, "");
	sheet_wait(sheet, "its Received lines, which show the way");
	for (size_t i = 0; i < mailbox->arrived_count; i++)
		sheet_wait_for(sheet, "a line that fits ", mailbox->arrived[i],
		    " (--arrived-header)");
	sheet_type(sheet, "a5 LOGOUT", NULL, "");
}

void
explain_mailbox_failure(const struct config *config, struct buf *out)
{
	put_session(config, out);
	(void)buf_puts(
	    out, is_pop(config)
		     ? " # then USER, PASS, STAT, TOP; --explain has every line"
		     : " # then LOGIN, SELECT, UID SEARCH; --explain has every "
		       "line");
}
