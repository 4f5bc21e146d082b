#include "mailbox_play.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "memory.h"

#define PASSWORD "swordfish"
#define MARK "mark-of-ours"

/* What the client has written, and what it was shown last. */
struct witness {
	struct stream stream, *server;
	struct buf line; /* that is not complete yet */
	bool is_ours;    /* the header that was shown last */
	unsigned int shown;
};

/* The commands that remove a message. */
static void
check_line(const struct witness *witness)
{
	static const char *const removals[] = { " STORE ", " EXPUNGE ",
		"DELE " };

	for (size_t i = 0; i < sizeof(removals) / sizeof(removals[0]); i++)
		if (strstr(buf_string(&witness->line), removals[i]) != NULL)
			fuzz_assert(witness->is_ours, "it removes ours only");
}

static ssize_t
witness_read(struct stream *stream, void *to, size_t size,
    struct deadline deadline, struct error *error)
{
	return stream_read(
	    ((struct witness *)stream)->server, to, size, deadline, error);
}

static int
witness_write(struct stream *stream, const void *bytes, size_t len,
    struct deadline deadline, struct error *error)
{
	struct witness *witness = (struct witness *)stream;

	(void)deadline;
	(void)error;
	for (size_t i = 0; i < len; i++) {
		char c = ((const char *)bytes)[i];

		(void)buf_putc(&witness->line, c);
		if (c != '\n')
			continue;
		check_line(witness);
		buf_clear(&witness->line);
	}
	return 0;
}

static bool
is_ours(void *context, const struct mailbox_message *message)
{
	struct witness *witness = context;

	fuzz_assert(message->header->len <= MAILBOX_HEADER_LIMIT,
	    "a header is bounded");
	fuzz_assert_printable(message->id, strlen(message->id));
	witness->shown++;
	witness->is_ours =
	    memmem(buf_string(message->header), message->header->len, MARK,
		strlen(MARK)) != NULL;
	return witness->is_ours;
}

static void
check_error(int rc, const struct error *error)
{
	fuzz_assert(
	    (rc == -1) == (error->kind != ERROR_NONE), "an error is told");
	fuzz_assert_printable(error->text, strlen(error->text));
	fuzz_assert_printable(error->said, strlen(error->said));
	fuzz_assert(strcasestr(error->text, PASSWORD) == NULL &&
			strcasestr(error->said, PASSWORD) == NULL,
	    "the password is hidden");
}

static void
check_transcript(const struct buf *text)
{
	size_t at = 0, len;
	const char *line;

	fuzz_assert(strcasestr(buf_string(text), PASSWORD) == NULL,
	    "the password is hidden");
	for (line = buf_line(text, &at, &len); line != NULL;
	     line = buf_line(text, &at, &len))
		fuzz_assert_printable(line, len);
}

static int
look(struct mailbox *box, const struct mailbox_search *search,
    struct witness *witness, struct error *error)
{
	int n;

	witness->shown = 0;
	n = mailbox_find(box, search, deadline_in(60), error);
	fuzz_assert(
	    witness->shown <= 4 * MAILBOX_MESSAGES, "messages are bounded");
	return n == -1 ? -1 : 0;
}

static int
play(struct mailbox *box, const struct sasl_context *context,
    struct witness *witness, struct error *error)
{
	static const char *const fields[] = { "X-Mark", "Subject" };
	const struct mailbox_search search = {
		.fields = fields,
		.field_count = 2,
		.text = MARK,
		.is_ours = is_ours,
		.context = witness,
	};
	const struct mailbox_message message = { .id = "5" };
	struct deadline deadline = deadline_in(60);

	if (mailbox_greet(box, deadline, error) == -1 ||
	    mailbox_login(box, context, NULL, deadline, error) == -1 ||
	    mailbox_open(box, "INBOX", NULL, deadline, error) == -1 ||
	    look(box, &search, witness, error) == -1 ||
	    look(box, &search, witness, error) == -1 ||
	    mailbox_remove(box, &message, &search, deadline, error) ==
		MAILBOX_NOT_REMOVED)
		return -1;
	return 0;
}

void
mailbox_play(enum mailbox_protocol protocol, const uint8_t *bytes, size_t len)
{
	static const struct stream_ops ops = {
		.read = witness_read,
		.write = witness_write,
	};
	struct witness witness = {
		.stream = { &ops },
		.server = fuzz_stream(bytes, len, FUZZ_LINES),
		.line = BUF_INIT((size_t)64 * 1024),
	};
	struct transcript transcript;
	struct redact redact = { 0 };
	struct buf password = BUF_SECRET(64);
	const struct sasl_context context = {
		.user = "tim",
		.password = &password,
		.host = "mail.example",
		.secure = true,
	};
	struct error error = { 0 };
	struct mailbox *box;

	transcript_init(&transcript);
	(void)buf_puts(&password, PASSWORD);
	redact_secret(&redact, password.data, password.len);
	box = mailbox_new(protocol, &witness.stream, &transcript, &redact);
	check_error(play(box, &context, &witness, &error), &error);
	error_clear(&error);
	check_error(mailbox_close(box, deadline_in(60), &error), &error);
	check_transcript(&transcript.text);
	mailbox_free(box);
	stream_free(witness.server);
	buf_free(&witness.line);
	buf_free(&password);
	transcript_free(&transcript);
	redact_free(&redact);
}
