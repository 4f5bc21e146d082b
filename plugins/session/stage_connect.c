/* The stages RESOLVE and CONNECT. */
#include "stages.h"

#include <stdio.h>
#include <string.h>

#include "memory.h"
#include "mx_lookup.h"
#include "resolve.h"
#include "session.h"
#include "stream_fd.h"
#include "tlsa_lookup.h"

/* Bytes of the text that says why some addresses did not answer. */
#define FAILURES_LIMIT ((size_t)1024)
/* Bytes of the addresses that a note lists; the rest of it is for what follows
 * them. */
#define ADDRESSES_SHOWN ((size_t)NOTE_SIZE - 112)
#define HOSTS_SHOWN ((size_t)NOTE_SIZE - 232)

/* A further session has the addresses of the first already. */
static int
look_up_addresses(
    struct session *session, struct deadline deadline, struct error *error)
{
	const struct config_target *target = &session->facts.config->target;
	struct error why = { 0 };
	char whole[MX_NAME_SIZE + 1];

	if (!config_has_lookup(session->facts.config) ||
	    session->addresses.count > 0)
		return 0;
	if (target->fault != NULL)
		return error_set(error, ERROR_RESOLVE, "the MX %s is %s",
		    target->host, target->fault);
	(void)snprintf(whole, sizeof(whole), "%s%s", target->host,
	    target->exact ? "." : "");
	if (resolve_name(&session->addresses, whole, target->port,
		target->family, deadline, &why) == 0)
		return 0;
	/* Then the record is wrong, and not what the user has typed. */
	return error_set(error, why.kind, "%s%s", why.text,
	    target->is_mx && why.kind == ERROR_RESOLVE
		? "; an MX record names it"
		: "");
}

/* With --mx: the session finds the targets, and each of them looks its own
 * addresses up. */
static int
look_up_mx(
    struct session *session, struct deadline deadline, struct error *error)
{
	const struct config *config = session->facts.config;

	session->mx = memory_zeroed(sizeof(*session->mx));
	return mx_lookup(session->mx, config->target.host, config->tls.dane,
	    deadline, error);
}

static void
note_mx(struct session *session)
{
	const struct mx *mx = session->mx;
	struct buf found = BUF_INIT(NOTE_SIZE);

	(void)buf_puts(&found, mx->implicit ? "no MX record, so " : "MX ");
	mx_print(mx, &found, HOSTS_SHOWN);
	if (mx->left_out > 0)
		(void)buf_printf(
		    &found, ", and %zu more that are not tried", mx->left_out);
	if (mx->null_too)
		(void)buf_puts(&found,
		    "; a null MX beside others is a fault (RFC 7505 3)");
	if (session->facts.config->tls.dane && !mx->authentic)
		(void)buf_puts(&found,
		    "; DNSSEC does not vouch for it, so somebody could forge "
		    "it (RFC 7672 2.2.1)");
	session_note(session, "%s", buf_string(&found));
	buf_free(&found);
}

static int
look_up_tlsa(
    struct session *session, struct deadline deadline, struct error *error)
{
	const struct config *config = session->facts.config;

	if (!config->tls.dane || session->tlsa.count > 0)
		return 0;
	session->facts.records_asked = true;
	if (tlsa_lookup(&session->tlsa, config->target.host,
		config->target.port, deadline, error) == -1)
		return -1;
	if (session->tls_config.details != NULL)
		tlsa_show(&session->tlsa, session->tls_config.details);
	return 0;
}

bool
stage_resolve_planned(const struct config *config)
{
	return config_has_lookup(config) || config->tls.dane;
}

static void
put_alias(const struct addresses *addresses, struct buf *out)
{
	if (addresses->alias_of[0] != '\0')
		(void)buf_printf(out,
		    "an alias of %s, which RFC 5321 5.1 forbids for an MX; ",
		    addresses->alias_of);
}

/* Lists the addresses as far as the note has room, and counts the rest. */
static void
put_addresses(const struct addresses *addresses, struct buf *out)
{
	char text[ADDRESS_TEXT_SIZE];
	size_t i;

	for (i = 0; i < addresses->count; i++) {
		address_print(&addresses->list[i], false, text);
		if (out->len + strlen(text) > ADDRESSES_SHOWN)
			break;
		(void)buf_printf(out, "%s%s", i > 0 ? ", " : "", text);
	}
	if (i < addresses->count)
		(void)buf_printf(out, ", and %zu more", addresses->count - i);
	if (addresses->untried > 0)
		(void)buf_printf(out, ", and %zu more that are not tried",
		    addresses->untried);
}

enum stage_result
stage_resolve(
    struct session *session, struct deadline deadline, struct error *error)
{
	const struct config_target *target = &session->facts.config->target;
	struct buf found = BUF_INIT(NOTE_SIZE);
	int rc;

	if (target->mx) {
		if (look_up_mx(session, deadline, error) == -1)
			return STAGE_FAILED;
		note_mx(session);
		return STAGE_PASSED;
	}
	rc = look_up_addresses(session, deadline, error);

	if (target->exact)
		put_alias(&session->addresses, &found);
	put_addresses(&session->addresses, &found);
	if (rc == 0)
		rc = look_up_tlsa(session, deadline, error);
	if (session->tlsa.count > 0)
		(void)buf_printf(&found, "%s%zu TLSA record%s",
		    found.len > 0 ? "; " : "", session->tlsa.count,
		    session->tlsa.count == 1 ? "" : "s");
	session_note(session, "%s", buf_string(&found));
	buf_free(&found);
	return rc == -1 ? STAGE_FAILED : STAGE_PASSED;
}

/* Takes the address that needs no lookup: -I, a numeric HOST, or a path. */
static int
use_given_address(struct session *session, struct error *error)
{
	const struct config *config = session->facts.config;
	const char *text = config->target.address != NULL
			       ? config->target.address
			       : config->target.host;
	struct address *address = &session->addresses.list[0];

	session->addresses.count = 1;
	if (config->target.host_is_path)
		return address_unix(address, config->target.host, error);
	(void)address_numeric(address, text, config->target.port, AF_UNSPEC);
	return 0;
}

static void
use_source(struct session *session)
{
	const char *source = session->facts.config->target.source;

	if (source != NULL)
		(void)address_numeric(
		    &session->addresses.source, source, 0, AF_UNSPEC);
}

/* The PROXY header is the first thing on the connection.  With implicit TLS it
 * goes in clear, before the handshake. */
static int
send_proxy_header(
    struct session *session, struct deadline deadline, struct error *error)
{
	struct buf header = BUF_INIT(PROXY_HEADER_LIMIT);
	int rc;

	proxy_header(
	    &header, session->facts.config->target.proxy, &session->facts.ends);
	rc = stream_write(
	    session->stream, buf_string(&header), header.len, deadline, error);
	buf_free(&header);
	return rc;
}

enum stage_result
stage_connect(
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
		return STAGE_FAILED;
	use_source(session);
	fd = connect_first(&session->addresses, &session->facts.ends, &failures,
	    deadline, error);
	if (fd != -1) {
		session->stream = stream_fd(fd);
		address_print(&session->facts.ends.remote, true, text);
		session_note(session,
		    failures.len > 0 ? "%s%s, but %s" : "%s%s", text,
		    sent[session->facts.config->target.proxy],
		    buf_string(&failures));
		rc = send_proxy_header(session, deadline, error);
	}
	buf_free(&failures);
	return rc == -1 ? STAGE_FAILED : STAGE_PASSED;
}
