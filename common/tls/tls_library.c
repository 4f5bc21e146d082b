/* Sets OpenSSL up. */
#include "tls_library.h"

#include <openssl/conf.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "memory.h"

/* OpenSSL allocates tens of thousands of times: no call more than needed. */
static void *
allocate(size_t size, const char *file, int line)
{
	void *memory = malloc(size);

	(void)file;
	(void)line;
	if (memory == NULL && size > 0)
		return memory_resize(NULL, size);
	return memory;
}

static void
release(void *memory, const char *file, int line)
{
	(void)file;
	(void)line;
	free(memory);
}

static void *
reallocate(void *memory, size_t size, const char *file, int line)
{
	if (size > 0)
		return memory_resize(memory, size);
	release(memory, file, line);
	return NULL;
}

void
tls_use_memory(void)
{
	(void)CRYPTO_set_mem_functions(allocate, reallocate, release);
}

/* Loads only what this program uses: no error strings (tls_failure.c has words
 * for what users meet), no legacy ciphers, no clean-up at exit. */
static bool
load(const OPENSSL_INIT_SETTINGS *settings)
{
	return OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CRYPTO_STRINGS |
				       OPENSSL_INIT_NO_ADD_ALL_CIPHERS |
				       OPENSSL_INIT_NO_ATEXIT,
		   settings) == 1 &&
	       OPENSSL_init_ssl(OPENSSL_INIT_NO_LOAD_SSL_STRINGS, settings) ==
		   1;
}

/* Without these flags OpenSSL ignores each error, and then speaks with another
 * policy than the user wants.  It ignores a file that is not there, which some
 * use to have no configuration. */
static bool
load_strictly(void)
{
	OPENSSL_INIT_SETTINGS *settings = OPENSSL_INIT_new();
	bool loaded;

	if (settings == NULL)
		return false;
	OPENSSL_INIT_set_config_file_flags(settings,
	    CONF_MFLAGS_DEFAULT_SECTION | CONF_MFLAGS_IGNORE_MISSING_FILE);
	loaded = load(settings);
	OPENSSL_INIT_free(settings);
	return loaded;
}

/* A pipe, or a directory, would hold the program or be taken for empty. */
static bool
is_readable(const char *path)
{
	struct stat what;

	return stat(path, &what) == -1 || S_ISREG(what.st_mode) ||
	       S_ISCHR(what.st_mode);
}

int
tls_initialise(struct error *error)
{
	const char *path = getenv("OPENSSL_CONF");

	if (path == NULL || path[0] == '\0') {
		(void)load(NULL);
		return 0;
	}
	if (is_readable(path) && load_strictly())
		return 0;
	return error_set(error, ERROR_USAGE,
	    "OPENSSL_CONF: OpenSSL cannot use this configuration: %s", path);
}

const char *
tls_library(void)
{
	return OpenSSL_version(OPENSSL_VERSION);
}
