/* A library to preload: functions of libc fail when they are told to.  Here is
 * what it is told, when that applies, and memory; faults_calls.c has the rest.
 */
#include "faults.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <regex.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "faults_inside.h"

enum {
	RULES = 4,
	EARLY_SIZE = 64 * 1024, /* bytes of memory before malloc is found */
	STORM = 4,              /* of so many calls one succeeds */
};

struct rule {
	enum faults_function function;
	unsigned int nth;
	int how;
	bool sticky;
};

static struct rule rules[RULES];
static size_t rule_count;
static struct faults_page no_page, *page = &no_page;
static atomic_bool begun, exhausted;

#define NAME(name, counted) #name,
#define COUNTED(name, counted) FAULTS_##counted,
static const char *const names[] = { FAULTS_FUNCTIONS(NAME) };
static const enum faults_function counted_as[] = { FAULTS_FUNCTIONS(COUNTED) };

/* --- The functions themselves ----------------------------------------------
 */

union address {
	void *object;
	void (*function)(void);
};

static union address reals[FAULTS_COUNT];
static bool looking; /* in dlsym, which may want memory */

faults_real *
faults_find(enum faults_function function)
{
	if (reals[function].object == NULL) {
		looking = true;
		reals[function].object = dlsym(RTLD_NEXT, names[function]);
		looking = false;
	}
	return reals[function].function;
}

/* --- What is told -----------------------------------------------------------
 */

#define VALUE(name)                                                            \
	{                                                                      \
#name, name                                                    \
	}
static const struct {
	const char *name;
	int value;
} values[] = {
	VALUE(SHORT),
	VALUE(END),
	VALUE(EACCES),
	VALUE(EADDRNOTAVAIL),
	VALUE(EAFNOSUPPORT),
	VALUE(EAGAIN),
	VALUE(EBUSY),
	VALUE(ECHILD),
	VALUE(ECONNREFUSED),
	VALUE(ECONNRESET),
	VALUE(EHOSTUNREACH),
	VALUE(EINTR),
	VALUE(EINVAL),
	VALUE(EIO),
	VALUE(EMFILE),
	VALUE(ENETUNREACH),
	VALUE(ENFILE),
	VALUE(ENOBUFS),
	VALUE(ENOENT),
	VALUE(ENOEXEC),
	VALUE(ENOLCK),
	VALUE(ENOMEM),
	VALUE(ENOPROTOOPT),
	VALUE(ENOSPC),
	VALUE(ENOSYS),
	VALUE(EPERM),
	VALUE(EPIPE),
	VALUE(EROFS),
	VALUE(ETIMEDOUT),
	VALUE(EAI_AGAIN),
	VALUE(EAI_FAIL),
	VALUE(EAI_MEMORY),
	VALUE(EAI_NONAME),
	VALUE(EAI_SYSTEM),
	VALUE(REG_ESPACE),
};

/* Takes the next word off the text. */
static char *
next_word(char **text, const char *ends)
{
	char *word = *text;

	*text += strcspn(*text, ends);
	if (**text != '\0')
		*(*text)++ = '\0';
	return word;
}

static int
read_value(const char *word)
{
	for (size_t i = 0; i < sizeof(values) / sizeof(*values); i++)
		if (strcmp(values[i].name, word) == 0)
			return values[i].value;
	return (int)strtol(word, NULL, 10);
}

static void
read_rule(char *text)
{
	const char *function = next_word(&text, ":");
	struct rule *rule = &rules[rule_count];

	for (size_t i = 0; i < FAULTS_COUNT; i++) {
		if (strcmp(names[i], function) != 0)
			continue;
		rule->function = (enum faults_function)i;
		rule->nth =
		    (unsigned int)strtoul(next_word(&text, ":"), NULL, 10);
		rule->how = read_value(next_word(&text, ":"));
		rule->sticky = *text == 's';
		rule_count++;
		return;
	}
}

static void
map_page(const char *path)
{
	int fd = REAL(open)(path, O_RDWR | O_CLOEXEC);
	void *map = MAP_FAILED;

	if (fd != -1)
		map = mmap(NULL, sizeof(*page), PROT_READ | PROT_WRITE,
		    MAP_SHARED, fd, 0);
	if (map != MAP_FAILED)
		page = map;
	if (fd != -1)
		(void)close(fd);
}

__attribute__((constructor)) static void
prepare(void)
{
	static char copy[256];
	const char *told = getenv(FAULTS_VARIABLE);
	const char *path = getenv(FAULTS_PAGE_VARIABLE);
	char *text = copy;

	for (size_t i = 0; i < FAULTS_COUNT; i++)
		(void)faults_find((enum faults_function)i);
	if (told != NULL && strlen(told) < sizeof(copy))
		memcpy(copy, told, strlen(told) + 1);
	while (*text != '\0' && rule_count < RULES)
		read_rule(next_word(&text, ","));
	if (path != NULL)
		map_page(path);
	/* The commands that the plugin runs are none of its calls. */
	(void)unsetenv(FAULTS_VARIABLE);
	(void)unsetenv(FAULTS_PAGE_VARIABLE);
}

/* --- When a call fails ------------------------------------------------------
 */

static bool
applies(const struct rule *rule, enum faults_function function, unsigned int n)
{
	if (rule->function != function)
		return false;
	if (rule->nth == 0)
		return rule->how == SHORT || n % STORM != 0;
	return n == rule->nth || (rule->sticky && n > rule->nth);
}

int
faults_next(enum faults_function function)
{
	unsigned int n;

	if (!atomic_load(&begun))
		return 0;
	function = counted_as[function];
	n = atomic_fetch_add(&page->calls[function], 1) + 1;
	for (size_t i = 0; i < rule_count; i++) {
		if (!applies(&rules[i], function, n))
			continue;
		(void)atomic_fetch_add(&page->hits, 1);
		/* No memory for one of them is none for all. */
		if (rules[i].sticky && function <= FAULTS_realloc)
			atomic_store(&exhausted, true);
		return rules[i].how;
	}
	return function <= FAULTS_realloc && atomic_load(&exhausted) ? ENOMEM
								     : 0;
}

bool
faults_fail(enum faults_function function)
{
	int how = faults_next(function);

	if (how != 0)
		errno = how;
	return how != 0;
}

/* libc calls this with the program's main(). */
int __libc_start_main(int (*)(int, char **, char **), int, char **,
    void (*)(void), void (*)(void), void (*)(void), void *);

static int (*program)(int, char **, char **);

static int
begin(int argc, char **argv, char **environment)
{
	atomic_store(&begun, true);
	return program(argc, argv, environment);
}

int
__libc_start_main(int (*start)(int, char **, char **), int argc, char **argv,
    void (*before)(void), void (*after)(void), void (*loader)(void),
    void *stack)
{
	union {
		void *object;
		__typeof__(&__libc_start_main) function;
	} next = { dlsym(RTLD_NEXT, "__libc_start_main") };

	program = start;
	return next.function(begin, argc, argv, before, after, loader, stack);
}

/* --- Memory ------------------------------------------------------------------
 */

static _Alignas(16) char early[EARLY_SIZE];
static size_t early_used;

/* Memory of zeros that is never given back. */
static void *
early_memory(size_t size)
{
	void *memory = early + early_used;

	size = (size + 15) / 16 * 16;
	if (size > sizeof(early) - early_used)
		abort();
	early_used += size;
	return memory;
}

static bool
is_early(const void *memory)
{
	const char *at = memory;

	return at >= early && at < early + sizeof(early);
}

void *
malloc(size_t size)
{
	if (looking)
		return early_memory(size);
	return faults_fail(FAULTS_malloc) ? NULL : REAL(malloc)(size);
}

void *
calloc(size_t count, size_t size)
{
	if (looking)
		return early_memory(count * size);
	return faults_fail(FAULTS_calloc) ? NULL : REAL(calloc)(count, size);
}

void *
realloc(void *memory, size_t size)
{
	size_t old = is_early(memory)
			 ? (size_t)(early + early_used - (char *)memory)
			 : 0;
	void *moved;

	if (old == 0 && !looking)
		return faults_fail(FAULTS_realloc)
			   ? NULL
			   : REAL(realloc)(memory, size);
	moved = malloc(size);
	if (moved != NULL)
		memcpy(moved, memory, old < size ? old : size);
	return moved;
}

void
free(void *memory)
{
	static union {
		void *object;
		void (*function)(void *);
	} next;

	if (memory == NULL || is_early(memory))
		return;
	if (next.object == NULL)
		next.object = dlsym(RTLD_NEXT, "free");
	next.function(memory);
}
