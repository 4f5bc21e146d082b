/* How a server of either protocol answers a command. */
#include "mailbox_answer.h"

enum sasl_answer
mailbox_answer_to_login(enum mailbox_answer answer)
{
	switch (answer) {
	case MAILBOX_OK:
		return SASL_ACCEPTS;
	case MAILBOX_NO:
		return SASL_OTHER;
	case MAILBOX_MORE:
		return SASL_CHALLENGES;
	case MAILBOX_FAILED:
		break;
	}
	return SASL_ANSWER_FAILED;
}
