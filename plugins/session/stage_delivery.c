/* The stage DELIVERY: the message arrives in the mailbox. */
#include "stages.h"

#include <regex.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "arrivals.h"
#include "clock.h"
#include "header.h"
#include "mailbox_session.h"
#include "memory.h"
#include "received.h"
#include "removal.h"
#include "session.h"
#include "wait.h"

/* Seconds between two looks where the server cannot tell of news. */
#define LOOK_SECONDS 1.0
/* Seconds to end the last wait and the last look, when the time is over. */
#define LOOK_GRACE 0.3
/* Clocks that differ by so many seconds are not told of: dates are cut to whole
 * seconds. */
#define CLOCK_TOLERANCE 2

/* Appends a line to the notes of the round trip. */
#define note_line(session, ...)                                                \
	((void)buf_printf(&(session)->facts.round_trip->notes, __VA_ARGS__))

static double
seconds_since(int64_t clock)
{
	return (double)(clock_now() - clock) / (double)CLOCK_SECOND;
}

/* Opens the mailbox anew, to see what has come in the meantime.  The server may
 * still hold the lock of the last session: then it is asked again.  */
static int
open_again(
    struct session *session, struct deadline deadline, struct error *error)
{
	struct error found = { 0 }, ignored = { 0 };

	do {
		mailbox_session_drop(session);
		error_clear(&found);
		if (mailbox_session_open(session, NULL, deadline, &found) == 0)
			return 0;
		if (found.kind == ERROR_RETRY)
			(void)wait_descriptor(-1, WAIT_READ,
			    deadline_earlier(
				deadline, deadline_in(LOOK_SECONDS)),
			    &ignored);
	} while (found.kind == ERROR_RETRY && !deadline_passed(deadline));
	*error = found;
	return -1;
}

/* Was there too little time for a step to end? */
static bool
lacked_time(double left, const struct error *error)
{
	return left < LOOK_SECONDS && error->kind == ERROR_TIMEOUT;
}

/* Waits for news.  1: look again; 0: the time is over; -1: error set. */
static int
wait_for_news(struct session *session, struct arrivals *arrivals,
    struct removal *removal, struct deadline deadline, struct deadline last,
    struct error *error)
{
	struct error found = { 0 };
	double left = deadline_left(deadline);
	int rc;

	if (session->facts.config->mailbox.protocol == MAILBOX_POP3) {
		/* The session ends with the wait. */
		removal_run(removal, session, arrivals, last);
		arrivals_clear(arrivals);
	}
	rc = mailbox_wait(session->mailbox, deadline, last, &found);
	if (rc == 1)
		return 1;
	if (rc == 0) {
		left = deadline_left(deadline);
		if (left == 0)
			return 0;
		if (open_again(session, deadline, &found) == 0)
			return 1;
	}
	if (lacked_time(left, &found))
		return 0;
	*error = found;
	return -1;
}

/* Looks until the message of this run is there; with --round-trip previous only
 * once.  -1: error set; the arrivals are what was found. */
static int
look(struct session *session, struct arrivals *arrivals,
    struct removal *removal, struct deadline deadline, struct error *error)
{
	const struct mailbox_search search = arrivals_search(arrivals);
	const struct deadline last =
	    deadline_in(deadline_left(deadline) + LOOK_GRACE);
	bool again = false;
	int rc;

	for (;;) {
		double left = deadline_left(deadline);
		struct error found = { 0 };

		if (mailbox_find(session->mailbox, &search,
			again ? last : deadline, &found) == -1) {
			/* It is of no use any more. */
			mailbox_session_drop(session);
			if (again && lacked_time(left, &found))
				return 0;
			*error = found;
			return -1;
		}
		if (arrivals_judged(arrivals) != NULL ||
		    session->facts.config->mailbox.previous)
			return 0;
		rc = wait_for_news(
		    session, arrivals, removal, deadline, last, error);
		if (rc != 1)
			return rc;
		again = true;
	}
}

/* Which --arrived-header fits no line of the header section; bit i is for
 * expression i. */
static uint32_t
find_missing(const struct config_mailbox *config, const struct buf *header)
{
	struct buf field = BUF_INIT(HEADER_FIELD_LIMIT);
	uint32_t missing = 0;

	for (size_t i = 0; i < config->arrived_count; i++) {
		regex_t compiled;
		size_t at = 0;
		bool fits = false;

		if (regcomp(&compiled, config->arrived[i],
			REG_EXTENDED | REG_NOSUB) != 0)
			continue; /* options_validate() has compiled it */
		while (!fits && header_next(header, &at, &field))
			fits = regexec(&compiled, buf_string(&field), 0, NULL,
				   0) == 0;
		regfree(&compiled);
		missing |= fits ? 0 : UINT32_C(1) << i;
	}
	buf_free(&field);
	return missing;
}

/* When the message arrived, by the server's clock: its date of IMAP, or that of
 * the last hop.  -1: it does not say. */
static int64_t
arrival_date(
    const struct arrival *arrival, const struct round_trip_facts *facts)
{
	if (arrival->message.arrived != -1)
		return arrival->message.arrived;
	if (facts->hop_count > 0 && facts->hops[facts->hop_count - 1].dated)
		return facts->hops[facts->hop_count - 1].at;
	return -1;
}

/* The mailbox has only whole seconds, and another clock. */
static void
measure(struct session *session, const struct arrival *arrival)
{
	struct round_trip_facts *facts = session->facts.round_trip;
	int64_t now = (int64_t)time(NULL);
	int64_t sent =
	    facts->own ? facts->handed_in.date : mark_time(arrival->token);
	int64_t date = arrival_date(arrival, facts);
	bool previous = session->facts.config->mailbox.previous;

	facts->sent = sent;
	facts->stored = arrival->message.arrived;
	facts->age = sent > now ? 0 : (double)(now - sent);
	if (previous && date != -1)
		facts->seconds = date > sent ? (double)(date - sent) : 0;
	else if (previous)
		facts->seconds = facts->age;
	if (date != -1 && date < sent - CLOCK_TOLERANCE)
		note_line(session,
		    "the clock of the mailbox's server is at least %lld s "
		    "behind that of this host\n",
		    (long long)(sent - date));
	else if (date > now + CLOCK_TOLERANCE)
		note_line(session,
		    "the clock of the mailbox's server is at least %lld s "
		    "ahead of that of this host\n",
		    (long long)(date - now));
	else if (sent > now + CLOCK_TOLERANCE)
		note_line(session,
		    "the message was sent %lld s in the future: the clocks of "
		    "the hosts that run this check differ\n",
		    (long long)(sent - now));
}

/* A server can write whatever it has heard into a header, and a long name is
 * cut. */
static void
hide_secrets(struct session *session)
{
	struct round_trip_facts *facts = session->facts.round_trip;
	const struct redact *redact = &session->at_mailbox->redact;

	for (size_t i = 0; i < facts->hop_count; i++) {
		struct hop *hop = &facts->hops[i];

		redact_cut_string(redact, hop->by, sizeof(hop->by));
		redact_cut_string(redact, hop->from, sizeof(hop->from));
	}
}

static void
examine(struct session *session, const struct arrivals *arrivals)
{
	struct round_trip_facts *facts = session->facts.round_trip;
	const struct arrival *arrival = arrivals_judged(arrivals);

	facts->seconds = seconds_since(facts->handed_in.clock);
	if (arrival == NULL)
		return;
	facts->arrived = true;
	facts->own = strcmp(arrival->token, session->facts.token) == 0;
	facts->is_junk = arrival->message.junk;
	memcpy(facts->token, arrival->token, sizeof(facts->token));
	facts->hop_count = received_hops(&arrivals->header, facts->hops);
	hide_secrets(session);
	facts->missing =
	    find_missing(&session->facts.config->mailbox, &arrivals->header);
	measure(session, arrival);
}

static int
refuse_absence(struct session *session, struct error *error)
{
	const struct round_trip_facts *facts = session->facts.round_trip;
	const struct config_mailbox *config = &session->facts.config->mailbox;
	bool pop = config->protocol == MAILBOX_POP3;
	const char *folder = pop ? "the mailbox" : facts->folder;
	const char *between = facts->junk[0] == '\0' ? "" : " or ";

	if (config->previous)
		return error_set(error, ERROR_ABSENT,
		    "handed in, but no message of this series has arrived in "
		    "%s%s%s yet",
		    folder, between, facts->junk);
	return error_set(error, ERROR_ABSENT,
	    "handed in, but did not arrive in %s%s%s within %.1f s", folder,
	    between, facts->junk, facts->seconds);
}

static enum stage_result
judge(struct session *session, struct error *error)
{
	const struct round_trip_facts *facts = session->facts.round_trip;
	const struct config_mailbox *config = &session->facts.config->mailbox;

	if (!facts->arrived) {
		(void)refuse_absence(session, error);
		return STAGE_FAILED;
	}
	if (config->previous)
		session_note(session,
		    facts->own ? "message %s, this run's, is the newest that "
				 "has arrived"
			       : "message %s is the newest that has arrived, "
				 "sent %.0f s ago",
		    facts->token, facts->age);
	else
		session_note(session, "message %s arrived", facts->token);
	if (config->previous && facts->age > config->arrived_within) {
		(void)error_set(error, ERROR_ABSENT,
		    "the newest message that has arrived was sent %.0f s ago, "
		    "%.0f at most are wanted (--arrived-within)",
		    facts->age, config->arrived_within);
		return STAGE_FAILED;
	}
	if (facts->is_junk) {
		(void)error_set(error, ERROR_JUNK,
		    "the message lies in the junk folder %s", facts->junk);
		return STAGE_UNEXPECTED;
	}
	return STAGE_PASSED;
}

enum stage_result
stage_delivery(
    struct session *session, struct deadline deadline, struct error *error)
{
	struct arrivals *arrivals = memory_resize(NULL, sizeof(*arrivals));
	enum stage_result result = STAGE_FAILED;
	struct removal removal = { .kept = 0 };
	int rc;

	arrivals_init(arrivals, session->facts.config, session->facts.token,
	    (int64_t)time(NULL));
	rc = look(session, arrivals, &removal, deadline, error);
	examine(session, arrivals);
	if (rc == 0)
		result = judge(session, error);
	removal_end(&removal, session, arrivals);
	mailbox_session_drop(session);
	arrivals_free(arrivals);
	free(arrivals);
	return result;
}
