/* What a peer is that should speak TLS, by its first bytes. */
#include "tls_first.h"

#include <string.h>

#include "service.h"

void
tls_first_keep(struct tls_first *first, const char *bytes, size_t len)
{
	size_t room = TLS_FIRST_SIZE - first->len;

	if (len > room)
		len = room;
	memcpy(first->bytes + first->len, bytes, len);
	first->len += len;
}

bool
tls_first_is_text(const struct tls_first *first)
{
	for (size_t i = 0; i < first->len; i++)
		if ((first->bytes[i] < ' ' || first->bytes[i] > '~') &&
		    strchr("\r\n\t", first->bytes[i]) == NULL)
			return false;
	return first->len > 0;
}

/* RFC 8446 5.1: alert or handshake, and a version that begins with 3. */
bool
tls_first_is_tls(const struct tls_first *first)
{
	return first->len < 2 || ((first->bytes[0] == TLS_FIRST_ALERT ||
				      first->bytes[0] == 0x16) &&
				     first->bytes[1] == 3);
}

/* Bytes of the first line; all bytes, if its end has not arrived. */
static size_t
first_line(const struct tls_first *first)
{
	size_t len = 0;

	while (len < first->len && strchr("\r\n", first->bytes[len]) == NULL)
		len++;
	return len;
}

bool
tls_first_is_cut(const struct tls_first *first)
{
	return first_line(first) == first->len;
}

/* Bytes of the first line that are told: without its last word if its end has
 * not arrived, as the word may be a part of a secret. */
static size_t
told_line(const struct tls_first *first)
{
	size_t len = first_line(first);

	if (len == first->len)
		while (len > 0 && first->bytes[len - 1] != ' ')
			len--;
	while (len > 0 && first->bytes[len - 1] == ' ')
		len--;
	return len;
}

int
tls_first_fail_text(const struct tls_first *first, struct error *error)
{
	const char *service = service_that_says(first->bytes, first->len);
	int line = (int)told_line(first);
	const char *colon = line > 0 ? ": " : "";

	if (service != NULL)
		return error_set(error, ERROR_TLS,
		    "this is %s, without TLS%s%.*s", service, colon, line,
		    first->bytes);
	return error_set(error, ERROR_TLS,
	    "the server answers in plain text%s%.*s", colon, line,
	    first->bytes);
}
