/* The stage DATA: the test message, and the replies to it. */
#include "stages.h"

#include <stdio.h>
#include <time.h>

#include "body.h"
#include "clock.h"
#include "mailbox_session.h"
#include "notes.h"
#include "refusals.h"
#include "session.h"

/* Sends the message and the final dot (RFC 5321 4.1.1.4). */
static int
send_message(
    struct session *session, struct deadline deadline, struct error *error)
{
	struct message_writer writer = { .client = session->smtp };
	char shown[64];
	int len;

	if (smtp_look(session->smtp, error) == -1 ||
	    message_write(&writer, buf_string(&session->message),
		session->message.len, deadline, error) == -1)
		return -1;
	if (session->facts.config->steps.body_file != NULL &&
	    body_write(session->facts.config->steps.body_file, &writer,
		deadline, error) == -1)
		return -1;
	/* A reply that comes before the dot cannot be the answer to it. */
	if (smtp_look(session->smtp, error) == -1)
		return -1;
	len = snprintf(
	    shown, sizeof(shown), "(a message of %zu octets)", writer.size);
	transcript_add(
	    session->smtp->transcript, 'C', shown, (size_t)len, NULL);
	return message_end(&writer, deadline, error);
}

/* SMTP has one reply to the message, LMTP one for each recipient (RFC 2033
 * 4.2). */
static int
receive_replies(struct session *session, size_t count, struct deadline deadline,
    struct refusals *refusals, struct error *error)
{
	struct smtp_client *smtp = session->smtp;

	smtp->outstanding = (unsigned int)count;
	for (size_t i = 0; i < count; i++) {
		if (smtp_receive(smtp, deadline, error) == -1) {
			/* The hints search for the 354: the server took DATA
			 * and then fell silent. */
			if (error->said[0] == '\0')
				error_said(error, "354", 3);
			return -1;
		}
		if (smtp->reply.code != 250)
			refusals_add(refusals, &smtp->reply,
			    count > 1 ? session->facts.config->steps.to[i]
				      : NULL);
	}
	smtp->transaction = false;
	return 0;
}

bool
stage_data_planned(const struct config *config)
{
	return config->steps.send;
}

enum stage_result
stage_data(
    struct session *session, struct deadline deadline, struct error *error)
{
	struct smtp_client *smtp = session->smtp;
	size_t count = session->facts.config->target.lmtp
			   ? session->facts.config->steps.to_count
			   : 1;
	struct refusals refusals = REFUSALS_INIT;
	int rc;

	if (smtp_command(smtp, deadline, error, "DATA") == -1 ||
	    smtp_expect(smtp, 354, error) == -1 ||
	    send_message(session, deadline, error) == -1)
		return STAGE_FAILED;
	rc = receive_replies(session, count, deadline, &refusals, error);
	if (refusals_conclude(
		session, &refusals, count, "message", rc, error) == -1)
		return STAGE_FAILED;
	if (session->facts.config->steps.round_trip) {
		mailbox_session_make(session);
		session->facts.round_trip->handed_in =
		    (struct moment){ clock_now(), (int64_t)time(NULL) };
	}
	note_reply_to(session, "message ", session->facts.token, " accepted");
	return STAGE_PASSED;
}
