/* How stories go without faults. */
#include "scenario_fault_subject.h"

#include <fcntl.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
	FINDING_LINE = 2048,
};

/* What a story is without faults, as one process tells another. */
struct finding {
	int state;
	size_t letters;
	char line[FINDING_LINE];
};

/* Performs the story without faults. */
static int
subject_play(const struct subject *subject, const struct terms *terms,
    struct injection *injection, struct finding *finding)
{
	int rc = trial_run(&subject->story, terms, injection, stdout);

	finding->state = injection->own.state;
	finding->letters = injection->letters;
	(void)snprintf(finding->line, sizeof(finding->line), "%s",
	    injection->own.line == NULL ? "" : injection->own.line);
	(void)fflush(stdout);
	return rc;
}

/* The same in another process: what it finds comes through a pipe. */
static int
subject_play_elsewhere(const struct subject *subject, const struct terms *terms,
    struct injection *injection, struct finding *finding)
{
	int ends[2], status = -1;
	pid_t pid;

	(void)fflush(stdout);
	if (pipe2(ends, O_CLOEXEC) == -1)
		return -1;
	pid = fork();
	if (pid == 0) {
		int rc = subject_play(subject, terms, injection, finding);

		if (write(ends[1], finding, sizeof(*finding)) == -1)
			rc = 1;
		_exit(rc == 0 ? 0 : 1);
	}
	(void)close(ends[1]);
	if (read(ends[0], finding, sizeof(*finding)) != sizeof(*finding))
		perror("finding");
	(void)close(ends[0]);
	(void)waitpid(pid, &status, 0);
	return status == 0 ? 0 : -1;
}

int
subject_prepare(struct subject *subject, const struct terms *terms,
    struct injection *injection)
{
	struct finding finding = { 0 };
	char error[256];
	int rc;

	if (story_parse(&subject->story, subject->path, error) == -1) {
		(void)printf("not ok %s: %s\n", subject->path, error);
		return -1;
	}
	memset(injection->page, 0, sizeof(*injection->page));
	injection->fault = "";
	rc = story_has_network(&subject->story)
		 ? subject_play_elsewhere(subject, terms, injection, &finding)
		 : subject_play(subject, terms, injection, &finding);
	subject->letters = finding.letters;
	subject->own.state = finding.state;
	subject->own.line = text_copy(finding.line);
	for (size_t i = 0; i < FAULTS_COUNT; i++)
		subject->calls[i] = atomic_load(&injection->page->calls[i]);
	return rc == 0 ? 0 : -1;
}
