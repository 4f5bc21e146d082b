/* The dialogue: its verbs, and the sessions in which they are played. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "scenario_mailbox.h"
#include "scenario_show.h"

static int
play_cert(struct show *show, char *text)
{
	(void)snprintf(show->pem, sizeof(show->pem), "%s", text);
	return 0;
}

static int
version_number(const char *text)
{
	static const int numbers[] = { TLS1_VERSION, TLS1_1_VERSION,
		TLS1_2_VERSION, TLS1_3_VERSION };

	if (strncmp(text, "1.", 2) != 0 || text[2] < '0' || text[2] > '3')
		return 0;
	return numbers[text[2] - '0'];
}

static int
handshake(struct show *show, const char *text)
{
	struct trial *trial = show->trial;
	struct strings words = { 0 };
	struct peer_terms terms = { 0 };
	char *pem;
	int rc;

	(void)text_words(&words, text);
	for (size_t i = 0; i < words.count; i++) {
		if (strncmp(words.at[i], "pem=", 4) == 0)
			(void)play_cert(show, words.at[i] + 4);
		if (strncmp(words.at[i], "max=", 4) == 0)
			terms.max = version_number(words.at[i] + 4);
		if (strcmp(words.at[i], "ask") == 0)
			terms.certificate = true;
		if (strncmp(words.at[i], "min=", 4) == 0)
			terms.min = version_number(words.at[i] + 4);
	}
	strings_free(&words);
	pem = text_format("%s/%s.pem", trial->place.certs, show->pem);
	rc = peer_tls(&show->peer, pem, terms, trial_left(trial));
	free(pem);
	show->spoke = false;
	if (rc == 0)
		show_log(show, "-", "TLS", 3);
	else
		show_log(show, "- no TLS:", peer_tls_error(),
		    strlen(peer_tls_error()));
	return rc;
}

static int
play_tls(struct show *show, char *text)
{
	/* A ClientHello may be there already; it is not in the buffer. */
	if (show->peer.have > 0)
		return show_fault(show, "TLS", "", "bytes in clear");
	if (handshake(show, text) == -1)
		return show_fault(show, "TLS", "a handshake", peer_tls_error());
	return 0;
}

/* The client may refuse the handshake, which ends the session. */
int
play_tls_maybe(struct show *show, char *text)
{
	return handshake(show, text);
}

int
play_close(struct show *show, char *text)
{
	(void)text;
	show_log(show, "-", "closes", 6);
	peer_close(&show->peer, PEER_CLOSE);
	return -1;
}

static int
play_quit(struct show *show, char *text)
{
	char bye[] = "221 2.0.0 Bye";
	char command[] = "QUIT";

	if (play_client(show, command) == -1 || play_send(show, bye) == -1)
		return -1;
	return play_close(show, text);
}

static int
play_cut(struct show *show, char *text)
{
	(void)text;
	show_log(show, "-", "cuts", 4);
	peer_close(&show->peer, PEER_CUT);
	return -1;
}

static int
play_reset(struct show *show, char *text)
{
	(void)text;
	show_log(show, "-", "resets", 6);
	peer_close(&show->peer, PEER_RESET);
	return -1;
}

static const struct verb verbs[] = {
	{ "AGAIN", NULL }, /* the plugin has ended, and runs once more */
	{ "ANSWER", play_answer },
	{ "ARRIVES", play_arrives },
	{ "C", play_client },
	{ "C!", play_client_exact },
	{ "C?", play_client_maybe },
	{ "CERT", play_cert },
	{ "CLOSE", play_close },
	{ "CUT", play_cut },
	{ "DRIP", play_drip },
	{ "END", play_end },
	{ "ENDPOINT", NULL }, /* the next session is at the token endpoint */
	{ "EOF", play_eof },
	{ "FLOOD", play_flood },
	{ "LETTER", play_letter },
	{ "MAILBOX", NULL }, /* the next session, with the other server */
	{ "MESSAGE", play_message },
	{ "NEXT", NULL }, /* the next session begins */
	{ "NOTHING", play_nothing },
	{ "ON", play_on },
	{ "ONEWRITE", play_onewrite },
	{ "PROXY", play_proxy },
	{ "QUIT", play_quit },
	{ "RAW", play_raw },
	{ "RAWTEXT", play_rawtext },
	{ "REPEAT", play_repeat },
	{ "REQUEST", play_request },
	{ "RESET", play_reset },
	{ "S", play_send },
	{ "SERVE", play_serve },
	{ "SLEEP", play_sleep },
	{ "STALL", play_stall },
	{ "TLS", play_tls },
	{ "TLS?", play_tls_maybe },
	{ "WITH", play_with },
	{ "WITHOUT", play_without },
};

const struct verb *
verb_find(const char *name)
{
	for (size_t i = 0; i < sizeof(verbs) / sizeof(*verbs); i++) {
		if (strcmp(verbs[i].name, name) == 0)
			return &verbs[i];
	}
	return NULL;
}

/* Past its last act a story leaves time for RSET and QUIT alone. */
static void
farewell(struct show *show)
{
	char yes[] = "250 2.0.0 Ok";
	char bye[] = "221 2.0.0 Bye";
	char line[SHOW_LINE];

	while (peer_fill(&show->peer, SHOW_FAREWELL_MS) == 1 ||
	       show->peer.have > 0) {
		if (hear(show, line, "QUIT or the end") == -1)
			return;
		if (strcasecmp(line, "QUIT") == 0) {
			(void)play_send(show, bye);
			(void)play_close(show, bye);
			return;
		}
		if (strcasecmp(line, "RSET") != 0) {
			(void)show_fault(show, "C", "QUIT or the end", line);
			return;
		}
		(void)play_send(show, yes);
	}
}

bool
act_opens_mailbox(const struct act *act)
{
	return strcmp(act->verb->name, "MAILBOX") == 0;
}

/* With a fault the client may ask the endpoint again, when nobody is there. */
static void
turn_away_call(struct trial *trial, const struct listener *listener)
{
	int fd = -1;

	if (trial->injection != NULL && trial->story->calls > 0 &&
	    listener != &trial->endpoint)
		fd = listener_accept(&trial->endpoint, 0);
	if (fd == -1)
		return;
	(void)close(fd);
	trial->lost = true;
}

/* Waits for the client; false when the plugin ended without a visit. */
static bool
welcome(struct show *show, struct listener *listener)
{
	struct trial *trial = show->trial;
	int fd = -1;

	while (fd == -1 && trial_left(trial) > 0) {
		/* Looked at first: the last visit may still be queued. */
		bool finished = atomic_load(&trial->main->finished);

		fd = listener_accept(listener, finished ? 0 : 5);
		if (finished)
			break;
		turn_away_call(trial, listener);
	}
	peer_init(&show->peer, fd, true);
	return fd != -1;
}

/* The verb of the act, or NULL where the session ends. */
static const struct verb *
act_verb(const struct story *story, size_t i)
{
	if (i >= story->act_count || story->acts[i].verb->play == NULL)
		return NULL;
	return story->acts[i].verb;
}

/* The text of an act, filled; MESSAGE has expressions, and what ON says is
 * filled when it is said. */
static char *
act_text(const struct trial *trial, const struct act *act)
{
	if (act->verb->play == play_message || act->verb->play == play_request)
		return place_fill_ere(&trial->place, act->text);
	if (act->verb->play == play_on)
		return text_copy(act->text);
	return place_fill(&trial->place, act->text);
}

static bool
is_verb(const struct story *story, size_t i, const char *name)
{
	return i < story->act_count &&
	       strcmp(story->acts[i].verb->name, name) == 0;
}

/* Plays from act I and returns the act after this session. */
static size_t
play_session(struct show *show, size_t i)
{
	const struct story *story = show->trial->story;
	int rc = 0;

	for (; act_verb(story, i) != NULL; i++) {
		char *text;

		if (rc == -1)
			continue;
		show->line = story->acts[i].line;
		text = act_text(show->trial, &story->acts[i]);
		rc = story->acts[i].verb->play(show, text);
		free(text);
	}
	if (rc == 0)
		farewell(show);
	peer_close(&show->peer, PEER_CUT);
	return is_verb(story, i, "NEXT") ? i + 1 : i;
}

/* Plays one session from act NEXT on and returns the act after it. */
static size_t
play_visit(struct trial *trial, size_t next)
{
	struct show *show = calloc(1, sizeof(*show));
	bool call = is_verb(trial->story, next, "ENDPOINT");
	bool mailbox = is_verb(trial->story, next, "MAILBOX");

	if (show == NULL)
		return trial->story->act_count;
	next += call || mailbox ? 1 : 0;
	show->trial = trial;
	(void)snprintf(show->pem, sizeof(show->pem), "server");
	if (welcome(show, call      ? &trial->endpoint
			  : mailbox ? &trial->mailbox
				    : &trial->listener)) {
		unsigned int *count =
		    call ? &trial->calls : &trial->connections;

		++*count;
		(void)fprintf(trial->log, "    %s %u\n",
		    call ? "call" : "session", *count);
		next = play_session(show, next);
	} else {
		trial_fault(trial, "the plugin did not connect");
	}
	strings_free(&show->answers);
	free(show->held);
	free(show);
	return next;
}

/* With a fault the client may hang up anywhere, and come again.  When all is
 * played that it was to do, it has ended, and is to be run once more. */
static bool
goes_on(const struct trial *trial, size_t next)
{
	if (trial->injection == NULL)
		return trial->faults.count == 0;
	if (is_verb(trial->story, next, "AGAIN"))
		return trial_left(trial) > 0;
	return !atomic_load(&trial->main->finished) && trial_left(trial) > 0;
}

void
play(struct trial *trial)
{
	size_t next = 0;

	while (next < trial->story->act_count && goes_on(trial, next)) {
		if (!is_verb(trial->story, next, "AGAIN")) {
			next = play_visit(trial, next);
			continue;
		}
		(void)fprintf(trial->log, "    again\n");
		if (plugin_again(trial) == -1)
			trial_fault(trial, "cannot begin again");
		next++;
	}
}
