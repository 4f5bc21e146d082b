/* The facts of a session, as members of the JSON output. */
#include "facts_json.h"

#include "json_writer.h"
#include "redact_copy.h"

static void
write_peer(const struct session_facts *facts, struct json_writer *json)
{
	const struct config *config = facts->config;
	const struct address *remote = &facts->ends.remote;
	char address[ADDRESS_TEXT_SIZE];

	json_open(json, "peer", '{');
	json_put_string(json, "host", config->target.host);
	if (!config->target.host_is_path) {
		json_put_decimal(json, "port", config->target.port, 0);
		if (remote->len > 0)
			address_print(remote, false, address);
		json_put_string(
		    json, "address", remote->len > 0 ? address : NULL);
	}
	json_close(json, '}');
}

static void
write_tls(const struct tls_facts *tls, struct json_writer *json)
{
	if (tls->version == NULL) {
		json_put_string(json, "tls", NULL);
		return;
	}
	json_open(json, "tls", '{');
	json_put_string(json, "version", tls->version);
	json_put_string(json, "cipher", tls->cipher);
	json_put_string(json, "group", tls->group);
	json_close(json, '}');
}

static void
write_certificate(
    const struct certificate_facts *facts, struct json_writer *json)
{
	if (!facts->seen) {
		json_put_string(json, "certificate", NULL);
		return;
	}
	json_open(json, "certificate", '{');
	json_put_string(json, "subject", facts->subject);
	json_put_string(json, "issuer", facts->issuer);
	json_put_decimal(json, "seconds_left", facts->seconds, 0);
	json_open(json, "faults", '[');
	for (size_t i = 0; i < facts->fault_count; i++)
		json_put_string(json, NULL, facts->faults[i].text);
	json_close(json, ']');
	json_close(json, '}');
}

/* The whole name, without what is the password. */
static void
write_user(const struct config *config, struct json_writer *json)
{
	const char *user = config->login.user;
	struct buf copy;

	if (user == NULL) {
		json_put_string(json, "user", NULL);
		return;
	}
	copy = redact_copy(&config->redact, user);
	json_put_string(json, "user", buf_string(&copy));
	buf_free(&copy);
}

static void
write_login(const struct session_facts *facts, struct json_writer *json)
{
	if (facts->mechanism == NULL) {
		json_put_string(json, "login", NULL);
		return;
	}
	json_open(json, "login", '{');
	json_put_string(json, "mechanism", facts->mechanism->name);
	write_user(facts->config, json);
	json_close(json, '}');
}

static void
write_hop(const struct hop *hop, struct json_writer *json)
{
	json_open(json, NULL, '{');
	json_put_string(json, "by", hop->by[0] == '\0' ? NULL : hop->by);
	json_put_string(json, "from", hop->from[0] == '\0' ? NULL : hop->from);
	if (hop->dated)
		json_put_decimal(json, "seconds", (double)hop->seconds, 0);
	json_close(json, '}');
}

static void
write_delivery(const struct round_trip_facts *facts, struct json_writer *json)
{
	if (!facts->arrived) {
		json_put_string(json, "delivery", NULL);
		return;
	}
	json_open(json, "delivery", '{');
	json_put_string(json, "token", facts->token);
	json_put_string(
	    json, "folder", facts->is_junk ? facts->junk : facts->folder);
	json_put_decimal(json, "seconds", facts->seconds, 6);
	json_put_decimal(json, "age", facts->age, 0);
	json_open(json, "way", '[');
	for (size_t i = 0; i < facts->hop_count; i++)
		write_hop(&facts->hops[i], json);
	json_close(json, ']');
	json_close(json, '}');
}

/* Of the session with the mailbox, and of the message that lies there. */
static void
write_round_trip(const struct round_trip_facts *facts, struct json_writer *json)
{
	json_open(json, "mailbox", '{');
	write_peer(facts->mailbox, json);
	write_tls(&facts->mailbox->tls, json);
	write_certificate(&facts->mailbox->certificate, json);
	json_put_string(json, "method", facts->method);
	write_user(facts->mailbox->config, json);
	json_close(json, '}');
	write_delivery(facts, json);
}

void
facts_write_json(const struct session_facts *facts, struct buf *out)
{
	struct json_writer json = { out, false };

	write_peer(facts, &json);
	write_tls(&facts->tls, &json);
	write_certificate(&facts->certificate, &json);
	write_login(facts, &json);
	if (facts->round_trip != NULL)
		write_round_trip(facts->round_trip, &json);
}
