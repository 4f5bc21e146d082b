/* The session with the server of the mailbox. */
#include "mailbox_session.h"

#include <stdlib.h>
#include <string.h>

#include "login_context.h"
#include "mailbox.h"
#include "memory.h"
#include "session_run.h"
#include "text.h"

/* What the steps work on. */
struct opening {
	struct session *outer; /* with the SMTP server */
	struct session *own;   /* with the server of the mailbox */
	struct buf *note;      /* or NULL */
	struct deadline deadline;
	struct error *error;
	bool refused; /* the login was */
};

void
mailbox_session_make(struct session *session)
{
	struct session *own;
	struct round_trip_facts *facts;

	if (session->at_mailbox != NULL)
		return;
	own = memory_resize(NULL, sizeof(*own));
	facts = memory_zeroed(sizeof(*facts));
	session->mailbox_config = config_of_mailbox(session->facts.config);
	session_init(own, session->mailbox_config, session->facts.began);
	own->current = &own->facts.seen[0];
	/* The server may quote what the other one has seen. */
	own->redact.also = &session->redact;
	facts->mailbox = &own->facts;
	facts->notes.limit = ROUND_TRIP_NOTES;
	session->at_mailbox = own;
	session->facts.round_trip = facts;
}

int
mailbox_session_prepare(struct session *session, struct error *error)
{
	mailbox_session_make(session);
	return session_prepare(session->at_mailbox, error);
}

void
mailbox_session_drop(struct session *session)
{
	struct session *own = session->at_mailbox;

	mailbox_free(session->mailbox);
	session->mailbox = NULL;
	if (own->stream == NULL)
		return;
	session_finish_details(own);
	/* Those of the first connection are enough. */
	own->tls_config.details = NULL;
	stream_free(own->stream);
	own->stream = NULL;
}

void
mailbox_session_free(struct session *session)
{
	if (session->at_mailbox == NULL)
		return;
	mailbox_session_drop(session);
	session_free(session->at_mailbox);
	free(session->at_mailbox);
	free(session->mailbox_config);
	buf_free(&session->facts.round_trip->notes);
	free(session->facts.round_trip);
}

int
mailbox_session_close(
    struct session *session, struct deadline deadline, struct error *error)
{
	return session->mailbox == NULL
		   ? 0
		   : mailbox_close(session->mailbox, deadline, error);
}

/* Runs a stage of SMTP's table in the session with the mailbox. */
static int
run_stage(struct opening *opening, const char *step,
    enum stage_result (*run)(struct session *, struct deadline, struct error *))
{
	struct session *own = opening->own;

	own->current->note[0] = '\0';
	if (run(own, opening->deadline, opening->error) == STAGE_PASSED) {
		if (opening->note != NULL)
			(void)buf_printf(opening->note, "%s%s",
			    opening->note->len > 0 ? ", " : "",
			    own->current->note);
		return 0;
	}
	error_prefix(opening->error, step);
	return -1;
}

/* The token of the other login, or one of its own. */
static int
get_secret(struct opening *opening)
{
	struct session *own = opening->own;
	const struct config *config = own->facts.config;
	int rc;

	if (!secret_is_fetched(&config->login.source))
		return 0;
	if (config->mailbox.shares_secret)
		own->password = opening->outer->password;
	if (own->password != NULL)
		return 0;
	rc = run_stage(opening, "token", stage_token);
	opening->outer->facts.round_trip->lacks_secret = rc == -1;
	return rc;
}

static int
connect_there(struct opening *opening)
{
	struct session *own = opening->own;

	if (config_has_lookup(own->facts.config)) {
		struct error *error = opening->error;

		/* The note of CONNECT has the address. */
		if (stage_resolve(own, opening->deadline, error) !=
		    STAGE_PASSED) {
			error_prefix(error, "connection");
			return -1;
		}
	}
	return run_stage(opening, "connection", stage_connect);
}

static int
secure(struct opening *opening)
{
	struct session *own = opening->own, *outer = opening->outer;

	if (own->store == NULL && outer->store != NULL) {
		own->store = outer->store;
		own->store_is_borrowed = true;
	}
	if (run_stage(opening, "TLS", stage_handshake) == -1)
		return -1;
	return run_stage(opening, "certificate", stage_certificate);
}

/* Without TLS on offer the session goes on only where nobody can listen, or
 * where the user allows it. */
static int
go_on_in_clear(struct opening *opening)
{
	const struct config *config = opening->own->facts.config;
	bool imap = config->mailbox.protocol == MAILBOX_IMAP;

	if (config->login.allow_cleartext ||
	    address_is_local(&opening->own->facts.ends.remote))
		return 0;
	return error_set(opening->error, ERROR_UNSUPPORTED,
	    "%s: the server does not offer %s, and in clear this check logs in "
	    "only with --allow-cleartext-auth",
	    imap ? "STARTTLS" : "STLS", imap ? "STARTTLS" : "STLS");
}

static int
upgrade(struct opening *opening)
{
	struct mailbox *mailbox = opening->outer->mailbox;

	if (!mailbox_offers_tls(mailbox))
		return go_on_in_clear(opening);
	if (mailbox_starttls(mailbox, opening->deadline, opening->error) ==
		-1 ||
	    secure(opening) == -1)
		return -1;
	return mailbox_resume(
	    mailbox, opening->own->stream, opening->deadline, opening->error);
}

static int
log_in(struct opening *opening)
{
	struct session *own = opening->own;
	const struct config *config = own->facts.config;
	struct sasl_binding binding = { NULL, BUF_SECRET(LOGIN_BINDING_LIMIT) };
	struct buf endpoint = BUF_INIT(LOGIN_BINDING_LIMIT);
	struct sasl_context context = login_context(own, &binding, &endpoint);
	int rc = mailbox_login(opening->outer->mailbox, &context,
	    config->login.mechanisms, opening->deadline, opening->error);

	opening->outer->facts.round_trip->method =
	    mailbox_method(opening->outer->mailbox);
	buf_free(&binding.data);
	buf_free(&endpoint);
	opening->refused = rc == -1 && opening->error->kind == ERROR_REJECTED;
	if (rc == -1)
		redact_string(&config->redact, opening->error->text,
		    sizeof(opening->error->text));
	return rc;
}

/* Servers name the junk folder. */
static void
print_folder(const struct session *own, const char *name, char *to, size_t size)
{
	to[0] = '\0';
	if (name == NULL)
		return;
	(void)text_printable(to, size, name, strlen(name));
	redact_string(&own->redact, to, size);
}

static int
open_folder(struct opening *opening)
{
	const struct config_mailbox *config =
	    &opening->own->facts.config->mailbox;
	struct round_trip_facts *facts = opening->outer->facts.round_trip;
	struct mailbox *mailbox = opening->outer->mailbox;

	if (mailbox_open(mailbox, config->folder, config->junk,
		opening->deadline, opening->error) == -1)
		return -1;
	print_folder(
	    opening->own, config->folder, facts->folder, sizeof(facts->folder));
	print_folder(opening->own, mailbox_junk(mailbox), facts->junk,
	    sizeof(facts->junk));
	return 0;
}

static int
open_once(struct opening *opening)
{
	struct session *outer = opening->outer, *own = opening->own;
	const struct config *config = own->facts.config;

	memset(&own->facts.tls, 0, sizeof(own->facts.tls));
	memset(&own->facts.certificate, 0, sizeof(own->facts.certificate));
	if (get_secret(opening) == -1 || connect_there(opening) == -1)
		return -1;
	if (config->tls.mode == TLS_IMPLICIT && secure(opening) == -1)
		return -1;
	outer->mailbox = mailbox_new(config->mailbox.protocol, own->stream,
	    config->output.verbosity >= 2 ? &own->facts.transcript : NULL,
	    &own->redact);
	if (mailbox_greet(outer->mailbox, opening->deadline, opening->error) ==
		-1 ||
	    (config->tls.mode == TLS_STARTTLS && upgrade(opening) == -1))
		return -1;
	return log_in(opening) == -1 ? -1 : open_folder(opening);
}

/* A token from the cache may be stale: once, a new one is tried. */
static int
open_with_new_token(struct opening *opening)
{
	struct session *own = opening->own;
	struct token old = own->token;
	int rc;

	mailbox_session_drop(opening->outer);
	error_clear(opening->error);
	if (opening->note != NULL)
		buf_clear(opening->note);
	own->token = (struct token)TOKEN_INIT;
	own->password = NULL;
	own->refused = &old.secret;
	own->facts.secret.renewed = true;
	rc = open_once(opening);
	own->refused = NULL;
	token_free(&old);
	return rc;
}

int
mailbox_session_open(struct session *session, struct buf *note,
    struct deadline deadline, struct error *error)
{
	struct session *own = session->at_mailbox;
	struct opening opening = {
		.outer = session,
		.own = own,
		.note = note,
		.deadline = deadline,
		.error = error,
	};

	if (open_once(&opening) == 0)
		return 0;
	if (!opening.refused || own->password != &own->token.secret ||
	    !own->token.cached || own->facts.secret.renewed)
		return -1;
	return open_with_new_token(&opening);
}
