#include "tls.h"

#include <string.h>
#include <sys/wait.h>

#include "tls_peer.h"
#include "unit.h"

static struct stream *stream; /* the outermost */
static struct tls_config config;
static struct tls_facts facts;
static struct error error;
static pid_t child;
static char in[4096];

static void
tear_down(void)
{
	stream_free(stream);
}

/* The handshake; the stream below stays when it fails. */
static int
shake_hands(const struct tls_peer *peer, const char *name, double seconds)
{
	struct stream *secure;

	config.server_name = name;
	stream = tls_peer_start(peer, &child);
	secure =
	    tls_connect(stream, &config, &facts, deadline_in(seconds), &error);
	if (secure == NULL)
		return -1;
	stream = secure;
	return 0;
}

static void
connect_to(const struct tls_peer *peer)
{
	ck_assert_msg(
	    shake_hands(peer, "mail.example", 10) == 0, "%s", error.text);
}

static ssize_t
get(double seconds)
{
	memset(in, 0, sizeof(in));
	return stream_read(
	    stream, in, sizeof(in) - 1, deadline_in(seconds), &error);
}

static ssize_t
look(void)
{
	memset(in, 0, sizeof(in));
	return stream_read(stream, in, sizeof(in) - 1, DEADLINE_NOW, &error);
}

static void
put(const char *text)
{
	ck_assert_int_eq(
	    stream_write(stream, text, strlen(text), deadline_in(5), &error),
	    0);
}

static void
say(SSL *ssl, const char *text)
{
	(void)SSL_write(ssl, text, (int)strlen(text));
}

/* Waits until the client speaks or hangs up. */
static int
hear(SSL *ssl, char *to, int size)
{
	int n = SSL_read(ssl, to, size - 1);

	to[n > 0 ? n : 0] = '\0';
	return n;
}

/* --- What servers do ------------------------------------------------------ */

static void
play_echo(SSL *ssl)
{
	char text[1000];

	say(ssl, "220 hi\r\n");
	while (hear(ssl, text, sizeof(text)) > 0)
		say(ssl, text);
	if (SSL_get_shutdown(ssl) != SSL_RECEIVED_SHUTDOWN)
		_exit(12);
}

static void
play_name(SSL *ssl)
{
	const char *name = SSL_get_servername(ssl, TLSEXT_NAMETYPE_host_name);

	say(ssl, name == NULL ? "(none)" : name);
}

static void
play_goodbye(SSL *ssl)
{
	say(ssl, "221 bye\r\n");
	(void)SSL_shutdown(ssl);
}

static void
play_ahead(SSL *ssl)
{
	say(ssl, "220 hi\r\n");
	say(ssl, "421 bye\r\n");
	play_echo(ssl);
}

static void
play_cut(SSL *ssl)
{
	say(ssl, "250-half\r\n");
}

static void
play_garbage(SSL *ssl)
{
	static const char garbage[] = "\x17\x03\x03\x00\x20 this is no record "
				      "but some other bytes of them";

	say(ssl, "220 hi\r\n");
	(void)send(SSL_get_fd(ssl), garbage, sizeof(garbage), 0);
}

static void
play_silence(SSL *ssl)
{
	char text[100];

	(void)hear(ssl, text, sizeof(text));
	say(ssl, text);
}

static void
play_tickets(SSL *ssl)
{
	while (SSL_new_session_ticket(ssl) == 1 && SSL_do_handshake(ssl) == 1)
		;
}

/* After the ClientHello, which is read whole: a peer that leaves some of it
 * breaks the connection when it closes. */
static void
answer(int fd, const char *bytes, size_t len)
{
	char hello[8000];

	(void)recv(fd, hello, sizeof(hello), 0);
	(void)send(fd, bytes, len, 0);
}

static void
wait_for_end(int fd)
{
	char hello[1000];

	while (recv(fd, hello, sizeof(hello), 0) > 0)
		;
}

static void
raw_plain(int fd)
{
	static const char text[] = "220 mail.example ESMTP|\r\n250 more\r\n";

	answer(fd, text, strlen(text));
	wait_for_end(fd);
}

static void
raw_cut(int fd)
{
	answer(fd, "220 mail ESM", 12);
	wait_for_end(fd);
}

static void
raw_word(int fd)
{
	answer(fd, "220ESM", 6);
	wait_for_end(fd);
}

static void
raw_imap(int fd)
{
	answer(fd, "* OK ready\r\n", 12);
	wait_for_end(fd);
}

/* The first bytes in small pieces. */
static void
raw_drip(int fd)
{
	answer(fd, "22", 2);
	(void)usleep(50 * 1000);
	(void)send(fd, "0 mail.example ESMTP\r\n", 22, 0);
	wait_for_end(fd);
}

static void
raw_garbage(int fd)
{
	static const char bytes[] = "\x00\x01\x02\xff\xfe what is this";

	answer(fd, bytes, sizeof(bytes));
	wait_for_end(fd);
}

static void
raw_alert(int fd)
{
	answer(fd, "\x15\x03\x03\x00\x02\x02\x28", 7);
	wait_for_end(fd);
}

static void
raw_internal_alert(int fd)
{
	answer(fd, "\x15\x03\x03\x00\x02\x02\x50", 7);
	wait_for_end(fd);
}

static void
raw_unknown_alert(int fd)
{
	answer(fd, "\x15\x03\x03\x00\x02\x02\xff", 7);
	wait_for_end(fd);
}

/* close_notify (RFC 8446 6.1) */
static void
raw_good_bye(int fd)
{
	answer(fd, "\x15\x03\x03\x00\x02\x01\x00", 7);
	wait_for_end(fd);
}

/* It does not read the hello. */
static void
raw_reset(int fd)
{
	char one;

	(void)recv(fd, &one, 1, MSG_PEEK);
}

static void
raw_close(int fd)
{
	answer(fd, "", 0);
}

static void
raw_half(int fd)
{
	answer(fd, "\x16\x03\x03\x00\x7a\x02\x00\x00", 8);
}

static void
raw_silence(int fd)
{
	wait_for_end(fd);
}

/* HelloRequest (RFC 5246 7.4.1.1), which a client skips: for ever. */
static void
raw_flood(int fd)
{
	static const char record[] = "\x16\x03\x03\x00\x04\x00\x00\x00";

	while (send(fd, record, 9, 0) == 9)
		;
}

/* --- Handshake ------------------------------------------------------------ */

START_TEST(tls_connect_finds_out_what_was_agreed_on)
{
	connect_to(&(struct tls_peer){ .play = play_echo });
	ck_assert_str_eq(facts.version, "TLSv1.3");
	ck_assert_int_eq(strncmp(facts.cipher, "TLS_", 4), 0);
	ck_assert_str_ne(facts.group, "");
	ck_assert_int_eq(get(10), 8);
	ck_assert_str_eq(in, "220 hi\r\n");
	put("NOOP\r\n");
	ck_assert_int_eq(get(10), 6);
	ck_assert_str_eq(in, "NOOP\r\n");
}
END_TEST

START_TEST(tls_connect_speaks_tls_1_2)
{
	connect_to(&(struct tls_peer){
	    .play = play_echo, .max_version = TLS1_2_VERSION });
	ck_assert_str_eq(facts.version, "TLSv1.2");
	ck_assert_str_ne(facts.cipher, "");
	ck_assert_int_eq(get(10), 8);
}
END_TEST

START_TEST(tls_connect_sends_the_server_name_if_there_is_one)
{
	ck_assert_int_eq(shake_hands(&(struct tls_peer){ .play = play_name },
			     _i == 0 ? "mail.example" : NULL, 10),
	    0);
	ck_assert_int_gt(get(10), 0);
	ck_assert_str_eq(in, _i == 0 ? "mail.example" : "(none)");
}
END_TEST

static const struct {
	struct tls_peer peer;
	enum error_kind kind;
	const char *said;
	enum tls_refusal refusal;
} failures[] = {
	{ { .raw = raw_plain }, ERROR_TLS,
	    "the server answers in plain text: 220 mail.example ESMTP/",
	    TLS_NOT_REFUSED },
	{ { .raw = raw_drip }, ERROR_TLS, "plain text: 220 mail.example ESMTP",
	    TLS_NOT_REFUSED },
	{ { .raw = raw_imap }, ERROR_TLS,
	    "an IMAP server (143, over TLS 993), without TLS: * OK ready",
	    TLS_NOT_REFUSED },
	{ { .raw = raw_garbage }, ERROR_TLS, "the answer is not TLS",
	    TLS_NOT_REFUSED },
	{ { .raw = raw_alert }, ERROR_TLS, "handshake failure",
	    TLS_REFUSED_BY_ALERT },
	{ { .raw = raw_close }, ERROR_CLOSED, "hung up", TLS_REFUSED_BY_CLOSE },
	{ { .raw = raw_good_bye }, ERROR_CLOSED, "hung up",
	    TLS_REFUSED_BY_CLOSE },
	{ { .raw = raw_internal_alert }, ERROR_TLS, "internal error",
	    TLS_REFUSED_BY_FAULT },
	/* For other reasons than the hello. */
	{ { .raw = raw_unknown_alert }, ERROR_TLS, "TLS alert: unknown",
	    TLS_NOT_REFUSED },
	{ { .raw = raw_reset }, ERROR_CLOSED, "broke the connection",
	    TLS_NOT_REFUSED },
	{ { .raw = raw_half }, ERROR_CLOSED, "hung up", TLS_NOT_REFUSED },
	{ { .raw = raw_silence }, ERROR_TIMEOUT, "no answer in time",
	    TLS_NOT_REFUSED },
	{ { .raw = raw_flood }, ERROR_TIMEOUT, "no answer in time",
	    TLS_NOT_REFUSED },
	{ { .max_version = TLS1_1_VERSION }, ERROR_TLS, "protocol version",
	    TLS_REFUSED_BY_ALERT },
	/* It comes behind the ServerHello. */
	{ { .max_version = TLS1_2_VERSION, .wants_certificate = true },
	    ERROR_TLS, "handshake failure", TLS_NOT_REFUSED },
};

START_TEST(tls_connect_tells_why_there_is_no_session)
{
	enum error_kind kind = failures[_i].kind;

	ck_assert_int_eq(shake_hands(&failures[_i].peer, "mail.example",
			     kind == ERROR_TIMEOUT ? 0.2 : 10),
	    -1);
	ck_assert_int_eq(error.kind, kind);
	ck_assert_msg(strstr(error.text, failures[_i].said) != NULL,
	    "\"%s\" does not say: %s", error.text, failures[_i].said);
	ck_assert_ptr_null(strpbrk(error.text, "|\r\n"));
	ck_assert_ptr_null(facts.version);
	ck_assert_int_eq(facts.refusal, failures[_i].refusal);
}
END_TEST

static const struct {
	struct tls_peer peer;
	const char *told;
	bool cut;
} cuts[] = {
	{ { .raw = raw_plain },
	    "the server answers in plain text: 220 mail.example ESMTP/",
	    false },
	{ { .raw = raw_cut }, "the server answers in plain text: 220 mail",
	    true },
	{ { .raw = raw_word }, "the server answers in plain text", true },
};

START_TEST(tls_connect_tells_no_word_that_is_cut)
{
	ck_assert_int_eq(shake_hands(&cuts[_i].peer, "mail.example", 10), -1);
	ck_assert_str_eq(error.text, cuts[_i].told);
	ck_assert_int_eq(facts.cut, cuts[_i].cut);
}
END_TEST

/* --- Policy --------------------------------------------------------------- */

START_TEST(tls_version_has_a_name_of_three_characters)
{
	ck_assert_int_eq(tls_version_find("1.0"), TLS_1_0);
	ck_assert_int_eq(tls_version_find("1.1"), TLS_1_1);
	ck_assert_int_eq(tls_version_find("1.2"), TLS_1_2);
	ck_assert_int_eq(tls_version_find("1.3"), TLS_1_3);
	ck_assert_int_eq(tls_version_find("1.4"), TLS_ANY);
	ck_assert_int_eq(tls_version_find("1.2 "), TLS_ANY);
	ck_assert_int_eq(tls_version_find("2.0"), TLS_ANY);
	ck_assert_int_eq(tls_version_find("1"), TLS_ANY);
	ck_assert_int_eq(tls_version_find(""), TLS_ANY);
}
END_TEST

static const struct {
	struct tls_policy policy;
	int server_max;
	const char *version, *cipher; /* agreed on; NULL: no session */
} policies[] = {
	{ { 0 }, 0, "TLSv1.3", "" },
	{ { 0 }, TLS1_1_VERSION, NULL, NULL },
	{ { .max = TLS_1_2 }, 0, "TLSv1.2", "" },
	{ { .min = TLS_1_3 }, TLS1_2_VERSION, NULL, NULL },
	{ { .min = TLS_1_0 }, TLS1_VERSION, "TLSv1", "" },
	{ { .min = TLS_1_1 }, TLS1_VERSION, NULL, NULL },
	{ { .min = TLS_1_0, .max = TLS_1_1 }, 0, "TLSv1.1", "" },
	{ { .ciphers = "TLS_AES_128_GCM_SHA256" }, 0, "TLSv1.3",
	    "TLS_AES_128_GCM_SHA256" },
	/* Of the kind that is not named nothing changes. */
	{ { .ciphers = "TLS_AES_128_GCM_SHA256" }, TLS1_2_VERSION, "TLSv1.2",
	    "" },
	{ { .ciphers = "ECDHE-ECDSA-AES256-SHA" }, 0, "TLSv1.3", "" },
	{ { .ciphers = "ECDHE-ECDSA-AES256-SHA" }, TLS1_2_VERSION, "TLSv1.2",
	    "ECDHE-ECDSA-AES256-SHA" },
	{ { .ciphers = "TLS_AES_128_GCM_SHA256, ECDHE-ECDSA-AES256-SHA;" },
	    TLS1_2_VERSION, "TLSv1.2", "ECDHE-ECDSA-AES256-SHA" },
	{ { .ciphers = "HIGH:!aNULL:!AES256:@STRENGTH" }, TLS1_2_VERSION,
	    "TLSv1.2", "" },
	{ { .ciphers = "ECDHE-RSA-AES128-GCM-SHA256", .max = TLS_1_2 }, 0, NULL,
	    NULL },
};

START_TEST(tls_connect_keeps_to_the_policy)
{
	const char *version = policies[_i].version;

	config.policy = policies[_i].policy;
	ck_assert_int_eq(tls_check(&config, &error), 0);
	ck_assert_int_eq(
	    shake_hands(&(struct tls_peer){ .play = play_echo,
			    .max_version = policies[_i].server_max },
		"mail.example", 10),
	    version == NULL ? -1 : 0);
	if (version == NULL)
		return;
	ck_assert_str_eq(facts.version, version);
	if (policies[_i].cipher[0] != '\0')
		ck_assert_str_eq(facts.cipher, policies[_i].cipher);
}
END_TEST

static const struct {
	const char *ciphers, *said;
} nonsense[] = {
	{ "", "no name in it" },
	{ ":", "no name in it" },
	{ "NONSENSE", "\"NONSENSE\"" },
	{ "HIGH:NONSENSE", "\"NONSENSE\"" },
	{ "HIGH:!NONSENSE", "\"!NONSENSE\"" },
	{ "TLS_AES_128_GCM_SHA256:TLS_NONSENSE", "\"TLS_NONSENSE\"" },
	{ "!aNULL", "is left" },
	{ "DEFAULT:@SECLEVEL=9", "is left" },
};

START_TEST(tls_check_refuses_a_list_that_is_too_long)
{
	static char list[8192];

	memset(list, ':', sizeof(list) - 1);
	memcpy(list, "HIGH", 4);
	config.policy.ciphers = list;
	ck_assert_int_eq(tls_check(&config, &error), -1);
	ck_assert_ptr_nonnull(strstr(error.text, "too long"));
}
END_TEST

START_TEST(tls_check_refuses_lists_without_a_cipher)
{
	config.policy.ciphers = nonsense[_i].ciphers;
	ck_assert_int_eq(tls_check(&config, &error), -1);
	ck_assert_int_eq(error.kind, ERROR_USAGE);
	ck_assert_msg(
	    strstr(error.text, nonsense[_i].said) != NULL, "%s", error.text);
}
END_TEST

START_TEST(tls_connect_ends_a_flood_at_its_deadline)
{
	struct deadline latest = deadline_in(2);

	ck_assert_int_eq(shake_hands(&(struct tls_peer){ .raw = raw_flood },
			     "mail.example", 0.3),
	    -1);
	ck_assert_int_eq(error.kind, ERROR_TIMEOUT);
	ck_assert(!deadline_passed(latest));
}
END_TEST

START_TEST(tls_connect_in_no_time_ends_at_once)
{
	ck_assert_int_eq(shake_hands(&(struct tls_peer){ .raw = raw_flood },
			     "mail.example", 0),
	    -1);
	ck_assert_int_eq(error.kind, ERROR_TIMEOUT);
}
END_TEST

/* Browsers and curl write the keys of their sessions to this file. */
START_TEST(tls_writes_no_key_log)
{
	char path[64];

	(void)snprintf(path, sizeof(path), "/tmp/test_tls.%d", (int)getpid());
	ck_assert_int_eq(setenv("SSLKEYLOGFILE", path, 1), 0);
	connect_to(&(struct tls_peer){ .play = play_echo });
	ck_assert_int_eq(access(path, F_OK), -1);
}
END_TEST

START_TEST(tls_connect_refuses_a_server_name_that_is_too_long)
{
	char name[300];

	memset(name, 'x', sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	ck_assert_int_eq(
	    shake_hands(&(struct tls_peer){ .raw = raw_silence }, name, 10),
	    -1);
	ck_assert_int_eq(error.kind, ERROR_USAGE);
}
END_TEST

START_TEST(tls_names_its_library)
{
	ck_assert_int_eq(strncmp(tls_library(), "OpenSSL ", 8), 0);
}
END_TEST

/* --- Session -------------------------------------------------------------- */

/* In TLS 1.3 the client is ready before the server has looked at it. */
START_TEST(tls_refusal_of_the_client_is_a_failure_of_tls)
{
	connect_to(&(struct tls_peer){ .wants_certificate = true });
	ck_assert_int_eq(get(10), -1);
	ck_assert_int_eq(error.kind, ERROR_TLS);
	ck_assert_msg(strstr(error.text, "certificate required") != NULL, "%s",
	    error.text);
}
END_TEST

START_TEST(tls_failure_after_the_first_data_is_a_breach_of_protocol)
{
	connect_to(&(struct tls_peer){ .play = play_garbage });
	ck_assert_int_eq(get(10), 8);
	ck_assert_int_eq(get(10), -1);
	ck_assert_int_eq(error.kind, ERROR_PROTOCOL);
}
END_TEST

START_TEST(tls_ends_with_zero_when_the_server_says_good_bye)
{
	connect_to(&(struct tls_peer){ .play = play_goodbye });
	ck_assert_int_eq(get(10), 9);
	ck_assert_int_eq(get(10), 0);
	ck_assert_int_eq(error.kind, ERROR_NONE);
}
END_TEST

START_TEST(tls_cut_off_is_no_end)
{
	connect_to(&(struct tls_peer){ .play = play_cut });
	ck_assert_int_eq(get(10), 10);
	ck_assert_int_eq(get(10), -1);
	ck_assert_int_eq(error.kind, ERROR_CLOSED);
}
END_TEST

/* Session tickets are waiting, and the socket is readable. */
START_TEST(tls_look_finds_nothing_in_what_is_not_data)
{
	connect_to(&(struct tls_peer){ .play = play_silence });
	(void)usleep(50 * 1000);
	ck_assert_int_eq(look(), -1);
	ck_assert_int_eq(error.kind, ERROR_TIMEOUT);
	error_clear(&error);
	put("NOOP");
	ck_assert_int_eq(get(10), 4);
	ck_assert_str_eq(in, "NOOP");
}
END_TEST

START_TEST(tls_look_finds_data)
{
	struct deadline latest = deadline_in(10);
	ssize_t n;

	connect_to(&(struct tls_peer){ .play = play_ahead });
	ck_assert_int_eq(get(10), 8);
	do {
		error_clear(&error);
		n = look();
	} while (n == -1 && !deadline_passed(latest));
	ck_assert_int_eq(n, 9);
	ck_assert_str_eq(in, "421 bye\r\n");
}
END_TEST

START_TEST(tls_look_has_an_end_although_the_server_has_none)
{
	struct deadline latest;

	connect_to(&(struct tls_peer){ .play = play_tickets });
	(void)usleep(50 * 1000);
	latest = deadline_in(2);
	for (int i = 0; i < 10; i++) {
		ck_assert_int_eq(look(), -1);
		ck_assert_int_eq(error.kind, ERROR_TIMEOUT);
		error_clear(&error);
	}
	ck_assert(!deadline_passed(latest));
}
END_TEST

START_TEST(tls_read_ends_a_flood_at_its_deadline)
{
	struct deadline latest;

	connect_to(&(struct tls_peer){ .play = play_tickets });
	latest = deadline_in(2);
	ck_assert_int_eq(get(0.3), -1);
	ck_assert_int_eq(error.kind, ERROR_TIMEOUT);
	ck_assert(!deadline_passed(latest));
}
END_TEST

/* A stream that counts how often what was written leaves: when a read waits. */
static struct counter {
	struct stream stream;
	struct stream *below;
	bool pending;
	int sends;
} counter;

static ssize_t
count_read(struct stream *ignored, void *to, size_t size,
    struct deadline deadline, struct error *why)
{
	(void)ignored;
	if (counter.pending && !deadline_passed(deadline)) {
		counter.sends++;
		counter.pending = false;
	}
	return stream_read(counter.below, to, size, deadline, why);
}

static int
count_write(struct stream *ignored, const void *bytes, size_t len,
    struct deadline deadline, struct error *why)
{
	(void)ignored;
	counter.pending = true;
	return stream_write(counter.below, bytes, len, deadline, why);
}

static void
count_free(struct stream *ignored)
{
	(void)ignored;
	stream_free(counter.below);
}

/* Finished and the first command: else a server with Nagle's algorithm, or the
 * kernel's delayed acknowledgement, costs 40 ms. */
START_TEST(tls_sends_the_end_of_its_handshake_with_the_first_command)
{
	static const struct stream_ops ops = {
		.read = count_read,
		.write = count_write,
		.free = count_free,
	};
	struct stream *secure;

	counter.stream.ops = &ops;
	counter.below =
	    tls_peer_start(&(struct tls_peer){ .play = play_silence }, &child);
	stream = &counter.stream;
	secure = tls_connect(stream, &config, &facts, deadline_in(10), &error);
	ck_assert_ptr_nonnull(secure);
	stream = secure;
	ck_assert_int_eq(counter.sends, 1);
	(void)usleep(50 * 1000);
	ck_assert_int_eq(look(), -1);
	error_clear(&error);
	put("EHLO");
	ck_assert_int_eq(counter.sends, 1);
	ck_assert_int_eq(get(10), 4);
	ck_assert_int_eq(counter.sends, 2);
}
END_TEST

START_TEST(tls_session_outlives_a_deadline)
{
	connect_to(&(struct tls_peer){ .play = play_echo });
	ck_assert_int_eq(get(10), 8);
	ck_assert_int_eq(get(0.05), -1);
	ck_assert_int_eq(error.kind, ERROR_TIMEOUT);
	error_clear(&error);
	put("NOOP\r\n");
	ck_assert_int_eq(get(10), 6);
	ck_assert_str_eq(in, "NOOP\r\n");
}
END_TEST

START_TEST(tls_free_says_good_bye)
{
	int status = 0;

	connect_to(&(struct tls_peer){ .play = play_echo });
	ck_assert_int_eq(get(10), 8);
	stream_free(stream);
	stream = NULL;
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert(WIFEXITED(status));
	ck_assert_int_eq(WEXITSTATUS(status), 0);
}
END_TEST

static TCase *
handshake(void)
{
	TCase *tests = tcase_create("handshake");

	tcase_set_timeout(tests, 20);
	tcase_add_checked_fixture(tests, NULL, tear_down);
	tcase_add_test(tests, tls_connect_finds_out_what_was_agreed_on);
	tcase_add_test(tests, tls_connect_speaks_tls_1_2);
	tcase_add_loop_test(
	    tests, tls_connect_sends_the_server_name_if_there_is_one, 0, 2);
	tcase_add_loop_test(tests, tls_connect_tells_why_there_is_no_session, 0,
	    ROWS_OF(failures));
	tcase_add_loop_test(
	    tests, tls_connect_tells_no_word_that_is_cut, 0, ROWS_OF(cuts));
	tcase_add_test(tests, tls_connect_ends_a_flood_at_its_deadline);
	tcase_add_test(tests, tls_connect_in_no_time_ends_at_once);
	tcase_add_test(tests, tls_writes_no_key_log);
	tcase_add_test(
	    tests, tls_connect_refuses_a_server_name_that_is_too_long);
	tcase_add_test(tests, tls_names_its_library);
	return tests;
}

static TCase *
policy(void)
{
	TCase *tests = tcase_create("policy");

	tcase_set_timeout(tests, 20);
	tcase_add_checked_fixture(tests, NULL, tear_down);
	tcase_add_test(tests, tls_version_has_a_name_of_three_characters);
	tcase_add_loop_test(
	    tests, tls_connect_keeps_to_the_policy, 0, ROWS_OF(policies));
	tcase_add_test(tests, tls_check_refuses_a_list_that_is_too_long);
	tcase_add_loop_test(tests, tls_check_refuses_lists_without_a_cipher, 0,
	    ROWS_OF(nonsense));
	return tests;
}

static TCase *
session(void)
{
	TCase *tests = tcase_create("session");

	tcase_set_timeout(tests, 20);
	tcase_add_checked_fixture(tests, NULL, tear_down);
	tcase_add_test(tests, tls_refusal_of_the_client_is_a_failure_of_tls);
	tcase_add_test(
	    tests, tls_failure_after_the_first_data_is_a_breach_of_protocol);
	tcase_add_test(tests, tls_ends_with_zero_when_the_server_says_good_bye);
	tcase_add_test(tests, tls_cut_off_is_no_end);
	tcase_add_test(tests, tls_look_finds_nothing_in_what_is_not_data);
	tcase_add_test(tests, tls_look_finds_data);
	tcase_add_test(tests, tls_look_has_an_end_although_the_server_has_none);
	tcase_add_test(tests, tls_read_ends_a_flood_at_its_deadline);
	tcase_add_test(
	    tests, tls_sends_the_end_of_its_handshake_with_the_first_command);
	tcase_add_test(tests, tls_session_outlives_a_deadline);
	tcase_add_test(tests, tls_free_says_good_bye);
	return tests;
}

int
main(void)
{
	Suite *all = suite_create("tls");

	suite_add_tcase(all, handshake());
	suite_add_tcase(all, policy());
	suite_add_tcase(all, session());
	return unit_run(all);
}
