/* A server that does not know what its client will say: it has an answer for
 * each command, and serves until the client goes. */
#include <stdlib.h>
#include <string.h>

#include "scenario_mailbox.h"

/* What it says unless ON says otherwise. */
static const struct answer {
	const char *pattern, *reply;
} answers[] = {
	{ "?HLO *", "250 mail.example" },
	{ "HELO *", "250 mail.example" },
	{ "QUIT", "221 2.0.0 Bye" },
	{ "DATA", "354 go on" },
	{ "*", "250 2.0.0 Ok" },
};

/* PATTERN REPLY; without a reply the server says nothing. */
int
play_on(struct show *show, char *text)
{
	strings_add(&show->answers, text);
	return 0;
}

/* The last ON that fits; a copy. */
static char *
find_reply(struct show *show, const char *line)
{
	char *found = told_reply(show, line);

	if (found != NULL)
		return found;
	for (size_t i = 0;; i++)
		if (text_glob(answers[i].pattern, line))
			return text_copy(answers[i].reply);
}

static int
take_message(struct show *show)
{
	char anything[] = "", yes[] = "250 2.0.0 Queued";

	return play_message(show, anything) == -1 ? -1 : play_send(show, yes);
}

static int
answer(struct show *show, const char *line, char *reply)
{
	char nothing[] = "";
	int rc = send_told(show, reply);

	if (rc == 0 && text_glob("STARTTLS", line) && *reply == '2')
		return play_tls_maybe(show, nothing);
	if (rc == 0 && text_glob("DATA", line) && *reply == '3')
		return take_message(show);
	if (rc == 0 && text_glob("QUIT", line))
		return play_close(show, nothing);
	return rc;
}

int
play_serve(struct show *show, char *text)
{
	char line[SHOW_LINE];
	int rc;

	if (strncmp(text, "imap", 4) == 0)
		return play_serve_imap(show, strstr(text, "starttls") != NULL);
	if (strncmp(text, "pop3", 4) == 0)
		return play_serve_pop3(show, strstr(text, "starttls") != NULL);
	do {
		char *reply;

		if (show->peer.have == 0 &&
		    peer_fill(&show->peer, trial_left(show->trial)) == -1)
			return -1;
		if (hear(show, line, text) == -1)
			return -1;
		reply = find_reply(show, line);
		rc = answer(show, line, reply);
		free(reply);
	} while (rc == 0);
	return rc;
}
