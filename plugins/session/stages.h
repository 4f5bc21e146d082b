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

/* What a stage's function returns. */
enum stage_result {
	STAGE_FAILED = -1, /* error set; the session ends */
	STAGE_PASSED,
	/* The server did what was asked, but not as the user expects: error
	 * set; the session goes on. */
	STAGE_UNEXPECTED,
};

/* One step of the session; a stage may have two. */
struct stage {
	enum stage_id id;
	bool (*planned)(const struct config *);
	/* Leaves a note of what it saw: see session_note(). */
	enum stage_result (*run)(
	    struct session *, struct deadline, struct error *);
	/* What a failure means unless --on-failure says otherwise: 5yz, no
	 * answer and all else; 4yz. */
	enum state permanent, transient;
};

#define STAGE_ROW(...) +1
/* How many rows the table has. */
#define STAGE_ROWS (0 STAGE_TABLE(STAGE_ROW, STAGE_ROW))

/* In the order of the protocol: see stage_table.h. */
extern const struct stage stages[STAGE_ROWS];

/* Is this stage planned, in any of its rows? */
bool stage_is_planned(enum stage_id, const struct config *);

/* The functions of the rows, each defined in one of stage_*.c. */
#define STAGE_FUNCTIONS(planned, run)                                          \
	bool planned(const struct config *);                                   \
	enum stage_result run(                                                 \
	    struct session *, struct deadline, struct error *);
#define STAGE_DECLARE(id, name, metric, planned, run, ...)                     \
	STAGE_FUNCTIONS(planned, run)
#define STAGE_DECLARE_AGAIN(id, planned, run, ...) STAGE_FUNCTIONS(planned, run)
STAGE_TABLE(STAGE_DECLARE, STAGE_DECLARE_AGAIN)

#endif
