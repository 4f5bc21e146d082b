/* The command line: reads it, and makes the config of it. */
#include "options.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "credentials.h"
#include "extra_opts.h"
#include "memory.h"
#include "option_help.h"
#include "option_lists.h"
#include "option_table.h"
#include "option_values.h"
#include "options_validate.h"
#include "text.h"
#include "watchdog.h"

/* For a long option getopt_long(3) returns this plus the row's index. */
#define LONG_OPTION_BASE 1000

/* Makes the two lists that getopt_long(3) needs from the option table. */
static void
build_getopt_tables(
    char letters[2 * OPTION_ROWS + 2], struct option names[OPTION_ROWS + 1])
{
	size_t n = 0;

	/* With this, getopt_long() returns ':' and not '?' when a value is
	 * missing. */
	*letters++ = ':';
	for (size_t i = 0; i < option_row_count; i++) {
		if (option_rows[i].name == NULL)
			continue;
		names[n].name = option_rows[i].name;
		names[n].flag = NULL;
		names[n].val = LONG_OPTION_BASE + (int)i;
		names[n].has_arg = option_rows[i].argument != NULL;
		if (option_may_lack_value(&option_rows[i]))
			names[n].has_arg = optional_argument;
		n++;
		if (option_rows[i].letter == 0)
			continue;
		*letters++ = (char)option_rows[i].letter;
		/* In check_smtp -r has no value, so -rS means -r and -S. */
		if (option_rows[i].argument != NULL &&
		    !option_may_lack_value(&option_rows[i]))
			*letters++ = ':';
	}
	*letters = '\0';
	memset(&names[n], 0, sizeof(names[n]));
}

/* Finds the row for what getopt_long(3) returned.  NULL: no such option. */
static const struct option_row *
find_row(int code)
{
	if (code >= LONG_OPTION_BASE)
		return &option_rows[code - LONG_OPTION_BASE];
	for (size_t i = 0; i < option_row_count; i++)
		if (option_rows[i].letter == code &&
		    option_rows[i].name != NULL)
			return &option_rows[i];
	return NULL;
}

/* Older plugins know -to, -wt and -ct; getopt would read -t with "o". */
static void
replace_old_spellings(int argc, char **argv)
{
	static char timeout[] = "-t", warning[] = "-w", critical[] = "-c";

	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		if (strcmp(argv[i], "-to") == 0)
			argv[i] = timeout;
		else if (strcmp(argv[i], "-wt") == 0)
			argv[i] = warning;
		else if (strcmp(argv[i], "-ct") == 0)
			argv[i] = critical;
	}
}

/* Some templates give the flag -q a value, as in "-q true". */
static bool
is_boolean_word(const char *text)
{
	static const char *const words[] = { "true", "false", "1", "0" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (text_same(text, words[i]))
			return true;
	return false;
}

/* A word that is no option is the host.  Empty words are skipped, since
 * templates give them, and so is the value of -q. */
static int
read_positionals(
    struct options *options, int argc, char **argv, struct error *error)
{
	bool skip_boolean = options->ignore_quit;

	for (int i = optind; i < argc; i++) {
		if (argv[i][0] == '\0')
			continue;
		if (skip_boolean && is_boolean_word(argv[i])) {
			skip_boolean = false;
			continue;
		}
		/* The word may be half of a password with a blank in it, so the
		 * error does not show it.  Its place would mislead, because
		 * getopt_long(3) has moved the word to the end. */
		if (options->host != NULL)
			return error_set(error, ERROR_USAGE,
			    "more than one host (does a value with blanks "
			    "lack its quotes?)");
		options->host = argv[i];
	}
	return 0;
}

/* May an error show this word?  A misspelt option can have a password in it, as
 * in "--passwordsecret", so only letters and hyphens are shown, and nothing
 * that begins with the name of an option with a value. */
static bool
may_show_word(const char *word, size_t len)
{
	if (strncmp(word, "--", 2) != 0 || len > 34 ||
	    strspn(word, "abcdefghijklmnopqrstuvwxyz-") < len)
		return false;
	for (size_t i = 0; i < option_row_count; i++)
		if (option_rows[i].name != NULL &&
		    option_rows[i].argument != NULL &&
		    text_starts(word + 2, len - 2, option_rows[i].name))
			return false;
	return true;
}

static int
report_bad_option(int code, const char *word, struct error *error)
{
	const char *what =
	    code == ':' ? "a value is missing behind" : "unknown option";
	size_t len = strcspn(word, "=");

	if (code == '?' && optopt >= LONG_OPTION_BASE)
		return error_set(error, ERROR_USAGE,
		    "--%s takes no value (see --help)",
		    option_rows[optopt - LONG_OPTION_BASE].name);
	if (optopt > ' ' && optopt < 127)
		return error_set(
		    error, ERROR_USAGE, "%s -%c (see --help)", what, optopt);
	if (code == ':' || may_show_word(word, len))
		return error_set(error, ERROR_USAGE, "%s %.*s (see --help)",
		    what, (int)len, word);
	return error_set(error, ERROR_USAGE, "%s near argument %d (see --help)",
	    what, optind - 1);
}

/* A Nagios command that quotes '$ARG1$' makes one word of "-p 587".  Then the
 * value of -p is " 587", and its blanks are skipped here. */
static char *
option_value(int code, char *word)
{
	if (optarg == NULL || code >= LONG_OPTION_BASE || optarg == word)
		return optarg;
	return optarg + strspn(optarg, " ");
}

/* Applies the options that are wanted; NULL: all, and what is none is an error.
 */
static int
scan_arguments(struct options *options, int argc, char **argv,
    bool (*wanted)(const struct option_row *), struct error *error)
{
	char letters[2 * OPTION_ROWS + 2];
	struct option names[OPTION_ROWS + 1];
	int code, rc = 0;

	build_getopt_tables(letters, names);
	opterr = 0;
	optind = 0; /* begins anew */
	/* One thread, and this one loop.  NOLINTNEXTLINE */
	code = getopt_long(argc, argv, letters, names, NULL);
	while (code != -1) {
		const struct option_row *row = find_row(code);

		/* What comes later may still say how to print this error. */
		if (row == NULL && wanted == NULL)
			rc = report_bad_option(code, argv[optind - 1], error);
		else if (row != NULL && (wanted == NULL || wanted(row)) &&
			 option_apply(options, row,
			     option_value(code, argv[optind - 1]), error) == -1)
			rc = -1;
		/* NOLINTNEXTLINE */
		code = getopt_long(argc, argv, letters, names, NULL);
	}
	return rc;
}

static int
read_arguments(
    struct options *options, int argc, char **argv, struct error *error)
{
	if (scan_arguments(options, argc, argv, NULL, error) == -1)
		return -1;
	return read_positionals(options, argc, argv, error);
}

static int
read_password(struct options *options, struct error *error)
{
	struct config *config = options->config;
	struct secret_source *source = &config->login.source;
	int sources = (options->password != NULL) +
		      (options->password_file != NULL) +
		      (options->password_environment != NULL) +
		      (options->password_credential != NULL);
	int rc = 0;

	if (sources > 1)
		return error_set(error, ERROR_USAGE,
		    "more than one source for the password");
	if (sources > 0)
		credentials_protect();
	if (options->password_file != NULL) {
		*source = (struct secret_source){ SECRET_FILE,
			options->password_file };
		if (strcmp(options->password_file, "-") == 0)
			*source = (struct secret_source){ SECRET_TYPED,
				"--password-file -" };
		rc = credentials_file(&config->login.password,
		    options->password_file, &config->login.readable, error);
	} else if (options->password_credential != NULL) {
		*source = (struct secret_source){ SECRET_CREDENTIAL,
			options->password_credential };
		rc = credentials_systemd(
		    &config->login.password, source->name, error);
	} else if (options->password_environment != NULL) {
		*source = (struct secret_source){ SECRET_ENVIRONMENT,
			options->password_environment };
		rc = credentials_environment(
		    &config->login.password, source->name, error);
	} else if (options->password != NULL) {
		*source = (struct secret_source){ SECRET_TYPED, "-P ****" };
		rc = credentials_argument(
		    &config->login.password, options->password, error);
	}
	if (rc == -1 || config->login.password.len == 0)
		return rc;
	redact_secret(&config->redact, config->login.password.data,
	    config->login.password.len);
	return 0;
}

/* A file may never end, and -R may take for ever to compile.  Then the watchdog
 * prints this report and ends the program. */
static void
start_watchdog(const struct config *config)
{
	struct report late, ended;

	report_init(&late, config->output.format, true);
	report_finding(&late, STATE_UNKNOWN,
	    "usage: a file, standard input or -R took longer than -t allows, "
	    "before the first packet");
	report_init(&ended, config->output.format, true);
	report_finding(
	    &ended, STATE_UNKNOWN, WATCHDOG_REASON ", before the first packet");
	watchdog_prepare(&late, &ended);
	report_free(&late);
	report_free(&ended);
	watchdog_set(config->time.began +
		     (int64_t)(config->time.total * (double)CLOCK_SECOND));
}

static bool
concerns_watchdog(const struct option_row *row)
{
	return row->apply == option_timeout ||
	       row->apply == option_output_format;
}

/* The file of --extra-opts is read under the time limit and in the format of
 * the command line, whose other options it comes before. */
static void
look_ahead(struct config *config, int argc, char *const *argv)
{
	char **words = memory_zeroed(((size_t)argc + 1) * sizeof(*words));
	struct config *scratch = memory_zeroed(sizeof(*scratch));
	struct options options = { .config = scratch };
	struct error ignored = { 0 };

	memcpy(words, argv, (size_t)argc * sizeof(*words));
	scratch->time.total = config->time.total;
	(void)scan_arguments(
	    &options, argc, words, concerns_watchdog, &ignored);
	config->time.total = scratch->time.total;
	config->output.format = scratch->output.format;
	config_free(scratch);
	free(scratch);
	free(words);
}

static int
read_command_line(
    struct options *options, int argc, char **argv, struct error *error)
{
	int rc = 0;

	/* The order of options never matters. */
	(void)unsetenv("POSIXLY_CORRECT");
	replace_old_spellings(argc, argv);
	if (extra_opts_given(argc, argv)) {
		look_ahead(options->config, argc, argv);
		start_watchdog(options->config);
		rc = extra_opts_apply(options, &argc, argv, error);
	}
	return read_arguments(options, argc, argv, error) == -1 ? -1 : rc;
}

/* false: the user asked for neither --help nor --version. */
static bool
print_help_or_version(const struct options *options)
{
	if (options->help || options->version)
		watchdog_hush();
	if (options->help)
		option_help_print();
	else if (options->version)
		option_version_print();
	return options->help || options->version;
}

/* The error may quote the value of another option, which may be the password.
 */
static void
hide_password(struct options *options)
{
	const char *password = options->password;

	if (password != NULL && password[0] != '\0')
		redact_secret(
		    &options->config->redact, password, strlen(password));
}

enum options_result
options_parse(struct config *config, int argc, char **argv, struct error *error)
{
	struct options options = { .config = config };
	int rc;
	bool shown;

	config->login.password = (struct buf)BUF_SECRET(CREDENTIALS_LIMIT);
	config->tls.warn_validity = (struct validity){ true, false, 14 };
	config->tls.critical_validity = (struct validity){ true, false, 3 };
	config->time.began = clock_now();
	config->time.total = 10;
	rc = read_command_line(&options, argc, argv, error);
	shown = rc == 0 && print_help_or_version(&options);
	if (rc == -1)
		hide_password(&options);
	else if (!shown) {
		start_watchdog(config);
		rc = read_password(&options, error);
	}
	if (options.password != NULL)
		memory_wipe(options.password, strlen(options.password));
	if (rc == 0 && !shown)
		rc = options_validate(&options, error);
	if (shown)
		return OPTIONS_SHOWN;
	return rc == 0 ? OPTIONS_RUN : OPTIONS_FAIL;
}
