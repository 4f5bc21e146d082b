/* scenario [-v] [-j N] PLUGIN CERTDIR FILE...: plays servers to a plugin */
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "scenario.h"

struct options {
	const char *plugin;
	char *certs;
	bool verbose;
	long jobs;
};

/* A story in a process of its own. */
struct job {
	const char *path;
	FILE *out;
	pid_t pid; /* 0: done or not yet begun */
	bool passed;
};

static bool
run_story(const struct options *options, const char *path, FILE *out)
{
	struct story story;
	char error[256];
	int rc;

	if (story_parse(&story, path, error) == -1) {
		(void)fprintf(out, "not ok %s: %s\n", story.name, error);
		rc = -1;
	} else {
		rc = trial_run(&story, options->plugin, options->certs,
		    options->verbose, out);
	}
	story_free(&story);
	return rc == 0;
}

static int
job_start(struct job *job, const struct options *options)
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
	(void)alarm(2 * STORY_MS / 1000);
	passed = run_story(options, job->path, job->out);
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
run_all(struct job *jobs, size_t count, const struct options *options)
{
	size_t begun = 0;
	size_t printed = 0;
	long running = 0;

	while (printed < count) {
		while (begun < count && running < options->jobs) {
			if (job_start(&jobs[begun], options) == -1)
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

static int
parse_options(struct options *options, int argc, char **argv)
{
	for (;;) {
		int letter = getopt(argc, argv, "vj:");

		if (letter == -1)
			break;
		switch (letter) {
		case 'v':
			options->verbose = true;
			break;
		case 'j':
			options->jobs = strtol(optarg, NULL, 10);
			break;
		default:
			return -1;
		}
	}
	if (argc - optind < 3 || options->jobs < 1)
		return -1;
	options->plugin = argv[optind];
	options->certs = realpath(argv[optind + 1], NULL);
	optind += 2;
	return options->certs == NULL ? -1 : 0;
}

int
main(int argc, char **argv)
{
	struct options options = { .jobs = 8 };
	size_t passed = 0;
	struct job *jobs;
	size_t count;

	if (parse_options(&options, argc, argv) == -1) {
		(void)fprintf(stderr,
		    "usage: scenario [-v] [-j N] PLUGIN CERTDIR FILE...\n");
		return 2;
	}
	(void)signal(SIGPIPE, SIG_IGN);
	count = (size_t)(argc - optind);
	jobs = calloc(count, sizeof(*jobs));
	if (jobs == NULL)
		return 2;
	for (size_t i = 0; i < count; i++)
		jobs[i].path = argv[optind + (int)i];
	if (run_all(jobs, count, &options) == -1)
		perror("scenario");
	for (size_t i = 0; i < count; i++)
		passed += jobs[i].passed ? 1 : 0;
	(void)printf("%zu passed, %zu failed\n", passed, count - passed);
	free(jobs);
	free(options.certs);
	return passed == count ? 0 : 1;
}
