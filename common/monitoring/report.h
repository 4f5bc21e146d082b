#ifndef REPORT_H
#define REPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"
#include "perfdata.h"
#include "state.h"

#define REPORT_METRICS 32
/* Bytes of a label with its NUL. */
#define REPORT_LABEL_SIZE 48

/* The verdict under construction: it owns its text and is rendered once. */
struct report {
	enum state state;
	bool brief;             /* the first line is all that is wanted */
	struct buf findings[4]; /* one text per state, "; " between them */
	struct buf target;      /* "mail.example.com:587", or empty */
	struct buf lines;       /* long output, one line per stage */
	struct buf hint;
	enum state hint_state; /* of the trouble that it is about */
	struct buf dialogue;
	struct metric metrics[REPORT_METRICS]; /* their labels: the next */
	char labels[REPORT_METRICS][REPORT_LABEL_SIZE];
	size_t metric_count;
};

void report_init(struct report *, bool brief);
void report_free(struct report *);

/* Something to say that is worth this state: the worst one wins, and its
 * findings, in their order, are the first line. */
void report_finding(struct report *, enum state, const char *, ...)
    __attribute__((format(printf, 3, 4)));

/* One line of the long output: "[OK] name: text". */
void report_line(struct report *, enum state, const char *, ...)
    __attribute__((format(printf, 3, 4)));

/* A performance value, whose label is copied; what its thresholds say is not
 * judged here. */
void report_metric(struct report *, const struct metric *);

/* Appends the whole output: the status line with the performance data, then
 * the long output that the verbosity asks for (a trouble always has it). */
void report_render(const struct report *, int verbosity, struct buf *);

#endif
