#ifndef METRICS_H
#define METRICS_H

/* The labels of the performance data. */
#define METRIC_TIME "time"
#define METRIC_CERT_DAYS "cert_days"

/* The label that a user means by a label or the name of a timed stage; the
 * total time for NULL.  NULL: there is none. */
const char *metric_label(const char *);

#endif
