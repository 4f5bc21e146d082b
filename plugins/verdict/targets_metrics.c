/* The performance data of many targets. */
#include "targets_metrics.h"

#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "metric_labels.h"
#include "metric_ranges.h"

/* Bytes of a label: a name, an address, and "::time". */
#define LABEL_SIZE 400
/* What a label takes of them. */
#define LABEL_LETTERS                                                          \
	"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"       \
	"-._"

size_t
targets_count_good(const struct targets_facts *facts)
{
	size_t good = 0;

	for (size_t i = 0; i < facts->count; i++)
		good += facts->reports[i]->state == STATE_OK;
	return good;
}

const struct metric *
targets_find_metric(const struct report *report, const char *label)
{
	for (size_t i = 0; i < report->metric_count; i++)
		if (strcmp(report->metrics[i].label, label) == 0)
			return &report->metrics[i];
	return NULL;
}

enum state
targets_metric_state(const struct metric *metric)
{
	const struct range *ignored;

	return metric_range_state(metric, &ignored);
}

/* Of values in the same state the larger one is worse; of days that are left
 * the smaller one. */
static bool
is_worse(const struct metric *one, const struct metric *other)
{
	enum state state = targets_metric_state(one),
		   others = targets_metric_state(other);

	if (state != others)
		return state_worse(state, others) == state;
	return one->signed_value ? one->value < other->value
				 : one->value > other->value;
}

/* The metrics of all targets, each with its worst value. */
struct merged {
	struct metric *list;
	size_t count;
};

/* The labels of each target come in the same order, but some have none of
 * some: a new one goes behind the one that it follows there. */
static void
merge_metrics(struct merged *merged, const struct report *report)
{
	size_t place = 0;

	for (size_t i = 0; i < report->metric_count; i++) {
		const struct metric *one = &report->metrics[i];
		size_t at = 0;

		while (at < merged->count &&
		       strcmp(merged->list[at].label, one->label) != 0)
			at++;
		if (at == merged->count) {
			memmove(&merged->list[place + 1], &merged->list[place],
			    (merged->count - place) * sizeof(*one));
			merged->list[place] = *one;
			merged->count++;
			at = place;
		} else if (is_worse(one, &merged->list[at]))
			merged->list[at] = *one;
		place = at + 1;
	}
}

/* Where the address begins that the text ends in: "[192.0.2.2]". */
static size_t
find_address(const char *text, size_t len)
{
	size_t at = len;

	if (len == 0 || text[len - 1] != ']')
		return len;
	while (--at > 0 &&
	       strchr("0123456789abcdefABCDEF.:", text[at - 1]) != NULL)
		continue;
	return at > 0 && text[at - 1] == '[' ? at - 1 : len;
}

/* "mx2.example.com[192.0.2.2]" of "mx2.example.com[192.0.2.2]:25", without what
 * may not stand in a label. */
static void
put_label(const struct report *report, struct buf *out)
{
	const char *target = buf_string(&report->target);
	const char *end = strrchr(target, ':');
	size_t len = end == NULL ? strlen(target) : (size_t)(end - target);
	size_t address = find_address(target, len);

	for (size_t i = 0; i < address; i++) {
		char letter = target[i];

		if (strchr(LABEL_LETTERS, letter) == NULL)
			letter = '_';
		(void)buf_putc(out, letter);
	}
	(void)buf_append(out, target + address, len - address);
	(void)buf_puts(out, "::time");
}

/* Without a minimum, as bare as it can be. */
static void
put_count(struct report *report, const char *label, size_t count)
{
	const struct metric metric = {
		.label = label,
		.uom = "",
		.value = (double)count,
		.signed_value = true,
	};

	report_metric(report, &metric);
}

/* Names that differ only in what may not stand in a label have the same one,
 * and the first of them keeps it. */
static void
put_target_time(struct report *report, const struct metric *metric)
{
	if (targets_find_metric(report, metric->label) == NULL)
		report_metric(report, metric);
}

static void
put_target_times(const struct targets_facts *facts, struct report *report)
{
	struct buf label = BUF_INIT(LABEL_SIZE);

	for (size_t i = 0; i < facts->count; i++) {
		const struct metric *time =
		    targets_find_metric(facts->reports[i], METRIC_TIME);
		struct metric own;

		if (time == NULL)
			continue;
		own = *time;
		own.thresholds = (struct thresholds){ .has_warning = false };
		buf_clear(&label);
		put_label(facts->reports[i], &label);
		own.label = buf_string(&label);
		put_target_time(report, &own);
	}
	buf_free(&label);
}

void
targets_put_metrics(const struct targets_facts *facts, struct report *report)
{
	struct merged merged = { .count = 0 };
	size_t most = 0;

	for (size_t i = 0; i < facts->count; i++)
		most += facts->reports[i]->metric_count;
	merged.list = memory_zeroed((most + 1) * sizeof(*merged.list));
	for (size_t i = 0; i < facts->count; i++)
		merge_metrics(&merged, facts->reports[i]);
	for (size_t i = 0; i < merged.count; i++) {
		if (strcmp(merged.list[i].label, METRIC_TIME) == 0)
			merged.list[i].value = facts->seconds;
		report_metric(report, &merged.list[i]);
	}
	free(merged.list);
	put_count(report, "targets", facts->count);
	put_count(
	    report, "targets_failed", facts->count - targets_count_good(facts));
	put_target_times(facts, report);
}
