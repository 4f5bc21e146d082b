#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "faults.h"
#include "scenario.h"

/* Takes the next word off the text. */
static char *
take_word(char **text)
{
	char *word = *text;

	*text += strcspn(*text, " \t");
	if (**text != '\0')
		*(*text)++ = '\0';
	*text += strspn(*text, " \t");
	return word;
}

/* Creates a file as told: NAME [MODE] TEXT. */
static int
make_file(struct trial *trial, const char *told)
{
	char *filled = place_fill(&trial->place, told);
	char *text = filled;
	char *path = text_format("%s/%s", trial->place.dir, take_word(&text));
	mode_t mode = 0600;
	int rc = -1;
	size_t size;
	int fd;

	if (text_match("^0[0-7]{3}( |$)", text) == 1)
		mode = (mode_t)strtoul(take_word(&text), NULL, 8);
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd != -1) {
		size = text_unescape(text);
		if (write(fd, text, size) == (ssize_t)size &&
		    fchmod(fd, mode) == 0)
			rc = 0;
		(void)close(fd);
	}
	free(path);
	free(filled);
	return rc;
}

static int
remove_item(
    const char *path, const struct stat *status, int type, struct FTW *where)
{
	(void)status;
	(void)type;
	(void)where;
	return remove(path);
}

static int
make_place(struct trial *trial, const char *certs)
{
	const char *parent = getenv("TMPDIR");
	struct place *place = &trial->place;

	place->certs = certs;
	place->host = trial->story->door == DOOR_INET6 ? "::1" : "127.0.0.1";
	if (parent == NULL || strlen(parent) > 40)
		parent = "/tmp";
	(void)snprintf(
	    place->dir, sizeof(place->dir), "%s/scenario.XXXXXX", parent);
	if (mkdtemp(place->dir) == NULL)
		return -1;
	(void)snprintf(
	    place->socket, sizeof(place->socket), "%s/socket", place->dir);
	return 0;
}

static bool
has_mailbox(const struct story *story)
{
	bool has = false;

	for (size_t i = 0; i < story->act_count; i++)
		has = has || act_opens_mailbox(&story->acts[i]);
	return has;
}

/* The server that keeps mail; nobody listens there if the story has none. */
static int
open_mailbox(struct trial *trial)
{
	const struct story *story = trial->story;

	if (listener_bind(&trial->mailbox,
		story->door == DOOR_INET6 ? PEER_INET6 : PEER_INET, NULL) == -1)
		return -1;
	trial->place.mail_port = trial->mailbox.port;
	return has_mailbox(story) ? listener_open(&trial->mailbox) : 0;
}

static int
open_door(struct trial *trial)
{
	static const enum peer_family families[] = {
		[DOOR_INET] = PEER_INET,
		[DOOR_INET6] = PEER_INET6,
		[DOOR_UNIX] = PEER_UNIX,
		[DOOR_CLOSED] = PEER_INET,
	};
	enum door door = trial->story->door;

	if (listener_bind(
		&trial->listener, families[door], trial->place.socket) == -1)
		return -1;
	trial->place.port = trial->listener.port;
	if (listener_bind(
		&trial->endpoint, PEER_INET, trial->story->endpoint) == -1)
		return -1;
	trial->place.endpoint = trial->endpoint.port;
	if (trial->story->calls > 0 && listener_open(&trial->endpoint) == -1)
		return -1;
	if (door != DOOR_CLOSED && listener_open(&trial->listener) == -1)
		return -1;
	return open_mailbox(trial);
}

static int
prepare(struct trial *trial, const char *certs)
{
	const struct strings *files = &trial->story->files;

	if (make_place(trial, certs) == -1)
		return -1;
	if (story_has_network(trial->story) && network_open(trial) == -1)
		return -1;
	if (open_door(trial) == -1 || network_begin(trial) == -1)
		return -1;
	for (size_t i = 0; i < files->count; i++) {
		if (make_file(trial, files->at[i]) == -1)
			return -1;
	}
	return plugin_start(trial);
}

/* Visits that no session of the story was told for. */
static unsigned int
count_strays(struct listener *listener)
{
	unsigned int count = 0;

	for (;;) {
		int fd = listener_accept(listener, 0);

		if (fd == -1)
			return count;
		(void)close(fd);
		count++;
	}
}

static void
tell_all(const struct trial *trial, const char *log, FILE *out)
{
	(void)fputs("    command:", out);
	for (size_t i = 0; i < trial->argv.count; i++) {
		const char *word = trial->argv.at[i];
		char *shown = text_visible(word, strlen(word));

		(void)fprintf(out, " %s", shown);
		free(shown);
	}
	(void)fprintf(out, "\n%s    output after %.3f s, %s %d:\n", log,
	    trial->seconds, WIFEXITED(trial->status) ? "exit code" : "signal",
	    WIFEXITED(trial->status) ? WEXITSTATUS(trial->status)
				     : WTERMSIG(trial->status));
	if (trial->output != NULL)
		(void)fprintf(out, "%s\n", trial->output);
}

static void
tell(const struct trial *trial, const char *log, bool verbose, FILE *out)
{
	const struct strings *faults = &trial->faults;
	const struct injection *injection = trial->injection;

	if (faults->count == 0 && injection != NULL && !verbose)
		return;
	if (injection != NULL && injection->fault[0] != '\0')
		(void)fprintf(out, "%s %s with %s%s%s\n",
		    faults->count == 0 ? "ok" : "not ok", trial->story->name,
		    injection->fault, faults->count == 0 ? "" : ": ",
		    faults->count == 0 ? "" : faults->at[0]);
	else if (faults->count == 0)
		(void)fprintf(out, "ok %s\n", trial->story->name);
	else
		(void)fprintf(
		    out, "not ok %s: %s\n", trial->story->name, faults->at[0]);
	for (size_t i = 1; i < faults->count; i++)
		(void)fprintf(out, "    also: %s\n", faults->at[i]);
	if (verbose || (faults->count > 0 && injection == NULL))
		tell_all(trial, log, out);
}
/* Whoever comes after the last session meets a server that hangs up. */
static void
turn_away(struct trial *trial)
{
	const struct timespec pause = { .tv_nsec = 2000000 };

	while (!atomic_load(&trial->finished) && trial_left(trial) > 0) {
		if (count_strays(&trial->listener) +
			count_strays(&trial->mailbox) +
			count_strays(&trial->endpoint) >
		    0)
			trial->lost = true;
		(void)nanosleep(&pause, NULL);
	}
}

static void
perform(struct trial *trial)
{
	bool open = trial->story->door != DOOR_CLOSED;
	bool injected = trial->injection != NULL;

	if (network_play(trial) == -1)
		trial_fault(trial, "no thread for a server");
	play(trial);
	if (injected)
		turn_away(trial);
	plugin_wait(trial);
	network_end(trial);
	if (open)
		trial->connections += count_strays(&trial->listener);
	if (has_mailbox(trial->story))
		trial->connections += count_strays(&trial->mailbox);
	if (trial->story->calls > 0)
		trial->calls += count_strays(&trial->endpoint);
	if (trial->output == NULL)
		trial_fault(trial, "the output could not be read");
	else if (injected && trial->injection->fault[0] != '\0')
		judge_injection(trial);
	else
		judge(trial);
}

/* What the story's verdict is without faults. */
static void
keep_verdict(const struct trial *trial, struct injection *injection)
{
	if (injection == NULL || injection->fault[0] != '\0' ||
	    trial->output == NULL)
		return;
	injection->own = verdict_read(trial);
	injection->letters = trial->post.count;
}

int
trial_run(const struct story *story, const struct terms *terms,
    struct injection *injection, FILE *out)
{
	struct trial trial = {
		.story = story,
		.plugin = terms->plugin,
		.injection = injection,
		.main = &trial,
	};
	char *log = NULL;
	size_t size = 0;
	int rc;

	trial.listener.fd = trial.endpoint.fd = trial.mailbox.fd = -1;
	post_init(&trial.post);
	trial.log = open_memstream(&log, &size);
	if (trial.log == NULL)
		return -1;
	if (prepare(&trial, terms->certs) == 0)
		perform(&trial);
	else if (story->door == DOOR_INET6 && trial.argv.count == 0)
		(void)fprintf(out, "# %s: no IPv6 here\n", story->name);
	else if (story_has_network(story) && trial.argv.count == 0 &&
		 (errno == EPERM || errno == ENOSPC || errno == EACCES))
		(void)fprintf(
		    out, "# %s: no network of its own here\n", story->name);
	else
		trial_fault(&trial, "cannot begin: %s", strerror(errno));
	(void)fclose(trial.log);
	keep_verdict(&trial, injection);
	tell(&trial, log, terms->verbose, out);
	rc = trial.faults.count == 0 ? 0 : 1;
	listener_close(&trial.listener);
	listener_close(&trial.endpoint);
	listener_close(&trial.mailbox);
	post_free(&trial.post);
	network_close(&trial);
	(void)nftw(trial.place.dir, remove_item, 8, FTW_DEPTH | FTW_PHYS);
	strings_free(&trial.faults);
	strings_free(&trial.argv);
	free(trial.output);
	free(log);
	return rc;
}
