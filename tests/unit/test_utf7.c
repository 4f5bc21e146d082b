#include "utf7.h"

#include "unit.h"

static struct buf out = BUF_INIT(200);

static void
tear_down(void)
{
	buf_free(&out);
}

/* RFC 3501 5.1.3 has the third one; Python has computed the others. */
static const struct {
	const char *utf8, *name;
} names[] = {
	{ "INBOX", "INBOX" },
	{ "", "" },
	{ "~peter/mail/\345\217\260\345\214\227/\346\227\245\346\234\254\350\252"
	  "\236",
	    "~peter/mail/&U,BTFw-/&ZeVnLIqe-" },
	{ "Entw\303\274rfe & mehr", "Entw&APw-rfe &- mehr" },
	{ "\303\274", "&APw-" },
	{ "\303\274\303\244", "&APwA5A-" },
	{ "\303\274\303\244\303\266", "&APwA5AD2-" },
	{ "\360\237\222\251", "&2D3cqQ-" },
	{ "a\360\237\222\251-\303\274", "a&2D3cqQ--&APw-" },
	{ "&&", "&-&-" },
};

START_TEST(utf7_name_goes_both_ways)
{
	ck_assert_int_eq(utf7_encode(&out, names[_i].utf8), 0);
	ck_assert_str_eq(buf_string(&out), names[_i].name);
	buf_clear(&out);
	ck_assert_int_eq(utf7_decode(&out, names[_i].name), 0);
	ck_assert_str_eq(buf_string(&out), names[_i].utf8);
}
END_TEST

static const char *const no_utf8[] = { "\303", "a\377", "\355\240\200",
	"\300\200" };

START_TEST(utf7_encodes_nothing_but_utf8)
{
	ck_assert_int_eq(utf7_encode(&out, no_utf8[_i]), -1);
}
END_TEST

/* Not ended, an odd digit, half a pair of UTF-16, twice the same half. */
static const char *const malformed[] = { "&", "&APw", "&A!-", "&2D0-", "&3Kk-",
	"&2D3YPQ-", "&2D0AYQ-", "\303\274", "a\177" };

START_TEST(utf7_decodes_nothing_that_is_malformed)
{
	ck_assert_int_eq(utf7_decode(&out, malformed[_i]), -1);
}
END_TEST

START_TEST(utf7_stops_at_the_limit)
{
	struct buf small = BUF_INIT(4);

	ck_assert_int_eq(utf7_encode(&small, "\303\274"), -1);
	buf_clear(&small);
	ck_assert_int_eq(utf7_encode(&small, "abcde"), -1);
	buf_clear(&small);
	ck_assert_int_eq(utf7_encode(&small, "abc&"), -1);
	buf_clear(&small);
	ck_assert_int_eq(utf7_decode(&small, "abc&APw-"), -1);
	buf_free(&small);
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("utf7");
	TCase *tests = tcase_create("utf7");

	tcase_add_checked_fixture(tests, NULL, tear_down);
	tcase_add_loop_test(tests, utf7_name_goes_both_ways, 0, ROWS_OF(names));
	tcase_add_loop_test(
	    tests, utf7_encodes_nothing_but_utf8, 0, ROWS_OF(no_utf8));
	tcase_add_loop_test(tests, utf7_decodes_nothing_that_is_malformed, 0,
	    ROWS_OF(malformed));
	tcase_add_test(tests, utf7_stops_at_the_limit);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
