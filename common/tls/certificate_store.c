/* The root certificates that are trusted. */
#include "certificate_store.h"

#include <dirent.h>
#include <errno.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "certificate_bundle.h"
#include "memory.h"
#include "text.h"
#include "tls.h"

struct certificate_store {
	X509_STORE *store;
	struct certificate_bundle *bundle; /* more roots, or NULL */
	const char *unread_bundle; /* the file of a bundle that is not read yet;
				    * or NULL */
	bool has_directory;        /* of hashed roots */
};

/* Is it a file name as "openssl rehash" makes it, "5ad8a5d6.0"? */
static bool
is_hashed_name(const char *name)
{
	return strspn(name, "0123456789abcdef") == 8 && name[8] == '.' &&
	       name[9] >= '0' && name[9] <= '9';
}

static bool
is_hashed(const char *path)
{
	DIR *directory = opendir(path);
	struct dirent *entry;
	bool found = false;

	if (directory == NULL)
		return false;
	while (!found) {
		/* No other thread reads this stream.  NOLINTNEXTLINE */
		entry = readdir(directory);
		if (entry == NULL)
			break;
		found = is_hashed_name(entry->d_name);
	}
	(void)closedir(directory);
	return found;
}

/* OpenSSL reads only those roots of a hashed directory that a chain needs. */
static int
add_directory(X509_STORE *store, const char *path)
{
	X509_LOOKUP *lookup =
	    X509_STORE_add_lookup(store, X509_LOOKUP_hash_dir());

	if (lookup == NULL ||
	    X509_LOOKUP_add_dir(lookup, path, X509_FILETYPE_PEM) != 1)
		return -1;
	return 0;
}

static const char *
environment_or(const char *name, const char *otherwise)
{
	const char *value = getenv(name);

	return value != NULL && value[0] != '\0' ? value : otherwise;
}

/* Is any directory of a list "one:two" hashed? */
static bool
list_has_hashed(const char *list)
{
	char *copy = memory_copy(list), *rest = copy, *one;
	bool found = false;

	for (one = text_next(&rest, ':'); one != NULL && !found;
	     one = text_next(&rest, ':'))
		found = is_hashed(one);
	free(copy);
	return found;
}

/* Adds the places where the system keeps its roots.  A bundle is slower than a
 * hashed directory, so it is not opened until a chain needs it. */
static void
add_system(struct certificate_store *store)
{
	const char *path = environment_or(
	    X509_get_default_cert_dir_env(), X509_get_default_cert_dir());

	store->has_directory = list_has_hashed(path);
	if (store->has_directory)
		(void)add_directory(store->store, path);
	store->unread_bundle = environment_or(X509_get_default_cert_file_env(),
	    store->has_directory ? NULL : X509_get_default_cert_file());
}

/* Is a certificate with this name among those that the server sent? */
static bool
was_sent(X509_STORE_CTX *context, const X509_NAME *name)
{
	STACK_OF(X509) *sent = X509_STORE_CTX_get0_untrusted(context);

	for (int i = 0; i < sk_X509_num(sent); i++)
		if (X509_NAME_cmp(X509_get_subject_name(sk_X509_value(sent, i)),
			name) == 0)
			return true;
	return false;
}

/* Adds the roots of this name from the bundle to the store.  The slow search,
 * for a name that is encoded differently, is left out if the server has sent
 * the issuer. */
static bool
extend_from_bundle(struct certificate_store *store, X509_STORE_CTX *context,
    const X509_NAME *name)
{
	struct error ignored = { 0 };

	if (store->unread_bundle != NULL)
		store->bundle =
		    certificate_bundle_open(store->unread_bundle, &ignored);
	store->unread_bundle = NULL;
	if (store->bundle == NULL)
		return false;
	return certificate_bundle_find(
		   store->bundle, store->store, name, true) ||
	       (!was_sent(context, name) &&
		   certificate_bundle_find(
		       store->bundle, store->store, name, false));
}

/* OpenSSL asks for the issuer of each certificate of a chain. */
static int
get_issuer(X509 **issuer, X509_STORE_CTX *context, X509 *certificate)
{
	struct certificate_store *store =
	    X509_STORE_get_ex_data(X509_STORE_CTX_get0_store(context), 0);
	int rc = X509_STORE_CTX_get1_issuer(issuer, context, certificate);

	if (rc == 0 && extend_from_bundle(
			   store, context, X509_get_issuer_name(certificate)))
		rc = X509_STORE_CTX_get1_issuer(issuer, context, certificate);
	return rc;
}

X509_STORE *
certificate_store_x509(struct certificate_store *store)
{
	return store->store;
}

bool
certificate_store_is_empty(X509_STORE_CTX *context)
{
	const struct certificate_store *store =
	    X509_STORE_get_ex_data(X509_STORE_CTX_get0_store(context), 0);

	return store->bundle == NULL && store->unread_bundle == NULL &&
	       !store->has_directory;
}

static int
add_path(struct certificate_store *store, const char *path, struct error *error)
{
	struct stat what;

	if (stat(path, &what) == 0 && !S_ISDIR(what.st_mode))
		return error_set(
		    error, ERROR_USAGE, "%s: not a directory", path);
	if (access(path, R_OK | X_OK) == -1)
		return error_errno(error, ERROR_USAGE, "%s", path);
	store->has_directory = is_hashed(path);
	if (!store->has_directory || add_directory(store->store, path) == -1)
		return error_set(error, ERROR_USAGE,
		    "%s: no certificates under their hashes here (run "
		    "\"openssl rehash\" on it)",
		    path);
	return 0;
}

static int
store_fill(struct certificate_store *store,
    const struct certificate_trust *trust, struct error *error)
{
	if (store->store == NULL ||
	    X509_STORE_set_ex_data(store->store, 0, store) != 1)
		return error_set(error, ERROR_USAGE, "out of memory");
	X509_STORE_set_get_issuer(store->store, get_issuer);
	if (trust->file == NULL && trust->path == NULL)
		add_system(store);
	if (trust->file != NULL) {
		store->bundle = certificate_bundle_open(trust->file, error);
		if (store->bundle == NULL)
			return -1;
	}
	if (trust->path != NULL && add_path(store, trust->path, error) == -1)
		return -1;
	return 0;
}

struct certificate_store *
certificate_store_open(
    const struct certificate_trust *trust, struct error *error)
{
	struct certificate_store *store = memory_zeroed(sizeof(*store));

	tls_initialise();
	store->store = X509_STORE_new();
	if (store_fill(store, trust, error) == 0)
		return store;
	certificate_store_free(store);
	return NULL;
}

void
certificate_store_free(struct certificate_store *store)
{
	if (store == NULL)
		return;
	X509_STORE_free(store->store);
	certificate_bundle_free(store->bundle);
	free(store);
}
