/* What the verdict says of the round trip. */
#include "round_trip_verdict.h"

#include <string.h>

#include "findings.h"
#include "redact_copy.h"
#include "summary.h"

/* The most characters of an expression that a finding shows. */
#define PATTERN_SHOWN 100

void
round_trip_judge(const struct session_facts *facts, struct report *report)
{
	const struct config_mailbox *config = &facts->config->mailbox;
	const struct round_trip_facts *seen = facts->round_trip;
	enum state state = STATE_WARNING;

	if (seen == NULL || !seen->arrived)
		return;
	(void)config_override(
	    facts->config, STAGE_DELIVERY, FAILURE_PERMANENT, &state);
	for (size_t i = 0; i < config->arrived_count; i++) {
		struct buf shown = BUF_INIT(1024);
		struct buf copy;

		if ((seen->missing & UINT32_C(1) << i) == 0)
			continue;
		copy = redact_copy(&facts->config->redact, config->arrived[i]);
		(void)buf_put_printable(
		    &shown, buf_string(&copy), copy.len, PATTERN_SHOWN);
		finding_add(report, state, "arrived-header",
		    "delivery: no header line of the message fits "
		    "--arrived-header \"%s\"",
		    buf_string(&shown));
		buf_free(&copy);
		buf_free(&shown);
	}
}

/* ", 2 s later", or that the clock of this host is not that of the one before.
 */
static void
put_later(int64_t before, int64_t at, struct buf *out)
{
	if (at < before)
		(void)buf_printf(out,
		    ", %lld s too early: the clocks of the hosts differ",
		    (long long)(before - at));
	else
		(void)buf_printf(
		    out, ", %lld s later", (long long)(at - before));
}

/* Adds a line for each hop, and for the folder.  The time begins when the
 * message was sent. */
static void
show_way(const struct round_trip_facts *seen, struct report *report)
{
	const struct report_line line = { .state = STATE_OK };
	struct buf text = BUF_INIT(512);
	int64_t before = seen->sent;

	for (size_t i = 0; i < seen->hop_count; i++) {
		const struct hop *hop = &seen->hops[i];

		buf_clear(&text);
		(void)buf_printf(&text, "way: %s%s%s",
		    hop->by[0] == '\0' ? "a host without a name" : hop->by,
		    hop->from[0] == '\0' ? "" : ", from ", hop->from);
		if (hop->dated) {
			put_later(before, hop->at, &text);
			before = hop->at;
		} else
			(void)buf_puts(&text, ", without a date");
		report_line(report, &line, "%s", buf_string(&text));
	}
	if (seen->arrived && seen->stored != -1) {
		buf_clear(&text);
		(void)buf_printf(&text, "way: %s",
		    seen->is_junk ? seen->junk : seen->folder);
		put_later(before, seen->stored, &text);
		report_line(report, &line, "%s", buf_string(&text));
	}
	buf_free(&text);
}

void
round_trip_show(const struct session_facts *facts, struct report *report)
{
	const struct round_trip_facts *seen = facts->round_trip;
	const struct report_line remark = { .state = STATE_OK };
	size_t at = 0, len;

	if (seen == NULL)
		return;
	show_way(seen, report);
	for (const char *line = buf_line(&seen->notes, &at, &len); line != NULL;
	     line = buf_line(&seen->notes, &at, &len))
		report_line(report, &remark, "note: %.*s", (int)len, line);
}

bool
round_trip_blames_mailbox(const struct session_facts *facts,
    enum stage_id stage, const struct error *error)
{
	return facts->round_trip != NULL &&
	       (stage == STAGE_MAILBOX ||
		   (stage == STAGE_DELIVERY && error->kind != ERROR_ABSENT &&
		       error->kind != ERROR_JUNK));
}

const char *
round_trip_topic(const struct session_facts *facts)
{
	return stage_names[facts->round_trip->lacks_secret ? STAGE_TOKEN
							   : STAGE_MAILBOX]
	    .name;
}

void
round_trip_name_mailbox(
    const struct session_facts *facts, enum state state, struct report *report)
{
	const struct config *own = facts->round_trip->mailbox->config;

	/* One of many targets keeps its name. */
	if (report->state != state || facts->config->target.among)
		return;
	buf_clear(&report->target);
	buf_clear(&report->user);
	summary_put_target(&own->target, &report->target);
	finding_name_user(report, state, own);
}
