/* --help and --version. */
#include "option_help.h"

#include <stdio.h>
#include <string.h>

#include "option_table.h"
#include "sasl.h"
#include "stage_names.h"
#include "tls.h"

#ifndef VERSION
#define VERSION "unknown"
#endif

/* Columns of the text, and of the indent before an option's description. */
#define COLUMNS 79
#define INDENT 8

/* Prints the words of a text and breaks the lines.  *column is where the
 * paragraph has come to; 0: begin a new line first. */
static void
print_words(const char *text, size_t *column)
{
	while (*text != '\0') {
		size_t len = strcspn(text, " ");

		if (*column == 0 || *column + 1 + len > COLUMNS) {
			(void)printf("\n%*s", INDENT, "");
			*column = INDENT;
		} else {
			(void)printf(" ");
			*column += 1;
		}
		(void)printf("%.*s", (int)len, text);
		*column += len;
		text += len + strspn(text + len, " ");
	}
}

static void
print_row(const struct option_row *row)
{
	char letter[8] = "";
	size_t column = 0;

	if (row->letter != 0)
		(void)snprintf(letter, sizeof(letter), "-%c, ", row->letter);
	(void)printf("  %s--%s", letter, row->name);
	for (const struct option_row *other = row + 1;
	     other < option_rows + option_row_count && option_is_alias(other);
	     other++)
		(void)printf(", --%s", other->name);
	if (option_may_lack_value(row))
		(void)printf("[%s]", row->argument);
	else if (row->argument != NULL)
		(void)printf(" %s", row->argument);
	print_words(row->help, &column);
	if ((row->traits & OPTION_REPEATS) != 0)
		print_words("(may be repeated)", &column);
	(void)printf("\n");
}

/* A heading, and behind it the names, all on lines that fit. */
static void
print_heading(const char *heading, size_t *column)
{
	(void)printf("\n%s:", heading);
	*column = strlen(heading) + 1;
}

static void
print_stages(void)
{
	size_t column;

	print_heading("Stages", &column);
	for (int i = 0; i < STAGE_COUNT; i++)
		print_words(stage_names[i].name, &column);
}

static void
print_mechanisms(void)
{
	size_t column;

	print_heading("Mechanisms", &column);
	for (size_t i = 0; sasl_mechanisms[i] != NULL; i++)
		print_words(sasl_mechanisms[i]->name, &column);
}

static const char introduction[] =
    "Checks a mail server from the name lookup to the login and the delivery.\n"
    "\n"
    "A login over STARTTLS, with limits in seconds for its time:\n"
    "  check_smtp_auth -H mail.example.com -p 587 -S -U probe \\\n"
    "      --password-file /etc/check_smtp_auth/probe -w auth=2 -c auth=5\n"
    "The same over TLS from the first byte, with each stage and its time:\n"
    "  check_smtp_auth -H mail.example.com -s -U probe \\\n"
    "      --password-file /etc/check_smtp_auth/probe -v\n"
    "A server that takes mail from other servers: its TLS and a recipient:\n"
    "  check_smtp_auth -H mx.example.com -S --to postmaster@example.com\n"
    "\n"
    "Usage: check_smtp_auth -H HOST [-p PORT] [-S or -s]\n"
    "                       [-U USER --password-file FILE] [-f ADDR]\n"
    "                       [--to ADDR [--send]] [OPTION...]\n";

void
option_help_print(void)
{
	(void)printf("check_smtp_auth %s\n%s", VERSION, introduction);
	for (size_t i = 0; i < option_row_count; i++) {
		if (option_rows[i].name == NULL)
			(void)printf("\n%s\n", option_rows[i].help);
		else if (option_rows[i].help != NULL)
			print_row(&option_rows[i]);
	}
	print_stages();
	print_mechanisms();
	(void)printf("\nRanges: 5, 10:, ~:3, 1:2, @1:2, as in the Monitoring "
		     "Plugins guidelines.\n"
		     "Exit codes: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN.\n"
		     "The manual page check_smtp_auth(8) explains all of "
		     "this.\n");
}

void
option_version_print(void)
{
	(void)printf("check_smtp_auth %s (%s)\n", VERSION, tls_library());
}
