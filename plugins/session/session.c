/* One session: what it owns, and what it takes from another one. */
#include "session.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "text.h"
#include "tls_context.h"

/* Bytes of all greetings: the banner, and up to three replies to EHLO, HELO. */
#define GREETINGS_LIMIT (4 * REPLY_LIMIT)
/* Bytes of the details about TLS. */
#define DETAILS_LIMIT ((size_t)128 * 1024)

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
	session->heard.limit = SESSION_HEARD_LIMIT;
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
	if (session->policy != NULL)
		mta_sts_free(session->policy);
	free(session->policy);
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
	buf_free(&session->facts.quit.replies);
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

static int
prepare_tls(struct session *session, struct error *error)
{
	const struct config *config = session->facts.config;

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

int
session_prepare(struct session *session, struct error *error)
{
	const struct config *config = session->facts.config;

	if (config->steps.body_file != NULL &&
	    body_measure(&session->body, config->steps.body_file, error) == -1)
		return -1;
	return prepare_tls(session, error);
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
	session->refused = refused->password;
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
	/* The policy is that of all mail servers of the domain. */
	session->facts.policy = from->facts.policy;
	session->facts.seen[STAGE_ROW_POLICY] =
	    from->facts.seen[STAGE_ROW_POLICY];
	session->facts.seen[STAGE_ROW_POLICY].replies =
	    (struct buf){ .data = NULL };
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
