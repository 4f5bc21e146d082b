/* The command line: reads it, and makes the config of it. */
#include "options.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "bad_option.h"
#include "clock.h"
#include "credentials.h"
#include "extra_opts.h"
#include "memory.h"
#include "option_help.h"
#include "option_lists.h"
#include "option_table.h"
#include "option_values.h"
#include "options_validate.h"
#include "positionals.h"
#include "secret_options.h"
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

/* NULL: this is no long option. */
static const struct option_row *
find_long(int code)
{
	return code < LONG_OPTION_BASE ? NULL
				       : &option_rows[code - LONG_OPTION_BASE];
}

/* Finds the row for what getopt_long(3) returned.  NULL: no such option. */
static const struct option_row *
find_row(int code)
{
	if (code >= LONG_OPTION_BASE)
		return find_long(code);
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

static int
refuse_option(int code, const char *word, struct error *error)
{
	const struct bad_option bad = {
		.code = code,
		.flag = code == '?' ? find_long(optopt) : NULL,
		.letter = optopt,
		.word = word,
		.place = optind - 1,
	};

	return bad_option_report(&bad, error);
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
			rc = refuse_option(code, argv[optind - 1], error);
		else if (row != NULL && (wanted == NULL || wanted(row)) &&
			 option_apply(options, row,
			     option_value(code, argv[optind - 1]), error) == -1)
			rc = -1;
		/* NOLINTNEXTLINE */
		code = getopt_long(argc, argv, letters, names, NULL);
	}
	return rc;
}

/* A copy of the argument list, without its words.  Release it with free(3). */
static char **
copy_arguments(int argc, char *const *argv)
{
	char **copy = memory_zeroed(((size_t)argc + 1) * sizeof(*copy));

	memcpy(copy, argv, (size_t)argc * sizeof(*copy));
	return copy;
}

static int
read_arguments(
    struct options *options, int argc, char **argv, struct error *error)
{
	char **typed = copy_arguments(argc, argv);
	int rc = scan_arguments(options, argc, argv, NULL, error);

	if (rc == 0)
		rc = positionals_read(options, argv + optind, typed, error);
	free(typed);
	return rc;
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
	char **words = copy_arguments(argc, argv);
	struct config *scratch = memory_zeroed(sizeof(*scratch));
	struct options options = { .config = scratch };
	struct error ignored = { 0 };

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
	const char *password = options->password.typed;

	if (password != NULL && password[0] != '\0')
		redact_secret(
		    &options->config->redact, password, strlen(password));
}

static bool
is_standard_input(const struct secret_given *given)
{
	return given->file != NULL && strcmp(given->file, "-") == 0;
}

static int
read_passwords(struct options *options, struct error *error)
{
	struct config *config = options->config;
	struct config_login *login = &config->login;
	struct config_login *mailbox = &config->mailbox.login;
	const struct secret_place to = { &login->password, &login->source,
		&login->readable, "", "--password-file -", "--password-file",
		"--password-env", "--password-credential",
		"--password-command" };
	const struct secret_place to_mailbox = { &mailbox->password,
		&mailbox->source, &mailbox->readable, " of the mailbox",
		"--mailbox-password-file -", "--mailbox-password-file",
		"--mailbox-password-env", "--mailbox-password-credential",
		"--mailbox-password-command" };

	if (is_standard_input(&options->password) &&
	    is_standard_input(&options->mailbox_password))
		return error_set(error, ERROR_USAGE,
		    "two passwords cannot both come from standard input");
	if (secret_options_read(&options->password, &to, config, error) == -1)
		return -1;
	return secret_options_read(
	    &options->mailbox_password, &to_mailbox, config, error);
}

enum options_result
options_parse(struct config *config, int argc, char **argv, struct error *error)
{
	struct options options = { .config = config };
	int rc;
	bool shown;

	config->login.password = (struct buf)BUF_SECRET(CREDENTIALS_LIMIT);
	config->mailbox.login.password =
	    (struct buf)BUF_SECRET(CREDENTIALS_LIMIT);
	config->tls.warn_validity = (struct validity){ true, false, 14 };
	config->tls.critical_validity = (struct validity){ true, false, 3 };
	config->time.began = clock_now();
	config->time.total = CONFIG_SECONDS;
	config->target.parallel = CONFIG_PARALLEL;
	rc = read_command_line(&options, argc, argv, error);
	shown = rc == 0 && print_help_or_version(&options);
	if (rc == -1)
		hide_password(&options);
	else if (!shown) {
		start_watchdog(config);
		rc = read_passwords(&options, error);
	}
	if (options.password.typed != NULL)
		memory_wipe(
		    options.password.typed, strlen(options.password.typed));
	if (rc == 0 && !shown)
		rc = options_validate(&options, error);
	if (shown)
		return OPTIONS_SHOWN;
	return rc == 0 ? OPTIONS_RUN : OPTIONS_FAIL;
}
