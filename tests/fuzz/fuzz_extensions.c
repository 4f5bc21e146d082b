#include <string.h>

#include "extensions.h"
#include "fuzz.h"

/* Names with single blanks between them, in capitals, each once. */
static void
check_mechanisms(struct buf *list)
{
	char *at = list->data, *end, *blank;

	end = at == NULL ? NULL : at + list->len;
	for (; at != NULL && at < end; at = blank + 1) {
		blank = memchr(at, ' ', (size_t)(end - at));
		if (blank == NULL)
			blank = end;
		fuzz_assert(blank > at, "no name is empty");
		for (char *c = at; c < blank; c++)
			fuzz_assert(*c < 'a' || *c > 'z', "capitals");
		fuzz_assert(blank != end - 1, "no blank at the end");
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	static const char *const keywords[] = { "STARTTLS", "SIZE", "AUTH",
		"PIPELINING" };
	static struct lines lines;
	struct stream *stream = fuzz_stream(bytes, len, 4096);
	struct smtp_extensions extensions;
	struct smtp_reply reply;
	struct buf out = BUF_INIT(REPLY_LIMIT), names = BUF_INIT(REPLY_LIMIT);
	struct error error = { 0 };

	smtp_reply_init(&reply);
	smtp_extensions_init(&extensions);
	lines_init(&lines, stream);
	while (smtp_reply_read(&reply, &lines, NULL, deadline_in(10), &error) ==
	       0) {
		smtp_extensions_read(&extensions, &reply);
		for (size_t i = 0; i < 4; i++)
			fuzz_assert(
			    !smtp_extensions_has_parameter(
				&extensions, keywords[i], "PLAIN") ||
				smtp_extensions_has(&extensions, keywords[i]),
			    "what has a parameter is there");
		buf_clear(&names);
		smtp_extensions_mechanisms(&extensions, &names);
		check_mechanisms(&names);
		buf_clear(&out);
		smtp_extensions_print(&extensions, &out);
		fuzz_assert_printable(buf_string(&out), out.len);
	}
	smtp_extensions_free(&extensions);
	smtp_reply_free(&reply);
	buf_free(&out);
	buf_free(&names);
	stream_free(stream);
	return 0;
}
