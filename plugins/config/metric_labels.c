/* The labels of the performance data, which -w and -c may name. */
#include "metric_labels.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "mechanisms.h"
#include "sasl.h"
#include "stage_names.h"

_Static_assert(sizeof("time_auth_") + SASL_NAME_LIMIT <= PERFDATA_LABEL_SIZE,
    "PERFDATA_LABEL_SIZE in perfdata.h is too small for a mechanism's name");

void
metric_of_mechanism(const char *name, char to[PERFDATA_LABEL_SIZE])
{
	(void)snprintf(to, PERFDATA_LABEL_SIZE, "%s_%s",
	    stage_names[STAGE_AUTH].metric, name);
	for (; *to != '\0'; to++) {
		if (*to == '-')
			*to = '_';
		else if (*to >= 'A' && *to <= 'Z')
			*to = (char)(*to - 'A' + 'a');
	}
}

static bool
put_stage_label(const char *name, char to[PERFDATA_LABEL_SIZE])
{
	for (int i = 0; i < STAGE_COUNT; i++) {
		const char *label = stage_names[i].metric;

		if (label == NULL ||
		    (strcmp(name, label) != 0 &&
			strcmp(name, stage_names[i].name) != 0))
			continue;
		(void)snprintf(to, PERFDATA_LABEL_SIZE, "%s", label);
		return true;
	}
	return false;
}

static bool
put_login_label(const char *name, char to[PERFDATA_LABEL_SIZE])
{
	for (size_t i = 0; sasl_mechanisms[i] != NULL; i++) {
		metric_of_mechanism(sasl_mechanisms[i]->name, to);
		if (strcmp(name, to) == 0)
			return true;
	}
	return false;
}

static const char *const general[] = {
	METRIC_TIME,
	METRIC_CERT_DAYS,
	METRIC_TOKEN_HOURS,
	METRIC_SECRET_DAYS,
	METRIC_CLIENT_DAYS,
	METRIC_DELIVERY_AGE,
};

#define GENERAL_COUNT (sizeof(general) / sizeof(general[0]))

int
metric_label(const char *name, char to[PERFDATA_LABEL_SIZE])
{
	if (name == NULL)
		name = METRIC_TIME;
	if (put_stage_label(name, to) || put_login_label(name, to))
		return 0;
	for (size_t i = 0; i < GENERAL_COUNT; i++)
		if (strcmp(name, general[i]) == 0) {
			(void)snprintf(to, PERFDATA_LABEL_SIZE, "%s", name);
			return 0;
		}
	return -1;
}

void
metric_names(struct buf *names)
{
	char label[PERFDATA_LABEL_SIZE];

	for (size_t i = 0; i < GENERAL_COUNT; i++)
		(void)buf_printf(names, " %s", general[i]);
	for (int i = 0; i < STAGE_COUNT; i++)
		if (stage_names[i].metric != NULL)
			(void)buf_printf(names, " %s", stage_names[i].name);
	for (int i = 0; i < STAGE_COUNT; i++)
		if (stage_names[i].metric != NULL)
			(void)buf_printf(names, " %s", stage_names[i].metric);
	(void)buf_printf(names, " %s", METRIC_DELIVERY_AGE);
	for (size_t i = 0; sasl_mechanisms[i] != NULL; i++) {
		metric_of_mechanism(sasl_mechanisms[i]->name, label);
		(void)buf_printf(names, " %s", label);
	}
}
