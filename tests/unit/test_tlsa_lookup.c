#include "tlsa_lookup.h"

#include <arpa/nameser.h>
#include <errno.h>
#include <netdb.h>
#include <resolv.h>
#include <string.h>
#include <unistd.h>

#include "unit.h"

/* The resolver of this test stands in for libc's. */
static struct {
	unsigned long options; /* from resolv.conf */
	const void *answer;
	int len;           /* what res_nquery() returns */
	unsigned int wait; /* seconds that it takes */
	int number;        /* errno that it leaves */
} resolver;

/* What was asked for. */
static char asked[TLSA_NAME_SIZE];
static int asked_type;
static unsigned long asked_with;

int
res_ninit(res_state state)
{
	state->options = resolver.options;
	errno = resolver.number;
	return 0;
}

void
res_nclose(res_state state)
{
	state->options = 0;
}

/* What libc says of an answer that it took for ours. */
static int
reason_of(const unsigned char *answer)
{
	bool empty = answer[6] == 0 && answer[7] == 0;

	if ((answer[3] & 0x0f) == ns_r_nxdomain)
		return HOST_NOT_FOUND;
	return (answer[3] & 0x0f) == ns_r_noerror && empty ? NO_DATA
							   : TRY_AGAIN;
}

int
res_nquery(res_state state, const char *name, int class, int type,
    unsigned char *answer, int size)
{
	size_t len = resolver.len < 0 ? NS_HFIXEDSZ : (size_t)resolver.len;

	(void)snprintf(asked, sizeof(asked), "%s", name);
	asked_type = type;
	asked_with = state->options;
	ck_assert_int_eq(class, ns_c_in);
	ck_assert_uint_le(len, (size_t)size);
	if (resolver.answer != NULL)
		memcpy(answer, resolver.answer, len);
	(void)sleep(resolver.wait);
	errno = resolver.number;
	state->res_h_errno = reason_of(answer);
	return resolver.len;
}

static struct tlsa tlsa;
static struct error error;

static int
lookup(double seconds)
{
	return tlsa_lookup(
	    &tlsa, "mail.example", 25, deadline_in(seconds), &error);
}

static const unsigned char signed_answer[] =
    "\x12\x67\x81\xa0\0\1\0\1\0\0\0\0"
    "\3_25\4_tcp\4mail\7example\0\0\x34\0\1"
    "\xc0\x0c\0\x34\0\1\0\0\1\x2c\0\7\3\1\1abcd";

START_TEST(tlsa_lookup_finds_records)
{
	resolver.options = RES_DEFAULT | RES_TRUSTAD;
	resolver.answer = signed_answer;
	resolver.len = sizeof(signed_answer) - 1;
	ck_assert_msg(lookup(10) == 0, "%s", error.text);
	ck_assert_uint_eq(tlsa.count, 1);
	ck_assert_str_eq(asked, "_25._tcp.mail.example");
	ck_assert_int_eq(asked_type, 52);
	ck_assert((asked_with & RES_TRUSTAD) != 0);
	ck_assert((asked_with & RES_USE_DNSSEC) != 0);
	tlsa_free(&tlsa);
}
END_TEST

/* Not even a signed answer counts, so it is not asked for. */
START_TEST(tlsa_lookup_needs_the_word_of_the_administrator)
{
	resolver.options = RES_DEFAULT;
	resolver.answer = signed_answer;
	resolver.len = sizeof(signed_answer) - 1;
	ck_assert_int_eq(lookup(10), -1);
	ck_assert_int_eq(error.kind, ERROR_USAGE);
	ck_assert_ptr_nonnull(strstr(error.text, "\"options trust-ad\""));
	ck_assert_uint_eq(tlsa.count, 0);
	ck_assert_str_eq(asked, "");
}
END_TEST

/* Where libc has only a failure to tell, the header has more. */
static const struct {
	const char *header;
	enum error_kind kind;
	const char *said;
} failures[] = {
	{ "\x12\x67\x81\xa3\0\1\0\0\0\0\0\0", ERROR_USAGE, "no TLSA record" },
	{ "\x12\x67\x81\xa0\0\1\0\0\0\0\0\0", ERROR_USAGE, "no TLSA record" },
	/* behind an alias */
	{ "\x12\x67\x81\x83\0\1\0\1\0\0\0\0", ERROR_USAGE, "no TLSA record" },
	{ "\x12\x67\x81\x82\0\1\0\0\0\0\0\0", ERROR_RETRY, "SERVFAIL" },
	/* libc did not take it for the answer */
	{ "\x12\x67\x81\xa0\0\1\0\1\0\0\0\0", ERROR_RETRY, "no answer" },
	{ "\0\0\0\0\0\0\0\0\0\0\0\0", ERROR_RETRY, "no answer" },
};

START_TEST(tlsa_lookup_reads_the_header_of_a_failure)
{
	resolver.options = RES_TRUSTAD;
	resolver.answer = failures[_i].header;
	resolver.len = -1;
	ck_assert_int_eq(lookup(10), -1);
	ck_assert_int_eq(error.kind, failures[_i].kind);
	ck_assert_msg(strstr(error.text, failures[_i].said) != NULL,
	    "\"%s\" lacks: %s", error.text, failures[_i].said);
}
END_TEST

/* Neither "trust-ad" nor an answer can be seen then. */
START_TEST(tlsa_lookup_without_a_descriptor_is_this_hosts_fault)
{
	resolver.options = _i == 0 ? RES_DEFAULT : RES_TRUSTAD;
	resolver.len = -1;
	resolver.number = EMFILE;
	ck_assert_int_eq(lookup(10), -1);
	ck_assert_int_eq(error.kind, ERROR_USAGE);
	ck_assert_ptr_nonnull(strstr(error.text, "no file descriptor left"));
}
END_TEST

START_TEST(tlsa_lookup_says_what_was_not_answered_in_time)
{
	resolver.options = RES_TRUSTAD;
	resolver.len = -1;
	resolver.wait = 1;
	ck_assert_int_eq(lookup(0.05), -1);
	ck_assert_int_eq(error.kind, ERROR_TIMEOUT);
	ck_assert_ptr_nonnull(strstr(error.text, "_25._tcp.mail.example TLSA"));
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("tlsa_lookup");
	TCase *tests = tcase_create("tlsa_lookup");

	tcase_add_test(tests, tlsa_lookup_finds_records);
	tcase_add_test(tests, tlsa_lookup_needs_the_word_of_the_administrator);
	tcase_add_loop_test(tests, tlsa_lookup_reads_the_header_of_a_failure, 0,
	    ROWS_OF(failures));
	tcase_add_loop_test(
	    tests, tlsa_lookup_without_a_descriptor_is_this_hosts_fault, 0, 2);
	tcase_add_test(tests, tlsa_lookup_says_what_was_not_answered_in_time);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
