#include "trouble.h"

#include <stdarg.h>
#include <stdio.h>

#include "hints.h"

/* Bytes of one trouble's text. */
#define TEXT_SIZE 512

void
trouble_hint(
    struct report *report, const char *topic, const struct error *error)
{
	const struct hint *hint = NULL;

	if (!report->brief && report->hint.len == 0)
		hint = hint_find(topic, error);
	if (hint != NULL)
		(void)buf_printf(
		    &report->hint, "hint (%s): %s", hint->who, hint->text);
}

void
trouble_doubt(struct report *report, enum state state, const char *topic,
    const char *format, ...)
{
	const struct error no_error = { 0 };
	char text[TEXT_SIZE];
	va_list args;

	va_start(args, format);
	(void)vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	report_finding(report, state, "%s", text);
	report_line(report, state, "%s", text);
	trouble_hint(report, topic, &no_error);
}
