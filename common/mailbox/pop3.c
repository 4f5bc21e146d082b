/* A session of POP3: how it begins, waits and ends. */
#include "pop3.h"

#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "newest.h"
#include "pop3_client.h"
#include "pop3_find.h"
#include "pop3_login.h"
#include "said.h"
#include "text.h"
#include "wait.h"

/* Seconds between two sessions. */
#define WAIT_SECONDS 1.0
/* Bytes of a capability and its arguments, and of all names of mechanisms. */
#define CAPABILITY_LIMIT ((size_t)2048)

static void
add_capability(struct pop3 *pop3, char *line)
{
	char *rest = line, *word = text_next(&rest, ' ');

	if (word == NULL)
		return;
	if (text_same(word, "STLS"))
		pop3->offers_stls = true;
	else if (text_same(word, "TOP"))
		pop3->offers_top = true;
	else if (text_same(word, "LOGIN-DELAY")) {
		word = text_next(&rest, ' ');
		pop3->login_delay = word == NULL ? 0 : newest_number(word);
	} else if (text_same(word, "SASL")) {
		buf_clear(&pop3->mechanisms);
		if (rest != NULL)
			(void)buf_puts(&pop3->mechanisms, rest);
	}
}

/* RFC 2449 5.  A server that does not know the command has no capability. */
static int
ask_capabilities(
    struct pop3 *pop3, struct deadline deadline, struct error *error)
{
	struct buf line = BUF_INIT(CAPABILITY_LIMIT);
	enum mailbox_answer answer;
	int rc = 0;

	pop3->mailbox.step = "capabilities";
	pop3->offers_stls = pop3->offers_top = false;
	pop3->login_delay = 0;
	buf_clear(&pop3->mechanisms);
	answer = pop3_command(pop3, "CAPA", deadline, error);
	if (answer == MAILBOX_FAILED)
		return -1;
	if (answer == MAILBOX_OK)
		for (rc = pop3_read_line(pop3, &line, deadline, error); rc == 1;
		     rc = pop3_read_line(pop3, &line, deadline, error)) {
			transcript_add(pop3->mailbox.transcript, 'S',
			    buf_string(&line), line.len, pop3->mailbox.redact);
			if (line.len > 0)
				add_capability(pop3, line.data);
		}
	buf_free(&line);
	return rc;
}

static int
pop3_greet(
    struct mailbox *mailbox, struct deadline deadline, struct error *error)
{
	struct pop3 *pop3 = (struct pop3 *)mailbox;

	switch (pop3_read_answer(pop3, deadline, error)) {
	case MAILBOX_OK:
		return ask_capabilities(pop3, deadline, error);
	case MAILBOX_NO:
		(void)said_no(mailbox->redact, &pop3->text, error);
		break;
	case MAILBOX_MORE:
		(void)said_nonsense(mailbox->redact, "POP3", pop3->text.data,
		    pop3->text.len, error);
		break;
	case MAILBOX_FAILED:
		break;
	}
	pop3->broken = true;
	return -1;
}

static bool
pop3_offers_tls(const struct mailbox *mailbox)
{
	return ((const struct pop3 *)mailbox)->offers_stls;
}

static int
pop3_starttls(
    struct mailbox *mailbox, struct deadline deadline, struct error *error)
{
	struct pop3 *pop3 = (struct pop3 *)mailbox;

	mailbox->step = "STLS";
	if (!pop3->offers_stls)
		return error_set(
		    error, ERROR_UNSUPPORTED, "the server does not offer STLS");
	if (pop3_command_ok(pop3, "STLS", deadline, error) == -1)
		return -1;
	/* Nothing more is sent in clear. */
	pop3->broken = true;
	return lines_refuse_more(&pop3->lines, "STLS", error);
}

static int
pop3_resume(struct mailbox *mailbox, struct stream *stream,
    struct deadline deadline, struct error *error)
{
	struct pop3 *pop3 = (struct pop3 *)mailbox;

	lines_init(&pop3->lines, stream);
	pop3->broken = false;
	return ask_capabilities(pop3, deadline, error);
}

static int
pop3_open(struct mailbox *mailbox, const char *folder, const char *junk,
    struct deadline deadline, struct error *error)
{
	(void)mailbox;
	(void)folder;
	(void)junk;
	(void)deadline;
	(void)error;
	return 0;
}

static const char *
pop3_junk(const struct mailbox *mailbox)
{
	(void)mailbox;
	return NULL;
}

/* Cancels an exchange that was broken off (RFC 5034 4). */
static int
cancel(struct pop3 *pop3, struct deadline deadline, struct error *error)
{
	enum mailbox_answer answer = MAILBOX_FAILED;

	if (pop3_send(pop3, "*", NULL, deadline, error) == 0)
		answer = pop3_read_answer(pop3, deadline, error);
	if (answer != MAILBOX_MORE)
		return answer == MAILBOX_FAILED ? -1 : 0;
	pop3->broken = true;
	return error_set(error, ERROR_PROTOCOL,
	    "the server goes on with a login that was cancelled");
}

static int
pop3_close(
    struct mailbox *mailbox, struct deadline deadline, struct error *error)
{
	struct pop3 *pop3 = (struct pop3 *)mailbox;

	if (pop3->broken || pop3->closed || pop3->text.len == 0)
		return 0;
	if (pop3->asked && cancel(pop3, deadline, error) == -1)
		return -1;
	pop3->closed = true;
	return pop3_command_ok(pop3, "QUIT", deadline, error);
}

static int
pop3_wait(struct mailbox *mailbox, struct deadline until,
    struct deadline deadline, struct error *error)
{
	struct pop3 *pop3 = (struct pop3 *)mailbox;
	double seconds = WAIT_SECONDS;
	struct error ignored = { 0 };

	if (deadline_passed(until))
		return error_set(error, ERROR_TIMEOUT, "no news in time");
	if (pop3_close(mailbox, deadline, error) == -1)
		return -1;
	if (pop3->login_delay > seconds)
		seconds = pop3->login_delay;
	(void)wait_descriptor(-1, WAIT_READ,
	    deadline_earlier(until, deadline_in(seconds)), &ignored);
	return 0;
}

static void
pop3_free(struct mailbox *mailbox)
{
	struct pop3 *pop3 = (struct pop3 *)mailbox;

	buf_free(&pop3->text);
	buf_free(&pop3->mechanisms);
	buf_free(&pop3->header);
	free(pop3);
}

struct mailbox *
pop3_new(struct stream *stream)
{
	static const struct mailbox_ops ops = {
		.greet = pop3_greet,
		.offers_tls = pop3_offers_tls,
		.starttls = pop3_starttls,
		.resume = pop3_resume,
		.login = pop3_login,
		.open = pop3_open,
		.junk = pop3_junk,
		.find = pop3_find,
		.wait = pop3_wait,
		.remove = pop3_remove,
		.close = pop3_close,
		.free = pop3_free,
	};
	struct pop3 *pop3 = memory_zeroed(sizeof(*pop3));

	pop3->mailbox.ops = &ops;
	lines_init(&pop3->lines, stream);
	pop3->text.limit = SAID_LIMIT;
	pop3->mechanisms.limit = CAPABILITY_LIMIT;
	pop3->header.limit = MAILBOX_HEADER_LIMIT;
	return &pop3->mailbox;
}
