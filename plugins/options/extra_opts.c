/* --extra-opts: options from a section of an INI file. */
#include "extra_opts.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bad_option.h"
#include "ini.h"
#include "option_table.h"
#include "secret_file.h"
#include "text.h"

/* The most bytes of a file. */
#define FILE_LIMIT ((size_t)256 * 1024)

static const char option_word[] = "--extra-opts";

/* Returns how many words of the argument list this --extra-opts takes: 1, or 2
 * with a separate value; 0: another option begins here.  *locator becomes the
 * value; NULL: there is none. */
static int
words_taken(char *const *at, const char **locator)
{
	size_t len = sizeof(option_word) - 1, dashes;

	*locator = NULL;
	if (strncmp(at[0], option_word, len) != 0)
		return 0;
	if (at[0][len] == '=')
		*locator = at[0] + len + 1;
	if (at[0][len] != '\0')
		return at[0][len] == '=' ? 1 : 0;
	if (at[1] == NULL)
		return 1;
	/* The next word is the value, unless that word is an option itself.
	 * (Three dashes begin no option.) */
	dashes = strspn(at[1], "-");
	if (dashes == 1 || dashes == 2)
		return 1;
	*locator = at[1];
	return 2;
}

bool
extra_opts_given(int argc, char *const *argv)
{
	const char *locator;

	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
		if (words_taken(argv + i, &locator) > 0)
			return true;
	return false;
}

/* --- Which file ------------------------------------------------------------
 */

static bool
file_exists(const char *path)
{
	return access(path, F_OK) == 0;
}

/* Looks for a file in each directory of $NAGIOS_CONFIG_PATH. */
static bool
find_in_path(struct buf *path)
{
	static const char *const names[] = { "monitoring-plugins.ini",
		"plugins.ini", "nagios-plugins.ini" };
	const char *list = getenv("NAGIOS_CONFIG_PATH");

	for (; list != NULL && *list != '\0'; list += strspn(list, ":")) {
		size_t len = strcspn(list, ":");

		for (size_t i = 0; len > 0 && i < 3; i++) {
			buf_clear(path);
			(void)buf_append(path, list, len);
			(void)buf_printf(path, "/%s", names[i]);
			if (file_exists(buf_string(path)))
				return true;
		}
		list += len;
	}
	return false;
}

static bool
find_in_standard_places(struct buf *path)
{
	/* The last seven are older names, which other plugins still read. */
	static const char *const places[] = {
		"/usr/local/etc/monitoring-plugins/monitoring-plugins.ini",
		"/usr/local/etc/monitoring-plugins.ini",
		"/etc/monitoring-plugins/monitoring-plugins.ini",
		"/etc/monitoring-plugins.ini",
		"/etc/nagios/plugins.ini",
		"/usr/local/nagios/etc/plugins.ini",
		"/usr/local/etc/nagios/plugins.ini",
		"/etc/opt/nagios/plugins.ini",
		"/etc/nagios-plugins.ini",
		"/usr/local/etc/nagios-plugins.ini",
		"/etc/opt/nagios-plugins.ini",
	};

	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		buf_clear(path);
		(void)buf_puts(path, places[i]);
		if (file_exists(places[i]))
			return true;
	}
	return false;
}

static int
find_file(const char *named, struct buf *path, struct error *error)
{
	const char *variable = getenv("MP_CONFIG_FILE");

	if (named == NULL)
		named = variable;
	if (named != NULL && (named[0] == '\0' || buf_puts(path, named) == -1))
		return error_set(error, ERROR_USAGE, "a file's name is wanted");
	if (named != NULL || find_in_path(path) ||
	    find_in_standard_places(path))
		return 0;
	return error_set(error, ERROR_USAGE,
	    "no configuration file in the standard places, as "
	    "/etc/monitoring-plugins.ini (@FILE or MP_CONFIG_FILE names one)");
}

/* --- What the file says -----------------------------------------------------
 */

static int
apply_option(struct options *options, const struct ini_option *option,
    bool readable, struct error *error)
{
	const struct option_row *row =
	    option_find(option->name, option->name_len);
	char *value = NULL, advice[NEAREST_SIZE];

	if (row == NULL) {
		(void)bad_option_advise(
		    advice, "", option->name, option->name_len);
		return error_set(
		    error, ERROR_USAGE, "there is no such option (%s)", advice);
	}
	if (row->argument == NULL && option->value_len > 0)
		return error_set(error, ERROR_USAGE,
		    "--%s takes no value: \"%s =\"", row->name, row->name);
	if (row->argument != NULL && option->value_len == 0 &&
	    !option_may_lack_value(row))
		return error_set(
		    error, ERROR_USAGE, "--%s needs a value", row->name);
	if (option->value_len > 0)
		value = config_keep(
		    options->config, option->value, option->value_len);
	if ((row->traits & OPTION_SECRET) != 0)
		options->config->login.readable = readable;
	return option_apply(options, row, value, error);
}

static int
apply_section(struct options *options, struct ini *ini, bool readable,
    struct error *error)
{
	struct ini_option option;
	struct error found = { 0 };
	int rc;

	for (;;) {
		rc = ini_next(ini, &option, error);
		if (rc <= 0)
			return rc;
		if (apply_option(options, &option, readable, &found) == -1)
			return error_set(error, ERROR_USAGE, "line %u: %s",
			    option.line, found.text);
	}
}

static int
apply_open_file(struct options *options, int fd, const char *section,
    bool readable, struct error *error)
{
	/* Other sections of the file may hold other secrets. */
	struct buf bytes = BUF_SECRET(FILE_LIMIT);
	struct ini ini;
	int rc = secret_file_read(fd, &bytes, error);

	if (rc == 0) {
		ini_init(&ini, buf_string(&bytes), bytes.len, section);
		rc = apply_section(options, &ini, readable, error);
	}
	if (rc == 0 && !ini.found)
		rc = error_set(error, ERROR_USAGE,
		    "there is no section [%s] with options in it", section);
	buf_free(&bytes);
	return rc;
}

static int
apply_file(struct options *options, const char *path, const char *section,
    struct error *error)
{
	struct error found = { 0 };
	bool readable;
	int rc, fd = secret_file_open(path, &readable, error);

	if (fd == -1)
		return -1;
	rc = apply_open_file(options, fd, section, readable, &found);
	secret_file_close(fd);
	if (rc == -1)
		return error_set(
		    error, ERROR_USAGE, "%s: %s", path, found.text);
	return 0;
}

/* --- The argument list ------------------------------------------------------
 */

/* The program's name, without its directory. */
static const char *
program_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? path : slash + 1;
}

/* "[SECTION][@FILE]" */
static int
apply_locator(struct options *options, const char *locator, const char *name,
    struct error *error)
{
	struct buf section = BUF_INIT(PATH_MAX), path = BUF_INIT(PATH_MAX);
	const char *file = locator == NULL ? NULL : strchr(locator, '@');
	size_t len = locator == NULL ? 0 : strcspn(locator, "@");
	struct error found = { 0 };
	int rc;

	if (len == 0)
		rc = buf_puts(&section, name);
	else
		rc = buf_append(&section, locator, len);
	if (rc == -1)
		rc = error_set(&found, ERROR_USAGE, "the section is too long");
	else
		rc = find_file(file == NULL ? NULL : file + 1, &path, &found);
	if (rc == 0)
		rc = apply_file(
		    options, buf_string(&path), buf_string(&section), &found);
	if (rc == -1)
		(void)error_set(
		    error, ERROR_USAGE, "--extra-opts: %s", found.text);
	buf_free(&section);
	buf_free(&path);
	return rc;
}

int
extra_opts_apply(
    struct options *options, int *argc, char **argv, struct error *error)
{
	const char *locator;
	int i = 1, n;

	while (i < *argc && strcmp(argv[i], "--") != 0) {
		n = words_taken(argv + i, &locator);
		if (n == 0) {
			i++;
			continue;
		}
		/* The count includes the NULL at the end of argv. */
		memmove(argv + i, argv + i + n,
		    (size_t)(*argc - i - n + 1) * sizeof(*argv));
		*argc -= n;
		if (apply_locator(
			options, locator, program_name(argv[0]), error) == -1)
			return -1;
	}
	return 0;
}
