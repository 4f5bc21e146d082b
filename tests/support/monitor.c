#include "monitor.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Appends so many bytes to a string that is big enough. */
static void
append(char *to, const char *bytes, size_t len)
{
	size_t at = strlen(to);

	memcpy(to + at, bytes, len);
	to[at + len] = '\0';
}

static void
copy(char *to, size_t size, const char *from, size_t len)
{
	(void)snprintf(to, size, "%.*s", (int)len, from);
}

/* A whole number text, with a point; Icinga casts it as C does. */
static bool
number(const char *text, size_t len, double *value)
{
	char own[80], *end;

	copy(own, sizeof(own), text, len);
	*value = strtod(own, &end);
	return len > 0 && len < sizeof(own) && end == own + len &&
	       isfinite(*value);
}

/* The fields behind the value: what is no plain number is ignored. */
static void
take_fields(struct monitor_metric *metric, const char *at, const char *end)
{
	while (at < end && metric->field_count < MONITOR_FIELDS) {
		size_t i = metric->field_count++, len;
		double ignored;

		at++;
		len = strcspn(at, "; ");
		copy(metric->fields[i], sizeof(metric->fields[i]), at, len);
		metric->kept[i] = len > 0 &&
				  strspn(at, "+-0123456789.eE") >= len &&
				  number(at, len, &ignored);
		at += len;
	}
	/* More fields than there are. */
	if (at < end)
		metric->field_count++;
}

/* "label=value[unit];..." up to the end.  false: it is not understood. */
static bool
take_metric(struct monitor_metric *metric, const char *label,
    const char *equals, const char *end)
{
	const char *value = equals + 1;
	size_t len = strcspn(value, "; "), digits = len;

	while (digits > 0 && strchr("0123456789.", value[digits - 1]) == NULL)
		digits--;
	memset(metric, 0, sizeof(*metric));
	if (memchr(value, ',', (size_t)(end - value)) != NULL ||
	    !number(value, digits, &metric->value))
		return false;
	copy(metric->unit, sizeof(metric->unit), value + digits, len - digits);
	if (equals - label > 2 && *label == '\'' && equals[-1] == '\'') {
		label++;
		equals--;
	}
	copy(metric->label, MONITOR_LABEL, label, (size_t)(equals - label));
	take_fields(metric, value + len, end);
	return true;
}

/* A label may have blanks, a value has none. */
static void
take_metrics(struct monitor_view *view)
{
	const char *at = view->perfdata;

	for (;;) {
		const char *label = at + strspn(at, " ");
		const char *equals = strchr(label, '='), *end;

		if (equals == NULL)
			return;
		end = equals + strcspn(equals, " ");
		if (view->count < MONITOR_METRICS &&
		    take_metric(
			&view->metrics[view->count], label, equals, end))
			view->count++;
		else
			view->dropped++;
		at = end;
	}
}

static void
begin(struct monitor_view *view, const char *output)
{
	size_t size = 2 * strlen(output) + 2;

	memset(view, 0, sizeof(*view));
	view->text = calloc(1, size);
	view->perfdata = calloc(1, size);
	view->metrics = calloc(MONITOR_METRICS, sizeof(*view->metrics));
	if (view->text == NULL || view->perfdata == NULL ||
	    view->metrics == NULL)
		abort();
}

static void
add_perfdata(struct monitor_view *view, const char *from, size_t len)
{
	if (view->perfdata[0] != '\0' && len > 0)
		append(view->perfdata, " ", 1);
	append(view->perfdata, from, len);
}

void
monitor_icinga(struct monitor_view *view, const char *output)
{
	begin(view, output);
	while (*output != '\0') {
		size_t len = strcspn(output, "\r\n");
		const char *bar = memchr(output, '|', len);
		size_t text = len;

		if (bar != NULL &&
		    memchr(bar, '=', len - (size_t)(bar - output)) != NULL) {
			text = (size_t)(bar - output);
			add_perfdata(view, bar + 1, len - text - 1);
		}
		append(view->text, output, text);
		append(view->text, "\n", 1);
		output += len;
		output += *output != '\0';
	}
	take_metrics(view);
}

void
monitor_nagios(struct monitor_view *view, const char *output)
{
	size_t first = strcspn(output, "\n"), text = strcspn(output, "|\n");
	const char *rest = output + first, *bar = strchr(rest, '|');

	begin(view, output);
	append(view->text, output, text);
	if (text < first)
		add_perfdata(view, output + text + 1, first - text - 1);
	append(view->text, rest,
	    bar == NULL ? strlen(rest) : (size_t)(bar - rest));
	while (bar != NULL && *bar != '\0') {
		size_t len = strcspn(bar + 1, "\n");

		add_perfdata(view, bar + 1, len);
		bar += 1 + len;
	}
	take_metrics(view);
}

void
monitor_free(struct monitor_view *view)
{
	free(view->text);
	free(view->perfdata);
	free(view->metrics);
}
