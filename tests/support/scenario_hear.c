/* What the server waits for. */
#include <stdlib.h>
#include <string.h>

#include "scenario_show.h"

enum {
	BODY_LINE = 998, /* RFC 5321 4.5.3.1.6, without CRLF */
};

/* A command of IMAP begins with its tag, which the reply repeats. */
static void
keep_tag(struct place *place, const char *line)
{
	size_t n = strcspn(line, " ");

	if (line[n] == ' ' && n < sizeof(place->tag))
		(void)snprintf(
		    place->tag, sizeof(place->tag), "%.*s", (int)n, line);
}

int
hear(struct show *show, char *line, const char *wanted)
{
	ssize_t n =
	    peer_line(&show->peer, line, SHOW_LINE, trial_left(show->trial));

	if (n == 0)
		return show_fault(show, "C", wanted, "silence");
	if (n == -1)
		return show_fault(show, "C", wanted, "the end of the stream");
	show_log(show, "C", line, (size_t)n);
	if (!show->heard)
		judge_process(show->trial);
	show->heard = true;
	show->trial->heard = true;
	if (n < 2 || line[n - 1] != '\n' || line[n - 2] != '\r' ||
	    strcspn(line, "\r\n") != (size_t)n - 2)
		return show_fault(show, "C", "a line that CRLF ends", line);
	line[n - 2] = '\0';
	keep_tag(&show->trial->place, line);
	return 0;
}

/* A fault when the client says anything for that long. */
static int
stay_silent(struct show *show, int ms)
{
	char *said;

	if (show->peer.have == 0)
		(void)peer_fill(&show->peer, ms);
	if (show->peer.have == 0)
		return 0;
	said = text_visible((const char *)show->peer.in, show->peer.have);
	(void)show_fault(show, "the client spoke", "", said);
	free(said);
	return -1;
}

static int
surprise(
    struct show *show, const char *what, const char *wanted, const char *seen)
{
	show->trial->lost = true;
	return show_fault(show, what, wanted, seen);
}

int
play_client(struct show *show, char *text)
{
	char line[SHOW_LINE];

	if (hear(show, line, text) == -1)
		return -1;
	if (!text_glob(text, line))
		return surprise(show, "C", text, line);
	return 0;
}

int
play_client_exact(struct show *show, char *text)
{
	char line[SHOW_LINE];

	if (hear(show, line, text) == -1)
		return -1;
	if (strcmp(text, line) != 0)
		return surprise(show, "C!", text, line);
	return 0;
}

/* The client may also close here, which ends the session. */
int
play_client_maybe(struct show *show, char *text)
{
	if (peer_fill(&show->peer, trial_left(show->trial)) == -1 &&
	    show->peer.have == 0)
		return -1;
	return play_client(show, text);
}

int
play_stall(struct show *show, char *text)
{
	int ms = (int)strtol(text, NULL, 10);

	show_log(show, "-", "says nothing", 12);
	return stay_silent(show, ms > 0 ? ms : trial_left(show->trial));
}

int
play_nothing(struct show *show, char *text)
{
	if (stay_silent(show, (int)strtol(text, NULL, 10)) == -1)
		return -1;
	if (show->peer.gone)
		return show_fault(show, "NOTHING", "silence", "a close");
	return 0;
}

int
play_eof(struct show *show, char *text)
{
	(void)text;
	if (stay_silent(show, SHOW_FAREWELL_MS) == -1)
		return -1;
	if (!show->peer.gone)
		return show_fault(show, "EOF", "a close", "silence");
	return 0;
}

/* Reads up to the lone dot; the body ends up with LF line ends. */
static int
read_body(struct show *show, FILE *body)
{
	char line[SHOW_LINE];

	for (;;) {
		if (hear(show, line, "a message") == -1)
			return -1;
		if (strcmp(line, ".") == 0)
			return 0;
		if (strlen(line) > BODY_LINE)
			return show_fault(show, "MESSAGE",
			    "lines of at most 998 octets", line);
		(void)fprintf(body, "%s\n", *line == '.' ? line + 1 : line);
	}
}

int
play_message(struct show *show, char *text)
{
	struct strings wanted = { 0 };
	char *body = NULL;
	size_t size = 0;
	FILE *file = open_memstream(&body, &size);
	int rc = -1;

	if (file == NULL)
		return -1;
	rc = read_body(show, file);
	(void)fclose(file);
	if (rc == 0)
		post_add(&show->trial->post, body);
	if (rc == 0 && text_words(&wanted, text) == -1)
		rc = show_fault(show, "MESSAGE", "closed quotes", text);
	for (size_t i = 0; rc == 0 && i < wanted.count; i++) {
		if (text_match(wanted.at[i], body) != 1)
			rc = show_fault(show, "MESSAGE", wanted.at[i], body);
	}
	strings_free(&wanted);
	free(body);
	return rc;
}
