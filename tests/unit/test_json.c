#include "json.h"

#include <string.h>

#include "unit.h"

static const struct {
	const char *text, *name, *value; /* NULL: there is none */
} members[] = {
	{ "{\"status\":\"401\"}", "status", "401" },
	{ " { \"a\" : 1 , \"b\" : \"x\\\"\\n\\u00e4\" } ", "b",
	    "x\"\n\xc3\xa4" },
	{ "{\"a\":\"\\u0041\\u20AC\\ud83d\\ude00\\/\\\\\"}", "a",
	    "A\xe2\x82\xac\xf0\x9f\x98\x80/\\" },
	{ "{\"a\":\"\\u0000\\ud800x\\udc00\\ud83d\\u0041\"}", "a", "??x??" },
	{ "{\"a\":\"\\u12\"}", "a", NULL },
	{ "{\"a\":\"\\ud83d\\u12\"}", "a", NULL },
	{ "{\"a\":\"\\x\"}", "a", NULL },
	{ "{\"\\u0061\":1}", "a", "1" },
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

START_TEST(json_string_takes_no_other_value)
{
	static const char *const others[] = { "{\"a\":1}", "{\"a\":[\"x\"]}",
		"{\"a\":{}}", "{\"a\":null}", "{\"b\":\"x\"}", "{\"a\":" };
	struct buf value = BUF_INIT(64);

	for (int i = 0; i < ROWS_OF(others); i++)
		ck_assert_int_eq(
		    json_string(others[i], strlen(others[i]), "a", &value), -1);
	ck_assert_int_eq(json_string("{\"a\": \"x\"}", 10, "a", &value), 0);
	ck_assert_str_eq(buf_string(&value), "x");
	buf_free(&value);
}
END_TEST

static const struct {
	const char *text;
	bool whole;
} objects[] = {
	{ "{}", true },
	{ " { } \r\n", true },
	{ "{\"a\":1,\"b\":[{}]}", true },
	{ "{\"a\":1", false },
	{ "{\"a\":1,", false },
	{ "{\"a\":1,}", false },
	{ "{\"a\":1}x", false },
	{ "{\"a\":1}{}", false },
	{ "{\"a\"}", false },
	{ "{a:1}", false },
	{ "{,}", false },
	{ "{", false },
	{ "[]", false },
	{ "", false },
	{ "<html>", false },
};

START_TEST(json_is_object_wants_the_whole_of_it)
{
	ck_assert_int_eq(
	    json_is_object(objects[_i].text, strlen(objects[_i].text)),
	    objects[_i].whole);
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("json");
	TCase *tests = tcase_create("json");

	tcase_add_loop_test(
	    tests, json_member_finds_the_outermost, 0, ROWS_OF(members));
	tcase_add_test(tests, json_string_takes_no_other_value);
	tcase_add_loop_test(
	    tests, json_is_object_wants_the_whole_of_it, 0, ROWS_OF(objects));
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
