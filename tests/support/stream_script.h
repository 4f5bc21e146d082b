#ifndef STREAM_SCRIPT_H
#define STREAM_SCRIPT_H

#include <stdbool.h>
#include <stddef.h>

#include "stream.h"

/* A peer in memory that plays a dialogue, one act on each line:
 *
 *	S: text   the server says this and CRLF
 *	RAW text  the same without CRLF; knows \r \n \0 and \\
 *	C: text   the client's next line is this
 *	PAUSE     what comes now is not yet there when the client reads
 *	TIMEOUT   one read that gets no answer
 *	EOF       the server hangs up
 *
 * Like every stream it sends only when the client waits for an answer.  A line
 * of the client that the dialogue does not have there fails the test, and so
 * does waiting for an answer that the dialogue does not give.  A look
 * (DEADLINE_NOW) sees what the server has said so far. */
struct stream *stream_script(const char *dialogue);

/* All that the client has written, sent or not; valid until the next write. */
const char *stream_script_written(const struct stream *);
size_t stream_script_length(const struct stream *);

/* In how many pieces it was sent. */
unsigned int stream_script_sends(const struct stream *);

/* Has the whole dialogue been played, and nothing been written beyond it? */
bool stream_script_over(const struct stream *);

/* From now on a read gets at most so many bytes. */
void stream_script_drip(struct stream *, size_t);

#endif
