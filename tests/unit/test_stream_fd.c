#include "stream_fd.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "unit.h"

static struct stream *stream;
static int peer;
static struct error error;
static char in[64 * 1024];

static void
set_up(void)
{
	int pair[2];

	ck_assert_int_eq(
	    socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, pair), 0);
	stream = stream_fd(pair[0]);
	peer = pair[1];
}

static void
tear_down(void)
{
	stream_free(stream);
	if (peer != -1)
		(void)close(peer);
}

static void
hang_up(void)
{
	(void)close(peer);
	peer = -1;
}

static int
put(const char *text)
{
	return stream_write(stream, text, strlen(text), deadline_in(5), &error);
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

/* What has arrived at the peer; "" for nothing. */
static const char *
heard(void)
{
	ssize_t n;

	memset(in, 0, sizeof(in));
	n = read(peer, in, sizeof(in) - 1);
	ck_assert(n >= 0 || errno == EAGAIN);
	return in;
}

static void
say(const char *text)
{
	ck_assert_int_eq(
	    write(peer, text, strlen(text)), (ssize_t)strlen(text));
}

START_TEST(stream_fd_reads_what_is_there)
{
	say("220 hi\r\n");
	ck_assert_int_eq(get(5), 8);
	ck_assert_str_eq(in, "220 hi\r\n");
}
END_TEST

START_TEST(stream_fd_reads_no_more_than_asked_for)
{
	char few[3] = "";

	say("abcd");
	ck_assert_int_eq(
	    stream_read(stream, few, 2, deadline_in(5), &error), 2);
	ck_assert_str_eq(few, "ab");
	ck_assert_int_eq(get(5), 2);
	ck_assert_str_eq(in, "cd");
}
END_TEST

START_TEST(stream_fd_write_is_lazy)
{
	ck_assert_int_eq(put("one "), 0);
	ck_assert_int_eq(put("two"), 0);
	ck_assert_str_eq(heard(), "");
	ck_assert_int_eq(get(0.01), -1);
	ck_assert_int_eq(error.kind, ERROR_TIMEOUT);
	ck_assert_str_eq(heard(), "one two");
}
END_TEST

START_TEST(stream_fd_sends_nothing_twice)
{
	ck_assert_int_eq(put("one"), 0);
	ck_assert_int_eq(get(0.01), -1);
	ck_assert_str_eq(heard(), "one");
	error_clear(&error);
	ck_assert_int_eq(get(0.01), -1);
	ck_assert_str_eq(heard(), "");
}
END_TEST

/* An answer that was there before the question is none: see smtp_send(). */
START_TEST(stream_fd_sends_before_it_reads)
{
	say("early");
	ck_assert_int_eq(put("question"), 0);
	ck_assert_int_eq(get(5), 5);
	ck_assert_str_eq(in, "early");
	ck_assert_str_eq(heard(), "question");
}
END_TEST

START_TEST(stream_fd_look_neither_sends_nor_waits)
{
	ck_assert_int_eq(put("one"), 0);
	ck_assert_int_eq(look(), -1);
	ck_assert_int_eq(error.kind, ERROR_TIMEOUT);
	ck_assert_str_eq(heard(), "");
	error_clear(&error);
	say("421 bye");
	ck_assert_int_eq(look(), 7);
	ck_assert_str_eq(in, "421 bye");
	ck_assert_str_eq(heard(), "");
}
END_TEST

START_TEST(stream_fd_look_sees_the_end)
{
	say("x");
	hang_up();
	ck_assert_int_eq(look(), 1);
	ck_assert_int_eq(look(), 0);
	ck_assert_int_eq(error.kind, ERROR_NONE);
}
END_TEST

START_TEST(stream_fd_ends_with_zero)
{
	hang_up();
	ck_assert_int_eq(get(5), 0);
	ck_assert_int_eq(get(5), 0);
	ck_assert_int_eq(error.kind, ERROR_NONE);
}
END_TEST

START_TEST(stream_fd_waits_no_longer_than_the_deadline)
{
	struct deadline deadline = deadline_in(0.05);

	ck_assert_int_eq(
	    stream_read(stream, in, sizeof(in), deadline, &error), -1);
	ck_assert_int_eq(error.kind, ERROR_TIMEOUT);
	ck_assert(deadline_passed(deadline));
}
END_TEST

START_TEST(stream_fd_reads_the_last_words_of_a_peer_that_hung_up)
{
	say("421 4.3.2 going down\r\n");
	hang_up();
	ck_assert_int_eq(put("QUIT\r\n"), 0);
	ck_assert_int_eq(get(5), 22);
	ck_assert_str_eq(in, "421 4.3.2 going down\r\n");
	ck_assert_int_eq(error.kind, ERROR_NONE);
	ck_assert_int_eq(get(5), 0);
}
END_TEST

START_TEST(stream_fd_writing_to_nobody_raises_no_signal)
{
	hang_up();
	for (int i = 0; i < 100; i++)
		(void)put("a line that nobody will ever read\r\n");
	ck_assert_int_le(get(5), 0);
}
END_TEST

START_TEST(stream_fd_sends_what_does_not_fit_its_buffer)
{
	static char text[40001];
	size_t seen = 0;

	for (int i = 0; i < 40000; i++)
		text[i] = (char)('a' + i % 26);
	ck_assert_int_eq(put(text), 0);
	seen = strlen(heard());
	ck_assert_uint_gt(seen, 0);
	ck_assert_uint_lt(seen, 40000);
	ck_assert_mem_eq(in, text, seen);
	ck_assert_int_eq(get(0.01), -1);
	ck_assert_str_eq(heard(), text + seen);
}
END_TEST

/* The peer reads nothing, and what it has not read fills the kernel. */
START_TEST(stream_fd_write_ends_at_its_deadline)
{
	static char text[16 * 1024];
	int rc = 0;

	for (int i = 0; i < 1000 && rc == 0; i++)
		rc = stream_write(
		    stream, text, sizeof(text), deadline_in(0.05), &error);
	ck_assert_int_eq(rc, -1);
	ck_assert_int_eq(error.kind, ERROR_TIMEOUT);
}
END_TEST

/* A deadline in the middle of a send: no byte leaves twice. */
START_TEST(stream_fd_goes_on_where_a_send_stopped)
{
	static char out[16000], back[32000];
	struct stream *slow;
	size_t got = 0;
	ssize_t n;
	int pair[2], size = 2304;

	ck_assert_int_eq(
	    socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, pair), 0);
	(void)setsockopt(pair[0], SOL_SOCKET, SO_SNDBUF, &size, sizeof(size));
	for (size_t i = 0; i < sizeof(out); i++)
		out[i] = (char)('a' + i / 100 % 26);
	slow = stream_fd(pair[0]);
	ck_assert_int_eq(
	    stream_write(slow, out, sizeof(out), deadline_in(1), &error), 0);
	ck_assert_int_eq(
	    stream_read(slow, in, sizeof(in), deadline_in(0.05), &error), -1);
	ck_assert_int_eq(error.kind, ERROR_TIMEOUT);
	n = read(pair[1], back, sizeof(back));
	while (n > 0) {
		got += (size_t)n;
		n = read(pair[1], back + got, sizeof(back) - got);
	}
	ck_assert_uint_gt(got, 0);
	ck_assert_uint_lt(got, sizeof(out));
	stream_free(slow);
	n = read(pair[1], back + got, sizeof(back) - got);
	ck_assert_int_gt(n, 0);
	got += (size_t)n;
	ck_assert_int_eq(memcmp(back, out, got), 0);
	(void)close(pair[1]);
}
END_TEST

START_TEST(stream_fd_sends_the_rest_when_it_is_freed)
{
	ck_assert_int_eq(put("QUIT\r\n"), 0);
	ck_assert_str_eq(heard(), "");
	stream_free(stream);
	stream = NULL;
	ck_assert_str_eq(heard(), "QUIT\r\n");
	ck_assert_int_eq(read(peer, in, 1), 0);
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("stream_fd");
	TCase *tests = tcase_create("stream_fd");

	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(tests, stream_fd_reads_what_is_there);
	tcase_add_test(tests, stream_fd_reads_no_more_than_asked_for);
	tcase_add_test(tests, stream_fd_write_is_lazy);
	tcase_add_test(tests, stream_fd_sends_nothing_twice);
	tcase_add_test(tests, stream_fd_sends_before_it_reads);
	tcase_add_test(tests, stream_fd_look_neither_sends_nor_waits);
	tcase_add_test(tests, stream_fd_look_sees_the_end);
	tcase_add_test(tests, stream_fd_ends_with_zero);
	tcase_add_test(tests, stream_fd_waits_no_longer_than_the_deadline);
	tcase_add_test(
	    tests, stream_fd_reads_the_last_words_of_a_peer_that_hung_up);
	tcase_add_test(tests, stream_fd_writing_to_nobody_raises_no_signal);
	tcase_add_test(tests, stream_fd_sends_what_does_not_fit_its_buffer);
	tcase_add_test(tests, stream_fd_write_ends_at_its_deadline);
	tcase_add_test(tests, stream_fd_goes_on_where_a_send_stopped);
	tcase_add_test(tests, stream_fd_sends_the_rest_when_it_is_freed);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
