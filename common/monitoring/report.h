#ifndef REPORT_H
#define REPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"
#include "perfdata.h"
#include "state.h"

/* Bytes of the whole output: without -v; with -v.  The performance data of many
 * targets may take more. */
#define REPORT_SHORT ((size_t)4 * 1024)
#define REPORT_LONG ((size_t)64 * 1024)

enum report_format {
	REPORT_TEXT,
	REPORT_JSON,       /* one object, on one line */
	REPORT_PROMETHEUS, /* OpenMetrics text */
};

/* One line of the long output: a stage, or a remark without a name. */
struct report_line {
	enum state state;
	const char *name;  /* "auth", "refuse relay"; NULL: a remark */
	const char *login; /* the mechanism, if it was not the first login */
	bool has_time;
	double seconds;
	int code; /* of the reply that refused; 0: no reply did */
	const char *status;
	const struct buf *replies; /* whole lines, as received; or NULL */
	/* Filled in by report_line(). */
	const char *text;
	char *own;       /* the memory of name, status and text */
	struct buf said; /* the copy of replies */
};

/* What to do about a finding.  The strings are static. */
struct report_hint {
	enum state state; /* of the finding */
	const char *who;  /* must act; NULL: there is no hint */
	const char *text, *source;
	bool in_first_line; /* the first line says who, too */
};

/* What the plugin has to say.  It owns its text, and is rendered once. */
struct report {
	enum report_format format;
	enum state state;
	bool last_words;        /* for the watchdog: only what it needs */
	struct buf findings[4]; /* one text per state, "; " between them */
	size_t left_out[4];     /* findings for which there was no room */
	struct buf target;      /* "mail.example.com:587", or empty */
	bool target_told;       /* the findings name it already */
	struct buf user;        /* printable, or empty */
	bool about_login[4];    /* is a finding of this state about the user? */
	struct report_hint hint;
	struct buf by_hand;        /* a command that shows it, or empty */
	struct report_line *lines; /* owned, their texts too */
	size_t line_count;
	struct metric *metrics; /* owned, their labels too */
	size_t metric_count;
	struct buf success; /* what has passed, without the target; or empty */
	/* Borrowed: a report on each target, those with trouble first.  This
	 * report is then on all of them. */
	const struct report *const *parts;
	size_t part_count;
	size_t parts_left_out; /* targets that were not asked */
	struct buf facts;      /* for JSON: more members, as JSON text */
	struct buf details;    /* for -vvv, whole lines */
	struct buf dialogue;   /* for -vv, whole lines */
};

/* last_words: for the watchdog.  That report is made before each stage, so as
 * text it keeps no lines. */
void report_init(struct report *, enum report_format, bool last_words);
void report_free(struct report *);

/* Adds a finding with its state.  The worst state becomes the report's, and its
 * findings, in their order, are the first line. */
void report_finding(struct report *, enum state, const char *, ...)
    __attribute__((format(printf, 3, 4)));

/* Does the report keep the lines of the long output? */
bool report_has_lines(const struct report *);

/* Adds a line of the long output, and its text.  Everything is copied except
 * login, which is static. */
void report_line(struct report *, const struct report_line *, const char *, ...)
    __attribute__((format(printf, 3, 4)));

/* Adds a performance value, whose label is copied.  Its thresholds are printed,
 * not judged. */
void report_metric(struct report *, const struct metric *);

/* Appends the findings of the worst state, as the first line has them. */
void report_summary(const struct report *, struct buf *);

#endif
