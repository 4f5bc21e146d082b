/* The thread in which libcurl transfers one request and its answer. */
#include "web_transfer.h"

#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "text.h"

/* Bytes of all headers of an answer. */
#define HEADERS_LIMIT ((size_t)64 * 1024)
/* Bytes of a date in a header. */
#define DATE_SIZE 64
/* Seconds before the deadline at which libcurl gives up, so that its own end is
 * seen and not that of the thread. */
#define AHEAD 0.05

static bool
copy_field(struct buf *to, const char *from)
{
	*to = (struct buf)BUF_SECRET(WEB_FIELD_LIMIT);
	return from != NULL && buf_puts(to, from) == 0;
}

static void
transfer_free(struct helper *helper)
{
	struct web_transfer *transfer = (struct web_transfer *)helper;

	buf_free(&transfer->url);
	buf_free(&transfer->form);
	buf_free(&transfer->user);
	buf_free(&transfer->password);
	buf_free(&transfer->accept);
	buf_free(&transfer->proxy);
	buf_free(&transfer->ca_file);
	buf_free(&transfer->ca_path);
	buf_free(&transfer->source);
	buf_free(&transfer->answer.body);
	free(transfer);
}

/* For libcurl: another number than that of the bytes ends the transfer. */
static size_t
take_body(char *bytes, size_t one, size_t n, void *context)
{
	struct web_transfer *transfer = context;

	(void)one;
	if (buf_append(&transfer->answer.body, bytes, n) == 0)
		return n;
	transfer->too_long = true;
	return 0;
}

static void
read_date(struct web_transfer *transfer, const char *line, size_t len)
{
	static const char name[] = "date:";
	char date[DATE_SIZE];
	time_t seconds;

	if (!text_starts(line, len, name) || len >= sizeof(date))
		return;
	memcpy(date, line + sizeof(name) - 1, len - sizeof(name) + 1);
	date[len - sizeof(name) + 1] = '\0';
	seconds = transfer->curl->getdate(date, NULL);
	transfer->answer.date = seconds > 0 ? (int64_t)seconds : 0;
}

static size_t
take_header(char *bytes, size_t one, size_t n, void *context)
{
	struct web_transfer *transfer = context;

	(void)one;
	transfer->headers += n;
	if (transfer->headers > HEADERS_LIMIT) {
		transfer->too_long = true;
		return 0;
	}
	read_date(transfer, bytes, n);
	return n;
}

/* What an older libcurl does not know, it cannot do, either. */
static void
set_where_known(const struct web_transfer *transfer, curl_handle *handle)
{
	(void)transfer->curl->setopt(handle, CURL_SUPPRESS_CONNECT_HEADERS, 1L);
	(void)transfer->curl->setopt(handle, CURL_NO_USER_IN_URL, 1L);
	(void)transfer->curl->setopt(handle, CURL_HTTP09_ALLOWED, 0L);
	(void)transfer->curl->setopt(handle, CURL_QUICK_EXIT, 1L);
}

static int
set_safety(const struct web_transfer *transfer, curl_handle *handle)
{
	int (*set)(curl_handle *, int, ...) = transfer->curl->setopt;

	if (set(handle, CURL_PROTOCOLS_BY_NAME, "https") != 0 &&
	    set(handle, CURL_PROTOCOLS, (long)CURL_PROTOCOL_HTTPS) != 0)
		return -1;
	return set(handle, CURL_VERIFY_PEER, 1L) == 0 &&
		       set(handle, CURL_VERIFY_HOST, 2L) == 0 &&
		       set(handle, CURL_SSL_VERSION, (long)CURL_TLS_1_2) == 0 &&
		       set(handle, CURL_FOLLOW_LOCATION, 0L) == 0 &&
		       set(handle, CURL_NO_SIGNAL, 1L) == 0 &&
		       set(handle, CURL_TIMEOUT_MS, transfer->milliseconds) ==
			   0 &&
		       set(handle, CURL_CONNECT_TIMEOUT_MS,
			   transfer->milliseconds) == 0 &&
		       (!transfer->has_ca_file ||
			   set(handle, CURL_CA_FILE,
			       buf_string(&transfer->ca_file)) == 0) &&
		       (!transfer->has_ca_path ||
			   set(handle, CURL_CA_PATH,
			       buf_string(&transfer->ca_path)) == 0) &&
		       (!transfer->has_source ||
			   set(handle, CURL_INTERFACE,
			       buf_string(&transfer->source)) == 0)
		   ? 0
		   : -1;
}

static int
set_request(const struct web_transfer *transfer, curl_handle *handle)
{
	int (*set)(curl_handle *, int, ...) = transfer->curl->setopt;
	int rc = set(handle, CURL_URL, buf_string(&transfer->url));

	rc |= set(handle, CURL_HTTP_VERSION, (long)CURL_HTTP_1_1);
	rc |= set(handle, CURL_USER_AGENT, "check_smtp_auth");
	if (transfer->has_form) {
		rc |= set(handle, CURL_FORM_SIZE, (long)transfer->form.len);
		rc |= set(handle, CURL_FORM, buf_string(&transfer->form));
	}
	if (transfer->has_user) {
		rc |= set(handle, CURL_HTTP_AUTH, (long)CURL_AUTH_BASIC);
		rc |= set(handle, CURL_USER, buf_string(&transfer->user));
		rc |=
		    set(handle, CURL_PASSWORD, buf_string(&transfer->password));
	}
	/* Who names a proxy means it for every host. */
	if (transfer->has_proxy) {
		rc |= set(handle, CURL_PROXY, buf_string(&transfer->proxy));
		rc |= set(handle, CURL_NO_PROXY, "");
	}
	return rc == 0 ? 0 : -1;
}

static int
set_results(struct web_transfer *transfer, curl_handle *handle)
{
	int (*set)(curl_handle *, int, ...) = transfer->curl->setopt;

	return set(handle, CURL_ERROR_BUFFER, transfer->reason) == 0 &&
		       set(handle, CURL_WRITE_FUNCTION, take_body) == 0 &&
		       set(handle, CURL_WRITE_DATA, (void *)transfer) == 0 &&
		       set(handle, CURL_HEADER_FUNCTION, take_header) == 0 &&
		       set(handle, CURL_HEADER_DATA, (void *)transfer) == 0
		   ? 0
		   : -1;
}

/* libcurl would wait for "100 Continue" before a long form. */
static struct curl_slist *
make_headers(const struct web_transfer *transfer)
{
	struct curl_slist *list = transfer->curl->slist_append(NULL, "Expect:");

	if (list != NULL && transfer->accept.len > 0)
		(void)transfer->curl->slist_append(
		    list, buf_string(&transfer->accept));
	return list;
}

/* "Application/JSON; charset=utf-8" is "application/json". */
static void
keep_type(struct web_answer *answer, const char *type)
{
	size_t len = type == NULL ? 0 : strcspn(type, "; \t");

	if (len >= sizeof(answer->type))
		len = sizeof(answer->type) - 1;
	(void)text_printable(answer->type, sizeof(answer->type), type, len);
	for (char *c = answer->type; *c != '\0'; c++)
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c - 'A' + 'a');
}

static void
keep_facts(struct web_transfer *transfer, curl_handle *handle)
{
	int (*get)(curl_handle *, int, ...) = transfer->curl->getinfo;
	const char *type = NULL;
	long status = 0;
	int64_t wait = 0;

	(void)get(handle, CURL_INFO_STATUS, &status);
	(void)get(handle, CURL_INFO_TYPE, &type);
	(void)get(handle, CURL_INFO_ERRNO, &transfer->number);
	(void)get(handle, CURL_INFO_PROXY_STATUS, &transfer->proxy_status);
	if (get(handle, CURL_INFO_RETRY_AFTER, &wait) == 0 && wait > 0)
		transfer->answer.retry_after = wait;
	transfer->answer.status = (int)status;
	keep_type(&transfer->answer, type);
}

/* libcurl's CURLE_FAILED_INIT, for what should never happen. */
#define FAILED_INIT 2

static void
transfer_run(struct helper *helper)
{
	struct web_transfer *transfer = (struct web_transfer *)helper;
	curl_handle *handle = transfer->curl->init();
	struct curl_slist *headers = make_headers(transfer);

	transfer->code = FAILED_INIT;
	if (handle != NULL && headers != NULL &&
	    set_safety(transfer, handle) == 0 &&
	    set_request(transfer, handle) == 0 &&
	    set_results(transfer, handle) == 0 &&
	    transfer->curl->setopt(handle, CURL_HEADERS, headers) == 0) {
		set_where_known(transfer, handle);
		transfer->code = transfer->curl->perform(handle);
		keep_facts(transfer, handle);
	}
	if (handle != NULL)
		transfer->curl->cleanup(handle);
	transfer->curl->slist_free_all(headers);
}

/* OpenSSL's variables count as for the mail server; libcurl does not read them.
 */
static void
copy_trust(struct web_transfer *transfer, const struct web_request *request)
{
	bool given = request->ca_file != NULL || request->ca_path != NULL;

	transfer->has_ca_file = copy_field(&transfer->ca_file,
	    given ? request->ca_file : getenv("SSL_CERT_FILE"));
	transfer->has_ca_path = copy_field(&transfer->ca_path,
	    given ? request->ca_path : getenv("SSL_CERT_DIR"));
	/* The other one would be the system's. */
	if (given && request->ca_file == NULL)
		transfer->has_ca_file =
		    copy_field(&transfer->ca_file, "/dev/null");
}

struct web_transfer *
web_transfer_new(const struct web_request *request,
    const struct curl_functions *curl, struct deadline deadline)
{
	struct web_transfer *transfer = memory_zeroed(sizeof(*transfer));
	double seconds = deadline_left(deadline);

	transfer->helper.run = transfer_run;
	transfer->helper.free = transfer_free;
	transfer->curl = curl;
	transfer->milliseconds =
	    (long)((seconds > 2 * AHEAD ? seconds - AHEAD : seconds / 2) *
		   1000) +
	    1;
	transfer->answer.body = (struct buf)BUF_SECRET(request->limit);
	(void)copy_field(&transfer->url, request->url);
	transfer->has_form = copy_field(&transfer->form, request->form);
	transfer->has_user = copy_field(&transfer->user, request->user);
	(void)copy_field(&transfer->password, request->password);
	transfer->has_proxy = copy_field(&transfer->proxy, request->proxy);
	copy_trust(transfer, request);
	/* An address, and no interface of that name. */
	(void)copy_field(
	    &transfer->source, request->source == NULL ? NULL : "host!");
	transfer->has_source =
	    request->source != NULL &&
	    buf_puts(&transfer->source, request->source) == 0;
	(void)copy_field(&transfer->accept, NULL);
	if (request->accept != NULL)
		(void)buf_printf(
		    &transfer->accept, "Accept: %s", request->accept);
	return transfer;
}
