/* Renders a report as a JSON object. */
#include "report_json.h"

#include "json_writer.h"
#include "range.h"

/* Bytes that are kept free for the end of the object: the names of all lists,
 * and "truncated". */
#define RESERVE ((size_t)160)
/* Bytes of one element of a list, and of a stage with its replies. */
#define ELEMENT_LIMIT ((size_t)32 * 1024)
#define STAGE_LIMIT ((size_t)4 * 1024)
/* Bytes of the object of one target of many. */
#define OBJECT_LIMIT ((size_t)64 * 1024)

/* The object.  Its lists end where the room ends. */
struct object {
	struct json_writer json;
	size_t end;
	bool truncated;
};

/* Adds an element to a list, if there is room for it. */
static void
put_element(struct object *object, const struct buf *element)
{
	if (object->json.out->len + element->len + RESERVE <= object->end)
		json_put_written(&object->json, NULL, element);
	else
		object->truncated = true;
}

static void
put_range(struct json_writer *json, const char *name, bool given,
    const struct range *range)
{
	struct buf text = BUF_INIT(128);

	if (given)
		range_print(&text, range);
	json_put_string(json, name, given ? buf_string(&text) : NULL);
	buf_free(&text);
}

/* A range prints its end without zeros at the end of the decimals. */
static void
put_maximum(struct json_writer *json, double max)
{
	struct buf text = BUF_INIT(128);

	range_print(&text, &(struct range){ .start = 0, .end = max });
	json_put_written(json, "max", &text);
	buf_free(&text);
}

static void
put_metric(struct json_writer *json, const struct metric *metric)
{
	const struct thresholds *t = &metric->thresholds;

	json_open(json, NULL, '{');
	json_put_string(json, "label", metric->label);
	json_put_decimal(json, "value", metric->value, metric->decimals);
	json_put_string(json, "unit", metric->uom);
	put_range(json, "warning", t->has_warning, &t->warning);
	put_range(json, "critical", t->has_critical, &t->critical);
	if (metric->max > 0)
		put_maximum(json, metric->max);
	json_close(json, '}');
}

static void
put_metric_list(const struct report *report, struct object *object)
{
	struct buf one = BUF_INIT(ELEMENT_LIMIT);

	json_open(&object->json, "metrics", '[');
	for (size_t i = 0; i < report->metric_count; i++) {
		struct json_writer json = { &one, false };

		buf_clear(&one);
		put_metric(&json, &report->metrics[i]);
		put_element(object, &one);
	}
	json_close(&object->json, ']');
	buf_free(&one);
}

/* Adds a list with a string for each line of the text. */
static void
put_string_list(struct object *object, const char *name, const struct buf *text)
{
	struct buf one = BUF_INIT(ELEMENT_LIMIT);
	size_t at = 0, len;

	json_open(&object->json, name, '[');
	for (const char *line = buf_line(text, &at, &len); line != NULL;
	     line = buf_line(text, &at, &len)) {
		struct json_writer json = { &one, false };

		buf_clear(&one);
		json_put_bytes(&json, NULL, line, len);
		put_element(object, &one);
	}
	json_close(&object->json, ']');
	buf_free(&one);
}

static void
put_stage(struct object *object, const struct report_line *line)
{
	struct json_writer *json = &object->json;

	json_open(json, NULL, '{');
	json_put_string(json, "stage", line->name);
	if (line->login != NULL)
		json_put_string(json, "mechanism", line->login);
	json_put_string(json, "state", state_name(line->state));
	if (line->has_time)
		json_put_decimal(json, "seconds", line->seconds, 6);
	if (line->code != 0)
		json_put_decimal(json, "code", line->code, 0);
	if (line->status[0] != '\0')
		json_put_string(json, "status", line->status);
	json_put_string(json, "text", line->text);
	put_string_list(object, "replies", &line->said);
	json_close(json, '}');
}

static void
put_remark(struct json_writer *json, const struct report_line *line)
{
	json_open(json, NULL, '{');
	json_put_string(json, "state", state_name(line->state));
	json_put_string(json, "text", line->text);
	json_close(json, '}');
}

/* Adds the list of stages, or of remarks: the lines without a name. */
static void
put_line_list(const struct report *report, struct object *object, bool stages)
{
	struct buf one = BUF_INIT(ELEMENT_LIMIT);

	json_open(&object->json, stages ? "stages" : "remarks", '[');
	for (size_t i = 0; i < report->line_count; i++) {
		struct object inner = { { &one, false }, STAGE_LIMIT, false };
		const struct report_line *line = &report->lines[i];

		if (stages != (line->name != NULL))
			continue;
		buf_clear(&one);
		if (stages)
			put_stage(&inner, line);
		else
			put_remark(&inner.json, line);
		put_element(object, &one);
		object->truncated = object->truncated || inner.truncated;
	}
	json_close(&object->json, ']');
	buf_free(&one);
}

static void
put_summary(const struct report *report, struct json_writer *json)
{
	struct buf summary = BUF_INIT(REPORT_SHORT);

	report_summary(report, &summary);
	json_put_string(json, "state", state_name(report->state));
	json_put_decimal(json, "exit_code", report->state, 0);
	json_put_string(json, "summary", buf_string(&summary));
	json_put_string(json, "target",
	    report->target.len > 0 ? buf_string(&report->target) : NULL);
	buf_free(&summary);
	if (report->hint.who == NULL || report->state == STATE_OK) {
		json_put_string(json, "hint", NULL);
		return;
	}
	json_open(json, "hint", '{');
	json_put_string(json, "who", report->hint.who);
	json_put_string(json, "text", report->hint.text);
	json_put_string(json, "source", report->hint.source);
	json_close(json, '}');
}

/* Begins the object: all but what is of the targets. */
static void
begin_object(const struct report *report, int verbosity, struct object *object)
{
	struct json_writer *json = &object->json;

	json_open(json, NULL, '{');
	put_summary(report, json);
	if (report->by_hand.len > 0)
		json_put_string(json, "by_hand", buf_string(&report->by_hand));
	if (report->facts.len > 0)
		json_put_written(json, NULL, &report->facts);
	put_metric_list(report, object);
	put_line_list(report, object, true);
	put_line_list(report, object, false);
	if (verbosity >= 3)
		put_string_list(object, "details", &report->details);
	if (verbosity >= 2)
		put_string_list(object, "dialogue", &report->dialogue);
}

static void
end_object(struct object *object)
{
	json_put_bool(&object->json, "truncated", object->truncated);
	json_close(&object->json, '}');
}

/* Adds the object of each target.  Its lists have their share of the room; what
 * else is in it may take more. */
static void
put_part_list(const struct report *report, int verbosity, struct object *object)
{
	size_t left = report->part_count;

	json_open(&object->json, "targets", '[');
	for (size_t i = 0; i < report->part_count; i++, left--) {
		size_t used = object->json.out->len + 2 * RESERVE;
		size_t share =
		    object->end > used ? (object->end - used) / left : 0;
		struct buf one = BUF_INIT(OBJECT_LIMIT);
		struct object part = { { &one, false },
			share < OBJECT_LIMIT ? share : OBJECT_LIMIT, false };

		begin_object(report->parts[i], verbosity, &part);
		end_object(&part);
		if (object->json.out->len + one.len + RESERVE <=
		    object->json.out->limit)
			json_put_written(&object->json, NULL, &one);
		else
			object->truncated = true;
		buf_free(&one);
	}
	json_close(&object->json, ']');
}

void
report_json(const struct report *report, int verbosity, struct buf *out)
{
	struct object object = { { out, false },
		out->limit < REPORT_LONG ? out->limit : REPORT_LONG, false };

	begin_object(report, verbosity, &object);
	if (report->part_count > 0)
		put_part_list(report, verbosity, &object);
	end_object(&object);
	(void)buf_putc(out, '\n');
}
