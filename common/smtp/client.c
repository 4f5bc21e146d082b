/* Sends commands and reads their replies. */
#include "client.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"

/* Bytes of a command line.  The options accept only addresses and texts that
 * are shorter. */
#define LINE_SIZE ((size_t)8192)

struct smtp_client *
smtp_client_new(
    struct stream *stream, struct transcript *transcript, struct redact *redact)
{
	struct smtp_client *client = memory_zeroed(sizeof(*client));

	lines_init(&client->lines, stream);
	smtp_reply_init(&client->reply);
	smtp_extensions_init(&client->extensions);
	client->transcript = transcript;
	client->redact = redact;
	return client;
}

void
smtp_client_free(struct smtp_client *client)
{
	if (client == NULL)
		return;
	smtp_reply_free(&client->reply);
	smtp_extensions_free(&client->extensions);
	free(client);
}

void
smtp_client_switch(struct smtp_client *client, struct stream *stream)
{
	lines_init(&client->lines, stream);
	smtp_extensions_clear(&client->extensions);
	client->broken = false;
}

static void
record_reply(struct smtp_client *client)
{
	const struct buf *lines;
	size_t at = 0, len;
	const char *line;

	if (client->transcript == NULL && client->heard == NULL)
		return;
	lines = smtp_reply_shown(&client->reply);
	for (line = buf_line(lines, &at, &len); line != NULL;
	     line = buf_line(lines, &at, &len)) {
		transcript_add(client->transcript, 'S', line, len, NULL);
		/* Whole or not at all, and with its LF. */
		if (client->heard != NULL)
			(void)buf_append(client->heard, line, len + 1);
	}
}

/* Reads a reply, which may be unexpected, and records it. */
static int
read_reply(
    struct smtp_client *client, struct deadline deadline, struct error *error)
{
	int rc = smtp_reply_read(
	    &client->reply, &client->lines, client->redact, deadline, error);

	record_reply(client);
	client->broken = rc == -1;
	return rc;
}

int
smtp_receive(
    struct smtp_client *client, struct deadline deadline, struct error *error)
{
	int rc = read_reply(client, deadline, error);

	if (rc == 0 && client->outstanding > 0)
		client->outstanding--;
	/* The reply to the dot ends the message (RFC 5321 4.1.1.4). */
	client->in_message = rc == 0 && client->reply.code == 354;
	return rc;
}

int
smtp_look(struct smtp_client *client, struct error *error)
{
	struct error found = { 0 };
	int n = lines_look(&client->lines, error);

	if (n <= 0) {
		client->broken = n == -1;
		return n;
	}
	client->unasked = true;
	if (read_reply(client, DEADLINE_NOW, &found) == 0 &&
	    client->reply.code >= 400)
		return smtp_reply_refuse(&client->reply, error);
	/* Each later reply would be taken for that to the next command. */
	client->broken = true;
	return error_set(
	    error, ERROR_PROTOCOL, "the server speaks before it is asked");
}

bool
smtp_has_surplus(const struct smtp_client *client)
{
	return client->outstanding == 0 && !client->broken &&
	       client->lines.end > client->lines.start;
}

/* Looks before a command, unless replies to earlier ones are still to come. */
static int
look_before(struct smtp_client *client, struct error *error)
{
	return client->outstanding > 0 ? 0 : smtp_look(client, error);
}

static int
send_line(struct smtp_client *client, const char *line, size_t len,
    struct deadline deadline, struct error *error)
{
	client->outstanding++;
	return stream_write(client->lines.stream, line, len, deadline, error);
}

__attribute__((format(printf, 4, 0))) static int
send_formatted(struct smtp_client *client, struct deadline deadline,
    struct error *error, const char *format, va_list args)
{
	char line[LINE_SIZE];
	int len = vsnprintf(line, sizeof(line) - 2, format, args);

	if (len < 0 || (size_t)len >= sizeof(line) - 2)
		return error_set(error, ERROR_USAGE,
		    "a command line of more than %zu bytes", LINE_SIZE - 3);
	if (look_before(client, error) == -1)
		return -1;
	transcript_add(
	    client->transcript, 'C', line, (size_t)len, client->redact);
	line[len] = '\r';
	line[len + 1] = '\n';
	return send_line(client, line, (size_t)len + 2, deadline, error);
}

int
smtp_send(struct smtp_client *client, struct deadline deadline,
    struct error *error, const char *format, ...)
{
	va_list args;
	int rc;

	va_start(args, format);
	rc = send_formatted(client, deadline, error, format, args);
	va_end(args);
	return rc;
}

int
smtp_send_secret(struct smtp_client *client, const char *prefix,
    const struct buf *secret, struct deadline deadline, struct error *error)
{
	struct buf line = BUF_SECRET(secret->limit + LINE_SIZE);
	struct buf shown = BUF_INIT(LINE_SIZE);
	int rc;

	if (look_before(client, error) == -1)
		return -1;
	(void)buf_printf(&shown, "%s%s", prefix, secret->len > 0 ? "****" : "");
	transcript_add(client->transcript, 'C', shown.data, shown.len, NULL);
	(void)buf_puts(&line, prefix);
	(void)buf_append(&line, buf_string(secret), secret->len);
	(void)buf_puts(&line, "\r\n");
	rc = send_line(client, line.data, line.len, deadline, error);
	buf_free(&line);
	buf_free(&shown);
	return rc;
}

int
smtp_command(struct smtp_client *client, struct deadline deadline,
    struct error *error, const char *format, ...)
{
	va_list args;
	int rc;

	va_start(args, format);
	rc = send_formatted(client, deadline, error, format, args);
	va_end(args);
	return rc == -1 ? -1 : smtp_receive(client, deadline, error);
}

int
smtp_expect(struct smtp_client *client, int code, struct error *error)
{
	if (client->reply.code == code)
		return 0;
	return smtp_reply_refuse(&client->reply, error);
}

/* Cancels an AUTH exchange (RFC 4954 4) before QUIT.  -1: QUIT cannot be sent,
 * because a message is not complete or a reply has not come. */
static int
prepare_quit(
    struct smtp_client *client, struct deadline deadline, struct error *error)
{
	if (client->broken || client->outstanding > 0 ||
	    client->reply.code == 0 || client->in_message)
		return -1;
	if (client->reply.code != 334)
		return 0;
	return smtp_command(client, deadline, error, "*");
}

int
smtp_quit(
    struct smtp_client *client, struct deadline deadline, struct error *error)
{
	static const char reset[] = "RSET\r\n", quit[] = "QUIT\r\n";
	struct stream *stream = client->lines.stream;
	bool together = smtp_extensions_has(&client->extensions, "PIPELINING");

	if (prepare_quit(client, deadline, error) == -1)
		return -1;
	if (client->transaction) {
		transcript_add(client->transcript, 'C', "RSET", 4, NULL);
		if (stream_write(stream, reset, sizeof(reset) - 1, deadline,
			error) == -1 ||
		    (!together && read_reply(client, deadline, error) == -1))
			return -1;
	}
	transcript_add(client->transcript, 'C', "QUIT", 4, NULL);
	if (stream_write(stream, quit, sizeof(quit) - 1, deadline, error) == -1)
		return -1;
	if (client->transaction && together &&
	    read_reply(client, deadline, error) == -1)
		return -1;
	client->transaction = false;
	if (read_reply(client, deadline, error) == -1)
		return -1;
	return smtp_expect(client, 221, error);
}
