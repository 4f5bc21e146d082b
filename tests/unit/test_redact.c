#include "redact.h"

#include <stdio.h>
#include <string.h>

#include "base64.h"
#include "unit.h"

static void
redacted(const char *secret, char *text)
{
	struct redact redact = { .count = 0 };

	redact_secret(&redact, secret, strlen(secret));
	redact_apply(&redact, text, strlen(text));
	redact_free(&redact);
}

static const struct {
	const char *secret, *said, *shown;
} rows[] = {
	{ "swordfish", "535 swordfish is wrong", "535 ********* is wrong" },
	{ "swordfish", "swordfishswordfish", "******************" },
	{ "swordfish", "SWORDfish", "*********" },
	{ "swordfish", "wordfish", "wordfish" },
	{ "swordfish", "", "" },
	{ "p@ss|word", "<p@ss|word>", "<*********>" },
	/* So it reads where it has been printed. */
	{ "p|s<w>d", "CN=p/s(w)d", "CN=*******" },
	{ "\xe9t\xe9", "535 \\xe9t\\xe9?", "535 *********?" },
	/* Short ones are hidden where they stand alone. */
	{ "ok", "250 ok, look", "250 **, look" },
	{ "ok", "ok", "**" },
	{ "x", "250 example x", "250 example *" },
	{ "x", "250 x1", "250 x1" },
};

START_TEST(redact_hides_the_secret_itself)
{
	char text[128];

	(void)snprintf(text, sizeof(text), "%s", rows[_i].said);
	redacted(rows[_i].secret, text);
	ck_assert_str_eq(text, rows[_i].shown);
}
END_TEST

/* As in AUTH PLAIN, whose text begins with a user name of any length: nothing
 * of the secret's own bits may be left, whatever stands around it. */
START_TEST(redact_hides_base64_of_the_secret_in_a_longer_text)
{
	static const char secret[] = "tanstaaftanstaaf";
	struct buf plain = BUF_INIT(256), text = BUF_INIT(512);
	size_t before = (size_t)(_i % 6), after = (size_t)(_i / 6);
	size_t first, last;

	for (size_t i = 0; i < before; i++)
		(void)buf_putc(&plain, 'u');
	(void)buf_puts(&plain, secret);
	for (size_t i = 0; i < after; i++)
		(void)buf_putc(&plain, 'v');
	(void)base64_encode(&text, plain.data, plain.len);
	/* Characters that carry bits of the secret alone. */
	first = (before * 8 + 5) / 6;
	last = (before + strlen(secret)) * 8 / 6;
	redacted(secret, text.data);
	for (size_t i = first; i < last; i++)
		ck_assert_int_eq(text.data[i], '*');
	for (size_t i = 0; i < before * 8 / 6; i++)
		ck_assert_int_ne(text.data[i], '*');
	buf_free(&plain);
	buf_free(&text);
}
END_TEST

START_TEST(redact_hides_base64_in_any_case)
{
	char lower[] =
	    "500 unknown command: auth plain agj1zgdpztpzd29yzgzpc2g=";
	char upper[] = "C3DVCMRMAXNO is what you said"; /* c3dvcmRmaXNo */

	redacted("swordfish", upper);
	ck_assert_str_eq(upper, "************ is what you said");
	redacted("xyzzy-plugh", lower);
	ck_assert_str_eq(
	    lower, "500 unknown command: auth plain agj1zgdpztpzd29yzgzpc2g=");
}
END_TEST

START_TEST(redact_of_nothing_hides_nothing)
{
	struct redact none = { 0 };
	char text[] = "250 all of it stays";

	redact_apply(NULL, text, strlen(text));
	redact_apply(&none, text, strlen(text));
	ck_assert_str_eq(text, "250 all of it stays");
	redact_free(&none);
}
END_TEST

START_TEST(redact_stays_within_the_length)
{
	char text[] = "swordfish swordfish";
	struct redact redact = { .count = 0 };

	redact_secret(&redact, "swordfish", 9);
	redact_apply(&redact, text, 18);
	ck_assert_str_eq(text, "********* swordfish");
	redact_free(&redact);
}
END_TEST

START_TEST(redact_can_be_used_again_after_free)
{
	struct redact redact = { .count = 0 };
	char text[] = "one two";

	redact_secret(&redact, "oneone", 6);
	redact_free(&redact);
	redact_free(&redact);
	redact_secret(&redact, "two", 3);
	redact_apply(&redact, text, strlen(text));
	ck_assert_str_eq(text, "one ***");
	redact_free(&redact);
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("redact");
	TCase *tests = tcase_create("redact");

	tcase_add_loop_test(
	    tests, redact_hides_the_secret_itself, 0, ROWS_OF(rows));
	tcase_add_loop_test(
	    tests, redact_hides_base64_of_the_secret_in_a_longer_text, 0, 36);
	tcase_add_test(tests, redact_hides_base64_in_any_case);
	tcase_add_test(tests, redact_of_nothing_hides_nothing);
	tcase_add_test(tests, redact_stays_within_the_length);
	tcase_add_test(tests, redact_can_be_used_again_after_free);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
