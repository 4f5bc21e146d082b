/* The options whose value is a list, a threshold or a rule. */
#include "option_lists.h"

#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "metric_labels.h"
#include "nearest.h"
#include "option_values.h"
#include "text.h"

/* The longest timeout, about eleven days.  A larger value is cut to this, so
 * that neither nanoseconds nor the milliseconds of poll(2) overflow. */
#define SECONDS_LIMIT 1e6

/* Bytes of all names of one kind; the labels of all mechanisms fit. */
#define LIST_LIMIT ((size_t)4096)

int
option_words(struct config *config, const char *list,
    int (*use)(struct config *, char *, struct error *), struct error *error)
{
	char *copy = memory_copy(list), *rest = copy, *word;
	int rc = 0;

	while (rc == 0 && (word = text_next(&rest, ',')) != NULL)
		rc = use(config, word, error);
	free(copy);
	return rc;
}

/* Refuses a name that is not in the list, and says which may be meant.  Frees
 * the list. */
static int
refuse_name(
    const char *what, const char *name, struct buf *names, struct error *error)
{
	char advice[NEAREST_SIZE];

	nearest_advise(advice, buf_string(names), name);
	buf_free(names);
	return error_set(
	    error, ERROR_USAGE, "%s \"%s\" (%s)", what, name, advice);
}

#define NEGATIVE_NAME(id, name, ...) [NEGATIVE_##id] = (name),

static const char *const negative_names[NEGATIVE_COUNT] = {
	NEGATIVE_CHECK_TABLE(NEGATIVE_NAME)
};

static int
add_negative_check(struct config *config, char *name, struct error *error)
{
	struct config_steps *steps = &config->steps;
	char advice[NEAREST_SIZE];
	int id = 0;

	while (id < NEGATIVE_COUNT && !text_same(name, negative_names[id]))
		id++;
	if (id == NEGATIVE_COUNT) {
		nearest_advise(advice, NEGATIVE_CHECK_WORDS, name);
		return error_set(error, ERROR_USAGE,
		    "nothing to refuse is called \"%s\" (%s)", name, advice);
	}
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
	return option_words(options->config, value, add_negative_check, error);
}

static int
refuse_metric(const char *name, struct error *error)
{
	struct buf names = BUF_INIT(LIST_LIMIT);

	metric_names(&names);
	return refuse_name(
	    "there is no metric or timed stage", name, &names, error);
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
		return refuse_metric(name, error);
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
add_warning(struct config *config, char *text, struct error *error)
{
	return add_limit(config, text, false, error);
}

static int
add_critical(struct config *config, char *text, struct error *error)
{
	return add_limit(config, text, true, error);
}

/* In some countries "0,5" is half a second.  Here the comma makes two ranges of
 * it, so say so. */
static int
check_plain_ranges(const char *list, struct error *error)
{
	size_t plain = 0;

	for (const char *at = list;; at++) {
		size_t len = strcspn(at, ",");

		plain += memchr(at, '=', len) == NULL;
		at += len;
		if (*at == '\0')
			break;
	}
	if (plain > 1)
		return error_set(error, ERROR_USAGE,
		    "two ranges for the same time in \"%s\" (decimals "
		    "have a point)",
		    list);
	return 0;
}

int
option_warning(struct options *options, char *value, struct error *error)
{
	if (check_plain_ranges(value, error) == -1)
		return -1;
	return option_words(options->config, value, add_warning, error);
}

int
option_critical(struct options *options, char *value, struct error *error)
{
	if (check_plain_ranges(value, error) == -1)
		return -1;
	return option_words(options->config, value, add_critical, error);
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
	{ "junk", FAILURE_JUNK },
};

static int
parse_failure(const char *name, enum failure *kind, struct error *error)
{
	struct buf names = BUF_INIT(LIST_LIMIT);

	for (size_t i = 0; i < sizeof(failures) / sizeof(failures[0]); i++) {
		if (text_same(name, failures[i].name)) {
			*kind = failures[i].kind;
			return 0;
		}
	}
	for (size_t i = 0; i < sizeof(failures) / sizeof(failures[0]); i++)
		(void)buf_printf(&names, " %s", failures[i].name);
	return refuse_name("there is no kind of failure", name, &names, error);
}

static int
parse_stage(const char *name, enum stage_id *stage, struct error *error)
{
	struct buf names = BUF_INIT(LIST_LIMIT);

	if (stage_find(name, stage))
		return 0;
	for (int i = 0; i < STAGE_COUNT; i++)
		(void)buf_printf(&names, " %s", stage_names[i].name);
	return refuse_name("there is no stage", name, &names, error);
}

static int
parse_state(const char *name, enum state *state, struct error *error)
{
	struct buf names = BUF_INIT(LIST_LIMIT);

	if (state_parse(name, state) == 0)
		return 0;
	for (int i = STATE_OK; i <= STATE_UNKNOWN; i++)
		(void)buf_printf(&names, " %s", state_name((enum state)i));
	return refuse_name("there is no state", name, &names, error);
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
	if (kind != NULL && parse_failure(kind, &override.kind, error) == -1)
		return -1;
	if (strcmp(text, "*") != 0) {
		if (parse_stage(text, &override.stage, error) == -1)
			return -1;
	} else if (kind == NULL)
		return error_set(error, ERROR_USAGE,
		    "\"*\" needs a kind of failure, as in */timeout");
	if (parse_state(state, &override.state, error) == -1)
		return -1;
	return add_override(config, override, error);
}

int
option_on_failure(struct options *options, char *value, struct error *error)
{
	return option_words(options->config, value, parse_override, error);
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

	if (parse_stage(name, &stage, error) == -1)
		return -1;
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
		if (parse_state(after, &override.state, error) == -1)
			return -1;
		if (add_override(config, override, error) == -1)
			return -1;
	}
	if (after != NULL && text[0] == '\0')
		return 0;
	return parse_seconds(text, &config->time.total, error);
}
