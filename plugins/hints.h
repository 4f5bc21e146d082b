#ifndef HINTS_H
#define HINTS_H

#include <stdbool.h>
#include <stddef.h>

#include "error.h"

/* Some advice is for those who have logged in, or have not. */
enum hint_login {
	HINT_ANY,
	HINT_BEFORE_LOGIN,
	HINT_AFTER_LOGIN,
};

/* What an administrator can do about a failure, and who must. */
struct hint {
	const char *stage;    /* NULL: any */
	enum error_kind kind; /* ERROR_NONE: any */
	int code;             /* reply code, 53 for 53y, 5 for 5yz, 0: any */
	const char *status;   /* enhanced status code, NULL: any */
	const char *pattern;  /* in the text, in any case; NULL: any */
	const char *who;      /* credentials policy server network monitor */
	const char *text;     /* one or two sentences, with the next step */
	enum hint_login login;
};

extern const struct hint hints[];
extern const size_t hint_count;

/* The most specific row for this failure; of equals the first.  NULL: none. */
const struct hint *hint_find(
    const char *stage, const struct error *, bool logged_in);

#endif
