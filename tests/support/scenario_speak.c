/* What the server says, and how. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "scenario_show.h"

enum {
	EARLY_MS = 4, /* a client that speaks first has spoken by then */
};

int
show_fault(
    struct show *show, const char *what, const char *wanted, const char *seen)
{
	trial_fault(show->trial, "line %u: %s: expected \"%s\", saw \"%s\"",
	    show->line, what, wanted, seen);
	return -1;
}

void
show_log(struct show *show, const char *side, const char *bytes, size_t size)
{
	double at = (double)(peer_clock() - show->trial->start) / 1000;
	char *shown = text_visible(bytes, size > 400 ? 400 : size);

	(void)fprintf(show->trial->log, "    %6.3f %s %s%s\n", at, side, shown,
	    size > 400 ? " ..." : "");
	free(shown);
}

int
check_turn(struct show *show)
{
	struct peer *peer = &show->peer;
	char *ahead;

	if (show->trial->story->pipelining)
		return 0;
	if (peer->have == 0)
		(void)peer_fill(peer, show->spoke ? 0 : EARLY_MS);
	if (peer->have == 0)
		return 0;
	ahead = text_visible((const char *)peer->in, peer->have);
	(void)show_fault(show, "the client talked ahead", "", ahead);
	free(ahead);
	return -1;
}

static int
hold(struct show *show, const char *bytes, size_t size)
{
	char *held = realloc(show->held, show->held_size + size + 1);

	if (held == NULL)
		return -1;
	memcpy(held + show->held_size, bytes, size);
	show->held = held;
	show->held_size += size;
	return 0;
}

int
speak(struct show *show, const char *bytes, size_t size)
{
	if (show->gather)
		return hold(show, bytes, size);
	if (check_turn(show) == -1)
		return -1;
	show->spoke = true;
	show_log(show, "S", bytes, size);
	(void)peer_write(&show->peer, bytes, size, trial_left(show->trial));
	return 0;
}

int
play_send(struct show *show, char *text)
{
	char *line = text_format("%s\r\n", text);
	int rc = speak(show, line, strlen(line));

	free(line);
	return rc;
}

int
play_rawtext(struct show *show, char *text)
{
	size_t size = text_unescape(text);

	return speak(show, text, size);
}

/* Text again and again; the client may hang up before it has it all. */
int
play_repeat(struct show *show, char *text)
{
	long left = strtol(text, &text, 10);
	size_t size;
	int rc;

	text += strspn(text, " ");
	size = text_unescape(text);
	rc = speak(show, text, size);
	while (rc == 0 && --left > 0 && !show->peer.gone) {
		if (show->gather)
			rc = hold(show, text, size);
		else
			(void)peer_write(
			    &show->peer, text, size, trial_left(show->trial));
	}
	return rc;
}

int
play_flood(struct show *show, char *text)
{
	char *line = text_format("%s\\r\\n", text);
	int rc = play_repeat(show, line);

	free(line);
	return rc;
}

int
play_raw(struct show *show, char *text)
{
	size_t size = 0;

	if (text_unhex(text, &size) == -1)
		return show_fault(show, "RAW", "hexadecimal digits", text);
	return speak(show, text, size);
}

int
play_onewrite(struct show *show, char *text)
{
	(void)text;
	show->gather = true;
	return 0;
}

int
play_end(struct show *show, char *text)
{
	int rc;

	(void)text;
	show->gather = false;
	rc = speak(show, show->held, show->held_size);
	show->held_size = 0;
	return rc;
}

static void
pause_ms(long ms)
{
	struct timespec time = { .tv_sec = ms / 1000,
		.tv_nsec = ms % 1000 * 1000000 };

	(void)nanosleep(&time, NULL);
}

int
play_sleep(struct show *show, char *text)
{
	(void)show;
	pause_ms(strtol(text, NULL, 10));
	return 0;
}

int
play_drip(struct show *show, char *text)
{
	long interval = strtol(text, &text, 10);
	char *line = text_format("%s\r\n", text + strspn(text, " "));
	int rc = 0;

	show_log(show, "S (dripping)", line, strlen(line));
	for (const char *byte = line; rc == 0 && *byte != '\0'; byte++) {
		pause_ms(interval);
		rc = check_turn(show);
		show->spoke = true;
		if (show->peer.gone || trial_left(show->trial) == 0)
			break;
		if (rc == 0)
			(void)peer_write(&show->peer, byte, 1, 1000);
	}
	free(line);
	return rc;
}
