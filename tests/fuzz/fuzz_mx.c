#include <string.h>

#include "fuzz.h"
#include "mx.h"

/* Bytes that a list of hosts and a count may take. */
#define NOTE_ROOM 320

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct mx mx = { .count = 0 };
	struct error error = { 0 };
	struct buf shown = BUF_INIT(1024);
	int rc;

	if (len > 65535)
		return 0;
	rc = mx_read(&mx, "mail.example", bytes, len, &error);
	fuzz_assert((rc == 0) == (mx.count > 0), "hosts or an error");
	fuzz_assert((rc == 0) == (error.kind == ERROR_NONE), "error is set");
	fuzz_assert(mx.count <= MX_MAX, "number of hosts");
	fuzz_assert(mx.left_out == 0 || mx.count == MX_MAX, "none is left out "
							    "without need");
	for (size_t i = 0; i < mx.count; i++) {
		fuzz_assert(strlen(mx.list[i].name) < MX_NAME_SIZE, "length");
		fuzz_assert(i == 0 || mx.list[i - 1].preference <=
					  mx.list[i].preference,
		    "order");
	}
	mx_print(&mx, &shown, 280);
	fuzz_assert(shown.len < NOTE_ROOM, "a note has room");
	fuzz_assert_printable(buf_string(&shown), shown.len);
	fuzz_assert_printable(error.text, strlen(error.text));
	buf_free(&shown);
	mx_free(&mx);
	return 0;
}
