/* The options whose value is a list, a threshold or a rule. */
#include "option_lists.h"

#include <string.h>

#include "metric_labels.h"
#include "option_values.h"
#include "text.h"

/* The longest timeout, about eleven days.  A larger value is cut to this, so
 * that neither nanoseconds nor the milliseconds of poll(2) overflow. */
#define SECONDS_LIMIT 1e6

#define NEGATIVE_NAME(id, name, ...) [NEGATIVE_##id] = (name),

static const char *const negative_names[NEGATIVE_COUNT] = {
	NEGATIVE_CHECK_TABLE(NEGATIVE_NAME)
};

static int
add_negative_check(
    struct config_steps *steps, const char *name, struct error *error)
{
	int id = 0;

	while (id < NEGATIVE_COUNT && !text_same(name, negative_names[id]))
		id++;
	if (id == NEGATIVE_COUNT)
		return error_set(error, ERROR_USAGE,
		    "nothing to refuse is called \"%s\"", name);
	for (size_t i = 0; i < steps->negative_count; i++)
		if (steps->negative[i] == (enum negative_check_id)id)
			return error_set(
			    error, ERROR_USAGE, "%s stands twice", name);
	steps->negative[steps->negative_count++] = (enum negative_check_id)id;
	return 0;
}

int
option_refuse(struct options *options, char *value, struct error *error)
{
	char copy[OPTION_SIZE], *rest = copy, *item;

	if (option_copy(copy, value, error) == -1)
		return -1;
	for (item = text_next(&rest, ','); item != NULL;
	     item = text_next(&rest, ','))
		if (add_negative_check(&options->config->steps, item, error) ==
		    -1)
			return -1;
	return 0;
}

/* Can this be an EHLO keyword or parameter?  The check is looser than RFC 5321
 * 4.1.1.1, since some servers are loose, too. */
static bool
is_ehlo_word(const char *text)
{
	return text[0] != '\0' && text_is_ascii(text) &&
	       !text_has_control(text) && strchr(text, ' ') == NULL;
}

/* Does item option require what the other forbids? */
static bool
offers_conflict(const struct offer *a, const struct offer *b)
{
	const char *x = a->parameter == NULL ? "" : a->parameter;
	const char *y = b->parameter == NULL ? "" : b->parameter;

	return a->forbidden != b->forbidden &&
	       text_same(a->keyword, b->keyword) && text_same(x, y);
}

/* Parses "SIZE" or "AUTH/PLAIN". */
static int
add_offer(
    struct config *config, char *text, bool forbidden, struct error *error)
{
	struct offer *offer =
	    &config->judgement.offers[config->judgement.offer_count];
	char *parameter = strchr(text, '/');

	/* There must be a word on each side of the slash. */
	if (!is_ehlo_word(text) || parameter == text ||
	    (parameter != NULL && parameter[1] == '\0'))
		return error_set(error, ERROR_USAGE,
		    "an extension is wanted, as in SIZE or AUTH/PLAIN");
	if (config->judgement.offer_count == CONFIG_OFFERS)
		return error_set(error, ERROR_USAGE, "more than %d extensions",
		    CONFIG_OFFERS);
	if (parameter != NULL)
		*parameter++ = '\0';
	*offer = (struct offer){ text, parameter, forbidden };
	for (size_t i = 0; i < config->judgement.offer_count; i++)
		if (offers_conflict(&config->judgement.offers[i], offer))
			return error_set(error, ERROR_USAGE,
			    "%s is both required and forbidden", text);
	config->judgement.offer_count++;
	return 0;
}

/* The offers point into the value, which the argument list keeps. */
static int
parse_offers(
    struct options *options, char *value, bool forbidden, struct error *error)
{
	char *item;

	for (item = text_next(&value, ','); item != NULL;
	     item = text_next(&value, ','))
		if (add_offer(options->config, item, forbidden, error) == -1)
			return -1;
	return 0;
}

int
option_require(struct options *options, char *value, struct error *error)
{
	return parse_offers(options, value, false, error);
}

int
option_forbid(struct options *options, char *value, struct error *error)
{
	return parse_offers(options, value, true, error);
}

/* Parses "[METRIC=]RANGE" into the warning or critical range of the metric. */
static int
add_limit(struct config *config, char *text, bool critical, struct error *error)
{
	char *range = strchr(text, '='), *name = NULL;
	struct thresholds *thresholds;
	struct limit *limit;
	char label[PERFDATA_LABEL_SIZE];

	if (range != NULL) {
		*range++ = '\0';
		name = text;
	} else
		range = text;
	if (metric_label(name, label) == -1)
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
parse_limits(struct options *options, const char *value, bool critical,
    struct error *error)
{
	char copy[OPTION_SIZE], *rest = copy, *item;
	bool plain = false;

	if (option_copy(copy, value, error) == -1)
		return -1;
	for (item = text_next(&rest, ','); item != NULL;
	     item = text_next(&rest, ',')) {
		/* In some countries "0,5" is half a second.  Here the comma
		 * would make two ranges of it, so say so. */
		if (strchr(item, '=') == NULL && plain)
			return error_set(error, ERROR_USAGE,
			    "two ranges for the same time in \"%s\" (decimals "
			    "have a point)",
			    value);
		plain = plain || strchr(item, '=') == NULL;
		if (add_limit(options->config, item, critical, error) == -1)
			return -1;
	}
	return 0;
}

int
option_warning(struct options *options, char *value, struct error *error)
{
	return parse_limits(options, value, false, error);
}

int
option_critical(struct options *options, char *value, struct error *error)
{
	return parse_limits(options, value, true, error);
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
	if (config->judgement.override_count == CONFIG_OVERRIDES)
		return error_set(error, ERROR_USAGE,
		    "more than %d states for failures", CONFIG_OVERRIDES);
	config->judgement.overrides[config->judgement.override_count++] =
	    override;
	return 0;
}

/* Parses "STAGE/KIND=STATE", "STAGE=STATE", or the first with an asterisk for
 * the stage. */
static int
parse_override(struct config *config, char *text, struct error *error)
{
	struct override override = { STAGE_ANY, FAILURE_ANY, STATE_OK };
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
		if (!stage_find(text, &override.stage))
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
	char copy[OPTION_SIZE], *rest = copy, *item;

	if (option_copy(copy, value, error) == -1)
		return -1;
	for (item = text_next(&rest, ','); item != NULL;
	     item = text_next(&rest, ','))
		if (parse_override(options->config, item, error) == -1)
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
parse_stage_timeout(
    struct config *config, char *name, const char *text, struct error *error)
{
	enum stage_id stage;

	if (!stage_find(name, &stage))
		return error_set(
		    error, ERROR_USAGE, "there is no stage \"%s\"", name);
	return parse_seconds(text, &config->time.stage[stage], error);
}

/* Parses "10", "10:unknown", ":unknown" or "auth=3". */
int
option_timeout(struct options *options, char *value, struct error *error)
{
	struct config *config = options->config;
	struct override override = { STAGE_ANY, FAILURE_TIMEOUT, STATE_OK };
	char text[OPTION_SIZE], *after;

	if (option_copy(text, value, error) == -1)
		return -1;
	after = strchr(text, '=');
	if (after != NULL) {
		*after++ = '\0';
		return parse_stage_timeout(config, text, after, error);
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
	return parse_seconds(text, &config->time.total, error);
}
