/* The certificates that are trusted. */
#include "certificate_store.h"

#include <errno.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "certificate_bundle.h"
#include "certificate_directory.h"
#include "memory.h"
#include "text.h"
#include "tls.h"

/* The most directories of a list. */
#define DIRECTORIES 8

struct certificate_store {
	X509_STORE *store;
	struct certificate_bundle *bundle; /* more roots, or NULL */
	const char *unread_bundle; /* the file of a bundle that is not read yet;
				    * or NULL */
	char *directories[DIRECTORIES]; /* hashed ones; owned */
	size_t directory_count;
	struct error failure; /* of a file that a chain needed */
	/* Chains of several threads may ask for certificates at once. */
	pthread_mutex_t lock;
};

static const char *
environment_or(const char *name, const char *otherwise)
{
	const char *value = getenv(name);

	return value != NULL && value[0] != '\0' ? value : otherwise;
}

/* Takes the hashed directories of a list "one:two". */
static void
add_directories(struct certificate_store *store, const char *list)
{
	char *copy = memory_copy(list), *rest = copy, *one;

	for (one = text_next(&rest, ':');
	     one != NULL && store->directory_count < DIRECTORIES;
	     one = text_next(&rest, ':'))
		if (one[0] != '\0' && certificate_directory_is_hashed(one))
			store->directories[store->directory_count++] =
			    memory_copy(one);
	free(copy);
}

/* Adds the places where the system keeps its roots.  A bundle is slower than a
 * hashed directory, so it is not opened until a chain needs it. */
static void
add_system(struct certificate_store *store)
{
	add_directories(store, environment_or(X509_get_default_cert_dir_env(),
				   X509_get_default_cert_dir()));
	store->unread_bundle = environment_or(X509_get_default_cert_file_env(),
	    store->directory_count > 0 ? NULL : X509_get_default_cert_file());
}

/* Is a certificate with this name among those that the server sent? */
static bool
was_sent(const X509_STORE_CTX *context, const X509_NAME *name)
{
	STACK_OF(X509) *sent = X509_STORE_CTX_get0_untrusted(context);

	for (int i = 0; i < sk_X509_num(sent); i++)
		if (X509_NAME_cmp(X509_get_subject_name(sk_X509_value(sent, i)),
			name) == 0)
			return true;
	return false;
}

/* A system without this file has no roots, which is no failure. */
static void
open_unread_bundle(struct certificate_store *store)
{
	const char *path = store->unread_bundle;

	store->unread_bundle = NULL;
	if (path != NULL && (access(path, F_OK) == 0 || errno != ENOENT))
		store->bundle = certificate_bundle_open(path, &store->failure);
}

/* Adds the certificates of this name from the bundle to the store.  The slow
 * search, for a name that is encoded differently, is left out if the server has
 * sent such a certificate. */
static bool
extend_from_bundle(struct certificate_store *store,
    const X509_STORE_CTX *context, const X509_NAME *name)
{
	open_unread_bundle(store);
	if (store->bundle == NULL)
		return false;
	return certificate_bundle_find(
		   store->bundle, store->store, name, true) ||
	       (!was_sent(context, name) &&
		   certificate_bundle_find(
		       store->bundle, store->store, name, false));
}

static bool
extend_from_directories(struct certificate_store *store, const X509_NAME *name)
{
	bool found = false;

	for (size_t i = 0; i < store->directory_count; i++)
		if (certificate_directory_find(store->directories[i],
			store->store, name, &store->failure))
			found = true;
	return found;
}

static struct certificate_store *
store_of(const X509_STORE_CTX *context)
{
	return X509_STORE_get_ex_data(X509_STORE_CTX_get0_store(context), 0);
}

/* Reads what the chain asks for into the store: first from the directories,
 * then from the bundle, unless that is enough. */
static bool
extend(struct certificate_store *store, const X509_STORE_CTX *context,
    const X509_NAME *name, bool from_bundle)
{
	bool found;

	(void)pthread_mutex_lock(&store->lock);
	found = from_bundle ? extend_from_bundle(store, context, name)
			    : extend_from_directories(store, name);
	(void)pthread_mutex_unlock(&store->lock);
	return found;
}

/* OpenSSL asks for the issuer of each certificate of a chain. */
static int
get_issuer(X509 **issuer, X509_STORE_CTX *context, X509 *certificate)
{
	struct certificate_store *store = store_of(context);
	const X509_NAME *name = X509_get_issuer_name(certificate);
	int rc = X509_STORE_CTX_get1_issuer(issuer, context, certificate);

	if (rc == 0 && extend(store, context, name, false))
		rc = X509_STORE_CTX_get1_issuer(issuer, context, certificate);
	if (rc == 0 && extend(store, context, name, true))
		rc = X509_STORE_CTX_get1_issuer(issuer, context, certificate);
	return rc;
}

/* And, when no issuer leads to trust, whether the server's certificate itself
 * is in the store. */
static STACK_OF(X509) *
    get_certificates(X509_STORE_CTX *context, const X509_NAME *name)
{
	struct certificate_store *store = store_of(context);

	(void)extend(store, context, name, false);
	(void)extend(store, context, name, true);
	return X509_STORE_CTX_get1_certs(context, name);
}

size_t
certificate_store_paths(
    const struct certificate_store *store, const char **paths, size_t size)
{
	/* The folders to which distributions link. */
	static const char *const linked[] = { "/usr/share", "/usr/local/share",
		"/etc/ssl", "/etc/pki", "/etc/ca-certificates",
		"/var/lib/ca-certificates" };
	const char *own = X509_get_default_cert_dir();
	size_t count = 0;

	/* The links of a folder of the user's lead anywhere. */
	for (size_t i = 0; i < store->directory_count; i++)
		if (strcmp(store->directories[i], own) != 0 && size > 0) {
			paths[0] = "/";
			return 1;
		}
	if (store->unread_bundle != NULL && count < size)
		paths[count++] = store->unread_bundle;
	if (store->directory_count == 0)
		return count;
	if (count < size)
		paths[count++] = own;
	for (size_t i = 0; i < sizeof(linked) / sizeof(linked[0]); i++)
		if (count < size)
			paths[count++] = linked[i];
	return count;
}

X509_STORE *
certificate_store_x509(struct certificate_store *store)
{
	return store->store;
}

bool
certificate_store_is_empty(X509_STORE_CTX *context)
{
	struct certificate_store *store = store_of(context);
	bool empty;

	(void)pthread_mutex_lock(&store->lock);
	empty = store->bundle == NULL && store->unread_bundle == NULL &&
		store->directory_count == 0;
	(void)pthread_mutex_unlock(&store->lock);
	return empty;
}

int
certificate_store_check(struct certificate_store *store, struct error *error)
{
	int rc = 0;

	(void)pthread_mutex_lock(&store->lock);
	if (store->failure.kind != ERROR_NONE)
		rc = error_set(
		    error, store->failure.kind, "%s", store->failure.text);
	(void)pthread_mutex_unlock(&store->lock);
	return rc;
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
	if (!certificate_directory_is_hashed(path))
		return error_set(error, ERROR_USAGE,
		    "%s: no certificates under their hashes here (run "
		    "\"openssl rehash\" on it)",
		    path);
	store->directories[store->directory_count++] = memory_copy(path);
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
	X509_STORE_set_lookup_certs(store->store, get_certificates);
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

	(void)pthread_mutex_init(&store->lock, NULL);
	if (tls_initialise(error) == 0) {
		store->store = X509_STORE_new();
		if (store_fill(store, trust, error) == 0)
			return store;
	}
	certificate_store_free(store);
	return NULL;
}

void
certificate_store_free(struct certificate_store *store)
{
	if (store == NULL)
		return;
	X509_STORE_free(store->store);
	for (size_t i = 0; i < store->directory_count; i++)
		free(store->directories[i]);
	certificate_bundle_free(store->bundle);
	(void)pthread_mutex_destroy(&store->lock);
	free(store);
}
