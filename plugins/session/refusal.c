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
	config->steps.send = false;
	config->steps.command_count = 0;
	config->steps.auth_each = false;
	config->steps.refusal_count = 0;
}

static void
no_login(struct config *config)
{
	calm(config);
	config->steps.login = false;
	config->login.user = NULL;
	config->login.mechanisms = NULL;
	/* A certificate is a login, too. */
	config->tls.client_certificate = config->tls.client_key = NULL;
}

static int
bad_password(struct config *config, struct error *error)
{
	char token[MESSAGE_TOKEN_SIZE];

	calm(config);
	config->steps.has_sender = false;
	config->steps.to_count = 0;
	if (!config->steps.login || config->login.password.len == 0)
		return error_set(error, ERROR_USAGE,
		    "bad-password needs a user and a password");
	config->login.password_only = true;
	message_token(token);
	config->login.password = (struct buf)BUF_SECRET(MESSAGE_TOKEN_SIZE);
	(void)buf_puts(&config->login.password, token);
	config->login.source.kind = SECRET_WRONG;
	return 0;
}

static int
relay(struct config *config, struct error *error)
{
	(void)error;
	no_login(config);
	config->steps.has_sender = true;
	config->steps.from = FOREIGN_SENDER;
	config->steps.to[0] = FOREIGN_RECIPIENT;
	config->steps.to_count = 1;
	return 0;
}

/* Mail to the user's own recipient, or to the user, or to whom every server
 * must know without a domain (RFC 5321 4.5.1). */
static void
own_recipient(struct config *config, const char *user)
{
	config->steps.has_sender = true;
	/* One that is refused must not hide another that is not. */
	if (config->steps.to_count == 0)
		config->steps.to[0] = user != NULL && strchr(user, '@') != NULL
					  ? user
					  : "postmaster";
	config->steps.to_count = 1;
}

static int
anonymous(struct config *config, struct error *error)
{
	const char *user = config->login.user;

	(void)error;
	no_login(config);
	if (config->steps.from == NULL)
		config->steps.from = "";
	own_recipient(config, user);
	return 0;
}

static int
forged_sender(struct config *config, struct error *error)
{
	calm(config);
	if (!config->steps.login)
		return error_set(
		    error, ERROR_USAGE, "forged-sender needs a login: -U USER");
	config->steps.from = FOREIGN_SENDER;
	own_recipient(config, config->login.user);
	return 0;
}

static int
cleartext_auth(struct config *config, struct error *error)
{
	no_login(config);
	config->steps.has_sender = false;
	config->steps.to_count = 0;
	if (config->tls.mode == TLS_IMPLICIT)
		return error_set(error, ERROR_USAGE,
		    "cleartext-auth cannot be asked where TLS comes first "
		    "(-s)");
	config->tls.mode = TLS_NONE;
	return 0;
}

/* As a stranger would: no login. */
static int
vrfy(struct config *config, struct error *error)
{
	(void)error;
	no_login(config);
	config->steps.has_sender = false;
	config->steps.to_count = 0;
	/* 252 says nothing (RFC 5321 3.5.3). */
	config->steps.commands[0] =
	    (struct command){ "VRFY postmaster", "^(252|5)", true };
	config->steps.commands[1] =
	    (struct command){ "EXPN postmaster", "^(252|5)", true };
	config->steps.command_count = 2;
	return 0;
}

/* The server may want to see our certificate before anything else, so that one
 * stays. */
static int
old_tls(struct config *config, struct error *error)
{
	calm(config);
	config->steps.login = false;
	config->steps.has_sender = false;
	config->steps.to_count = 0;
	config->tls.verify = false;
	if (!config_has_tls(config))
		return error_set(error, ERROR_USAGE, "old-tls needs -S or -s");
	config->tls.policy =
	    (struct tls_policy){ .min = TLS_1_0, .max = TLS_1_1 };
	return 0;
}

/* The last row of this name that ran; the failed one if there is one, whatever
 * its name; stage_count: none. */
static size_t
row_of(const struct session *session, const char *name)
{
	size_t row = stage_count;

	for (size_t i = 0; i < stage_count; i++) {
		if (session->seen[i].outcome == FAILED)
			return i;
		if (session->seen[i].outcome != SKIPPED &&
		    strcmp(stages[i].name, name) == 0)
			row = i;
	}
	return row;
}

/* Some refusals are about another thing than what was asked: the command, TLS,
 * or an address that does not exist (RFC 3463 3.2; RFC 7505). */
static bool
is_beside_the_point(const struct error *error)
{
	static const int codes[] = { 500, 501, 502, 504, 538, 555 };

	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++)
		if (error->code == codes[i])
			return true;
	return strstr(error->text, "STARTTLS") != NULL ||
	       strncmp(error->status, "5.1.", 4) == 0 ||
	       strcmp(error->status, "5.7.27") == 0;
}

static enum state
judge_auth(const struct session *session, size_t *row)
{
	const struct sasl_mechanism *mechanism = session->mechanism;
	const struct observation *seen;

	*row = row_of(session, "auth");
	if (*row == stage_count)
		return STATE_UNKNOWN;
	seen = &session->seen[*row];
	if (mechanism == NULL || strcmp(stages[*row].name, "auth") != 0 ||
	    (mechanism->needs & SASL_NEEDS_PASSWORD) == 0)
		return STATE_UNKNOWN;
	if (seen->outcome == PASSED)
		return STATE_CRITICAL;
	/* RFC 4954 6: no other code is about the password. */
	return seen->error.code == 535 ? STATE_OK : STATE_UNKNOWN;
}

/* At MAIL or at RCPT, where many servers tell what they hold against MAIL.  4yz
 * puts off; only "relay access denied" may be said with 454. */
static enum state
judge_mail(const struct session *session, size_t *row)
{
	const struct observation *seen;

	*row = row_of(session, "rcpt");
	if (*row == stage_count)
		return STATE_UNKNOWN;
	seen = &session->seen[*row];
	if (seen->outcome == PASSED)
		return STATE_CRITICAL;
	if ((strcmp(stages[*row].name, "mail") != 0 &&
		strcmp(stages[*row].name, "rcpt") != 0) ||
	    seen->error.kind != ERROR_REJECTED ||
	    is_beside_the_point(&seen->error))
		return STATE_UNKNOWN;
	return seen->error.code / 100 == 5 || seen->error.code == 454
		   ? STATE_OK
		   : STATE_UNKNOWN;
}

static enum state
judge_offer(const struct session *session, size_t *row)
{
	*row = row_of(session, "ehlo");
	if (!session_has_passed(session, "ehlo"))
		return STATE_UNKNOWN;
	return smtp_extensions_has(&session->smtp->extensions, "AUTH")
		   ? STATE_CRITICAL
		   : STATE_OK;
}

static enum state
judge_commands(const struct session *session, size_t *row)
{
	const struct observation *seen;

	*row = row_of(session, "command");
	if (*row == stage_count)
		return STATE_UNKNOWN;
	seen = &session->seen[*row];
	if (seen->outcome == PASSED)
		return STATE_OK;
	return seen->outcome == DOUBTED && seen->error.code / 100 != 4
		   ? STATE_CRITICAL
		   : STATE_UNKNOWN;
}

static size_t
row_that_passed(const struct session *session, const char *name)
{
	size_t row = stage_count;

	for (size_t i = 0; i < stage_count; i++)
		if (session->seen[i].outcome == PASSED &&
		    strcmp(stages[i].name, name) == 0)
			row = i;
	return row;
}

/* To hang up is an answer to our hello where the server has agreed to TLS just
 * before; where TLS comes first it may be about anything. */
static enum state
judge_handshake(const struct session *session, size_t *row)
{
	const struct config *config = session->config;

	*row = row_of(session, "tls");
	if (session->tls.version != NULL) {
		*row = row_that_passed(session, "tls");
		return STATE_CRITICAL;
	}
	if (*row == stage_count || !session->tls.refused)
		return STATE_UNKNOWN;
	return session->seen[*row].error.kind == ERROR_TLS ||
		       config->tls.mode == TLS_STARTTLS
		   ? STATE_OK
		   : STATE_UNKNOWN;
}

/* clang-format off */
const struct refusal refusals[] = {
	{ "bad-password",   "the server lets this user in with any password", bad_password, judge_auth },
	{ "relay",          "the server relays for anybody: it is an open relay", relay, judge_mail },
	{ "anonymous",      "the server takes mail without a login", anonymous, judge_mail },
	{ "cleartext-auth", "the server offers AUTH before TLS", cleartext_auth, judge_offer },
	{ "forged-sender",  "the server lets this user send as anybody", forged_sender, judge_mail },
	{ "vrfy",           "the server tells who its users are", vrfy, judge_commands },
	{ "old-tls",        "the server speaks TLS 1.0 or 1.1", old_tls, judge_handshake },
};
/* clang-format on */

_Static_assert(sizeof(refusals) / sizeof(refusals[0]) <= CONFIG_REFUSALS,
    "struct config has room for each");

const size_t refusal_count = sizeof(refusals) / sizeof(refusals[0]);

const struct refusal *
refusal_find(const char *name)
{
	for (size_t i = 0; i < refusal_count; i++)
		if (text_same(name, refusals[i].name))
			return &refusals[i];
	return NULL;
}
