#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "descriptors.h"
#include "resolve.h"
#include "session.h"
#include "unit.h"

/* The resolver of this test stands in for libc's. */
static struct {
	int status, number; /* what getaddrinfo() returns, and errno */
	size_t addresses;   /* how many it finds, each of them twice */
} resolver;

static size_t stack_size; /* of the thread that it runs in */

static void
measure_stack(void)
{
	pthread_attr_t attributes;

	ck_assert_int_eq(pthread_getattr_np(pthread_self(), &attributes), 0);
	(void)pthread_attr_getstacksize(&attributes, &stack_size);
	(void)pthread_attr_destroy(&attributes);
}

static struct addrinfo *
add_address(struct addrinfo *before, size_t number)
{
	struct addrinfo *one = calloc(1, sizeof(*one));
	struct sockaddr_in6 *in6 = calloc(1, sizeof(*in6));

	ck_assert(one != NULL && in6 != NULL);
	memset(&in6->sin6_addr, 0x20, sizeof(in6->sin6_addr));
	in6->sin6_family = AF_INET6;
	in6->sin6_addr.s6_addr[15] = (unsigned char)number;
	one->ai_addr = (struct sockaddr *)in6;
	one->ai_addrlen = sizeof(*in6);
	one->ai_next = before;
	return one;
}

int
getaddrinfo(const char *name, const char *service, const struct addrinfo *hints,
    struct addrinfo **found)
{
	ck_assert(name != NULL && service != NULL && hints != NULL);
	measure_stack();
	*found = NULL;
	for (size_t i = 0; i < 2 * resolver.addresses; i++)
		*found = add_address(*found, i / 2);
	errno = resolver.number;
	return resolver.status;
}

void
freeaddrinfo(struct addrinfo *found)
{
	while (found != NULL) {
		struct addrinfo *next = found->ai_next;

		free(found->ai_addr);
		free(found);
		found = next;
	}
}

static struct addresses addresses;
static struct error error;

static int
resolve(void)
{
	return resolve_name(
	    &addresses, "mail.example", 25, AF_UNSPEC, deadline_in(20), &error);
}

static const struct {
	int status, number;
	enum error_kind kind;
	const char *said;
} failures[] = {
	{ EAI_NONAME, 0, ERROR_RESOLVE, "no such host name" },
	{ EAI_NONAME, ENOENT, ERROR_RESOLVE, "no such host name" },
	{ EAI_AGAIN, 0, ERROR_RETRY, "at the moment" },
	{ EAI_SYSTEM, EIO, ERROR_RETRY, "looking up mail.example" },
	/* What is wrong on this host says nothing of the name. */
	{ EAI_NONAME, EMFILE, ERROR_USAGE, "no file descriptor left" },
	{ EAI_AGAIN, ENFILE, ERROR_USAGE, "no file descriptor left" },
	{ EAI_SYSTEM, EMFILE, ERROR_USAGE, "no file descriptor left" },
	{ EAI_SYSTEM, ENOMEM, ERROR_USAGE, "looking up mail.example" },
	{ EAI_AGAIN, ENOBUFS, ERROR_USAGE, "looking up mail.example" },
	{ EAI_MEMORY, 0, ERROR_USAGE, "out of memory" },
};

START_TEST(resolve_tells_whose_fault_it_is)
{
	resolver.status = failures[_i].status;
	resolver.number = failures[_i].number;
	ck_assert_int_eq(resolve(), -1);
	ck_assert_int_eq(error.kind, failures[_i].kind);
	ck_assert_msg(
	    strstr(error.text, failures[_i].said) != NULL, "%s", error.text);
}
END_TEST

/* Nor errno tells it: libc says that there is no such name. */
START_TEST(resolve_sees_that_no_descriptor_was_left)
{
	struct rlimit before;
	int rc;

	resolver.status = EAI_NONAME;
	before = descriptors_leave(_i);
	rc = resolve();
	descriptors_restore(before);
	ck_assert_int_eq(rc, -1);
	ck_assert_int_eq(error.kind, ERROR_USAGE);
	ck_assert_ptr_nonnull(strstr(error.text, "no file descriptor left"));
}
END_TEST

/* The limit of the shell may be too small for a thread, or none. */
START_TEST(resolve_has_a_stack_of_its_own_size)
{
	resolver.addresses = 1;
	ck_assert_int_eq(resolve(), 0);
	ck_assert_uint_ge(stack_size, (size_t)256 * 1024);
	ck_assert_uint_le(stack_size, (size_t)1024 * 1024);
}
END_TEST

static const struct {
	size_t found, count, untried;
	const char *said;
} many[] = {
	{ 2, 2, 0,
	    "2020:2020:2020:2020:2020:2020:2020:2001, "
	    "2020:2020:2020:2020:2020:2020:2020:2000" },
	{ 16, 16, 0, "2020:2007, and 7 more" },
	{ 17, 16, 1, ", and 7 more, and 1 more that are not tried" },
	{ 200, 16, 184, ", and 184 more that are not tried" },
};

START_TEST(resolve_counts_the_addresses_that_are_not_tried)
{
	static struct config config = { .target = { .host = "mail.example",
					    .host_is_name = true } };
	static struct session session;
	const char *note = session.facts.seen[0].note;

	resolver.addresses = many[_i].found;
	session_init(&session, &config, 0);
	session.current = &session.facts.seen[0];
	ck_assert_int_eq(
	    stage_resolve(&session, deadline_in(20), &error), STAGE_PASSED);
	ck_assert_uint_eq(session.addresses.count, many[_i].count);
	ck_assert_uint_eq(session.addresses.untried, many[_i].untried);
	ck_assert_msg(strstr(note, many[_i].said) != NULL, "%s", note);
	ck_assert_int_eq(strcmp(strstr(note, many[_i].said), many[_i].said), 0);
	session_free(&session);
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("resolve_failures");
	TCase *tests = tcase_create("resolve_failures");

	tcase_add_loop_test(
	    tests, resolve_tells_whose_fault_it_is, 0, ROWS_OF(failures));
	tcase_add_loop_test(
	    tests, resolve_sees_that_no_descriptor_was_left, 0, 5);
	tcase_add_test(tests, resolve_has_a_stack_of_its_own_size);
	tcase_add_loop_test(tests,
	    resolve_counts_the_addresses_that_are_not_tried, 0, ROWS_OF(many));
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
