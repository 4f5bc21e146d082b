/* The completions for bash, zsh and fish. */
#include <stdio.h>
#include <string.h>

#include "generate.h"
#include "metric_labels.h"
#include "option_offers.h"
#include "stage_names.h"

/* Calls this for each option, not for headings and other names. */
static void
for_each(void (*put)(const struct option_row *))
{
	for (size_t i = 0; i < option_row_count; i++)
		if (option_rows[i].name != NULL &&
		    !option_is_alias(&option_rows[i]))
			put(&option_rows[i]);
}

/* Calls this for each name of an option, its own and the others. */
static void
for_each_name(const struct option_row *row,
    void (*put)(const struct option_row *, const char *))
{
	const struct option_row *end = option_rows + option_row_count;

	put(row, row->name);
	for (const struct option_row *other = row + 1;
	     other < end && option_is_alias(other); other++)
		put(row, other->name);
}

/* The metrics whose names are easy to remember. */
static void
put_metrics(struct buf *out)
{
	(void)buf_puts(out, METRIC_TIME " " METRIC_CERT_DAYS);
	for (int i = 0; i < STAGE_COUNT; i++)
		if (stage_names[i].metric != NULL)
			(void)buf_printf(out, " %s", stage_names[i].name);
}

static void
put_stages(struct buf *out)
{
	for (int i = 0; i < STAGE_COUNT; i++)
		(void)buf_printf(
		    out, "%s%s", i > 0 ? " " : "", stage_names[i].name);
}

static void
put_extensions(struct buf *out)
{
	(void)buf_puts(out, option_extensions);
}

/* Lists of names, which need not be all that the option takes. */
static const struct names {
	const char *option;
	void (*put)(struct buf *);
	const char *values; /* of "NAME=VALUE"; "": anything; NULL: no value */
} names[] = {
	{ "require", put_extensions, NULL },
	{ "forbid", put_extensions, NULL },
	{ "warning", put_metrics, "" },
	{ "critical", put_metrics, "" },
	{ "on-failure", put_stages, "ok warning critical unknown" },
};

static const struct names *
find_names(const struct option_row *row)
{
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(names[i].option, row->name) == 0)
			return &names[i];
	return NULL;
}

/* How a value is completed. */
struct completion {
	enum value_kind kind;
	bool list;          /* further words follow, behind commas */
	const char *words;  /* for VALUE_WORDS; valid until the next one */
	bool assigns;       /* each word is "WORD=VALUE" */
	const char *values; /* what VALUE may be; "": anything */
};

static struct completion
completion_of(const struct option_row *row)
{
	static struct buf text = BUF_INIT(4096);
	struct completion to = { .kind = generate_value(row), .values = "" };
	const struct names *known = find_names(row);

	if (known != NULL) {
		buf_clear(&text);
		known->put(&text);
		to.kind = VALUE_WORDS;
		to.words = buf_string(&text);
		to.assigns = known->values != NULL;
		to.values = to.assigns ? known->values : "";
	} else if (to.kind == VALUE_WORDS)
		to.words = generate_words(row);
	to.list = to.kind == VALUE_WORDS && strstr(row->argument, "[,") != NULL;
	return to;
}

/* The words, each between these two, and "between" between them. */
static void
put_words(const char *words, const char *before, const char *behind,
    const char *between)
{
	while (*words != '\0') {
		size_t len = strcspn(words, " ");

		(void)printf("%s%.*s%s", before, (int)len, words, behind);
		words += len + strspn(words + len, " ");
		(void)printf("%s", *words != '\0' ? between : "");
	}
}

/* Text with these characters behind a backslash. */
static void
put_quoted(const char *text, const char *special)
{
	for (; *text != '\0'; text++)
		(void)printf(
		    "%s%c", strchr(special, *text) != NULL ? "\\" : "", *text);
}

/* --- bash ------------------------------------------------------------- */

static void
put_bash_name(const struct option_row *row, const char *name)
{
	(void)row;
	(void)printf("--%s ", name);
}

static void
put_bash_names(const struct option_row *row)
{
	for_each_name(row, put_bash_name);
}

static const char *const bash_actions[] = {
	[VALUE_TEXT] = "return",
	[VALUE_FILE] = "how=-f",
	[VALUE_DIRECTORY] = "how=-d",
	[VALUE_HOST] = "how=-Ahostname",
};

static void
put_bash_case(const struct option_row *row)
{
	struct completion value = completion_of(row);

	if (value.kind == VALUE_NONE)
		return;
	(void)printf("\t");
	if (row->letter != 0)
		(void)printf("-%c | ", row->letter);
	(void)printf("--%s) ", row->name);
	if (value.kind == VALUE_WORDS) {
		(void)printf("%s='", value.list ? "list" : "words");
		put_words(value.words, "", value.assigns ? "=" : "", " ");
		(void)printf("'");
		if (value.values[0] != '\0')
			(void)printf(" values='%s'", value.values);
	} else
		(void)printf("%s", bash_actions[value.kind]);
	(void)printf(" ;;\n");
}

static const char bash_begin[] =
    "# bash completion for check_smtp_auth; made by \"make generate\"\n"
    "\n"
    "_check_smtp_auth() {\n"
    "\tlocal how='' words='' list='' values='' value have\n"
    "\tlocal i=$COMP_CWORD word=${COMP_WORDS[COMP_CWORD]} before\n"
    "\tlocal typed=$word\n"
    "\n"
    "\t# \"a=b:c\" is five words here, of which the last is completed.\n"
    "\twhile ((i > 1)) && [[ ${COMP_WORDS[i]} == [=:]* ||\n"
    "\t\t${COMP_WORDS[i - 1]} == *[=:] ]]; do\n"
    "\t\ttyped=${COMP_WORDS[--i]}$typed\n"
    "\tdone\n"
    "\t[[ $word != [=:]* ]] || word=''\n"
    "\tbefore=${COMP_WORDS[i - 1]}\n"
    "\t[[ $typed != --*=* ]] || before=${typed%%=*} typed=${typed#*=}\n"
    "\n"
    "\tcase $before in\n";

static const char bash_end[] =
    "\tesac\n"
    "\t# Behind a comma the list goes on, with words that it has not yet.\n"
    "\tif [[ -n $list ]]; then\n"
    "\t\thave=,${typed%\"${typed##*,}\"}\n"
    "\t\ttyped=${typed##*,}\n"
    "\t\tif [[ -n $values && $typed == *=* ]]; then\n"
    "\t\t\tfor value in $values; do\n"
    "\t\t\t\twords+=\" ${typed%%=*}=$value\"\n"
    "\t\t\tdone\n"
    "\t\telse\n"
    "\t\t\tfor value in $list; do\n"
    "\t\t\t\t[[ ${have//=/=,} == *\",$value,\"* ]] || words+=\" $value\"\n"
    "\t\t\tdone\n"
    "\t\tfi\n"
    "\t\tcompopt -o nospace 2>/dev/null\n"
    "\tfi\n"
    "\t[[ $how != -[fd] ]] || compopt -o filenames 2>/dev/null\n"
    "\tmapfile -t COMPREPLY < <(compgen ${how:--W \"$words\"} -- \"$typed\")\n"
    "\t# What is completed may be less than what was typed, or more.\n"
    "\tif [[ $word == *\"$typed\" ]]; then\n"
    "\t\tCOMPREPLY=(\"${COMPREPLY[@]/#/\"${word%\"$typed\"}\"}\")\n"
    "\telse\n"
    "\t\tCOMPREPLY=(\"${COMPREPLY[@]#\"${typed%\"$word\"}\"}\")\n"
    "\tfi\n"
    "}\n"
    "\n"
    "complete -F _check_smtp_auth check_smtp_auth\n";

void
generate_bash(void)
{
	(void)printf("%s", bash_begin);
	for_each(put_bash_case);
	(void)printf("\t*) words='");
	for_each(put_bash_names);
	(void)printf("' ;;\n%s", bash_end);
}

/* --- zsh -------------------------------------------------------------- */

static const char *const zsh_actions[] = {
	[VALUE_TEXT] = " ",
	[VALUE_FILE] = "_files",
	[VALUE_DIRECTORY] = "_files -/",
	[VALUE_HOST] = "_hosts",
};

/* Within single quotes, and within the brackets of _arguments. */
static void
put_zsh_text(const char *text)
{
	for (; *text != '\0'; text++) {
		if (*text == '\'')
			(void)printf("'\\''");
		else
			(void)printf("%s%c",
			    strchr("[]:\\", *text) != NULL ? "\\" : "", *text);
	}
}

/* "[help]:message:action", with a second colon in front of the message when
 * the value may be left out. */
static void
put_zsh_end(const struct option_row *row)
{
	struct completion value = completion_of(row);

	(void)printf("[");
	put_zsh_text(row->help);
	(void)printf("]");
	if (value.kind != VALUE_NONE) {
		(void)printf(option_may_lack_value(row) ? "::" : ":");
		put_zsh_text(row->argument + (row->argument[0] == '='));
		(void)printf(":");
	}
	if (value.list)
		(void)printf(" _check_smtp_auth_list %s", row->name);
	else if (value.kind == VALUE_WORDS)
		(void)printf("(%s)", value.words);
	else if (value.kind != VALUE_NONE)
		(void)printf("%s", zsh_actions[value.kind]);
	(void)printf("' \\\n");
}

static const char *
zsh_repeats(const struct option_row *row)
{
	return (row->traits & OPTION_REPEATS) != 0 ? "*" : "";
}

static void
put_zsh_name(const struct option_row *row, const char *name)
{
	const char *sign = "";

	if (option_may_lack_value(row))
		sign = "=-";
	else if (row->argument != NULL)
		sign = "=";
	(void)printf("\t'%s--%s%s", zsh_repeats(row), name, sign);
	put_zsh_end(row);
}

static void
put_zsh(const struct option_row *row)
{
	if (row->letter != 0) {
		(void)printf("\t'%s-%c%s", zsh_repeats(row), row->letter,
		    row->argument != NULL && !option_may_lack_value(row) ? "+"
									 : "");
		put_zsh_end(row);
	}
	for_each_name(row, put_zsh_name);
}

/* The words of a list, for _values. */
static void
put_zsh_list(const struct option_row *row)
{
	struct completion value = completion_of(row);
	char behind[64] = "'";

	if (!value.list)
		return;
	if (value.assigns && value.values[0] != '\0')
		(void)snprintf(
		    behind, sizeof(behind), ":state:(%s)'", value.values);
	else if (value.assigns)
		(void)snprintf(behind, sizeof(behind), ":range: '");
	(void)printf("\t%s) _values -s , '", row->name);
	put_zsh_text(row->argument);
	(void)printf("'");
	put_words(value.words, " '", behind, "");
	(void)printf(" ;;\n");
}

void
generate_zsh(void)
{
	(void)printf("#compdef check_smtp_auth\n"
		     "# zsh completion; made by \"make generate\"\n\n"
		     "_check_smtp_auth_list() {\n"
		     "\tcase $1 in\n");
	for_each(put_zsh_list);
	(void)printf("\tesac\n"
		     "}\n\n"
		     "_arguments -s -S \\\n");
	for_each(put_zsh);
	(void)printf("\t'::host:_hosts'\n");
}

/* --- fish ------------------------------------------------------------- */

static const char *const fish_actions[] = {
	[VALUE_NONE] = "",
	[VALUE_TEXT] = " -x",
	[VALUE_FILE] = " -r -F",
	[VALUE_DIRECTORY] = " -x -a '(__fish_complete_directories)'",
	[VALUE_HOST] = " -x -a '(__fish_print_hostnames)'",
};

static void
put_fish_name(const struct option_row *row, const char *name)
{
	struct completion value = completion_of(row);

	(void)printf("complete -c check_smtp_auth");
	if (row->letter != 0 && name == row->name)
		(void)printf(" -s %c", row->letter);
	(void)printf(" -l %s", name);
	if (value.list) {
		(void)printf(" -x -a '(__check_smtp_auth_list ");
		put_words(value.words, "", value.assigns ? "=" : "", " ");
		(void)printf(")'");
	} else if (value.kind == VALUE_WORDS)
		(void)printf(" -x -a '%s'", value.words);
	else if (value.kind != VALUE_TEXT || !option_may_lack_value(row))
		(void)printf("%s", fish_actions[value.kind]);
	(void)printf(" -d '");
	put_quoted(row->help, "\\'");
	(void)printf("'\n");
}

static void
put_fish(const struct option_row *row)
{
	for_each_name(row, put_fish_name);
}

void
generate_fish(void)
{
	(void)printf("# fish completion for check_smtp_auth; made by \"make "
		     "generate\"\n"
		     "# Each word behind what stands before the last comma; "
		     "with \"--option=\" fish 4 counts\n"
		     "# that as a part of the word, and fish 3 does not.\n"
		     "function __check_smtp_auth_list\n"
		     "    set -l before (commandline -ct | "
		     "string replace -r '^(--[a-z-]+=|-[A-Za-z])' '' | "
		     "string replace -rf '^(.*,).*$' '$1')\n"
		     "    printf '%%s\\n' \"$before\"$argv\n"
		     "end\n"
		     "complete -c check_smtp_auth -f "
		     "-a '(__fish_print_hostnames)'\n");
	for_each(put_fish);
}
