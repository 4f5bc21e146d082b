/* Prints a performance value. */
#include "perfdata.h"

#include <string.h>

static void
print_threshold(struct buf *out, bool given, const struct range *range)
{
	(void)buf_putc(out, ';');
	if (given)
		range_print(out, range);
}

/* The guidelines ask for quotes around some characters only. */
static void
print_label(struct buf *out, const char *label)
{
	bool bare =
	    label[strspn(label, "abcdefghijklmnopqrstuvwxyz_0123456789")] ==
	    '\0';

	(void)buf_puts(out, bare ? "" : "'");
	(void)buf_puts(out, label);
	(void)buf_puts(out, bare ? "" : "'");
}

void
perfdata_print(struct buf *out, const struct metric *metric)
{
	const struct thresholds *t = &metric->thresholds;

	print_label(out, metric->label);
	(void)buf_putc(out, '=');
	(void)buf_put_decimal(out, metric->value, metric->decimals);
	(void)buf_puts(out, metric->uom);
	if (metric->signed_value && !t->has_warning && !t->has_critical)
		return;
	print_threshold(out, t->has_warning, &t->warning);
	if (metric->signed_value && !t->has_critical)
		return;
	print_threshold(out, t->has_critical, &t->critical);
	if (metric->signed_value)
		return;
	(void)buf_puts(out, ";0");
	if (metric->max <= 0)
		return;
	(void)buf_putc(out, ';');
	range_print(out, &(struct range){ .start = 0, .end = metric->max });
}
