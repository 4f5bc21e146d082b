/* The config: what the user asks for, and questions about it. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"

void
config_free(struct config *config)
{
	struct kept *next;

	for (; config->kept != NULL; config->kept = next) {
		next = config->kept->next;
		free(config->kept);
	}
	buf_free(&config->login.password);
	if (!config->mailbox.shares_secret) {
		buf_free(&config->mailbox.login.password);
		token_source_free(config->mailbox.login.source.tokens);
	}
	token_source_free(config->login.source.tokens);
	redact_free(&config->redact);
	if (config->fetched != NULL)
		redact_free(config->fetched);
	free(config->fetched);
}

char *
config_keep(struct config *config, const char *value, size_t len)
{
	struct kept *kept = memory_zeroed(sizeof(*kept) + len + 1);

	memcpy(kept->text, value, len);
	kept->next = config->kept;
	config->kept = kept;
	return kept->text;
}

/* limit_count: there are no thresholds for this label. */
static size_t
limit_index(const struct config *config, const char *label)
{
	size_t i = 0;

	while (i < config->judgement.limit_count &&
	       strcmp(config->judgement.limits[i].label, label) != 0)
		i++;
	return i;
}

struct limit *
config_limit(struct config *config, const char *label)
{
	size_t i = limit_index(config, label);

	if (i == CONFIG_LIMITS)
		return NULL;
	if (i == config->judgement.limit_count) {
		config->judgement.limit_count++;
		(void)snprintf(config->judgement.limits[i].label,
		    sizeof(config->judgement.limits[i].label), "%s", label);
	}
	return &config->judgement.limits[i];
}

const struct limit *
config_find_limit(const struct config *config, const char *label)
{
	size_t i = limit_index(config, label);

	return i < config->judgement.limit_count ? &config->judgement.limits[i]
						 : NULL;
}

/* Whoever asks a token endpoint again may have an answer: token/transient also
 * means that it gave none, or hung up. */
static bool
is_transient_too(const struct override *override, enum failure kind)
{
	return override->stage == STAGE_TOKEN &&
	       override->kind == FAILURE_TRANSIENT &&
	       (kind == FAILURE_TIMEOUT || kind == FAILURE_CLOSED);
}

/* How specific the rule is for this failure.  0: the rule does not apply. */
static int
override_rank(
    const struct override *override, enum stage_id stage, enum failure kind)
{
	bool any_stage = override->stage == STAGE_ANY;
	bool any_kind = override->kind == FAILURE_ANY;

	if (!any_stage && override->stage != stage)
		return 0;
	if (any_kind || override->kind == kind)
		return any_stage ? 1 : any_kind ? 2 : 4;
	return is_transient_too(override, kind) ? 3 : 0;
}

bool
config_override(const struct config *config, enum stage_id stage,
    enum failure kind, enum state *state)
{
	int best = 0;

	for (size_t i = 0; i < config->judgement.override_count; i++) {
		int rank =
		    override_rank(&config->judgement.overrides[i], stage, kind);

		if (rank > 0 && rank >= best) {
			best = rank;
			*state = config->judgement.overrides[i].state;
		}
	}
	return best > 0;
}

double
config_stage_timeout(const struct config *config, enum stage_id stage)
{
	double seconds = config->time.stage[stage];

	return seconds > 0 && seconds < config->time.total ? seconds
							   : config->time.total;
}

struct config *
config_of_mailbox(const struct config *config)
{
	struct config *own = memory_zeroed(sizeof(*own));

	*own = *config;
	own->target = config->mailbox.target;
	own->tls = config->mailbox.tls;
	own->login = config->mailbox.login;
	own->steps = (struct config_steps){ .login = false };
	return own;
}

bool
config_has_lookup(const struct config *config)
{
	return config->target.host_is_name && config->target.address == NULL;
}

bool
config_has_targets(const struct config *config)
{
	return config_has_lookup(config) &&
	       (config->target.mx || config->target.all_addresses);
}

bool
config_has_tls(const struct config *config)
{
	return config->tls.mode != TLS_NONE;
}

bool
secret_is_fetched(const struct secret_source *source)
{
	return source->kind == SECRET_COMMAND || source->kind == SECRET_OAUTH;
}

bool
config_has_secret(const struct config_login *login)
{
	return login->password.len > 0 || secret_is_fetched(&login->source);
}
