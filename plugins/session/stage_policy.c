/* The stage POLICY: what the domain asks of those who deliver to it. */
#include "stages.h"

#include <stdio.h>
#include <string.h>

#include "memory.h"
#include "session.h"
#include "text.h"
#include "txt.h"
#include "web.h"

/* Bytes of a name in DNS, and of the URL of a policy. */
#define NAME_SIZE 300
#define URL_SIZE 360
/* Bytes of the patterns that a note lists, and of a record. */
#define PATTERNS_SHOWN ((size_t)NOTE_SIZE - 300)
#define RECORD_SHOWN 120
/* The most seconds for what is only shown, and its share of the time left. */
#define REPORTS_SECONDS 1.0
#define REPORTS_SHARE 0.25

/* Statuses of HTTP; those from STATUS_ILL on are the server's own trouble. */
#define STATUS_OK 200
#define STATUS_TOO_MANY 429
#define STATUS_ILL 500

bool
stage_policy_planned(const struct config *config)
{
	return config->steps.mta_sts && config->target.mx;
}

/* RFC 8461 3.1: without exactly one record there is no policy. */
static int
read_record(
    struct session *session, struct deadline deadline, struct error *error)
{
	char name[NAME_SIZE];
	struct txt txt;
	int rc;

	(void)snprintf(name, sizeof(name), "_mta-sts.%s",
	    session->facts.config->target.host);
	rc = txt_lookup(&txt, name, "v=STSv1;", deadline, error);
	if (rc == 0 && txt.count == 0)
		rc = error_set(error, ERROR_UNSUPPORTED,
		    "no MTA-STS policy: there is no TXT record v=STSv1 at %s",
		    name);
	else if (rc == 0 && txt.count > 1)
		rc = error_set(error, ERROR_UNSUPPORTED,
		    "no MTA-STS policy: there are %zu TXT records v=STSv1 at "
		    "%s, where one must be",
		    txt.count, name);
	else if (rc == 0)
		rc = mta_sts_read_record(session->policy, buf_string(&txt.text),
		    txt.text.len, error);
	txt_free(&txt);
	return rc;
}

/* RFC 8461 3.3: a redirect is no answer, and a document of another type is not
 * the policy. */
static int
read_answer(struct session *session, const struct web_answer *answer,
    const char *url, struct error *error)
{
	if (answer->status != STATUS_OK)
		return error_set(error,
		    answer->status >= STATUS_ILL ||
			    answer->status == STATUS_TOO_MANY
			? ERROR_RETRY
			: ERROR_REJECTED,
		    "HTTP status %d for %s", answer->status, url);
	if (!text_same(answer->type, "text/plain"))
		return error_set(error, ERROR_PROTOCOL,
		    "%s is %s, not text/plain", url,
		    answer->type[0] == '\0' ? "of no type" : answer->type);
	return mta_sts_read_policy(session->policy, buf_string(&answer->body),
	    answer->body.len, error);
}

static int
fetch_policy(
    struct session *session, struct deadline deadline, struct error *error)
{
	const struct config *config = session->facts.config;
	char url[URL_SIZE];
	struct web_answer answer;
	const struct web_request request = {
		.url = url,
		.ca_file = config->tls.trust.file,
		.ca_path = config->tls.trust.path,
		.source = config->target.source,
		.limit = MTA_STS_LIMIT,
		.needed_for = "--mta-sts",
		.redact = &session->redact,
	};
	int rc;

	(void)snprintf(url, sizeof(url),
	    "https://mta-sts.%s/.well-known/mta-sts.txt", config->target.host);
	rc = web_request(&request, deadline, &answer, error);
	if (rc == 0)
		rc = read_answer(session, &answer, url, error);
	web_answer_free(&answer);
	return rc;
}

/* Patterns that no mail server has: rests of an earlier configuration. */
static void
put_patterns(const struct session *session, struct buf *out)
{
	const char *pattern;
	size_t at = 0, left = 0;

	for (pattern = mta_sts_pattern(session->policy, &at); pattern != NULL;
	     pattern = mta_sts_pattern(session->policy, &at)) {
		bool used = false;

		for (size_t i = 0; i < session->mx->count; i++)
			used = used || mta_sts_matches(
					   pattern, session->mx->list[i].name);
		if (out->len + strlen(pattern) > PATTERNS_SHOWN)
			left++;
		else
			(void)buf_printf(out, ", mx %s%s", pattern,
			    used ? "" : " (no MX has that name)");
	}
	if (left > 0)
		(void)buf_printf(out, ", and %zu more mx", left);
}

/* -v must not take the time of the targets. */
static struct deadline
deadline_of_reports(struct deadline deadline)
{
	return deadline_earlier(
	    deadline_in(deadline_left(deadline) * REPORTS_SHARE),
	    deadline_in(REPORTS_SECONDS));
}

/* Where the reports on TLS go (RFC 8460); for -v. */
static void
put_reports(
    const struct session *session, struct deadline deadline, struct buf *out)
{
	struct error ignored = { 0 };
	char name[NAME_SIZE];
	struct txt txt;

	if (session->facts.config->output.verbosity == 0)
		return;
	(void)snprintf(name, sizeof(name), "_smtp._tls.%s",
	    session->facts.config->target.host);
	if (txt_lookup(&txt, name, "v=TLSRPTv1", deadline_of_reports(deadline),
		&ignored) == -1)
		(void)buf_puts(out, "; no answer about TLS reports");
	else if (txt.count == 0)
		(void)buf_puts(out, "; nobody gets TLS reports (RFC 8460)");
	else {
		(void)buf_puts(out, "; TLS reports: ");
		(void)buf_put_printable(
		    out, txt.text.data, txt.text.len, RECORD_SHOWN);
	}
	txt_free(&txt);
}

enum stage_result
stage_policy(
    struct session *session, struct deadline deadline, struct error *error)
{
	struct buf note = BUF_INIT(NOTE_SIZE);
	struct mta_sts *policy = memory_zeroed(sizeof(*policy));

	session->policy = policy;
	if (read_record(session, deadline, error) == -1 ||
	    fetch_policy(session, deadline, error) == -1)
		return STAGE_FAILED;
	session->facts.policy = policy;
	(void)buf_printf(&note, "mode %s, max_age %u s, id %s",
	    mta_sts_mode_name(policy->mode), (unsigned int)policy->max_age,
	    policy->id);
	put_patterns(session, &note);
	put_reports(session, deadline, &note);
	session_note(session, "%s", buf_string(&note));
	buf_free(&note);
	return STAGE_PASSED;
}
