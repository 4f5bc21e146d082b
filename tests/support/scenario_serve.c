/* A server that does not know what its client will say: it has an answer for
 * each command, and serves until the client goes. */
#include <stdlib.h>
#include <string.h>

#include "scenario_show.h"

/* What it says unless ON says otherwise. */
static const struct answer {
	const char *pattern, *reply;
} answers[] = {
	{ "?HLO *", "250 mail.example" },
	{ "HELO *", "250 mail.example" },
	{ "QUIT", "221 2.0.0 Bye" },
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
find_reply(const struct show *show, const char *line)
{
	for (size_t i = show->answers.count; i-- > 0;) {
		char *pattern = text_copy(show->answers.at[i]);
		char *reply = pattern + strcspn(pattern, " ");
		char *found = NULL;

		if (*reply != '\0')
			*reply++ = '\0';
		if (text_glob(pattern, line))
			found = text_copy(reply);
		free(pattern);
		if (found != NULL)
			return found;
	}
	for (size_t i = 0;; i++)
		if (text_glob(answers[i].pattern, line))
			return text_copy(answers[i].reply);
}

static int
answer(struct show *show, const char *line, char *reply)
{
	char nothing[] = "";
	char *whole;
	int rc = 0;

	if (strcmp(reply, "CLOSE") == 0)
		return play_close(show, nothing);
	if (*reply == '\0')
		return 0;
	whole = text_format("%s\\r\\n", reply);
	rc = play_rawtext(show, whole);
	free(whole);
	if (rc == 0 && text_glob("STARTTLS", line) && *reply == '2')
		return play_tls_maybe(show, nothing);
	if (rc == 0 && text_glob("QUIT", line))
		return play_close(show, nothing);
	return rc;
}

int
play_serve(struct show *show, char *text)
{
	char line[SHOW_LINE];
	int rc;

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
