#include "trouble.h"

#include <stdarg.h>
#include <stdio.h>

#include "hints.h"

/* Bytes of one trouble's text. */
#define TEXT_SIZE 512

void
trouble_hint(struct report *report, enum state state, const char *topic,
    const struct error *error, unsigned int when)
{
	const struct hint *hint;

	if (report->brief ||
	    (report->hint_who != NULL &&
		state_worse(report->hint_state, state) == report->hint_state))
		return;
	hint = hint_find(topic, error, when);
	if (hint != NULL)
		report_hint(report, state, hint->who, hint->text, hint->source);
}

void
trouble_doubt(struct report *report, enum state state, const char *topic,
    const char *format, ...)
{
	const struct error no_error = { 0 };
	const struct report_line line = { .state = state };
	char text[TEXT_SIZE];
	va_list args;

	va_start(args, format);
	(void)vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	report_finding(report, state, "%s", text);
	report_line(report, &line, "%s", text);
	trouble_hint(report, state, topic, &no_error, 0);
}
