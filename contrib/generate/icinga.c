/* The CheckCommand of Icinga 2. */
#include <stdio.h>
#include <string.h>

#include "generate.h"

static void
put_value(const struct option_row *row)
{
	(void)printf("\t\t\t%s = \"%s\"\n",
	    row->argument == NULL ? "set_if" : "value", generate_macro(row));
	/* This value is a part of the option's word. */
	if (option_may_lack_value(row))
		(void)printf("\t\t\tskip_key = true\n");
}

static void
put_description(const struct option_row *row)
{
	(void)printf("\t\t\tdescription = \"");
	for (const char *text = row->help; *text != '\0'; text++)
		(void)printf(
		    "%s%c", *text == '"' || *text == '\\' ? "\\" : "", *text);
	if (generate_is_array(row))
		(void)printf("; an array repeats it");
	(void)printf("\"\n");
}

void
generate_icinga(void)
{
	(void)printf(
	    "// Icinga 2 CheckCommand for check_smtp_auth; made by \"make "
	    "generate\".\n"
	    "// There is no argument for the password itself, because command "
	    "lines are visible\n"
	    "// in ps, in the API and in Icinga Web.  Use a file or a "
	    "credential.\n"
	    "object CheckCommand \"smtp_auth\" {\n"
	    "\timport \"ipv4-or-ipv6\"\n\n"
	    "\tcommand = [ PluginDir + \"/check_smtp_auth\" ]\n"
	    "\ttimeout = 30s\n\n"
	    "\targuments = {\n");
	for (size_t i = 0; i < option_row_count; i++) {
		const struct option_row *row = &option_rows[i];

		if (!generate_is_argument(row))
			continue;
		(void)printf("\t\t\"--%s\" = {\n", row->name);
		put_value(row);
		put_description(row);
		if (strcmp(row->name, "hostname") == 0)
			(void)printf("\t\t\trequired = true\n");
		(void)printf("\t\t}\n");
	}
	(void)printf("\t}\n\n"
		     "\tvars.smtp_auth_hostname = \"$check_address$\"\n"
		     "\tvars.check_ipv4 = \"$smtp_auth_use_ipv4$\"\n"
		     "\tvars.check_ipv6 = \"$smtp_auth_use_ipv6$\"\n"
		     "}\n");
}
