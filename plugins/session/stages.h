#ifndef STAGES_H
#define STAGES_H

#include <stdbool.h>
#include <stddef.h>

#include "config.h"
#include "deadline.h"
#include "error.h"
#include "stage_names.h"
#include "state.h"

struct session;

/* What a stage's run() returns. */
enum stage_result {
	STAGE_FAILED = -1, /* error set; the session ends */
	STAGE_PASSED,
	/* Error set, but the session goes on: the server works, and only its
	 * answer to -C is not the one that the user expects. */
	STAGE_UNEXPECTED,
};

/* One row of the stage table.  TLS, CERT and EHLO have two rows each: the
 * second one runs after STARTTLS. */
struct stage {
	enum stage_id id;
	/* Must this row run with this config? */
	bool (*planned)(const struct config *);
	/* Runs the row within the deadline, and leaves a note for the long
	 * output: see session_note(). */
	enum stage_result (*run)(
	    struct session *, struct deadline, struct error *);
	/* The state of a failure, unless --on-failure gives another one; see
	 * stage_table.h. */
	enum state permanent, transient;
};

#define STAGE_ROW(id, ...) STAGE_ROW_##id,
#define STAGE_ROW_AGAIN(id, ...) STAGE_ROW_AGAIN_##id,

/* The numbers of the rows, and how many rows the stage table has. */
enum {
	STAGE_TABLE(STAGE_ROW, STAGE_ROW_AGAIN) STAGE_ROWS
};

/* The rows, in the order of the protocol: see stage_table.h. */
extern const struct stage stages[STAGE_ROWS];

/* Is any row of this stage planned with this config? */
bool stage_is_planned(enum stage_id, const struct config *);

/* Declares planned() and run() of each row.  They are defined in stage_*.c;
 * the planned() functions that several rows share are in stages.c. */
#define STAGE_FUNCTIONS(planned, run)                                          \
	bool planned(const struct config *);                                   \
	enum stage_result run(                                                 \
	    struct session *, struct deadline, struct error *);
#define STAGE_DECLARE(id, name, metric, planned, run, ...)                     \
	STAGE_FUNCTIONS(planned, run)
#define STAGE_DECLARE_AGAIN(id, planned, run, ...) STAGE_FUNCTIONS(planned, run)
STAGE_TABLE(STAGE_DECLARE, STAGE_DECLARE_AGAIN)

#endif
