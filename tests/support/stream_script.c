#include "stream_script.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "memory.h"

/* Bytes of a dialogue, and of what a client writes. */
#define SCRIPT_LIMIT ((size_t)4 * 1024 * 1024)

struct script {
	struct stream stream;
	struct buf acts;      /* the dialogue, a LF behind each act */
	size_t at;            /* of the act that comes next */
	struct buf ready;     /* said by the server, not read yet */
	struct buf written;   /* by the client */
	size_t sent, matched; /* so much of it */
	unsigned int sends;
	size_t most; /* bytes of one read */
	bool ended;
};

/* The text of the next act if it is of this kind, without moving on. */
static const char *
peek(const struct script *s, const char *kind, size_t *len)
{
	size_t at = s->at, n = strlen(kind);
	const char *act = buf_line(&s->acts, &at, len);

	if (act == NULL || *len < n || memcmp(act, kind, n) != 0)
		return NULL;
	*len -= n;
	return act + n;
}

static void
move_on(struct script *s)
{
	size_t len;

	(void)buf_line(&s->acts, &s->at, &len);
}

static bool
take(struct script *s, const char *kind)
{
	size_t len;

	if (peek(s, kind, &len) == NULL || len > 0)
		return false;
	move_on(s);
	return true;
}

static void
unescape(struct buf *out, const char *text, size_t len)
{
	static const char names[] = "rn0\\", bytes[] = "\r\n\0\\";
	const char *name;

	for (size_t i = 0; i < len; i++) {
		name = NULL;
		if (text[i] == '\\' && i + 1 < len)
			name = memchr(names, text[i + 1], 4);
		(void)buf_putc(
		    out, name == NULL ? text[i] : bytes[name - names]);
		i += name != NULL;
	}
}

/* What the server says before it hears the client again or pauses. */
static void
speak(struct script *s)
{
	const char *text;
	size_t len;

	for (;;) {
		text = peek(s, "S: ", &len);
		if (text != NULL) {
			(void)buf_append(&s->ready, text, len);
			(void)buf_puts(&s->ready, "\r\n");
		} else {
			text = peek(s, "RAW ", &len);
			if (text == NULL)
				return;
			unescape(&s->ready, text, len);
		}
		move_on(s);
	}
}

/* The lines that have been sent must be those of the dialogue. */
static void
hear(struct script *s)
{
	const char *line, *wanted;
	size_t at = s->matched, len, wanted_len = 0;

	s->sends += s->sent < s->written.len;
	s->sent = s->written.len;
	for (line = buf_line(&s->written, &at, &len);
	     line != NULL && line[len] == '\n';
	     line = buf_line(&s->written, &at, &len)) {
		if (len == 0 || line[len - 1] != '\r')
			ck_abort_msg("the client's line has no CRLF: %.*s",
			    (int)len, line);
		len--;
		wanted = peek(s, "C: ", &wanted_len);
		if (wanted == NULL || wanted_len != len ||
		    memcmp(wanted, line, len) != 0)
			ck_abort_msg("the client says \"%.*s\", but the "
				     "dialogue goes on with \"%s\"",
			    (int)len, line, buf_string(&s->acts) + s->at);
		move_on(s);
		s->matched = at;
	}
}

static ssize_t
deliver(struct script *s, void *to, size_t size)
{
	size_t n = s->ready.len;

	if (n > size)
		n = size;
	if (n > s->most)
		n = s->most;
	memcpy(to, s->ready.data, n);
	buf_consume(&s->ready, n);
	return (ssize_t)n;
}

static ssize_t
script_read(struct stream *stream, void *to, size_t size,
    struct deadline deadline, struct error *error)
{
	struct script *s = (struct script *)stream;
	bool look = deadline_passed(deadline);

	if (!look)
		hear(s);
	if (s->ready.len == 0) {
		(void)take(s, "PAUSE");
		speak(s);
	}
	if (s->ready.len > 0)
		return deliver(s, to, size);
	s->ended = s->ended || take(s, "EOF");
	if (s->ended)
		return 0;
	if (look)
		return error_set(error, ERROR_TIMEOUT, "nothing is there");
	if (take(s, "TIMEOUT"))
		return error_set(error, ERROR_TIMEOUT, "no answer in time");
	ck_abort_msg("the client waits, but the dialogue goes on with \"%s\"",
	    buf_string(&s->acts) + s->at);
	return -1;
}

static int
script_write(struct stream *stream, const void *bytes, size_t len,
    struct deadline deadline, struct error *error)
{
	struct script *s = (struct script *)stream;

	(void)deadline;
	(void)error;
	return buf_append(&s->written, bytes, len);
}

static void
script_free(struct stream *stream)
{
	struct script *s = (struct script *)stream;

	buf_free(&s->acts);
	buf_free(&s->ready);
	buf_free(&s->written);
	free(s);
}

struct stream *
stream_script(const char *dialogue)
{
	static const struct stream_ops ops = {
		.read = script_read,
		.write = script_write,
		.free = script_free,
	};
	struct script *s = memory_zeroed(sizeof(*s));

	s->stream.ops = &ops;
	s->acts.limit = s->ready.limit = s->written.limit = SCRIPT_LIMIT;
	s->most = SCRIPT_LIMIT;
	(void)buf_puts(&s->acts, dialogue);
	if (s->acts.len > 0 && s->acts.data[s->acts.len - 1] != '\n')
		(void)buf_putc(&s->acts, '\n');
	return &s->stream;
}

const char *
stream_script_written(const struct stream *stream)
{
	return buf_string(&((const struct script *)stream)->written);
}

size_t
stream_script_length(const struct stream *stream)
{
	return ((const struct script *)stream)->written.len;
}

unsigned int
stream_script_sends(const struct stream *stream)
{
	return ((const struct script *)stream)->sends;
}

bool
stream_script_over(const struct stream *stream)
{
	const struct script *s = (const struct script *)stream;

	return s->at >= s->acts.len && s->ready.len == 0 &&
	       s->matched == s->written.len;
}

void
stream_script_drip(struct stream *stream, size_t most)
{
	((struct script *)stream)->most = most;
}
