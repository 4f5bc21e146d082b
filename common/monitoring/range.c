/* Threshold ranges of the Monitoring Plugins guidelines. */
#include "range.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "text.h"

/* Bytes of the longest text that is read as a range, with its NUL. */
#define RANGE_SIZE 48

int
range_parse(const char *text, struct range *range)
{
	char copy[RANGE_SIZE], *end = copy, *colon;

	range->inside = text[0] == '@';
	text += range->inside;
	if (text[0] == '\0' || strlen(text) >= sizeof(copy))
		return -1;
	(void)snprintf(copy, sizeof(copy), "%s", text);
	range->start = 0;
	range->end = HUGE_VAL;
	colon = strchr(copy, ':');
	if (colon != NULL) {
		*colon = '\0';
		end = colon + 1;
		if (strcmp(copy, "~") == 0)
			range->start = -HUGE_VAL;
		else if (copy[0] != '\0' &&
			 text_number(copy, &range->start) == -1)
			return -1;
	}
	if (end[0] != '\0' && text_number(end, &range->end) == -1)
		return -1;
	if (colon != NULL && copy[0] == '\0' && end[0] == '\0')
		return -1;
	return range->start <= range->end ? 0 : -1;
}

bool
range_alerts(const struct range *range, double value)
{
	bool within = value >= range->start && value <= range->end;

	return within == range->inside;
}

/* Prints at most nine decimals, and no zeros at the end. */
static void
print_number(struct buf *out, double value)
{
	size_t len;

	/* Most are whole, and this is printed before each stage. */
	if (value > -1e6 && value < 1e6 && value == (double)(int)value) {
		(void)buf_put_decimal(out, value, 0);
		return;
	}
	(void)buf_put_decimal(out, value, 9);
	len = out->len;
	while (len > 0 && out->data[len - 1] == '0')
		len--;
	if (len > 0 && out->data[len - 1] == '.')
		len--;
	buf_truncate(out, len);
}

void
range_print(struct buf *out, const struct range *range)
{
	bool bounded = !isinf(range->end);

	if (range->inside)
		(void)buf_putc(out, '@');
	if (isinf(range->start))
		(void)buf_puts(out, "~:");
	else if (range->start != 0 || !bounded) {
		print_number(out, range->start);
		(void)buf_putc(out, ':');
	}
	if (bounded)
		print_number(out, range->end);
}
