#include "tls.h"

#include <string.h>

#include "tls_peer.h"
#include "unit.h"

static struct stream *stream;
static struct buf data = BUF_INIT(128);
static struct error error;

static void
tear_down(void)
{
	stream_free(stream);
	buf_free(&data);
}

/* What the server has of its own to bind to, as its only line. */
static void
play_binding(SSL *ssl)
{
	static const char label[] = "EXPORTER-Channel-Binding";
	unsigned char bytes[128];
	size_t len = 32;

	/* RFC 9266 2: the context is there, and empty. */
	if (SSL_version(ssl) < TLS1_3_VERSION)
		len = SSL_get_peer_finished(ssl, bytes, sizeof(bytes));
	else if (SSL_export_keying_material(ssl, bytes, len, label,
		     strlen(label), (const unsigned char *)"", 0, 1) != 1)
		_exit(12);
	(void)SSL_write(ssl, bytes, (int)len);
}

static const char *
binding(const struct tls_peer *peer)
{
	struct tls_config config = { .server_name = "mail.example" };
	struct tls_facts facts = { 0 };
	struct stream *secure;
	pid_t child;

	stream = tls_peer_start(peer, &child);
	secure = tls_connect(stream, &config, &facts, deadline_in(10), &error);
	ck_assert_msg(secure != NULL, "%s", error.text);
	stream = secure;
	return tls_channel_binding(stream, &data);
}

static void
expect_the_servers(size_t len)
{
	char theirs[128];

	ck_assert_int_eq(stream_read(stream, theirs, sizeof(theirs),
			     deadline_in(10), &error),
	    (ssize_t)len);
	ck_assert_uint_eq(data.len, len);
	ck_assert_mem_eq(data.data, theirs, len);
}

/* RFC 9266 2 */
START_TEST(binding_in_tls_1_3_is_the_exporter)
{
	ck_assert_pstr_eq(binding(&(struct tls_peer){ .play = play_binding }),
	    "tls-exporter");
	expect_the_servers(32);
}
END_TEST

/* RFC 5929 3: the client's Finished, the first of the handshake. */
START_TEST(binding_in_tls_1_2_is_the_first_finished)
{
	ck_assert_pstr_eq(binding(&(struct tls_peer){ .play = play_binding,
			      .max_version = TLS1_2_VERSION }),
	    "tls-unique");
	expect_the_servers(12);
}
END_TEST

/* RFC 7627 1: then a man in the middle can make two sessions look alike. */
START_TEST(binding_in_tls_1_2_needs_the_extended_master_secret)
{
	ck_assert_ptr_null(binding(&(struct tls_peer){ .play = play_binding,
	    .max_version = TLS1_2_VERSION,
	    .options = SSL_OP_NO_EXTENDED_MASTER_SECRET }));
	ck_assert_uint_eq(data.len, 0);
}
END_TEST

int
main(void)
{
	Suite *all = suite_create("channel_binding");
	TCase *tests = tcase_create("channel_binding");

	tcase_set_timeout(tests, 20);
	tcase_add_checked_fixture(tests, NULL, tear_down);
	tcase_add_test(tests, binding_in_tls_1_3_is_the_exporter);
	tcase_add_test(tests, binding_in_tls_1_2_is_the_first_finished);
	tcase_add_test(
	    tests, binding_in_tls_1_2_needs_the_extended_master_secret);
	suite_add_tcase(all, tests);
	return unit_run(all);
}
