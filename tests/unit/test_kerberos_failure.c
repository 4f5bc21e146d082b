#include "kerberos_failure.h"

#include <stdio.h>
#include <string.h>

#include "unit.h"

#define KRB5 (-1765328384)

/* What the library says, once or for ever. */
static const char *words;
static bool endless;

static uint32_t
display(uint32_t *minor, uint32_t status, int kind, const struct gss_oid *oid,
    uint32_t *more, struct gss_bytes *text)
{
	static char copy[512];

	(void)status;
	(void)kind;
	(void)oid;
	*minor = 0;
	*more = endless;
	(void)snprintf(copy, sizeof(copy), "%s", words);
	*text = (struct gss_bytes){ strlen(copy), copy };
	return GSS_COMPLETE;
}

static uint32_t
release(uint32_t *minor, struct gss_bytes *bytes)
{
	*minor = 0;
	*bytes = (struct gss_bytes){ 0 };
	return GSS_COMPLETE;
}

static const struct gss_functions gss = {
	.display = display,
	.release = release,
};

static const struct {
	uint32_t major;
	int32_t minor;
	enum error_kind kind;
	const char *text;
} rows[] = {
	{ 13u << 16, KRB5 + 32, ERROR_REJECTED, "the ticket has expired (x)" },
	{ 11u << 16, 0, ERROR_REJECTED, "the ticket has expired (x)" },
	{ 13u << 16, KRB5 + 37, ERROR_REJECTED, "the clocks differ (x)" },
	{ 13u << 16, KRB5 + 7, ERROR_REJECTED,
	    "Kerberos does not know the service (x)" },
	{ 13u << 16, KRB5 + 6, ERROR_REJECTED,
	    "Kerberos does not know the user (x)" },
	{ 7u << 16, 100001, ERROR_USAGE, "nothing there (x)" },
	{ 13u << 16, KRB5 + 195, ERROR_USAGE, "nothing there (x)" },
	{ 13u << 16, KRB5 + 156, ERROR_RETRY,
	    "no Kerberos server can be reached (x)" },
	{ 9u << 16, 0, ERROR_PROTOCOL,
	    "the server's token makes no sense (x)" },
	{ 13u << 16, 4711, ERROR_REJECTED, "Kerberos refuses: x" },
};

START_TEST(failures_of_kerberos_are_told_apart)
{
	struct error error = { 0 };

	words = "x";
	ck_assert(kerberos_failed(rows[_i].major));
	ck_assert_int_eq(kerberos_fail(&gss, rows[_i].major,
			     (uint32_t)rows[_i].minor, "nothing there", &error),
	    -1);
	ck_assert_int_eq(error.kind, rows[_i].kind);
	ck_assert_str_eq(error.text, rows[_i].text);
	ck_assert_int_eq(error.code, 0);
}
END_TEST

START_TEST(words_of_the_library_are_printable_and_short)
{
	struct error error = { 0 };

	words = "a\x1b[31m|b";
	endless = true;
	(void)kerberos_fail(&gss, 13u << 16, 4711, "", &error);
	ck_assert_ptr_nonnull(strstr(error.text, "a\\x1b[31m/b"));
	ck_assert_uint_lt(strlen(error.text), 400);
	endless = false;
}
END_TEST

START_TEST(what_goes_on_has_not_failed)
{
	ck_assert(!kerberos_failed(GSS_COMPLETE));
	ck_assert(!kerberos_failed(GSS_CONTINUE));
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("kerberos_failure");
	TCase *tests = tcase_create("kerberos_failure");

	tcase_add_loop_test(
	    tests, failures_of_kerberos_are_told_apart, 0, ROWS_OF(rows));
	tcase_add_test(tests, words_of_the_library_are_printable_and_short);
	tcase_add_test(tests, what_goes_on_has_not_failed);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
