#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "scenario.h"

enum {
	ERROR_SIZE = 256,
};

enum field {
	FIELD_TEXT,  /* the rest of the line; a second line continues it */
	FIELD_LINE,  /* a list with one item per line */
	FIELD_WORDS, /* a list with one item per word */
	FIELD_FLAG,
	FIELD_STATE,
	FIELD_DOOR,
	FIELD_SECONDS,
	FIELD_COUNT,
};

struct directive {
	const char *name;
	enum field field;
	size_t offset;
};

static const struct directive directives[] = {
	{ "absent", FIELD_LINE, offsetof(struct story, absent) },
	{ "args", FIELD_TEXT, offsetof(struct story, args) },
	{ "bare", FIELD_FLAG, offsetof(struct story, bare) },
	{ "dns", FIELD_LINE, offsetof(struct story, dns) },
	{ "endpoint", FIELD_TEXT, offsetof(struct story, endpoint) },
	{ "env", FIELD_LINE, offsetof(struct story, env) },
	{ "expect", FIELD_STATE, offsetof(struct story, expect) },
	{ "file", FIELD_LINE, offsetof(struct story, files) },
	{ "first", FIELD_TEXT, offsetof(struct story, first) },
	{ "free-form", FIELD_FLAG, offsetof(struct story, free_form) },
	{ "json", FIELD_FLAG, offsetof(struct story, json) },
	{ "keeps", FIELD_LINE, offsetof(struct story, keeps) },
	{ "left", FIELD_TEXT, offsetof(struct story, left) },
	{ "listen", FIELD_DOOR, offsetof(struct story, door) },
	{ "noperfdata", FIELD_WORDS, offsetof(struct story, noperfdata) },
	{ "openmetrics", FIELD_FLAG, offsetof(struct story, openmetrics) },
	{ "output", FIELD_LINE, offsetof(struct story, output) },
	{ "perfdata", FIELD_WORDS, offsetof(struct story, perfdata) },
	{ "pipelining", FIELD_FLAG, offsetof(struct story, pipelining) },
	{ "secret", FIELD_LINE, offsetof(struct story, secrets) },
	{ "sessions", FIELD_COUNT, offsetof(struct story, sessions) },
	{ "stdin", FIELD_TEXT, offsetof(struct story, stdin_text) },
	{ "within", FIELD_SECONDS, offsetof(struct story, within) },
};

/* The place of NAME in the list; -1: it is not there. */
static int
name_index(const char *const *names, const char *name)
{
	for (int i = 0; names[i] != NULL; i++) {
		if (strcmp(names[i], name) == 0)
			return i;
	}
	return -1;
}

static int
set_state(int *state, const char *text)
{
	static const char *const names[] = { "ok", "warning", "critical",
		"unknown", "any", NULL };

	*state = name_index(names, text);
	return *state;
}

static int
set_door(enum door *door, const char *text)
{
	static const char *const names[] = { "4", "6", "unix", "no", NULL };
	static const enum door doors[] = { DOOR_INET, DOOR_INET6, DOOR_UNIX,
		DOOR_CLOSED };
	int i = name_index(names, text);

	if (i != -1)
		*door = doors[i];
	return i;
}

static int
set_seconds(double *seconds, const char *text)
{
	char *end;

	*seconds = strtod(text, &end);
	return *end == '\0' && *seconds > 0 ? 0 : -1;
}

static int
set_count(unsigned int *count, const char *text)
{
	char *end;
	unsigned long value = strtoul(text, &end, 10);

	*count = (unsigned int)value;
	return *end == '\0' && value > 0 && value < 100 ? 0 : -1;
}

static void
set_text(char **field, const char *text)
{
	char *whole;

	if (*field == NULL) {
		*field = text_copy(text);
		return;
	}
	whole = text_format("%s %s", *field, text);
	free(*field);
	*field = whole;
}

static int
directive_set(
    const struct directive *directive, struct story *story, const char *text)
{
	void *field = (char *)story + directive->offset;

	switch (directive->field) {
	case FIELD_TEXT:
		set_text(field, text);
		return 0;
	case FIELD_LINE:
		strings_add(field, text);
		return 0;
	case FIELD_WORDS:
		return text_words(field, text);
	case FIELD_FLAG:
		*(bool *)field = true;
		return *text == '\0' ? 0 : -1;
	case FIELD_STATE:
		return set_state(field, text);
	case FIELD_DOOR:
		return set_door(field, text);
	case FIELD_SECONDS:
		return set_seconds(field, text);
	case FIELD_COUNT:
		return set_count(field, text);
	}
	return -1;
}

static int
parse_directive(struct story *story, const char *name, const char *text)
{
	for (size_t i = 0; i < sizeof(directives) / sizeof(*directives); i++) {
		if (strcmp(directives[i].name, name) == 0)
			return directive_set(&directives[i], story, text);
	}
	return -1;
}

static int
parse_act(struct story *story, const char *name, const char *text,
    unsigned int number)
{
	struct act act = { .verb = verb_find(name), .line = number };
	struct act *acts;

	if (act.verb == NULL)
		return -1;
	if (strcmp(name, "ENDPOINT") == 0)
		story->calls++;
	acts =
	    realloc(story->acts, (story->acts_read + 1) * sizeof(struct act));
	if (acts == NULL)
		return -1;
	act.text = text_copy(text);
	acts[story->acts_read++] = act;
	story->acts = acts;
	if (story->server_count > 0)
		story->servers[story->server_count - 1].count++;
	else
		story->act_count++;
	return 0;
}

/* "127.0.1.1-16" are sixteen addresses. */
static void
add_addresses(struct strings *addresses, char *word)
{
	char *dash = strchr(word, '-'), *dot = strrchr(word, '.');

	if (dash == NULL || dot == NULL) {
		strings_add(addresses, word);
		return;
	}
	*dash = *dot = '\0';
	for (int i = atoi(dot + 1); i <= atoi(dash + 1); i++) {
		char *one = text_format("%s.%d", word, i);

		strings_add(addresses, one);
		free(one);
	}
}

/* What follows is played at these addresses. */
static int
parse_server(struct story *story, const char *text)
{
	struct server *servers = realloc(story->servers,
	    (story->server_count + 1) * sizeof(*story->servers));
	struct strings words = { 0 };
	struct server *server;

	if (servers == NULL || text_words(&words, text) == -1 ||
	    words.count == 0)
		return -1;
	story->servers = servers;
	server = &servers[story->server_count++];
	*server = (struct server){ .first = story->acts_read };
	for (size_t i = 0; i < words.count; i++)
		add_addresses(&server->addresses, words.at[i]);
	strings_free(&words);
	return 0;
}

static int
parse_line(struct story *story, char *line, unsigned int number)
{
	char *text;

	line[strcspn(line, "\r\n")] = '\0';
	if (*line == '\0' || *line == '#')
		return 0;
	text = line + strcspn(line, " \t");
	if (*text != '\0')
		*text++ = '\0';
	text += strspn(text, " \t");
	if (!place_fillable(text))
		return -1;
	if (strcmp(line, "SERVER") == 0)
		return parse_server(story, text);
	if (isupper((unsigned char)*line))
		return parse_act(story, line, text, number);
	return parse_directive(story, line, text);
}

/* The file's name with its own folder, without ending: auth/stall. */
static char *
story_name(const char *path)
{
	const char *start = path + strlen(path);
	int slashes = 0;
	char *name, *dot;

	while (start > path && (start[-1] != '/' || ++slashes < 2))
		start--;
	name = text_copy(start);
	dot = strrchr(name, '.');

	if (dot != NULL)
		*dot = '\0';
	return name;
}

/* The first line is a comment: it says what the operator sees. */
static bool
is_sentence(const char *line)
{
	return strncmp(line, "# ", 2) == 0 && strlen(line) > 10;
}

/* Reads all lines.  -1: ERROR says which one is wrong. */
static int
parse_lines(struct story *story, FILE *file, char *error)
{
	char *line = NULL;
	size_t size = 0;
	unsigned int number = 0;
	int rc = 0;

	while (rc == 0 && getline(&line, &size, file) != -1) {
		number++;
		if (number == 1 && !is_sentence(line)) {
			(void)snprintf(error, ERROR_SIZE,
			    "line 1 does not say what the operator sees: "
			    "# ...");
			rc = -1;
		} else if (parse_line(story, line, number) == -1) {
			(void)snprintf(error, ERROR_SIZE,
			    "line %u is not understood: %s", number, line);
			rc = -1;
		}
	}
	free(line);
	return rc;
}

int
story_parse(struct story *story, const char *path, char *error)
{
	FILE *file = fopen(path, "r");
	int rc;

	*story = (struct story){ .name = story_name(path), .expect = -1 };
	story->sessions = 1;
	if (file == NULL) {
		(void)snprintf(error, ERROR_SIZE, "%s", strerror(errno));
		return -1;
	}
	rc = parse_lines(story, file, error);
	(void)fclose(file);
	if (rc == 0 && story->expect == -1) {
		(void)snprintf(error, ERROR_SIZE, "the file expects nothing");
		rc = -1;
	}
	return rc;
}

void
story_free(struct story *story)
{
	for (size_t i = 0; i < story->acts_read; i++)
		free(story->acts[i].text);
	free(story->acts);
	for (size_t i = 0; i < story->server_count; i++)
		strings_free(&story->servers[i].addresses);
	free(story->servers);
	free(story->name);
	free(story->args);
	free(story->stdin_text);
	free(story->first);
	free(story->left);
	free(story->endpoint);
	for (size_t i = 0; i < sizeof(directives) / sizeof(*directives); i++) {
		const struct directive *d = &directives[i];

		if (d->field == FIELD_LINE || d->field == FIELD_WORDS)
			strings_free((void *)((char *)story + d->offset));
	}
}
