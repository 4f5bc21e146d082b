#include "expectations.h"

#include <string.h>

#include "trouble.h"

/* Characters of -e that are shown. */
#define EXPECT_SHOWN 100
/* Bytes of the extensions that are shown. */
#define OFFERS_SHOWN ((size_t)300)

static void
judge_text(const struct session *session, struct report *report)
{
	const char *text = session->config->judgement.expect;
	const struct buf *heard = &session->greetings;
	struct buf shown = BUF_INIT(1024);

	if (memmem(buf_string(heard), heard->len, text, strlen(text)) != NULL)
		return;
	(void)buf_put_printable(&shown, text, strlen(text), EXPECT_SHOWN);
	redact_apply(&session->config->redact, shown.data, shown.len);
	trouble_doubt(report, STATE_WARNING, "expect",
	    "ehlo: \"%s\" is neither in the greeting nor in the reply to %s",
	    buf_string(&shown), session->greeted_by);
	buf_free(&shown);
}

/* Did the last EHLO that was planned succeed?  What an earlier one said is void
 * (RFC 3207 4.2). */
static bool
knows_offers(const struct session *session)
{
	size_t last = 0;

	for (size_t i = 0; i < stage_count; i++)
		if (strcmp(stages[i].name, "ehlo") == 0 &&
		    stages[i].planned(session->config))
			last = i;
	return session->seen[last].outcome == PASSED;
}

static bool
is_offered(const struct session *session, const struct offer *offer)
{
	const struct smtp_extensions *extensions = &session->smtp->extensions;

	if (offer->parameter == NULL)
		return smtp_extensions_has(extensions, offer->keyword);
	return smtp_extensions_has_parameter(
	    extensions, offer->keyword, offer->parameter);
}

/* Those of the wanted that are missing, or of the forbidden that are there. */
static void
list_wrong(const struct session *session, bool forbidden, struct buf *out)
{
	const struct config *config = session->config;

	for (size_t i = 0; i < config->judgement.offer_count; i++) {
		const struct offer *offer = &config->judgement.offers[i];

		if (offer->forbidden == forbidden &&
		    is_offered(session, offer) == forbidden)
			(void)buf_printf(out, "%s%s%s%s",
			    out->len > 0 ? ", " : "", offer->keyword,
			    offer->parameter == NULL ? "" : "/",
			    offer->parameter == NULL ? "" : offer->parameter);
	}
}

static void
judge_offers(
    const struct session *session, bool forbidden, struct report *report)
{
	enum failure kind = forbidden ? FAILURE_PERMANENT : FAILURE_UNSUPPORTED;
	enum state state = STATE_WARNING;
	struct buf wrong = BUF_INIT(OFFERS_SHOWN);

	list_wrong(session, forbidden, &wrong);
	redact_apply(&session->config->redact, wrong.data, wrong.len);
	(void)config_override(session->config, "ehlo", kind, &state);
	if (wrong.len > 0 && forbidden)
		trouble_doubt(report, state, "forbid",
		    "ehlo: the server offers %s (--forbid)",
		    buf_string(&wrong));
	else if (wrong.len > 0)
		trouble_doubt(report, state, "require",
		    "ehlo: the server does not offer %s (--require)",
		    buf_string(&wrong));
	buf_free(&wrong);
}

void
expectations_judge(const struct session *session, struct report *report)
{
	/* Without an EHLO that came to its end there is worse to tell. */
	if (session->config->judgement.expect != NULL &&
	    session_has_passed(session, "ehlo"))
		judge_text(session, report);
	if (session->config->judgement.offer_count == 0 ||
	    !knows_offers(session))
		return;
	judge_offers(session, false, report);
	judge_offers(session, true, report);
}
