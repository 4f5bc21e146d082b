/*
 * A scenario file tells one story: how the plugin is called, what a server
 * says to it, and what an operator must see.  tests/scenarios/README.md
 * describes the format.
 */
#ifndef SCENARIO_H
#define SCENARIO_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/types.h>

#include "peer.h"
#include "scenario_post.h"
#include "text.h"

enum {
	STORY_MS = 20000, /* the longest that a story may take */
	EXPECT_ANY = 4,   /* the output has its form, whatever it says */
};

struct faults_page;
struct verb;

/* What the % letters stand for. */
struct place {
	const char *host;  /* %h */
	int port;          /* %p */
	int mail_port;     /* %m */
	char tag[32];      /* %a */
	int endpoint;      /* %e: the port of the token endpoint */
	const char *certs; /* %c */
	char dir[64];      /* %t */
	char socket[80];   /* %s */
};

/* One line of the dialogue. */
struct act {
	const struct verb *verb;
	char *text;
	unsigned int line;
};

/* Acts that are played at other addresses, at the same time as the rest. */
struct server {
	struct strings addresses;
	size_t first, count; /* acts */
};

enum door {
	DOOR_INET,
	DOOR_INET6,
	DOOR_UNIX,
	DOOR_CLOSED, /* a port on which nobody listens */
};

/* What the file says. */
struct story {
	char *name;
	char *args;
	char *stdin_text;
	char *first;
	char *endpoint; /* the port of the endpoint; NULL: any */
	char *left;     /* the letters that lie there in the end, or NULL */
	struct strings env, files;
	struct strings output, absent, perfdata, noperfdata, secrets;
	struct strings keeps; /* NAME ERE: files, and what is in them at last */
	int expect; /* exit code; -1: the file does not say; or EXPECT_ANY */
	double within;
	enum door door;
	unsigned int sessions;
	unsigned int calls; /* how many ENDPOINT has the dialogue? */
	bool pipelining;    /* the client may send several commands at once */
	bool bare;          /* no target is added to the arguments */
	bool json;          /* the output is one JSON object */
	bool openmetrics;   /* it is a text of OpenMetrics */
	bool free_form;     /* the output is no status line: --help */
	struct act *acts;
	size_t act_count;       /* of the story's own server */
	struct strings dns;     /* lines for dns_server_start() */
	struct server *servers; /* their acts stand behind the others */
	size_t server_count;
	size_t acts_read; /* of all servers */
};

/* What a verdict says: the state, and the first line without times. */
struct verdict {
	int state;  /* exit code */
	char *line; /* owned; numbers that differ each time are a # */
};

/* A call that is to fail in a story (see faults.h). */
struct injection {
	const char *library;
	char path[64]; /* of the page */
	struct faults_page *page;
	const char *fault; /* as in FAULT; "": only count */
	enum blame {
		BLAME_NOBODY,  /* nobody must notice */
		BLAME_US,      /* UNKNOWN is right, too */
		BLAME_STORE,   /* the same, and no file may lose anything */
		BLAME_NETWORK, /* so is the failure of a stage */
		BLAME_OUTPUT,  /* nobody can read the verdict */
	} blame;
	struct verdict own; /* of the story without this fault */
	size_t letters;     /* that its servers have, without this fault */
};

/* One performance of a story. */
struct trial {
	const struct story *story;
	const char *plugin;
	struct place place;
	struct listener listener;
	struct listener mailbox; /* of the server that keeps the mail */
	struct post post;
	struct listener endpoint; /* listens if the story has calls */
	struct strings faults;
	FILE *log;                         /* the dialogue as it went */
	const struct injection *injection; /* NULL: no call is to fail */
	bool again;                        /* it is not the first run */
	bool heard;                        /* the plugin has said a line */
	bool lost; /* it has said what the story does not expect */
	const struct trial
	    *main;               /* this one, or that of which this is a part */
	struct network *network; /* the servers at other addresses, or NULL */
	pid_t name_server;       /* 0: the story has none */

	pid_t pid;
	int pipe;
	long long start; /* peer_clock() */
	pthread_t watcher;
	atomic_bool finished;
	int status; /* as from waitpid */
	double seconds;
	struct strings argv;
	char *output;
	size_t output_size;
	unsigned int connections;
	unsigned int calls; /* connections to the endpoint */
	bool answered;      /* the endpoint has said all of an answer */
};

/* -1: the file is wrong, and ERROR (of 256 bytes) says where. */
int story_parse(struct story *, const char *path, char *error);

void story_free(struct story *);

/* The text with its % letters, and %b64(...), replaced; the caller frees it. */
char *place_fill(const struct place *, const char *text);

/* The same for an expression, in which what is filled in stands for itself. */
char *place_fill_ere(const struct place *, const char *ere);

/* Whether each %b64( of the text is closed. */
bool place_fillable(const char *text);

/* Notes what went wrong; the first one is the headline. */
void trial_fault(struct trial *, const char *, ...)
    __attribute__((format(printf, 2, 3)));

/* The longest that a story may take, or what STORY_SECONDS says: a plugin under
 * another program needs more. */
long long story_ms(void);

/* Milliseconds until the story must be over. */
int trial_left(const struct trial *);

/* Runs the plugin; its output is collected in the background. */
int plugin_start(struct trial *);

/* Waits for its end and fills in status, seconds and output. */
void plugin_wait(struct trial *);

/* Waits for its end, forgets what it said, and runs it once more. */
int plugin_again(struct trial *);

/* Does a session with the server that keeps mail begin here? */
bool act_opens_mailbox(const struct act *);

/* Finds the word that opens a line of the dialogue; NULL: there is none. */
const struct verb *verb_find(const char *name);

/* Does the story have names, or servers at other addresses? */
bool story_has_network(const struct story *);

/* Goes where there is no other network.  -1: not here. */
int network_open(const struct trial *);

/* Puts the system's files back, for a process that goes on. */
void network_close(const struct trial *);

/* Opens the doors of the other servers; plays them; and takes what they met. */
int network_begin(struct trial *);
int network_play(struct trial *);
void network_end(struct trial *);

/* Plays the server until its last act or the first fault. */
void play(struct trial *);

/* Compares exit code, output and times with what the story expects. */
void judge(struct trial *);

/* What every output must be, whoever reads it. */
void judge_bytes(struct trial *);

/* The form of the status line and of what follows. */
void judge_text(struct trial *);

/* Reads the output as Icinga and Nagios do: a fault for all that they would not
 * understand, and that is not as asked. */
void judge_perfdata(struct trial *);

/* A fault for what is not as an object of --output-format json must be. */
void judge_json(struct trial *);

/* The same for a text of --output-format prometheus. */
void judge_openmetrics(struct trial *);

/* A fault for each secret that can be seen, encoded or not. */
void judge_secrets(struct trial *, const char *text, const char *where);

/* The same for what ps shows of the plugin, where the system tells. */
void judge_process(struct trial *);

/* Looks at files and letters when all is over: nothing is lost, and no letter
 * was sent twice, whatever has failed.  With MAYBE a file may be as it was. */
void judge_files(struct trial *, bool maybe);
void judge_losses(struct trial *);

/* Compares output and time with what a failed call may lead to. */
void judge_injection(struct trial *);

/* Reads the verdict off the output; the caller frees the line. */
struct verdict verdict_read(const struct trial *);

/* How stories are performed. */
struct terms {
	const char *plugin;
	char *certs; /* absolute; owned */
	bool verbose;
	long jobs;
	/* The library of faults, or NULL; the one fault to try, or NULL: all.
	 */
	const char *library, *fault;
	/* Of a function at most so many calls; of all points each so-many-th.
	 */
	unsigned long most, every;
	const char *known; /* a file of points that need not be held, or NULL */
};

/* Performs a story and writes the result to OUT.  0: it went as told.  With an
 * injection without fault, the story's own verdict is put there; with a fault,
 * nothing is written when it is held. */
int trial_run(
    const struct story *, const struct terms *, struct injection *, FILE *out);

/* Tries the stories with faults; 0: all are held, 1: not, 2: cannot. */
int faults_run(const struct terms *, char **paths, size_t count);

#endif
