/* Looks for messages on a server of IMAP, and removes them. */
#include "imap_find.h"

#include <stdio.h>
#include <string.h>

#include "imap_folders.h"
#include "said.h"
#include "text.h"

/* What is fetched; PEEK leaves the message unread. */
#define ITEMS "(UID FLAGS INTERNALDATE BODY.PEEK[HEADER])"
/* Bytes of a command, and of the longest of fields and text. */
#define COMMAND_LIMIT ((size_t)4096)

/* One look into one folder. */
struct look {
	const struct mailbox_search *search;
	struct imap_folder *folder;
	bool junk;
	uint32_t first;     /* messages with lower UIDs are not meant */
	uint32_t highest;   /* UID that was seen */
	unsigned int given; /* to is_ours() by this command */
	int ours;
};

static bool
is_ours(const struct mailbox_search *search, bool junk,
    const struct imap_message *message)
{
	struct mailbox_message told = {
		.junk = junk,
		.arrived = message->arrived,
		.header = &message->header,
	};

	(void)snprintf(told.id, sizeof(told.id), "%u", message->uid);
	return search->is_ours(search->context, &told);
}

/* Without UIDPLUS messages that were removed are still there, with a flag. */
static void
look_at(void *context, const struct imap_message *message)
{
	struct look *look = context;

	if (message->uid < look->first || look->given == MAILBOX_MESSAGES)
		return;
	if (message->uid > look->highest)
		look->highest = message->uid;
	if (message->deleted || newest_has(&look->folder->given, message->uid))
		return;
	look->given++;
	newest_add(&look->folder->given, message->uid);
	look->ours += is_ours(look->search, look->junk, message);
}

/* Runs a command that fetches, and looks at each message. */
static enum mailbox_answer
fetch(struct imap *imap, struct look *look, const char *command,
    struct deadline deadline, struct error *error)
{
	enum mailbox_answer answer;

	imap->mailbox.step = "fetch";
	look->given = 0;
	imap->on_message = look_at;
	imap->context = look;
	answer = imap_command(imap, command, deadline, error);
	imap->on_message = NULL;
	return answer;
}

/* The same, and NO is an error. */
static int
fetch_ok(struct imap *imap, struct look *look, const char *command,
    struct deadline deadline, struct error *error)
{
	enum mailbox_answer answer =
	    fetch(imap, look, command, deadline, error);

	if (answer == MAILBOX_NO)
		return said_no(imap->mailbox.redact, &imap->text, error);
	return answer == MAILBOX_OK ? 0 : -1;
}

/* UID SEARCH OR HEADER a "x" OR HEADER b "x" HEADER c "x" */
static int
put_search(struct buf *out, const struct mailbox_search *search)
{
	int rc = buf_puts(out, "UID SEARCH");

	for (size_t i = 0; rc == 0 && i < search->field_count; i++) {
		rc = buf_printf(out, "%s HEADER %s ",
		    i + 1 < search->field_count ? " OR" : "",
		    search->fields[i]);
		if (rc == 0)
			rc = imap_put_quoted(
			    out, search->text, strlen(search->text));
	}
	return rc;
}

/* "UID FETCH 3,17,18 (...)": what the search found. */
static void
put_fetch_found(struct buf *out, const struct newest *found)
{
	(void)buf_puts(out, "UID FETCH ");
	for (size_t i = 0; i < found->count; i++)
		(void)buf_printf(
		    out, "%s%u", i == 0 ? "" : ",", found->numbers[i]);
	(void)buf_puts(out, " " ITEMS);
}

/* Lets the server search.  It may refuse, or lie: all that matters is how many
 * it finds that are ours. */
static int
look_by_search(struct imap *imap, struct look *look, struct deadline deadline,
    struct error *error)
{
	struct buf command = BUF_INIT(COMMAND_LIMIT);
	enum mailbox_answer answer = MAILBOX_NO;

	look->folder->searched = true;
	look->first = 0;
	imap->found.count = 0;
	imap->found_more = false;
	if (look->search->field_count > 0 &&
	    put_search(&command, look->search) == 0)
		answer =
		    imap_command(imap, buf_string(&command), deadline, error);
	if (answer == MAILBOX_OK && imap->found.count > 0 &&
	    !imap->found_more) {
		buf_clear(&command);
		put_fetch_found(&command, &imap->found);
		answer =
		    fetch(imap, look, buf_string(&command), deadline, error);
	}
	buf_free(&command);
	return answer == MAILBOX_FAILED ? -1 : 0;
}

/* Looks at the newest messages, whatever their UIDs; later at those behind
 * them: "n:*" always names the last one, too. */
static int
look_at_newest(struct imap *imap, struct look *look, struct deadline deadline,
    struct error *error)
{
	char command[64 + sizeof(ITEMS)];
	uint32_t from = 1;

	look->first = look->folder->next;
	look->highest = 0;
	if (look->folder->scanned && look->folder->next > 0)
		(void)snprintf(command, sizeof(command), "UID FETCH %u:* %s",
		    look->folder->next, ITEMS);
	else {
		if (imap->exists > MAILBOX_MESSAGES)
			from = imap->exists - MAILBOX_MESSAGES + 1;
		(void)snprintf(
		    command, sizeof(command), "FETCH %u:* %s", from, ITEMS);
	}
	if (imap->exists > 0 &&
	    fetch_ok(imap, look, command, deadline, error) == -1)
		return -1;
	look->folder->scanned = true;
	if (look->highest >= look->folder->next && look->highest < UINT32_MAX)
		look->folder->next = look->highest + 1;
	return 0;
}

/* Some servers tell of new messages only when they are asked for news. */
static int
refresh(struct imap *imap, struct deadline deadline, struct error *error)
{
	bool fresh = imap->is_fresh;

	imap->is_fresh = false;
	return fresh ? 0 : imap_command_ok(imap, "NOOP", deadline, error);
}

/* How many are ours, or -1. */
static int
look_into(struct imap *imap, enum imap_place place,
    const struct mailbox_search *search, struct deadline deadline,
    struct error *error)
{
	struct look look = {
		.search = search,
		.folder = &imap->folders[place],
		.junk = place == IMAP_JUNK,
	};

	if (refresh(imap, deadline, error) == -1)
		return -1;
	look.folder->told = imap->next;
	if (!look.folder->searched) {
		if (imap->exists > 0 &&
		    look_by_search(imap, &look, deadline, error) == -1)
			return -1;
		look.folder->searched = true;
		if (look.ours > 0)
			return look.ours;
	}
	if (look_at_newest(imap, &look, deadline, error) == -1)
		return -1;
	return look.ours;
}

int
imap_find(struct mailbox *mailbox, const struct mailbox_search *search,
    struct deadline deadline, struct error *error)
{
	struct imap *imap = (struct imap *)mailbox;
	int ours = 0;

	for (int i = 0; i < IMAP_PLACES; i++) {
		enum imap_place place = (enum imap_place)i;
		enum mailbox_answer answer = MAILBOX_NO;
		int found;

		if (imap->folders[i].name.len == 0)
			continue;
		mailbox->step = "folder";
		answer = imap_select(imap, place, deadline, error);
		if (answer == MAILBOX_NO && place == IMAP_JUNK) {
			/* Another client has removed it. */
			buf_clear(&imap->folders[i].name);
			continue;
		}
		if (answer == MAILBOX_NO)
			(void)said_no(mailbox->redact, &imap->text, error);
		if (answer != MAILBOX_OK)
			return -1;
		mailbox->step = "search";
		found = look_into(imap, place, search, deadline, error);
		if (found == -1)
			return -1;
		ours += found;
	}
	return ours;
}

/* The message that is to be removed, as it is now. */
struct target {
	const struct mailbox_search *search;
	uint32_t uid;
	bool junk, seen, ours;
};

static void
look_again(void *context, const struct imap_message *message)
{
	struct target *target = context;

	if (message->uid != target->uid || target->seen)
		return;
	target->seen = true;
	target->ours = is_ours(target->search, target->junk, message);
}

static int
flag_and_expunge(struct imap *imap, uint32_t uid, struct deadline deadline,
    struct error *error)
{
	char command[64];

	(void)snprintf(
	    command, sizeof(command), "UID STORE %u +FLAGS (\\Deleted)", uid);
	if (imap_command_ok(imap, command, deadline, error) == -1)
		return -1;
	if (!imap_capabilities_has(&imap->capabilities, IMAP_UIDPLUS))
		return MAILBOX_FLAGGED;
	(void)snprintf(command, sizeof(command), "UID EXPUNGE %u", uid);
	return imap_command_ok(imap, command, deadline, error) == -1
		   ? -1
		   : MAILBOX_REMOVED;
}

enum mailbox_removal
imap_remove(struct mailbox *mailbox, const struct mailbox_message *message,
    const struct mailbox_search *search, struct deadline deadline,
    struct error *error)
{
	struct imap *imap = (struct imap *)mailbox;
	struct target target = {
		.search = search,
		.uid = newest_number(message->id),
		.junk = message->junk,
	};
	char command[64 + sizeof(ITEMS)];
	enum mailbox_answer answer = imap_select(
	    imap, message->junk ? IMAP_JUNK : IMAP_FOLDER, deadline, error);

	(void)snprintf(
	    command, sizeof(command), "UID FETCH %u %s", target.uid, ITEMS);
	if (answer == MAILBOX_OK) {
		imap->on_message = look_again;
		imap->context = &target;
		answer = imap_command(imap, command, deadline, error);
		imap->on_message = NULL;
	}
	if (answer == MAILBOX_NO)
		(void)said_no(mailbox->redact, &imap->text, error);
	if (answer != MAILBOX_OK)
		return MAILBOX_NOT_REMOVED;
	if (!target.seen)
		return MAILBOX_REMOVED;
	if (!target.ours)
		return (enum mailbox_removal)error_set(error, ERROR_PROTOCOL,
		    "the message that the server shows now is not ours");
	return (enum mailbox_removal)flag_and_expunge(
	    imap, target.uid, deadline, error);
}
