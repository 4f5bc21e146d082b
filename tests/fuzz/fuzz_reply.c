#include <string.h>

#include "fuzz.h"
#include "redact.h"
#include "reply.h"

/* What came of a whole reply. */
static void
check_reply(const struct smtp_reply *reply)
{
	struct buf quote = BUF_INIT(REPLY_LIMIT);
	struct error error = { 0 };
	size_t at = 0, len, lines = 0;

	fuzz_assert(reply->code >= 200 && reply->code <= 599, "code");
	fuzz_assert(reply->count >= 1 && reply->count <= REPLY_LINES, "lines");
	fuzz_assert(reply->lines.len <= REPLY_LIMIT, "bytes");
	while (smtp_reply_line(reply, &at, &len) != NULL) {
		fuzz_assert(len <= LINE_LIMIT, "length of a line");
		lines++;
	}
	fuzz_assert(lines == reply->count, "number of lines");
	smtp_reply_quote(reply, &quote);
	fuzz_assert_printable(buf_string(&quote), quote.len);
	fuzz_assert_printable(reply->status, strlen(reply->status));
	fuzz_assert(reply->status[0] == '\0' ||
			reply->status[0] - '0' == reply->code / 100,
	    "class of the status");
	(void)smtp_reply_refuse(reply, &error);
	fuzz_assert_printable(error.text, strlen(error.text));
	buf_free(&quote);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	static struct lines lines;
	size_t at_a_time =
	    len == 0 || bytes[len - 1] == 0 ? 4096 : bytes[len - 1];
	struct stream *stream = fuzz_stream(bytes, len, at_a_time);
	struct smtp_reply reply;
	struct redact redact = { 0 };
	struct error error = { 0 };

	redact_secret(&redact, "swordfish", strlen("swordfish"));
	smtp_reply_init(&reply);
	lines_init(&lines, stream);
	while (smtp_reply_read(
		   &reply, &lines, &redact, deadline_in(10), &error) == 0)
		check_reply(&reply);
	fuzz_assert(error.kind == ERROR_CLOSED || error.kind == ERROR_PROTOCOL,
	    "kind of the error");
	fuzz_assert_printable(error.text, strlen(error.text));
	fuzz_assert(
	    strcasestr(error.text, "swordfish") == NULL, "secret hidden");
	smtp_reply_free(&reply);
	redact_free(&redact);
	stream_free(stream);
	return 0;
}
