/* Checks the files that the check will read. */
#include "validate_files.h"

#include <stdbool.h>

#include "credentials.h"
#include "file_access.h"
#include "secret_file.h"

/* The file of a client's key is a secret like a password. */
static int
validate_key(struct config *config, struct error *error)
{
	const char *key = config->tls.client_key;

	if (config->tls.client_certificate == NULL)
		return 0;
	credentials_protect();
	if (key == NULL)
		key = config->tls.client_certificate;
	return secret_file_check(key, &config->tls.key_readable, error);
}

/* So is a keytab.  Kerberos would not say what is wrong with the file. */
static int
validate_keytab(struct config *config, struct error *error)
{
	int fd;

	if (config->login.keytab == NULL)
		return 0;
	credentials_protect();
	fd = secret_file_open(
	    config->login.keytab, &config->login.readable, error);
	if (fd == -1)
		return -1;
	secret_file_close(fd);
	return 0;
}

int
validate_files(struct config *config, struct error *error)
{
	const char *const paths[] = { config->tls.trust.file,
		config->tls.trust.path, config->tls.client_certificate,
		config->steps.body_file };

	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++)
		if (paths[i] != NULL &&
		    file_access_check(paths[i], error) == -1)
			return -1;
	if (validate_keytab(config, error) == -1)
		return -1;
	return validate_key(config, error);
}
