#include <string.h>

#include "fuzz.h"
#include "ini.h"

static bool
is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* A word that lies in the input, on one line, without blanks around it. */
static void
check_word(const char *word, size_t len, const char *from, const char *end)
{
	fuzz_assert(word >= from && word + len <= end, "inside the input");
	fuzz_assert(memchr(word, '\n', len) == NULL, "on one line");
	fuzz_assert(memchr(word, '\0', len) == NULL, "without NUL");
	fuzz_assert(
	    len == 0 || (!is_blank(word[0]) && !is_blank(word[len - 1])),
	    "without blanks around it");
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	const char *from = (const char *)bytes;
	struct ini ini;
	struct ini_option option;
	struct error error = { 0 };
	unsigned int line = 1, lines = 1;
	int rc;

	for (size_t i = 0; i < len; i++)
		lines += from[i] == '\n';
	ini_init(&ini, from, len, "check_smtp");
	for (rc = ini_next(&ini, &option, &error); rc == 1;
	     rc = ini_next(&ini, &option, &error)) {
		check_word(option.name, option.name_len, from, from + len);
		check_word(option.value, option.value_len, from, from + len);
		fuzz_assert(option.name_len > 0, "a name");
		fuzz_assert(memchr(option.name, '=', option.name_len) == NULL,
		    "the first = parts");
		fuzz_assert(
		    option.line >= line && option.line <= lines, "lines go on");
		fuzz_assert(ini.found, "it was found");
		line = option.line;
	}
	fuzz_assert(
	    (rc == -1) == (error.kind == ERROR_USAGE), "an error is told");
	fuzz_assert_printable(error.text, strlen(error.text));
	return 0;
}
