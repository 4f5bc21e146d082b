#include "mark.h"

#include <string.h>
#include <time.h>

#include "unit.h"

#define TOKEN "6b0ab9b0.9d16d6ea75ce4d80"

static const char *const series[] = { "a", "A-b_c.9", "x.y.z",
	"0123456789012345678901234567890123456789012345678901234567890123" };

START_TEST(a_series_has_letters_digits_and_few_signs)
{
	ck_assert(mark_series_valid(series[_i]));
}
END_TEST

static const char *const no_series[] = { "", ".", ".a", "a.", "a..b", "a b",
	"a@b", "a>", "\xc3\xa4", "a\n",
	"01234567890123456789012345678901234567890123456789012345678901234" };

START_TEST(what_would_not_stay_one_word_is_no_series)
{
	ck_assert(!mark_series_valid(no_series[_i]));
}
END_TEST

static const char *const marked[] = {
	TOKEN ".mine",
	"<" TOKEN ".mine@probe.example>",
	"Fwd: [SPAM] check_smtp_auth test message " TOKEN ".mine",
	"(" TOKEN ".mine)",
	"1.2 " TOKEN ".mine, and more",
	TOKEN ".other " TOKEN ".mine",
};

START_TEST(a_mark_is_found_in_a_text)
{
	char token[MESSAGE_TOKEN_SIZE] = "";

	ck_assert(mark_find(marked[_i], strlen(marked[_i]), "mine", token));
	ck_assert_str_eq(token, TOKEN);
}
END_TEST

static const char *const unmarked[] = {
	"",
	"mine",
	TOKEN,
	TOKEN ".",
	TOKEN ".min",
	TOKEN ".mine2",
	TOKEN ".mine-2",
	TOKEN ".mine.x",
	TOKEN ".Mine",
	TOKEN ".other",
	"x" TOKEN ".mine",
	"0." TOKEN ".mine",
	"6B0AB9B0.9d16d6ea75ce4d80.mine",
	".9d16d6ea75ce4d80.mine",
	"6b0ab9b0.9d16d6ea75ce4d8.mine",
	"6b0ab9b0.9d16d6ea75ce4d800.mine",
	"6b0ab9b06b0ab.9d16d6ea75ce4d80.mine",
	"6b0ab9b0 9d16d6ea75ce4d80.mine",
};

START_TEST(what_only_looks_like_a_mark_is_none)
{
	char token[MESSAGE_TOKEN_SIZE];

	ck_assert(
	    !mark_find(unmarked[_i], strlen(unmarked[_i]), "mine", token));
}
END_TEST

/* The text ends where its length says. */
START_TEST(a_mark_that_is_cut_off_is_none)
{
	static const char text[] = TOKEN ".mine";
	char token[MESSAGE_TOKEN_SIZE];

	for (size_t len = 0; len < strlen(text); len++)
		ck_assert(!mark_find(text, len, "mine", token));
}
END_TEST

START_TEST(a_token_is_found_again_and_tells_its_time)
{
	char token[MESSAGE_TOKEN_SIZE], found[MESSAGE_TOKEN_SIZE];
	char mark[MARK_SIZE];
	int64_t now = (int64_t)time(NULL);

	message_token(token);
	mark_print(token, "a.b", mark);
	ck_assert(mark_find(mark, strlen(mark), "a.b", found));
	ck_assert_str_eq(found, token);
	ck_assert_int_ge(mark_time(token), now - 1);
	ck_assert_int_le(mark_time(token), now + 1);
}
END_TEST

static void
hash(const char *const *words, size_t count, char to[MARK_SERIES_SIZE])
{
	struct mark_hash hash = MARK_HASH_INIT;

	for (size_t i = 0; i < count; i++)
		mark_hash_add(&hash, words[i]);
	mark_hash_print(&hash, to);
}

START_TEST(other_words_make_another_series)
{
	static const char *const words[][2] = { { "a", "bc" }, { "ab", "c" },
		{ "bc", "a" }, { "abc", "" }, { "", "abc" } };
	char made[5][MARK_SERIES_SIZE];

	for (size_t i = 0; i < 5; i++) {
		hash(words[i], 2, made[i]);
		ck_assert(mark_series_valid(made[i]));
		for (size_t j = 0; j < i; j++)
			ck_assert_str_ne(made[i], made[j]);
	}
}
END_TEST

/* A new version of the plugin must know the messages of the old one again. */
START_TEST(the_same_words_make_the_same_series_for_ever)
{
	static const char *const words[] = { "mail.example.com", "587",
		"a@b.example" };
	char made[MARK_SERIES_SIZE];

	hash(words, 3, made);
	ck_assert_str_eq(made, "bea7d3de80aba4ee");
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("mark");
	TCase *tests = tcase_create("mark");

	tcase_add_loop_test(tests, a_series_has_letters_digits_and_few_signs, 0,
	    ROWS_OF(series));
	tcase_add_loop_test(tests, what_would_not_stay_one_word_is_no_series, 0,
	    ROWS_OF(no_series));
	tcase_add_loop_test(
	    tests, a_mark_is_found_in_a_text, 0, ROWS_OF(marked));
	tcase_add_loop_test(
	    tests, what_only_looks_like_a_mark_is_none, 0, ROWS_OF(unmarked));
	tcase_add_test(tests, a_mark_that_is_cut_off_is_none);
	tcase_add_test(tests, a_token_is_found_again_and_tells_its_time);
	tcase_add_test(tests, other_words_make_another_series);
	tcase_add_test(tests, the_same_words_make_the_same_series_for_ever);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
