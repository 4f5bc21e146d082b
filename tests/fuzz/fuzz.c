#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"

void
fuzz_assert(bool holds, const char *what)
{
	if (holds)
		return;
	(void)fprintf(stderr, "not so: %s\n", what);
	abort();
}

/* The bytes of the character that begins here (RFC 3629); 0: none does. */
static size_t
character(const unsigned char *s, size_t len)
{
	size_t n;

	if (s[0] < 0x80)
		return 1;
	if (s[0] < 0xc2 || s[0] > 0xf4)
		return 0;
	n = 2;
	if (s[0] >= 0xe0)
		n = s[0] < 0xf0 ? 3 : 4;
	if (n > len || (s[0] == 0xe0 && s[1] < 0xa0) ||
	    (s[0] == 0xed && s[1] > 0x9f) || (s[0] == 0xf0 && s[1] < 0x90) ||
	    (s[0] == 0xf4 && s[1] > 0x8f))
		return 0;
	for (size_t i = 1; i < n; i++)
		if ((s[i] & 0xc0) != 0x80)
			return 0;
	return n;
}

void
fuzz_assert_printable(const char *text, size_t len)
{
	const unsigned char *s = (const unsigned char *)text;
	size_t n;

	for (size_t i = 0; i < len; i += n) {
		n = character(s + i, len - i);
		fuzz_assert(n > 0, "the output is UTF-8");
		fuzz_assert(s[i] >= 0x20 && s[i] != 0x7f &&
				(n != 2 || s[i] != 0xc2 || s[i + 1] >= 0xa0),
		    "the output has no control character");
		fuzz_assert(s[i] != '|' && s[i] != '<' && s[i] != '>',
		    "the output has no bar and no angle bracket");
	}
}

struct server {
	struct stream stream;
	const uint8_t *bytes;
	size_t left, at_a_time;
};

static ssize_t
server_read(struct stream *stream, void *to, size_t size,
    struct deadline deadline, struct error *error)
{
	struct server *s = (struct server *)stream;
	size_t n = s->left < s->at_a_time ? s->left : s->at_a_time;
	const uint8_t *end;

	if (s->at_a_time == FUZZ_LINES) {
		/* It never speaks before it is asked. */
		if (deadline_passed(deadline))
			return error_set(error, ERROR_TIMEOUT, "not yet");
		end = memchr(s->bytes, '\n', s->left);
		n = end == NULL ? s->left : (size_t)(end - s->bytes) + 1;
	}
	if (n > size)
		n = size;
	memcpy(to, s->bytes, n);
	s->bytes += n;
	s->left -= n;
	return (ssize_t)n;
}

static int
server_write(struct stream *stream, const void *bytes, size_t len,
    struct deadline deadline, struct error *error)
{
	(void)stream;
	(void)bytes;
	(void)len;
	(void)deadline;
	(void)error;
	return 0;
}

static void
server_free(struct stream *stream)
{
	free(stream);
}

struct stream *
fuzz_stream(const uint8_t *bytes, size_t len, size_t at_a_time)
{
	static const struct stream_ops ops = {
		.read = server_read,
		.write = server_write,
		.free = server_free,
	};
	struct server *s = memory_zeroed(sizeof(*s));

	s->stream.ops = &ops;
	s->bytes = bytes;
	s->left = len;
	s->at_a_time = at_a_time;
	return &s->stream;
}
