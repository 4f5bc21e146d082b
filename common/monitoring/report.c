#include "report.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "text.h"

/* Bytes.  The first line stays readable in a web page, the long output within
 * what the cores and their agents carry. */
#define FINDING_LIMIT ((size_t)4096)
#define FINDING_SIZE 2048
#define LINES_LIMIT ((size_t)24 * 1024)
#define DIALOGUE_LIMIT ((size_t)36 * 1024)

void
report_init(struct report *report, bool brief)
{
	memset(report, 0, sizeof(*report));
	report->brief = brief;
	for (size_t i = 0; i < 4; i++)
		report->findings[i].limit = FINDING_LIMIT;
	report->target.limit = FINDING_LIMIT;
	report->lines.limit = LINES_LIMIT;
	report->hint.limit = FINDING_LIMIT;
	report->dialogue.limit = DIALOGUE_LIMIT;
}

void
report_free(struct report *report)
{
	for (size_t i = 0; i < 4; i++)
		buf_free(&report->findings[i]);
	buf_free(&report->target);
	buf_free(&report->lines);
	buf_free(&report->hint);
	buf_free(&report->dialogue);
}

/* Formats and appends what text_printable() lets through. */
__attribute__((format(printf, 2, 0))) static void
put(struct buf *out, const char *format, va_list args)
{
	char text[FINDING_SIZE];
	int len = vsnprintf(text, sizeof(text), format, args);

	if (len < 0)
		return;
	if ((size_t)len >= sizeof(text))
		len = sizeof(text) - 1;
	(void)buf_put_printable(out, text, (size_t)len, FINDING_SIZE);
}

void
report_finding(struct report *report, enum state state, const char *format, ...)
{
	struct buf *out = &report->findings[state];
	va_list args;

	report->state = state_worse(report->state, state);
	if (out->len > 0)
		(void)buf_puts(out, "; ");
	va_start(args, format);
	put(out, format, args);
	va_end(args);
}

void
report_line(struct report *report, enum state state, const char *format, ...)
{
	struct buf line = BUF_INIT(FINDING_LIMIT * 3);
	va_list args;

	if (report->brief)
		return;
	(void)buf_printf(&line, "[%s] ", state_name(state));
	va_start(args, format);
	put(&line, format, args);
	va_end(args);
	(void)buf_putc(&line, '\n');
	/* Whole, or not at all. */
	(void)buf_append(&report->lines, line.data, line.len);
	buf_free(&line);
}

void
report_metric(struct report *report, const struct metric *metric)
{
	size_t i = report->metric_count;

	if (i == REPORT_METRICS)
		return;
	(void)snprintf(
	    report->labels[i], REPORT_LABEL_SIZE, "%s", metric->label);
	report->metrics[i] = *metric;
	report->metrics[i].label = report->labels[i];
	report->metric_count++;
}

static void
render_status(const struct report *report, struct buf *out)
{
	const struct buf *finding = &report->findings[report->state];

	(void)buf_printf(out, "SMTP %s - %s", state_name(report->state),
	    buf_string(finding));
	if (report->target.len > 0)
		(void)buf_printf(out, " (%s)", buf_string(&report->target));
	for (size_t i = 0; i < report->metric_count; i++) {
		(void)buf_putc(out, i == 0 ? '|' : ' ');
		perfdata_print(out, &report->metrics[i]);
	}
	(void)buf_putc(out, '\n');
}

void
report_render(const struct report *report, int verbosity, struct buf *out)
{
	render_status(report, out);
	if (report->state == STATE_OK && verbosity == 0)
		return;
	(void)buf_append(out, buf_string(&report->lines), report->lines.len);
	if (report->state != STATE_OK && report->hint.len > 0)
		(void)buf_printf(out, "%s\n", buf_string(&report->hint));
	if (verbosity >= 2)
		(void)buf_append(
		    out, buf_string(&report->dialogue), report->dialogue.len);
}
