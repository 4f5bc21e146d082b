#include "jwt.h"

#include "unit.h"

static const struct {
	const char *token;
	bool known;
	int64_t expiry;
} tokens[] = {
	/* {"exp":1700000000,"aud":"x"} */
	{ "eyJhbGciOiJub25lIn0.eyJleHAiOjE3MDAwMDAwMDAsImF1ZCI6IngifQ.", true,
	    1700000000 },
	/* {"exp":1700000000.5} */
	{ "x.eyJleHAiOjE3MDAwMDAwMDAuNX0.y", true, 1700000000 },
	/* {"aud":"x"} */
	{ "x.eyJhdWQiOiJ4In0.y", false, 0 },
	/* {"exp":1.7e9} */
	{ "x.eyJleHAiOjEuN2U5fQ.y", false, 0 },
	/* {"exp":""} */
	{ "x.eyJleHAiOiIifQ.y", false, 0 },
	/* {"exp":.} */
	{ "x.eyJleHAiOi59.y", false, 0 },
	/* {"exp":99999999999999999999} */
	{ "x.eyJleHAiOjk5OTk5OTk5OTk5OTk5OTk5OTk5fQ.y", false, 0 },
	/* {"exp":[1]} */
	{ "x.eyJleHAiOlsxXX0.y", false, 0 },
	{ "ya29.not-json.at-all", false, 0 },
	{ "opaque", false, 0 },
	{ "", false, 0 },
};

START_TEST(token_tells_its_expiry_if_it_is_a_jwt)
{
	struct buf token = BUF_INIT(256);
	int64_t expiry = 0;

	(void)buf_puts(&token, tokens[_i].token);
	ck_assert_int_eq(jwt_expiry(&token, &expiry), tokens[_i].known);
	if (tokens[_i].known)
		ck_assert_int_eq(expiry, tokens[_i].expiry);
	buf_free(&token);
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("jwt");
	TCase *tests = tcase_create("jwt");

	tcase_add_loop_test(
	    tests, token_tells_its_expiry_if_it_is_a_jwt, 0, ROWS_OF(tokens));
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
