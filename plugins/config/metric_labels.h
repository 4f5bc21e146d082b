#ifndef METRIC_LABELS_H
#define METRIC_LABELS_H

#include "perfdata.h"

/* The labels of the performance data that are no stage's. */
#define METRIC_TIME "time"
#define METRIC_CERT_DAYS "cert_days"

/* The label that a user means by a label or the name of a timed stage; the
 * total time for NULL.  -1: there is none. */
int metric_label(const char *name, char to[PERFDATA_LABEL_SIZE]);

/* The label of a login's time with this mechanism: "time_auth_cram_md5". */
void metric_of_mechanism(const char *name, char to[PERFDATA_LABEL_SIZE]);

#endif
