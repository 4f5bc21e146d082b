/* What the verbs of the dialogue share. */
#ifndef SCENARIO_SHOW_H
#define SCENARIO_SHOW_H

#include "scenario.h"

enum {
	SHOW_LINE = 8192,        /* the longest line of a client */
	SHOW_FAREWELL_MS = 3000, /* for a client to close when it must */
};

/* A session as it goes on. */
struct show {
	struct trial *trial;
	struct peer peer;
	bool spoke;  /* the server has sent something */
	bool heard;  /* the client has */
	bool gather; /* between ONEWRITE and END */
	char *held;  /* what END will send */
	size_t held_size;
	char pem[96];
	struct strings answers; /* what ON has told SERVE */
	unsigned int line;      /* of the act that is played */
	char *answer;           /* what answer_end() will send */
	size_t answer_size;
	FILE *answer_file;
};

struct verb {
	const char *name;
	int (*play)(struct show *, char *text);
};

/* All functions below return -1 when the session is over. */

int show_fault(
    struct show *, const char *what, const char *wanted, const char *seen);
void show_log(struct show *, const char *side, const char *bytes, size_t);

/* Nothing may wait when the server speaks: the client has to take turns. */
int check_turn(struct show *);

/* Sends, or keeps for END.  That the client has gone is no fault here. */
int speak(struct show *, const char *, size_t);

/* Reads a line of at most SHOW_LINE bytes and takes its CRLF off. */
int hear(struct show *, char *line, const char *wanted);

/* The verbs; TEXT is theirs to change. */
int play_send(struct show *, char *text);
int play_rawtext(struct show *, char *text);
int play_repeat(struct show *, char *text);
int play_flood(struct show *, char *text);
int play_raw(struct show *, char *text);
int play_onewrite(struct show *, char *text);
int play_end(struct show *, char *text);
int play_sleep(struct show *, char *text);
int play_drip(struct show *, char *text);
int play_client(struct show *, char *text);
int play_client_exact(struct show *, char *text);
int play_client_maybe(struct show *, char *text);
int play_stall(struct show *, char *text);
int play_nothing(struct show *, char *text);
int play_eof(struct show *, char *text);
int play_proxy(struct show *, char *text);
int play_message(struct show *, char *text);
int play_tls_maybe(struct show *, char *text);
int play_close(struct show *, char *text);
int play_request(struct show *, char *text);
int play_answer(struct show *, char *text);
int play_on(struct show *, char *text);
int play_serve(struct show *, char *text);

#endif
