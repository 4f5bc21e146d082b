#include "option_values.h"

#include <stdio.h>
#include <string.h>

#include "memory.h"
#include "message.h"
#include "metrics.h"
#include "stages.h"
#include "text.h"

/* RFC 5321 4.5.3.1.3, and room for what servers allow beyond it. */
#define ADDRESS_LIMIT 1000
/* Bytes of a value that is taken apart, with its NUL. */
#define VALUE_SIZE 1024
/* Eleven days; what is more means the same. */
#define SECONDS_LIMIT 1e6

static int
copy_value(char copy[VALUE_SIZE], const char *value, struct error *error)
{
	int len = snprintf(copy, VALUE_SIZE, "%s", value);

	if (len < 0 || len >= VALUE_SIZE)
		return error_set(error, ERROR_USAGE, "the value is too long");
	return 0;
}

int
option_verbose(struct options *options, char *value, struct error *error)
{
	(void)value;
	(void)error;
	options->config.verbosity++;
	return 0;
}

/* "14" days or "33%" of the lifetime. */
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
		    "days or percent are wanted, not \"%s\"", text);
	return 0;
}

int
option_certificate(struct options *options, char *value, struct error *error)
{
	struct validity *warn = &options->config.warn_validity;
	struct validity *critical = &options->config.critical_validity;
	char copy[VALUE_SIZE], *rest = copy, *first;

	if (copy_value(copy, value, error) == -1)
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

/* An address for MAIL or RCPT, the brackets around it taken off. */
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
	options->config.has_sender = true;
	options->config.from = parse_address(value, error);
	return options->config.from == NULL ? -1 : 0;
}

int
option_recipient(struct options *options, char *value, struct error *error)
{
	struct config *config = &options->config;

	value = parse_address(value, error);
	if (value == NULL)
		return -1;
	if (value[0] == '\0')
		return error_set(error, ERROR_USAGE, "an address is wanted");
	if (config->to_count == CONFIG_RECIPIENTS)
		return error_set(error, ERROR_USAGE, "more than %d recipients",
		    CONFIG_RECIPIENTS);
	config->to[config->to_count++] = value;
	return 0;
}

int
option_header(struct options *options, char *value, struct error *error)
{
	struct config *config = &options->config;

	if (!message_header_valid(value))
		return error_set(error, ERROR_USAGE,
		    "\"Name: value\" is wanted, not \"%s\"", value);
	if (config->header_count == CONFIG_HEADERS)
		return error_set(
		    error, ERROR_USAGE, "more than %d headers", CONFIG_HEADERS);
	config->headers[config->header_count++] = value;
	return 0;
}

int
option_command(struct options *options, char *value, struct error *error)
{
	struct config *config = &options->config;

	if (value[0] == '\0' || text_has_control(value))
		return error_set(error, ERROR_USAGE,
		    "a command without control characters is wanted");
	if (config->command_count == CONFIG_COMMANDS)
		return error_set(error, ERROR_USAGE, "more than %d commands",
		    CONFIG_COMMANDS);
	config->commands[config->command_count++].text = value;
	return 0;
}

int
option_response(struct options *options, char *value, struct error *error)
{
	(void)error;
	if (options->response_count < CONFIG_COMMANDS)
		options->config.commands[options->response_count++].pattern =
		    value;
	return 0;
}

int
option_password(struct options *options, char *value, struct error *error)
{
	(void)error;
	/* The last one counts; the others must not stay, either. */
	if (options->password != NULL)
		memory_wipe(options->password, strlen(options->password));
	options->password = value;
	return 0;
}

/* "[METRIC=]RANGE", which becomes the label's warning or critical range. */
static int
take_limit(
    struct config *config, char *text, bool critical, struct error *error)
{
	char *range = strchr(text, '='), *name = NULL;
	struct thresholds *thresholds;
	struct limit *limit;
	const char *label;

	if (range != NULL) {
		*range++ = '\0';
		name = text;
	} else
		range = text;
	label = metric_label(name);
	if (label == NULL)
		return error_set(error, ERROR_USAGE,
		    "there is no metric or timed stage \"%s\"", name);
	limit = config_limit(config, label);
	if (limit == NULL)
		return error_set(error, ERROR_USAGE, "too many thresholds");
	thresholds = &limit->thresholds;
	if (range_parse(range,
		critical ? &thresholds->critical : &thresholds->warning) == -1)
		return error_set(
		    error, ERROR_USAGE, "not a range: \"%s\"", range);
	*(critical ? &thresholds->has_critical : &thresholds->has_warning) =
	    true;
	return 0;
}

static int
take_limits(struct options *options, const char *value, bool critical,
    struct error *error)
{
	char copy[VALUE_SIZE], *rest = copy, *one;
	bool plain = false;

	if (copy_value(copy, value, error) == -1)
		return -1;
	for (one = text_next(&rest, ','); one != NULL;
	     one = text_next(&rest, ',')) {
		/* 0,5 is half a second in some places, and here two ranges. */
		if (strchr(one, '=') == NULL && plain)
			return error_set(error, ERROR_USAGE,
			    "two ranges for the same time in \"%s\" (decimals "
			    "have a point)",
			    value);
		plain = plain || strchr(one, '=') == NULL;
		if (take_limit(&options->config, one, critical, error) == -1)
			return -1;
	}
	return 0;
}

int
option_warning(struct options *options, char *value, struct error *error)
{
	return take_limits(options, value, false, error);
}

int
option_critical(struct options *options, char *value, struct error *error)
{
	return take_limits(options, value, true, error);
}

static const struct {
	const char *name;
	enum failure kind;
} failures[] = {
	{ "timeout", FAILURE_TIMEOUT },
	{ "closed", FAILURE_CLOSED },
	{ "transient", FAILURE_TRANSIENT },
	{ "permanent", FAILURE_PERMANENT },
	{ "unsupported", FAILURE_UNSUPPORTED },
	{ "protocol", FAILURE_PROTOCOL },
};

static bool
parse_failure(const char *name, enum failure *kind)
{
	for (size_t i = 0; i < sizeof(failures) / sizeof(failures[0]); i++) {
		if (text_same(name, failures[i].name)) {
			*kind = failures[i].kind;
			return true;
		}
	}
	return false;
}

static int
add_override(
    struct config *config, struct override override, struct error *error)
{
	if (config->override_count == CONFIG_OVERRIDES)
		return error_set(error, ERROR_USAGE,
		    "more than %d states for failures", CONFIG_OVERRIDES);
	config->overrides[config->override_count++] = override;
	return 0;
}

/* "STAGE/KIND=STATE", "STAGE=STATE" or "STAR/KIND=STATE". */
static int
take_override(struct config *config, char *text, struct error *error)
{
	struct override override = { NULL, FAILURE_ANY, STATE_OK };
	char *state = strchr(text, '='), *kind;

	if (state == NULL)
		return error_set(error, ERROR_USAGE,
		    "STAGE/KIND=STATE is wanted, not \"%s\"", text);
	*state++ = '\0';
	kind = strchr(text, '/');
	if (kind != NULL)
		*kind++ = '\0';
	if (kind != NULL && !parse_failure(kind, &override.kind))
		return error_set(error, ERROR_USAGE,
		    "there is no kind of failure \"%s\"", kind);
	if (strcmp(text, "*") != 0) {
		override.stage = stage_find(text);
		if (override.stage == NULL)
			return error_set(error, ERROR_USAGE,
			    "there is no stage \"%s\"", text);
	} else if (kind == NULL)
		return error_set(error, ERROR_USAGE,
		    "\"*\" needs a kind of failure, as in */timeout");
	if (state_parse(state, &override.state) == -1)
		return error_set(
		    error, ERROR_USAGE, "there is no state \"%s\"", state);
	return add_override(config, override, error);
}

int
option_on_failure(struct options *options, char *value, struct error *error)
{
	char copy[VALUE_SIZE], *rest = copy, *one;

	if (copy_value(copy, value, error) == -1)
		return -1;
	for (one = text_next(&rest, ','); one != NULL;
	     one = text_next(&rest, ','))
		if (take_override(&options->config, one, error) == -1)
			return -1;
	return 0;
}

static int
parse_seconds(const char *text, double *seconds, struct error *error)
{
	if (text_number(text, seconds) == -1 || *seconds <= 0)
		return error_set(error, ERROR_USAGE,
		    "seconds above 0 are wanted, not \"%s\"", text);
	if (*seconds > SECONDS_LIMIT)
		*seconds = SECONDS_LIMIT;
	return 0;
}

static int
take_stage_timeout(
    struct config *config, char *name, const char *text, struct error *error)
{
	struct stage_timeout limit = { stage_find(name), 0 };

	if (limit.stage == NULL)
		return error_set(
		    error, ERROR_USAGE, "there is no stage \"%s\"", name);
	if (parse_seconds(text, &limit.seconds, error) == -1)
		return -1;
	if (config->stage_timeout_count == CONFIG_LIMITS)
		return error_set(error, ERROR_USAGE, "too many time limits");
	config->stage_timeouts[config->stage_timeout_count++] = limit;
	return 0;
}

/* "10", "10:unknown", ":unknown" or "auth=3". */
int
option_timeout(struct options *options, char *value, struct error *error)
{
	struct config *config = &options->config;
	struct override override = { NULL, FAILURE_TIMEOUT, STATE_OK };
	char text[VALUE_SIZE], *after;

	if (copy_value(text, value, error) == -1)
		return -1;
	after = strchr(text, '=');
	if (after != NULL) {
		*after++ = '\0';
		return take_stage_timeout(config, text, after, error);
	}
	after = strchr(text, ':');
	if (after != NULL) {
		*after++ = '\0';
		if (state_parse(after, &override.state) == -1)
			return error_set(error, ERROR_USAGE,
			    "there is no state \"%s\"", after);
		if (add_override(config, override, error) == -1)
			return -1;
	}
	if (after != NULL && text[0] == '\0')
		return 0;
	return parse_seconds(text, &config->timeout, error);
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
