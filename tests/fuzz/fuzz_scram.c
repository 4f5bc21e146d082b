#include <string.h>

#include "fuzz.h"
#include "login.h"

/* More than 9999 iterations would only cost the fuzzer's time. */
static bool
is_long_work(const uint8_t *bytes, size_t len)
{
	const char *at = memmem(bytes, len, ",i=", 3);
	const char *end = (const char *)bytes + len;
	size_t digits = 0;

	for (at = at == NULL ? end : at + 3; at < end; at++, digits++)
		if (*at < '0' || *at > '9')
			break;
	return digits > 4;
}

/* "server-first-message LF server-final-message" (RFC 5802, 7677) */
int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	static const struct login_proof proofs[] = {
		{ "SCRAM-SHA-256", 46 },
		{ "SCRAM-SHA-1", 30 },
	};

	if (is_long_work(bytes, len))
		return 0;
	for (size_t i = 0; i < 2; i++)
		login_play(&proofs[i], bytes, len);
	return 0;
}
