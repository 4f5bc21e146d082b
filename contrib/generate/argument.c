/* An option as an argument of a monitoring system's command. */
#include <string.h>

#include "generate.h"

/* "--no-sni" is smtp_auth_no_sni. */
static void
put_variable(struct buf *out, const char *name)
{
	(void)buf_puts(out, "smtp_auth_");
	for (; *name != '\0'; name++)
		(void)buf_putc(out, *name == '-' ? '_' : *name);
}

bool
generate_is_argument(const struct option_row *row)
{
	return row->name != NULL && !option_is_alias(row) &&
	       (row->traits & (OPTION_SECRET | OPTION_BY_HAND)) == 0;
}

bool
generate_is_array(const struct option_row *row)
{
	return (row->traits & OPTION_REPEATS) != 0 && row->argument != NULL;
}

const char *
generate_variable(const struct option_row *row)
{
	static struct buf variable = BUF_INIT(128);

	buf_clear(&variable);
	put_variable(&variable, row->name);
	return buf_string(&variable);
}

const char *
generate_macro(const struct option_row *row)
{
	static struct buf macro = BUF_INIT(128);

	buf_clear(&macro);
	if (option_may_lack_value(row))
		(void)buf_printf(&macro, "--%s=", row->name);
	(void)buf_printf(&macro, "$%s$", generate_variable(row));
	return buf_string(&macro);
}
