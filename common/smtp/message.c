/* Makes the header section and writes the text of a message. */
#include "message.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

#include "base64.h"
#include "text.h"

/* Bytes in one encoded word (RFC 2047 2), a multiple of three for base64: with
 * "Subject:" before it a line has at most 76 characters. */
#define WORD_BYTES 39

static int
writer_send(struct message_writer *writer, const char *bytes, size_t len,
    struct deadline deadline, struct error *error)
{
	if (writer->client == NULL || len == 0)
		return 0;
	return stream_write(
	    writer->client->lines.stream, bytes, len, deadline, error);
}

static int
write_line_end(struct message_writer *writer, struct deadline deadline,
    struct error *error)
{
	writer->size += 2;
	writer->line = 0;
	writer->cr = false;
	return writer_send(writer, "\r\n", 2, deadline, error);
}

static bool
is_eight_bit(const char *bytes, size_t len)
{
	uint64_t word, all = 0;

	for (; len >= sizeof(word); len -= sizeof(word)) {
		memcpy(&word, bytes, sizeof(word));
		all |= word;
		bytes += sizeof(word);
	}
	for (; len > 0; len--)
		all |= (unsigned char)*bytes++;
	return (all & UINT64_C(0x8080808080808080)) != 0;
}

/* Bytes in front of the next CR or LF, or all. */
static size_t
part_length(const char *bytes, size_t len)
{
	const char *lf = memchr(bytes, '\n', len), *cr;

	if (lf != NULL)
		len = (size_t)(lf - bytes);
	cr = memchr(bytes, '\r', len);
	return cr != NULL ? (size_t)(cr - bytes) : len;
}

/* Writes a part of a line, which has no CR and no LF. */
static int
write_line_part(struct message_writer *writer, const char *bytes, size_t len,
    struct deadline deadline, struct error *error)
{
	if (len == 0)
		return 0;
	if (writer->cr)
		return error_set(error, ERROR_USAGE,
		    "the message has a CR that ends no line");
	if (memchr(bytes, '\0', len) != NULL)
		return error_set(
		    error, ERROR_USAGE, "the message has a NUL in it");
	if (writer->line + len > MESSAGE_LINE)
		return error_set(error, ERROR_USAGE,
		    "the message has a line of more than %d octets",
		    MESSAGE_LINE);
	writer->eight_bit = writer->eight_bit || is_eight_bit(bytes, len);
	if (writer->line == 0 && bytes[0] == '.' &&
	    writer_send(writer, ".", 1, deadline, error) == -1)
		return -1;
	writer->line += len;
	writer->size += len;
	return writer_send(writer, bytes, len, deadline, error);
}

int
message_write(struct message_writer *writer, const void *bytes, size_t len,
    struct deadline deadline, struct error *error)
{
	const char *at = bytes, *end = at + len;

	while (at < end) {
		size_t part = part_length(at, (size_t)(end - at));

		if (write_line_part(writer, at, part, deadline, error) == -1)
			return -1;
		at += part;
		if (at == end)
			break;
		if (*at == '\r') {
			if (writer->cr)
				return write_line_part(
				    writer, at, 1, deadline, error);
			writer->cr = true;
		} else if (write_line_end(writer, deadline, error) == -1)
			return -1;
		at++;
	}
	return 0;
}

int
message_end(struct message_writer *writer, struct deadline deadline,
    struct error *error)
{
	if (writer->cr)
		return write_line_part(writer, "\r", 1, deadline, error);
	if (writer->line > 0 && write_line_end(writer, deadline, error) == -1)
		return -1;
	if (writer->client != NULL) {
		transcript_add(writer->client->transcript, 'C', ".", 1, NULL);
		writer->client->outstanding++;
	}
	return writer_send(writer, ".\r\n", 3, deadline, error);
}

void
message_token(char token[MESSAGE_TOKEN_SIZE])
{
	unsigned char chance[8] = { 0 };
	struct timespec now;
	size_t len;

	(void)clock_gettime(CLOCK_REALTIME, &now);
	/* Without random bytes the nanoseconds still differ. */
	if (getrandom(chance, sizeof(chance), 0) == -1)
		memcpy(chance, &now.tv_nsec, 4);
	len = (size_t)snprintf(
	    token, MESSAGE_TOKEN_SIZE, "%llx.", (unsigned long long)now.tv_sec);
	for (size_t i = 0; i < sizeof(chance) && len + 2 < MESSAGE_TOKEN_SIZE;
	     i++, len += 2)
		(void)snprintf(token + len, 3, "%02x", chance[i]);
}

bool
message_header_valid(const char *line)
{
	size_t name = 0;

	while (line[name] > ' ' && line[name] < 0x7f && line[name] != ':')
		name++;
	return name > 0 && line[name] == ':' && !text_has_control(line) &&
	       strlen(line) <= MESSAGE_LINE;
}

static bool
has_user_field(const struct message *message, const char *name)
{
	size_t n = strlen(name);

	for (size_t i = 0; i < message->header_count; i++) {
		const char *line = message->headers[i];

		if (text_starts(line, strlen(line), name) && line[n] == ':')
			return true;
	}
	return false;
}

static int
put_field(const struct message *message, struct buf *out, const char *name,
    const char *value)
{
	if (has_user_field(message, name))
		return 0;
	return buf_printf(out, "%s: %s\n", name, value);
}

/* A subject that is not ASCII becomes encoded words in base64 (RFC 2047), which
 * do not split a character. */
static int
put_subject(const struct message *message, struct buf *out)
{
	const char *at = message->subject;
	size_t left = strlen(at), n;

	if (has_user_field(message, "Subject"))
		return 0;
	if (text_is_ascii(at))
		return put_field(message, out, "Subject", at);
	(void)buf_puts(out, "Subject:");
	while (left > 0) {
		n = left > WORD_BYTES ? WORD_BYTES : left;
		while (n < left && n > 1 && (at[n] & 0xc0) == 0x80)
			n--;
		(void)buf_puts(out, at == message->subject ? " " : "\n ");
		(void)buf_puts(out, "=?UTF-8?B?");
		(void)base64_encode(out, at, n);
		if (buf_puts(out, "?=") == -1)
			return -1;
		at += n;
		left -= n;
	}
	return buf_putc(out, '\n');
}

/* Each recipient has a line of its own, so that no line is too long. */
static int
put_recipients(const struct message *message, struct buf *out)
{
	if (has_user_field(message, "To"))
		return 0;
	(void)buf_puts(out, "To:");
	for (size_t i = 0; i < message->to_count; i++)
		if (buf_printf(out, "%s <%s>", i == 0 ? "" : ",\n",
			message->to[i]) == -1)
			return -1;
	return buf_putc(out, '\n');
}

static int
put_date(const struct message *message, struct buf *out)
{
	time_t now = time(NULL);
	struct tm utc;
	char text[64];

	/* The names are English, because setlocale(3) is never called. */
	if (gmtime_r(&now, &utc) == NULL ||
	    strftime(text, sizeof(text), "%a, %d %b %Y %H:%M:%S +0000", &utc) ==
		0)
		return 0;
	return put_field(message, out, "Date", text);
}

/* "Message-ID: <token@domain>", "From: <address>". */
static int
put_address_field(const struct message *message, struct buf *out,
    const char *name, const char *local, const char *domain)
{
	if (has_user_field(message, name))
		return 0;
	return buf_printf(out, "%s: <%s%s%s>\n", name, local,
	    domain == NULL ? "" : "@", domain == NULL ? "" : domain);
}

int
message_header(const struct message *message, struct buf *out)
{
	const char *const fixed[][2] = {
		{ "Auto-Submitted", "auto-generated" },
		{ "X-Check-Smtp-Auth", message->token },
		{ "MIME-Version", "1.0" },
		{ "Content-Type", "text/plain; charset=utf-8" },
		{ "Content-Transfer-Encoding",
		    message->eight_bit ? "8bit" : "7bit" },
	};

	if (put_date(message, out) == -1 ||
	    put_address_field(message, out, "From", message->from, NULL) ==
		-1 ||
	    put_recipients(message, out) == -1 ||
	    put_subject(message, out) == -1 ||
	    put_address_field(message, out, "Message-ID", message->token,
		message->domain) == -1)
		return -1;
	for (size_t i = 0; i < sizeof(fixed) / sizeof(fixed[0]); i++)
		if (put_field(message, out, fixed[i][0], fixed[i][1]) == -1)
			return -1;
	for (size_t i = 0; i < message->header_count; i++)
		if (buf_printf(out, "%s\n", message->headers[i]) == -1)
			return -1;
	return buf_putc(out, '\n');
}

int
message_default_body(const struct message *message, struct buf *out)
{
	return buf_printf(out,
	    "This is a test message of the monitoring plugin "
	    "check_smtp_auth.\n"
	    "It shows that mail can be handed in; nobody needs to answer.\n"
	    "\n"
	    "Token: %s\n",
	    message->token);
}
