#ifndef REPORT_H
#define REPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"
#include "perfdata.h"
#include "state.h"

#define REPORT_METRICS 32
/* Bytes of the whole output: when nobody asks for more; with -v. */
#define REPORT_SHORT ((size_t)4 * 1024)
#define REPORT_LONG ((size_t)64 * 1024)

enum report_format {
	REPORT_TEXT,
	REPORT_JSON, /* one object, on one line */
};

/* One line of the long output: a stage, or a remark, which has no name. */
struct report_line {
	enum state state;
	const char *name;  /* "auth", "refuse relay"; NULL: a remark */
	const char *login; /* the mechanism, when it was not the first login */
	bool has_time;
	double seconds;
	int code; /* of the reply that refused; 0: none did */
	const char *status;
	const struct buf *replies; /* whole lines, as received; or NULL */
	/* Filled in by report_line(). */
	const char *text;
	char *own; /* all strings above */
	struct buf said;
};

/* What to do about a finding.  The strings are static. */
struct report_hint {
	enum state state; /* of the finding */
	const char *who;  /* must act; NULL: there is no hint */
	const char *text, *source;
	bool in_first_line; /* the first line says who, too */
};

/* The verdict under construction: it owns its text and is rendered once. */
struct report {
	enum report_format format;
	enum state state;
	bool last_words;        /* it is for the watchdog: only what must be */
	struct buf findings[4]; /* one text per state, "; " between them */
	size_t left_out[4];     /* findings for which there was no room */
	struct buf target;      /* "mail.example.com:587", or empty */
	bool target_told;       /* the finding has named it */
	struct buf user;        /* printable, or empty */
	bool about_login[4];    /* is a finding of this state about the user? */
	struct report_hint hint;
	struct buf by_hand;        /* a command that shows it, or empty */
	struct report_line *lines; /* owned, their texts too */
	size_t line_count;
	struct metric metrics[REPORT_METRICS]; /* their labels: the next */
	char labels[REPORT_METRICS][PERFDATA_LABEL_SIZE];
	size_t metric_count;
	struct buf facts;    /* for JSON: more members, written */
	struct buf details;  /* for -vvv, whole lines */
	struct buf dialogue; /* for -vv, whole lines */
};

/* For the watchdog it is made before each stage, so it is kept short. */
void report_init(struct report *, enum report_format, bool last_words);
void report_free(struct report *);

/* Something to say that is worth this state: the worst one wins, and its
 * findings, in their order, are the first line. */
void report_finding(struct report *, enum state, const char *, ...)
    __attribute__((format(printf, 3, 4)));

/* Will the lines of the long output be printed? */
bool report_has_lines(const struct report *);

/* One line of the long output, and what it says; all is copied, but for login,
 * which is static. */
void report_line(struct report *, const struct report_line *, const char *, ...)
    __attribute__((format(printf, 3, 4)));

/* A performance value, whose label is copied; what its thresholds say is not
 * judged here. */
void report_metric(struct report *, const struct metric *);

/* Appends what the first line says: the findings of the worst state. */
void report_summary(const struct report *, struct buf *);

/* Appends the whole output.  As text: the status line, which ends in "(USER at
 * TARGET; WHO)" unless the finding has named the target, with the performance
 * data; then the long output that the verbosity asks for (a trouble always has
 * it).  What does not fit REPORT_SHORT or REPORT_LONG is left out in whole
 * lines, good news first.  As JSON: one object, whose lists are shortened to
 * what fits. */
void report_render(const struct report *, int verbosity, struct buf *);

#endif
