/* Expectations of the server's greeting: -e, --require and --forbid. */
#include "expectations.h"

#include <string.h>

#include "findings.h"

/* The most characters of -e that a finding shows. */
#define EXPECT_SHOWN 100
/* The most bytes of extensions that a finding shows. */
#define OFFERS_SHOWN ((size_t)300)

static void
judge_text(const struct session_facts *facts, struct report *report)
{
	const char *text = facts->config->judgement.expect;
	const struct buf *heard = &facts->greetings;
	struct buf shown = BUF_INIT(1024);

	if (memmem(buf_string(heard), heard->len, text, strlen(text)) != NULL)
		return;
	(void)buf_put_printable(&shown, text, strlen(text), EXPECT_SHOWN);
	redact_apply(&facts->config->redact, &shown);
	finding_add(report, STATE_WARNING, "expect",
	    "ehlo: \"%s\" is neither in the greeting nor in the reply to %s",
	    buf_string(&shown), facts->greeted_by);
	buf_free(&shown);
}

/* Did the last planned EHLO succeed?  After STARTTLS the reply to an earlier
 * EHLO is void (RFC 3207 4.2). */
static bool
has_last_ehlo_passed(const struct session_facts *facts)
{
	size_t last = 0;

	for (size_t i = 0; i < STAGE_ROWS; i++)
		if (stages[i].id == STAGE_EHLO &&
		    stages[i].planned(facts->config))
			last = i;
	return facts->seen[last].outcome == OUTCOME_PASSED;
}

static bool
is_offered(const struct session_facts *facts, const struct offer *offer)
{
	const struct smtp_extensions *extensions = &facts->extensions;

	if (offer->parameter == NULL)
		return smtp_extensions_has(extensions, offer->keyword);
	return smtp_extensions_has_parameter(
	    extensions, offer->keyword, offer->parameter);
}

/* Appends the forbidden extensions that the server offers, or the required ones
 * that it does not. */
static void
list_violations(
    const struct session_facts *facts, bool forbidden, struct buf *out)
{
	const struct config *config = facts->config;

	for (size_t i = 0; i < config->judgement.offer_count; i++) {
		const struct offer *offer = &config->judgement.offers[i];

		if (offer->forbidden == forbidden &&
		    is_offered(facts, offer) == forbidden)
			(void)buf_printf(out, "%s%s%s%s",
			    out->len > 0 ? ", " : "", offer->keyword,
			    offer->parameter == NULL ? "" : "/",
			    offer->parameter == NULL ? "" : offer->parameter);
	}
}

static void
judge_offers(
    const struct session_facts *facts, bool forbidden, struct report *report)
{
	enum failure kind = forbidden ? FAILURE_PERMANENT : FAILURE_UNSUPPORTED;
	enum state state = STATE_WARNING;
	struct buf violations = BUF_INIT(OFFERS_SHOWN);

	list_violations(facts, forbidden, &violations);
	redact_apply(&facts->config->redact, &violations);
	(void)config_override(facts->config, STAGE_EHLO, kind, &state);
	if (violations.len > 0 && forbidden)
		finding_add(report, state, "forbid",
		    "ehlo: the server offers %s (--forbid)",
		    buf_string(&violations));
	else if (violations.len > 0)
		finding_add(report, state, "require",
		    "ehlo: the server does not offer %s (--require)",
		    buf_string(&violations));
	buf_free(&violations);
}

void
expectations_judge(const struct session_facts *facts, struct report *report)
{
	/* When EHLO fails, its own finding is more important. */
	if (facts->config->judgement.expect != NULL &&
	    facts_have_passed(facts, STAGE_EHLO))
		judge_text(facts, report);
	if (facts->config->judgement.offer_count == 0 ||
	    !has_last_ehlo_passed(facts))
		return;
	judge_offers(facts, false, report);
	judge_offers(facts, true, report);
}
