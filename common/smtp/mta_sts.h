#ifndef MTA_STS_H
#define MTA_STS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "error.h"

/* What a domain asks of those who deliver to it (RFC 8461). */

/* Bytes of a policy; RFC 8461 3.3 suggests this limit. */
#define MTA_STS_LIMIT ((size_t)64 * 1024)
/* Patterns of one policy that are read; more are a fault. */
#define MTA_STS_PATTERNS 64
/* Characters of an id, with the NUL. */
#define MTA_STS_ID_SIZE 33
/* Seconds that a policy may be kept, at most (RFC 8461 3.2). */
#define MTA_STS_MAX_AGE UINT32_C(31557600)

enum mta_sts_mode {
	MTA_STS_NONE,    /* there is no policy any more */
	MTA_STS_TESTING, /* what breaks it is reported, and delivered */
	MTA_STS_ENFORCE, /* what breaks it is not delivered */
};

struct mta_sts {
	char id[MTA_STS_ID_SIZE]; /* of the TXT record */
	enum mta_sts_mode mode;
	uint32_t max_age;    /* seconds */
	struct buf patterns; /* of mx, a NUL behind each */
	size_t pattern_count;
};

/* Initialises the policy, and reads the TXT record of _mta-sts.DOMAIN.
 * -1: error set, ERROR_PROTOCOL: RFC 8461 3.1 knows no such record.  Call
 * mta_sts_free() in both cases. */
int mta_sts_read_record(
    struct mta_sts *, const char *, size_t len, struct error *);

/* Reads the policy file.  -1: error set, ERROR_PROTOCOL, with the line: RFC
 * 8461 3.2 knows no such file. */
int mta_sts_read_policy(
    struct mta_sts *, const char *, size_t len, struct error *);

/* "enforce" */
const char *mta_sts_mode_name(enum mta_sts_mode);

/* The next pattern of mx; *at starts at 0.  NULL: there are no more. */
const char *mta_sts_pattern(const struct mta_sts *, size_t *at);

/* Does this pattern name this mail server?  "*." stands for one label (RFC 8461
 * 4.1). */
bool mta_sts_matches(const char *pattern, const char *host);

/* Does any pattern of the policy? */
bool mta_sts_names(const struct mta_sts *, const char *host);

void mta_sts_free(struct mta_sts *);

#endif
