#ifndef STREAM_FD_H
#define STREAM_FD_H

#include "stream.h"

/* A stream over a descriptor, which it owns and which must not block. */
struct stream *stream_fd(int fd);

#endif
