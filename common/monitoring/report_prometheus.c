/* Renders a report as OpenMetrics text. */
#include "report_prometheus.h"

#include <math.h>
#include <string.h>

#include "text.h"

#define PREFIX "smtp_auth_"
#define END "# EOF\n"
/* Bytes of one line, of a label's value before it is escaped, and of a name. */
#define LINE_LIMIT ((size_t)4 * 1024)
#define NAME_LIMIT ((size_t)256)

/* A name with its samples.  All are gauges: Prometheus' older text format,
 * which node_exporter reads, knows no other type that would fit. */
struct family {
	const char *metrics; /* a label of performance data; * is any text */
	const char *label;   /* has the value of that *, or NULL */
	const char *name;    /* behind PREFIX; NULL: the label itself */
	const char *unit;    /* or NULL */
	const char *help;
};

/* A metric belongs to the first row that fits. */
static const struct family metric_families[] = {
	{ "time", NULL, "duration_seconds", "seconds",
	    "Time from the start to the end of the last stage." },
	{ "time_auth_*", "mechanism", "login_seconds", "seconds",
	    "Time of each login of --auth-each." },
	{ "time_*", "stage", "stage_seconds", "seconds",
	    "Time of each stage that ran." },
	{ "*::time", NULL, NULL, NULL, NULL }, /* see put_parts() */
	{ "cert_days", NULL, "cert_days", "days",
	    "Whole days until the first certificate of the chain expires." },
	{ "*", NULL, NULL, NULL, "The performance value of this name." },
};

#define METRIC_FAMILIES (sizeof(metric_families) / sizeof(metric_families[0]))

static const struct family state = { .name = "state",
	.help = "State of the check: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN." };
static const struct family hint = { .name = "hint",
	.help = "1 for who must act, while the check is not OK." };
static const struct family part_state = { .name = "target_state",
	.help = "State of each of many targets, by the same numbers." };
static const struct family part_time = { .name = "target_seconds",
	.unit = "seconds",
	.help = "Time of each of many targets." };
static const struct family stage_state = { .name = "stage_state",
	.help = "State of each stage that ran, by the same numbers." };
static const struct family reply_code = { .name = "reply_code",
	.help = "Code of the reply that a stage was refused with." };
static const struct family threshold = { .name = "threshold",
	.help = "Limit that the options set for a performance value." };

/* A label of a sample; value NULL: it is left out. */
struct label {
	const char *name, *value;
};

#define LABELS 3

/* Appends the line, if it leaves room for the end of the text. */
static void
put_line(struct buf *out, const struct buf *line)
{
	if (out->len + line->len + sizeof(END) <= out->limit)
		(void)buf_append(out, buf_string(line), line->len);
}

static void
put_name(struct buf *line, const char *name)
{
	(void)buf_puts(line, PREFIX);
	for (; *name != '\0'; name++) {
		bool digit = *name >= '0' && *name <= '9';
		bool lower = *name >= 'a' && *name <= 'z';

		if (digit || lower)
			(void)buf_putc(line, *name);
		else
			(void)buf_putc(line, '_');
	}
}

static void
put_family_line(
    struct buf *out, const char *keyword, const char *name, const char *text)
{
	struct buf line = BUF_INIT(LINE_LIMIT);

	(void)buf_printf(&line, "# %s ", keyword);
	put_name(&line, name);
	(void)buf_printf(&line, " %s\n", text);
	put_line(out, &line);
	buf_free(&line);
}

static void
put_family(struct buf *out, const struct family *family, const char *name)
{
	put_family_line(out, "TYPE", name, "gauge");
	if (family->unit != NULL)
		put_family_line(out, "UNIT", name, family->unit);
	put_family_line(out, "HELP", name, family->help);
}

static void
put_label(struct buf *line, const struct label *label, char before)
{
	char text[NAME_LIMIT];

	(void)text_printable(
	    text, sizeof(text), label->value, strlen(label->value));
	(void)buf_printf(line, "%c%s=\"", before, label->name);
	for (const char *at = text; *at != '\0'; at++) {
		if (*at == '"' || *at == '\\')
			(void)buf_putc(line, '\\');
		(void)buf_putc(line, *at);
	}
	(void)buf_putc(line, '"');
}

/* Appends a sample with these LABELS, behind the label of the target. */
static void
put_sample(const struct report *report, struct buf *out, const char *name,
    const struct label *labels, const struct buf *value)
{
	const struct label target = { "target", buf_string(&report->target) };
	struct buf line = BUF_INIT(LINE_LIMIT);
	char before = '{';

	put_name(&line, name);
	if (report->target.len > 0) {
		put_label(&line, &target, before);
		before = ',';
	}
	for (size_t i = 0; labels != NULL && i < LABELS; i++) {
		if (labels[i].value == NULL)
			continue;
		put_label(&line, &labels[i], before);
		before = ',';
	}
	(void)buf_printf(
	    &line, "%s %s\n", before == ',' ? "}" : "", buf_string(value));
	put_line(out, &line);
	buf_free(&line);
}

static void
put_integer(const struct report *report, struct buf *out, const char *name,
    const struct label *labels, int number)
{
	struct buf value = BUF_INIT(NAME_LIMIT);

	(void)buf_printf(&value, "%d", number);
	put_sample(report, out, name, labels, &value);
	buf_free(&value);
}

/* Does the label fit?  rest: what the * of the pattern stands for. */
static bool
fits(const char *pattern, const char *label, char rest[NAME_LIMIT])
{
	size_t before = strcspn(pattern, "*"), len = strlen(label);
	size_t behind;

	if (pattern[before] == '\0')
		return strcmp(pattern, label) == 0;
	behind = strlen(pattern + before + 1);
	if (len < before + behind || len - before - behind >= NAME_LIMIT ||
	    memcmp(pattern, label, before) != 0 ||
	    strcmp(pattern + before + 1, label + len - behind) != 0)
		return false;
	memcpy(rest, label + before, len - before - behind);
	rest[len - before - behind] = '\0';
	return true;
}

static const struct family *
family_of(const struct metric *metric, char rest[NAME_LIMIT])
{
	size_t i = 0;

	rest[0] = '\0';
	while (i < METRIC_FAMILIES - 1 &&
	       !fits(metric_families[i].metrics, metric->label, rest))
		i++;
	return &metric_families[i];
}

/* Appends the metrics of a family, whose samples must stand together. */
static void
put_metrics(
    const struct report *report, const struct family *family, struct buf *out)
{
	struct buf value = BUF_INIT(NAME_LIMIT);
	char rest[NAME_LIMIT];
	bool begun = false;

	for (size_t i = 0; i < report->metric_count; i++) {
		const struct metric *metric = &report->metrics[i];
		struct label labels[LABELS] = { { family->label, rest } };
		const char *name = family->name;

		if (family->help == NULL || family_of(metric, rest) != family)
			continue;
		if (family->label == NULL)
			labels[0].value = NULL;
		if (name == NULL)
			name = metric->label;
		if (!begun || family->name == NULL)
			put_family(out, family, name);
		begun = true;
		buf_clear(&value);
		(void)buf_put_decimal(&value, metric->value, metric->decimals);
		put_sample(report, out, name, labels, &value);
	}
	buf_free(&value);
}

/* The range as one limit: its end, or its start where it has no end. */
static void
put_threshold(const struct report *report, const struct metric *metric,
    const char *severity, const struct range *range, struct buf *out)
{
	const struct label labels[LABELS] = { { "metric", metric->label },
		{ "severity", severity } };
	double limit = range->end == HUGE_VAL ? range->start : range->end;
	struct buf value = BUF_INIT(NAME_LIMIT);

	if (range->inside || limit == -HUGE_VAL)
		return;
	range_print(&value, &(struct range){ .start = 0, .end = limit });
	put_sample(report, out, threshold.name, labels, &value);
	buf_free(&value);
}

static void
put_thresholds(const struct report *report, struct buf *out)
{
	bool begun = false;

	for (size_t i = 0; i < report->metric_count; i++) {
		const struct metric *metric = &report->metrics[i];
		const struct thresholds *t = &metric->thresholds;

		if (!begun && (t->has_warning || t->has_critical)) {
			put_family(out, &threshold, threshold.name);
			begun = true;
		}
		if (t->has_warning)
			put_threshold(
			    report, metric, "warning", &t->warning, out);
		if (t->has_critical)
			put_threshold(
			    report, metric, "critical", &t->critical, out);
	}
}

/* A stage may have several lines, but has one sample: that of the worst line.
 * NULL: this is not the first line of a stage. */
static const struct report_line *
worst_line(const struct report *report, size_t first)
{
	const struct report_line *worst = &report->lines[first];

	if (worst->name == NULL)
		return NULL;
	for (size_t i = 0; i < report->line_count; i++) {
		const struct report_line *line = &report->lines[i];

		if (line->name == NULL || strcmp(line->name, worst->name) != 0)
			continue;
		if (i < first)
			return NULL;
		if (state_worse(line->state, worst->state) != worst->state)
			worst = line;
	}
	return worst;
}

/* One of many targets; NULL: there is only one, which the label "target" names.
 */
static const char *
address_of(const struct report *report, const struct report *part)
{
	return part == report ? NULL : buf_string(&part->target);
}

/* Appends a number of each stage of one target: its state, or the code of a
 * refusal.  part: the report on that target, or the whole report. */
static bool
put_stages(const struct report *report, const struct report *part,
    const struct family *family, bool begun, struct buf *out)
{
	bool codes = family == &reply_code;

	for (size_t i = 0; i < part->line_count; i++) {
		const struct report_line *line = worst_line(part, i);

		if (line == NULL || (codes && line->code == 0))
			continue;
		if (!begun)
			put_family(out, family, family->name);
		begun = true;
		put_integer(report, out, family->name,
		    (const struct label[LABELS]){
			{ "address", address_of(report, part) },
			{ "stage", line->name } },
		    codes ? line->code : (int)line->state);
	}
	return begun;
}

static void
put_all_stages(
    const struct report *report, const struct family *family, struct buf *out)
{
	bool begun = put_stages(report, report, family, false, out);

	for (size_t i = 0; i < report->part_count; i++)
		begun =
		    put_stages(report, report->parts[i], family, begun, out);
}

/* The first metric of a target is its time. */
static void
put_part_time(
    const struct report *report, const struct report *part, struct buf *out)
{
	const struct metric *time = part->metrics;
	struct buf value = BUF_INIT(NAME_LIMIT);

	if (part->metric_count > 0) {
		(void)buf_put_decimal(&value, time->value, time->decimals);
		put_sample(report, out, part_time.name,
		    (const struct label[LABELS]){
			{ "address", address_of(report, part) } },
		    &value);
	}
	buf_free(&value);
}

static void
put_parts(const struct report *report, struct buf *out)
{
	if (report->part_count == 0)
		return;
	put_family(out, &part_state, part_state.name);
	for (size_t i = 0; i < report->part_count; i++)
		put_integer(report, out, part_state.name,
		    (const struct label[LABELS]){
			{ "address", address_of(report, report->parts[i]) } },
		    (int)report->parts[i]->state);
	put_family(out, &part_time, part_time.name);
	for (size_t i = 0; i < report->part_count; i++)
		put_part_time(report, report->parts[i], out);
}

void
report_prometheus(const struct report *report, int verbosity, struct buf *out)
{
	(void)verbosity;
	put_family(out, &state, state.name);
	put_integer(report, out, state.name, NULL, (int)report->state);
	if (report->hint.who != NULL && report->state != STATE_OK) {
		put_family(out, &hint, hint.name);
		put_integer(report, out, hint.name,
		    (const struct label[LABELS]){ { "who", report->hint.who } },
		    1);
	}
	for (size_t i = 0; i < METRIC_FAMILIES; i++)
		put_metrics(report, &metric_families[i], out);
	put_thresholds(report, out);
	put_parts(report, out);
	put_all_stages(report, &stage_state, out);
	put_all_stages(report, &reply_code, out);
	(void)buf_puts(out, END);
}
