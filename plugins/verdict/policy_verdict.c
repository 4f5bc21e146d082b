/* What the verdict says by the MTA-STS policy of the domain. */
#include "policy_verdict.h"

#include "findings.h"

void
policy_judge(const struct session_facts *facts, struct report *report)
{
	const struct mta_sts *policy = facts->policy;
	const char *host = facts->config->target.host;
	enum state state = STATE_CRITICAL;

	if (policy == NULL || policy->mode == MTA_STS_NONE ||
	    mta_sts_names(policy, host))
		return;
	if (policy->mode == MTA_STS_TESTING)
		state = STATE_WARNING;
	(void)config_override(
	    facts->config, STAGE_POLICY, FAILURE_PERMANENT, &state);
	finding_add(report, state, "mta-sts-mx",
	    "policy: no mx of the MTA-STS policy names %s (mode %s)", host,
	    mta_sts_mode_name(policy->mode));
}

bool
policy_only_tests(const struct session_facts *facts, enum stage_id stage)
{
	return facts->policy != NULL &&
	       facts->policy->mode != MTA_STS_ENFORCE &&
	       (stage == STAGE_STARTTLS || stage == STAGE_TLS ||
		   stage == STAGE_CERT);
}
