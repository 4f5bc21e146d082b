#include "base64.h"

#include <string.h>

#include "unit.h"

/* RFC 4648 section 10, and bytes above 127. */
static const struct {
	const char *bytes;
	size_t len;
	const char *text;
} pairs[] = {
	{ "", 0, "" },
	{ "f", 1, "Zg==" },
	{ "fo", 2, "Zm8=" },
	{ "foo", 3, "Zm9v" },
	{ "foob", 4, "Zm9vYg==" },
	{ "fooba", 5, "Zm9vYmE=" },
	{ "foobar", 6, "Zm9vYmFy" },
	{ "\0", 1, "AA==" },
	{ "\0\0\0", 3, "AAAA" },
	{ "\xff\xff\xff", 3, "////" },
	{ "\xfb\xef\xbe", 3, "++++" },
	{ "\xff", 1, "/w==" },
};

START_TEST(base64_encodes)
{
	struct buf buf = BUF_INIT(64);

	(void)buf_puts(&buf, ">");
	ck_assert_int_eq(
	    base64_encode(&buf, pairs[_i].bytes, pairs[_i].len), 0);
	ck_assert_int_eq(buf_string(&buf)[0], '>');
	ck_assert_str_eq(buf_string(&buf) + 1, pairs[_i].text);
	buf_free(&buf);
}
END_TEST

START_TEST(base64_decodes)
{
	struct buf buf = BUF_INIT(64);

	(void)buf_puts(&buf, ">");
	ck_assert_int_eq(
	    base64_decode(&buf, pairs[_i].text, strlen(pairs[_i].text)), 0);
	ck_assert_uint_eq(buf.len, 1 + pairs[_i].len);
	ck_assert_int_eq(buf.data[0], '>');
	ck_assert_int_eq(
	    memcmp(buf.data + 1, pairs[_i].bytes, pairs[_i].len), 0);
	buf_free(&buf);
}
END_TEST

START_TEST(base64url_has_its_own_alphabet)
{
	struct buf text = BUF_INIT(16), bytes = BUF_INIT(16);

	(void)buf_puts(&text, ">");
	ck_assert_int_eq(base64url_encode(&text, "\xfb\xef\xff\xff", 4), 0);
	ck_assert_str_eq(buf_string(&text), ">--__"
					    "_w");
	ck_assert_int_eq(base64url_decode(&bytes,
			     "--__"
			     "_w",
			     6),
	    0);
	ck_assert_uint_eq(bytes.len, 4);
	ck_assert_int_eq(memcmp(bytes.data, "\xfb\xef\xff\xff", 4), 0);
	ck_assert_int_eq(base64url_decode(&bytes, "-", 1), -1);
	buf_free(&text);
	buf_free(&bytes);
}
END_TEST

static const char *const bad[] = {
	"Z", "Zg", "Zg=", /* not a whole group */
	"Zg==Zg==", "Zm8=Zm9v", "=", "====", "Z===", "Zg=A", /* padding */
	"Zh==", "Zm9=", "Zn==",                              /* spare bits */
	" Zm9", "Zm9 ", "Zm 9", "Zm9v\n", "Zm9v\r\n",        /* blanks */
	"Zm-_", "Zm9*", "Zm\xc3\xa4", "Zm9v!!!!",            /* alphabet */
};

START_TEST(base64_refuses_what_is_not_base64)
{
	struct buf buf = BUF_INIT(64);

	(void)buf_puts(&buf, "before");
	ck_assert_int_eq(base64_decode(&buf, bad[_i], strlen(bad[_i])), -1);
	ck_assert_str_eq(buf_string(&buf), "before");
	buf_free(&buf);
}
END_TEST

START_TEST(base64_refuses_a_nul)
{
	struct buf buf = BUF_INIT(64);

	ck_assert_int_eq(base64_decode(&buf, "Zm9v\0\0\0\0", 8), -1);
	ck_assert_int_eq(base64_decode(&buf, "Zm9\0", 4), -1);
	ck_assert_uint_eq(buf.len, 0);
	buf_free(&buf);
}
END_TEST

START_TEST(base64_appends_nothing_when_the_room_is_too_small)
{
	struct buf buf = BUF_INIT(9);

	(void)buf_puts(&buf, "12345");
	ck_assert_int_eq(base64_encode(&buf, "foob", 4), -1);
	ck_assert_str_eq(buf_string(&buf), "12345");
	ck_assert_int_eq(base64_decode(&buf, "Zm9vYmE=", 8), -1);
	ck_assert_str_eq(buf_string(&buf), "12345");
	ck_assert_int_eq(base64_decode(&buf, "Zm9vYg==", 8), 0);
	ck_assert_str_eq(buf_string(&buf), "12345foob");
	buf_free(&buf);
}
END_TEST

START_TEST(base64_gives_back_bytes_of_any_value_and_length)
{
	struct buf text = BUF_INIT(1024), back = BUF_INIT(1024);
	char bytes[256];

	for (int i = 0; i < 256; i++)
		bytes[i] = (char)i;
	ck_assert_int_eq(base64_encode(&text, bytes, (size_t)_i), 0);
	ck_assert_uint_eq(text.len, ((size_t)_i + 2) / 3 * 4);
	ck_assert_int_eq(base64_decode(&back, buf_string(&text), text.len), 0);
	ck_assert_uint_eq(back.len, (size_t)_i);
	ck_assert_int_eq(memcmp(buf_string(&back), bytes, (size_t)_i), 0);
	buf_free(&text);
	buf_free(&back);
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("base64");
	TCase *tests = tcase_create("base64");

	tcase_add_test(tests, base64url_has_its_own_alphabet);
	tcase_add_loop_test(tests, base64_encodes, 0, ROWS_OF(pairs));
	tcase_add_loop_test(tests, base64_decodes, 0, ROWS_OF(pairs));
	tcase_add_loop_test(
	    tests, base64_refuses_what_is_not_base64, 0, ROWS_OF(bad));
	tcase_add_test(tests, base64_refuses_a_nul);
	tcase_add_test(
	    tests, base64_appends_nothing_when_the_room_is_too_small);
	tcase_add_loop_test(
	    tests, base64_gives_back_bytes_of_any_value_and_length, 250, 257);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
