/* The README with a new table of stages. */
#include <stdio.h>
#include <string.h>

#include "generate.h"
#include "stage_names.h"

#define LINE_SIZE 4096
#define HEAD "| stage | covers | when | wants | permanent | transient |\n"

#define CRITICAL "CRITICAL"
#define WARNING "WARNING"

/* Words that begin with a hyphen are options. */
static void
put_cell(const char *text)
{
	const char *before = " ";

	(void)printf(" |");
	if (text[0] == '\0')
		(void)printf(" –");
	while (*text != '\0') {
		size_t len = strcspn(text, " "), word = len;

		while (word > 0 && strchr(",;", text[word - 1]) != NULL)
			word--;
		if (text[0] == '-')
			(void)printf("%s`%.*s`%.*s", before, (int)word, text,
			    (int)(len - word), text + word);
		else
			(void)printf("%s%.*s", before, (int)len, text);
		text += len + strspn(text + len, " ");
	}
}

static void
put_row(const char *name, const char *covers, const char *when,
    const char *good, const char *permanent, const char *transient)
{
	(void)printf("| `%s`", name);
	put_cell(covers);
	put_cell(when);
	put_cell(good);
	put_cell(permanent);
	put_cell(transient);
	(void)printf(" |\n");
}

#define PUT_STAGE(                                                             \
    id, name, metric, planned, run, permanent, transient, covers, when, good)  \
	put_row(name, covers, when, good, permanent,                           \
	    (good)[0] == '\0' ? "" : transient);

static void
put_stages(void)
{
	(void)printf(HEAD "|---|---|---|---|---|---|\n");
	STAGE_TABLE(PUT_STAGE, STAGE_NO_ID)
	put_row("quit", "RSET, QUIT", "connected", "", "never judged", "");
}

void
generate_readme(void)
{
	char line[LINE_SIZE];
	bool table = false; /* in the one that is made anew */

	while (fgets(line, sizeof(line), stdin) != NULL) {
		if (strcmp(line, HEAD) == 0) {
			table = true;
			put_stages();
		}
		table = table && line[0] == '|';
		if (!table)
			(void)fputs(line, stdout);
	}
}
