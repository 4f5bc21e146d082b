/* Reads the data that a server of IMAP sends (RFC 9051 7). */
#include "imap_data.h"

#include <string.h>

#include "date.h"
#include "said.h"
#include "text.h"

/* Reads an item of a line, of which the first token is in imap->token. */
typedef int item_reader(
    struct imap *, enum imap_token, struct deadline, struct error *);

/* Hands each value of the line to the reader; lists are skipped. */
static int
read_items(struct imap *imap, item_reader *read_item, struct deadline deadline,
    struct error *error)
{
	enum imap_token token;

	for (;;) {
		token = imap_read_token(
		    &imap->reader, &imap->token, deadline, error);
		if (token == IMAP_END)
			return 0;
		if (token == IMAP_BROKEN ||
		    read_item(imap, token, deadline, error) == -1 ||
		    imap_skip_value(&imap->reader, token, deadline, error) ==
			-1)
			return -1;
	}
}

static int
read_capability_word(struct imap *imap, enum imap_token token,
    struct deadline deadline, struct error *error)
{
	(void)deadline;
	(void)error;
	if (token == IMAP_ATOM)
		imap_capabilities_add(
		    &imap->capabilities, buf_string(&imap->token));
	return 0;
}

static int
read_capability(
    struct imap *imap, struct deadline deadline, struct error *error)
{
	imap_capabilities_clear(&imap->capabilities);
	imap->is_told = true;
	return read_items(imap, read_capability_word, deadline, error);
}

/* A number of SEARCH, or the set of numbers of ESEARCH (RFC 9051 7.3.4). */
static int
read_found(struct imap *imap, enum imap_token token, struct deadline deadline,
    struct error *error)
{
	(void)deadline;
	(void)error;
	imap->found_more =
	    imap->found_more || imap->token.len == imap->token.limit;
	if (token == IMAP_ATOM)
		newest_read(&imap->found, buf_string(&imap->token));
	return 0;
}

static int
read_search(struct imap *imap, struct deadline deadline, struct error *error)
{
	return read_items(imap, read_found, deadline, error);
}

/* Of "(TAG "A4") UID COUNT 2 ALL 4,7:9" only what is behind ALL. */
static int
read_esearch_word(struct imap *imap, enum imap_token token,
    struct deadline deadline, struct error *error)
{
	if (token != IMAP_ATOM || !text_same(buf_string(&imap->token), "ALL"))
		return 0;
	token = imap_read_token(&imap->reader, &imap->token, deadline, error);
	if (token == IMAP_END)
		return error_set(
		    error, ERROR_PROTOCOL, "an ESEARCH without its numbers");
	if (token == IMAP_BROKEN)
		return -1;
	(void)read_found(imap, token, deadline, error);
	return imap_skip_value(&imap->reader, token, deadline, error);
}

static int
read_esearch(struct imap *imap, struct deadline deadline, struct error *error)
{
	return read_items(imap, read_esearch_word, deadline, error);
}

/* The attributes of LIST: is the folder the one for junk?  They end with ")".
 * -1: error set. */
static int
read_attributes(struct imap *imap, bool *junk, struct deadline deadline,
    struct error *error)
{
	bool usable = true;
	enum imap_token token;

	do {
		const char *word;

		token = imap_read_token(
		    &imap->reader, &imap->token, deadline, error);
		word = buf_string(&imap->token);
		if (token == IMAP_END)
			return error_set(error, ERROR_PROTOCOL,
			    "a LIST whose attributes do not end");
		if (token == IMAP_ATOM && text_same(word, "\\Junk"))
			*junk = true;
		if (token == IMAP_ATOM && (text_same(word, "\\Noselect") ||
					      text_same(word, "\\NonExistent")))
			usable = false;
		if (token == IMAP_OPEN && imap_skip_value(&imap->reader, token,
					      deadline, error) == -1)
			return -1;
	} while (token != IMAP_CLOSE && token != IMAP_BROKEN);
	*junk = *junk && usable;
	return token == IMAP_BROKEN ? -1 : 0;
}

/* (attributes) delimiter name */
static int
read_list(struct imap *imap, struct deadline deadline, struct error *error)
{
	bool junk = false;
	enum imap_token token =
	    imap_read_token(&imap->reader, &imap->token, deadline, error);

	if (token == IMAP_OPEN) {
		if (read_attributes(imap, &junk, deadline, error) == -1)
			return -1;
		token = imap_read_token(
		    &imap->reader, &imap->token, deadline, error);
	}
	if (token == IMAP_ATOM || token == IMAP_STRING)
		token = imap_read_token(
		    &imap->reader, &imap->token, deadline, error);
	if (token == IMAP_BROKEN)
		return -1;
	if (junk && imap->junk.len == 0 &&
	    (token == IMAP_ATOM || token == IMAP_STRING) &&
	    imap->token.len < imap->token.limit)
		(void)buf_puts(&imap->junk, buf_string(&imap->token));
	return token == IMAP_END
		   ? 0
		   : imap_skip_line(&imap->reader, deadline, error);
}

/* The flags of FETCH; the list has been opened. */
static int
read_flags(struct imap *imap, struct deadline deadline, struct error *error)
{
	enum imap_token token;

	do {
		token = imap_read_token(
		    &imap->reader, &imap->token, deadline, error);
		if (token == IMAP_ATOM &&
		    text_same(buf_string(&imap->token), "\\Deleted"))
			imap->message.deleted = true;
	} while (token == IMAP_ATOM || token == IMAP_STRING);
	if (token != IMAP_CLOSE && token != IMAP_BROKEN)
		(void)error_set(
		    error, ERROR_PROTOCOL, "a FETCH whose flags do not end");
	return token == IMAP_CLOSE ? 0 : -1;
}

enum fetched {
	FETCHED_OTHER,
	FETCHED_UID,
	FETCHED_DATE,
	FETCHED_FLAGS,
	FETCHED_HEADER,
};

/* RFC822.HEADER is an older name of BODY[HEADER]. */
static const struct {
	const char *name;
	enum fetched item;
} fetched[] = {
	{ "UID", FETCHED_UID },
	{ "INTERNALDATE", FETCHED_DATE },
	{ "FLAGS", FETCHED_FLAGS },
	{ "BODY[HEADER]", FETCHED_HEADER },
	{ "RFC822.HEADER", FETCHED_HEADER },
};

/* Reads the value of an item of FETCH. */
static int
read_fetched(struct imap *imap, enum fetched item, struct deadline deadline,
    struct error *error)
{
	struct imap_message *message = &imap->message;
	struct buf *text =
	    item == FETCHED_HEADER ? &message->header : &imap->token;
	enum imap_token token =
	    imap_read_token(&imap->reader, text, deadline, error);

	if (token == IMAP_BROKEN)
		return -1;
	if (token == IMAP_END || token == IMAP_CLOSE)
		return error_set(error, ERROR_PROTOCOL,
		    "a FETCH has an item without its value");
	if (item == FETCHED_FLAGS && token == IMAP_OPEN)
		return read_flags(imap, deadline, error);
	if (item == FETCHED_UID && token == IMAP_ATOM)
		message->uid = newest_number(buf_string(text));
	if (item == FETCHED_DATE && token == IMAP_STRING &&
	    date_parse(buf_string(text), text->len, &message->arrived) == -1)
		message->arrived = -1;
	if (item == FETCHED_HEADER)
		message->has_header = token == IMAP_STRING;
	return imap_skip_value(&imap->reader, token, deadline, error);
}

static int
read_fetch(struct imap *imap, struct deadline deadline, struct error *error)
{
	struct imap_message *message = &imap->message;
	enum imap_token token =
	    imap_read_token(&imap->reader, &imap->token, deadline, error);

	message->uid = 0;
	message->arrived = -1;
	message->deleted = message->has_header = false;
	buf_clear(&message->header);
	if (token == IMAP_OPEN)
		token = imap_read_token(
		    &imap->reader, &imap->token, deadline, error);
	while (token == IMAP_ATOM) {
		enum fetched item = FETCHED_OTHER;

		for (size_t i = 0; i < sizeof(fetched) / sizeof(fetched[0]);
		     i++)
			if (text_same(
				buf_string(&imap->token), fetched[i].name))
				item = fetched[i].item;
		if (read_fetched(imap, item, deadline, error) == -1)
			return -1;
		token = imap_read_token(
		    &imap->reader, &imap->token, deadline, error);
	}
	if (token != IMAP_CLOSE && token != IMAP_BROKEN)
		(void)error_set(
		    error, ERROR_PROTOCOL, "a FETCH that does not end");
	if (token != IMAP_CLOSE ||
	    imap_skip_line(&imap->reader, deadline, error) == -1)
		return -1;
	if (imap->on_message != NULL && message->has_header &&
	    message->uid != 0)
		imap->on_message(imap->context, message);
	return 0;
}

/* Behind a number: "EXISTS", "FETCH (...)". */
static int
read_numbered(struct imap *imap, uint32_t number, struct deadline deadline,
    struct error *error)
{
	enum imap_token token =
	    imap_read_token(&imap->reader, &imap->token, deadline, error);
	const char *word = buf_string(&imap->token);

	if (token == IMAP_BROKEN)
		return -1;
	if (token == IMAP_END)
		return 0;
	if (token == IMAP_ATOM && text_same(word, "FETCH"))
		return read_fetch(imap, deadline, error);
	if (token == IMAP_ATOM && text_same(word, "EXISTS")) {
		imap->has_news = imap->has_news || number > imap->exists;
		imap->exists = number;
	} else if (token == IMAP_ATOM && text_same(word, "EXPUNGE"))
		imap->exists -= imap->exists > 0;
	else if (token == IMAP_ATOM && text_same(word, "RECENT"))
		imap->has_news = imap->has_news || number > 0;
	return imap_skip_line(&imap->reader, deadline, error);
}

int
imap_data_read(struct imap *imap, struct deadline deadline, struct error *error)
{
	static const struct {
		const char *word;
		int (*read)(struct imap *, struct deadline, struct error *);
	} rows[] = {
		{ "CAPABILITY", read_capability },
		{ "SEARCH", read_search },
		{ "ESEARCH", read_esearch },
		{ "LIST", read_list },
	};
	const char *word = buf_string(&imap->token);

	if (word[0] >= '0' && word[0] <= '9')
		return read_numbered(
		    imap, newest_number(word), deadline, error);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (text_same(word, rows[i].word))
			return rows[i].read(imap, deadline, error);
	return imap_skip_line(&imap->reader, deadline, error);
}

/* The number of "OK [UIDNEXT 12]"; 0: it has none. */
static uint32_t
code_number(const struct buf *line, const char *code)
{
	struct buf digits = BUF_INIT(16);
	uint32_t number = 0;
	const char *at;

	if (!said_code(line, code))
		return 0;
	at = strchr(buf_string(line), '[') + 1 + strlen(code);
	while (*at == ' ')
		at++;
	if (buf_append(&digits, at, strcspn(at, "] ")) == 0)
		number = newest_number(buf_string(&digits));
	buf_free(&digits);
	return number;
}

void
imap_data_code(struct imap *imap)
{
	uint32_t validity = code_number(&imap->text, "UIDVALIDITY");
	uint32_t next = code_number(&imap->text, "UIDNEXT");

	if (validity != 0)
		imap->validity = validity;
	if (next != 0)
		imap->next = next;
	if ((text_starts(imap->text.data, imap->text.len, "OK ") ||
		text_starts(imap->text.data, imap->text.len, "PREAUTH ")) &&
	    imap_capabilities_read(&imap->capabilities, &imap->text))
		imap->is_told = true;
}
