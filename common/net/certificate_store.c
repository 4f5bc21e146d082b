#include <dirent.h>
#include <errno.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "certificate.h"
#include "certificate_store.h"
#include "memory.h"
#include "tls.h"

/* Is it a name that "openssl rehash" makes, "5ad8a5d6.0"? */
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

/* Of a hashed directory only the roots that a chain asks for are read. */
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
from_environment(const char *name, const char *otherwise)
{
	const char *value = getenv(name);

	return value != NULL && value[0] != '\0' ? value : otherwise;
}

/* Where the system keeps its roots.  Reading its bundle costs ten times the
 * rest of a check, so it is put off until a chain asks for it. */
static void
add_system(struct certificate_store *store)
{
	const char *path = from_environment(
	    X509_get_default_cert_dir_env(), X509_get_default_cert_dir());
	bool hashed = is_hashed(path);

	if (hashed)
		(void)add_directory(store->store, path);
	store->bundle = from_environment(X509_get_default_cert_file_env(),
	    hashed ? NULL : X509_get_default_cert_file());
}

bool
certificate_store_extend(struct certificate_store *store)
{
	const char *bundle = store->bundle;

	store->bundle = NULL;
	return bundle != NULL &&
	       X509_STORE_load_file(store->store, bundle) == 1;
}

static int
add_file(X509_STORE *store, const char *path, struct error *error)
{
	if (access(path, R_OK) == -1)
		return error_errno(error, ERROR_USAGE, "%s", path);
	if (X509_STORE_load_file(store, path) != 1)
		return error_set(error, ERROR_USAGE,
		    "%s: there is no certificate (PEM) in this file", path);
	return 0;
}

static int
add_path(X509_STORE *store, const char *path, struct error *error)
{
	if (access(path, R_OK | X_OK) == -1)
		return error_errno(error, ERROR_USAGE, "%s", path);
	if (!is_hashed(path) || add_directory(store, path) == -1)
		return error_set(error, ERROR_USAGE,
		    "%s: no certificates under their hashes here (run "
		    "\"openssl rehash\" on it)",
		    path);
	return 0;
}

static int
fill(struct certificate_store *store, const struct certificate_trust *trust,
    struct error *error)
{
	if (store->store == NULL)
		return error_set(error, ERROR_USAGE, "out of memory");
	if (trust->file == NULL && trust->path == NULL)
		add_system(store);
	if (trust->file != NULL &&
	    add_file(store->store, trust->file, error) == -1)
		return -1;
	if (trust->path != NULL &&
	    add_path(store->store, trust->path, error) == -1)
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
	if (fill(store, trust, error) == 0)
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
	free(store);
}
