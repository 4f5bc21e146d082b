#include "nearest.h"

#include <string.h>

#include "buf.h"
#include "unit.h"

#define NAMES                                                                  \
	"SIZE AUTH STARTTLS DSN --ca-file --ca-path --to cert_days one-way "   \
	"one-time one-eyed one-off one-off-one"

static char advice[NEAREST_SIZE];

/* A word, and the advice; NULL: no name is near. */
static const struct {
	const char *word, *advice;
} words[] = {
	{ "SIZ", "is SIZE meant?" },
	{ "size", "is SIZE meant?" },
	{ "SZIE", "is SIZE meant?" },
	{ "SIEZ", "is SIZE meant?" },
	{ "SIZING", NULL },
	{ "STARTLS", "is STARTTLS meant?" },
	{ "StartTSL", "is STARTTLS meant?" },
	{ "STRATLTS", "is STARTTLS meant?" },
	{ "START", "is STARTTLS meant?" },
	{ "STOPTLS", NULL },
	/* Of a short word most letters must be right. */
	{ "DNS", "is DSN meant?" },
	{ "DNN", "is DSN meant?" },
	{ "NSN", "is DSN meant?" },
	{ "XXN", NULL },
	{ "--xo", "is --to meant?" },
	{ "--xx", NULL },
	/* The beginning of several. */
	{ "--ca", "is --ca-file or --ca-path meant?" },
	{ "--ca-", "is --ca-file or --ca-path meant?" },
	{ "cert", "is cert_days meant?" },
	{ "one-", NULL },
	/* One letter is the beginning of too many words. */
	{ "S", NULL },
	{ "", NULL },
	{ "banana", NULL },
	{ "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
	    NULL },
};

START_TEST(nearest_finds_what_is_meant)
{
	bool found = nearest_find(advice, NAMES, words[_i].word);

	ck_assert_msg(found == (words[_i].advice != NULL), "%s: %s",
	    words[_i].word, advice);
	if (found)
		ck_assert_str_eq(advice, words[_i].advice);
}
END_TEST

START_TEST(nearest_has_whole_names_only)
{
	ck_assert(nearest_has(NAMES, "AUTH"));
	ck_assert(nearest_has(NAMES, "auth"));
	ck_assert(nearest_has(NAMES, "one-off"));
	ck_assert(!nearest_has(NAMES, "AUT"));
	ck_assert(!nearest_has(NAMES, "AUTHS"));
	ck_assert(!nearest_has(NAMES, ""));
}
END_TEST

START_TEST(nearest_shows_the_list_when_nothing_is_near)
{
	nearest_advise(advice, " OK WARNING CRITICAL UNKNOWN", "maybe");
	ck_assert_str_eq(advice, "known names: OK, WARNING, CRITICAL, UNKNOWN");
	nearest_advise(advice, " OK WARNING CRITICAL UNKNOWN", "warn");
	ck_assert_str_eq(advice, "is WARNING meant?");
}
END_TEST

START_TEST(nearest_cuts_a_long_list_between_two_names)
{
	struct buf names = BUF_INIT(1000);
	size_t len;

	for (int i = 0; i < 99; i++)
		(void)buf_puts(&names, "resolve ");
	nearest_advise(advice, buf_string(&names), "banana");
	len = strlen(advice);
	ck_assert_uint_gt(len, 180);
	ck_assert_uint_lt(len, 220);
	ck_assert_str_eq(advice + len - 12, "resolve, ...");
	buf_free(&names);
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("nearest");
	TCase *tests = tcase_create("nearest");

	tcase_add_loop_test(
	    tests, nearest_finds_what_is_meant, 0, ROWS_OF(words));
	tcase_add_test(tests, nearest_has_whole_names_only);
	tcase_add_test(tests, nearest_shows_the_list_when_nothing_is_near);
	tcase_add_test(tests, nearest_cuts_a_long_list_between_two_names);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
