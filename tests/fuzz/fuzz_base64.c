#include <string.h>

#include "base64.h"
#include "fuzz.h"

#define LIMIT ((size_t)1024 * 1024)

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct buf decoded = BUF_INIT(LIMIT), text = BUF_INIT(2 * LIMIT);
	const char *input = (const char *)bytes;

	if (len > LIMIT / 2)
		return 0;
	/* There is but one way to write what was decoded. */
	if (base64_decode(&decoded, input, len) == 0) {
		fuzz_assert(base64_encode(
				&text, buf_string(&decoded), decoded.len) == 0,
		    "what was decoded can be encoded");
		fuzz_assert(text.len == len &&
				memcmp(buf_string(&text), input, len) == 0,
		    "and is what it was");
	} else
		fuzz_assert(decoded.len == 0, "all or nothing");
	buf_clear(&text);
	buf_clear(&decoded);
	fuzz_assert(base64_encode(&text, input, len) == 0, "encodes");
	fuzz_assert_printable(buf_string(&text), text.len);
	fuzz_assert(base64_decode(&decoded, buf_string(&text), text.len) == 0,
	    "what was encoded can be decoded");
	fuzz_assert(
	    decoded.len == len && memcmp(buf_string(&decoded), input, len) == 0,
	    "and is what it was");
	buf_free(&decoded);
	buf_free(&text);
	return 0;
}
