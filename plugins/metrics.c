#include "metrics.h"

#include <stddef.h>
#include <string.h>

#include "stages.h"

const char *
metric_label(const char *name)
{
	if (name == NULL || strcmp(name, METRIC_TIME) == 0)
		return METRIC_TIME;
	if (strcmp(name, METRIC_CERT_DAYS) == 0)
		return METRIC_CERT_DAYS;
	for (size_t i = 0; i < stage_count; i++) {
		const char *label = stages[i].metric;

		if (label != NULL && (strcmp(name, label) == 0 ||
					 strcmp(name, stages[i].name) == 0))
			return label;
	}
	return NULL;
}
