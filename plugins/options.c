#include "options.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "credentials.h"
#include "memory.h"
#include "option_values.h"
#include "sasl.h"
#include "stages.h"
#include "text.h"
#include "tls.h"
#include "watchdog.h"

#ifndef VERSION
#define VERSION "unknown"
#endif

/* A row of the option table. */
struct row {
	int letter;           /* 0: it has none */
	const char *name;     /* NULL: the help is a heading */
	const char *argument; /* NULL: none; after a "=": may be left out */
	int (*take)(struct options *, char *, struct error *);
	size_t field; /* without take: a bool, or a string if it has a value */
	const char *help; /* NULL: another name for the row above */
};

#define OPTION(field_) NULL, offsetof(struct options, field_)
#define CONFIG(field_) NULL, offsetof(struct options, config.field_)

/* clang-format off */
static const struct row rows[] = {
	{ 0, NULL, NULL, NULL, 0, "Target" },
	{ 'H', "hostname", "HOST", OPTION(host), "name, address or absolute path of a unix socket; also as the only argument" },
	{ 'I', "ip-address", "ADDR", OPTION(address), "connect to this address; HOST still names the server for TLS" },
	{ 'p', "port", "PORT", OPTION(port), "number or service name; default 25, with -s 465, with -L 24" },
	{ '4', "use-ipv4", NULL, OPTION(ipv4), "IPv4 only" },
	{ '6', "use-ipv6", NULL, OPTION(ipv6), "IPv6 only" },
	{ 'F', "fqdn", "NAME", CONFIG(fqdn), "name to say in EHLO; default: this host's full name, else its address" },
	{ 'L', "lmtp", NULL, CONFIG(lmtp), "speak LMTP (RFC 2033)" },

	{ 0, NULL, NULL, NULL, 0, "TLS" },
	{ 'S', "starttls", NULL, OPTION(starttls), "go over to TLS with STARTTLS (ports 25 and 587)" },
	{ 's', "ssl", NULL, OPTION(implicit_tls), "TLS from the first byte (port 465)" },
	{ 0, "tls", NULL, OPTION(implicit_tls), NULL },
	{ 0, "sni", "=NAME", option_server_name, 0, "server name to ask for; default: HOST unless it is an address" },
	{ 0, "no-sni", NULL, OPTION(no_server_name), "send no server name" },
	{ 0, "ca-file", "FILE", CONFIG(trust.file), "trust the certificates of this PEM file, not the system's" },
	{ 0, "ca-path", "DIR", CONFIG(trust.path), "trust the certificates of this hashed directory, not the system's" },
	{ 0, "verify-name", "NAME", CONFIG(verify_name), "name that the certificate must bear; default: HOST" },
	{ 0, "no-verify", NULL, OPTION(no_verify), "show faults of chain, name and purpose, but do not judge them" },
	{ 0, "client-cert", "FILE", CONFIG(client_certificate), "certificate to show to the server, with its chain (PEM)" },
	{ 0, "client-key", "FILE", CONFIG(client_key), "its key, unencrypted (PEM); default: in the same file" },
	{ 'D', "certificate", "WARN[,CRIT]", option_certificate, 0, "days, or percent of its lifetime, that the certificate must still be valid; default 14,3; alone it means -S" },
	{ 0, "ignore-certificate-expiration", NULL, CONFIG(ignore_expiration), "judge neither -D nor an expired certificate" },

	{ 0, NULL, NULL, NULL, 0, "Login" },
	{ 'U', "authuser", "USER", CONFIG(user), "user name" },
	{ 'P', "authpass", "SECRET", option_password, 0, "password, or access token; others on this host see it for a moment, so better:" },
	{ 0, "password-file", "FILE", OPTION(password_file), "file with the password on its first line; - is standard input" },
	{ 0, "password-env", "NAME", OPTION(password_environment), "environment variable with the password" },
	{ 0, "password-credential", "NAME", OPTION(password_credential), "systemd credential with the password" },
	{ 0, "authzid", "ID", CONFIG(authzid), "identity to act as, when it is not the user's" },
	{ 'A', "authtype", "MECH[,MECH...]", CONFIG(mechanisms), "the first of these mechanisms that is offered; default: auto, the strongest" },
	{ 0, "auth-each", NULL, CONFIG(auth_each), "log in with every mechanism that is offered and possible, each in a session of its own" },
	{ 0, "refuse", "WHAT[,WHAT...]", option_refuse, 0, "what the server must refuse, each asked for in a session of its own: bad-password relay anonymous cleartext-auth forged-sender vrfy" },
	{ 0, "allow-cleartext-auth", NULL, CONFIG(allow_cleartext), "send a password unencrypted to another host" },

	{ 0, NULL, NULL, NULL, 0, "Envelope and message" },
	{ 'f', "from", "ADDR", option_sender, 0, "sender for MAIL; default with --to: the null sender" },
	{ 0, "to", "ADDR", option_recipient, 0, "recipient for RCPT; may be repeated" },
	{ 0, "send", NULL, CONFIG(send), "deliver a test message to every --to" },
	{ 0, "subject", "TEXT", CONFIG(subject), "its subject" },
	{ 0, "header", "'NAME: VALUE'", option_header, 0, "a header field for it; may be repeated, replaces ours" },
	{ 0, "body-file", "FILE", CONFIG(body_file), "its text" },
	{ 'C', "command", "TEXT", option_command, 0, "a command to send after RCPT; may be repeated" },
	{ 'R', "response", "ERE", option_response, 0, "extended regular expression that the reply to the n-th -C must match" },

	{ 0, NULL, NULL, NULL, 0, "Verdict" },
	{ 'e', "expect", "TEXT", CONFIG(expect), "text that the greeting or the EHLO reply must have in it" },
	{ 'w', "warning", "[METRIC=]RANGE[,...]", option_warning, 0, "seconds for the whole run, a stage or a performance label" },
	{ 'c', "critical", "[METRIC=]RANGE[,...]", option_critical, 0, "the same for CRITICAL" },
	{ 0, "on-failure", "STAGE[/KIND]=STATE[,...]", option_on_failure, 0, "state for a failure; * is any stage; kinds: timeout closed transient permanent unsupported protocol" },
	{ 't', "timeout", "SECONDS[:STATE]", option_timeout, 0, "for the whole run, and its state; default 10; STAGE=SECONDS limits one stage" },
	{ 'q', "ignore-quit-failure", NULL, OPTION(ignore_quit), "accepted; trouble with QUIT is never judged" },

	{ 0, NULL, NULL, NULL, 0, "Output" },
	{ 'v', "verbose", NULL, option_verbose, 0, "-v shows the stages, -vv the dialogue too; may be repeated" },
	{ 'V', "version", NULL, OPTION(version), "version of this program and of OpenSSL" },
	{ 'h', "help", NULL, OPTION(help), "this text" },
};
/* clang-format on */

#define ROWS (sizeof(rows) / sizeof(rows[0]))
/* getopt_long(3) returns this and the row's number for any of them. */
#define BASE 1000

static bool
may_lack_value(const struct row *row)
{
	return row->argument != NULL && row->argument[0] == '=';
}

/* Both forms of the table that getopt_long(3) wants. */
static void
build(char letters[2 * ROWS + 2], struct option names[ROWS + 1])
{
	size_t n = 0;

	/* Tell a missing value from an unknown option. */
	*letters++ = ':';
	for (size_t i = 0; i < ROWS; i++) {
		if (rows[i].name == NULL)
			continue;
		names[n].name = rows[i].name;
		names[n].flag = NULL;
		names[n].val = BASE + (int)i;
		names[n].has_arg = rows[i].argument != NULL;
		if (may_lack_value(&rows[i]))
			names[n].has_arg = optional_argument;
		n++;
		if (rows[i].letter == 0)
			continue;
		*letters++ = (char)rows[i].letter;
		if (rows[i].argument != NULL)
			*letters++ = ':';
	}
	*letters = '\0';
	memset(&names[n], 0, sizeof(names[n]));
}

static const struct row *
find_row(int code)
{
	if (code >= BASE)
		return &rows[code - BASE];
	for (size_t i = 0; i < ROWS; i++)
		if (rows[i].letter == code && rows[i].name != NULL)
			return &rows[i];
	return NULL;
}

static int
take(struct options *options, const struct row *row, char *value,
    struct error *error)
{
	char *field = (char *)options + row->field;
	struct error found = { 0 };

	if (row->take != NULL) {
		if (row->take(options, value, &found) == 0)
			return 0;
		return error_set(
		    error, ERROR_USAGE, "--%s: %s", row->name, found.text);
	}
	if (row->argument == NULL)
		*(bool *)(void *)field = true;
	else
		*(char **)(void *)field = value;
	return 0;
}

/* The spellings -to, -wt and -ct of old plugins. */
static void
modernise(int argc, char **argv)
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

/* What is no option: the host, unless it is empty, or what a template's
 * "-q true" left behind. */
static int
take_positionals(
    struct options *options, int argc, char **argv, struct error *error)
{
	bool swallow = options->ignore_quit;

	for (int i = optind; i < argc; i++) {
		if (argv[i][0] == '\0')
			continue;
		if (swallow && (text_same(argv[i], "true") ||
				   text_same(argv[i], "false"))) {
			swallow = false;
			continue;
		}
		/* It may be half of a secret: it is not shown. */
		if (options->host != NULL)
			return error_set(error, ERROR_USAGE,
			    "argument %d is one too many (does a value with "
			    "blanks lack its quotes?)",
			    i);
		options->host = argv[i];
	}
	return 0;
}

/* Can this word be shown?  It may hold a secret behind "=", or behind the name
 * of an option that was to have one. */
static bool
is_harmless(const char *word, size_t len)
{
	if (strncmp(word, "--", 2) != 0 || len > 34 ||
	    strspn(word, "abcdefghijklmnopqrstuvwxyz-") < len)
		return false;
	for (size_t i = 0; i < ROWS; i++)
		if (rows[i].name != NULL && rows[i].argument != NULL &&
		    text_starts(word + 2, len - 2, rows[i].name))
			return false;
	return true;
}

static int
fail_option(int code, const char *word, struct error *error)
{
	const char *what =
	    code == ':' ? "a value is missing behind" : "unknown option";
	size_t len = strcspn(word, "=");

	if (optopt > ' ' && optopt < 127)
		return error_set(
		    error, ERROR_USAGE, "%s -%c (see --help)", what, optopt);
	if (code == ':' || is_harmless(word, len))
		return error_set(error, ERROR_USAGE, "%s %.*s (see --help)",
		    what, (int)len, word);
	return error_set(error, ERROR_USAGE, "%s near argument %d (see --help)",
	    what, optind - 1);
}

static int
take_all(struct options *options, int argc, char **argv, struct error *error)
{
	char letters[2 * ROWS + 2];
	struct option names[ROWS + 1];
	int code;

	build(letters, names);
	modernise(argc, argv);
	opterr = 0;
	/* One thread, and this one call.  NOLINTNEXTLINE */
	code = getopt_long(argc, argv, letters, names, NULL);
	while (code != -1) {
		const struct row *row = find_row(code);

		if (row == NULL)
			return fail_option(code, argv[optind - 1], error);
		if (take(options, row, optarg, error) == -1)
			return -1;
		/* NOLINTNEXTLINE */
		code = getopt_long(argc, argv, letters, names, NULL);
	}
	return take_positionals(options, argc, argv, error);
}

static int
take_password(struct options *options, struct error *error)
{
	struct config *config = &options->config;
	int sources = (options->password != NULL) +
		      (options->password_file != NULL) +
		      (options->password_environment != NULL) +
		      (options->password_credential != NULL);
	int rc = 0;

	if (sources > 1)
		return error_set(error, ERROR_USAGE,
		    "more than one source for the password");
	if (options->password_file != NULL)
		rc = credentials_file(&config->password, options->password_file,
		    &config->password_readable, error);
	else if (options->password_credential != NULL)
		rc = credentials_systemd(
		    &config->password, options->password_credential, error);
	else if (options->password_environment != NULL)
		rc = credentials_environment(
		    &config->password, options->password_environment, error);
	else if (options->password != NULL)
		rc = credentials_argument(
		    &config->password, options->password, error);
	if (rc == -1 || config->password.len == 0)
		return rc;
	credentials_protect();
	redact_secret(
	    &config->redact, config->password.data, config->password.len);
	return 0;
}

static void
print_row(const struct row *row)
{
	char letter[8] = "";

	if (row->letter != 0)
		(void)snprintf(letter, sizeof(letter), "-%c, ", row->letter);
	(void)printf("  %s--%s", letter, row->name);
	if (may_lack_value(row))
		(void)printf("[%s]", row->argument);
	else if (row->argument != NULL)
		(void)printf(" %s", row->argument);
	(void)printf("\n        %s\n", row->help);
}

static void
print_help(void)
{
	(void)printf("check_smtp_auth %s\n"
		     "Checks a mail server from the name lookup to the login "
		     "and the delivery.\n\n"
		     "Usage: check_smtp_auth -H HOST [-p PORT] [-S or -s] "
		     "[-U USER --password-file FILE]\n"
		     "                       [-f ADDR] [--to ADDR [--send]] "
		     "[OPTION...]\n",
	    VERSION);
	for (size_t i = 0; i < ROWS; i++) {
		if (rows[i].name == NULL)
			(void)printf("\n%s\n", rows[i].help);
		else if (rows[i].help != NULL)
			print_row(&rows[i]);
	}
	(void)printf("\nStages:");
	for (size_t i = 0; i < stage_count; i++)
		if (stage_is_first(i))
			(void)printf(" %s", stages[i].name);
	(void)printf("\nMechanisms:");
	for (size_t i = 0; sasl_mechanisms[i] != NULL; i++)
		(void)printf(" %s", sasl_mechanisms[i]->name);
	(void)printf("\nRanges are those of the Monitoring Plugins: 5, 10:, "
		     "~:3, 1:2, @1:2 (in seconds).\n"
		     "Exit codes: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN.  "
		     "The manual page has the rest.\n");
}

/* A file or standard input may never end, an expression never compile: then
 * this is said. */
static void
guard(double seconds)
{
	struct buf text = BUF_INIT(256);

	(void)buf_puts(&text,
	    "SMTP UNKNOWN - usage: a file, standard input or -R took longer "
	    "than -t allows, before the first packet\n");
	watchdog_prepare(&text, STATE_UNKNOWN);
	watchdog_start(seconds + WATCHDOG_GRACE);
	buf_free(&text);
}

enum options_result
options_parse(struct config *config, int argc, char **argv, struct error *error)
{
	struct options options = {
		.config = {
			.password = BUF_SECRET(CREDENTIALS_LIMIT),
			.warn_validity = { true, false, 14 },
			.critical_validity = { true, false, 3 },
			.timeout = 10,
		},
	};
	int rc = take_all(&options, argc, argv, error);

	if (rc == 0 && options.help) {
		print_help();
		return OPTIONS_SHOWN;
	}
	if (rc == 0 && options.version) {
		(void)printf(
		    "check_smtp_auth %s (%s)\n", VERSION, tls_library());
		return OPTIONS_SHOWN;
	}
	if (rc == 0) {
		guard(options.config.timeout);
		rc = take_password(&options, error);
	}
	if (options.password != NULL)
		memory_wipe(options.password, strlen(options.password));
	if (rc == 0)
		rc = options_settle(&options, error);
	*config = options.config;
	return rc == 0 ? OPTIONS_RUN : OPTIONS_FAIL;
}
