/* Values that break a range of -w or -c. */
#include "metric_ranges.h"

#include <math.h>
#include <string.h>

#include "findings.h"
#include "hints.h"
#include "metric_labels.h"
#include "stage_times.h"

/* All logins share the hint about "time_auth", and a metric without a hint of
 * its own gets the hint about "time". */
static const char *
hint_topic(const struct check_facts *check, const char *label)
{
	const char *auth = stage_names[STAGE_AUTH].metric;
	const struct error no_error = { 0 };

	if (strncmp(label, auth, strlen(auth)) == 0)
		return finding_suspects_penalty(check) ? "auth-penalty" : auth;
	return hint_find(label, &no_error, 0) != NULL ? label : METRIC_TIME;
}

/* As many decimals as a finding shows of a value that has so many. */
static int
shown_decimals(int decimals, double value)
{
	return decimals > 3 && value >= 0.01 ? 3 : decimals;
}

/* ", slowest: auth 8.020 s": where the time of the whole check went. */
static void
put_slowest(const struct check_facts *check, int decimals, struct buf *out)
{
	struct slowest slowest = stage_times_slowest(check, NULL, STAGE_COUNT);
	double seconds = slowest.seconds;

	if (slowest.session == NULL)
		return;
	(void)buf_puts(out, ", slowest: ");
	stage_times_put_name(slowest.session, slowest.stage, out);
	(void)buf_putc(out, ' ');
	(void)buf_put_decimal(out, seconds, shown_decimals(decimals, seconds));
	(void)buf_puts(out, " s");
}

/* The finding shows both ends of the range: "5" becomes "0:5". */
void
metric_range_report(const struct check_facts *check,
    const struct metric *metric, const struct range *range, enum state state,
    struct report *report)
{
	struct range bare = { range->start, range->end, false };
	struct buf text = BUF_INIT(512);

	(void)buf_printf(&text, "%s ", metric->label);
	(void)buf_put_decimal(&text, metric->value,
	    shown_decimals(metric->decimals, metric->value));
	(void)buf_printf(&text, "%s%s is %s %s",
	    metric->uom[0] == '\0' ? "" : " ", metric->uom,
	    range->inside ? "within" : "outside",
	    range->start == 0 && !isinf(range->end) ? "0:" : "");
	range_print(&text, &bare);
	if (strcmp(metric->label, METRIC_TIME) == 0 && !range->inside &&
	    metric->value > range->end)
		put_slowest(check, metric->decimals, &text);
	finding_add_range(
	    report, state, hint_topic(check, metric->label), buf_string(&text));
	buf_free(&text);
}

enum state
metric_range_state(const struct metric *metric, const struct range **broken)
{
	const struct thresholds *t = &metric->thresholds;

	if (t->has_critical && range_alerts(&t->critical, metric->value)) {
		*broken = &t->critical;
		return STATE_CRITICAL;
	}
	if (t->has_warning && range_alerts(&t->warning, metric->value)) {
		*broken = &t->warning;
		return STATE_WARNING;
	}
	return STATE_OK;
}

void
metric_range_judge(const struct check_facts *check, const struct metric *metric,
    struct report *report)
{
	const struct range *broken = NULL;
	enum state state = metric_range_state(metric, &broken);

	if (broken != NULL)
		metric_range_report(check, metric, broken, state, report);
}
