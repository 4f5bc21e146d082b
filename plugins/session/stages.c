#include "stages.h"

#include <string.h>

#include "stage_rows.h"

static bool
always(const struct config *config)
{
	(void)config;
	return true;
}

static bool
named(const struct config *config)
{
	return config_has_lookup(config) || config->tls.dane;
}

static bool
implicit(const struct config *config)
{
	return config->tls.mode == TLS_IMPLICIT;
}

static bool
upgrade(const struct config *config)
{
	return config->tls.mode == TLS_STARTTLS;
}

static bool
login(const struct config *config)
{
	return config->steps.login;
}

static bool
sender(const struct config *config)
{
	return config->steps.has_sender;
}

static bool
recipient(const struct config *config)
{
	return config->steps.to_count > 0;
}

static bool
commands(const struct config *config)
{
	return config->steps.command_count > 0;
}

static bool
message(const struct config *config)
{
	return config->steps.send;
}

/* clang-format off */
const struct stage stages[] = {
	/* name       title             metric           planned    run              5yz and all else  4yz */
	{ "resolve",  "name lookup",    "time_resolve",  named,     run_resolve,     STATE_CRITICAL, STATE_CRITICAL },
	{ "connect",  "connection",     "time_connect",  always,    run_connect,     STATE_CRITICAL, STATE_CRITICAL },
	{ "tls",      "TLS handshake",  "time_tls",      implicit,  run_handshake,   STATE_CRITICAL, STATE_CRITICAL },
	{ "cert",     "certificate",    NULL,            implicit,  run_certificate, STATE_CRITICAL, STATE_CRITICAL },
	{ "banner",   "greeting",       "time_banner",   always,    run_banner,      STATE_CRITICAL, STATE_CRITICAL },
	{ "ehlo",     "EHLO",           "time_ehlo",     always,    run_ehlo,        STATE_CRITICAL, STATE_CRITICAL },
	{ "starttls", "STARTTLS",       "time_starttls", upgrade,   run_starttls,    STATE_CRITICAL, STATE_CRITICAL },
	{ "tls",      "TLS handshake",  "time_tls",      upgrade,   run_handshake,   STATE_CRITICAL, STATE_CRITICAL },
	{ "cert",     "certificate",    NULL,            upgrade,   run_certificate, STATE_CRITICAL, STATE_CRITICAL },
	{ "ehlo",     "EHLO under TLS", "time_ehlo",     upgrade,   run_ehlo,        STATE_CRITICAL, STATE_CRITICAL },
	{ "auth",     "login",          "time_auth",     login,     run_auth,        STATE_CRITICAL, STATE_CRITICAL },
	{ "mail",     "MAIL FROM",      "time_mail",     sender,    run_mail,        STATE_CRITICAL, STATE_WARNING },
	{ "rcpt",     "RCPT TO",        "time_rcpt",     recipient, run_rcpt,        STATE_CRITICAL, STATE_WARNING },
	{ "command",  "own commands",   "time_command",  commands,  run_commands,    STATE_CRITICAL, STATE_WARNING },
	{ "data",     "message",        "time_data",     message,   run_data,        STATE_CRITICAL, STATE_WARNING },
};
/* clang-format on */

const size_t stage_count = sizeof(stages) / sizeof(stages[0]);

_Static_assert(sizeof(stages) / sizeof(stages[0]) <= STAGE_MAX,
    "struct session has an observation for each row");

const char *
stage_find(const char *name)
{
	for (size_t i = 0; i < stage_count; i++)
		if (strcmp(stages[i].name, name) == 0)
			return stages[i].name;
	return NULL;
}

bool
stage_is_first(size_t row)
{
	for (size_t i = 0; i < row; i++)
		if (strcmp(stages[i].name, stages[row].name) == 0)
			return false;
	return true;
}
