#ifndef FUZZ_H
#define FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stream.h"

/* What each fuzz_<parser>.c defines: libFuzzer calls it, or replay.c. */
int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/* Ends the program unless it holds. */
void fuzz_assert(bool holds, const char *what);

/* What leaves the program: valid UTF-8, no control character, no bar and no
 * angle bracket. */
void fuzz_assert_printable(const char *, size_t);

/* A server that says these bytes, so many or a line at a time, and hangs up;
 * nobody hears what is written to it. */
#define FUZZ_LINES ((size_t)0)
struct stream *fuzz_stream(const uint8_t *, size_t, size_t at_a_time);

#endif
