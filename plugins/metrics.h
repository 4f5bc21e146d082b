#ifndef METRICS_H
#define METRICS_H

#include "report.h"
#include "session.h"

/* The labels of the performance data. */
#define METRIC_TIME "time"
#define METRIC_CERT_DAYS "cert_days"

/* The label that a user means by a label or the name of a timed stage; the
 * total time for NULL.  NULL: there is none. */
const char *metric_label(const char *);

/* Puts the numbers of a session into the report, and judges them by their
 * thresholds. */
void metrics_judge(const struct session *, struct report *);

#endif
