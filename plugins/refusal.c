#include "refusal.h"

#include <string.h>

#include "memory.h"
#include "message.h"
#include "text.h"

/* Addresses of nobody (RFC 2606 3). */
#define FOREIGN_SENDER "check_smtp_auth@example.com"
#define FOREIGN_RECIPIENT "check_smtp_auth@example.org"

/* What no negative check does: deliver, and the user's own commands. */
static void
calm(struct config *config)
{
	config->send = false;
	config->command_count = 0;
	config->auth_each = false;
	config->refusal_count = 0;
}

static void
no_login(struct config *config)
{
	calm(config);
	config->login = false;
	config->user = NULL;
	config->mechanisms = NULL;
}

static int
bad_password(struct config *config, struct error *error)
{
	char token[MESSAGE_TOKEN_SIZE];

	calm(config);
	config->has_sender = false;
	config->to_count = 0;
	if (!config->login || config->password.len == 0)
		return error_set(error, ERROR_USAGE,
		    "bad-password needs a user and a password");
	message_token(token);
	config->password = (struct buf)BUF_SECRET(MESSAGE_TOKEN_SIZE);
	(void)buf_puts(&config->password, token);
	return 0;
}

static int
relay(struct config *config, struct error *error)
{
	(void)error;
	no_login(config);
	config->has_sender = true;
	config->from = FOREIGN_SENDER;
	config->to[0] = FOREIGN_RECIPIENT;
	config->to_count = 1;
	return 0;
}

/* Mail to the user's own recipient, or to the user. */
static int
own_recipient(struct config *config, const char *user, const char *name,
    struct error *error)
{
	config->has_sender = true;
	if (config->to_count > 0)
		return 0;
	if (user == NULL || strchr(user, '@') == NULL)
		return error_set(error, ERROR_USAGE,
		    "%s needs a recipient: --to ADDR", name);
	config->to[0] = user;
	config->to_count = 1;
	return 0;
}

static int
anonymous(struct config *config, struct error *error)
{
	const char *user = config->user;

	no_login(config);
	if (config->from == NULL)
		config->from = "";
	return own_recipient(config, user, "anonymous", error);
}

static int
forged_sender(struct config *config, struct error *error)
{
	calm(config);
	if (!config->login)
		return error_set(
		    error, ERROR_USAGE, "forged-sender needs a login: -U USER");
	config->from = FOREIGN_SENDER;
	return own_recipient(config, config->user, "forged-sender", error);
}

static int
cleartext_auth(struct config *config, struct error *error)
{
	no_login(config);
	config->has_sender = false;
	config->to_count = 0;
	if (config->tls == TLS_IMPLICIT)
		return error_set(error, ERROR_USAGE,
		    "cleartext-auth cannot be asked where TLS comes first "
		    "(-s)");
	config->tls = TLS_NONE;
	return 0;
}

static int
vrfy(struct config *config, struct error *error)
{
	(void)error;
	calm(config);
	config->has_sender = false;
	config->to_count = 0;
	/* 252 says nothing (RFC 5321 3.5.3). */
	config->commands[0] =
	    (struct command){ "VRFY postmaster", "^(252|[45])" };
	config->commands[1] =
	    (struct command){ "EXPN postmaster", "^(252|[45])" };
	config->command_count = 2;
	return 0;
}

/* What became of the last row of this name. */
static const struct observation *
row_of(const struct session *session, const char *name)
{
	static const struct observation none = { .outcome = SKIPPED };

	for (size_t i = stage_count; i-- > 0;)
		if (strcmp(stages[i].name, name) == 0 &&
		    session->seen[i].outcome != SKIPPED)
			return &session->seen[i];
	return &none;
}

/* 4yz puts off; only "relay access denied" may be said with 454. */
static bool
is_refused(const struct observation *seen)
{
	return seen->outcome == FAILED && seen->error.kind == ERROR_REJECTED &&
	       (seen->error.code / 100 == 5 || seen->error.code == 454);
}

static enum state
judge_row(const struct session *session, const char *name,
    const struct observation **what)
{
	*what = row_of(session, name);
	if (is_refused(*what))
		return STATE_OK;
	return (*what)->outcome == PASSED ? STATE_CRITICAL : STATE_UNKNOWN;
}

static enum state
judge_auth(const struct session *session, const struct observation **what)
{
	return judge_row(session, "auth", what);
}

/* At MAIL or at RCPT, where many servers tell what they hold against MAIL. */
static enum state
judge_mail(const struct session *session, const struct observation **what)
{
	if (judge_row(session, "mail", what) == STATE_OK)
		return STATE_OK;
	return judge_row(session, "rcpt", what);
}

static enum state
judge_offer(const struct session *session, const struct observation **what)
{
	*what = row_of(session, "ehlo");
	if ((*what)->outcome != PASSED)
		return STATE_UNKNOWN;
	return smtp_extensions_has(&session->smtp->extensions, "AUTH")
		   ? STATE_CRITICAL
		   : STATE_OK;
}

static enum state
judge_commands(const struct session *session, const struct observation **what)
{
	*what = row_of(session, "command");
	if ((*what)->outcome == PASSED)
		return STATE_OK;
	return (*what)->outcome == DOUBTED ? STATE_CRITICAL : STATE_UNKNOWN;
}

/* clang-format off */
const struct refusal refusals[] = {
	{ "bad-password",   "the server lets this user in with any password", bad_password, judge_auth },
	{ "relay",          "the server relays for anybody: it is an open relay", relay, judge_mail },
	{ "anonymous",      "the server takes mail without a login", anonymous, judge_mail },
	{ "cleartext-auth", "the server offers AUTH before TLS", cleartext_auth, judge_offer },
	{ "forged-sender",  "the server lets this user send as anybody", forged_sender, judge_mail },
	{ "vrfy",           "the server tells who its users are", vrfy, judge_commands },
};
/* clang-format on */

const size_t refusal_count = sizeof(refusals) / sizeof(refusals[0]);

const struct refusal *
refusal_find(const char *name)
{
	for (size_t i = 0; i < refusal_count; i++)
		if (text_same(name, refusals[i].name))
			return &refusals[i];
	return NULL;
}
