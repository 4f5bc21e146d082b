/* The rows that a session runs, made from stage_table.h. */
#include "stages.h"

#define STAGE_FULL(id, name, metric, planned, run, permanent, transient, ...)  \
	{ STAGE_##id, planned, run, STATE_##permanent, STATE_##transient },
#define STAGE_AGAIN(id, planned, run, permanent, transient)                    \
	{ STAGE_##id, planned, run, STATE_##permanent, STATE_##transient },

const struct stage stages[STAGE_ROWS] = { STAGE_TABLE(
    STAGE_FULL, STAGE_AGAIN) };

bool
stage_is_planned(enum stage_id id, const struct config *config)
{
	for (size_t i = 0; i < STAGE_ROWS; i++)
		if (stages[i].id == id && stages[i].planned(config))
			return true;
	return false;
}

bool
stage_always(const struct config *config)
{
	(void)config;
	return true;
}

bool
stage_implicit_tls(const struct config *config)
{
	return config->tls.mode == TLS_IMPLICIT;
}

bool
stage_upgrade(const struct config *config)
{
	return config->tls.mode == TLS_STARTTLS;
}
