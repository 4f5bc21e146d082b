/* The messages of a series that have arrived. */
#include "arrivals.h"

#include <string.h>

#include "header.h"
#include "text.h"

/* The fields that bear the mark.  The last one does not if the user gives the
 * subject. */
static const char *const fields[] = { "X-Check-Smtp-Auth", "Message-ID",
	"Subject" };

#define FIELDS (sizeof(fields) / sizeof(fields[0]))

static size_t
field_count(const struct config *config)
{
	return config->steps.own_subject ? FIELDS - 1 : FIELDS;
}

/* Has any field of this name a mark of the series? */
static bool
field_has_mark(const struct buf *header, const char *name, const char *series,
    char token[MESSAGE_TOKEN_SIZE])
{
	struct buf value = BUF_INIT(HEADER_FIELD_LIMIT);
	bool found = false;
	size_t at = 0;

	while (!found && header_find(header, name, &at, &value))
		found = mark_find(buf_string(&value), value.len, series, token);
	buf_free(&value);
	return found;
}

/* An automatic answer repeats the subject of what it answers. */
static bool
is_answer(const struct buf *header, const char *series)
{
	struct buf value = BUF_INIT(HEADER_FIELD_LIMIT);
	char ignored[MESSAGE_TOKEN_SIZE];
	size_t at = 0;
	bool replied = false;

	while (!replied && header_find(header, "Auto-Submitted", &at, &value))
		replied =
		    text_starts(buf_string(&value), value.len, "auto-replied");
	buf_free(&value);
	return replied ||
	       field_has_mark(header, "In-Reply-To", series, ignored) ||
	       field_has_mark(header, "References", series, ignored);
}

bool
arrivals_recognise(const struct buf *header, const struct config *config,
    char token[MESSAGE_TOKEN_SIZE])
{
	const char *series = config->mailbox.series;

	for (size_t i = 0; i < FIELDS - 1; i++)
		if (field_has_mark(header, fields[i], series, token))
			return true;
	return !config->steps.own_subject &&
	       field_has_mark(header, fields[FIELDS - 1], series, token) &&
	       !is_answer(header, series);
}

void
arrivals_init(struct arrivals *arrivals, const struct config *config,
    const char *own_token, int64_t now)
{
	memset(arrivals, 0, sizeof(*arrivals));
	arrivals->config = config;
	arrivals->own = own_token;
	arrivals->now = now;
	arrivals->header.limit = MAILBOX_HEADER_LIMIT;
}

void
arrivals_free(struct arrivals *arrivals)
{
	buf_free(&arrivals->header);
}

void
arrivals_clear(struct arrivals *arrivals)
{
	arrivals->count = 0;
	arrivals->judged = 0;
	buf_clear(&arrivals->header);
}

const struct arrival *
arrivals_judged(const struct arrivals *arrivals)
{
	return arrivals->judged < arrivals->count
		   ? &arrivals->list[arrivals->judged]
		   : NULL;
}

static bool
is_own(const struct arrivals *arrivals, const struct arrival *arrival)
{
	return strcmp(arrival->token, arrivals->own) == 0;
}

/* Is this message the one to judge, rather than the one so far?  The same
 * message may lie in both folders; then it has arrived. */
static bool
is_better(const struct arrivals *arrivals, const struct arrival *arrival)
{
	const struct arrival *so_far = arrivals_judged(arrivals);
	int64_t newer;

	if (!arrivals->config->mailbox.previous && !is_own(arrivals, arrival))
		return false;
	if (mark_time(arrival->token) > arrivals->now + ARRIVALS_CLOCKS)
		return false;
	if (so_far == NULL)
		return true;
	newer = mark_time(arrival->token) - mark_time(so_far->token);
	if (newer != 0)
		return newer > 0;
	if (is_own(arrivals, arrival) != is_own(arrivals, so_far))
		return is_own(arrivals, arrival);
	return so_far->message.junk && !arrival->message.junk;
}

static bool
add_ours(void *context, const struct mailbox_message *message)
{
	struct arrivals *arrivals = context;
	struct arrival *arrival;
	bool better;

	if (arrivals->count == ARRIVALS)
		return false;
	arrival = &arrivals->list[arrivals->count];
	if (!arrivals_recognise(
		message->header, arrivals->config, arrival->token))
		return false;
	arrival->message = *message;
	arrival->message.header = NULL;
	better = is_better(arrivals, arrival);
	if (arrivals->judged == arrivals->count)
		arrivals->judged++; /* there is still none */
	if (better) {
		arrivals->judged = arrivals->count;
		buf_clear(&arrivals->header);
		(void)buf_append(&arrivals->header, buf_string(message->header),
		    message->header->len);
	}
	arrivals->count++;
	return true;
}

static bool
is_ours(void *context, const struct mailbox_message *message)
{
	const struct arrivals *arrivals = context;
	char token[MESSAGE_TOKEN_SIZE];

	return arrivals_recognise(message->header, arrivals->config, token);
}

struct mailbox_search
arrivals_search(struct arrivals *arrivals)
{
	return (struct mailbox_search){
		.fields = fields,
		.field_count = field_count(arrivals->config),
		.text = arrivals->config->mailbox.series,
		.is_ours = add_ours,
		.context = arrivals,
	};
}

struct mailbox_search
arrivals_check(struct arrivals *arrivals)
{
	struct mailbox_search search = arrivals_search(arrivals);

	search.is_ours = is_ours;
	return search;
}

bool
arrivals_may_remove(const struct arrivals *arrivals, size_t i, int64_t began)
{
	const struct arrival *arrival = &arrivals->list[i];

	if (arrivals->config->mailbox.previous)
		return i != arrivals->judged;
	return is_own(arrivals, arrival) || mark_time(arrival->token) <= began;
}
