#ifndef FAKE_WEB_H
#define FAKE_WEB_H

#include <stddef.h>
#include <stdint.h>

#include "error.h"

/* What web_request() does in tests that are linked with fake_web.c: it keeps
 * what it was asked, and gives these answers in turn, the last one again and
 * again. */
struct fake_answer {
	int status; /* 0: error.kind and text tell why there is no answer */
	const char *body;
	enum error_kind kind;
	const char *text;
	int64_t date, retry_after;
	void (*meanwhile)(void); /* what happens while it is asked, or NULL */
};

extern struct fake_web {
	const struct fake_answer *answers;
	size_t count; /* of answers */
	size_t asked; /* how often */
	/* Of the last request; "" for NULL. */
	char url[512], form[16384], user[256], password[256];
	char proxy[256], ca_file[256];
	double seconds; /* until its deadline */
} fake_web;

#endif
