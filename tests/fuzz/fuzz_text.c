#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "fuzz.h"
#include "text.h"

static void
check_printable(const uint8_t *bytes, size_t len)
{
	size_t whole = text_printable(NULL, 0, bytes, len), n, size;
	char *out = malloc(whole + 1), *again = malloc(whole + 1);

	fuzz_assert(out != NULL && again != NULL, "memory");
	fuzz_assert(whole <= 4 * len, "at most four characters for a byte");
	n = text_printable(out, whole + 1, bytes, len);
	fuzz_assert(n == whole && strlen(out) == whole, "the length is told");
	fuzz_assert_printable(out, whole);
	n = text_printable(again, whole + 1, out, whole);
	fuzz_assert(n == whole && strcmp(out, again) == 0,
	    "what is printable is left alone");
	/* Cut somewhere: a beginning of the whole, of whole characters. */
	size = len > 0 ? bytes[0] % (whole + 1) + 1 : 1;
	n = text_printable(again, size, bytes, len);
	fuzz_assert(n == whole && strlen(again) < size, "room is kept to");
	fuzz_assert(memcmp(again, out, strlen(again)) == 0, "a beginning");
	fuzz_assert_printable(again, strlen(again));
	free(out);
	free(again);
}

/* Characters, not bytes. */
static size_t
characters(const char *text, size_t len)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++)
		n += (text[i] & 0xc0) != 0x80;
	return n;
}

static void
check_quote(const uint8_t *bytes, size_t len)
{
	struct buf out = BUF_INIT(8 * 1024);
	size_t max = len > 0 ? bytes[len - 1] : 0, most = max;

	fuzz_assert(text_fits(bytes, len, max) <= len, "no more than there is");
	fuzz_assert(
	    buf_put_printable(&out, bytes, len, max) == 0, "it is short");
	if (text_fits(bytes, len, max) < len)
		most += strlen("...");
	fuzz_assert(characters(buf_string(&out), out.len) <= most,
	    "so many characters");
	fuzz_assert_printable(buf_string(&out), out.len);
	buf_free(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	char *list, *rest, *word;
	size_t total = 0;

	check_printable(bytes, len);
	check_quote(bytes, len);
	list = rest = calloc(1, len + 1);
	fuzz_assert(list != NULL, "memory");
	memcpy(list, bytes, len);
	(void)text_has_control(list);
	(void)text_is_ascii(list);
	fuzz_assert(text_same(list, list), "it is the same as itself");
	len = strlen(list);
	for (word = text_next(&rest, ','); word != NULL;
	     word = text_next(&rest, ','))
		total += strlen(word) + 1;
	fuzz_assert(total == len + 1, "the words are the list");
	free(list);
	return 0;
}
