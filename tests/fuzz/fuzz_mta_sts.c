#include <string.h>

#include "fuzz.h"
#include "mta_sts.h"
#include "txt.h"

#define NAME "_mta-sts.mail.example"

/* The first byte says what the others are: a record, a policy, or an answer of
 * the resolver. */
static void
read_record(const char *text, size_t len)
{
	struct error error = { 0 };
	struct mta_sts sts;
	int rc = mta_sts_read_record(&sts, text, len, &error);

	fuzz_assert((rc == 0) == (error.kind == ERROR_NONE), "error is set");
	fuzz_assert(rc == -1 || sts.id[0] != '\0', "an id");
	fuzz_assert_printable(error.text, strlen(error.text));
	fuzz_assert_printable(sts.id, strlen(sts.id));
	mta_sts_free(&sts);
}

static void
read_policy(const char *text, size_t len)
{
	struct error error = { 0 };
	struct mta_sts sts;
	const char *pattern;
	size_t at = 0, count = 0;
	int rc;

	fuzz_assert(mta_sts_read_record(&sts, "v=STSv1; id=1", 13, &error) == 0,
	    "a good record");
	rc = mta_sts_read_policy(&sts, text, len, &error);
	fuzz_assert((rc == 0) == (error.kind == ERROR_NONE), "error is set");
	fuzz_assert_printable(error.text, strlen(error.text));
	for (pattern = mta_sts_pattern(&sts, &at); pattern != NULL;
	     pattern = mta_sts_pattern(&sts, &at)) {
		fuzz_assert_printable(pattern, strlen(pattern));
		fuzz_assert(
		    !mta_sts_matches(pattern, "a b"), "no host has a blank");
		count++;
	}
	fuzz_assert(count == sts.pattern_count, "all patterns");
	fuzz_assert(rc == -1 || count > 0 || sts.mode == MTA_STS_NONE,
	    "a policy names somebody");
	mta_sts_free(&sts);
}

static void
read_answer(const char *bytes, size_t len)
{
	struct error error = { 0 };
	struct txt txt;
	int rc = txt_read(&txt, NAME, "v=STSv1;", bytes, len, &error);

	fuzz_assert((rc == 0) == (error.kind == ERROR_NONE), "error is set");
	fuzz_assert(txt.text.len <= TXT_LIMIT, "a limit");
	fuzz_assert(txt.count > 0 || txt.text.len == 0, "a text has a record");
	txt_free(&txt);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	const char *text = (const char *)bytes + 1;

	if (len == 0 || len > 65535)
		return 0;
	if (bytes[0] == 'r')
		read_record(text, len - 1);
	else if (bytes[0] == 'p')
		read_policy(text, len - 1);
	else
		read_answer(text, len - 1);
	return 0;
}
