/* What the failures of libcurl mean. */
#include "web_failure.h"

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "shortage.h"

#define TRUST_UNREADABLE 77

/* The words of a row stand alone, or before libcurl's own. */
static const struct row {
	int code; /* libcurl-errors(3) */
	enum error_kind kind;
	bool quote;
	const char *words;
} rows[] = {
	{ 1, ERROR_PROTOCOL, true, "no answer by HTTP" },
	{ 2, ERROR_USAGE, false, "libcurl cannot be initialised" },
	{ 3, ERROR_USAGE, false, "this is not a URL" },
	{ 5, ERROR_RESOLVE, true, "no address" },
	{ 6, ERROR_RESOLVE, true, "no address" },
	{ 7, ERROR_CONNECT, true, "no connection" },
	{ 8, ERROR_PROTOCOL, true, "no answer by HTTP" },
	{ 18, ERROR_CLOSED, false,
	    "the connection was closed in the middle of "
	    "the answer" },
	{ 27, ERROR_USAGE, false, "out of memory" },
	{ 28, ERROR_TIMEOUT, false, "no answer in time" },
	{ 35, ERROR_TLS, true, "no TLS session" },
	{ 43, ERROR_USAGE, true, "a system call of libcurl has failed" },
	{ 45, ERROR_USAGE, true, "our end" },
	{ 51, ERROR_CERTIFICATE, true, "the certificate is not accepted" },
	{ 52, ERROR_CLOSED, false,
	    "the connection was closed without an "
	    "answer" },
	{ 55, ERROR_CLOSED, false, "the connection broke" },
	{ 56, ERROR_CLOSED, false, "the connection broke" },
	{ 59, ERROR_TLS, true, "no TLS session" },
	{ 60, ERROR_CERTIFICATE, true, "the certificate is not accepted" },
	{ 67, ERROR_USAGE, false, "the URL has a user in it" },
	{ TRUST_UNREADABLE, ERROR_USAGE, true,
	    "the trusted certificates cannot be read" },
	{ 83, ERROR_CERTIFICATE, true, "the certificate is not accepted" },
	{ 97, ERROR_CONNECT, true, "the proxy does not let us through" },
	{ 100, ERROR_PROTOCOL, false, "the answer has too many headers" },
};

/* How the TLS libraries say that the connection has ended. */
static const char *const endings[] = {
	"SSL_ERROR_SYSCALL",
	"unexpected eof",
	"error:0A000126", /* the same, of an OpenSSL without its texts */
	"Connection reset",
	"Broken pipe",
	"was non-properly terminated",
	"closed",
};

/* The program does not load the texts of OpenSSL's errors, so libcurl has only
 * their numbers (openssl/sslerr.h). */
static const struct {
	const char *number, *words;
} numbers[] = {
	{ "error:0A00010B", "no TLS is spoken there (wrong version number)" },
	{ "error:0A00009C", "it speaks HTTP without TLS" },
	{ "error:0A0000C6", "no TLS is spoken there (packet length too long)" },
	{ "error:0A000102",
	    "the TLS version is too old (unsupported protocol)" },
	{ "error:0A00042E",
	    "the TLS version is refused (alert protocol version)" },
	{ "error:0A000410", "alert handshake failure" },
	{ "error:0A000438", "alert internal error" },
	{ "error:0A000458", "alert unrecognized name" },
};

static const char *
words_for(const char *reason)
{
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		if (strstr(reason, numbers[i].number) != NULL)
			return numbers[i].words;
	return reason;
}

static bool
tells_of_an_end(const char *reason)
{
	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++)
		if (strcasestr(reason, endings[i]) != NULL)
			return true;
	return false;
}

/* Does this host lack something?  libcurl mostly has the system's words. */
static bool
tells_of_shortage(const struct web_failure *failure, const struct row *row)
{
	static const int numbers_of_shortage[] = { EMFILE, ENFILE, ENOMEM,
		ENOBUFS };

	for (size_t i = 0; i < sizeof(numbers_of_shortage) / sizeof(int); i++)
		if (strstr(failure->reason, strerror(numbers_of_shortage[i])) !=
		    NULL)
			return true;
	if (row->kind != ERROR_CONNECT && row->kind != ERROR_RESOLVE)
		return false;
	return shortage_behind(failure->number) != 0;
}

static const struct row *
find_row(int code)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (rows[i].code == code)
			return &rows[i];
	return NULL;
}

int
web_failure_report(const struct web_failure *failure, struct error *error)
{
	const char *reason = failure->reason;
	const struct row *row =
	    find_row(strstr(reason, "error setting certificate") != NULL
			 ? TRUST_UNREADABLE
			 : failure->code);

	if (failure->proxy_status != 0 && failure->proxy_status / 100 != 2)
		return error_set(error, ERROR_CONNECT,
		    "%s: the proxy refuses the connection: HTTP status %d",
		    failure->host, failure->proxy_status);
	if (failure->code == 7 && failure->number != 0)
		reason = strerror(failure->number);
	if (row != NULL && tells_of_shortage(failure, row))
		return error_set(error, ERROR_USAGE, "%s: %s: %s",
		    failure->host, row->words, reason);
	if (row == NULL)
		return error_set(error, ERROR_PROTOCOL,
		    "%s: libcurl's error %d%s%s", failure->host, failure->code,
		    reason[0] == '\0' ? "" : ": ", reason);
	if (row->kind == ERROR_TLS && tells_of_an_end(reason))
		return error_set(error, ERROR_CLOSED,
		    "%s: the connection was closed during the TLS handshake",
		    failure->host);
	if (!row->quote || reason[0] == '\0')
		return error_set(
		    error, row->kind, "%s: %s", failure->host, row->words);
	return error_set(error, row->kind, "%s: %s: %s", failure->host,
	    row->words, words_for(reason));
}
