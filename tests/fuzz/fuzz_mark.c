#include <string.h>

#include "fuzz.h"
#include "mark.h"

/* What is found is a whole mark of the series that was asked for, and found
 * again in itself. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data;
	char token[MESSAGE_TOKEN_SIZE], again[MESSAGE_TOKEN_SIZE];
	char mark[MARK_SIZE];

	if (!mark_find(text, size, "mine", token))
		return 0;
	fuzz_assert(strlen(token) < sizeof(token), "a token has its size");
	fuzz_assert(mark_time(token) >= 0, "a token has a time");
	mark_print(token, "mine", mark);
	fuzz_assert(memmem(text, size, mark, strlen(mark)) != NULL,
	    "the mark stands in the text");
	fuzz_assert(mark_find(mark, strlen(mark), "mine", again) &&
			strcmp(token, again) == 0,
	    "a mark is found in itself");
	return 0;
}
