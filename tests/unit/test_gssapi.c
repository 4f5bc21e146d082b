#include "kerberos.h"

#include <string.h>

#include "mechanisms.h"
#include "memory.h"
#include "unit.h"

/* --- A Kerberos of our own: a wrapped message begins with "W". --------------
 */

struct kerberos {
	int steps;
};

static struct {
	struct kerberos_login login;
	int opened, closed, steps;
	enum error_kind fails; /* at the first step */
} fake;

struct kerberos *
kerberos_open(const struct kerberos_login *login, struct error *error)
{
	(void)error;
	fake.login = *login;
	fake.opened++;
	return memory_zeroed(sizeof(struct kerberos));
}

int
kerberos_step(struct kerberos *kerberos, const struct buf *in, struct buf *out,
    bool *done, struct deadline deadline, struct error *error)
{
	(void)deadline;
	if (fake.fails != ERROR_NONE)
		return error_set(error, fake.fails, "no ticket");
	if (kerberos->steps++ == 0) {
		ck_assert_uint_eq(in->len, 0);
		return buf_puts(out, "AP-REQ");
	}
	if (strcmp(buf_string(in), "AP-REP") != 0)
		return error_set(error, ERROR_PROTOCOL, "not genuine");
	*done = true;
	return 0;
}

int
kerberos_unwrap(struct kerberos *kerberos, const struct buf *in,
    struct buf *out, struct error *error)
{
	(void)kerberos;
	if (in->len == 0 || in->data[0] != 'W')
		return error_set(error, ERROR_PROTOCOL, "not genuine");
	return buf_append(out, in->data + 1, in->len - 1);
}

int
kerberos_wrap(struct kerberos *kerberos, const struct buf *in, struct buf *out,
    struct error *error)
{
	(void)kerberos;
	(void)error;
	(void)buf_putc(out, 'W');
	return buf_append(out, in->data, in->len);
}

void
kerberos_close(struct kerberos *kerberos)
{
	if (kerberos != NULL)
		fake.closed++;
	free(kerberos);
}

/* --- One exchange -----------------------------------------------------------
 */

static struct error error;
static struct buf response = BUF_INIT(SASL_MESSAGE_LIMIT);
static struct sasl_context context;
static void *state;

static void
set_up(void)
{
	memset(&fake, 0, sizeof(fake));
	context = (struct sasl_context){ .host = "mail.example", .port = 25 };
	state = memory_zeroed(sasl_gssapi.state_size);
}

static void
tear_down(void)
{
	sasl_gssapi.end(state);
	ck_assert_int_eq(fake.closed, fake.opened);
	free(state);
	buf_free(&response);
}

static enum sasl_status
step(const void *bytes, size_t len)
{
	struct buf challenge = BUF_INIT(SASL_MESSAGE_LIMIT);
	enum sasl_status status;

	(void)buf_append(&challenge, bytes, len);
	buf_clear(&response);
	status =
	    sasl_gssapi.step(state, &context, &challenge, &response, &error);
	ck_assert_int_eq(error.kind == ERROR_NONE, status != SASL_FAIL);
	buf_free(&challenge);
	return status;
}

static void
make_context(void)
{
	ck_assert_int_eq(step("", 0), SASL_MORE);
	ck_assert_str_eq(buf_string(&response), "AP-REQ");
	ck_assert_int_eq(step("AP-REP", 6), SASL_MORE);
	ck_assert_uint_eq(response.len, 0);
}

START_TEST(gssapi_takes_no_security_layer)
{
	make_context();
	ck_assert_int_eq(step("W\x07\x00\xff\xff", 5), SASL_DONE);
	ck_assert_uint_eq(response.len, 5);
	ck_assert_int_eq(memcmp(response.data, "W\x01\0\0\0", 5), 0);
}
END_TEST

START_TEST(gssapi_names_the_identity_to_act_as)
{
	context.authzid = "other";
	make_context();
	ck_assert_int_eq(step("W\x01\x00\x00\x00", 5), SASL_DONE);
	ck_assert_uint_eq(response.len, 10);
	ck_assert_int_eq(memcmp(response.data, "W\x01\0\0\0other", 10), 0);
}
END_TEST

START_TEST(gssapi_wants_the_way_without_a_layer)
{
	make_context();
	ck_assert_int_eq(step("W\x06\x00\xff\xff", 5), SASL_FAIL);
	ck_assert_int_eq(error.kind, ERROR_UNSUPPORTED);
}
END_TEST

START_TEST(gssapi_refuses_an_offer_that_makes_no_sense)
{
	static const struct {
		const char *bytes;
		size_t len;
	} rows[] = { { "W\x07", 2 }, { "W", 1 }, { "", 0 },
		{ "X\x01\0\0\0", 5 }, { "W\x01\0\0\0\0", 6 } };

	make_context();
	ck_assert_int_eq(step(rows[_i].bytes, rows[_i].len), SASL_FAIL);
	ck_assert_int_eq(error.kind, ERROR_PROTOCOL);
}
END_TEST

START_TEST(gssapi_refuses_a_server_that_does_not_prove_itself)
{
	ck_assert_int_eq(step("", 0), SASL_MORE);
	ck_assert_int_eq(step("W\x01\0\0\0", 5), SASL_FAIL);
	ck_assert_int_eq(error.kind, ERROR_PROTOCOL);
}
END_TEST

START_TEST(gssapi_tells_why_there_is_no_ticket)
{
	fake.fails = ERROR_USAGE;
	ck_assert_int_eq(step("", 0), SASL_FAIL);
	ck_assert_int_eq(error.kind, ERROR_USAGE);
	ck_assert_str_eq(error.text, "no ticket");
}
END_TEST

START_TEST(gssapi_asks_for_the_service_of_the_protocol)
{
	struct buf endpoint = BUF_INIT(10);

	context.user = "probe";
	context.keytab = "/k";
	context.endpoint = &endpoint;
	ck_assert_int_eq(step("", 0), SASL_MORE);
	ck_assert_str_eq(fake.login.service, "smtp");
	ck_assert_str_eq(fake.login.host, "mail.example");
	ck_assert_str_eq(fake.login.principal, "probe");
	ck_assert_str_eq(fake.login.keytab, "/k");
	ck_assert_ptr_eq(fake.login.binding, &endpoint);
	tear_down();
	set_up();
	context.service = "imap";
	ck_assert_int_eq(step("", 0), SASL_MORE);
	ck_assert_str_eq(fake.login.service, "imap");
}
END_TEST

START_TEST(gssapi_needs_the_name_of_the_server)
{
	context.host = NULL;
	ck_assert_int_eq(step("", 0), SASL_FAIL);
	ck_assert_int_eq(error.kind, ERROR_USAGE);
	ck_assert_int_eq(fake.opened, 0);
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("gssapi");
	TCase *tests = tcase_create("gssapi");

	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(tests, gssapi_takes_no_security_layer);
	tcase_add_test(tests, gssapi_names_the_identity_to_act_as);
	tcase_add_test(tests, gssapi_wants_the_way_without_a_layer);
	tcase_add_loop_test(
	    tests, gssapi_refuses_an_offer_that_makes_no_sense, 0, 5);
	tcase_add_test(
	    tests, gssapi_refuses_a_server_that_does_not_prove_itself);
	tcase_add_test(tests, gssapi_tells_why_there_is_no_ticket);
	tcase_add_test(tests, gssapi_asks_for_the_service_of_the_protocol);
	tcase_add_test(tests, gssapi_needs_the_name_of_the_server);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
