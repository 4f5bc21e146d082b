/* One session: it runs the rows of the stage table. */
#include "session.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "text.h"
#include "tls_context.h"
#include "tls_show.h"

/* Seconds that the server has to answer QUIT. */
#define QUIT_SECONDS 0.5
/* Bytes of all greetings: the banner, and up to three replies to EHLO, HELO. */
#define GREETINGS_LIMIT (4 * REPLY_LIMIT)
/* Bytes of the details about TLS. */
#define DETAILS_LIMIT ((size_t)128 * 1024)
/* Bytes of the replies to one row. */
#define HEARD_LIMIT ((size_t)2 * 1024)

static void
observation_init(struct observation *seen)
{
	seen->outcome = OUTCOME_SKIPPED;
	seen->seconds = 0;
	seen->untimed = false;
	error_clear(&seen->error);
	seen->note[0] = '\0';
	seen->replies = (struct buf){ .data = NULL };
}

/* The observations have 40 KB of texts: to clear their first bytes is enough.
 */
static void
session_clear(struct session *session)
{
	struct observation *seen = session->facts.seen;
	const size_t before = (size_t)((char *)seen - (char *)session);
	const size_t behind = before + sizeof(session->facts.seen);

	memset(session, 0, before);
	memset((char *)session + behind, 0, sizeof(*session) - behind);
	for (size_t i = 0; i < STAGE_ROWS; i++)
		observation_init(&seen[i]);
}

void
session_init(
    struct session *session, const struct config *config, int64_t began)
{
	struct session_facts *facts = &session->facts;

	session_clear(session);
	facts->config = config;
	facts->began = facts->ended = began;
	facts->greetings.limit = GREETINGS_LIMIT;
	facts->details.limit = DETAILS_LIMIT;
	smtp_extensions_init(&facts->extensions);
	transcript_init(&facts->transcript);
	session->deadline.at =
	    began + (int64_t)(config->time.total * (double)CLOCK_SECOND);
	session->heard.limit = HEARD_LIMIT;
	session->message.limit = 2 * MESSAGE_HEADER_LIMIT;
	session->tls_config = (struct tls_config){
		.policy = config->tls.policy,
		.server_name = config->tls.server_name,
		.certificate = config->tls.client_certificate,
		.ask_status =
		    config->tls.require_ocsp || config->output.verbosity > 2,
		.key = config->tls.client_key,
	};
	if (config->output.verbosity >= 3)
		session->tls_config.details = &facts->details;
	session->redact.also = &config->redact;
	session->token = (struct token)TOKEN_INIT;
	if (config->login.password.len > 0)
		session->password = &config->login.password;
}

void
session_free(struct session *session)
{
	smtp_client_free(session->smtp);
	stream_free(session->stream);
	if (!session->store_is_borrowed)
		certificate_store_free(session->store);
	if (!session->tlsa_is_borrowed)
		tlsa_free(&session->tlsa);
	if (!session->context_is_borrowed)
		tls_context_free(session->tls_config.context);
	if (session->mx != NULL)
		mx_free(session->mx);
	free(session->mx);
	transcript_free(&session->facts.transcript);
	buf_free(&session->facts.details);
	token_free(&session->token);
	redact_free(&session->redact);
	smtp_extensions_free(&session->facts.extensions);
	for (size_t i = 0; i < STAGE_ROWS; i++)
		buf_free(&session->facts.seen[i].replies);
	buf_free(&session->heard);
	buf_free(&session->facts.greetings);
	buf_free(&session->message);
}

static int
check_tls(struct session *session, struct error *error)
{
	session->tls_config.context =
	    tls_context_new(&session->tls_config, error);
	if (session->tls_config.context == NULL)
		return -1;
	session->facts.client.known = tls_context_dates(
	    session->tls_config.context, &session->facts.client.seconds,
	    &session->facts.client.lifetime);
	return tls_check(&session->tls_config, error);
}

int
session_prepare(struct session *session, struct error *error)
{
	const struct config *config = session->facts.config;

	if (config->steps.body_file != NULL &&
	    body_measure(&session->body, config->steps.body_file, error) == -1)
		return -1;
	/* libcurl and signatures use the same OpenSSL. */
	if (!config_has_tls(config))
		return config->login.source.kind == SECRET_OAUTH
			   ? tls_initialise(error)
			   : 0;
	if (tls_initialise(error) == -1)
		return -1;
	if ((config->tls.client_certificate != NULL ||
		config->tls.policy.ciphers != NULL) &&
	    check_tls(session, error) == -1)
		return -1;
	/* The system's store is opened later, when a certificate has come. */
	if (config->tls.trust.file == NULL && config->tls.trust.path == NULL)
		return 0;
	session->store = certificate_store_open(&config->tls.trust, error);
	return session->store == NULL ? -1 : 0;
}

/* A negative check may have another certificate of the client, or none. */
static void
borrow_tls(struct session *session, const struct session *from)
{
	const struct tls_config *theirs = &from->tls_config;

	session->facts.client = from->facts.client;
	session->store = from->store;
	session->store_is_borrowed = from->store != NULL;
	if (session->tls_config.certificate != theirs->certificate)
		return;
	session->tls_config.context = theirs->context;
	session->context_is_borrowed = theirs->context != NULL;
}

int
session_share_tls(struct session *session, struct error *error)
{
	const struct config *config = session->facts.config;

	if (!config_has_tls(config))
		return 0;
	if (session->store == NULL)
		session->store =
		    certificate_store_open(&config->tls.trust, error);
	if (session->store != NULL && session->tls_config.context == NULL)
		session->tls_config.context =
		    tls_context_new(&session->tls_config, error);
	return session->tls_config.context == NULL ? -1 : 0;
}

void
session_follow(struct session *session, const struct session *first)
{
	session->facts.first = &first->facts;
	if (secret_is_fetched(&session->facts.config->login.source))
		session->password = first->password;
	session->addresses = first->addresses;
	borrow_tls(session, first);
	session->tlsa = first->tlsa;
	session->tlsa_is_borrowed = first->tlsa.count > 0;
	/* The details of the first session are enough. */
	session->tls_config.details = NULL;
}

void
session_renew_token(struct session *session, const struct session *refused)
{
	struct buf *details = session->tls_config.details;

	session_follow(session, refused);
	session->facts.first = NULL;
	session->facts.secret.renewed = true;
	session->tls_config.details = details;
	session->password = NULL;
}

void
session_branch(struct session *session, const struct session *from, size_t row)
{
	session->body = from->body;
	session->deadline = from->deadline;
	borrow_tls(session, from);
	for (size_t i = 0; i < row; i++) {
		session->facts.seen[i] = from->facts.seen[i];
		session->facts.seen[i].replies = (struct buf){ .data = NULL };
	}
	session->password = from->password;
	session->facts.secret = from->facts.secret;
	session->facts.ended = from->facts.ended;
	session->next_row = row;
	if (row > STAGE_ROW_RESOLVE)
		session->tlsa = tlsa_copy(&from->tlsa);
	else
		session->facts.seen[row].seconds =
		    from->facts.seen[row].seconds;
}

void
session_note(struct session *session, const char *format, ...)
{
	char text[2 * NOTE_SIZE];
	va_list args;

	va_start(args, format);
	(void)vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	(void)text_printable(
	    session->current->note, NOTE_SIZE, text, strlen(text));
}

static double
seconds_between(int64_t from, int64_t to)
{
	return (double)(to - from) / (double)CLOCK_SECOND;
}

/* All rows of a stage share its time limit. */
static struct deadline
row_deadline(
    const struct session *session, const struct stage *rows, size_t row)
{
	enum stage_id id = rows[row].id;
	double left = config_stage_timeout(session->facts.config, id);

	for (size_t i = 0; i <= row; i++)
		if (rows[i].id == id)
			left -= session->facts.seen[i].seconds;
	if (left < 0)
		left = 0;
	return deadline_earlier(session->deadline, deadline_in(left));
}

/* Shows the watcher the session as it is, and as if this row had just run out
 * of time. */
static void
announce_row(struct session *session, enum stage_id stage,
    const struct session_watcher *watcher)
{
	struct observation *row = session->current;
	const double before = row->seconds;
	int64_t ended = session->facts.ended;

	if (watcher == NULL)
		return;
	watcher->row_begins(watcher->context, stage);
	if (watcher->row_is_late == NULL)
		return;
	row->outcome = OUTCOME_FAILED;
	if (session->facts.ended < session->deadline.at)
		session->facts.ended = session->deadline.at;
	row->seconds = seconds_between(ended, session->facts.ended);
	(void)error_set(&row->error, ERROR_TIMEOUT, "no answer in time");
	watcher->row_is_late(watcher->context);
	row->outcome = OUTCOME_SKIPPED;
	row->seconds = before;
	error_clear(&row->error);
	session->facts.ended = ended;
}

/* In TLS 1.3 the server can refuse the client after the handshake has ended
 * (RFC 8446 4.4.2.4), so a later row meets that alert.  The failure still
 * belongs to the TLS stage. */
static void
blame_handshake(
    struct session *session, const struct stage *rows, size_t failed)
{
	struct observation *culprit = NULL;

	if (session->facts.seen[failed].error.kind != ERROR_TLS)
		return;
	for (size_t i = 0; i < failed; i++)
		if (rows[i].id == STAGE_TLS &&
		    session->facts.seen[i].outcome == OUTCOME_PASSED)
			culprit = &session->facts.seen[i];
	if (culprit == NULL)
		return;
	culprit->outcome = OUTCOME_FAILED;
	culprit->error = session->facts.seen[failed].error;
	culprit->seconds += session->facts.seen[failed].seconds;
	buf_free(&session->facts.seen[failed].replies);
	memset(&session->facts.seen[failed], 0,
	    sizeof(session->facts.seen[failed]));
}

static enum outcome
run_row(struct session *session, const struct stage *rows, size_t row)
{
	struct observation *seen = session->current;
	int64_t began = clock_now();
	enum stage_result result = rows[row].run(
	    session, row_deadline(session, rows, row), &seen->error);

	session->facts.ended = clock_now();
	seen->replies = session->heard;
	session->heard = (struct buf)BUF_INIT(HEARD_LIMIT);
	seen->seconds += seconds_between(began, session->facts.ended);
	seen->unasked = session->smtp != NULL && session->smtp->unasked;
	if (result == STAGE_FAILED)
		return OUTCOME_FAILED;
	return result == STAGE_PASSED ? OUTCOME_PASSED : OUTCOME_UNEXPECTED;
}

static void
send_quit(struct session *session)
{
	struct observation *quit = &session->facts.quit;
	struct buf text = BUF_INIT(REPLY_LIMIT);
	int64_t began = clock_now();
	int rc;

	if (session->smtp == NULL)
		return;
	session->current = quit;
	rc = smtp_quit(session->smtp, deadline_in(QUIT_SECONDS), &quit->error);
	if (rc == -1 && quit->error.kind == ERROR_NONE)
		return; /* the connection does not allow a QUIT any more */
	quit->outcome = rc == 0 ? OUTCOME_PASSED : OUTCOME_UNEXPECTED;
	quit->seconds = seconds_between(began, clock_now());
	if (rc == 0) {
		smtp_reply_quote(&session->smtp->reply, &text);
		session_note(session, "%s", buf_string(&text));
	}
	buf_free(&text);
}

/* Fails the last row if the server has sent more than the reply to it.  A 421
 * is allowed: the server may close the session at any time (RFC 5321 3.8). */
static void
refuse_surplus(struct session *session)
{
	struct observation *last = session->current;
	struct error found = { 0 };

	if (session->smtp == NULL || last->outcome == OUTCOME_FAILED ||
	    !smtp_has_surplus(session->smtp))
		return;
	if (smtp_look(session->smtp, &found) == 0 || found.code == 421)
		return;
	session->smtp->broken = true;
	last->error = found;
	last->unasked = true;
	last->outcome = OUTCOME_FAILED;
}

/* Called last, so that the byte counts in the details are final. */
static void
finish_details(struct session *session)
{
	struct buf *details = session->tls_config.details;

	if (details == NULL)
		return;
	if (session->facts.tls.version != NULL)
		tls_show(session->stream, &session->tls_config);
	redact_apply(&session->redact, details);
}

static bool
has_failed(const struct session *session)
{
	for (size_t i = 0; i < session->next_row; i++)
		if (session->facts.seen[i].outcome == OUTCOME_FAILED)
			return true;
	return false;
}

void
session_run(struct session *session, const struct stage *rows, size_t count,
    const struct session_watcher *watcher)
{
	if (has_failed(session))
		return;
	for (size_t i = session->next_row; i < count; i++) {
		session->next_row = i + 1;
		if (!rows[i].planned(session->facts.config))
			continue;
		session->current = &session->facts.seen[i];
		announce_row(session, rows[i].id, watcher);
		session->current->outcome = run_row(session, rows, i);
		if (session->current->outcome == OUTCOME_FAILED) {
			blame_handshake(session, rows, i);
			break;
		}
		if (session->facts.only != NULL && rows[i].id == STAGE_AUTH)
			break;
	}
	refuse_surplus(session);
	send_quit(session);
	finish_details(session);
	/* Some servers allow only one connection at a time, so it must close
	 * before the next session begins. */
	stream_free(session->stream);
	session->stream = NULL;
}
