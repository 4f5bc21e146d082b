#include <dlfcn.h>
#include <openssl/bio.h>
#include <openssl/x509_vfy.h>
#include <string.h>

#include "certificate_peer.h"
#include "unit.h"

/* The functions below stand in for OpenSSL's, and fail as these do without
 * memory. */
static enum part {
	NOTHING,
	METHOD,
	DATA,
	VERIFICATION
} broken;

/* Fills in the function that this test hides. */
static void
find_real(const char *name, void *function, size_t size)
{
	void *found = dlsym(RTLD_NEXT, name);

	ck_assert_ptr_nonnull(found);
	memcpy(function, &found, size);
}

BIO_METHOD *
BIO_meth_new(int type, const char *name)
{
	BIO_METHOD *(*real)(int, const char *);

	find_real("BIO_meth_new", &real, sizeof(real));
	return broken == METHOD ? NULL : real(type, name);
}

int
X509_STORE_CTX_set_ex_data(X509_STORE_CTX *context, int index, void *data)
{
	int (*real)(X509_STORE_CTX *, int, void *);

	find_real("X509_STORE_CTX_set_ex_data", &real, sizeof(real));
	return broken == DATA ? 0 : real(context, index, data);
}

int
X509_verify_cert(X509_STORE_CTX *context)
{
	int (*real)(X509_STORE_CTX *);

	find_real("X509_verify_cert", &real, sizeof(real));
	if (broken != VERIFICATION)
		return real(context);
	X509_STORE_CTX_set_error(context, X509_V_ERR_OUT_OF_MEM);
	return -1;
}

START_TEST(handshake_that_openssl_cannot_begin_is_this_hosts_fault)
{
	struct tls_peer peer = { .play = play_nothing };
	struct tls_config config = { .server_name = "mail.example" };
	struct tls_facts agreed = { .version = NULL };
	pid_t child;

	broken = METHOD;
	stream = tls_peer_start(&peer, &child);
	ck_assert_ptr_null(
	    tls_connect(stream, &config, &agreed, deadline_in(10), &error));
	ck_assert_int_eq(error.kind, ERROR_USAGE);
	ck_assert_int_eq(agreed.refusal, TLS_NOT_REFUSED);
}
END_TEST

START_TEST(verification_that_openssl_cannot_do_is_this_hosts_fault)
{
	static const enum part parts[] = { DATA, VERIFICATION };
	struct certificate_policy policy = { .name = "mail.example" };

	broken = parts[_i];
	ck_assert_int_eq(examine_for("server.pem", "ca.pem", &policy), -1);
	ck_assert_int_eq(error.kind, ERROR_USAGE);
	ck_assert_msg(
	    strstr(error.text, "out of memory") != NULL, "%s", error.text);
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("broken_library");
	TCase *tests = tcase_create("broken_library");

	tcase_set_timeout(tests, 20);
	tcase_add_checked_fixture(tests, NULL, tear_down);
	tcase_add_test(
	    tests, handshake_that_openssl_cannot_begin_is_this_hosts_fault);
	tcase_add_loop_test(tests,
	    verification_that_openssl_cannot_do_is_this_hosts_fault, 0, 2);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
