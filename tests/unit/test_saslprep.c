#include "saslprep.h"

#include <dlfcn.h>
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
	{ "\310\241", NULL },                       /* not in Unicode 3.2 */
	{ "\357\277\271", NULL },                   /* prohibited */
	{ "\7", NULL },                             /* prohibited */
	{ "\330\247\061", NULL },                   /* bidirectional check */
	{ "\377", NULL },                           /* no UTF-8 */
	{ "\320\237\320\260", "\320\237\320\260" }, /* Cyrillic */
};

static const struct {
	const char *from, *to;
} by_libidn[] = {
	{ "\302\252", "a" }, /* RFC 4013 3 */
	{ "\342\205\250", "IX" },
	{ "\342\234\223", "\342\234\223" },   /* a check mark */
	{ "caf\145\314\201", "caf\303\251" }, /* it composes */
	{ "\357\254\201\302\240x", "fi x" },  /* ligature, blank */
};

static bool
has_libidn(void)
{
	return dlopen("libidn.so.12", RTLD_LAZY) != NULL ||
	       dlopen("libidn.so.11", RTLD_LAZY) != NULL;
}

START_TEST(saslprep_prepares_or_refuses)
{
	struct buf out = BUF_INIT(64);
	struct error error = { 0 };
	const char *wanted = preparations[_i].to;
	int rc = saslprep(&out, preparations[_i].from,
	    strlen(preparations[_i].from), "password", &error);

	if (wanted == NULL) {
		ck_assert_int_eq(rc, -1);
		ck_assert_int_eq(error.kind, ERROR_USAGE);
		ck_assert_uint_eq(out.len, 0);
	} else {
		ck_assert_int_eq(rc, 0);
		ck_assert_str_eq(buf_string(&out), wanted);
	}
	buf_free(&out);
}
END_TEST

START_TEST(saslprep_needs_libidn_for_what_takes_tables)
{
	struct buf out = BUF_INIT(64);
	struct error error = { 0 };
	int rc = saslprep(&out, by_libidn[_i].from, strlen(by_libidn[_i].from),
	    "password", &error);

	if (has_libidn()) {
		ck_assert_int_eq(rc, 0);
		ck_assert_str_eq(buf_string(&out), by_libidn[_i].to);
	} else {
		ck_assert_int_eq(rc, -1);
		ck_assert_ptr_nonnull(strstr(error.text, "without libidn"));
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
	tcase_add_loop_test(tests, saslprep_needs_libidn_for_what_takes_tables,
	    0, ROWS_OF(by_libidn));
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
