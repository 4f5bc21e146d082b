#include "proxy.h"

#include <string.h>

#include "unit.h"

#define SIGNATURE "\r\n\r\n\0\r\nQUIT\n"

/* Bytes and their length, of a string that may have NULs in it. */
#define BYTES(text_) (text_), sizeof(text_) - 1

static struct endpoints ends;
static struct buf header = BUF_INIT(PROXY_HEADER_LIMIT);

static void
tear_down(void)
{
	buf_free(&header);
}

static void
set_ends(const char *local, const char *remote)
{
	ck_assert(address_numeric(&ends.local, local, 49152, AF_UNSPEC));
	ck_assert(address_numeric(&ends.remote, remote, 25, AF_UNSPEC));
}

static void
expect(enum proxy_version version, const char *bytes, size_t len)
{
	proxy_header(&header, version, &ends);
	ck_assert_uint_eq(header.len, len);
	ck_assert_mem_eq(header.data, bytes, len);
}

START_TEST(proxy_header_v1_is_a_line)
{
	set_ends("192.0.2.7", "198.51.100.25");
	expect(
	    PROXY_V1, BYTES("PROXY TCP4 192.0.2.7 198.51.100.25 49152 25\r\n"));
}
END_TEST

START_TEST(proxy_header_v1_leaves_the_zone_out)
{
	set_ends("fe80::1%lo", "fe80::2%lo");
	expect(PROXY_V1, BYTES("PROXY TCP6 fe80::1 fe80::2 49152 25\r\n"));
}
END_TEST

START_TEST(proxy_header_v1_has_room_for_the_longest)
{
	const char *longest = "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff";

	ck_assert(address_numeric(&ends.local, longest, 65535, AF_INET6));
	ends.remote = ends.local;
	proxy_header(&header, PROXY_V1, &ends);
	ck_assert_str_eq(header.data + header.len - 13, "65535 65535\r\n");
}
END_TEST

START_TEST(proxy_header_v2_has_addresses_and_ports_in_network_order)
{
	set_ends("192.0.2.7", "198.51.100.25");
	expect(PROXY_V2,
	    BYTES(SIGNATURE "\x21\x11\0\x0c"
			    "\xc0\0\x02\x07\xc6\x33\x64\x19\xc0\0\0\x19"));
}
END_TEST

START_TEST(proxy_header_v2_knows_ipv6)
{
	set_ends("2001:db8::7", "2001:db8::25");
	expect(PROXY_V2,
	    BYTES(SIGNATURE
		"\x21\x21\0\x24"
		"\x20\x01\x0d\xb8\0\0\0\0\0\0\0\0\0\0\0\x07"
		"\x20\x01\x0d\xb8\0\0\0\0\0\0\0\0\0\0\0\x25\xc0\0\0\x19"));
}
END_TEST

START_TEST(proxy_header_of_a_unix_socket_tells_no_address)
{
	ends.local.socket.ss_family = AF_UNIX;
	expect(PROXY_V1, BYTES("PROXY UNKNOWN\r\n"));
	buf_clear(&header);
	expect(PROXY_V2, BYTES(SIGNATURE "\x20\0\0\0"));
}
END_TEST

START_TEST(proxy_header_is_nothing_unless_asked_for)
{
	set_ends("192.0.2.7", "198.51.100.25");
	proxy_header(&header, PROXY_NONE, &ends);
	ck_assert_uint_eq(header.len, 0);
}
END_TEST

static Suite *
proxy_suite(void)
{
	Suite *suite = suite_create("proxy");
	TCase *tests = tcase_create("proxy");

	tcase_add_checked_fixture(tests, NULL, tear_down);
	tcase_add_test(tests, proxy_header_v1_is_a_line);
	tcase_add_test(tests, proxy_header_v1_leaves_the_zone_out);
	tcase_add_test(tests, proxy_header_v1_has_room_for_the_longest);
	tcase_add_test(
	    tests, proxy_header_v2_has_addresses_and_ports_in_network_order);
	tcase_add_test(tests, proxy_header_v2_knows_ipv6);
	tcase_add_test(tests, proxy_header_of_a_unix_socket_tells_no_address);
	tcase_add_test(tests, proxy_header_is_nothing_unless_asked_for);
	suite_add_tcase(suite, tests);
	return suite;
}

int
main(void)
{
	return unit_run(proxy_suite());
}
