#include <stdio.h>
#include <string.h>

#include "generate.h"

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
	[VALUE_FILE] = "-f",
	[VALUE_DIRECTORY] = "-d",
	[VALUE_HOST] = "-A hostname",
};

static void
put_bash_case(const struct option_row *row)
{
	enum value_kind kind = generate_value(row);

	if (kind == VALUE_NONE)
		return;
	(void)printf("\t");
	if (row->letter != 0)
		(void)printf("-%c | ", row->letter);
	(void)printf("--%s) ", row->name);
	if (kind == VALUE_WORDS)
		(void)printf("how=(-W '%s') ;;\n", generate_words(row));
	else if (kind == VALUE_TEXT)
		(void)printf("return ;;\n");
	else
		(void)printf("how=(%s) ;;\n", bash_actions[kind]);
}

void
generate_bash(void)
{
	(void)printf(
	    "# bash completion for check_smtp_auth; made by \"make generate\"\n"
	    "\n"
	    "_check_smtp_auth() {\n"
	    "\tlocal word=${COMP_WORDS[COMP_CWORD]} how=() options\n"
	    "\tlocal before=${COMP_WORDS[COMP_CWORD - 1]}\n"
	    "\n"
	    "\t# \"--option=value\" is three words here.\n"
	    "\t[[ $word != = ]] || word=\n"
	    "\t[[ $before != = ]] || before=${COMP_WORDS[COMP_CWORD - 2]}\n"
	    "\toptions='");
	for_each(put_bash_names);
	(void)printf("'\n\tcase $before in\n");
	for_each(put_bash_case);
	(void)printf(
	    "\t*) how=(-W \"$options\") ;;\n"
	    "\tesac\n"
	    "\tmapfile -t COMPREPLY < <(compgen \"${how[@]}\" -- \"$word\")\n"
	    "}\n"
	    "\n"
	    "complete -o filenames -F _check_smtp_auth check_smtp_auth\n");
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
	enum value_kind kind = generate_value(row);

	(void)printf("[");
	put_zsh_text(row->help);
	(void)printf("]");
	if (kind != VALUE_NONE) {
		(void)printf(option_may_lack_value(row) ? "::" : ":");
		put_zsh_text(row->argument + (row->argument[0] == '='));
		(void)printf(":");
	}
	if (kind == VALUE_WORDS)
		(void)printf("(%s)", generate_words(row));
	else if (kind != VALUE_NONE)
		(void)printf("%s", zsh_actions[kind]);
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

void
generate_zsh(void)
{
	(void)printf("#compdef check_smtp_auth\n"
		     "# zsh completion; made by \"make generate\"\n\n"
		     "_arguments -s -S \\\n");
	for_each(put_zsh);
	(void)printf("\t'::host:_hosts'\n");
}

/* --- fish ------------------------------------------------------------- */

static void
put_fish_name(const struct option_row *row, const char *name)
{
	enum value_kind kind = generate_value(row);

	(void)printf("complete -c check_smtp_auth");
	if (row->letter != 0 && name == row->name)
		(void)printf(" -s %c", row->letter);
	(void)printf(" -l %s", name);
	if (kind == VALUE_FILE)
		(void)printf(" -r -F");
	else if (kind == VALUE_DIRECTORY)
		(void)printf(" -x -a '(__fish_complete_directories)'");
	else if (kind == VALUE_HOST)
		(void)printf(" -x -a '(__fish_print_hostnames)'");
	else if (kind == VALUE_WORDS)
		(void)printf(" -x -a '%s'", generate_words(row));
	else if (kind == VALUE_TEXT && !option_may_lack_value(row))
		(void)printf(" -x");
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
		     "complete -c check_smtp_auth -f "
		     "-a '(__fish_print_hostnames)'\n");
	for_each(put_fish);
}
