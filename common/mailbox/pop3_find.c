/* Looks for messages on a server of POP3, and removes them. */
#include "pop3_find.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "newest.h"
#include "said.h"
#include "text.h"

/* Bytes of a line of a list, and of a line of a header. */
#define LIST_LINE ((size_t)512)
#define HEADER_LINE ((size_t)16 * 1024)
/* Bytes of a message that is fetched whole, where the server has no TOP. */
#define WHOLE_LIMIT 4000000

/* Adds a message of a list, "12 id"; the oldest makes place.  Without an id its
 * number is one, in this session. */
static void
add_message(struct pop3 *pop3, char *line, bool ids)
{
	char *rest = line, *word = text_next(&rest, ' ');
	uint32_t number = word == NULL ? 0 : newest_number(word);
	struct pop3_message *message;

	word = number == 0 ? NULL : text_next(&rest, ' ');
	if (word == NULL || (ids && strlen(word) >= MAILBOX_ID_SIZE))
		return;
	if (pop3->count < MAILBOX_MESSAGES)
		message = &pop3->messages[pop3->count++];
	else {
		message = &pop3->messages[pop3->first];
		pop3->first = (pop3->first + 1) % MAILBOX_MESSAGES;
	}
	message->number = number;
	if (ids)
		(void)text_printable(
		    message->id, sizeof(message->id), word, strlen(word));
	else
		(void)snprintf(
		    message->id, sizeof(message->id), "#%" PRIu32, number);
}

/* The newest messages: by UIDL, which a server need not know, or LIST. */
static int
list(struct pop3 *pop3, struct deadline deadline, struct error *error)
{
	struct buf line = BUF_INIT(LIST_LINE);
	enum mailbox_answer answer;
	bool ids = true;
	int rc;

	if (pop3->is_listed)
		return 0;
	answer = pop3_command(pop3, "UIDL", deadline, error);
	if (answer == MAILBOX_NO) {
		ids = false;
		answer = pop3_command(pop3, "LIST", deadline, error);
	}
	if (answer == MAILBOX_NO)
		(void)said_no(pop3->mailbox.redact, &pop3->text, error);
	if (answer != MAILBOX_OK)
		return -1;
	pop3->count = pop3->first = 0;
	for (rc = pop3_read_line(pop3, &line, deadline, error); rc == 1;
	     rc = pop3_read_line(pop3, &line, deadline, error))
		if (line.len > 0)
			add_message(pop3, line.data, ids);
	buf_free(&line);
	pop3->is_listed = rc == 0;
	return rc;
}

/* Reads a message up to its end and keeps the header section of it. */
static int
read_header(struct pop3 *pop3, struct deadline deadline, struct error *error)
{
	struct buf line = BUF_INIT(HEADER_LINE);
	struct buf *header = &pop3->header;
	bool body = false;
	int rc;

	buf_clear(header);
	for (rc = pop3_read_line(pop3, &line, deadline, error); rc == 1;
	     rc = pop3_read_line(pop3, &line, deadline, error)) {
		body = body || line.len == 0;
		if (body || line.len + 1 > header->limit - header->len)
			continue;
		(void)buf_append(header, line.data, line.len);
		(void)buf_putc(header, '\n');
	}
	buf_free(&line);
	return rc;
}

/* Is it small enough to be fetched whole?  "+OK 12 345" */
static int
is_small(struct pop3 *pop3, uint32_t number, struct deadline deadline,
    struct error *error)
{
	char command[32], *end;
	unsigned long long told, size;
	enum mailbox_answer answer;

	(void)snprintf(command, sizeof(command), "LIST %" PRIu32, number);
	answer = pop3_command(pop3, command, deadline, error);
	if (answer != MAILBOX_OK)
		return answer == MAILBOX_NO ? 0 : -1;
	told = strtoull(buf_string(&pop3->text) + strlen("+OK"), &end, 10);
	size = strtoull(end, NULL, 10);
	return told == number && size <= WHOLE_LIMIT;
}

/* Reads the header section of a message.  1: pop3->header has it; 0: the server
 * does not give it; -1: error set. */
static int
fetch(struct pop3 *pop3, uint32_t number, struct deadline deadline,
    struct error *error)
{
	enum mailbox_answer answer = MAILBOX_NO;
	char command[32];
	int small;

	pop3->mailbox.step = "fetch";
	(void)snprintf(command, sizeof(command), "TOP %" PRIu32 " 0", number);
	if (!pop3->no_top)
		answer = pop3_command(pop3, command, deadline, error);
	if (answer == MAILBOX_NO) {
		pop3->no_top = !pop3->offers_top;
		small = is_small(pop3, number, deadline, error);
		if (small <= 0)
			return small;
		(void)snprintf(
		    command, sizeof(command), "RETR %" PRIu32, number);
		answer = pop3_command(pop3, command, deadline, error);
	}
	if (answer != MAILBOX_OK)
		return answer == MAILBOX_NO ? 0 : -1;
	return read_header(pop3, deadline, error) == -1 ? -1 : 1;
}

static bool
is_ours(const struct pop3 *pop3, const struct mailbox_search *search,
    const char *id)
{
	struct mailbox_message told = {
		.arrived = -1,
		.header = &pop3->header,
	};

	(void)snprintf(told.id, sizeof(told.id), "%s", id);
	return search->is_ours(search->context, &told);
}

int
pop3_find(struct mailbox *mailbox, const struct mailbox_search *search,
    struct deadline deadline, struct error *error)
{
	struct pop3 *pop3 = (struct pop3 *)mailbox;
	int ours = 0;

	if (list(pop3, deadline, error) == -1)
		return -1;
	for (size_t i = 0; i < pop3->count; i++) {
		const struct pop3_message *message =
		    &pop3->messages[(pop3->first + i) % MAILBOX_MESSAGES];
		int rc = fetch(pop3, message->number, deadline, error);

		if (rc == -1)
			return -1;
		if (rc == 1)
			ours += is_ours(pop3, search, message->id);
	}
	return ours;
}

/* The number of the message in this session; 0: it is not there. */
static uint32_t
number_of(const struct pop3 *pop3, const char *id)
{
	for (size_t i = 0; i < pop3->count; i++)
		if (strcmp(pop3->messages[i].id, id) == 0)
			return pop3->messages[i].number;
	return 0;
}

enum mailbox_removal
pop3_remove(struct mailbox *mailbox, const struct mailbox_message *message,
    const struct mailbox_search *search, struct deadline deadline,
    struct error *error)
{
	struct pop3 *pop3 = (struct pop3 *)mailbox;
	char command[32];
	uint32_t number;
	int rc;

	if (list(pop3, deadline, error) == -1)
		return MAILBOX_NOT_REMOVED;
	number = number_of(pop3, message->id);
	if (number == 0)
		return MAILBOX_REMOVED;
	rc = fetch(pop3, number, deadline, error);
	mailbox->step = "delete";
	if (rc == -1)
		return MAILBOX_NOT_REMOVED;
	if (rc == 0 || !is_ours(pop3, search, message->id))
		return (enum mailbox_removal)error_set(error, ERROR_PROTOCOL,
		    "the message that the server shows now is not ours");
	(void)snprintf(command, sizeof(command), "DELE %" PRIu32, number);
	return pop3_command_ok(pop3, command, deadline, error) == -1
		   ? MAILBOX_NOT_REMOVED
		   : MAILBOX_REMOVED;
}
