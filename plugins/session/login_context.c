/* Who logs in, and by which means. */
#include "login_context.h"

/* Only mechanisms that the user names have a use for it. */
static const struct buf *
bind_to_endpoint(const struct session *session, struct buf *endpoint)
{
	if (session->facts.tls.version == NULL ||
	    session->facts.config->login.mechanisms == NULL ||
	    tls_server_endpoint(session->stream, endpoint) == -1)
		return NULL;
	return endpoint;
}

struct sasl_context
login_context(const struct session *session, struct sasl_binding *binding,
    struct buf *endpoint)
{
	const struct config *config = session->facts.config;
	const struct config_target *target = &config->target;
	bool encrypted = session->facts.tls.version != NULL;
	bool certificate = config->tls.client_certificate != NULL &&
			   !config->login.password_only;
	struct sasl_context context = {
		.user = config->login.user,
		.authzid = config->login.authzid,
		.host = target->host_is_path ? NULL : target->host,
		.port = target->port,
		.ticket = !config->login.password_only,
		.keytab = config->login.keytab,
		.certificate = encrypted && certificate,
		.secure = encrypted || config->login.allow_cleartext ||
			  address_is_local(&session->facts.ends.remote),
	};

	context.password = session->password;
	if (encrypted)
		binding->type =
		    tls_channel_binding(session->stream, &binding->data);
	if (binding->type != NULL)
		context.binding = binding;
	context.endpoint = bind_to_endpoint(session, endpoint);
	return context;
}
