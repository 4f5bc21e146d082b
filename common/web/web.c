/* One HTTPS request, by libcurl. */
#include "web.h"

#include <netinet/in.h>
#include <stdio.h>
#include <string.h>

#include "resolve.h"
#include "text.h"
#include "web_failure.h"
#include "web_transfer.h"

/* Bytes of a host's name that errors show, with the NUL. */
#define HOST_SIZE 256
#define SCHEME "https://"
#define HTTPS_PORT 443

/* The host of the URL, without brackets and port. */
static void
host_of(const char *url, char host[HOST_SIZE])
{
	const char *from = url + sizeof(SCHEME) - 1;
	size_t len = strcspn(from, "/?#");
	const char *user = memrchr(from, '@', len);

	if (user != NULL) {
		len -= (size_t)(user + 1 - from);
		from = user + 1;
	}
	if (from[0] == '[') {
		from++;
		len = strcspn(from, "]");
	} else if (memchr(from, ':', len) != NULL)
		len = strcspn(from, ":");
	if (len >= HOST_SIZE)
		len = HOST_SIZE - 1;
	(void)text_printable(host, HOST_SIZE, from, len);
}

/* The family that --source leaves. */
static int
family_of(const struct web_transfer *transfer)
{
	if (!transfer->has_source)
		return AF_UNSPEC;
	return strchr(buf_string(&transfer->source), ':') != NULL ? AF_INET6
								  : AF_INET;
}

/* libcurl does not tell a name that does not exist from a resolver that is ill,
 * nor a server without an address of the family of our end from one that is
 * down.  -1: error set. */
static int
explain_lookup(const struct web_transfer *transfer, const char *host,
    struct deadline deadline, struct error *error)
{
	struct addresses ignored;

	bool unknown = transfer->code == 6;
	bool far = transfer->code == 7 && transfer->has_source;

	if ((!unknown && !far) || transfer->has_proxy)
		return 0;
	return resolve_name(
	    &ignored, host, HTTPS_PORT, family_of(transfer), deadline, error);
}

static int
transfer_result(struct web_transfer *transfer, const char *host,
    struct deadline deadline, struct web_answer *answer, struct error *error)
{
	const struct web_failure failure = {
		.code = transfer->code,
		.reason = transfer->reason,
		.host = host,
		.number = (int)transfer->number,
		.proxy_status = (int)transfer->proxy_status,
	};

	if (transfer->too_long)
		return error_set(error, ERROR_PROTOCOL,
		    "%s: the answer is longer than %zu bytes", host,
		    transfer->answer.body.limit);
	if (explain_lookup(transfer, host, deadline, error) == -1)
		return -1;
	if (transfer->code != 0)
		return web_failure_report(&failure, error);
	*answer = transfer->answer;
	transfer->answer.body = (struct buf)BUF_SECRET(0);
	return 0;
}

static int
check_request(const struct web_request *request, struct error *error)
{
	const char *fields[] = { request->url, request->form, request->user,
		request->password, request->proxy, request->ca_file,
		request->ca_path };

	if (!text_starts(request->url, strlen(request->url), SCHEME) ||
	    text_has_control(request->url))
		return error_set(
		    error, ERROR_USAGE, "a URL must begin with " SCHEME);
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		if (fields[i] != NULL && strlen(fields[i]) > WEB_FIELD_LIMIT)
			return error_set(error, ERROR_USAGE,
			    "a request has more than %zu bytes",
			    WEB_FIELD_LIMIT);
	return 0;
}

static int
ask(const struct web_request *request, const char *host,
    struct deadline deadline, struct web_answer *answer, struct error *error)
{
	const struct curl_functions *curl;
	struct web_transfer *transfer;
	struct error late = { 0 };
	int rc;

	curl = curl_load(request->needed_for, error);
	if (curl == NULL)
		return -1;
	transfer = web_transfer_new(request, curl, deadline);
	rc = helper_run(&transfer->helper, deadline, &late);
	if (rc == -1)
		(void)error_set(error, late.kind, "%s: %s", host, late.text);
	else
		rc = transfer_result(transfer, host, deadline, answer, error);
	helper_release(&transfer->helper);
	return rc;
}

int
web_request(const struct web_request *request, struct deadline deadline,
    struct web_answer *answer, struct error *error)
{
	char host[HOST_SIZE];
	int rc;

	*answer = (struct web_answer){ .body = BUF_SECRET(request->limit) };
	if (check_request(request, error) == -1)
		return -1;
	host_of(request->url, host);
	rc = ask(request, host, deadline, answer, error);
	if (rc == -1)
		redact_string(
		    request->redact, error->text, sizeof(error->text));
	return rc;
}

void
web_answer_free(struct web_answer *answer)
{
	buf_free(&answer->body);
}
