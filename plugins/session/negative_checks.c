/* The negative checks of --refuse: what each one tries and how it is judged. */
#include "negative_checks.h"

#include <string.h>

#include "memory.h"
#include "message.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* Mailboxes that cannot exist: the domains are reserved (RFC 2606 3). */
#define FOREIGN_SENDER "check_smtp_auth@example.com"
#define FOREIGN_RECIPIENT "check_smtp_auth@example.org"

/* The client certificate goes, too: some servers accept it as a login. */
static void
remove_login(struct config *own)
{
	own->login = (struct config_login){ .user = NULL };
	own->tls.client_certificate = own->tls.client_key = NULL;
}

static void
add_mail_steps(struct config *own, const char *from, const char *to)
{
	own->steps.has_sender = true;
	own->steps.from = from;
	own->steps.to[0] = to;
	own->steps.to_count = 1;
}

/* Returns a recipient that the server knows: the first --to, else the user.
 * Every server knows "postmaster" without a domain (RFC 5321 4.5.1). */
static const char *
choose_recipient(const struct config *user)
{
	const char *name = user->login.user;

	/* Only the first: the stage fails as soon as one recipient is refused,
	 * which would hide that the server accepted another. */
	if (user->steps.to_count > 0)
		return user->steps.to[0];
	return name != NULL && strchr(name, '@') != NULL ? name : "postmaster";
}

static int
prepare_bad_password(
    struct config *own, const struct config *user, struct error *error)
{
	char token[MESSAGE_TOKEN_SIZE];

	if (!user->steps.login || !config_has_secret(&user->login))
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
	remove_login(own);
	add_mail_steps(own, FOREIGN_SENDER, FOREIGN_RECIPIENT);
	return 0;
}

static int
prepare_anonymous(
    struct config *own, const struct config *user, struct error *error)
{
	const char *from = user->steps.from;

	(void)error;
	remove_login(own);
	add_mail_steps(own, from == NULL ? "" : from, choose_recipient(user));
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
	add_mail_steps(own, FOREIGN_SENDER, choose_recipient(user));
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
	remove_login(own);
	own->tls.mode = TLS_NONE;
	return 0;
}

/* 252 neither confirms nor denies the mailbox (RFC 5321 3.5.3).  530 and 503
 * say that something must come first, which may be a login or may be TLS. */
#define TELLS_NOTHING "^(252|50[0-24]|55|5.*([Aa]uth|AUTH|[Ll]og))"

/* VRFY and EXPN must tell nothing to a client that has not logged in. */
static int
prepare_vrfy(struct config *own, const struct config *user, struct error *error)
{
	(void)user;
	(void)error;
	remove_login(own);
	own->steps.commands[0] =
	    (struct command){ "VRFY postmaster", TELLS_NOTHING, true };
	own->steps.commands[1] =
	    (struct command){ "EXPN postmaster", TELLS_NOTHING, true };
	own->steps.command_count = 2;
	return 0;
}

/* The client certificate stays: without it the server could refuse the
 * handshake for another reason than the old version. */
static int
prepare_old_tls(
    struct config *own, const struct config *user, struct error *error)
{
	if (!config_has_tls(user))
		return error_set(error, ERROR_USAGE, "old-tls needs -S or -s");
	own->tls.verify = false;
	own->tls.policy = (struct tls_policy){
		.min = TLS_1_0, .max = TLS_1_1, .whole = true
	};
	return 0;
}

/* Returns the row that decides: the row that failed, if any did, or else the
 * last row of this stage that ran.  STAGE_ROWS: there is none. */
static size_t
deciding_row(const struct session_facts *facts, enum stage_id id)
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

/* A reply can refuse for a reason that proves nothing here: the syntax, missing
 * TLS, or an address, a mailbox or a mail system that takes no mail (RFC 3463
 * 3.2 to 3.4, RFC 7505). */
static bool
is_unrelated_refusal(const struct error *error)
{
	static const int codes[] = { 500, 501, 502, 504, 523, 538, 555 };
	static const char *const classes[] = { "5.1.", "5.2.", "5.3." };
	static const char *const statuses[] = { "5.7.10", "5.7.11", "5.7.27" };
	static const char *const words[] = { "STARTTLS", "use TLS", "TLS first",
		"TLS required", "TLS is required", "requires TLS" };

	for (size_t i = 0; i < COUNT(codes); i++)
		if (error->code == codes[i])
			return true;
	for (size_t i = 0; i < COUNT(classes); i++)
		if (strncmp(error->status, classes[i], 4) == 0)
			return true;
	for (size_t i = 0; i < COUNT(statuses); i++)
		if (strcmp(error->status, statuses[i]) == 0)
			return true;
	for (size_t i = 0; i < COUNT(words); i++)
		if (strcasestr(error->text, words[i]) != NULL)
			return true;
	return false;
}

/* Some servers send 454 for "relay access denied".  It is also the code of a
 * login or of TLS that fails for the time being (RFC 4954 6, RFC 3207 4). */
static bool
is_relay_denied(enum stage_id id, const struct error *error)
{
	return id == STAGE_RCPT && error->code == 454 &&
	       (error->status[0] == '\0' ||
		   strcmp(error->status, "4.7.1") == 0);
}

static enum state
judge_login(const struct session_facts *facts, size_t *row)
{
	const struct sasl_mechanism *mechanism = facts->mechanism;
	const struct observation *seen;

	*row = deciding_row(facts, STAGE_AUTH);
	if (*row == STAGE_ROWS)
		return STATE_UNKNOWN;
	seen = &facts->seen[*row];
	if (mechanism == NULL || stages[*row].id != STAGE_AUTH ||
	    (mechanism->needs & SASL_NEEDS_PASSWORD) == 0)
		return STATE_UNKNOWN;
	if (seen->outcome == OUTCOME_PASSED)
		return STATE_CRITICAL;
	/* Only 535 says that the credentials are wrong (RFC 4954 6). */
	return seen->error.code == 535 ? STATE_OK : STATE_UNKNOWN;
}

/* A refusal of MAIL or of RCPT counts: many servers refuse the sender only at
 * RCPT.  A 4yz reply is no refusal, only a delay. */
static enum state
judge_mail(const struct session_facts *facts, size_t *row)
{
	const struct observation *seen;

	*row = deciding_row(facts, STAGE_RCPT);
	if (*row == STAGE_ROWS)
		return STATE_UNKNOWN;
	seen = &facts->seen[*row];
	if (seen->outcome == OUTCOME_PASSED)
		return STATE_CRITICAL;
	if ((stages[*row].id != STAGE_MAIL && stages[*row].id != STAGE_RCPT) ||
	    seen->error.kind != ERROR_REJECTED ||
	    is_unrelated_refusal(&seen->error))
		return STATE_UNKNOWN;
	return seen->error.code / 100 == 5 ||
		       is_relay_denied(stages[*row].id, &seen->error)
		   ? STATE_OK
		   : STATE_UNKNOWN;
}

static enum state
judge_offer(const struct session_facts *facts, size_t *row)
{
	*row = deciding_row(facts, STAGE_EHLO);
	/* The reply to HELO never lists extensions. */
	if (!facts_have_passed(facts, STAGE_EHLO) ||
	    strcmp(facts->greeted_by, "HELO") == 0)
		return STATE_UNKNOWN;
	return smtp_extensions_has(&facts->extensions, "AUTH") ? STATE_CRITICAL
							       : STATE_OK;
}

static enum state
judge_commands(const struct session_facts *facts, size_t *row)
{
	const struct observation *seen;

	*row = deciding_row(facts, STAGE_COMMAND);
	if (*row == STAGE_ROWS)
		return STATE_UNKNOWN;
	seen = &facts->seen[*row];
	if (seen->outcome == OUTCOME_PASSED)
		return STATE_OK;
	return seen->outcome == OUTCOME_UNEXPECTED &&
		       seen->error.code / 100 == 2
		   ? STATE_CRITICAL
		   : STATE_UNKNOWN;
}

static size_t
passed_row(const struct session_facts *facts, enum stage_id id)
{
	size_t row = STAGE_ROWS;

	for (size_t i = 0; i < STAGE_ROWS; i++)
		if (facts->seen[i].outcome == OUTCOME_PASSED &&
		    stages[i].id == id)
			row = i;
	return row;
}

/* What is no clear refusal counts as one if it can be nothing else: the
 * ordinary session's handshake passed, and the server has read this hello.  If
 * it just closes, it must have agreed to STARTTLS before: under implicit TLS it
 * may have closed for any reason, such as a limit on connections.  A reset
 * proves nothing anywhere: the server did not read the hello, or crashed. */
static enum state
judge_handshake(const struct session_facts *facts, size_t *row)
{
	*row = deciding_row(facts, STAGE_TLS);
	if (facts->tls.version != NULL) {
		*row = passed_row(facts, STAGE_TLS);
		return STATE_CRITICAL;
	}
	if (facts->tls.refusal == TLS_REFUSED_BY_ALERT)
		return STATE_OK;
	if (facts->first == NULL || !facts_have_passed(facts->first, STAGE_TLS))
		return STATE_UNKNOWN;
	return facts->tls.refusal == TLS_REFUSED_BY_FAULT ||
		       (facts->tls.refusal == TLS_REFUSED_BY_CLOSE &&
			   facts->config->tls.mode == TLS_STARTTLS)
		   ? STATE_OK
		   : STATE_UNKNOWN;
}

#define NEGATIVE_CHECK(id, name, accepted, prepare, judge)                     \
	[NEGATIVE_##id] = { name, accepted, prepare, judge },

const struct negative_check negative_checks[NEGATIVE_COUNT] = {
	NEGATIVE_CHECK_TABLE(NEGATIVE_CHECK)
};
