#include "tls_failure.h"

#include <openssl/err.h>
#include <openssl/sslerr.h>
#include <string.h>

#include "unit.h"

static struct error error;

static const struct {
	int library, reason;
	enum error_kind kind;
	int alert;
	const char *said;
} codes[] = {
	{ ERR_LIB_SSL, 1000 + 70, ERROR_TLS, 70,
	    "the server's TLS alert: protocol version" },
	{ ERR_LIB_SSL, 1000 + 255, ERROR_TLS, 255, "alert: unknown" },
	{ ERR_LIB_SSL, 1000 + 256, ERROR_TLS, -1, "OpenSSL error" },
	{ ERR_LIB_SSL, SSL_R_DH_KEY_TOO_SMALL, ERROR_TLS, -1,
	    "the server's DH key is too small" },
	/* Another library's reason of the same number. */
	{ ERR_LIB_EVP, SSL_R_DH_KEY_TOO_SMALL, ERROR_TLS, -1, "OpenSSL error" },
	{ ERR_LIB_EVP, 1000 + 70, ERROR_TLS, -1, "OpenSSL error" },
	/* The peer's bytes may be at fault. */
	{ ERR_LIB_SSL, ERR_R_EVP_LIB, ERROR_TLS, -1, "OpenSSL error" },
	{ ERR_LIB_SSL, SSL_R_NO_PROTOCOLS_AVAILABLE, ERROR_USAGE, -1,
	    "cannot speak" },
	/* This host's own. */
	{ ERR_LIB_SSL, ERR_R_MALLOC_FAILURE, ERROR_USAGE, -1, "out of memory" },
	{ ERR_LIB_EVP, ERR_R_MALLOC_FAILURE, ERROR_USAGE, -1, "out of memory" },
	{ ERR_LIB_SSL, ERR_R_INTERNAL_ERROR, ERROR_USAGE, -1, "on this host" },
	{ ERR_LIB_SSL, ERR_R_DISABLED, ERROR_USAGE, -1, "on this host" },
	{ ERR_LIB_RAND, 100, ERROR_USAGE, -1, "on this host" },
	{ ERR_LIB_SYS, 24, ERROR_USAGE, -1, "on this host" },
};

START_TEST(failure_is_the_servers_or_this_hosts)
{
	unsigned long code = ERR_PACK(codes[_i].library, 0, codes[_i].reason);

	if (codes[_i].library == ERR_LIB_SYS)
		code = (unsigned long)ERR_SYSTEM_FLAG |
		       (unsigned long)codes[_i].reason;
	ck_assert_int_eq(tls_failure(code, ERROR_TLS, &error), -1);
	ck_assert_int_eq(error.kind, codes[_i].kind);
	ck_assert_msg(
	    strstr(error.text, codes[_i].said) != NULL, "%s", error.text);
	ck_assert_int_eq(tls_failure_alert(code), codes[_i].alert);
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("tls_failure");
	TCase *tests = tcase_create("tls_failure");

	tcase_add_loop_test(
	    tests, failure_is_the_servers_or_this_hosts, 0, ROWS_OF(codes));
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
