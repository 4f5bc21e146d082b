/* Loads libcurl. */
#include "curl.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

#include "library.h"

/* With OpenSSL; Debian's with GnuTLS; and what some systems call that one. */
static const char *const files[] = {
	"libcurl.so.4",
	"libcurl-gnutls.so.4",
	NULL,
};

static const char *const symbols[] = {
	"curl_global_init",
	"curl_easy_init",
	"curl_easy_setopt",
	"curl_easy_perform",
	"curl_easy_getinfo",
	"curl_easy_cleanup",
	"curl_slist_append",
	"curl_slist_free_all",
	"curl_getdate",
	NULL,
};

/* TLS, and what Windows needs (CURL_GLOBAL_DEFAULT). */
#define GLOBAL_DEFAULT 3L

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct curl_functions functions;
static bool loaded;

static int
load(const char *needed_for, struct error *error)
{
	const struct library library = {
		.files = files,
		.symbols = symbols,
		.needed_for = needed_for,
		.package = "Debian, Ubuntu: libcurl4; Fedora, RHEL: libcurl; "
			   "SUSE: libcurl4; Alpine: libcurl",
	};

	/* A libcurl with OpenSSL may bring GnuTLS along, which would write to
	 * standard error when its constructor fails; who uses it begins it. */
	(void)setenv("GNUTLS_NO_IMPLICIT_INIT", "1", 0);
	if (library_open(&library, &functions, error) == -1)
		return -1;
	if (functions.global_init(GLOBAL_DEFAULT) != 0)
		return error_set(error, ERROR_USAGE,
		    "%s: libcurl cannot be initialised", needed_for);
	loaded = true;
	return 0;
}

const struct curl_functions *
curl_load(const char *needed_for, struct error *error)
{
	int rc = 0;

	(void)pthread_mutex_lock(&lock);
	if (!loaded)
		rc = load(needed_for, error);
	(void)pthread_mutex_unlock(&lock);
	return rc == -1 ? NULL : &functions;
}
