/* The stages TLS and CERT: the handshake and the server's certificate. */
#include "stages.h"

#include <string.h>

#include "session.h"
#include "stream_tls.h"
#include "tls_context.h"

enum stage_result
stage_handshake(
    struct session *session, struct deadline deadline, struct error *error)
{
	const struct redact *redact = &session->facts.config->redact;
	struct stream *secure;

	/* After a failed handshake not even QUIT may be sent in clear. */
	if (session->smtp != NULL)
		session->smtp->broken = true;
	if (session->tls_config.context == NULL)
		session->tls_config.context =
		    tls_context_new(&session->tls_config, error);
	if (session->tls_config.context == NULL)
		return STAGE_FAILED;
	secure = tls_connect(session->stream, &session->tls_config,
	    &session->facts.tls, deadline, error);
	if (secure == NULL) {
		if (session->facts.tls.cut)
			redact_cut_string(
			    redact, error->text, sizeof(error->text));
		else
			redact_string(redact, error->text, sizeof(error->text));
		return STAGE_FAILED;
	}
	session->stream = secure;
	if (session->smtp != NULL)
		smtp_client_switch(session->smtp, secure);
	session_note(session, "%s %s %s", session->facts.tls.version,
	    session->facts.tls.cipher, session->facts.tls.group);
	return STAGE_PASSED;
}

/* Does this fault fail the stage?  --no-verify excuses chain, name and purpose;
 * --ignore-certificate-expiration excuses the expiry. */
static bool
is_fault_judged(const struct session *session, enum certificate_fault fault)
{
	if (fault == CERTIFICATE_EXPIRED)
		return facts_judge_expiry(&session->facts);
	return session->facts.config->tls.verify ||
	       (fault != CERTIFICATE_CHAIN && fault != CERTIFICATE_NAME &&
		   fault != CERTIFICATE_PURPOSE);
}

/* Appends the faults that are judged, or those that are not. */
static void
list_faults(const struct session *session, bool judged, struct buf *out)
{
	const struct certificate_facts *facts = &session->facts.certificate;

	for (size_t i = 0; i < facts->fault_count; i++) {
		if (is_fault_judged(session, facts->faults[i].fault) != judged)
			continue;
		(void)buf_printf(out, "%s%s", out->len > 0 ? "; " : "",
		    facts->faults[i].text);
	}
}

/* A chain that leads to no trusted certificate proves nothing, if a file of
 * them could not be read.  Other faults stand. */
static int
check_store(const struct session *session, struct error *error)
{
	const struct certificate_facts *facts = &session->facts.certificate;

	for (int i = 0; i < CERTIFICATE_KINDS; i++)
		if (certificate_has_fault(facts, (enum certificate_fault)i) &&
		    is_fault_judged(session, (enum certificate_fault)i) !=
			(i == CERTIFICATE_CHAIN))
			return 0;
	return certificate_has_fault(facts, CERTIFICATE_CHAIN)
		   ? certificate_store_check(session->store, error)
		   : 0;
}

/* Without verification OpenSSL reports no expired intermediate certificate, so
 * the dates are compared here. */
static bool
has_unreported_expiry(const struct session *session)
{
	const struct certificate_facts *facts = &session->facts.certificate;

	return facts->seconds < 0 && facts_judge_expiry(&session->facts) &&
	       !certificate_has_fault(facts, CERTIFICATE_EXPIRED);
}

/* A text in the certificate can happen to equal the password. */
static void
hide_secrets(const struct config *config, struct certificate_facts *facts)
{
	const struct redact *redact = &config->redact;

	redact_string(redact, facts->subject, sizeof(facts->subject));
	redact_string(redact, facts->issuer, sizeof(facts->issuer));
	redact_string(redact, facts->earliest, sizeof(facts->earliest));
	for (size_t i = 0; i < facts->fault_count; i++)
		redact_string(redact, facts->faults[i].text,
		    sizeof(facts->faults[i].text));
}

/* Appends the TLSA record that matched, the days that are left, and the CA
 * whose certificate expires first. */
static void
put_validity(const struct certificate_facts *facts, struct buf *out)
{
	int days = (int)(facts->seconds / 86400);

	if (facts->dane[0] != '\0')
		(void)buf_printf(out, ", %s", facts->dane);
	if (facts->seconds < 0 ||
	    certificate_has_fault(facts, CERTIFICATE_NOT_YET_VALID))
		return;
	(void)buf_printf(
	    out, ", valid %d more day%s", days, days == 1 ? "" : "s");
	if (facts->earliest[0] != '\0')
		(void)buf_printf(
		    out, " (then the CA %s expires)", facts->earliest);
}

static int
examine_certificate(struct session *session, struct error *error)
{
	const struct config *config = session->facts.config;
	const struct certificate_policy policy = {
		.name = config->tls.verify_name,
		.pins = config->tls.pins,
		.pin_count = config->tls.pin_count,
		.need_status = config->tls.require_ocsp,
		.tlsa = config->tls.dane ? &session->tlsa : NULL,
		.details = session->tls_config.details,
	};

	if (session->store == NULL)
		session->store =
		    certificate_store_open(&config->tls.trust, error);
	if (session->store == NULL)
		return -1;
	return certificate_examine(stream_tls_session(session->stream),
	    session->store, &policy, &session->facts.certificate, error);
}

enum stage_result
stage_certificate(
    struct session *session, struct deadline deadline, struct error *error)
{
	const struct config *config = session->facts.config;
	struct certificate_facts *facts = &session->facts.certificate;
	struct buf judged = BUF_INIT(2048), shown = BUF_INIT(2048);
	struct buf validity = BUF_INIT(NOTE_SIZE);

	(void)deadline; /* nothing here waits */
	if (examine_certificate(session, error) == -1)
		return STAGE_FAILED;
	hide_secrets(config, facts);
	list_faults(session, true, &judged);
	list_faults(session, false, &shown);
	for (int i = 0; i < CERTIFICATE_KINDS; i++)
		if (judged.len == 0 &&
		    certificate_has_fault(facts, (enum certificate_fault)i) &&
		    is_fault_judged(session, (enum certificate_fault)i))
			(void)buf_puts(
			    &judged, "it has more faults than fit here");
	if (has_unreported_expiry(session))
		(void)buf_printf(&judged, "%sthe certificate%s%s has expired",
		    judged.len > 0 ? "; " : "",
		    facts->earliest[0] == '\0' ? "" : " of the CA ",
		    facts->earliest);
	put_validity(facts, &validity);
	session_note(session, "%s, issued by %s%s%s%s%s%s%s%s", facts->subject,
	    facts->issuer, buf_string(&validity),
	    facts->status[0] == '\0' ? "" : ", OCSP: ", facts->status,
	    facts->unusual[0] == '\0' ? "" : "; unusual: ", facts->unusual,
	    shown.len > 0 ? "; not judged: " : "", buf_string(&shown));
	if (judged.len > 0 && check_store(session, error) == 0)
		(void)error_set(
		    error, ERROR_CERTIFICATE, "%s", buf_string(&judged));
	buf_free(&judged);
	buf_free(&shown);
	buf_free(&validity);
	return error->kind == ERROR_NONE ? STAGE_PASSED : STAGE_FAILED;
}
