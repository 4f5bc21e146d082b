/* A stream that speaks TLS over another stream. */
#include "stream_tls.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "memory.h"
#include "tls_failure.h"
#include "tls_first.h"

/* The most reads of the stream below in one look for waiting data: enough for
 * what a server sends after its handshake (tickets, key updates). */
#define LOOK_READS 16
/* Bytes of application data in one record (RFC 8446 5.1). */
#define RECORD_SIZE ((size_t)16 * 1024)

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
	struct tls_first first;
	struct buf pending; /* not encrypted yet; a password may be in it */
};

/* OpenSSL may have read no more than the header of a record.  The rest of the
 * answer says more, if it is there already. */
static void
complete_first(struct tls *t)
{
	struct error ignored = { 0 };
	ssize_t n;

	if (t->first.len == TLS_FIRST_SIZE)
		return;
	n = stream_read(t->below, t->first.bytes + t->first.len,
	    TLS_FIRST_SIZE - t->first.len, DEADLINE_NOW, &ignored);
	if (n > 0) {
		t->first.len += (size_t)n;
		t->in += (uintmax_t)n;
	}
}

static int
session_fail_reason(struct tls *t, struct error *error)
{
	unsigned long code = ERR_peek_error();

	if (t->spoken)
		return tls_failure(code, ERROR_PROTOCOL, error);
	if (!tls_first_is_tls(&t->first))
		complete_first(t);
	if (tls_first_is_text(&t->first))
		return tls_first_fail_text(&t->first, error);
	if (!tls_first_is_tls(&t->first))
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
		tls_first_keep(&t->first, to, (size_t)n);
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

/* Encrypts what is pending, and hands it to the stream below. */
static int
write_pending(struct tls *t, struct error *error)
{
	size_t n = 0;
	int rc = 1;

	if (t->pending.len > 0)
		rc = SSL_write_ex(t->ssl, t->pending.data, t->pending.len, &n);
	buf_clear(&t->pending);
	return rc == 1 ? 0 : session_fail(t, rc, error);
}

static ssize_t
tls_read(struct stream *stream, void *to, size_t size, struct deadline deadline,
    struct error *error)
{
	struct tls *t = (struct tls *)stream;
	size_t n = 0;
	int rc;

	begin_call(t, deadline, error);
	if (!t->only_look && write_pending(t, error) == -1)
		return -1;
	rc = SSL_read_ex(t->ssl, to, size, &n);
	if (rc == 1) {
		t->spoken = true;
		return (ssize_t)n;
	}
	if (SSL_get_error(t->ssl, rc) == SSL_ERROR_ZERO_RETURN)
		return 0;
	return session_fail(t, rc, error);
}

/* What belongs together becomes one record, not one for each call. */
static int
tls_write(struct stream *stream, const void *bytes, size_t len,
    struct deadline deadline, struct error *error)
{
	struct tls *t = (struct tls *)stream;
	const char *from = bytes;

	while (len > 0) {
		size_t part = RECORD_SIZE - t->pending.len;

		if (part > len)
			part = len;
		(void)buf_append(&t->pending, from, part);
		from += part;
		len -= part;
		if (t->pending.len < RECORD_SIZE)
			return 0;
		begin_call(t, deadline, error);
		if (write_pending(t, error) == -1)
			return -1;
	}
	return 0;
}

void
stream_tls_abandon(struct stream *stream)
{
	struct tls *t = (struct tls *)stream;

	SSL_free(t->ssl);
	BIO_meth_free(t->method);
	buf_free(&t->pending);
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
	if (t->ready && write_pending(t, &ignored) == 0)
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
	t->pending = (struct buf)BUF_SECRET(RECORD_SIZE);
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
	    (t->first.len > 0 && t->first.bytes[0] != TLS_FIRST_ALERT))
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

	return tls_first_is_text(&t->first) && tls_first_is_cut(&t->first);
}

void
stream_tls_count(struct stream *stream, uintmax_t *in, uintmax_t *out)
{
	const struct tls *t = (const struct tls *)stream;

	*in = t->in;
	*out = t->out;
}
