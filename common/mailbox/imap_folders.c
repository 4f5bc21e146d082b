/* Finds and selects the folders that are looked into. */
#include "imap_folders.h"

#include <string.h>

#include "said.h"
#include "text.h"
#include "utf7.h"

/* A server that knows only IMAP4rev2 has names in UTF-8. */
static bool
has_utf8(const struct imap *imap)
{
	return !imap_capabilities_has(&imap->capabilities, IMAP_REV1) &&
	       imap_capabilities_has(&imap->capabilities, IMAP_REV2);
}

/* The name on the wire of a folder that the user names. */
static int
name_folder(const struct imap *imap, struct buf *name, const char *utf8,
    struct error *error)
{
	int rc = text_has_control(utf8) ? -1
		 : has_utf8(imap)       ? buf_puts(name, utf8)
					: utf7_encode(name, utf8);

	if (rc == -1)
		return error_set(error, ERROR_USAGE,
		    "no folder can have this name: it is too long, not UTF-8, "
		    "or has control characters");
	return 0;
}

/* Asks which folder is the one for junk (RFC 6154).  A server that does not
 * know the selection by use tells the use in a plain LIST, if at all. */
static int
find_junk(struct imap *imap, struct deadline deadline, struct error *error)
{
	enum mailbox_answer answer = MAILBOX_NO;

	buf_clear(&imap->junk);
	if (imap_capabilities_has(&imap->capabilities, IMAP_SPECIAL_USE))
		answer = imap_command(
		    imap, "LIST (SPECIAL-USE) \"\" \"*\"", deadline, error);
	if (answer == MAILBOX_NO)
		answer = imap_command(imap, "LIST \"\" \"*\"", deadline, error);
	return answer == MAILBOX_FAILED ? -1 : 0;
}

static bool
is_same_folder(const struct buf *a, const struct buf *b)
{
	if (text_same(buf_string(a), "INBOX"))
		return text_same(buf_string(b), "INBOX");
	return strcmp(buf_string(a), buf_string(b)) == 0;
}

/* Sets the name of the junk folder, if there is one besides the other. */
static int
choose_junk(struct imap *imap, const char *junk, struct deadline deadline,
    struct error *error)
{
	struct buf *name = &imap->folders[IMAP_JUNK].name;

	buf_clear(name);
	if (junk != NULL)
		return name_folder(imap, name, junk, error);
	if (find_junk(imap, deadline, error) == -1)
		return -1;
	if (!is_same_folder(&imap->junk, &imap->folders[IMAP_FOLDER].name))
		(void)buf_puts(name, buf_string(&imap->junk));
	return 0;
}

/* Another UIDVALIDITY means that all UIDs are other ones (RFC 9051 2.3.1.1). */
static void
begin_folder(struct imap *imap, enum imap_place place)
{
	struct imap_folder *folder = &imap->folders[place];

	imap->place = place;
	imap->is_fresh = true;
	imap->has_news = false;
	if (imap->validity != folder->validity) {
		folder->searched = folder->scanned = false;
		folder->next = 0;
		folder->given.count = 0;
	}
	folder->validity = imap->validity;
}

/* Appends a name of a folder, as the server wrote it or as it was encoded. */
static int
put_name(struct buf *out, const struct buf *name)
{
	size_t before = out->len;

	if (imap_put_quoted(out, buf_string(name), name->len) == 0)
		return 0;
	/* UTF-8 may be quoted in IMAP4rev2. */
	buf_truncate(out, before);
	(void)buf_putc(out, '"');
	for (size_t i = 0; i < name->len; i++) {
		if (strchr("\"\\", name->data[i]) != NULL)
			(void)buf_putc(out, '\\');
		(void)buf_putc(out, name->data[i]);
	}
	return buf_putc(out, '"');
}

enum mailbox_answer
imap_select(struct imap *imap, enum imap_place place, struct deadline deadline,
    struct error *error)
{
	struct buf text = BUF_INIT(3 * IMAP_NAME_LIMIT);
	enum mailbox_answer answer;

	if (imap->place == place)
		return MAILBOX_OK;
	imap->place = IMAP_NOWHERE;
	imap->exists = imap->validity = imap->next = 0;
	(void)buf_puts(&text, "SELECT ");
	(void)put_name(&text, &imap->folders[place].name);
	answer = imap_command(imap, buf_string(&text), deadline, error);
	if (answer == MAILBOX_OK)
		begin_folder(imap, place);
	buf_free(&text);
	return answer;
}

static int
select_or_fail(struct imap *imap, enum imap_place place,
    struct deadline deadline, struct error *error)
{
	switch (imap_select(imap, place, deadline, error)) {
	case MAILBOX_OK:
		return 0;
	case MAILBOX_NO:
		return said_no(imap->mailbox.redact, &imap->text, error);
	case MAILBOX_MORE:
	case MAILBOX_FAILED:
		break;
	}
	return -1;
}

int
imap_open(struct mailbox *mailbox, const char *folder, const char *junk,
    struct deadline deadline, struct error *error)
{
	struct imap *imap = (struct imap *)mailbox;
	struct buf *name = &imap->folders[IMAP_FOLDER].name;

	buf_clear(name);
	if (name_folder(imap, name, folder, error) == -1 ||
	    choose_junk(imap, junk, deadline, error) == -1)
		return -1;
	/* The one that the user names has to be there. */
	if (junk != NULL &&
	    select_or_fail(imap, IMAP_JUNK, deadline, error) == -1)
		return -1;
	if (select_or_fail(imap, IMAP_FOLDER, deadline, error) == -1)
		return -1;
	buf_clear(&imap->junk);
	if (imap->folders[IMAP_JUNK].name.len > 0 &&
	    utf7_decode(&imap->junk, imap->folders[IMAP_JUNK].name.data) ==
		-1) {
		buf_clear(&imap->junk);
		(void)buf_puts(&imap->junk, imap->folders[IMAP_JUNK].name.data);
	}
	return 0;
}

const char *
imap_junk(const struct mailbox *mailbox)
{
	const struct imap *imap = (const struct imap *)mailbox;

	return imap->junk.len > 0 ? imap->junk.data : NULL;
}
