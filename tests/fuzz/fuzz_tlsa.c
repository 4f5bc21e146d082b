#include <string.h>

#include "fuzz.h"
#include "tlsa.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct tlsa tlsa = { .count = 0 };
	struct tlsa_record record;
	struct error error = { 0 };
	struct buf shown = BUF_INIT(65536);
	size_t at = 0, seen = 0;
	int rc;

	if (len > 65535)
		return 0;
	tlsa_name(tlsa.name, "mail.example", 25);
	rc = tlsa_read(&tlsa, bytes, len, &error);
	while (tlsa_next(&tlsa, &at, &record)) {
		fuzz_assert(
		    record.len == 0 || memchr(record.data, record.data[0],
					   record.len) == record.data,
		    "data can be read");
		fuzz_assert(record.len <= len, "length of a record");
		seen++;
	}
	fuzz_assert(seen == tlsa.count, "number of records");
	fuzz_assert((rc == 0) == (seen > 0), "records or an error");
	fuzz_assert((rc == 0) == (error.kind == ERROR_NONE), "error is set");
	/* RFC 6840 5.7: nothing is believed without AD. */
	fuzz_assert(rc == -1 || (bytes[3] & 0x20) != 0, "vouched for");
	fuzz_assert_printable(error.text, strlen(error.text));
	tlsa_show(&tlsa, &shown);
	for (size_t i = 0; i < shown.len; i++)
		if (shown.data[i] == '\n')
			shown.data[i] = ' ';
	fuzz_assert_printable(buf_string(&shown), shown.len);
	buf_free(&shown);
	tlsa_free(&tlsa);
	return 0;
}
