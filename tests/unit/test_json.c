#include "json.h"

#include <string.h>

#include "unit.h"

static const struct {
	const char *text, *name, *value; /* NULL: there is none */
} members[] = {
	{ "{\"status\":\"401\"}", "status", "401" },
	{ " { \"a\" : 1 , \"b\" : \"x\\\"\\n\\u00e4\" } ", "b", "x\"\n?" },
	{ "{\"a\":{\"b\":\"no\"},\"b\":[1,{\"c\":\"]\"}],\"c\":true}", "c",
	    "true" },
	{ "{\"a\":{\"b\":\"no\"}}", "b", NULL },
	{ "{\"a\":", "a", NULL },
	{ "{\"a\"", "a", NULL },
	{ "{\"a\":\"unterminated", "a", NULL },
	{ "{\"a\":\"0123456789012345678901234567890123456789012345678901234567"
	  "890123\"}",
	    "a",
	    "0123456789012345678901234567890123456789012345678901234567"
	    "890123" },
	{ "{\"a\":\"0123456789012345678901234567890123456789012345678901234567"
	  "8901234\"}",
	    "a", NULL },
	{ "[\"a\"]", "a", NULL },
	{ "", "a", NULL },
	{ "{\"x\":[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]],\"a\":1}", "a",
	    NULL },
};

START_TEST(json_member_finds_the_outermost)
{
	struct buf value = BUF_INIT(64);
	int rc = json_member(members[_i].text, strlen(members[_i].text),
	    members[_i].name, &value);

	ck_assert_int_eq(rc, members[_i].value == NULL ? -1 : 0);
	ck_assert_str_eq(buf_string(&value),
	    members[_i].value == NULL ? "" : members[_i].value);
	buf_free(&value);
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("json");
	TCase *tests = tcase_create("json");

	tcase_add_loop_test(
	    tests, json_member_finds_the_outermost, 0, ROWS_OF(members));
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
