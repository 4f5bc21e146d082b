/* What the DNS server of the tests is told about names: see dns_server.h. */
#ifndef DNS_RECORD_H
#define DNS_RECORD_H

#include <stdbool.h>
#include <stddef.h>

/* How questions for a name are answered, beside its records. */
enum mood {
	MOOD_NOTHING = 1,
	MOOD_FAIL = 2,
	MOOD_SLOW = 4,
	MOOD_SILENT = 8,
	MOOD_TRUNCATE = 16,
	MOOD_CUT = 32,
	MOOD_SIGNED = 64,
	MOOD_FORGED = 128,
};

struct record {
	char *name;
	int type; /* 0: it tells a mood */
	bool raw; /* the data are count whole records */
	unsigned int count, mood;
	long ms;
	unsigned char data[2048];
	size_t len;
};

/* Writes a name as labels; \DDD in it is a byte.  Returns how many bytes it
 * takes. */
size_t dns_encode_name(const char *name, unsigned char *to);

/* Reads a line.  -1: it is not understood. */
int dns_record_read(struct record *, const char *line);

#endif
