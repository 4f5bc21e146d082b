#ifndef POLICY_VERDICT_H
#define POLICY_VERDICT_H

#include <stdbool.h>

#include "facts.h"
#include "report.h"

/* What the verdict says by the MTA-STS policy of the domain. */

/* Adds a finding if the policy does not name this mail server (RFC 8461 4.1).
 */
void policy_judge(const struct session_facts *, struct report *);

/* Does a failure of this stage break a policy that is only tested?  Then mail
 * is delivered all the same (RFC 8461 5). */
bool policy_only_tests(const struct session_facts *, enum stage_id);

#endif
