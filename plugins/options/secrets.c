/* Reads the secrets of both logins from where the user keeps them. */
#include "secrets.h"

#include <string.h>

#include "credentials.h"

/* A secret, its source, and the names of the options that say where it is. */
struct wanted_secret {
	const struct given_secret *given;
	struct config_login *login; /* gets it */
	const char *input, *environment, *credential;
};

static int
count_sources(const struct given_secret *given)
{
	return (given->typed != NULL) + (given->file != NULL) +
	       (given->environment != NULL) + (given->credential != NULL);
}

bool
secret_is_given(const struct given_secret *given)
{
	return count_sources(given) > 0;
}

static int
read_source(const struct wanted_secret *wanted, struct error *error)
{
	const struct given_secret *given = wanted->given;
	struct secret_source *source = &wanted->login->source;
	struct buf *secret = &wanted->login->password;

	if (given->file != NULL) {
		*source = (struct secret_source){ SECRET_FILE, given->file };
		if (strcmp(given->file, "-") == 0)
			*source = (struct secret_source){ SECRET_TYPED,
				wanted->input };
		return credentials_file(
		    secret, given->file, &wanted->login->readable, error);
	}
	if (given->credential != NULL) {
		*source = (struct secret_source){ SECRET_CREDENTIAL,
			given->credential };
		return credentials_systemd(
		    secret, wanted->credential, given->credential, error);
	}
	if (given->environment != NULL) {
		*source = (struct secret_source){ SECRET_ENVIRONMENT,
			given->environment };
		return credentials_environment(
		    secret, wanted->environment, given->environment, error);
	}
	*source = (struct secret_source){ SECRET_TYPED, "-P ****" };
	return credentials_argument(secret, given->typed, error);
}

static int
read_secret(const struct wanted_secret *wanted, struct config *config,
    struct error *error)
{
	int sources = count_sources(wanted->given);

	if (sources == 0)
		return 0;
	if (sources > 1)
		return error_set(error, ERROR_USAGE,
		    "more than one source for the password%s",
		    wanted->login == &config->mailbox.login ? " of the mailbox"
							    : "");
	credentials_protect();
	if (read_source(wanted, error) == -1)
		return -1;
	redact_secret(&config->redact, wanted->login->password.data,
	    wanted->login->password.len);
	return 0;
}

static bool
is_standard_input(const struct given_secret *given)
{
	return given->file != NULL && strcmp(given->file, "-") == 0;
}

int
secrets_read(struct options *options, struct error *error)
{
	struct config *config = options->config;
	const struct wanted_secret secrets[] = {
		{ &options->password, &config->login, "--password-file -",
		    "--password-env", "--password-credential" },
		{ &options->mailbox_password, &config->mailbox.login,
		    "--mailbox-password-file -", "--mailbox-password-env",
		    "--mailbox-password-credential" },
	};

	if (is_standard_input(&options->password) &&
	    is_standard_input(&options->mailbox_password))
		return error_set(error, ERROR_USAGE,
		    "two passwords cannot both come from standard input");
	for (size_t i = 0; i < sizeof(secrets) / sizeof(secrets[0]); i++)
		if (read_secret(&secrets[i], config, error) == -1)
			return -1;
	return 0;
}
