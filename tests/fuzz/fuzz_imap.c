#include "fuzz.h"
#include "mailbox_play.h"

/* What a server of IMAP says in a session. */
int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	mailbox_play(MAILBOX_IMAP, bytes, len);
	return 0;
}
