#include "fuzz.h"
#include "mailbox_play.h"

/* What a server of POP3 says in a session. */
int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	mailbox_play(MAILBOX_POP3, bytes, len);
	return 0;
}
