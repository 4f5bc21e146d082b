#include "connect.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "descriptors.h"
#include "unit.h"

static struct addresses addresses;
static struct endpoints ends;
static struct buf failures = BUF_INIT(1024);
static struct error error;

static void
tear_down(void)
{
	buf_free(&failures);
}

/* Listens on a free port of this host, whose address is the list's next. */
static int
listen_here(int backlog)
{
	struct address *to = &addresses.list[addresses.count++];
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	ck_assert(address_numeric(to, "127.0.0.1", 0, AF_INET));
	ck_assert_int_eq(bind(fd, (struct sockaddr *)&to->socket, to->len), 0);
	ck_assert_int_eq(
	    getsockname(fd, (struct sockaddr *)&to->socket, &to->len), 0);
	ck_assert_int_eq(listen(fd, backlog), 0);
	return fd;
}

/* The list's next is an address where nobody listens. */
static void
add_refusing(void)
{
	(void)close(listen_here(1));
}

/* The list's next is an address that does not answer: its queue is full. */
static void
add_silent(void)
{
	struct address *to = &addresses.list[addresses.count];

	(void)listen_here(0);
	for (int i = 0; i < 4; i++) {
		int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);

		(void)connect(fd, (struct sockaddr *)&to->socket, to->len);
	}
}

static int
connect_in(double seconds)
{
	return connect_first(
	    &addresses, &ends, &failures, deadline_in(seconds), &error);
}

static void
expect_remote(size_t row)
{
	char wanted[ADDRESS_TEXT_SIZE], seen[ADDRESS_TEXT_SIZE];

	address_print(&addresses.list[row], true, wanted);
	address_print(&ends.remote, true, seen);
	ck_assert_str_eq(seen, wanted);
}

START_TEST(connect_gives_a_descriptor_and_both_ends)
{
	int server = listen_here(1), fd = connect_in(10);
	char text[ADDRESS_TEXT_SIZE];

	ck_assert_int_ne(fd, -1);
	expect_remote(0);
	address_print(&ends.local, false, text);
	ck_assert_str_eq(text, "127.0.0.1");
	ck_assert_int_ne(fcntl(fd, F_GETFL) & O_NONBLOCK, 0);
	ck_assert_int_ne(fcntl(fd, F_GETFD) & FD_CLOEXEC, 0);
	ck_assert_uint_eq(failures.len, 0);
	ck_assert_int_eq(error.kind, ERROR_NONE);
	(void)close(fd);
	(void)close(server);
}
END_TEST

START_TEST(connect_tells_when_it_is_refused)
{
	char text[ADDRESS_TEXT_SIZE];

	add_refusing();
	ck_assert_int_eq(connect_in(10), -1);
	ck_assert_int_eq(error.kind, ERROR_CONNECT);
	address_print(&addresses.list[0], true, text);
	ck_assert_ptr_nonnull(strstr(error.text, text));
	ck_assert_ptr_nonnull(strcasestr(error.text, "refused"));
}
END_TEST

START_TEST(connect_tries_one_address_after_the_other)
{
	char text[ADDRESS_TEXT_SIZE];
	int server, fd;

	add_refusing();
	add_refusing();
	server = listen_here(1);
	fd = connect_in(10);
	ck_assert_int_ne(fd, -1);
	expect_remote(2);
	ck_assert_int_eq(error.kind, ERROR_NONE);
	for (size_t i = 0; i < 2; i++) {
		address_print(&addresses.list[i], true, text);
		ck_assert_ptr_nonnull(strstr(buf_string(&failures), text));
	}
	(void)close(fd);
	(void)close(server);
}
END_TEST

START_TEST(connect_names_each_failure_when_all_fail)
{
	char text[ADDRESS_TEXT_SIZE];

	for (int i = 0; i < 3; i++)
		add_refusing();
	ck_assert_int_eq(connect_in(10), -1);
	ck_assert_int_eq(error.kind, ERROR_CONNECT);
	for (size_t i = 0; i < 3; i++) {
		address_print(&addresses.list[i], true, text);
		ck_assert_ptr_nonnull(strstr(error.text, text));
	}
}
END_TEST

START_TEST(connect_leaves_a_share_of_the_time_to_the_next_address)
{
	struct deadline deadline = deadline_in(0.4);
	int server, fd;
	double left;

	add_silent();
	server = listen_here(1);
	fd = connect_first(&addresses, &ends, &failures, deadline, &error);
	left = deadline_left(deadline);
	ck_assert_int_ne(fd, -1);
	expect_remote(1);
	ck_assert_double_le(left, 0.2);
	ck_assert_double_gt(left, 0);
	ck_assert_ptr_nonnull(strstr(buf_string(&failures), "no answer"));
	(void)close(fd);
	(void)close(server);
}
END_TEST

START_TEST(connect_ends_at_its_deadline)
{
	char text[ADDRESS_TEXT_SIZE];

	add_silent();
	ck_assert_int_eq(connect_in(0.1), -1);
	ck_assert_int_eq(error.kind, ERROR_TIMEOUT);
	address_print(&addresses.list[0], true, text);
	ck_assert_ptr_nonnull(strstr(error.text, text));
}
END_TEST

/* A socket's path of this test's own. */
static void
add_path(char *path, size_t size)
{
	(void)snprintf(path, size, "/tmp/test_connect.%d", (int)getpid());
	ck_assert_int_eq(address_unix(&addresses.list[0], path, &error), 0);
	addresses.count = 1;
	(void)unlink(path);
}

/* Listens on a path of this test's own. */
static int
listen_at(char *path, size_t size, int backlog)
{
	struct address *to = &addresses.list[0];
	int server = socket(AF_UNIX, SOCK_STREAM, 0);

	add_path(path, size);
	ck_assert_int_eq(
	    bind(server, (struct sockaddr *)&to->socket, to->len), 0);
	ck_assert_int_eq(listen(server, backlog), 0);
	return server;
}

START_TEST(connect_takes_a_unix_socket)
{
	char path[64];
	int server = listen_at(path, sizeof(path), 1), fd = connect_in(10);

	(void)unlink(path);
	ck_assert_int_ne(fd, -1);
	ck_assert(address_is_local(&ends.remote));
	expect_remote(0);
	ck_assert_int_ne(fcntl(fd, F_GETFL) & O_NONBLOCK, 0);
	ck_assert_int_ne(fcntl(fd, F_GETFD) & FD_CLOEXEC, 0);
	(void)close(fd);
	(void)close(server);
}
END_TEST

/* One waits already, and there is room for no other. */
START_TEST(connect_waits_for_room_in_the_queue_of_a_unix_socket)
{
	char path[64];
	int server = listen_at(path, sizeof(path), 0);
	int first = connect_in(10), fd;
	struct deadline deadline = deadline_in(10);
	double left;
	pid_t child = fork();

	if (child == 0) {
		(void)usleep(100 * 1000);
		_exit(accept(server, NULL, NULL) == -1);
	}
	fd = connect_first(&addresses, &ends, &failures, deadline, &error);
	left = deadline_left(deadline);
	(void)unlink(path);
	ck_assert_int_ne(first, -1);
	ck_assert_msg(fd != -1, "%s", error.text);
	ck_assert_double_le(left, 9.91);
	ck_assert_int_eq(waitpid(child, NULL, 0), child);
	(void)close(first);
	(void)close(fd);
	(void)close(server);
}
END_TEST

/* To stop it and to let it go on interrupts the wait. */
START_TEST(connect_to_a_unix_socket_outlives_a_stop)
{
	char path[64];
	int server = listen_at(path, sizeof(path), 0), first = connect_in(10);
	pid_t parent = getpid(), child = fork();
	int fd;

	if (child == 0) {
		for (int i = 0; i < 3; i++) {
			(void)usleep(50 * 1000);
			(void)kill(parent, SIGSTOP);
			(void)usleep(20 * 1000);
			(void)kill(parent, SIGCONT);
		}
		(void)usleep(50 * 1000);
		_exit(accept(server, NULL, NULL) == -1);
	}
	fd = connect_in(10);
	(void)unlink(path);
	ck_assert_int_ne(first, -1);
	ck_assert_msg(fd != -1, "%s", error.text);
	ck_assert_int_eq(waitpid(child, NULL, 0), child);
	(void)close(first);
	(void)close(fd);
	(void)close(server);
}
END_TEST

/* It says nothing of the server, although another address did refuse. */
START_TEST(connect_without_a_descriptor_is_this_hosts_fault)
{
	struct rlimit before;
	int fd;

	add_refusing();
	add_refusing();
	before = descriptors_leave(0);
	fd = connect_in(10);
	descriptors_restore(before);
	ck_assert_int_eq(fd, -1);
	ck_assert_int_eq(error.kind, ERROR_USAGE);
	ck_assert_ptr_nonnull(
	    strstr(error.text, "socket: no file descriptor left"));
}
END_TEST

START_TEST(connect_ends_at_its_deadline_when_no_room_comes)
{
	char path[64];
	int server = listen_at(path, sizeof(path), 0), first = connect_in(10);
	struct deadline deadline = deadline_in(0.1);

	ck_assert_int_eq(
	    connect_first(&addresses, &ends, &failures, deadline, &error), -1);
	(void)unlink(path);
	ck_assert(deadline_passed(deadline));
	ck_assert_int_eq(error.kind, ERROR_TIMEOUT);
	ck_assert_ptr_nonnull(strstr(error.text, "no answer in time"));
	(void)close(first);
	(void)close(server);
}
END_TEST

START_TEST(connect_tells_that_there_is_no_socket)
{
	char path[64];

	add_path(path, sizeof(path));
	ck_assert_int_eq(connect_in(10), -1);
	ck_assert_int_eq(error.kind, ERROR_CONNECT);
	ck_assert_ptr_nonnull(strstr(error.text, path));
	ck_assert_ptr_nonnull(strcasestr(error.text, "no such file"));
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("connect");
	TCase *tests = tcase_create("connect");

	tcase_add_checked_fixture(tests, NULL, tear_down);
	tcase_add_test(tests, connect_gives_a_descriptor_and_both_ends);
	tcase_add_test(tests, connect_tells_when_it_is_refused);
	tcase_add_test(tests, connect_tries_one_address_after_the_other);
	tcase_add_test(tests, connect_names_each_failure_when_all_fail);
	tcase_add_test(
	    tests, connect_leaves_a_share_of_the_time_to_the_next_address);
	tcase_add_test(tests, connect_ends_at_its_deadline);
	tcase_add_test(tests, connect_takes_a_unix_socket);
	tcase_add_test(
	    tests, connect_waits_for_room_in_the_queue_of_a_unix_socket);
	tcase_add_test(tests, connect_to_a_unix_socket_outlives_a_stop);
	tcase_add_test(tests, connect_without_a_descriptor_is_this_hosts_fault);
	tcase_add_test(tests, connect_ends_at_its_deadline_when_no_room_comes);
	tcase_add_test(tests, connect_tells_that_there_is_no_socket);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
