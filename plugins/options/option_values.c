/* The options whose value is more than a string. */
#include "option_values.h"

#include <stdio.h>
#include <string.h>

#include "memory.h"
#include "message.h"
#include "report_render.h"
#include "text.h"

/* A path has at most 256 octets (RFC 5321 4.5.3.1.3), but some servers allow
 * more. */
#define ADDRESS_LIMIT 1000

int
option_copy(char copy[OPTION_SIZE], const char *value, struct error *error)
{
	int len = snprintf(copy, OPTION_SIZE, "%s", value);

	if (len < 0 || len >= OPTION_SIZE)
		return error_set(error, ERROR_USAGE, "the value is too long");
	return 0;
}

int
option_verbose(struct options *options, char *value, struct error *error)
{
	(void)value;
	(void)error;
	options->config->output.verbosity++;
	return 0;
}

int
option_output_format(struct options *options, char *value, struct error *error)
{
	if (report_format_parse(value, &options->config->output.format) == -1)
		return error_set(error, ERROR_USAGE,
		    "text, json or prometheus is wanted, not \"%s\"", value);
	return 0;
}

/* The default is version 1, since every server with PROXY support knows it. */
int
option_proxy(struct options *options, char *value, struct error *error)
{
	options->config->target.proxy = PROXY_V1;
	if (value == NULL || text_same(value, "v1"))
		return 0;
	if (!text_same(value, "v2"))
		return error_set(error, ERROR_USAGE,
		    "v1 or v2 is wanted, not \"%s\"", value);
	options->config->target.proxy = PROXY_V2;
	return 0;
}

/* Parses "14" (days) or "33%" (of the lifetime). */
static int
parse_validity(char *text, struct validity *validity, struct error *error)
{
	size_t len = strlen(text);

	validity->given = true;
	validity->percent = len > 0 && text[len - 1] == '%';
	if (validity->percent)
		text[len - 1] = '\0';
	if (text_number(text, &validity->value) == -1 || validity->value < 0 ||
	    (validity->percent && validity->value > 100))
		return error_set(error, ERROR_USAGE,
		    "days, or percent up to 100%%, are wanted, not \"%s%s\"",
		    text, validity->percent ? "%" : "");
	return 0;
}

int
option_certificate(struct options *options, char *value, struct error *error)
{
	struct validity *warn = &options->config->tls.warn_validity;
	struct validity *critical = &options->config->tls.critical_validity;
	char copy[OPTION_SIZE], *rest = copy, *first;

	if (option_copy(copy, value, error) == -1)
		return -1;
	options->certificate = true;
	memset(critical, 0, sizeof(*critical));
	first = text_next(&rest, ',');
	if (parse_validity(first, warn, error) == -1)
		return -1;
	if (rest != NULL && parse_validity(rest, critical, error) == -1)
		return -1;
	if (critical->given && warn->percent == critical->percent &&
	    critical->value > warn->value)
		return error_set(error, ERROR_USAGE,
		    "the critical validity is longer than the warning one");
	return 0;
}

/* A name in a certificate has no dot at the end, so this one loses its dot. */
int
option_verify_name(struct options *options, char *value, struct error *error)
{
	size_t len = strlen(value);

	(void)error;
	if (len > 1 && value[len - 1] == '.')
		value[len - 1] = '\0';
	options->config->tls.verify_name = value;
	return 0;
}

int
option_pin(struct options *options, char *value, struct error *error)
{
	struct config *config = options->config;

	if (config->tls.pin_count == CONFIG_PINS)
		return error_set(
		    error, ERROR_USAGE, "more than %d pins", CONFIG_PINS);
	if (certificate_pin_parse(
		&config->tls.pins[config->tls.pin_count], value) == -1)
		return error_set(error, ERROR_USAGE,
		    "\"sha256:\" and 64 hexadecimal digits are wanted, not "
		    "\"%s\"",
		    value);
	config->tls.pin_count++;
	return 0;
}

/* Checks an address for MAIL or RCPT, and removes the brackets around it.
 * Returns a pointer into the value; NULL: error set. */
static char *
parse_address(char *value, struct error *error)
{
	size_t len = strlen(value);

	if (len > ADDRESS_LIMIT || text_has_control(value)) {
		(void)error_set(error, ERROR_USAGE,
		    "an address is too long or has control characters in it");
		return NULL;
	}
	if (len >= 2 && value[0] == '<' && value[len - 1] == '>') {
		value[len - 1] = '\0';
		value++;
	}
	if (strpbrk(value, "<>") != NULL ||
	    (strchr(value, ' ') != NULL && strchr(value, '"') == NULL)) {
		(void)error_set(error, ERROR_USAGE,
		    "an address has blanks or brackets in it: %s", value);
		return NULL;
	}
	return value;
}

int
option_sender(struct options *options, char *value, struct error *error)
{
	options->config->steps.has_sender = true;
	options->config->steps.from = parse_address(value, error);
	return options->config->steps.from == NULL ? -1 : 0;
}

int
option_recipient(struct options *options, char *value, struct error *error)
{
	struct config *config = options->config;

	value = parse_address(value, error);
	if (value == NULL)
		return -1;
	if (value[0] == '\0')
		return error_set(error, ERROR_USAGE, "an address is wanted");
	if (config->steps.to_count == CONFIG_RECIPIENTS)
		return error_set(error, ERROR_USAGE, "more than %d recipients",
		    CONFIG_RECIPIENTS);
	config->steps.to[config->steps.to_count++] = value;
	return 0;
}

int
option_header(struct options *options, char *value, struct error *error)
{
	struct config *config = options->config;

	if (!message_header_valid(value))
		return error_set(error, ERROR_USAGE,
		    "\"Name: value\" is wanted, not \"%s\"", value);
	if (config->steps.header_count == CONFIG_HEADERS)
		return error_set(
		    error, ERROR_USAGE, "more than %d headers", CONFIG_HEADERS);
	config->steps.headers[config->steps.header_count++] = value;
	return 0;
}

int
option_command(struct options *options, char *value, struct error *error)
{
	struct config *config = options->config;

	if (value[0] == '\0' || text_has_control(value))
		return error_set(error, ERROR_USAGE,
		    "a command without control characters is wanted");
	if (config->steps.command_count == CONFIG_COMMANDS)
		return error_set(error, ERROR_USAGE, "more than %d commands",
		    CONFIG_COMMANDS);
	config->steps.commands[config->steps.command_count++].text = value;
	return 0;
}

int
option_response(struct options *options, char *value, struct error *error)
{
	(void)error;
	if (options->response_count < CONFIG_COMMANDS)
		options->config->steps.commands[options->response_count++]
		    .pattern = value;
	return 0;
}

int
option_password(struct options *options, char *value, struct error *error)
{
	char *old = options->password.typed;

	(void)error;
	/* The last -P counts.  The others are secrets, too: another option may
	 * repeat them, and an error may quote that option. */
	if (old != NULL) {
		redact_secret(&options->config->redact, old, strlen(old));
		memory_wipe(old, strlen(old));
	}
	options->password.typed = value;
	return 0;
}

/* extra_opts_apply() has removed every full --extra-opts from the argument
 * list.  What arrives here is an abbreviation, or stands in a file. */
int
option_extra_opts(struct options *options, char *value, struct error *error)
{
	(void)options;
	(void)value;
	return error_set(
	    error, ERROR_USAGE, "it stands in the argument list, in full");
}

int
option_server_name(struct options *options, char *value, struct error *error)
{
	if (value == NULL)
		return 0;
	if (value[0] == '\0' || text_has_control(value))
		return error_set(error, ERROR_USAGE, "a host name is wanted");
	options->server_name = value;
	return 0;
}

static int
parse_version(enum tls_version *version, const char *text, struct error *error)
{
	*version = tls_version_find(text);
	if (*version == TLS_ANY)
		return error_set(error, ERROR_USAGE,
		    "1.0, 1.1, 1.2 or 1.3 is wanted, not \"%s\"", text);
	return 0;
}

int
option_tls_min(struct options *options, char *value, struct error *error)
{
	return parse_version(&options->config->tls.policy.min, value, error);
}

int
option_tls_max(struct options *options, char *value, struct error *error)
{
	return parse_version(&options->config->tls.policy.max, value, error);
}

/* Parses a number of targets. */
static int
parse_targets(const char *value, unsigned int *count, struct error *error)
{
	double number;

	if (text_number(value, &number) == -1 || number < 1 || number > 1000 ||
	    strchr(value, '.') != NULL)
		return error_set(error, ERROR_USAGE,
		    "a number of targets from 1 to 1000 is wanted, not \"%s\"",
		    value);
	*count = (unsigned int)number;
	return 0;
}

int
option_parallel(struct options *options, char *value, struct error *error)
{
	return parse_targets(value, &options->config->target.parallel, error);
}

int
option_quorum(struct options *options, char *value, struct error *error)
{
	return parse_targets(value, &options->config->judgement.quorum, error);
}
