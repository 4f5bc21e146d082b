#ifndef ROUND_TRIP_VERDICT_H
#define ROUND_TRIP_VERDICT_H

#include <stdbool.h>

#include "facts.h"
#include "report.h"

/* Judges the header lines of the message that arrived: --arrived-header. */
void round_trip_judge(const struct session_facts *, struct report *);

/* Adds the way of the message, hop by hop, and what else is worth a look. */
void round_trip_show(const struct session_facts *, struct report *);

/* Is a failure of this stage about the server of the mailbox, and not about
 * that which took the message? */
bool round_trip_blames_mailbox(
    const struct session_facts *, enum stage_id, const struct error *);

/* The topic of the advice about such a failure, see hints.h. */
const char *round_trip_topic(const struct session_facts *);

/* Makes the first line name that server and its user. */
void round_trip_name_mailbox(
    const struct session_facts *, enum state, struct report *);

#endif
