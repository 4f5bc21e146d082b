#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "faults.h"
#include "scenario.h"

enum {
	OUTPUT_LIMIT = 4 << 20,
};

long long
story_ms(void)
{
	const char *seconds = getenv("STORY_SECONDS");

	return seconds == NULL ? STORY_MS : strtoll(seconds, NULL, 10) * 1000;
}

int
trial_left(const struct trial *trial)
{
	long long left = trial->start + story_ms() - peer_clock();

	return left > 0 ? (int)left : 0;
}

/* Whether a word, its % letters not yet replaced, is or holds a host. */
static bool
names_target(const char *word)
{
	if (strstr(word, "%m") != NULL)
		return false;
	return strncmp(word, "-H", 2) == 0 ||
	       strncmp(word, "--hostname", 10) == 0 ||
	       strstr(word, "%h") != NULL || strstr(word, "%s") != NULL;
}

static void
add_target(struct trial *trial, const char *args)
{
	struct strings *argv = &trial->argv;
	char port[16];

	strings_add(argv, "-H");
	if (trial->story->door == DOOR_UNIX) {
		strings_add(argv, trial->place.socket);
		return;
	}
	strings_add(argv, trial->place.host);
	if (strstr(args, "%p") != NULL)
		return;
	(void)snprintf(port, sizeof(port), "%d", trial->place.port);
	strings_add(argv, "-p");
	strings_add(argv, port);
}

static int
make_argv(struct trial *trial)
{
	const char *args = trial->story->args;
	struct strings words = { 0 };
	bool target = trial->story->bare;
	int rc;

	args = args == NULL ? "" : args;
	rc = text_words(&words, args);
	strings_add(&trial->argv, trial->plugin);
	for (size_t i = 0; i < words.count; i++) {
		char *word = place_fill(&trial->place, words.at[i]);

		strings_add(&trial->argv, word);
		free(word);
		target = target || names_target(words.at[i]);
	}
	if (!target)
		add_target(trial, args);
	strings_free(&words);
	return rc;
}

/* A descriptor from which the plugin reads TEXT, or nothing. */
static int
stdin_open(const char *text)
{
	int ends[2];
	char *bytes;
	size_t size;

	if (text == NULL)
		return open("/dev/null", O_RDONLY | O_CLOEXEC);
	if (pipe2(ends, O_CLOEXEC) == -1)
		return -1;
	bytes = text_copy(text);
	size = text_unescape(bytes);
	/* A pipe holds 64 KB, more than any story tells. */
	if (write(ends[1], bytes, size) != (ssize_t)size)
		perror("stdin");
	free(bytes);
	(void)close(ends[1]);
	return ends[0];
}

static void
prepare_faults(const struct injection *injection)
{
	(void)setenv("LD_PRELOAD", injection->library, 1);
	(void)setenv(FAULTS_PAGE_VARIABLE, injection->path, 1);
	(void)setenv(FAULTS_VARIABLE, injection->fault, 1);
}

/* The way to a story's endpoint is the story's. */
static void
forget_proxies(void)
{
	static const char *const names[] = { "https_proxy", "HTTPS_PROXY",
		"all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		(void)unsetenv(names[i]);
}

static void
become_plugin(struct trial *trial, int in, int out)
{
	const struct strings *env = &trial->story->env;

	forget_proxies();
	for (size_t i = 0; i < env->count; i++)
		(void)putenv(place_fill(&trial->place, env->at[i]));
	if (trial->injection != NULL)
		prepare_faults(trial->injection);
	(void)signal(SIGPIPE, SIG_DFL);
	(void)dup2(in, STDIN_FILENO);
	(void)dup2(out, STDOUT_FILENO);
	(void)dup2(out, STDERR_FILENO);
	(void)execv(trial->plugin, trial->argv.at);
	(void)dprintf(
	    STDERR_FILENO, "%s: %s\n", trial->plugin, strerror(errno));
	_exit(127);
}

/* Reads until the plugin has closed its output or time is up. */
static void
collect_output(struct trial *trial)
{
	FILE *out = open_memstream(&trial->output, &trial->output_size);
	size_t total = 0;
	char bytes[4096];

	while (out != NULL && total < OUTPUT_LIMIT) {
		struct pollfd wait = { .fd = trial->pipe, .events = POLLIN };
		ssize_t n;

		if (poll(&wait, 1, trial_left(trial)) <= 0)
			break;
		n = read(trial->pipe, bytes, sizeof(bytes));
		if (n <= 0)
			break;
		(void)fwrite(bytes, 1, (size_t)n, out);
		total += (size_t)n;
	}
	if (out != NULL)
		(void)fclose(out);
}

static void *
watch(void *argument)
{
	const struct timespec pause = { .tv_nsec = 1000000 };
	struct trial *trial = argument;
	pid_t pid;

	collect_output(trial);
	for (;;) {
		pid = waitpid(trial->pid, &trial->status, WNOHANG);
		if (pid != 0 || trial_left(trial) == 0)
			break;
		(void)nanosleep(&pause, NULL);
	}
	if (pid == 0) {
		(void)kill(trial->pid, SIGKILL);
		(void)waitpid(trial->pid, &trial->status, 0);
	}
	trial->seconds = (double)(peer_clock() - trial->start) / 1000;
	atomic_store(&trial->finished, true);
	return NULL;
}

int
plugin_start(struct trial *trial)
{
	int in = stdin_open(trial->story->stdin_text);
	int out[2];

	if (in == -1 || make_argv(trial) == -1 || pipe2(out, O_CLOEXEC) == -1)
		return -1;
	trial->start = peer_clock();
	trial->pipe = out[0];
	trial->pid = fork();
	if (trial->pid == 0)
		become_plugin(trial, in, out[1]);
	(void)close(in);
	(void)close(out[1]);
	if (trial->pid == -1)
		return -1;
	return pthread_create(&trial->watcher, NULL, watch, trial) == 0 ? 0
									: -1;
}

void
plugin_wait(struct trial *trial)
{
	(void)pthread_join(trial->watcher, NULL);
	(void)close(trial->pipe);
}

int
plugin_again(struct trial *trial)
{
	plugin_wait(trial);
	free(trial->output);
	trial->output = NULL;
	strings_free(&trial->argv);
	atomic_store(&trial->finished, false);
	trial->again = true;
	trial->heard = trial->lost = false;
	return plugin_start(trial);
}
