#include "mx.h"

#include <arpa/nameser.h>
#include <stdio.h>
#include <string.h>

#include "dns_message.h"
#include "unit.h"

#define DOMAIN "mail.example"
/* Where the name of the question begins, as a compression pointer. */
#define POINTER "\xc0\x0c"
/* Its parent, and the name that the first record gives. */
#define PARENT "\xc0\x11"
#define ALIASED "\xc0\x2a"

static struct mx mx;
static struct error error;

/* The code says how it went. */
static void
begin(unsigned int flags, unsigned int answers)
{
	const char both[2] = { (char)((0x8180 | flags) >> 8),
		(char)((0x8180 | flags) & 0xff) };

	put_question(both, answers, DOMAIN, ns_t_mx);
}

static void
put_owned(const char *owner, unsigned int type, size_t size)
{
	put(owner, strlen(owner));
	put_fixed(type, size);
}

static void
put_mx(unsigned int preference, const char *host)
{
	size_t size = strlen(host) + (host[0] == '\0' ? 3 : 4);

	put_owned(POINTER, ns_t_mx, size);
	put_number(preference);
	put_name(host);
}

static int
judge(void)
{
	return mx_read(&mx, DOMAIN, message, len, &error);
}

static void
set_up(void)
{
	memset(&mx, 0, sizeof(mx));
	error_clear(&error);
}

static void
tear_down(void)
{
	mx_free(&mx);
}

static void
assert_host(size_t i, unsigned int preference, const char *name)
{
	ck_assert_uint_lt(i, mx.count);
	ck_assert_str_eq(mx.list[i].name, name);
	ck_assert_uint_eq(mx.list[i].preference, preference);
}

static void
assert_fails(enum error_kind kind, const char *said)
{
	ck_assert_int_eq(judge(), -1);
	ck_assert_int_eq(error.kind, kind);
	ck_assert_msg(strstr(error.text, said) != NULL, "\"%s\" lacks: %s",
	    error.text, said);
	ck_assert_uint_eq(mx.count, 0);
}

START_TEST(mx_comes_in_the_order_of_preference)
{
	begin(0, 4);
	put_mx(20, "b.example");
	put_mx(10, "z.example");
	put_mx(20, "a.example");
	put_mx(65535, "last.example");
	ck_assert_int_eq(judge(), 0);
	ck_assert_uint_eq(mx.count, 4);
	assert_host(0, 10, "z.example");
	assert_host(1, 20, "a.example");
	assert_host(2, 20, "b.example");
	assert_host(3, 65535, "last.example");
	ck_assert(!mx.implicit);
	ck_assert(!mx.authentic);
}
END_TEST

START_TEST(mx_of_a_host_named_twice_is_one)
{
	begin(0, 3);
	put_mx(30, "A.example");
	put_mx(20, "b.example");
	put_mx(10, "a.EXAMPLE");
	ck_assert_int_eq(judge(), 0);
	ck_assert_uint_eq(mx.count, 2);
	assert_host(0, 10, "A.example");
}
END_TEST

START_TEST(mx_missing_leaves_the_domain_itself)
{
	begin(0, 0);
	ck_assert_int_eq(judge(), 0);
	ck_assert_uint_eq(mx.count, 1);
	assert_host(0, 0, DOMAIN);
	ck_assert(mx.implicit);
}
END_TEST

/* RFC 5321 5.1: the name that an alias leads to is processed. */
START_TEST(mx_of_an_alias_is_that_of_the_name_behind_it)
{
	begin(0, 2);
	put_owned(POINTER, ns_t_cname, strlen("real.example") + 2);
	put_name("real.example");
	put_owned(ALIASED, ns_t_mx, strlen("mx.example") + 4);
	put_number(10);
	put_name("mx.example");
	ck_assert_int_eq(judge(), 0);
	ck_assert_uint_eq(mx.count, 1);
	assert_host(0, 10, "mx.example");
	ck_assert(!mx.implicit);
}
END_TEST

START_TEST(mx_missing_leaves_the_name_behind_an_alias)
{
	begin(0, 1);
	put_owned(POINTER, ns_t_cname, strlen("real.example") + 2);
	put_name("real.example");
	ck_assert_int_eq(judge(), 0);
	assert_host(0, 0, "real.example");
	ck_assert(mx.implicit);
}
END_TEST

START_TEST(mx_null_takes_no_mail)
{
	begin(0, 1);
	put_mx(0, "");
	assert_fails(ERROR_RESOLVE, DOMAIN " takes no mail");
}
END_TEST

START_TEST(mx_null_beside_others_is_told)
{
	begin(0, 2);
	put_mx(0, "");
	put_mx(10, "a.example");
	ck_assert_int_eq(judge(), 0);
	ck_assert_uint_eq(mx.count, 1);
	ck_assert(mx.null_too);
}
END_TEST

static const struct {
	const char *name;
	const char *fault; /* NULL: a host can have it */
} names[] = {
	{ "mx.example", NULL },
	{ "mx_1.Example-2.x", NULL },
	{ "localhost", NULL },
	{ "192.0.2.1", "an address" },
	{ "mx example", "no name that" },
	{ "mx\033[31m.example", "no name that" },
	{ "mx|x.example", "no name that" },
	{ "mx\xc3\xa4.example", "no name that" },
	{ "mx'x.example", "no name that" },
};

START_TEST(mx_tells_names_that_no_host_has)
{
	begin(0, 1);
	put_mx(10, names[_i].name);
	ck_assert_int_eq(judge(), 0);
	ck_assert_uint_eq(mx.count, 1);
	if (names[_i].fault == NULL) {
		ck_assert_ptr_null(mx.list[0].fault);
		ck_assert_str_eq(mx.list[0].name, names[_i].name);
	} else {
		ck_assert_ptr_nonnull(mx.list[0].fault);
		ck_assert_ptr_nonnull(
		    strstr(mx.list[0].fault, names[_i].fault));
	}
}
END_TEST

/* The answer has them in any order. */
START_TEST(mx_beyond_the_limit_are_the_least_preferred)
{
	char name[32];

	begin(0, MX_MAX + 5);
	for (unsigned int i = 0; i < MX_MAX + 5; i++) {
		unsigned int preference = (i * 7 + 40) % (MX_MAX + 5);

		(void)snprintf(name, sizeof(name), "mx%u.example", preference);
		put_mx(preference, name);
	}
	ck_assert_int_eq(judge(), 0);
	ck_assert_uint_eq(mx.count, MX_MAX);
	ck_assert_uint_eq(mx.left_out, 5);
	assert_host(0, 0, "mx0.example");
	assert_host(MX_MAX - 1, MX_MAX - 1, "mx63.example");
}
END_TEST

static const struct {
	unsigned int flags;
	enum error_kind kind;
	const char *said;
} failures[] = {
	{ ns_r_nxdomain, ERROR_RESOLVE, "no such domain: " DOMAIN },
	{ ns_r_servfail, ERROR_RETRY, "SERVFAIL" },
	{ ns_r_refused, ERROR_RETRY, "REFUSED" },
	{ ns_r_yxdomain, ERROR_RETRY, "code 6" },
	{ 0x0200, ERROR_RETRY, "broken" }, /* truncated */
};

START_TEST(mx_fails_as_the_resolver_does)
{
	begin(failures[_i].flags, 0);
	assert_fails(failures[_i].kind, failures[_i].said);
}
END_TEST

START_TEST(mx_is_vouched_for_if_the_answer_says_so)
{
	begin(0x0020, 1);
	put_mx(10, "a.example");
	ck_assert_int_eq(judge(), 0);
	ck_assert(mx.authentic);
}
END_TEST

START_TEST(mx_of_another_name_is_none)
{
	begin(0, 1);
	put_owned(PARENT, ns_t_mx, strlen("mx.example") + 4);
	put_number(10);
	put_name("mx.example");
	ck_assert_int_eq(judge(), 0);
	ck_assert_uint_eq(mx.count, 1);
	assert_host(0, 0, DOMAIN);
	ck_assert(mx.implicit);
}
END_TEST

/* Every beginning of a whole answer. */
START_TEST(mx_cut_anywhere_is_broken)
{
	size_t whole;

	begin(0, 2);
	put_mx(10, "a.example");
	put_mx(20, "b.example");
	whole = len;
	for (len = 0; len < whole; len++) {
		error_clear(&error);
		assert_fails(ERROR_RETRY, DOMAIN " MX");
	}
	ck_assert_uint_eq(len, whole);
	error_clear(&error);
	ck_assert_int_eq(judge(), 0);
}
END_TEST

/* The host's name ends behind its record, where the next one begins. */
START_TEST(mx_name_may_not_leave_its_record)
{
	begin(0, 2);
	put_owned(POINTER, ns_t_mx, 5);
	put_number(10);
	put("\1a\7", 3);
	put_mx(20, "b.example");
	assert_fails(ERROR_RETRY, "broken");
}
END_TEST

START_TEST(mx_print_counts_what_has_no_room)
{
	struct buf out = BUF_INIT(1000);

	begin(0, 3);
	put_mx(10, "a.example");
	put_mx(20, "b|b.example");
	put_mx(30, "c.example");
	ck_assert_int_eq(judge(), 0);
	mx_print(&mx, &out, 500);
	ck_assert_str_eq(
	    buf_string(&out), "10 a.example, 20 b/b.example, 30 c.example");
	buf_clear(&out);
	mx_print(&mx, &out, 30);
	ck_assert_str_eq(
	    buf_string(&out), "10 a.example, 20 b/b.example, and 1 more");
	buf_free(&out);
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("mx");
	TCase *tests = tcase_create("mx");

	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(tests, mx_comes_in_the_order_of_preference);
	tcase_add_test(tests, mx_of_a_host_named_twice_is_one);
	tcase_add_test(tests, mx_missing_leaves_the_domain_itself);
	tcase_add_test(tests, mx_of_an_alias_is_that_of_the_name_behind_it);
	tcase_add_test(tests, mx_null_takes_no_mail);
	tcase_add_test(tests, mx_null_beside_others_is_told);
	tcase_add_loop_test(
	    tests, mx_tells_names_that_no_host_has, 0, ROWS_OF(names));
	tcase_add_test(tests, mx_beyond_the_limit_are_the_least_preferred);
	tcase_add_loop_test(
	    tests, mx_fails_as_the_resolver_does, 0, ROWS_OF(failures));
	tcase_add_test(tests, mx_is_vouched_for_if_the_answer_says_so);
	tcase_add_test(tests, mx_of_another_name_is_none);
	tcase_add_test(tests, mx_missing_leaves_the_name_behind_an_alias);
	tcase_add_test(tests, mx_cut_anywhere_is_broken);
	tcase_add_test(tests, mx_name_may_not_leave_its_record);
	tcase_add_test(tests, mx_print_counts_what_has_no_room);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
