/* The server of a mailbox: it shows the post of the story. */
#ifndef SCENARIO_MAILBOX_H
#define SCENARIO_MAILBOX_H

#include "scenario_show.h"

/* SERVE imap, SERVE pop3: as SERVE, but with a mailbox. */
int play_serve_imap(struct show *, bool starttls);
int play_serve_pop3(struct show *, bool starttls);

/* The reply that ON has for this line, filled; NULL: none.  The caller frees
 * it. */
char *told_reply(struct show *, const char *line);

/* Sends a reply of ON.  Else as the verbs. */
int send_told(struct show *, char *reply);

/* Reads a command.  -1: the client is gone. */
int hear_command(struct show *, char *line);

/* What is written between the two is sent in one piece. */
FILE *answer_begin(struct show *);
int answer_end(struct show *);

/* The verbs that are about the post. */
int play_letter(struct show *, char *text);
int play_arrives(struct show *, char *text);
int play_with(struct show *, char *text);
int play_without(struct show *, char *text);

#endif
