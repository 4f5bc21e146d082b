#include "web.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "clock.h"
#include "tls_peer.h"
#include "unit.h"

#define LIMIT ((size_t)16 * 1024)

/* A server in a process of its own, which answers one connection. */
struct web_server {
	const char *pem;      /* NULL: server.pem */
	int max_version;      /* TLS1_1_VERSION, or 0: any */
	const char *in_clear; /* what it says without TLS, or NULL */
	void (*play)(SSL *);
};

static struct web_answer answer;
static struct error failure;
static pid_t child;
static char url[100], ca_file[1024];
static unsigned int port;

static void
set_up(void)
{
	error_clear(&failure);
	answer = (struct web_answer){ .status = 0 };
	(void)snprintf(ca_file, sizeof(ca_file), "%s", tls_peer_path("ca.pem"));
	(void)unsetenv("https_proxy");
	(void)unsetenv("HTTPS_PROXY");
	(void)unsetenv("ALL_PROXY");
	(void)unsetenv("all_proxy");
}

static void
tear_down(void)
{
	web_answer_free(&answer);
	/* The thread that has asked frees at its end what OpenSSL keeps for
	 * it, and LeakSanitizer looks when this process ends. */
	(void)usleep(50000);
	if (child > 0) {
		(void)kill(child, SIGKILL);
		(void)waitpid(child, NULL, 0);
	}
}

static void
serve(const struct web_server *server, int fd)
{
	struct tls_peer peer = {
		.pem = server->pem,
		.max_version = server->max_version,
		.play = server->play,
	};
	char request[4096];

	if (server->in_clear == NULL)
		(void)tls_peer_run(&peer, fd);
	else {
		(void)!write(fd, server->in_clear, strlen(server->in_clear));
		(void)shutdown(fd, SHUT_WR);
		while (read(fd, request, sizeof(request)) > 0)
			continue;
	}
}

/* Binds a port of the loopback; listens if a server is to come. */
static int
bind_port(void)
{
	struct sockaddr_in at = { .sin_family = AF_INET };
	socklen_t len = sizeof(at);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	ck_assert_int_eq(bind(fd, (struct sockaddr *)&at, sizeof(at)), 0);
	ck_assert_int_eq(getsockname(fd, (struct sockaddr *)&at, &len), 0);
	port = ntohs(at.sin_port);
	(void)snprintf(
	    url, sizeof(url), "https://127.0.0.1:%u/token?a=b", port);
	return fd;
}

static void
start(const struct web_server *server)
{
	int fd = bind_port();

	ck_assert_int_eq(listen(fd, 1), 0);
	child = fork();
	ck_assert_int_ne(child, -1);
	if (child == 0) {
		(void)alarm(20);
		serve(server, accept(fd, NULL, NULL));
		_exit(0);
	}
	(void)close(fd);
}

static struct web_request
plain_request(void)
{
	return (struct web_request){
		.url = url,
		.ca_file = ca_file,
		.limit = LIMIT,
		.needed_for = "--oauth",
	};
}

static int
ask(const struct web_request *request)
{
	return web_request(request, deadline_in(5), &answer, &failure);
}

static void
say(SSL *ssl, const char *text)
{
	(void)SSL_write(ssl, text, (int)strlen(text));
}

/* Reads the header of a request, and a form that has come with it. */
static void
hear(SSL *ssl, char request[4096])
{
	int have = 0, n;

	memset(request, 0, 4096);
	do {
		n = SSL_read(ssl, request + have, 4095 - have);
		have += n > 0 ? n : 0;
	} while (n > 0 && strstr(request, "\r\n\r\n") == NULL);
	if (strncmp(request, "POST", 4) == 0 &&
	    strlen(strstr(request, "\r\n\r\n")) == 4)
		(void)SSL_read(ssl, request + have, 4095 - have);
}

static void
end_well(SSL *ssl)
{
	(void)SSL_shutdown(ssl);
}

static void
play_answer(SSL *ssl)
{
	char request[4096];

	hear(ssl, request);
	say(ssl, "HTTP/1.1 200 OK\r\n"
		 "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
		 "Content-Type: Application/JSON; charset=utf-8\r\n"
		 "Content-Length: 15\r\n\r\n{\"token\":\"abc\"}");
	end_well(ssl);
}

START_TEST(answer_has_status_type_date_and_body)
{
	struct web_request request = plain_request();

	start(&(struct web_server){ .play = play_answer });
	ck_assert_msg(ask(&request) == 0, "%s", failure.text);
	ck_assert_int_eq(answer.status, 200);
	ck_assert_str_eq(answer.type, "application/json");
	ck_assert_int_eq(answer.date, 784111777);
	ck_assert_str_eq(buf_string(&answer.body), "{\"token\":\"abc\"}");
	ck_assert(answer.body.secret);
}
END_TEST

/* The request is its own answer. */
static void
play_echo(SSL *ssl)
{
	char request[4096], head[100];

	hear(ssl, request);
	(void)snprintf(head, sizeof(head),
	    "HTTP/1.1 200 OK\r\nContent-Length: %zu\r\n\r\n", strlen(request));
	say(ssl, head);
	say(ssl, request);
	end_well(ssl);
}

START_TEST(form_is_posted_with_user_and_accepted_type)
{
	struct web_request request = plain_request();
	const char *sent;

	request.form = "grant_type=client_credentials&scope=a%20b";
	request.user = "probe";
	request.password = "secret";
	request.accept = "application/json";
	start(&(struct web_server){ .play = play_echo });
	ck_assert_msg(ask(&request) == 0, "%s", failure.text);
	sent = buf_string(&answer.body);
	ck_assert_ptr_eq(strstr(sent, "POST /token?a=b HTTP/1.1\r\n"), sent);
	ck_assert_ptr_nonnull(
	    strstr(sent, "\r\n\r\ngrant_type=client_credentials&scope=a%20b"));
	ck_assert_ptr_nonnull(
	    strstr(sent, "\r\nAuthorization: Basic cHJvYmU6c2VjcmV0\r\n"));
	ck_assert_ptr_nonnull(strstr(sent, "\r\nAccept: application/json\r\n"));
	ck_assert_ptr_nonnull(strstr(
	    sent, "Content-Type: application/x-www-form-urlencoded\r\n"));
	ck_assert_ptr_null(strstr(sent, "Expect:"));
}
END_TEST

START_TEST(request_without_form_is_a_get)
{
	struct web_request request = plain_request();

	start(&(struct web_server){ .play = play_echo });
	ck_assert_msg(ask(&request) == 0, "%s", failure.text);
	ck_assert_ptr_nonnull(
	    strstr(buf_string(&answer.body), "GET /token?a=b HTTP/1.1\r\n"));
	ck_assert_ptr_null(strstr(buf_string(&answer.body), "Authorization"));
}
END_TEST

static void
play_redirect(SSL *ssl)
{
	char request[4096];

	hear(ssl, request);
	say(ssl, "HTTP/1.1 302 Found\r\nLocation: https://127.0.0.1:1/\r\n"
		 "Content-Length: 0\r\n\r\n");
	end_well(ssl);
}

START_TEST(redirect_is_an_answer_and_is_not_followed)
{
	struct web_request request = plain_request();

	start(&(struct web_server){ .play = play_redirect });
	ck_assert_msg(ask(&request) == 0, "%s", failure.text);
	ck_assert_int_eq(answer.status, 302);
}
END_TEST

static void
play_busy(SSL *ssl)
{
	char request[4096];

	hear(ssl, request);
	say(ssl, "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 30\r\n"
		 "Content-Length: 4\r\n\r\nbusy");
	end_well(ssl);
}

START_TEST(refusal_is_an_answer_too)
{
	struct web_request request = plain_request();

	start(&(struct web_server){ .play = play_busy });
	ck_assert_msg(ask(&request) == 0, "%s", failure.text);
	ck_assert_int_eq(answer.status, 429);
	ck_assert_int_eq(answer.retry_after, 30);
	ck_assert_str_eq(answer.type, "");
	ck_assert_str_eq(buf_string(&answer.body), "busy");
}
END_TEST

static void
play_close(SSL *ssl)
{
	char request[4096];

	hear(ssl, request);
	end_well(ssl);
}

static void
play_half(SSL *ssl)
{
	char request[4096];

	hear(ssl, request);
	say(ssl, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{");
	end_well(ssl);
}

static void
play_huge_body(SSL *ssl)
{
	char request[4096], block[1024];

	hear(ssl, request);
	say(ssl, "HTTP/1.1 200 OK\r\n\r\n");
	memset(block, 'x', sizeof(block));
	while (SSL_write(ssl, block, sizeof(block)) > 0)
		continue;
}

static void
play_huge_header(SSL *ssl)
{
	char request[4096];

	hear(ssl, request);
	say(ssl, "HTTP/1.1 200 OK\r\n");
	for (int i = 0; i < 100000; i++)
		say(ssl, "X-Nothing: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\r\n");
}

static void
play_smtp(SSL *ssl)
{
	char request[4096];

	hear(ssl, request);
	say(ssl, "220 mail.example ESMTP\r\n");
	end_well(ssl);
}

static const struct {
	struct web_server server;
	enum error_kind kind;
	const char *text; /* the beginning */
} bad[] = {
	{ { .play = play_close }, ERROR_CLOSED,
	    "127.0.0.1: the connection was closed without an answer" },
	{ { .play = play_half }, ERROR_CLOSED,
	    "127.0.0.1: the connection was closed in the middle" },
	{ { .play = play_huge_body }, ERROR_PROTOCOL,
	    "127.0.0.1: the answer is longer than 16384 bytes" },
	{ { .play = play_huge_header }, ERROR_PROTOCOL,
	    "127.0.0.1: the answer is longer than" },
	{ { .play = play_smtp }, ERROR_PROTOCOL,
	    "127.0.0.1: no answer by HTTP" },
	{ { .in_clear = "" }, ERROR_CLOSED,
	    "127.0.0.1: the connection was closed during the TLS handshake" },
	{ { .in_clear = "220 mail.example ESMTP\r\n" }, ERROR_TLS,
	    "127.0.0.1: no TLS session: " },
	{ { .in_clear = "HTTP/1.1 400 Bad Request\r\n\r\n" }, ERROR_TLS,
	    "127.0.0.1: no TLS session: " },
	{ { .max_version = TLS1_1_VERSION, .play = play_answer }, ERROR_TLS,
	    "127.0.0.1: no TLS session: " },
	{ { .pem = "expired.pem", .play = play_answer }, ERROR_CERTIFICATE,
	    "127.0.0.1: the certificate is not accepted: " },
	{ { .pem = "wronghost.pem", .play = play_answer }, ERROR_CERTIFICATE,
	    "127.0.0.1: the certificate is not accepted: " },
	{ { .pem = "selfsigned.pem", .play = play_answer }, ERROR_CERTIFICATE,
	    "127.0.0.1: the certificate is not accepted: " },
};

START_TEST(each_failure_has_its_kind)
{
	struct web_request request = plain_request();

	start(&bad[_i].server);
	ck_assert_int_eq(ask(&request), -1);
	ck_assert_msg(
	    strncmp(failure.text, bad[_i].text, strlen(bad[_i].text)) == 0,
	    "%s", failure.text);
	ck_assert_msg(failure.kind == bad[_i].kind, "kind %d: %s",
	    (int)failure.kind, failure.text);
	ck_assert_uint_eq(answer.body.len, 0);
}
END_TEST

START_TEST(certificate_is_verified_by_the_systems_store)
{
	struct web_request request = plain_request();

	request.ca_file = NULL;
	start(&(struct web_server){ .play = play_answer });
	ck_assert_int_eq(ask(&request), -1);
	ck_assert_int_eq(failure.kind, ERROR_CERTIFICATE);
}
END_TEST

static void
play_stall(SSL *ssl)
{
	char request[4096];

	hear(ssl, request);
	(void)sleep(10);
}

static void
play_drip(SSL *ssl)
{
	char request[4096];

	hear(ssl, request);
	say(ssl, "HTTP/1.1 200 OK\r\n\r\n");
	for (int i = 0; i < 200; i++) {
		say(ssl, "x");
		(void)usleep(50000);
	}
}

static void (*const slow[])(SSL *) = { play_stall, play_drip };

START_TEST(deadline_is_kept)
{
	struct web_request request = plain_request();
	int64_t began = clock_now();

	start(&(struct web_server){ .play = slow[_i] });
	ck_assert_int_eq(
	    web_request(&request, deadline_in(0.4), &answer, &failure), -1);
	ck_assert_int_eq(failure.kind, ERROR_TIMEOUT);
	ck_assert_str_eq(failure.text, "127.0.0.1: no answer in time");
	ck_assert(clock_now() - began < CLOCK_SECOND);
}
END_TEST

START_TEST(port_on_which_nobody_listens_is_no_connection)
{
	struct web_request request = plain_request();
	int fd = bind_port();

	ck_assert_int_eq(ask(&request), -1);
	ck_assert_int_eq(failure.kind, ERROR_CONNECT);
	ck_assert_str_eq(
	    failure.text, "127.0.0.1: no connection: Connection refused");
	(void)close(fd);
}
END_TEST

START_TEST(proxy_that_refuses_is_named)
{
	struct web_request request = plain_request();
	char proxy[60];

	start(&(struct web_server){
	    .in_clear = "HTTP/1.1 407 Proxy Authentication Required\r\n"
			"Content-Length: 0\r\n\r\n" });
	request.url = "https://login.example/token";
	(void)snprintf(proxy, sizeof(proxy), "http://127.0.0.1:%u", port);
	if (_i == 0)
		request.proxy = proxy;
	else
		(void)setenv("https_proxy", proxy, 1);
	ck_assert_int_eq(ask(&request), -1);
	ck_assert_int_eq(failure.kind, ERROR_CONNECT);
	ck_assert_str_eq(failure.text,
	    "login.example: the proxy refuses the connection: HTTP status "
	    "407");
}
END_TEST

static const struct {
	const char *url, *text;
} wrong[] = {
	{ "http://127.0.0.1/", "a URL must begin with https://" },
	{ "file:///etc/passwd", "a URL must begin with https://" },
	{ "https://127.0.0.1/\r\nX: y", "a URL must begin with https://" },
	{ "https://a b/", "a b: this is not a URL" },
	{ "https://", ": this is not a URL" },
	{ "https://user:secret@127.0.0.1/", "127.0.0.1: the URL has a user" },
};

START_TEST(url_that_is_none_is_a_usage_error)
{
	struct web_request request = plain_request();

	request.url = wrong[_i].url;
	ck_assert_int_eq(ask(&request), -1);
	ck_assert_int_eq(failure.kind, ERROR_USAGE);
	ck_assert_msg(
	    strncmp(failure.text, wrong[_i].text, strlen(wrong[_i].text)) == 0,
	    "%s", failure.text);
}
END_TEST

START_TEST(file_of_trusted_certificates_that_is_missing_is_a_usage_error)
{
	struct web_request request = plain_request();

	request.ca_file = "/nowhere/ca.pem";
	start(&(struct web_server){ .play = play_answer });
	ck_assert_int_eq(ask(&request), -1);
	ck_assert_int_eq(failure.kind, ERROR_USAGE);
}
END_TEST

START_TEST(name_without_address_is_told_as_the_resolver_does)
{
	struct web_request request = plain_request();

	request.url = "https://no-such-name.invalid/token";
	ck_assert_int_eq(ask(&request), -1);
	/* Without a resolver here, it is not known whether there is one. */
	ck_assert(failure.kind == ERROR_RESOLVE || failure.kind == ERROR_RETRY);
	ck_assert_ptr_nonnull(strstr(failure.text, "no-such-name.invalid"));
}
END_TEST

START_TEST(passed_deadline_asks_nobody)
{
	struct web_request request = plain_request();

	(void)close(bind_port());
	ck_assert_int_eq(
	    web_request(&request, DEADLINE_NOW, &answer, &failure), -1);
	ck_assert_int_eq(failure.kind, ERROR_TIMEOUT);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("web");
	TCase *tcase = tcase_create("web");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_set_timeout(tcase, 30);
	tcase_add_test(tcase, answer_has_status_type_date_and_body);
	tcase_add_test(tcase, form_is_posted_with_user_and_accepted_type);
	tcase_add_test(tcase, request_without_form_is_a_get);
	tcase_add_test(tcase, redirect_is_an_answer_and_is_not_followed);
	tcase_add_test(tcase, refusal_is_an_answer_too);
	tcase_add_loop_test(tcase, each_failure_has_its_kind, 0, ROWS_OF(bad));
	tcase_add_test(tcase, certificate_is_verified_by_the_systems_store);
	tcase_add_loop_test(tcase, deadline_is_kept, 0, ROWS_OF(slow));
	tcase_add_test(tcase, port_on_which_nobody_listens_is_no_connection);
	tcase_add_loop_test(tcase, proxy_that_refuses_is_named, 0, 2);
	tcase_add_loop_test(
	    tcase, url_that_is_none_is_a_usage_error, 0, ROWS_OF(wrong));
	tcase_add_test(tcase,
	    file_of_trusted_certificates_that_is_missing_is_a_usage_error);
	tcase_add_test(
	    tcase, name_without_address_is_told_as_the_resolver_does);
	tcase_add_test(tcase, passed_deadline_asks_nobody);
	suite_add_tcase(suite, tcase);
	return unit_run(suite);
}
