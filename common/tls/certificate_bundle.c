/* Finds certificates in a PEM file without decoding them all. */
#include "certificate_bundle.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "buf.h"
#include "memory.h"

/* Bytes of a file; the bundle of a system has a quarter of a megabyte. */
#define FILE_LIMIT ((size_t)16 * 1024 * 1024)
#define CHUNK ((size_t)64 * 1024)
/* Bytes at the start of a certificate, where the subject of a root is.  If it
 * is not there, the whole certificate is decoded. */
#define HEAD 576
/* Characters of a line, or the bytes that they encode; RFC 7468 wants 64. */
#define LINE 256

struct certificate_bundle {
	struct buf text;
};

/* A certificate in the text: where it begins, and its first bytes. */
struct block {
	size_t begin, end;
	unsigned char head[HEAD + LINE];
	size_t len;
	bool full; /* the head is complete, or cannot be decoded further */
};

/* A subject that is looked for. */
struct wanted {
	const X509_NAME *name;
	const unsigned char *der;
	size_t len;
	bool exactly;
};

static bool
line_starts_with(const char *line, size_t len, const char *text)
{
	return len >= strlen(text) && memcmp(line, text, strlen(text)) == 0;
}

static bool
line_ends_with(const char *line, size_t len, const char *text)
{
	return len >= strlen(text) &&
	       memcmp(line + len - strlen(text), text, strlen(text)) == 0;
}

/* Decodes one line of base64; a line that is not base64 ends the head. */
static void
decode_line(struct block *block, const char *line, size_t len)
{
	int n = 0;

	if (block->full)
		return;
	if (len < LINE && len % 4 == 0)
		n = EVP_DecodeBlock(block->head + block->len,
		    (const unsigned char *)line, (int)len);
	block->len += n > 0 ? (size_t)n : 0;
	block->full = n <= 0 || block->len >= HEAD;
}

/* Finds the next certificate; "TRUSTED CERTIFICATE" is OpenSSL's own label. */
static bool
next_block(const struct buf *text, size_t *at, struct block *block)
{
	bool inside = false;

	for (;;) {
		size_t begin = *at, len;
		const char *line = buf_line(text, at, &len);

		if (line == NULL)
			return false;
		while (
		    len > 0 && (line[len - 1] == '\r' || line[len - 1] == ' '))
			len--;
		if (line_starts_with(line, len, "-----BEGIN ")) {
			inside = line_ends_with(line, len, "CERTIFICATE-----");
			block->begin = begin;
			block->len = 0;
			block->full = false;
		} else if (inside && line_starts_with(line, len, "-----END ")) {
			block->end = *at < text->len ? *at : text->len;
			return true;
		} else if (inside)
			decode_line(block, line, len);
	}
}

/* Reads the header of a DER element (X.690 8.1), and moves behind it. */
static bool
read_element_header(
    const unsigned char **at, const unsigned char *end, size_t *len)
{
	const unsigned char *p = *at;
	size_t octets;

	if (end - p < 2)
		return false;
	p++;
	*len = *p++;
	if (*len >= 0x80) {
		octets = *len & 0x7f;
		if (octets > 3 || (size_t)(end - p) < octets)
			return false;
		for (*len = 0; octets > 0; octets--)
			*len = *len << 8 | *p++;
	}
	*at = p;
	return true;
}

static bool
skip_element(const unsigned char **at, const unsigned char *end)
{
	size_t len;

	if (!read_element_header(at, end, &len) || len > (size_t)(end - *at))
		return false;
	*at += len;
	return true;
}

/* The subject (RFC 5280 4.1) in the head of a certificate, with its DER header.
 * NULL: it is not in the head. */
static const unsigned char *
find_subject(const struct block *block, size_t *len)
{
	const unsigned char *p = block->head, *end = p + block->len, *begin;
	bool found = true;

	/* Certificate and TBSCertificate: the fields are inside both. */
	for (int i = 0; found && i < 2; i++)
		found = read_element_header(&p, end, len);
	/* The version is left out in certificates of version 1. */
	if (found && p < end && *p == 0xa0)
		found = skip_element(&p, end);
	/* Serial number, signature, issuer and validity come first. */
	for (int i = 0; found && i < 4; i++)
		found = skip_element(&p, end);
	begin = p;
	if (!found || !skip_element(&p, end))
		return NULL;
	*len = (size_t)(p - begin);
	return begin;
}

static bool
may_match(const struct block *block, const struct wanted *wanted)
{
	const unsigned char *subject;
	X509_NAME *name;
	size_t len;
	bool same;

	subject = find_subject(block, &len);
	if (subject == NULL)
		return true;
	if (wanted->exactly)
		return len == wanted->len &&
		       memcmp(subject, wanted->der, len) == 0;
	name = d2i_X509_NAME(NULL, &subject, (long)len);
	same = name != NULL && X509_NAME_cmp(name, wanted->name) == 0;
	X509_NAME_free(name);
	return same;
}

static X509 *
read_block(const struct buf *text, const struct block *block)
{
	BIO *bio = BIO_new_mem_buf(
	    text->data + block->begin, (int)(block->end - block->begin));
	X509 *certificate = NULL;

	if (bio != NULL)
		certificate = PEM_read_bio_X509_AUX(bio, NULL, NULL, NULL);
	BIO_free(bio);
	return certificate;
}

bool
certificate_bundle_find(struct certificate_bundle *bundle, X509_STORE *store,
    const X509_NAME *name, bool exactly)
{
	struct wanted wanted = { .name = name, .exactly = exactly };
	struct block block;
	size_t at = 0;
	bool found = false;

	if (X509_NAME_get0_der(name, &wanted.der, &wanted.len) != 1)
		return false;
	while (next_block(&bundle->text, &at, &block)) {
		X509 *one;

		if (!may_match(&block, &wanted))
			continue;
		one = read_block(&bundle->text, &block);
		/* OpenSSL keeps what it finds out about it: here, before other
		 * threads can see it. */
		if (one != NULL)
			(void)X509_check_purpose(one, -1, 0);
		found =
		    (one != NULL &&
			X509_NAME_cmp(X509_get_subject_name(one), name) == 0 &&
			X509_STORE_add_cert(store, one) == 1) ||
		    found;
		X509_free(one);
	}
	return found;
}

/* Looks at the first certificate only, and decodes it only if its head is not
 * understood. */
static bool
has_certificate(const struct certificate_bundle *bundle)
{
	struct block block;
	X509 *first = NULL;
	size_t at = 0, len;

	if (!next_block(&bundle->text, &at, &block))
		return false;
	if (find_subject(&block, &len) != NULL)
		return true;
	first = read_block(&bundle->text, &block);
	X509_free(first);
	return first != NULL;
}

/* A pipe or a device may never end, or not even open: only a regular file is
 * read. */
static int
open_regular(const char *path, struct error *error)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	struct stat what;

	if (fd == -1 || fstat(fd, &what) == -1)
		(void)error_errno(error, ERROR_USAGE, "%s", path);
	else if (S_ISREG(what.st_mode))
		return fd;
	else
		(void)error_set(
		    error, ERROR_USAGE, "%s: not a regular file", path);
	if (fd != -1)
		(void)close(fd);
	return -1;
}

static int
read_all(const char *path, struct buf *text, struct error *error)
{
	int fd = open_regular(path, error);
	char *chunk;
	ssize_t n;

	if (fd == -1)
		return -1;
	chunk = memory_resize(NULL, CHUNK);
	do
		n = read(fd, chunk, CHUNK);
	while ((n == -1 && errno == EINTR) ||
	       (n > 0 && buf_append(text, chunk, (size_t)n) == 0));
	if (n > 0)
		errno = EFBIG;
	if (n != 0)
		(void)error_errno(error, ERROR_USAGE, "%s", path);
	free(chunk);
	(void)close(fd);
	return n == 0 ? 0 : -1;
}

struct certificate_bundle *
certificate_bundle_open(const char *path, struct error *error)
{
	struct certificate_bundle *bundle = memory_zeroed(sizeof(*bundle));

	bundle->text.limit = FILE_LIMIT;
	if (read_all(path, &bundle->text, error) == 0) {
		if (has_certificate(bundle))
			return bundle;
		(void)error_set(error, ERROR_USAGE,
		    "%s: there is no certificate (PEM) in this file", path);
	}
	certificate_bundle_free(bundle);
	return NULL;
}

void
certificate_bundle_free(struct certificate_bundle *bundle)
{
	if (bundle == NULL)
		return;
	buf_free(&bundle->text);
	free(bundle);
}
