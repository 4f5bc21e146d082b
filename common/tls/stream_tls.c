/* A stream that speaks TLS over another stream. */
#include "stream_tls.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "service.h"
#include "tls_failure.h"

/* The most reads of the stream below in one look for waiting data: enough for
 * what a server sends after its handshake (tickets, key updates). */
#define LOOK_READS 16
/* The first bytes of the peer that are kept, to recognise plain text. */
#define FIRST_SIZE 200

struct tls {
	struct stream stream;
	struct stream *below;
	SSL *ssl;
	BIO_METHOD *method;
	struct deadline deadline; /* of the current call */
	struct error *error;      /* of the same call */
	unsigned int looks_left;  /* reads left, if it is a look */
	bool only_look;    /* the deadline had passed when the call began */
	bool ended;        /* the stream below has ended */
	bool ready;        /* the handshake is over */
	bool spoken;       /* application data has arrived */
	bool closed;       /* the server has ended TLS, or the stream */
	int alert;         /* that ended the handshake; -1: none did */
	uintmax_t in, out; /* bytes to and from the stream below */
	char first[FIRST_SIZE];
	size_t first_len;
};

static bool
is_plain_text(const struct tls *t)
{
	for (size_t i = 0; i < t->first_len; i++)
		if ((t->first[i] < ' ' || t->first[i] > '~') &&
		    strchr("\r\n\t", t->first[i]) == NULL)
			return false;
	return t->first_len > 0;
}

/* RFC 8446 5.1: alert or handshake, and a version that begins with 3. */
static bool
is_tls(const struct tls *t)
{
	return t->first_len < 2 ||
	       ((t->first[0] == 0x15 || t->first[0] == 0x16) &&
		   t->first[1] == 3);
}

/* Bytes of the first line; all bytes, if its end has not arrived. */
static size_t
first_line(const struct tls *t)
{
	size_t len = 0;

	while (len < t->first_len && strchr("\r\n", t->first[len]) == NULL)
		len++;
	return len;
}

/* Bytes of the first line that are told: without its last word if its end has
 * not arrived, as the word may be a part of a secret. */
static size_t
told_line(const struct tls *t)
{
	size_t len = first_line(t);

	if (len == t->first_len)
		while (len > 0 && t->first[len - 1] != ' ')
			len--;
	while (len > 0 && t->first[len - 1] == ' ')
		len--;
	return len;
}

static int
fail_plain_text(const struct tls *t, struct error *error)
{
	const char *service = service_that_says(t->first, t->first_len);
	int line = (int)told_line(t);
	const char *colon = line > 0 ? ": " : "";

	if (service != NULL)
		return error_set(error, ERROR_TLS,
		    "this is %s, not SMTP over TLS%s%.*s", service, colon, line,
		    t->first);
	return error_set(error, ERROR_TLS,
	    "the server answers in plain text%s%.*s", colon, line, t->first);
}

/* OpenSSL may have read no more than the header of a record.  The rest of the
 * answer says more, if it is there already. */
static void
complete_first(struct tls *t)
{
	struct error ignored = { 0 };
	ssize_t n;

	if (t->first_len == FIRST_SIZE)
		return;
	n = stream_read(t->below, t->first + t->first_len,
	    FIRST_SIZE - t->first_len, DEADLINE_NOW, &ignored);
	if (n > 0) {
		t->first_len += (size_t)n;
		t->in += (uintmax_t)n;
	}
}

static int
session_fail_reason(struct tls *t, struct error *error)
{
	unsigned long code = ERR_peek_error();

	if (t->spoken)
		return tls_failure(code, ERROR_PROTOCOL, error);
	if (!is_tls(t))
		complete_first(t);
	if (is_plain_text(t))
		return fail_plain_text(t, error);
	if (!is_tls(t))
		return error_set(error, ERROR_TLS, "the answer is not TLS");
	return tls_failure(code, ERROR_TLS, error);
}

/* Why an SSL_ function that returned rc did not succeed. */
static int
session_fail(struct tls *t, int rc, struct error *error)
{
	int why = SSL_get_error(t->ssl, rc);

	if (error->kind != ERROR_NONE)
		return -1;
	if (why == SSL_ERROR_WANT_READ || why == SSL_ERROR_WANT_WRITE)
		return error_set(error, ERROR_TIMEOUT, "no answer in time");
	t->closed = t->ended || why == SSL_ERROR_ZERO_RETURN;
	if (t->closed)
		return error_set(error, ERROR_CLOSED, "%s",
		    t->ready
			? "the server cut the connection without ending TLS"
			: "the server hung up during the handshake");
	t->alert = tls_failure_alert(ERR_peek_error());
	return session_fail_reason(t, error);
}

static void
begin_call(struct tls *t, struct deadline deadline, struct error *error)
{
	t->deadline = deadline;
	t->error = error;
	t->only_look = deadline_passed(deadline);
	t->looks_left = LOOK_READS;
	ERR_clear_error();
}

/* A peer that keeps the library busy must not hold the plugin beyond the
 * deadline: so each read asks the clock, and a look has only a few reads. */
static bool
may_read(struct tls *t)
{
	if (!t->only_look)
		return !deadline_passed(t->deadline);
	if (t->looks_left == 0)
		return false;
	t->looks_left--;
	return true;
}

static void
keep_first(struct tls *t, const char *bytes, size_t len)
{
	size_t room = FIRST_SIZE - t->first_len;

	if (len > room)
		len = room;
	memcpy(t->first + t->first_len, bytes, len);
	t->first_len += len;
}

static int
bio_read(BIO *bio, char *to, int size)
{
	struct tls *t = BIO_get_data(bio);
	struct error error = { 0 };
	ssize_t n;

	BIO_clear_retry_flags(bio);
	if (!may_read(t)) {
		BIO_set_retry_read(bio);
		return -1;
	}
	n = stream_read(t->below, to, (size_t)size, t->deadline, &error);
	if (n > 0) {
		keep_first(t, to, (size_t)n);
		t->in += (uintmax_t)n;
	}
	if (n == -1 && error.kind == ERROR_TIMEOUT)
		BIO_set_retry_read(bio);
	else if (n == -1)
		*t->error = error;
	t->ended = t->ended || n == 0;
	return (int)n;
}

static int
bio_write(BIO *bio, const char *bytes, int len)
{
	struct tls *t = BIO_get_data(bio);

	BIO_clear_retry_flags(bio);
	if (stream_write(t->below, bytes, (size_t)len, t->deadline, t->error) ==
	    -1)
		return -1;
	t->out += (uintmax_t)len;
	return len;
}

/* A flush succeeds and does nothing: see stream.h. */
static long
bio_ctrl(BIO *bio, int command, long number, void *pointer)
{
	const struct tls *t = BIO_get_data(bio);

	(void)number;
	(void)pointer;
	if (command == BIO_CTRL_EOF)
		return t->ended;
	return command == BIO_CTRL_FLUSH;
}

static ssize_t
tls_read(struct stream *stream, void *to, size_t size, struct deadline deadline,
    struct error *error)
{
	struct tls *t = (struct tls *)stream;
	size_t n = 0;
	int rc;

	begin_call(t, deadline, error);
	rc = SSL_read_ex(t->ssl, to, size, &n);
	if (rc == 1) {
		t->spoken = true;
		return (ssize_t)n;
	}
	if (SSL_get_error(t->ssl, rc) == SSL_ERROR_ZERO_RETURN)
		return 0;
	return session_fail(t, rc, error);
}

static int
tls_write(struct stream *stream, const void *bytes, size_t len,
    struct deadline deadline, struct error *error)
{
	struct tls *t = (struct tls *)stream;
	size_t n = 0;
	int rc;

	if (len == 0)
		return 0;
	begin_call(t, deadline, error);
	rc = SSL_write_ex(t->ssl, bytes, len, &n);
	return rc == 1 ? 0 : session_fail(t, rc, error);
}

void
stream_tls_abandon(struct stream *stream)
{
	struct tls *t = (struct tls *)stream;

	SSL_free(t->ssl);
	BIO_meth_free(t->method);
	free(t);
}

static void
tls_free(struct stream *stream)
{
	struct tls *t = (struct tls *)stream;
	struct stream *below = t->below;
	struct error ignored = { 0 };

	/* close_notify (RFC 8446 6.1) says that the client sends nothing more;
	 * it needs no answer. */
	begin_call(t, DEADLINE_NOW, &ignored);
	if (t->ready)
		(void)SSL_shutdown(t->ssl);
	stream_tls_abandon(stream);
	stream_free(below);
}

static BIO *
new_bio(struct tls *t)
{
	BIO *bio;

	t->method = BIO_meth_new(BIO_TYPE_SOURCE_SINK, "stream");
	if (t->method == NULL || BIO_meth_set_read(t->method, bio_read) != 1 ||
	    BIO_meth_set_write(t->method, bio_write) != 1 ||
	    BIO_meth_set_ctrl(t->method, bio_ctrl) != 1)
		return NULL;
	bio = BIO_new(t->method);
	if (bio == NULL)
		return NULL;
	BIO_set_data(bio, t);
	BIO_set_init(bio, 1);
	return bio;
}

struct stream *
stream_tls(struct stream *below, SSL *ssl)
{
	static const struct stream_ops ops = {
		.read = tls_read,
		.write = tls_write,
		.free = tls_free,
	};
	struct tls *t = memory_zeroed(sizeof(*t));
	BIO *bio = new_bio(t);

	t->stream.ops = &ops;
	t->below = below;
	t->ssl = ssl;
	t->alert = -1;
	if (bio == NULL) {
		stream_tls_abandon(&t->stream);
		return NULL;
	}
	SSL_set_bio(ssl, bio, bio);
	return &t->stream;
}

int
stream_tls_handshake(
    struct stream *stream, struct deadline deadline, struct error *error)
{
	struct tls *t = (struct tls *)stream;
	int rc;

	begin_call(t, deadline, error);
	rc = SSL_connect(t->ssl);
	t->ready = rc == 1;
	return t->ready ? 0 : session_fail(t, rc, error);
}

SSL *
stream_tls_session(struct stream *stream)
{
	return ((struct tls *)stream)->ssl;
}

/* Other alerts tell of another reason, or of one that is not certain. */
static bool
is_refusing_alert(int alert)
{
	return alert == TLS1_AD_PROTOCOL_VERSION ||
	       alert == SSL3_AD_HANDSHAKE_FAILURE ||
	       alert == TLS1_AD_INSUFFICIENT_SECURITY;
}

/* The ClientHello was sent, and what came back, if anything, was alerts.  A
 * failure before that, such as one of this host, is no answer. */
enum tls_refusal
stream_tls_refusal(struct stream *stream)
{
	const struct tls *t = (const struct tls *)stream;

	if (SSL_get_state(t->ssl) != TLS_ST_CW_CLNT_HELLO || t->out == 0 ||
	    (t->first_len > 0 && t->first[0] != 0x15))
		return TLS_NOT_REFUSED;
	if (is_refusing_alert(t->alert))
		return TLS_REFUSED_BY_ALERT;
	if (t->alert == TLS1_AD_INTERNAL_ERROR)
		return TLS_REFUSED_BY_FAULT;
	return t->closed && stream_is_delivered(t->below) ? TLS_REFUSED_BY_CLOSE
							  : TLS_NOT_REFUSED;
}

bool
stream_tls_is_cut(struct stream *stream)
{
	const struct tls *t = (const struct tls *)stream;

	return is_plain_text(t) && first_line(t) == t->first_len;
}

void
stream_tls_count(struct stream *stream, uintmax_t *in, uintmax_t *out)
{
	const struct tls *t = (const struct tls *)stream;

	*in = t->in;
	*out = t->out;
}
