/* Collects what the plugin has to say, without printing it. */
#include "report.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "text.h"

/* Bytes of one text with its NUL, and of all findings of a state. */
#define TEXT_SIZE 1024
#define FINDINGS_LIMIT ((size_t)TEXT_SIZE)
#define CUT "..."
/* So many metrics get memory at once. */
#define METRICS_STEP 16

void
report_init(struct report *report, enum report_format format, bool last_words)
{
	memset(report, 0, sizeof(*report));
	report->format = format;
	report->last_words = last_words;
	for (size_t i = 0; i < 4; i++)
		report->findings[i].limit = FINDINGS_LIMIT;
	report->target.limit = TEXT_SIZE;
	report->user.limit = TEXT_SIZE;
	report->success.limit = TEXT_SIZE;
	report->by_hand.limit = REPORT_SHORT;
	report->facts.limit = REPORT_LONG;
	/* They hold more than is printed: the renderers cut them. */
	report->details.limit = 2 * REPORT_LONG;
	report->dialogue.limit = 16 * REPORT_LONG;
}

void
report_free(struct report *report)
{
	for (size_t i = 0; i < 4; i++)
		buf_free(&report->findings[i]);
	buf_free(&report->target);
	buf_free(&report->user);
	for (size_t i = 0; i < report->line_count; i++) {
		free(report->lines[i].own);
		buf_free(&report->lines[i].said);
	}
	free(report->lines);
	for (size_t i = 0; i < report->metric_count; i++)
		free(report->metrics[i].own_label);
	free(report->metrics);
	buf_free(&report->success);
	buf_free(&report->by_hand);
	buf_free(&report->facts);
	buf_free(&report->details);
	buf_free(&report->dialogue);
}

/* Formats a text and passes it through text_printable(). */
__attribute__((format(printf, 2, 0))) static void
format_text(char text[TEXT_SIZE], const char *format, va_list args)
{
	char raw[2 * TEXT_SIZE];
	const size_t room = TEXT_SIZE - (sizeof(CUT) - 1);
	int len = vsnprintf(raw, sizeof(raw), format, args);

	if (len < 0)
		len = 0;
	if ((size_t)len >= sizeof(raw))
		len = sizeof(raw) - 1;
	if (text_printable(text, TEXT_SIZE, raw, (size_t)len) < TEXT_SIZE)
		return;
	(void)text_printable(text, room, raw, (size_t)len);
	memcpy(text + strlen(text), CUT, sizeof(CUT));
}

void
report_finding(struct report *report, enum state state, const char *format, ...)
{
	struct buf *out = &report->findings[state];
	const char *between = out->len > 0 ? "; " : "";
	char text[TEXT_SIZE];
	va_list args;

	report->state = state_worse(report->state, state);
	va_start(args, format);
	format_text(text, format, args);
	va_end(args);
	if (strlen(between) + strlen(text) > out->limit - out->len) {
		report->left_out[state]++;
		return;
	}
	(void)buf_puts(out, between);
	(void)buf_puts(out, text);
}

bool
report_has_lines(const struct report *report)
{
	return !report->last_words || report->format != REPORT_TEXT;
}

/* Copies the string to *at, and moves *at behind it. */
static const char *
copy_string(char **at, const char *string)
{
	size_t size = strlen(string) + 1;
	char *copy = memcpy(*at, string, size);

	*at += size;
	return copy;
}

/* Replaces the strings of the line by copies that the line owns. */
static void
copy_strings(struct report_line *line, const char *text)
{
	const char *name = line->name == NULL ? "" : line->name;
	const char *status = line->status == NULL ? "" : line->status;
	char *at = memory_resize(
	    NULL, strlen(name) + strlen(status) + strlen(text) + 3);

	line->own = at;
	name = copy_string(&at, name);
	line->name = line->name == NULL ? NULL : name;
	line->status = copy_string(&at, status);
	line->text = copy_string(&at, text);
	line->said = (struct buf)BUF_INIT(REPORT_LONG);
	if (line->replies != NULL)
		(void)buf_append(
		    &line->said, buf_string(line->replies), line->replies->len);
	line->replies = NULL;
}

void
report_line(struct report *report, const struct report_line *line,
    const char *format, ...)
{
	size_t count = report->line_count;
	char text[TEXT_SIZE];
	va_list args;

	if (!report_has_lines(report))
		return;
	va_start(args, format);
	format_text(text, format, args);
	va_end(args);
	report->lines = memory_resize(
	    report->lines, (count + 1) * sizeof(report->lines[0]));
	report->lines[count] = *line;
	copy_strings(&report->lines[count], text);
	report->line_count++;
}

void
report_metric(struct report *report, const struct metric *metric)
{
	size_t count = report->metric_count;
	struct metric *own;

	if (count % METRICS_STEP == 0)
		report->metrics = memory_resize(report->metrics,
		    (count + METRICS_STEP) * sizeof(report->metrics[0]));
	own = &report->metrics[count];
	*own = *metric;
	own->label = own->own_label = memory_copy(metric->label);
	report->metric_count++;
}

void
report_summary(const struct report *report, struct buf *out)
{
	size_t left_out = report->left_out[report->state];

	(void)buf_puts(out, buf_string(&report->findings[report->state]));
	if (left_out > 0)
		(void)buf_printf(out, "; and %zu more", left_out);
}
