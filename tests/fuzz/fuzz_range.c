#include <math.h>
#include <stdio.h>
#include <string.h>

#include "fuzz.h"
#include "range.h"
#include "text.h"

/* What is printed with six decimals. */
static bool
near(double a, double b)
{
	if (isinf(a) || isinf(b))
		return a == b;
	return fabs(a - b) <= 1e-6 + fabs(a) * 1e-9;
}

static void
check_range(const struct range *range)
{
	struct buf text = BUF_INIT(1024);
	struct range again;

	fuzz_assert(range->start <= range->end, "order of the ends");
	if (!isinf(range->start))
		fuzz_assert(range_alerts(range, range->start) == range->inside,
		    "the start belongs to it");
	if (!isinf(range->end))
		fuzz_assert(range_alerts(range, range->end) == range->inside,
		    "the end belongs to it");
	range_print(&text, range);
	fuzz_assert_printable(buf_string(&text), text.len);
	fuzz_assert(text.len > 0, "something is printed");
	fuzz_assert(strspn(buf_string(&text), "0123456789.:~@-") == text.len,
	    "nothing but a range is printed");
	/* With all its decimals a number may be longer than what is read. */
	if (range_parse(buf_string(&text), &again) == 0)
		fuzz_assert(near(again.start, range->start) &&
				near(again.end, range->end) &&
				again.inside == range->inside,
		    "what is printed means the same");
	else
		fuzz_assert(text.len > 18, "what is printed is a range");
	buf_free(&text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	char text[128];
	struct range range;
	double value = 0;

	if (len >= sizeof(text))
		len = sizeof(text) - 1;
	memcpy(text, bytes, len);
	text[len] = '\0';
	if (text_number(text, &value) == 0)
		fuzz_assert(isfinite(value), "a number is finite");
	if (range_parse(text, &range) == 0)
		check_range(&range);
	return 0;
}
