/* --refuse: what each negative check asks, and how its answer is judged. */
#include "negative_checks.h"

#include <string.h>

#include "memory.h"
#include "message.h"

/* Addresses of nobody (RFC 2606 3). */
#define FOREIGN_SENDER "check_smtp_auth@example.com"
#define FOREIGN_RECIPIENT "check_smtp_auth@example.org"

/* A certificate is a login, too. */
static void
without_login(struct config *own)
{
	own->login = (struct config_login){ .user = NULL };
	own->tls.client_certificate = own->tls.client_key = NULL;
}

static void
want_mail(struct config *own, const char *from, const char *to)
{
	own->steps.has_sender = true;
	own->steps.from = from;
	own->steps.to[0] = to;
	own->steps.to_count = 1;
}

/* The user's first recipient, or the user, or whom every server must know
 * without a domain (RFC 5321 4.5.1). */
static const char *
own_recipient(const struct config *user)
{
	const char *name = user->login.user;

	/* With several, one that is refused could hide one that is not. */
	if (user->steps.to_count > 0)
		return user->steps.to[0];
	return name != NULL && strchr(name, '@') != NULL ? name : "postmaster";
}

static int
prepare_bad_password(
    struct config *own, const struct config *user, struct error *error)
{
	char token[MESSAGE_TOKEN_SIZE];

	if (!user->steps.login || user->login.password.len == 0)
		return error_set(error, ERROR_USAGE,
		    "bad-password needs a user and a password");
	message_token(token);
	own->steps.login = true;
	own->login.password_only = true;
	own->login.password = (struct buf)BUF_SECRET(MESSAGE_TOKEN_SIZE);
	(void)buf_puts(&own->login.password, token);
	own->login.source.kind = SECRET_WRONG;
	return 0;
}

static int
prepare_relay(
    struct config *own, const struct config *user, struct error *error)
{
	(void)user;
	(void)error;
	without_login(own);
	want_mail(own, FOREIGN_SENDER, FOREIGN_RECIPIENT);
	return 0;
}

static int
prepare_anonymous(
    struct config *own, const struct config *user, struct error *error)
{
	const char *from = user->steps.from;

	(void)error;
	without_login(own);
	want_mail(own, from == NULL ? "" : from, own_recipient(user));
	return 0;
}

static int
prepare_forged_sender(
    struct config *own, const struct config *user, struct error *error)
{
	if (!user->steps.login)
		return error_set(
		    error, ERROR_USAGE, "forged-sender needs a login: -U USER");
	own->steps.login = true;
	want_mail(own, FOREIGN_SENDER, own_recipient(user));
	return 0;
}

static int
prepare_cleartext_auth(
    struct config *own, const struct config *user, struct error *error)
{
	if (user->tls.mode == TLS_IMPLICIT)
		return error_set(error, ERROR_USAGE,
		    "cleartext-auth cannot be asked where TLS comes first "
		    "(-s)");
	without_login(own);
	own->tls.mode = TLS_NONE;
	return 0;
}

/* As a stranger would: no login. */
static int
prepare_vrfy(struct config *own, const struct config *user, struct error *error)
{
	(void)user;
	(void)error;
	without_login(own);
	/* 252 says nothing (RFC 5321 3.5.3). */
	own->steps.commands[0] =
	    (struct command){ "VRFY postmaster", "^(252|5)", true };
	own->steps.commands[1] =
	    (struct command){ "EXPN postmaster", "^(252|5)", true };
	own->steps.command_count = 2;
	return 0;
}

/* The server may want to see our certificate before anything else, so that one
 * stays. */
static int
prepare_old_tls(
    struct config *own, const struct config *user, struct error *error)
{
	if (!config_has_tls(user))
		return error_set(error, ERROR_USAGE, "old-tls needs -S or -s");
	own->tls.verify = false;
	own->tls.policy = (struct tls_policy){ .min = TLS_1_0, .max = TLS_1_1 };
	return 0;
}

/* The last row of this name that ran; the failed one if there is one, whatever
 * its name; STAGE_ROWS: none. */
static size_t
row_of(const struct session_facts *facts, enum stage_id id)
{
	size_t row = STAGE_ROWS;

	for (size_t i = 0; i < STAGE_ROWS; i++) {
		if (facts->seen[i].outcome == OUTCOME_FAILED)
			return i;
		if (facts->seen[i].outcome != OUTCOME_SKIPPED &&
		    stages[i].id == id)
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
judge_login(const struct session_facts *facts, size_t *row)
{
	const struct sasl_mechanism *mechanism = facts->mechanism;
	const struct observation *seen;

	*row = row_of(facts, STAGE_AUTH);
	if (*row == STAGE_ROWS)
		return STATE_UNKNOWN;
	seen = &facts->seen[*row];
	if (mechanism == NULL || stages[*row].id != STAGE_AUTH ||
	    (mechanism->needs & SASL_NEEDS_PASSWORD) == 0)
		return STATE_UNKNOWN;
	if (seen->outcome == OUTCOME_PASSED)
		return STATE_CRITICAL;
	/* RFC 4954 6: no other code is about the password. */
	return seen->error.code == 535 ? STATE_OK : STATE_UNKNOWN;
}

/* At MAIL or at RCPT, where many servers tell what they hold against MAIL.  4yz
 * puts off; only "relay access denied" may be said with 454. */
static enum state
judge_mail(const struct session_facts *facts, size_t *row)
{
	const struct observation *seen;

	*row = row_of(facts, STAGE_RCPT);
	if (*row == STAGE_ROWS)
		return STATE_UNKNOWN;
	seen = &facts->seen[*row];
	if (seen->outcome == OUTCOME_PASSED)
		return STATE_CRITICAL;
	if ((stages[*row].id != STAGE_MAIL && stages[*row].id != STAGE_RCPT) ||
	    seen->error.kind != ERROR_REJECTED ||
	    is_beside_the_point(&seen->error))
		return STATE_UNKNOWN;
	return seen->error.code / 100 == 5 || seen->error.code == 454
		   ? STATE_OK
		   : STATE_UNKNOWN;
}

static enum state
judge_offer(const struct session_facts *facts, size_t *row)
{
	*row = row_of(facts, STAGE_EHLO);
	if (!facts_have_passed(facts, STAGE_EHLO))
		return STATE_UNKNOWN;
	return smtp_extensions_has(&facts->extensions, "AUTH") ? STATE_CRITICAL
							       : STATE_OK;
}

static enum state
judge_commands(const struct session_facts *facts, size_t *row)
{
	const struct observation *seen;

	*row = row_of(facts, STAGE_COMMAND);
	if (*row == STAGE_ROWS)
		return STATE_UNKNOWN;
	seen = &facts->seen[*row];
	if (seen->outcome == OUTCOME_PASSED)
		return STATE_OK;
	return seen->outcome == OUTCOME_UNEXPECTED &&
		       seen->error.code / 100 != 4
		   ? STATE_CRITICAL
		   : STATE_UNKNOWN;
}

static size_t
row_that_passed(const struct session_facts *facts, enum stage_id id)
{
	size_t row = STAGE_ROWS;

	for (size_t i = 0; i < STAGE_ROWS; i++)
		if (facts->seen[i].outcome == OUTCOME_PASSED &&
		    stages[i].id == id)
			row = i;
	return row;
}

/* To hang up is an answer to our hello where the server has agreed to TLS just
 * before; where TLS comes first it may be about anything. */
static enum state
judge_handshake(const struct session_facts *facts, size_t *row)
{
	const struct config *config = facts->config;

	*row = row_of(facts, STAGE_TLS);
	if (facts->tls.version != NULL) {
		*row = row_that_passed(facts, STAGE_TLS);
		return STATE_CRITICAL;
	}
	if (*row == STAGE_ROWS || !facts->tls.refused)
		return STATE_UNKNOWN;
	return facts->seen[*row].error.kind == ERROR_TLS ||
		       config->tls.mode == TLS_STARTTLS
		   ? STATE_OK
		   : STATE_UNKNOWN;
}

#define NEGATIVE_CHECK(id, name, accepted, prepare, judge)                     \
	[NEGATIVE_##id] = { name, accepted, prepare, judge },

const struct negative_check negative_checks[NEGATIVE_COUNT] = {
	NEGATIVE_CHECK_TABLE(NEGATIVE_CHECK)
};
