/* Passes each call to the functions of the kind of stream. */
#include "stream.h"

ssize_t
stream_read(struct stream *stream, void *to, size_t size,
    struct deadline deadline, struct error *error)
{
	return stream->ops->read(stream, to, size, deadline, error);
}

int
stream_write(struct stream *stream, const void *bytes, size_t len,
    struct deadline deadline, struct error *error)
{
	return stream->ops->write(stream, bytes, len, deadline, error);
}

bool
stream_is_delivered(struct stream *stream)
{
	return stream->ops->is_delivered != NULL &&
	       stream->ops->is_delivered(stream);
}

void
stream_free(struct stream *stream)
{
	if (stream != NULL)
		stream->ops->free(stream);
}
