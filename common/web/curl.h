#ifndef CURL_H
#define CURL_H

#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include "error.h"

/* What the plugin uses of libcurl's interface, so that neither its headers nor
 * the library are needed to build.  libcurl promises never to change a number
 * or a signature (libcurl-errors(3), libcurl(3)). */

/* The handle of a transfer, CURL in curl.h. */
typedef void curl_handle;

struct curl_slist;

enum curl_option {
	CURL_VERBOSE = 41,
	CURL_NO_PROGRESS = 43,
	CURL_FORM_SIZE = 60,
	CURL_SSL_VERSION = 32,
	CURL_FOLLOW_LOCATION = 52,
	CURL_VERIFY_PEER = 64,
	CURL_VERIFY_HOST = 81,
	CURL_HTTP_VERSION = 84,
	CURL_NO_SIGNAL = 99,
	CURL_HTTP_AUTH = 107,
	CURL_TIMEOUT_MS = 155,
	CURL_CONNECT_TIMEOUT_MS = 156,
	CURL_PROTOCOLS = 181,
	CURL_SUPPRESS_CONNECT_HEADERS = 265,
	CURL_NO_USER_IN_URL = 278,
	CURL_HTTP09_ALLOWED = 285,
	CURL_QUICK_EXIT = 322,
	CURL_WRITE_DATA = 10001,
	CURL_URL = 10002,
	CURL_PROXY = 10004,
	CURL_ERROR_BUFFER = 10010,
	CURL_FORM = 10015,
	CURL_USER_AGENT = 10018,
	CURL_HEADERS = 10023,
	CURL_HEADER_DATA = 10029,
	CURL_INTERFACE = 10062,
	CURL_CA_FILE = 10065,
	CURL_CA_PATH = 10097,
	CURL_USER = 10173,
	CURL_PASSWORD = 10174,
	CURL_NO_PROXY = 10177,
	CURL_PROTOCOLS_BY_NAME = 10318,
	CURL_WRITE_FUNCTION = 20011,
	CURL_HEADER_FUNCTION = 20079,
};

/* Values of those options. */
enum {
	CURL_PROTOCOL_HTTPS = 2,
	CURL_TLS_1_2 = 6,
	CURL_HTTP_1_1 = 2,
	CURL_AUTH_BASIC = 1,
};

enum curl_info {
	CURL_INFO_STATUS = 0x200002,
	CURL_INFO_PROXY_STATUS = 0x200016,
	CURL_INFO_ERRNO = 0x200019,
	CURL_INFO_TYPE = 0x100012,
	CURL_INFO_RETRY_AFTER = 0x600039,
};

/* Bytes of the text that goes with a failure. */
#define CURL_ERROR_SIZE 256

/* The functions, in the order of their names in curl.c. */
struct curl_functions {
	int (*global_init)(long);
	curl_handle *(*init)(void);
	int (*setopt)(curl_handle *, int option, ...);
	int (*perform)(curl_handle *);
	int (*getinfo)(curl_handle *, int info, ...);
	void (*cleanup)(curl_handle *);
	struct curl_slist *(*slist_append)(struct curl_slist *, const char *);
	void (*slist_free_all)(struct curl_slist *);
	time_t (*getdate)(const char *, const time_t *);
};

/* Loads and initialises libcurl, once; several threads may call it.  needed_for
 * as in struct library.  NULL: error set, ERROR_USAGE. */
const struct curl_functions *curl_load(const char *needed_for, struct error *);

#endif
