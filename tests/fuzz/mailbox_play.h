#ifndef MAILBOX_PLAY_H
#define MAILBOX_PLAY_H

#include <stddef.h>
#include <stdint.h>

#include "mailbox.h"

/* A session with a server that says what the fuzzer likes: greeting, login,
 * folder, two looks, a wait, a removal and the end.  Whatever the server says,
 * this holds: errors are told, printable, and without the password, as is the
 * transcript; no message is removed that is not ours when the server shows it
 * for the last time. */
void mailbox_play(enum mailbox_protocol, const uint8_t *, size_t);

#endif
