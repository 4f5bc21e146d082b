#include "saslprep.h"

#include <string.h>

#include "unit.h"

static const struct {
	const char *from, *to; /* NULL: refused */
} preparations[] = {
	{ "user", "user" }, { "a b=,\"%", "a b=,\"%" },
	{ "p\303\244ss", "p\303\244ss" },
	{ "I\302\255X", "IX" },                     /* RFC 4013 3 */
	{ "a\302\240b", "a b" },                    /* no-break space */
	{ "a\342\200\213b", NULL },                 /* blank or nothing? */
	{ "", NULL }, { "\302\255", NULL },         /* nothing is left */
	{ "\302\252", NULL },                       /* would become "a" */
	{ "\342\205\250", NULL },                   /* would become "IX" */
	{ "\7", NULL },                             /* prohibited */
	{ "\330\247\061", NULL },                   /* bidirectional check */
	{ "\377", NULL },                           /* no UTF-8 */
	{ "\320\237\320\260", "\320\237\320\260" }, /* Cyrillic */
};

START_TEST(saslprep_prepares_or_refuses)
{
	struct buf out = BUF_INIT(64);
	struct error error = { 0 };
	int rc = saslprep(&out, preparations[_i].from,
	    strlen(preparations[_i].from), "password", &error);

	if (preparations[_i].to == NULL) {
		ck_assert_int_eq(rc, -1);
		ck_assert_int_eq(error.kind, ERROR_USAGE);
	} else {
		ck_assert_int_eq(rc, 0);
		ck_assert_str_eq(buf_string(&out), preparations[_i].to);
	}
	buf_free(&out);
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("saslprep");
	TCase *tests = tcase_create("saslprep");

	tcase_add_loop_test(
	    tests, saslprep_prepares_or_refuses, 0, ROWS_OF(preparations));
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
