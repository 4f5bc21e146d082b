/* scenario [-v] [-j N] PLUGIN CERTDIR FILE...: plays servers to a plugin.
 * With --faults it does so while calls of the plugin fail. */
#include <fcntl.h>
#include <getopt.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "scenario.h"

/* A story in a process of its own. */
struct job {
	const char *path;
	FILE *out;
	pid_t pid; /* 0: done or not yet begun */
	bool passed;
};

static bool
run_story(const struct terms *terms, const char *path, FILE *out)
{
	struct story story;
	char error[256];
	int rc;

	if (story_parse(&story, path, error) == -1) {
		(void)fprintf(out, "not ok %s: %s\n", story.name, error);
		rc = -1;
	} else {
		rc = trial_run(&story, terms, NULL, out);
	}
	story_free(&story);
	return rc == 0;
}

static int
job_start(struct job *job, const struct terms *terms)
{
	bool passed;

	job->out = tmpfile();
	if (job->out == NULL)
		return -1;
	(void)fcntl(fileno(job->out), F_SETFD, FD_CLOEXEC);
	(void)fflush(stdout);
	job->pid = fork();
	if (job->pid != 0)
		return job->pid == -1 ? -1 : 0;
	/* The story has its own limit; this one is for the player. */
	(void)alarm((unsigned int)(2 * story_ms() / 1000));
	passed = run_story(terms, job->path, job->out);
	(void)fclose(job->out);
	exit(passed ? 0 : 1);
}

static void
job_wait(struct job *jobs, size_t count)
{
	int status = 0;
	pid_t pid = wait(&status);

	for (size_t i = 0; pid != -1 && i < count; i++) {
		if (jobs[i].pid != pid)
			continue;
		jobs[i].pid = 0;
		jobs[i].passed = WIFEXITED(status) && WEXITSTATUS(status) == 0;
		if (WIFSIGNALED(status))
			(void)fprintf(jobs[i].out,
			    "not ok %s: the player died of signal %d\n",
			    jobs[i].path, WTERMSIG(status));
	}
}

/* Prints what a finished story has told. */
static void
job_print(struct job *job)
{
	char bytes[4096];
	size_t n;

	rewind(job->out);
	do {
		n = fread(bytes, 1, sizeof(bytes), job->out);
		(void)fwrite(bytes, 1, n, stdout);
	} while (n > 0);
	(void)fclose(job->out);
}

/* Keeps the stories running, prints them in order; -1: cannot. */
static int
run_all(struct job *jobs, size_t count, const struct terms *terms)
{
	size_t begun = 0;
	size_t printed = 0;
	long running = 0;

	while (printed < count) {
		while (begun < count && running < terms->jobs) {
			if (job_start(&jobs[begun], terms) == -1)
				return -1;
			begun++;
			running++;
		}
		job_wait(jobs, begun);
		running--;
		for (; printed < begun && jobs[printed].pid == 0; printed++)
			job_print(&jobs[printed]);
		(void)fflush(stdout);
	}
	return 0;
}

enum {
	LONG_FAULTS = 256,
	LONG_POINT,
	LONG_EVERY,
	LONG_MOST,
	LONG_KNOWN,
};

static int
set_option(struct terms *terms, int letter, const char *value)
{
	switch (letter) {
	case 'v':
		terms->verbose = true;
		return 0;
	case 'j':
		terms->jobs = strtol(value, NULL, 10);
		return terms->jobs < 1 ? -1 : 0;
	case LONG_FAULTS:
		terms->library = realpath(value, NULL);
		return terms->library == NULL ? -1 : 0;
	case LONG_POINT:
		terms->fault = value;
		return 0;
	case LONG_KNOWN:
		terms->known = value;
		return 0;
	case LONG_EVERY:
		terms->every = strtoul(value, NULL, 10);
		return terms->every < 1 ? -1 : 0;
	case LONG_MOST:
		terms->most = strtoul(value, NULL, 10);
		terms->most = terms->most == 0 ? ULONG_MAX : terms->most;
		return 0;
	default:
		return -1;
	}
}

static int
parse_options(struct terms *terms, int argc, char **argv)
{
	static const struct option longs[] = {
		{ "faults", required_argument, NULL, LONG_FAULTS },
		{ "point", required_argument, NULL, LONG_POINT },
		{ "every", required_argument, NULL, LONG_EVERY },
		{ "known", required_argument, NULL, LONG_KNOWN },
		{ "most", required_argument, NULL, LONG_MOST },
		{ NULL, 0, NULL, 0 },
	};
	int letter;

	while ((letter = getopt_long(argc, argv, "vj:", longs, NULL)) != -1)
		if (set_option(terms, letter, optarg) == -1)
			return -1;
	if (argc - optind < 3)
		return -1;
	terms->plugin = argv[optind];
	terms->certs = realpath(argv[optind + 1], NULL);
	optind += 2;
	return terms->certs == NULL ? -1 : 0;
}

/* Performs the stories and prints how many passed. */
static int
run(const struct terms *terms, char **paths, size_t count)
{
	struct job *jobs = calloc(count, sizeof(*jobs));
	size_t passed = 0;

	if (jobs == NULL)
		return 2;
	for (size_t i = 0; i < count; i++)
		jobs[i].path = paths[i];
	if (run_all(jobs, count, terms) == -1)
		perror("scenario");
	for (size_t i = 0; i < count; i++)
		passed += jobs[i].passed ? 1 : 0;
	(void)printf("%zu passed, %zu failed\n", passed, count - passed);
	free(jobs);
	return passed == count ? 0 : 1;
}

int
main(int argc, char **argv)
{
	struct terms terms = { .jobs = 8, .every = 1, .most = ULONG_MAX };
	size_t count;
	int rc;

	if (parse_options(&terms, argc, argv) == -1) {
		(void)fputs(
		    "usage: scenario [-v] [-j N] [--faults LIBRARY [--every N] "
		    "[--most N] [--known FILE] [--point FAULT]] PLUGIN CERTDIR FILE...\n",
		    stderr);
		return 2;
	}
	(void)signal(SIGPIPE, SIG_IGN);
	count = (size_t)(argc - optind);
	rc = (terms.library == NULL ? run : faults_run)(
	    &terms, argv + optind, count);
	free(terms.certs);
	return rc;
}
