/* A session of IMAP: how it begins, waits and ends. */
#include "imap.h"

#include <stdlib.h>

#include "imap_client.h"
#include "imap_find.h"
#include "imap_folders.h"
#include "imap_login.h"
#include "memory.h"
#include "said.h"
#include "wait.h"

/* Seconds of one wait. */
#define WAIT_SECONDS 1.0

static int
imap_greet(
    struct mailbox *mailbox, struct deadline deadline, struct error *error)
{
	struct imap *imap = (struct imap *)mailbox;

	if (imap_read_greeting(imap, deadline, error) == -1)
		return -1;
	return imap_ask_capabilities(imap, deadline, error);
}

static bool
imap_offers_tls(const struct mailbox *mailbox)
{
	const struct imap *imap = (const struct imap *)mailbox;

	return imap_capabilities_has(&imap->capabilities, IMAP_STARTTLS);
}

static int
imap_starttls(
    struct mailbox *mailbox, struct deadline deadline, struct error *error)
{
	struct imap *imap = (struct imap *)mailbox;

	mailbox->step = "STARTTLS";
	if (imap->logged_in)
		return error_set(error, ERROR_PROTOCOL,
		    "the server has logged us in already: it is too late for "
		    "TLS");
	if (!imap_offers_tls(mailbox))
		return error_set(error, ERROR_UNSUPPORTED,
		    "the server does not offer STARTTLS");
	if (imap_command_ok(imap, "STARTTLS", deadline, error) == -1)
		return -1;
	/* Nothing more is sent in clear. */
	imap->broken = true;
	return lines_refuse_more(&imap->reader.lines, "STARTTLS", error);
}

static int
imap_resume(struct mailbox *mailbox, struct stream *stream,
    struct deadline deadline, struct error *error)
{
	struct imap *imap = (struct imap *)mailbox;

	imap_reader_switch(&imap->reader, stream);
	imap_capabilities_clear(&imap->capabilities);
	imap->is_told = imap->broken = false;
	return imap_ask_capabilities(imap, deadline, error);
}

static void
pause_until(struct deadline deadline)
{
	struct error ignored = { 0 };

	(void)wait_descriptor(-1, WAIT_READ, deadline, &ignored);
}

/* Reads what the server tells, until there is news or the time is over.
 * *answer is not MAILBOX_MORE if the server has ended IDLE itself. */
static int
read_news(struct imap *imap, enum mailbox_answer *answer, struct deadline until,
    struct deadline deadline, struct error *error)
{
	int rc = 0;

	while (rc == 0 && !imap->has_news) {
		struct error found = { 0 };

		rc = lines_wait(&imap->reader.lines, until, &found);
		if (rc == -1 && found.kind == ERROR_TIMEOUT)
			return 0;
		/* The end of the stream is found by the read. */
		rc = imap_read_response(imap, answer, deadline, error);
	}
	return rc == -1 ? -1 : 0;
}

/* RFC 2177 */
static int
idle(struct imap *imap, struct deadline until, struct deadline deadline,
    struct error *error)
{
	static const char done[] = "DONE\r\n";
	enum mailbox_answer answer;

	if (imap_send(imap, "IDLE", NULL, deadline, error) == -1)
		return -1;
	answer = imap_read_answer(imap, deadline, error);
	if (answer == MAILBOX_NO) {
		imap->no_idle = true;
		pause_until(until);
		return 0;
	}
	if (answer == MAILBOX_MORE &&
	    read_news(imap, &answer, until, deadline, error) == -1)
		return -1;
	if (answer != MAILBOX_MORE)
		return answer == MAILBOX_FAILED ? -1 : 0;
	transcript_add(imap->mailbox.transcript, 'C', "DONE", 4, NULL);
	imap->asked = false;
	if (stream_write(imap->reader.lines.stream, done, sizeof(done) - 1,
		deadline, error) == -1)
		return -1;
	return imap_read_answer(imap, deadline, error) == MAILBOX_FAILED ? -1
									 : 0;
}

static int
imap_wait(struct mailbox *mailbox, struct deadline until,
    struct deadline deadline, struct error *error)
{
	struct imap *imap = (struct imap *)mailbox;
	const struct imap_folder *folder = &imap->folders[IMAP_FOLDER];

	if (deadline_passed(until))
		return error_set(error, ERROR_TIMEOUT, "no news in time");
	if (imap_select(imap, IMAP_FOLDER, deadline, error) == MAILBOX_NO)
		(void)said_no(mailbox->redact, &imap->text, error);
	if (imap->place != IMAP_FOLDER)
		return -1;
	until = deadline_earlier(until, deadline_in(WAIT_SECONDS));
	/* When it is selected again it tells of news at once. */
	if (imap->is_fresh && imap->next > folder->told)
		return 1;
	if (imap->no_idle ||
	    !imap_capabilities_has(&imap->capabilities, IMAP_IDLE))
		pause_until(until);
	else if (idle(imap, until, deadline, error) == -1)
		return -1;
	/* Some servers tell of new messages only who selects the folder. */
	if (!imap->has_news)
		imap->place = IMAP_NOWHERE;
	imap->has_news = imap->is_fresh = false;
	return 1;
}

/* Cancels an exchange that was broken off (RFC 9051 6.2.2). */
static int
cancel(struct imap *imap, struct deadline deadline, struct error *error)
{
	struct buf line = BUF_INIT(8);
	enum mailbox_answer answer = MAILBOX_FAILED;

	(void)buf_puts(&line, "*");
	if (imap_send_more(imap, &line, deadline, error) == 0)
		answer = imap_read_answer(imap, deadline, error);
	buf_free(&line);
	if (answer != MAILBOX_MORE)
		return answer == MAILBOX_FAILED ? -1 : 0;
	imap->broken = true;
	return error_set(error, ERROR_PROTOCOL,
	    "the server goes on with a login that was cancelled");
}

static int
imap_close(
    struct mailbox *mailbox, struct deadline deadline, struct error *error)
{
	struct imap *imap = (struct imap *)mailbox;
	struct error found = { 0 };

	if (imap->broken || imap->closing || imap->text.len == 0)
		return 0;
	if (imap->asked && cancel(imap, deadline, error) == -1)
		return -1;
	imap->closing = true;
	if (imap_command(imap, "LOGOUT", deadline, &found) != MAILBOX_FAILED ||
	    found.kind == ERROR_CLOSED) /* behind BYE */
		return 0;
	*error = found;
	return -1;
}

static void
imap_free(struct mailbox *mailbox)
{
	struct imap *imap = (struct imap *)mailbox;

	imap_reader_free(&imap->reader);
	imap_capabilities_free(&imap->capabilities);
	buf_free(&imap->text);
	buf_free(&imap->token);
	buf_free(&imap->junk);
	buf_free(&imap->message.header);
	for (size_t i = 0; i < IMAP_PLACES; i++)
		buf_free(&imap->folders[i].name);
	free(imap);
}

struct mailbox *
imap_new(
    struct stream *stream, struct transcript *transcript, struct redact *redact)
{
	static const struct mailbox_ops ops = {
		.greet = imap_greet,
		.offers_tls = imap_offers_tls,
		.starttls = imap_starttls,
		.resume = imap_resume,
		.login = imap_login,
		.open = imap_open,
		.junk = imap_junk,
		.find = imap_find,
		.wait = imap_wait,
		.remove = imap_remove,
		.close = imap_close,
		.free = imap_free,
	};
	struct imap *imap = memory_zeroed(sizeof(*imap));

	imap->mailbox.ops = &ops;
	imap_reader_init(&imap->reader, stream, transcript, redact);
	imap_capabilities_init(&imap->capabilities);
	imap->text.limit = SAID_LIMIT;
	imap->token.limit = IMAP_TOKEN_LIMIT;
	imap->junk.limit = 4 * IMAP_NAME_LIMIT;
	imap->message.header.limit = MAILBOX_HEADER_LIMIT;
	for (size_t i = 0; i < IMAP_PLACES; i++)
		imap->folders[i].name.limit = IMAP_NAME_LIMIT;
	imap->place = IMAP_NOWHERE;
	return &imap->mailbox;
}
