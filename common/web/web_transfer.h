#ifndef WEB_TRANSFER_H
#define WEB_TRANSFER_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"
#include "curl.h"
#include "deadline.h"
#include "helper.h"
#include "web_exchange.h"

/* Bytes of each string of a request. */
#define WEB_FIELD_LIMIT ((size_t)64 * 1024)

/* One request in its thread.  All is a copy: the thread may outlive whoever
 * asked. */
struct web_transfer {
	struct helper helper;
	const struct curl_functions *curl; /* borrowed, of the process */
	struct buf url, form, user, password, accept, proxy, ca_file, ca_path,
	    source;
	bool has_form, has_user, has_proxy, has_ca_file, has_ca_path,
	    has_source;
	long milliseconds;

	/* What came of it, once the helper has run. */
	int code; /* of libcurl; 0: there is an answer */
	struct web_answer answer;
	size_t headers; /* bytes of them */
	bool too_long;  /* the answer has reached a limit */
	char reason[CURL_ERROR_SIZE];
	long number, proxy_status; /* see struct web_failure */
};

/* Makes a transfer for helper_run(), which helper_release() frees.  The strings
 * of the request have at most WEB_FIELD_LIMIT bytes. */
struct web_transfer *web_transfer_new(
    const struct web_request *, const struct curl_functions *, struct deadline);

#endif
