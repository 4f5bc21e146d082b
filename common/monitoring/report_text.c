/* Renders a report as text. */
#include "report_text.h"

#define LEFT_OUT "... (there is more, see -v)\n"
#define MORE_LEFT_OUT "... (there is more)\n"
#define MORE_TARGETS "... and %zu more\n"
/* Bytes of the long output that performance data may not take away. */
#define BLOCKS_SHORT ((size_t)1536)

/* The output, and the length that it may reach. */
struct room {
	struct buf *out;
	size_t end;
	bool left_out;
};

static bool
has_room(const struct room *room, size_t len, size_t reserve)
{
	return room->out->len + len + reserve <= room->end;
}

/* Appends a line, if that leaves reserve bytes free behind it. */
static void
put_if_room(struct room *room, const char *line, size_t len, size_t reserve)
{
	if (has_room(room, len, reserve))
		(void)buf_append(room->out, line, len);
	else
		room->left_out = true;
}

static void
put_perfdata(const struct report *report, struct room *room)
{
	struct buf one = BUF_INIT(1024);

	for (size_t i = 0; i < report->metric_count; i++) {
		buf_clear(&one);
		(void)buf_putc(&one, i == 0 ? '|' : ' ');
		perfdata_print(&one, &report->metrics[i]);
		put_if_room(room, buf_string(&one), one.len, 1);
	}
	room->left_out = false;
	buf_free(&one);
}

/* " (probe at mail.example.com:587; credentials)": a pager shows the first line
 * alone.  The word is that of the hint if the hint is about this line. */
static void
put_whom(const struct report *report, struct buf *out)
{
	const struct report_hint *hint = &report->hint;
	enum state state = report->state;
	bool user = report->about_login[state] && report->user.len > 0;
	bool who = state != STATE_OK && hint->who != NULL &&
		   hint->in_first_line && hint->state == state;

	if (report->target.len == 0 || report->target_told)
		return;
	(void)buf_puts(out, " (");
	if (user) {
		(void)buf_puts(out, buf_string(&report->user));
		(void)buf_puts(out, " at ");
	}
	(void)buf_puts(out, buf_string(&report->target));
	if (who) {
		(void)buf_puts(out, "; ");
		(void)buf_puts(out, hint->who);
	}
	(void)buf_putc(out, ')');
}

static void
put_status(const struct report *report, struct room *room)
{
	struct buf *out = room->out;

	(void)buf_puts(out, "SMTP ");
	(void)buf_puts(out, state_name(report->state));
	(void)buf_puts(out, " - ");
	report_summary(report, out);
	put_whom(report, out);
	put_perfdata(report, room);
	(void)buf_putc(out, '\n');
}

/* "[OK] auth: PLAIN: accepted (1.2 ms)" */
static void
print_line(const struct report_line *line, struct buf *out)
{
	(void)buf_printf(out, "[%s] ", state_name(line->state));
	if (line->name != NULL)
		(void)buf_printf(out, "%s: ", line->name);
	if (line->login != NULL)
		(void)buf_printf(out, "%s: ", line->login);
	(void)buf_puts(out, line->text);
	if (line->has_time) {
		(void)buf_puts(out, " (");
		(void)buf_put_decimal(out, line->seconds * 1000, 1);
		(void)buf_puts(out, " ms)");
	}
	(void)buf_putc(out, '\n');
}

/* Bytes of the lines, from this one on, that tell of trouble. */
static size_t
trouble_ahead(const struct report *report, size_t from)
{
	struct buf one = BUF_INIT(REPORT_SHORT);
	size_t sum = 0;

	for (size_t i = from; i < report->line_count; i++) {
		if (report->lines[i].state == STATE_OK)
			continue;
		buf_clear(&one);
		print_line(&report->lines[i], &one);
		sum += one.len;
	}
	buf_free(&one);
	return sum;
}

/* The reader must see the trouble, so lines that are OK leave room for it. */
static void
put_lines(const struct report *report, struct room *room, size_t reserve)
{
	struct buf one = BUF_INIT(REPORT_SHORT);
	size_t ahead = trouble_ahead(report, 0);

	for (size_t i = 0; i < report->line_count; i++) {
		bool well = report->lines[i].state == STATE_OK;

		buf_clear(&one);
		print_line(&report->lines[i], &one);
		if (!well)
			ahead -= one.len;
		put_if_room(room, buf_string(&one), one.len,
		    reserve + (well ? ahead : 0));
	}
	buf_free(&one);
}

/* Appends whole lines until one does not fit. */
static void
put_whole_lines(const struct buf *text, struct room *room)
{
	size_t at = 0, len;

	for (const char *line = buf_line(text, &at, &len);
	     line != NULL && !room->left_out; line = buf_line(text, &at, &len))
		put_if_room(room, line, len + 1, sizeof(MORE_LEFT_OUT));
}

/* Appends what to do about the trouble, and a command that shows it. */
static void
put_advice(const struct report *report, int verbosity, struct buf *out)
{
	const struct report_hint *hint = &report->hint;

	if (report->state == STATE_OK)
		return;
	if (hint->who != NULL) {
		(void)buf_printf(out, "hint (%s): %s", hint->who, hint->text);
		if (verbosity > 0)
			(void)buf_printf(out, " [%s]", hint->source);
		(void)buf_putc(out, '\n');
	}
	if (report->by_hand.len > 0)
		(void)buf_printf(
		    out, "by hand: %s\n", buf_string(&report->by_hand));
}

/* "[CRITICAL] mx2.example.com:25: banner: 421 busy" */
static void
put_block_head(const struct report *part, struct buf *out)
{
	(void)buf_printf(out, "[%s] %s:", state_name(part->state),
	    buf_string(&part->target));
	if (part->success.len > 0)
		(void)buf_puts(out, buf_string(&part->success));
	else {
		(void)buf_putc(out, ' ');
		report_summary(part, out);
	}
	(void)buf_putc(out, '\n');
}

/* Was this hint told for a target before this one? */
static bool
is_told(const struct report *report, size_t part)
{
	const char *text = report->parts[part]->hint.text;

	for (size_t i = 0; i < part; i++)
		if (report->parts[i]->state != STATE_OK &&
		    report->parts[i]->hint.text == text)
			return true;
	return false;
}

/* What is told of one target: a line, and behind it all lines of its own check
 * if there is trouble, or if the user asks for them. */
static void
put_block(
    const struct report *report, size_t at, int verbosity, struct buf *out)
{
	const struct report *part = report->parts[at];
	struct room room = { out, out->limit, false };

	put_block_head(part, out);
	if (part->state == STATE_OK && verbosity == 0)
		return;
	put_lines(part, &room, 0);
	if (verbosity > 0 || !is_told(report, at))
		put_advice(part, verbosity, out);
	if (verbosity >= 3)
		put_whole_lines(&part->details, &room);
	if (verbosity >= 2)
		put_whole_lines(&part->dialogue, &room);
}

/* From the first block on that has no room, only the heads: they say which
 * targets have failed, and why. */
static void
put_blocks(const struct report *report, int verbosity, struct room *room)
{
	const size_t reserve = sizeof(MORE_TARGETS) + 2;
	struct buf one = BUF_INIT(REPORT_LONG);
	bool whole = true;
	size_t i;

	for (i = 0; i < report->part_count; i++) {
		buf_clear(&one);
		if (whole)
			put_block(report, i, verbosity, &one);
		whole = whole && has_room(room, one.len, reserve);
		if (!whole) {
			buf_clear(&one);
			put_block_head(report->parts[i], &one);
		}
		if (!has_room(room, one.len, reserve))
			break;
		(void)buf_append(room->out, buf_string(&one), one.len);
	}
	if (i < report->part_count)
		(void)buf_printf(
		    room->out, MORE_TARGETS, report->part_count - i);
	buf_free(&one);
}

/* The text on many targets: all performance data, then a block for each target,
 * as far as there is room. */
static void
put_targets(const struct report *report, int verbosity, struct buf *out)
{
	struct room room = { out, REPORT_LONG - BLOCKS_SHORT, false };

	put_status(report, &room);
	if (report->state == STATE_OK && verbosity == 0)
		return;
	room.end = REPORT_LONG;
	if (verbosity == 0)
		room.end = out->len < REPORT_SHORT - BLOCKS_SHORT
			       ? REPORT_SHORT
			       : out->len + BLOCKS_SHORT;
	put_lines(report, &room, sizeof(MORE_TARGETS) + 2);
	put_blocks(report, verbosity, &room);
}

/* The text on one target. */
static void
put_target(const struct report *report, int verbosity, struct buf *out)
{
	struct room room = { out, REPORT_LONG, false };
	const char *mark = verbosity > 0 ? MORE_LEFT_OUT : LEFT_OUT;
	struct buf advice = BUF_INIT(2 * REPORT_SHORT);

	if (verbosity == 0)
		room.end = REPORT_SHORT;
	put_status(report, &room);
	if (report->state == STATE_OK && verbosity == 0)
		return;
	put_advice(report, verbosity, &advice);
	put_lines(report, &room, advice.len + sizeof(LEFT_OUT));
	if (room.left_out)
		(void)buf_puts(out, mark);
	(void)buf_append(out, buf_string(&advice), advice.len);
	room.left_out = false;
	if (verbosity >= 3)
		put_whole_lines(&report->details, &room);
	if (verbosity >= 2)
		put_whole_lines(&report->dialogue, &room);
	if (room.left_out)
		(void)buf_puts(out, mark);
	buf_free(&advice);
}

void
report_text(const struct report *report, int verbosity, struct buf *out)
{
	(report->part_count > 0 ? put_targets : put_target)(
	    report, verbosity, out);
}
