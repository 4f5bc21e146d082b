#include "date.h"
#include "fuzz.h"

/* A date of a message: years have four digits, and a zone is less than 100
 * hours away. */
int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	int64_t seconds = 0;

	if (date_parse((const char *)bytes, len, &seconds) == 0)
		fuzz_assert(seconds > INT64_C(-62136000000) &&
				seconds < INT64_C(253402700000),
		    "it lies between the years 1 and 9999");
	return 0;
}
