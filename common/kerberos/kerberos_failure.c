/* Why there is no login by Kerberos. */
#include "kerberos_failure.h"

#include <stddef.h>

#include "buf.h"

/* Characters of the library's words that are shown. */
#define WORDS_SHOWN 300

/* The first number of libkrb5's errors; those of RFC 4120 7.5.9 come first. */
#define KRB5 (-1765328384)

static const struct failure {
	int32_t minor;
	enum error_kind kind;
	const char *text; /* NULL: there are no credentials */
} failures[] = {
	{ KRB5 + 1, ERROR_REJECTED, "the Kerberos account has expired" },
	{ KRB5 + 6, ERROR_REJECTED, "Kerberos does not know the user" },
	{ KRB5 + 7, ERROR_REJECTED, "Kerberos does not know the service" },
	{ KRB5 + 11, ERROR_REJECTED, "the clocks differ" },
	{ KRB5 + 18, ERROR_REJECTED, "the Kerberos account is locked" },
	{ KRB5 + 23, ERROR_REJECTED,
	    "the password of the account has expired" },
	{ KRB5 + 24, ERROR_REJECTED, "the key in the keytab is wrong" },
	{ KRB5 + 31, ERROR_REJECTED, "the key does not fit" },
	{ KRB5 + 32, ERROR_REJECTED, "the ticket has expired" },
	{ KRB5 + 33, ERROR_REJECTED, "the clocks differ" },
	{ KRB5 + 37, ERROR_REJECTED, "the clocks differ" },
	{ KRB5 + 41, ERROR_REJECTED, "the server has another key" },
	{ KRB5 + 141, ERROR_USAGE, NULL },
	{ KRB5 + 154, ERROR_RETRY, "no Kerberos server is known" },
	{ KRB5 + 156, ERROR_RETRY, "no Kerberos server can be reached" },
	{ KRB5 + 181, ERROR_USAGE, NULL },
	{ KRB5 + 195, ERROR_USAGE, NULL },
	{ KRB5 + 220, ERROR_RETRY, "no Kerberos server can be reached" },
};

/* RFC 2744 3.9.1: the routine errors, by their number. */
static const struct failure majors[] = {
	{ 4, ERROR_REJECTED, "the channel bindings differ" },
	{ 6, ERROR_PROTOCOL, "the server's token is not genuine" },
	{ 7, ERROR_USAGE, NULL },
	{ 9, ERROR_PROTOCOL, "the server's token makes no sense" },
	{ 11, ERROR_REJECTED, "the ticket has expired" },
	{ 12, ERROR_REJECTED, "the ticket has expired" },
};

bool
kerberos_failed(uint32_t major)
{
	return (major & 0xffff0000u) != 0;
}

static const struct failure *
find(const struct failure *list, size_t count, int32_t number)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].minor == number)
			return &list[i];
	return NULL;
}

/* Appends all that the library says about this status. */
static void
put_words(
    const struct gss_functions *gss, uint32_t status, int kind, struct buf *out)
{
	uint32_t more = 0, minor, rounds = 0;
	struct gss_bytes text = { 0 };

	do {
		if (kerberos_failed(gss->display(
			&minor, status, kind, &gss_krb5, &more, &text)))
			break;
		(void)buf_puts(out, out->len > 0 ? ", " : "");
		(void)buf_append(out, text.data, text.len);
		(void)gss->release(&minor, &text);
	} while (more != 0 && ++rounds < 8);
}

int
kerberos_fail(const struct gss_functions *gss, uint32_t major, uint32_t minor,
    const char *missing, struct error *error)
{
	struct buf words = BUF_INIT(ERROR_SAID_SIZE);
	struct buf shown = BUF_INIT(ERROR_SAID_SIZE);
	const struct failure *found = find(
	    failures, sizeof(failures) / sizeof(failures[0]), (int32_t)minor);

	if (found == NULL)
		found = find(majors, sizeof(majors) / sizeof(majors[0]),
		    (int32_t)(major >> 16 & 0xff));
	put_words(gss, minor, GSS_STATUS_OF_MECHANISM, &words);
	if (words.len == 0)
		put_words(gss, major, GSS_STATUS, &words);
	(void)buf_put_printable(
	    &shown, buf_string(&words), words.len, WORDS_SHOWN);
	if (found == NULL)
		(void)error_set(error, ERROR_REJECTED, "Kerberos refuses: %s",
		    buf_string(&shown));
	else
		(void)error_set(error, found->kind, "%s (%s)",
		    found->text == NULL ? missing : found->text,
		    buf_string(&shown));
	error_said(error, buf_string(&words), words.len);
	buf_free(&words);
	buf_free(&shown);
	return -1;
}
