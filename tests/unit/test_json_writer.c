#include "json_writer.h"

#include <string.h>

#include "json.h"
#include "json_valid.h"
#include "unit.h"

static struct buf out = BUF_INIT(64 * 1024);

static void
tear_down(void)
{
	buf_free(&out);
}

static const char *
written(const char *bytes, size_t len)
{
	struct json_writer json = { &out, false };

	buf_clear(&out);
	json_put_bytes(&json, NULL, bytes, len);
	return buf_string(&out);
}

START_TEST(json_writer_nests_objects_and_arrays)
{
	struct buf ready = BUF_INIT(100);
	struct json_writer json = { &out, false };

	(void)buf_puts(&ready, "\"x\":1");
	json_open(&json, NULL, '{');
	json_put_string(&json, "a", "b");
	json_open(&json, "list", '[');
	json_put_decimal(&json, NULL, -1.5, 2);
	json_open(&json, NULL, '{');
	json_close(&json, '}');
	json_put_bool(&json, NULL, true);
	json_close(&json, ']');
	json_put_string(&json, "none", NULL);
	json_put_written(&json, NULL, &ready);
	json_close(&json, '}');
	buf_free(&ready);
	ck_assert_str_eq(buf_string(&out),
	    "{\"a\":\"b\",\"list\":[-1.50,{},true],\"none\":null,\"x\":1}");
	ck_assert_ptr_null(json_valid(out.data, out.len));
}
END_TEST

static const struct {
	const char *bytes, *wanted;
} escapes[] = {
	{ "", "\"\"" },
	{ "a \"b\" \\", "\"a \\\"b\\\" \\\\\"" },
	{ "\t\r\n\x1b\x7f", "\"\\u0009\\u000d\\u000a\\u001b\\u007f\"" },
	{ "a|<b>", "\"a\\u007c\\u003cb\\u003e\"" },
	/* Letters stay, what a terminal would obey does not. */
	{ "\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80",
	    "\"\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80\"" },
	{ "\xc2\x9b\xe2\x80\xae\xf3\xa0\x80\x81",
	    "\"\\u009b\\u202e\\udb40\\udc01\"" },
	/* No UTF-8: a byte, an overlong form, a surrogate, a cut. */
	{ "\xff", "\"\\\\xff\"" },
	{ "\xc0\xaf", "\"\\\\xc0\\\\xaf\"" },
	{ "\xed\xa0\x80", "\"\\\\xed\\\\xa0\\\\x80\"" },
	{ "\xe2\x82", "\"\\\\xe2\\\\x82\"" },
};

START_TEST(json_writer_escapes_what_cannot_be_shown)
{
	const char *bytes = escapes[_i].bytes;

	ck_assert_str_eq(written(bytes, strlen(bytes)), escapes[_i].wanted);
}
END_TEST

START_TEST(json_writer_takes_a_nul)
{
	ck_assert_str_eq(written("a\0b", 3), "\"a\\u0000b\"");
}
END_TEST

/* Every three bytes in a row, as far as they differ. */
START_TEST(json_writer_is_valid_for_any_bytes)
{
	char bytes[3];

	for (unsigned int i = 0; i < 256 * 256 * 16; i++) {
		bytes[0] = (char)(i >> 12);
		bytes[1] = (char)(i >> 4);
		bytes[2] = "\0\"\\|a\x80\x9f\xa0\xbf\xc2\xe2\xed\xef\xf0\xf4"
			   "\xff"[i & 15];
		(void)written(bytes, sizeof(bytes));
		ck_assert_ptr_null(json_valid(out.data, out.len));
		ck_assert_ptr_null(strpbrk(out.data, "|<>\n\x1b"));
	}
}
END_TEST

/* What is written is what is read. */
START_TEST(json_writer_is_read_back)
{
	struct json_writer json = { &out, false };
	struct buf value = BUF_INIT(100);

	json_open(&json, NULL, '{');
	json_put_string(&json, "first", "x");
	json_put_string(&json, "text", "a \"b\" \\ \xc3\xa4");
	json_close(&json, '}');
	ck_assert_int_eq(json_member(out.data, out.len, "text", &value), 0);
	ck_assert_str_eq(buf_string(&value), "a \"b\" \\ \xc3\xa4");
	buf_free(&value);
}
END_TEST

/* The judge itself can tell. */
static const char *const invalid[] = { "", "{", "{\"a\"}", "{\"a\":}", "[1,]",
	"[1 2]", "\"\n\"", "\"\\x\"", "\"\\u12\"", "\"\xff\"", "\"\xc0\xaf\"",
	"\"\xed\xa0\x80\"", "01", "1.", "-", "nul", "{}{}", "'a'", "{a:1}" };

START_TEST(json_that_is_none_is_seen)
{
	const char *text = invalid[_i];

	ck_assert_ptr_nonnull(json_valid(text, strlen(text)));
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("json_writer");
	TCase *tests = tcase_create("json_writer");

	tcase_set_timeout(tests, 60);
	tcase_add_checked_fixture(tests, NULL, tear_down);
	tcase_add_test(tests, json_writer_nests_objects_and_arrays);
	tcase_add_loop_test(tests, json_writer_escapes_what_cannot_be_shown, 0,
	    ROWS_OF(escapes));
	tcase_add_test(tests, json_writer_takes_a_nul);
	tcase_add_test(tests, json_writer_is_valid_for_any_bytes);
	tcase_add_test(tests, json_writer_is_read_back);
	tcase_add_loop_test(
	    tests, json_that_is_none_is_seen, 0, ROWS_OF(invalid));
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
