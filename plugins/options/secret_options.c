/* The options that name the source of a secret. */
#include "secret_options.h"

#include <stddef.h>
#include <string.h>

#include "credentials.h"
#include "memory.h"

static int
read_file(const struct secret_given *given, const struct secret_place *to,
    struct config *config, struct error *error)
{
	(void)config;
	*to->source = (struct secret_source){ SECRET_FILE, given->file, NULL };
	if (strcmp(given->file, "-") == 0)
		*to->source =
		    (struct secret_source){ SECRET_TYPED, to->input, NULL };
	if (credentials_file(to->secret, given->file, to->readable, error) == 0)
		return 0;
	error_prefix(error, to->file);
	return -1;
}

static int
read_credential(const struct secret_given *given, const struct secret_place *to,
    struct config *config, struct error *error)
{
	(void)config;
	*to->source = (struct secret_source){ SECRET_CREDENTIAL,
		given->credential, NULL };
	return credentials_systemd(
	    to->secret, to->credential, given->credential, error);
}

static int
read_environment(const struct secret_given *given,
    const struct secret_place *to, struct config *config, struct error *error)
{
	(void)config;
	*to->source = (struct secret_source){ SECRET_ENVIRONMENT,
		given->environment, NULL };
	return credentials_environment(
	    to->secret, to->environment, given->environment, error);
}

static int
read_typed(const struct secret_given *given, const struct secret_place *to,
    struct config *config, struct error *error)
{
	(void)config;
	*to->source = (struct secret_source){ SECRET_TYPED, "-P ****", NULL };
	return credentials_argument(to->secret, given->typed, error);
}

/* What the stage TOKEN will fetch is hidden by what it learns then. */
static void
expect_secret(struct config *config)
{
	if (config->fetched == NULL)
		config->fetched = memory_zeroed(sizeof(*config->fetched));
	config->redact.also = config->fetched;
}

static int
note_command(const struct secret_given *given, const struct secret_place *to,
    struct config *config, struct error *error)
{
	*to->source =
	    (struct secret_source){ SECRET_COMMAND, given->command, NULL };
	expect_secret(config);
	if (given->command[strspn(given->command, " \t\n")] == '\0')
		return error_set(
		    error, ERROR_USAGE, "%s: a command is wanted", to->command);
	return 0;
}

static int
read_oauth(const struct secret_given *given, const struct secret_place *to,
    struct config *config, struct error *error)
{
	*to->source =
	    (struct secret_source){ SECRET_OAUTH, given->oauth, NULL };
	expect_secret(config);
	to->source->tokens =
	    token_source_read(given->oauth, to->readable, error);
	if (to->source->tokens == NULL)
		return -1;
	token_source_hide(to->source->tokens, &config->redact);
	return 0;
}

static const struct {
	size_t option; /* offset in struct secret_given */
	int (*read)(const struct secret_given *, const struct secret_place *,
	    struct config *, struct error *);
} sources[] = {
	{ offsetof(struct secret_given, typed), read_typed },
	{ offsetof(struct secret_given, file), read_file },
	{ offsetof(struct secret_given, environment), read_environment },
	{ offsetof(struct secret_given, credential), read_credential },
	{ offsetof(struct secret_given, command), note_command },
	{ offsetof(struct secret_given, oauth), read_oauth },
};

static bool
is_given(const struct secret_given *given, size_t i)
{
	char *const *value =
	    (char *const *)((const char *)given + sources[i].option);

	return *value != NULL;
}

bool
secret_options_given(const struct secret_given *given)
{
	for (size_t i = 0; i < sizeof(sources) / sizeof(sources[0]); i++)
		if (is_given(given, i))
			return true;
	return false;
}

int
secret_options_read(const struct secret_given *given,
    const struct secret_place *to, struct config *config, struct error *error)
{
	const size_t count = sizeof(sources) / sizeof(sources[0]);
	size_t found = count;

	for (size_t i = 0; i < count; i++) {
		if (!is_given(given, i))
			continue;
		if (found < count)
			return error_set(error, ERROR_USAGE,
			    "more than one source for the password%s",
			    to->whose);
		found = i;
	}
	if (found == count)
		return 0;
	credentials_protect();
	if (sources[found].read(given, to, config, error) == -1)
		return -1;
	if (to->secret->len > 0)
		redact_secret(
		    &config->redact, to->secret->data, to->secret->len);
	return 0;
}
