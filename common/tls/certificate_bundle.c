/* Finds certificates in a PEM file without decoding them all. */
#include "certificate_bundle.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/x509v3.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "certificate_pem.h"
#include "memory.h"

/* Entries for which there is room at first: system stores have about 150. */
#define FIRST_SIZE 256

/* Where a certificate stands in the file. */
struct entry {
	uint32_t subject; /* a hash of it; 0: it is not near the start */
	uint32_t offset, len;
};

struct certificate_bundle {
	int fd;
	struct entry *entries; /* NULL: the file is not indexed yet */
	size_t count, size;
};

/* FNV-1a; never 0. */
static uint32_t
hash(const unsigned char *bytes, size_t len)
{
	uint32_t h = UINT32_C(2166136261);

	for (size_t i = 0; i < len; i++)
		h = (h ^ bytes[i]) * UINT32_C(16777619);
	return h == 0 ? 1 : h;
}

static void
resize(struct certificate_bundle *bundle, size_t size)
{
	bundle->size = size;
	bundle->entries =
	    memory_resize(bundle->entries, size * sizeof(*bundle->entries));
}

static void
add_entry(struct certificate_bundle *bundle, struct entry entry)
{
	if (bundle->count == bundle->size)
		resize(bundle, 2 * bundle->size);
	bundle->entries[bundle->count++] = entry;
}

/* The only pass that a check needs, however many names it looks for. */
static void
make_index(struct certificate_bundle *bundle)
{
	struct certificate_pem pem;
	struct certificate_block block;
	const unsigned char *subject;
	size_t len;

	resize(bundle, FIRST_SIZE);
	certificate_pem_begin(&pem, bundle->fd);
	while (certificate_pem_next(&pem, &block)) {
		struct entry entry = {
			.offset = (uint32_t)block.offset,
			.len = (uint32_t)block.len,
		};

		if (certificate_pem_subject(&pem, &block, &subject, &len))
			entry.subject = hash(subject, len);
		add_entry(bundle, entry);
	}
	certificate_pem_end(&pem);
}

/* Adds a certificate to the store if it has this subject. */
static bool
add_if_named(X509_STORE *store, X509 *one, const X509_NAME *name)
{
	if (one == NULL || X509_NAME_cmp(X509_get_subject_name(one), name) != 0)
		return false;
	/* OpenSSL keeps what it finds out about it: here, before other threads
	 * can see it. */
	(void)X509_check_purpose(one, -1, 0);
	return X509_STORE_add_cert(store, one) == 1;
}

static bool
add_entry_if_named(const struct certificate_bundle *bundle,
    const struct entry *entry, X509_STORE *store, const X509_NAME *name)
{
	char *text = memory_resize(NULL, entry->len);
	ssize_t n;
	bool added = false;
	X509 *one;

	do
		n = pread(bundle->fd, text, entry->len, entry->offset);
	while (n == -1 && errno == EINTR);
	if (n > 0) {
		one = certificate_pem_read(text, (size_t)n);
		added = add_if_named(store, one, name);
		X509_free(one);
	}
	free(text);
	return added;
}

/* By the rules of RFC 5280 7.1. */
static bool
find_loosely(const struct certificate_bundle *bundle, X509_STORE *store,
    const X509_NAME *wanted)
{
	struct certificate_pem pem;
	struct certificate_block block;
	bool found = false;

	certificate_pem_begin(&pem, bundle->fd);
	while (certificate_pem_next(&pem, &block)) {
		const unsigned char *der = NULL;
		X509_NAME *name = NULL;
		size_t len;

		if (certificate_pem_subject(&pem, &block, &der, &len))
			name = d2i_X509_NAME(NULL, &der, (long)len);
		if (name == NULL || X509_NAME_cmp(name, wanted) == 0) {
			X509 *one = certificate_pem_read(block.text, block.len);

			found = add_if_named(store, one, wanted) || found;
			X509_free(one);
		}
		X509_NAME_free(name);
	}
	certificate_pem_end(&pem);
	return found;
}

bool
certificate_bundle_find(struct certificate_bundle *bundle, X509_STORE *store,
    const X509_NAME *name, bool exactly)
{
	const unsigned char *der;
	bool found = false;
	uint32_t subject;
	size_t len;

	if (!exactly)
		return find_loosely(bundle, store, name);
	if (X509_NAME_get0_der(name, &der, &len) != 1)
		return false;
	subject = hash(der, len);
	if (bundle->entries == NULL)
		make_index(bundle);
	for (size_t i = 0; i < bundle->count; i++) {
		const struct entry *entry = &bundle->entries[i];

		if (entry->subject == 0 || entry->subject == subject)
			found =
			    add_entry_if_named(bundle, entry, store, name) ||
			    found;
	}
	return found;
}

/* Looks at the first certificate only, and decodes it only if its head is not
 * understood. */
static bool
has_certificate(const struct certificate_bundle *bundle)
{
	struct certificate_pem pem;
	struct certificate_block block;
	const unsigned char *subject;
	size_t len;
	bool has;

	certificate_pem_begin(&pem, bundle->fd);
	has = certificate_pem_next(&pem, &block);
	if (has && !certificate_pem_subject(&pem, &block, &subject, &len)) {
		X509 *first = certificate_pem_read(block.text, block.len);

		has = first != NULL;
		X509_free(first);
	}
	certificate_pem_end(&pem);
	return has;
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
	else if (!S_ISREG(what.st_mode))
		(void)error_set(
		    error, ERROR_USAGE, "%s: not a regular file", path);
	else if (what.st_size > CERTIFICATE_PEM_LIMIT) {
		errno = EFBIG;
		(void)error_errno(error, ERROR_USAGE, "%s", path);
	} else
		return fd;
	if (fd != -1)
		(void)close(fd);
	return -1;
}

struct certificate_bundle *
certificate_bundle_open(const char *path, struct error *error)
{
	struct certificate_bundle *bundle;
	int fd = open_regular(path, error);

	if (fd == -1)
		return NULL;
	bundle = memory_zeroed(sizeof(*bundle));
	bundle->fd = fd;
	if (has_certificate(bundle))
		return bundle;
	(void)error_set(error, ERROR_USAGE,
	    "%s: there is no certificate (PEM) in this file", path);
	certificate_bundle_free(bundle);
	return NULL;
}

void
certificate_bundle_free(struct certificate_bundle *bundle)
{
	if (bundle == NULL)
		return;
	(void)close(bundle->fd);
	free(bundle->entries);
	free(bundle);
}
