#ifndef MAILBOX_PEER_H
#define MAILBOX_PEER_H

#include <stdio.h>
#include <string.h>

#include "mailbox.h"
#include "stream_script.h"
#include "unit.h"

/* A session with a server that plays a dialogue, and what came of it. */

#define MARK "token-of-ours"

static struct stream *stream;
static struct transcript transcript;
static struct redact redact;
static struct mailbox *box;
static struct buf password = BUF_SECRET(128 * 1024);
static struct sasl_context context;
static struct error error;

/* The messages that is_ours() was asked about, "id", "id!" if it was ours, "/j"
 * if it was in the junk folder, "@seconds" if it has a date. */
static struct buf seen = BUF_INIT(64 * 1024);
static struct buf last_header = BUF_INIT(128 * 1024);

static bool
bears_mark(void *ignored, const struct mailbox_message *message)
{
	bool ours = strstr(buf_string(message->header), MARK) != NULL;

	(void)ignored;
	(void)buf_printf(&seen, "%s%s%s%s", seen.len > 0 ? " " : "",
	    message->id, ours ? "!" : "", message->junk ? "/j" : "");
	if (message->arrived != -1)
		(void)buf_printf(&seen, "@%lld", (long long)message->arrived);
	buf_clear(&last_header);
	(void)buf_append(
	    &last_header, buf_string(message->header), message->header->len);
	return ours;
}

static const char *const fields[] = { "X-Mark", "Subject" };

static const struct mailbox_search search = {
	.fields = fields,
	.field_count = 2,
	.text = MARK,
	.is_ours = bears_mark,
};

static struct deadline
soon(void)
{
	return deadline_in(10);
}

static void
set_up_box(void)
{
	transcript_init(&transcript);
	(void)buf_puts(&password, "s3cret-word");
	redact_secret(&redact, password.data, password.len);
	context = (struct sasl_context){
		.user = "tim",
		.password = &password,
		.host = "mail.example",
		.port = 993,
		.secure = true,
	};
}

static void
tear_down_box(void)
{
	mailbox_free(box);
	stream_free(stream);
	transcript_free(&transcript);
	redact_free(&redact);
	buf_free(&password);
	buf_free(&seen);
	buf_free(&last_header);
}

static void
connect_to(enum mailbox_protocol protocol, const char *dialogue)
{
	stream = stream_script(dialogue);
	box = mailbox_new(protocol, stream, &transcript, &redact);
}

static void
expect_failure(int rc, enum error_kind kind, const char *text)
{
	ck_assert_int_eq(rc, -1);
	ck_assert_msg(strcmp(error.text, text) == 0,
	    "it says \"%s\", not \"%s\"", error.text, text);
	ck_assert_int_eq(error.kind, kind);
	ck_assert_msg(strstr(error.text, password.data) == NULL &&
			  strstr(error.said, password.data) == NULL,
	    "%s", error.text);
}

static void
expect_success(int rc)
{
	ck_assert_msg(rc != -1, "%s", error.text);
	ck_assert_int_eq(error.kind, ERROR_NONE);
}

#endif
