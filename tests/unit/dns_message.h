#ifndef DNS_MESSAGE_H
#define DNS_MESSAGE_H

#include <arpa/nameser.h>
#include <check.h>
#include <string.h>

/* A message of a DNS server (RFC 1035 4.1) under construction. */
static unsigned char message[NS_MAXMSG];
static size_t len;

static inline void
put(const void *bytes, size_t count)
{
	ck_assert_uint_le(len + count, sizeof(message));
	memcpy(message + len, bytes, count);
	len += count;
}

static inline void
put_number(unsigned int value)
{
	const unsigned char bytes[2] = { (unsigned char)(value >> 8),
		(unsigned char)value };

	put(bytes, sizeof(bytes));
}

static inline void
put_name(const char *name)
{
	while (*name != '\0') {
		size_t n = strcspn(name, ".");
		unsigned char label = (unsigned char)n;

		put(&label, 1);
		put(name, n);
		name += n;
		name += *name == '.';
	}
	put("", 1);
}

/* The header and the question; the flags are two bytes. */
static inline void
put_question(const char *flags, unsigned int answers, const char *name,
    unsigned int type)
{
	len = 0;
	put_number(4711);
	put(flags, 2);
	put_number(1);
	put_number(answers);
	put_number(0);
	put_number(0);
	put_name(name);
	put_number(type);
	put_number(ns_c_in);
}

/* What stands between a record's name and its RDATA. */
static inline void
put_fixed(unsigned int type, size_t size)
{
	put_number(type);
	put_number(ns_c_in);
	put_number(0);
	put_number(300);
	put_number((unsigned int)size);
}

#endif
