#include <string.h>

#include "fuzz.h"
#include "header.h"
#include "received.h"

static void
check_field(const struct buf *section, const struct buf *field)
{
	const char *colon = memchr(field->data, ':', field->len);

	fuzz_assert(field->len <= HEADER_FIELD_LIMIT, "it is bounded");
	fuzz_assert(
	    memchr(field->data, '\n', field->len) == NULL, "it is one line");
	fuzz_assert(
	    colon != NULL || field->len == HEADER_FIELD_LIMIT, "it has a name");
	fuzz_assert(colon != field->data, "the name is not empty");
	fuzz_assert(field->len <= section->len, "nothing is added");
}

static void
check_hops(const struct buf *section)
{
	static struct hop hops[RECEIVED_HOPS];
	size_t count = received_hops(section, hops);
	const struct hop *before = NULL;

	fuzz_assert(count <= RECEIVED_HOPS, "they are bounded");
	for (size_t i = 0; i < count; i++) {
		fuzz_assert_printable(hops[i].by, strlen(hops[i].by));
		fuzz_assert_printable(hops[i].from, strlen(hops[i].from));
		fuzz_assert(hops[i].seconds == (hops[i].dated && before != NULL
						       ? hops[i].at - before->at
						       : 0),
		    "the seconds are those between two dates");
		if (hops[i].dated)
			before = &hops[i];
	}
}

/* A header section: all fields, those of one name, and the way. */
int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct buf section = BUF_INIT((size_t)1024 * 1024);
	struct buf field = BUF_INIT(HEADER_FIELD_LIMIT);
	size_t at = 0, before = 0, fields = 0, found = 0;

	if (len > section.limit)
		return 0;
	(void)buf_append(&section, bytes, len);
	while (header_next(&section, &at, &field)) {
		check_field(&section, &field);
		fuzz_assert(at > before && at <= len, "it goes on");
		before = at;
		fields++;
	}
	at = 0;
	while (header_find(&section, "Subject", &at, &field))
		found++;
	fuzz_assert(found <= fields, "what is found is a field");
	check_hops(&section);
	buf_free(&section);
	buf_free(&field);
	return 0;
}
