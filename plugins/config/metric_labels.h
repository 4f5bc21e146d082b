#ifndef METRIC_LABELS_H
#define METRIC_LABELS_H

#include "buf.h"
#include "perfdata.h"

/* The labels of the metrics that do not belong to one stage. */
#define METRIC_TIME "time"
#define METRIC_CERT_DAYS "cert_days"
#define METRIC_DELIVERY_AGE "delivery_age"
#define METRIC_TOKEN_HOURS "token_hours"
#define METRIC_SECRET_DAYS "secret_days"
#define METRIC_CLIENT_DAYS "client_cert_days"

/* Writes the label that the user means by this name in -w or -c: a label, or
 * the name of a timed stage; NULL means the total time.  -1: no metric has this
 * name, and the content of "to" is undefined. */
int metric_label(const char *name, char to[PERFDATA_LABEL_SIZE]);

/* Appends all names that metric_label() knows, with a blank before each; those
 * that are easiest to remember come first. */
void metric_names(struct buf *);

/* Writes the label of the time that a login with this mechanism takes:
 * "time_auth_cram_md5" for CRAM-MD5. */
void metric_of_mechanism(const char *name, char to[PERFDATA_LABEL_SIZE]);

#endif
