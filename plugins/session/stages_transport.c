#include "resolve.h"
#include "stage_rows.h"
#include "stream_fd.h"
#include "stream_tls.h"
#include "tlsa_lookup.h"

#include <stdio.h>
#include <string.h>

/* Bytes of why some addresses did not answer. */
#define FAILURES_LIMIT ((size_t)1024)

/* One lookup serves all sessions of a check. */
static int
find_addresses(
    struct session *session, struct deadline deadline, struct error *error)
{
	const struct config *config = session->config;

	if (!config_has_lookup(config) || session->addresses.count > 0)
		return 0;
	return resolve_name(&session->addresses, config->host, config->port,
	    config->family, deadline, error);
}

static int
find_tlsa(
    struct session *session, struct deadline deadline, struct error *error)
{
	const struct config *config = session->config;

	if (!config->dane || session->tlsa.count > 0)
		return 0;
	if (tlsa_lookup(&session->tlsa, config->host, config->port, deadline,
		error) == -1)
		return -1;
	if (session->tls_config.details != NULL)
		tlsa_show(&session->tlsa, session->tls_config.details);
	return 0;
}

int
run_resolve(
    struct session *session, struct deadline deadline, struct error *error)
{
	char text[ADDRESS_TEXT_SIZE];
	struct buf all = BUF_INIT(NOTE_SIZE);
	int rc = find_addresses(session, deadline, error);

	for (size_t i = 0; i < session->addresses.count; i++) {
		address_print(&session->addresses.list[i], false, text);
		(void)buf_printf(&all, "%s%s", i > 0 ? ", " : "", text);
	}
	if (rc == 0)
		rc = find_tlsa(session, deadline, error);
	if (session->tlsa.count > 0)
		(void)buf_printf(&all, "%s%zu TLSA record%s",
		    all.len > 0 ? "; " : "", session->tlsa.count,
		    session->tlsa.count == 1 ? "" : "s");
	session_note(session, "%s", buf_string(&all));
	buf_free(&all);
	return rc;
}

/* The address that needs no lookup: -I, a numeric HOST, or a path. */
static int
use_given_address(struct session *session, struct error *error)
{
	const struct config *config = session->config;
	const char *text =
	    config->address != NULL ? config->address : config->host;
	struct address *one = &session->addresses.list[0];

	session->addresses.count = 1;
	if (config->host_is_path)
		return address_unix(one, config->host, error);
	(void)address_numeric(one, text, config->port, AF_UNSPEC);
	return 0;
}

/* In front of all else, under TLS in front of its first byte. */
static int
send_proxy_header(
    struct session *session, struct deadline deadline, struct error *error)
{
	struct buf header = BUF_INIT(PROXY_HEADER_LIMIT);
	int rc;

	proxy_header(&header, session->config->proxy, &session->ends);
	rc = stream_write(
	    session->stream, buf_string(&header), header.len, deadline, error);
	buf_free(&header);
	return rc;
}

int
run_connect(
    struct session *session, struct deadline deadline, struct error *error)
{
	static const char *const sent[] = {
		[PROXY_NONE] = "",
		[PROXY_V1] = ", PROXY header sent (v1)",
		[PROXY_V2] = ", PROXY header sent (v2)",
	};
	char text[ADDRESS_TEXT_SIZE];
	struct buf failures = BUF_INIT(FAILURES_LIMIT);
	int fd, rc = -1;

	if (session->addresses.count == 0 &&
	    use_given_address(session, error) == -1)
		return -1;
	fd = connect_first(
	    &session->addresses, &session->ends, &failures, deadline, error);
	if (fd != -1) {
		session->stream = stream_fd(fd);
		address_print(&session->ends.remote, true, text);
		session_note(session,
		    failures.len > 0 ? "%s%s, but %s" : "%s%s", text,
		    sent[session->config->proxy], buf_string(&failures));
		rc = send_proxy_header(session, deadline, error);
	}
	buf_free(&failures);
	return rc;
}

int
run_handshake(
    struct session *session, struct deadline deadline, struct error *error)
{
	struct stream *secure;

	/* If this fails, nothing more is said in clear. */
	if (session->smtp != NULL)
		session->smtp->broken = true;
	secure = tls_connect(session->stream, &session->tls_config,
	    &session->tls, deadline, error);
	if (secure == NULL) {
		redact_apply(
		    &session->config->redact, error->text, strlen(error->text));
		return -1;
	}
	session->stream = secure;
	if (session->smtp != NULL)
		smtp_client_switch(session->smtp, secure);
	session_note(session, "%s %s %s", session->tls.version,
	    session->tls.cipher, session->tls.group);
	return 0;
}

/* --no-verify excuses chain, name and purpose, and
 * --ignore-certificate-expiration the end of the time. */
static bool
is_judged(const struct session *session, enum certificate_fault fault)
{
	if (fault == CERTIFICATE_EXPIRED)
		return session_judges_expiry(session);
	return session->config->verify ||
	       (fault != CERTIFICATE_CHAIN && fault != CERTIFICATE_NAME &&
		   fault != CERTIFICATE_PURPOSE);
}

static void
list_faults(const struct session *session, bool judged, struct buf *out)
{
	const struct certificate_facts *facts = &session->certificate;

	for (size_t i = 0; i < facts->fault_count; i++) {
		if (is_judged(session, facts->faults[i].fault) != judged)
			continue;
		(void)buf_printf(out, "%s%s", out->len > 0 ? "; " : "",
		    facts->faults[i].text);
	}
}

static bool
has_fault(const struct certificate_facts *facts, enum certificate_fault fault)
{
	return (facts->kinds & 1u << fault) != 0;
}

/* Without verification nothing but our own reading of the dates finds an
 * expired intermediate certificate. */
static bool
has_expired_unseen(const struct session *session)
{
	const struct certificate_facts *facts = &session->certificate;

	return facts->seconds < 0 && session_judges_expiry(session) &&
	       !has_fault(facts, CERTIFICATE_EXPIRED);
}

/* Even a name may be what the password is. */
static void
hide_secrets(const struct config *config, struct certificate_facts *facts)
{
	const struct redact *redact = &config->redact;

	redact_apply(redact, facts->subject, strlen(facts->subject));
	redact_apply(redact, facts->issuer, strlen(facts->issuer));
	redact_apply(redact, facts->earliest, strlen(facts->earliest));
	for (size_t i = 0; i < facts->fault_count; i++)
		redact_apply(redact, facts->faults[i].text,
		    strlen(facts->faults[i].text));
}

/* By which record, and how long, it all is valid; because of whom no longer. */
static void
put_validity(const struct certificate_facts *facts, struct buf *out)
{
	int days = (int)(facts->seconds / 86400);

	if (facts->dane[0] != '\0')
		(void)buf_printf(out, ", %s", facts->dane);
	if (facts->seconds < 0 || has_fault(facts, CERTIFICATE_NOT_YET_VALID))
		return;
	(void)buf_printf(
	    out, ", valid %d more day%s", days, days == 1 ? "" : "s");
	if (facts->earliest[0] != '\0')
		(void)buf_printf(
		    out, " (then the CA %s expires)", facts->earliest);
}

static int
examine(struct session *session, struct error *error)
{
	const struct config *config = session->config;
	const struct certificate_policy policy = {
		.name = config->verify_name,
		.pins = config->pins,
		.pin_count = config->pin_count,
		.need_status = config->require_ocsp,
		.tlsa = config->dane ? &session->tlsa : NULL,
		.details = session->tls_config.details,
	};

	if (session->store == NULL)
		session->store = certificate_store_open(&config->trust, error);
	if (session->store == NULL)
		return -1;
	return certificate_examine(stream_tls_session(session->stream),
	    session->store, &policy, &session->certificate, error);
}

int
run_certificate(
    struct session *session, struct deadline deadline, struct error *error)
{
	const struct config *config = session->config;
	struct certificate_facts *facts = &session->certificate;
	struct buf judged = BUF_INIT(2048), shown = BUF_INIT(2048);
	struct buf validity = BUF_INIT(NOTE_SIZE);

	(void)deadline; /* nothing here waits */
	if (examine(session, error) == -1)
		return -1;
	hide_secrets(config, facts);
	list_faults(session, true, &judged);
	list_faults(session, false, &shown);
	for (int i = 0; i < CERTIFICATE_KINDS; i++)
		if (judged.len == 0 &&
		    has_fault(facts, (enum certificate_fault)i) &&
		    is_judged(session, (enum certificate_fault)i))
			(void)buf_puts(
			    &judged, "it has more faults than fit here");
	if (has_expired_unseen(session))
		(void)buf_printf(&judged, "%sthe certificate%s%s has expired",
		    judged.len > 0 ? "; " : "",
		    facts->earliest[0] == '\0' ? "" : " of the CA ",
		    facts->earliest);
	put_validity(facts, &validity);
	session_note(session, "%s, issued by %s%s%s%s%s%s", facts->subject,
	    facts->issuer, buf_string(&validity),
	    facts->status[0] == '\0' ? "" : ", OCSP: ", facts->status,
	    shown.len > 0 ? "; not judged: " : "", buf_string(&shown));
	if (judged.len > 0)
		(void)error_set(
		    error, ERROR_CERTIFICATE, "%s", buf_string(&judged));
	buf_free(&judged);
	buf_free(&shown);
	buf_free(&validity);
	return error->kind == ERROR_NONE ? 0 : -1;
}
