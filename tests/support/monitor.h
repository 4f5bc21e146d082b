/* How Icinga 2 and Nagios read what a plugin prints. */
#ifndef MONITOR_H
#define MONITOR_H

#include <stdbool.h>
#include <stddef.h>

enum {
	MONITOR_METRICS = 128,
	MONITOR_LABEL = 128,
};

/* A threshold or bound, in the order of their fields. */
enum monitor_field {
	MONITOR_WARNING,
	MONITOR_CRITICAL,
	MONITOR_MIN,
	MONITOR_MAX,
	MONITOR_FIELDS,
};

struct monitor_metric {
	char label[MONITOR_LABEL];
	char unit[16];
	double value;
	char fields[MONITOR_FIELDS][48]; /* as printed; "": none */
	bool kept[MONITOR_FIELDS];       /* Icinga keeps numbers, no ranges */
	size_t field_count;              /* printed, empty ones too */
};

/* What a monitoring system makes of an output; it owns what it points to. */
struct monitor_view {
	char *text;     /* first line and long output */
	char *perfdata; /* of all lines, with blanks between them */
	struct monitor_metric *metrics; /* room for MONITOR_METRICS */
	size_t count;
	size_t dropped; /* metrics that it does not understand */
};

/* Icinga 2: lines end in CR or LF; on each of them performance data begin
 * behind a bar that an equals sign follows. */
void monitor_icinga(struct monitor_view *, const char *output);

/* Nagios: performance data begin behind the first bar of the first line, and
 * again behind a later one, where they go on to the end. */
void monitor_nagios(struct monitor_view *, const char *output);

void monitor_free(struct monitor_view *);

#endif
