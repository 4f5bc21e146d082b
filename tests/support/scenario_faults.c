/* Stories in which calls of the plugin fail, one after the other. */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "faults.h"
#include "scenario.h"
#include "scenario_fault_rows.h"
#include "scenario_fault_subject.h"

enum {
	ONCE = 1,
	ALWAYS = 2, /* from the n-th call on */
	STORM = 4,  /* all calls, or most */
	POINT_SIZE = 80,
};

#define ROW(function, how, modes, blame)                                       \
	{ FAULTS_##function, #function, #how, modes, BLAME_##blame },

/* How a function may fail, and whom the verdict may blame. */
static const struct row {
	enum faults_function function;
	const char *name, *how;
	int modes;
	enum blame blame;
} rows[] = { FAULT_ROWS(ROW) };

enum {
	ROWS = sizeof(rows) / sizeof(*rows),
};

/* What the workers share. */
struct tally {
	atomic_ulong next;
	atomic_ulong tried[FAULTS_COUNT], held[FAULTS_COUNT];
	atomic_ulong known;
};

struct faults_run {
	const struct terms *terms;
	struct subject *subjects;
	size_t count;
	struct tally *tally;
};

/* A point to be tried. */
struct point {
	struct subject *subject;
	const struct row *row;
	char text[POINT_SIZE];
};

static const char *const names[] = {
#define NAME(name, counted) #name,
	FAULTS_FUNCTIONS(NAME)
};

/* The points of a row in a story, for one of its modes, lie so far apart that
 * there are at most MOST. */
static unsigned long
step_of(const struct subject *subject, const struct row *row,
    const struct terms *terms)
{
	return subject->calls[row->function] / terms->most + 1;
}

/* How many there are.  One more than the calls that were seen: their number may
 * vary. */
static unsigned long
points_of(const struct subject *subject, const struct row *row, int mode,
    const struct terms *terms)
{
	unsigned int calls = subject->calls[row->function];

	if ((row->modes & mode) == 0 || calls == 0)
		return 0;
	return mode == STORM ? 1 : calls / step_of(subject, row, terms) + 1;
}

/* Finds the point of this number; false: there are not so many. */
static bool
point_find(
    const struct faults_run *run, unsigned long number, struct point *point)
{
	for (size_t i = 0; i < run->count * ROWS * 3; i++) {
		struct subject *subject = &run->subjects[i / 3 / ROWS];
		const struct row *row = &rows[i / 3 % ROWS];
		int mode = 1 << i % 3;
		unsigned long count = points_of(subject, row, mode, run->terms);

		if (number >= count) {
			number -= count;
			continue;
		}
		point->subject = subject;
		point->row = row;
		(void)snprintf(point->text, sizeof(point->text), "%s:%lu:%s%s",
		    row->name,
		    mode == STORM
			? 0
			: 1 + number * step_of(subject, row, run->terms),
		    row->how, mode == ALWAYS ? ":s" : "");
		return true;
	}
	return false;
}

/* Makes a page for the plugin's counts, which it finds as a file of this
 * process; -1: cannot. */
static int
page_open(struct injection *injection)
{
	int fd = memfd_create("faults", MFD_CLOEXEC);
	void *map = MAP_FAILED;

	if (fd != -1 && ftruncate(fd, sizeof(*injection->page)) == 0)
		map = mmap(NULL, sizeof(*injection->page),
		    PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (map == MAP_FAILED)
		return -1;
	(void)snprintf(injection->path, sizeof(injection->path),
	    "/proc/%d/fd/%d", (int)getpid(), fd);
	injection->page = map;
	return 0;
}

static void
tell_command(const struct terms *terms, const struct point *point, FILE *out)
{
	(void)fprintf(out,
	    "    to see it: build/tests/scenario -v --faults %s --point %s %s "
	    "%s %s\n",
	    terms->library, point->text, terms->plugin, terms->certs,
	    point->subject->path);
}

/* Whether a line of this file, STORY FAULT with * and ?, fits the point. */
static bool
is_known(const char *path, const struct point *point)
{
	FILE *file = path == NULL ? NULL : fopen(path, "r");
	char line[256], story[128], fault[128];
	bool found = false;

	while (
	    file != NULL && !found && fgets(line, sizeof(line), file) != NULL)
		found = *line != '#' &&
			sscanf(line, "%127s %127s", story, fault) == 2 &&
			text_glob(story, point->subject->story.name) &&
			text_glob(fault, point->text);
	if (file != NULL)
		(void)fclose(file);
	return found;
}

/* What no call has met is no point, if it is well. */
static void
point_count(const struct faults_run *run, const struct point *point, bool held,
    bool known)
{
	enum faults_function function = point->row->function;

	if (known) {
		(void)atomic_fetch_add(&run->tally->known, 1);
		return;
	}
	(void)atomic_fetch_add(&run->tally->tried[function], 1);
	if (held)
		(void)atomic_fetch_add(&run->tally->held[function], 1);
}

/* Tries a point and prints it in one piece if it is not held. */
static void
point_try_here(const struct faults_run *run, const struct point *point,
    struct injection *injection)
{
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);
	bool held, known;

	if (out == NULL)
		return;
	memset(injection->page, 0, sizeof(*injection->page));
	injection->fault = point->text;
	injection->blame = point->row->blame;
	injection->own = point->subject->own;
	injection->letters = point->subject->letters;
	held =
	    trial_run(&point->subject->story, run->terms, injection, out) == 0;
	known = !held && is_known(run->terms->known, point);
	if (!held)
		tell_command(run->terms, point, out);
	(void)fclose(out);
	if (!held || atomic_load(&injection->page->hits) > 0)
		point_count(run, point, held, known);
	if (!known || run->terms->verbose)
		(void)fwrite(text, 1, size, stdout);
	(void)fflush(stdout);
	free(text);
}

/* The same, in a process of its own if the story leaves the network, from where
 * there is no way back. */
static void
point_try(const struct faults_run *run, const struct point *point,
    struct injection *injection)
{
	pid_t pid = 0;
	bool leaves = story_has_network(&point->subject->story);

	if (leaves)
		pid = fork();
	if (pid == 0)
		point_try_here(run, point, injection);
	if (leaves && pid == 0)
		_exit(0);
	if (leaves)
		(void)waitpid(pid, NULL, 0);
}

/* Takes points until none is left. */
static void
work(const struct faults_run *run, struct injection *injection)
{
	unsigned long every = run->terms->every;
	struct point point;

	while (point_find(
	    run, atomic_fetch_add(&run->tally->next, 1) * every, &point))
		point_try(run, &point, injection);
}

/* -1: cannot. */
static int
worker_start(const struct faults_run *run, struct injection injection)
{
	pid_t pid;

	(void)fflush(stdout);
	pid = fork();
	if (pid != 0)
		return pid == -1 ? -1 : 0;
	if (page_open(&injection) == -1)
		_exit(2);
	work(run, &injection);
	_exit(0);
}

/* The row that has this fault, so that it is judged the same. */
static const struct row *
row_find(const char *fault)
{
	for (size_t i = 0; i < ROWS; i++) {
		const char *how = strchr(fault, ':');

		if (how != NULL)
			how = strchr(how + 1, ':');
		if (how != NULL &&
		    strncmp(fault, rows[i].name, strlen(rows[i].name)) == 0 &&
		    fault[strlen(rows[i].name)] == ':' &&
		    strncmp(how + 1, rows[i].how, strlen(rows[i].how)) == 0)
			return &rows[i];
	}
	return NULL;
}

/* Tries one fault in all stories. */
static void
try_one(const struct faults_run *run, struct injection *injection)
{
	struct point point = { .row = row_find(run->terms->fault) };

	if (point.row == NULL)
		point.row = &rows[0];
	(void)snprintf(point.text, sizeof(point.text), "%s", run->terms->fault);
	for (size_t i = 0; i < run->count; i++) {
		point.subject = &run->subjects[i];
		point_try(run, &point, injection);
	}
}

static void
try_all(const struct faults_run *run, const struct injection *injection)
{
	for (long i = 0; i < run->terms->jobs; i++)
		if (worker_start(run, *injection) == -1)
			perror("fork");
	while (wait(NULL) != -1)
		continue;
}

/* Prints the tally; false: not all was held. */
static bool
tell_tally(const struct tally *tally)
{
	unsigned long tried = 0, held = 0;

	for (size_t i = 0; i < FAULTS_COUNT; i++) {
		if (tally->tried[i] > 0)
			(void)printf("ok %s: %lu points, %lu held\n", names[i],
			    tally->tried[i], tally->held[i]);
		tried += tally->tried[i];
		held += tally->held[i];
	}
	(void)printf("%lu passed, %lu failed", held, tried - held);
	if (tally->known > 0)
		(void)printf(", %lu skipped", tally->known);
	(void)printf("\n");
	return tried == held && tried > 0;
}

int
faults_run(const struct terms *terms, char **paths, size_t count)
{
	struct injection injection = { .library = terms->library };
	struct faults_run run = {
		.terms = terms,
		.subjects = calloc(count, sizeof(*run.subjects)),
		.count = count,
		.tally = mmap(NULL, sizeof(*run.tally), PROT_READ | PROT_WRITE,
		    MAP_SHARED | MAP_ANONYMOUS, -1, 0),
	};
	bool held = true;

	if (run.subjects == NULL || run.tally == MAP_FAILED ||
	    page_open(&injection) == -1)
		return 2;
	for (size_t i = 0; i < count; i++) {
		run.subjects[i].path = paths[i];
		if (subject_prepare(&run.subjects[i], terms, &injection) == -1)
			held = false;
	}
	if (held && terms->fault != NULL)
		try_one(&run, &injection);
	else if (held)
		try_all(&run, &injection);
	return tell_tally(run.tally) && held ? 0 : 1;
}
