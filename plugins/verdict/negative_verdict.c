/* Reports the negative checks (--refuse): the server must have refused. */
#include "negative_verdict.h"

#include <stdio.h>

#include "findings.h"
#include "negative_checks.h"

/* The server's answer to what it must refuse. */
struct answer {
	enum state state;  /* of the check: see struct negative_check */
	size_t row;        /* that decided; STAGE_ROWS: none did */
	const char *stage; /* name of its stage, or "" */
	struct buf text;   /* the error of the row, or its note */
};

static struct answer
find_answer(const struct session_facts *facts)
{
	struct answer answer = {
		.row = STAGE_ROWS,
		.stage = "",
		.text = BUF_INIT((size_t)2 * ERROR_TEXT_SIZE),
	};

	answer.state = facts->negative->judge(facts, &answer.row);
	if (answer.row == STAGE_ROWS)
		return answer;
	/* What answers no command refuses nothing. */
	if (answer.state == STATE_OK && facts->seen[answer.row].unasked)
		answer.state = STATE_UNKNOWN;
	answer.stage = stage_names[stages[answer.row].id].name;
	if (facts->seen[answer.row].error.text[0] != '\0')
		(void)buf_puts(
		    &answer.text, facts->seen[answer.row].error.text);
	else
		finding_put_note(facts, answer.row, &answer.text);
	return answer;
}

static void
put_answer_line(const struct session_facts *facts, const struct answer *answer,
    struct report *report)
{
	static const char *const words[] = {
		[STATE_OK] = "refused",
		[STATE_WARNING] = "not asked",
		[STATE_CRITICAL] = "accepted",
		[STATE_UNKNOWN] = "not asked",
	};
	char name[PERFDATA_LABEL_SIZE];
	struct report_line line = { .state = answer->state, .name = name };
	const struct observation *seen;

	(void)snprintf(name, sizeof(name), "refuse %s", facts->negative->name);
	if (answer->row < STAGE_ROWS) {
		seen = &facts->seen[answer->row];
		line.code = seen->error.code;
		line.status = seen->error.status;
		line.replies = &seen->replies;
	}
	report_line(report, &line, "%s%s%s%s%s", words[answer->state],
	    answer->stage[0] == '\0' ? "" : " at ", answer->stage,
	    answer->text.len > 0 ? ": " : "", buf_string(&answer->text));
}

static void
put_finding(const struct session_facts *facts, const struct answer *answer,
    struct report *report)
{
	const struct negative_check *check = facts->negative;
	const char *colon = answer->stage[0] == '\0' ? "" : ": ";

	if (answer->state == STATE_CRITICAL)
		report_finding(report, answer->state, "refuse %s: %s",
		    check->name, check->accepted);
	else
		report_finding(report, answer->state,
		    "refuse %s: it could not be asked%s%s%s%s", check->name,
		    colon, answer->stage, colon, buf_string(&answer->text));
	if (finding_is_about_login(facts))
		finding_name_user(report, answer->state, facts->config);
}

static void
put_negative_advice(const struct session_facts *facts,
    const struct answer *answer, struct report *report)
{
	static const struct error no_error = { .kind = ERROR_NONE };
	const struct error *error = &no_error;

	if (answer->row < STAGE_ROWS) {
		error = &facts->seen[answer->row].error;
		finding_by_hand(facts, stages[answer->row].id, error, report);
	}
	if (answer->state == STATE_CRITICAL)
		finding_hint(report, answer->state, facts->negative->name,
		    &no_error, NULL);
	else
		finding_hint(
		    report, answer->state, answer->stage, error, facts);
}

bool
negative_judge(const struct session_facts *facts, struct report *report)
{
	struct answer answer = find_answer(facts);

	if (answer.state != STATE_OK)
		put_finding(facts, &answer, report);
	put_answer_line(facts, &answer, report);
	if (answer.state != STATE_OK)
		put_negative_advice(facts, &answer, report);
	buf_free(&answer.text);
	return answer.state == STATE_OK;
}
