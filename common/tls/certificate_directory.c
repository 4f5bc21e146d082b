/* Finds certificates in a hashed directory. */
#include "certificate_directory.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "buf.h"
#include "certificate_bundle.h"

/* Bytes of a path, and the most certificates that share a hash. */
#define PATH_LIMIT ((size_t)4096)
#define SAME_HASH 100

static bool
is_hashed_name(const char *name)
{
	return strspn(name, "0123456789abcdef") == 8 && name[8] == '.' &&
	       name[9] >= '0' && name[9] <= '9';
}

bool
certificate_directory_is_hashed(const char *path)
{
	DIR *directory = opendir(path);
	struct dirent *entry;
	bool found = false;

	if (directory == NULL)
		return errno != ENOENT && errno != ENOTDIR;
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

/* Adds what the file has for this name. */
static bool
add_file(const char *path, X509_STORE *store, const X509_NAME *name,
    struct error *error)
{
	struct certificate_bundle *bundle =
	    certificate_bundle_open(path, error);
	bool found = bundle != NULL &&
		     certificate_bundle_find(bundle, store, name, false);

	certificate_bundle_free(bundle);
	return found;
}

bool
certificate_directory_find(const char *path, X509_STORE *store,
    const X509_NAME *name, struct error *error)
{
	struct buf file = BUF_INIT(PATH_LIMIT);
	int hashed = 0;
	unsigned long hash = X509_NAME_hash_ex(name, NULL, NULL, &hashed);
	bool found = false, there = hashed == 1;

	for (int i = 0; there && i < SAME_HASH; i++) {
		buf_clear(&file);
		there = buf_printf(&file, "%s/%08lx.%d", path, hash, i) == 0 &&
			(access(buf_string(&file), F_OK) == 0 ||
			    (errno != ENOENT && errno != ENOTDIR));
		if (there && add_file(buf_string(&file), store, name, error))
			found = true;
	}
	buf_free(&file);
	return found;
}
