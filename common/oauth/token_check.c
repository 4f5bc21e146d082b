/* Do the keys of the section [oauth] make sense together? */
#include "token_check.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "text.h"

#define RENEW_BEFORE 600
#define RENEW_BEFORE_MAX (30 * 86400)
#define DAY 86400

/* "line 3: KEY: WHAT" */
static int
refuse(const struct token_source *source, enum token_key key, const char *what,
    struct error *error)
{
	return error_set(error, ERROR_USAGE, "line %u: %s: %s",
	    source->values[key].line, token_keys[key].name, what);
}

static bool
has(const struct token_source *source, enum token_key key)
{
	return source->values[key].line != 0;
}

static int
refuse_pair(const struct token_source *source, enum token_key key,
    enum token_key other, struct error *error)
{
	char what[100];

	(void)snprintf(what, sizeof(what), "%s (line %u) excludes it",
	    token_keys[other].name, source->values[other].line);
	return refuse(source, key, what, error);
}

/* Pairs of keys of which only one may be there. */
static int
check_pairs(const struct token_source *source, struct error *error)
{
	static const enum token_key pairs[][2] = {
		{ TOKEN_KEY_ENDPOINT, TOKEN_KEY_PROVIDER },
		{ TOKEN_KEY_CLIENT_SECRET_FILE, TOKEN_KEY_CLIENT_SECRET },
		{ TOKEN_KEY_CLIENT_CERTIFICATE, TOKEN_KEY_CLIENT_SECRET },
		{ TOKEN_KEY_CLIENT_CERTIFICATE, TOKEN_KEY_CLIENT_SECRET_FILE },
		{ TOKEN_KEY_SECRET_EXPIRES, TOKEN_KEY_CLIENT_CERTIFICATE },
	};

	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
		if (has(source, pairs[i][0]) && has(source, pairs[i][1]))
			return refuse_pair(
			    source, pairs[i][0], pairs[i][1], error);
	return 0;
}

static int
check_grant(struct token_source *source, struct error *error)
{
	const char *grant = token_source_value(source, TOKEN_KEY_GRANT);
	const char *provider = token_source_value(source, TOKEN_KEY_PROVIDER);
	char what[100];

	source->grant =
	    token_grant_find(grant == NULL ? "client_credentials" : grant);
	if (source->grant == NULL)
		return refuse(source, TOKEN_KEY_GRANT,
		    "it is client_credentials, refresh_token or jwt_bearer",
		    error);
	if (provider != NULL) {
		source->provider = token_provider_find(provider);
		if (source->provider == NULL)
			return refuse(source, TOKEN_KEY_PROVIDER,
			    "it is microsoft or google; for another one, give "
			    "token_endpoint instead",
			    error);
	}
	for (enum token_key key = 0; key < TOKEN_KEY_COUNT; key++) {
		if (!has(source, key) ||
		    (token_keys[key].grants & source->grant->bit) != 0)
			continue;
		(void)snprintf(what, sizeof(what),
		    "it has no meaning with grant = %s", source->grant->name);
		return refuse(source, key, what, error);
	}
	return 0;
}

static int
need(const struct token_source *source, enum token_key key, struct error *error)
{
	if (has(source, key))
		return 0;
	return error_set(error, ERROR_USAGE, "%s is missing (grant = %s)",
	    token_keys[key].name, source->grant->name);
}

/* What each grant needs. */
static int
check_needs(const struct token_source *source, struct error *error)
{
	bool secret = has(source, TOKEN_KEY_CLIENT_SECRET) ||
		      has(source, TOKEN_KEY_CLIENT_SECRET_FILE);
	bool certificate = has(source, TOKEN_KEY_CLIENT_CERTIFICATE);

	if (has(source, TOKEN_KEY_CLIENT_KEY) && !certificate)
		return refuse(source, TOKEN_KEY_CLIENT_KEY,
		    "client_certificate is missing", error);
	if (source->grant->bit == TOKEN_JWT_BEARER)
		return need(source, TOKEN_KEY_SERVICE_ACCOUNT_FILE, error);
	if (need(source, TOKEN_KEY_CLIENT_ID, error) == -1)
		return -1;
	if (source->grant->bit == TOKEN_REFRESH_TOKEN)
		return need(source, TOKEN_KEY_REFRESH_TOKEN_FILE, error);
	if (!secret && !certificate)
		return error_set(error, ERROR_USAGE,
		    "client_secret, client_secret_file or client_certificate "
		    "is missing (grant = client_credentials)");
	return 0;
}

/* What is wrong with this address?  NULL: nothing. */
static const char *
fault_of_url(const char *url)
{
	if (text_starts(url, strlen(url), "http://"))
		return "http:// would send the secret in clear: it must begin "
		       "with https://";
	if (!text_starts(url, strlen(url), "https://") || url[8] == '\0' ||
	    strchr("/?", url[8]) != NULL)
		return "it must begin with https:// and a host";
	if (strpbrk(url, " #\"<>\\") != NULL || !text_is_ascii(url) ||
	    text_has_control(url))
		return "it has a character that no URL has here";
	if (memchr(url + 8, '@', strcspn(url + 8, "/?")) != NULL)
		return "it has a user in it (see client_id and auth_style)";
	return NULL;
}

bool
token_check_url(const char *url)
{
	return fault_of_url(url) == NULL;
}

/* What libcurl takes for a proxy; without a scheme it is HTTP. */
static int
check_proxy(const struct token_source *source, struct error *error)
{
	static const char *const schemes[] = { "http://", "https://",
		"socks4://", "socks4a://", "socks5://", "socks5h://" };
	const char *url = token_source_value(source, TOKEN_KEY_PROXY);

	if (url == NULL || strstr(url, "://") == NULL)
		return 0;
	for (size_t i = 0; i < sizeof(schemes) / sizeof(schemes[0]); i++)
		if (text_starts(url, strlen(url), schemes[i]))
			return 0;
	return refuse(source, TOKEN_KEY_PROXY,
	    "it begins with http://, https://, socks5:// or socks5h://", error);
}

static int
check_endpoint(struct token_source *source, struct error *error)
{
	const char *url = token_source_value(source, TOKEN_KEY_ENDPOINT);
	const char *fault = fault_of_url(url);

	if (fault != NULL)
		return refuse(source, TOKEN_KEY_ENDPOINT, fault, error);
	return buf_puts(&source->endpoint, url);
}

static int
refuse_tenant(const struct token_source *source, struct error *error)
{
	return refuse(source, TOKEN_KEY_TENANT,
	    "only provider = microsoft has tenants", error);
}

/* The provider knows its endpoint; within it stands the tenant. */
static int
fill_endpoint(struct token_source *source, struct error *error)
{
	const struct token_provider *provider = source->provider;
	const char *tenant = token_source_value(source, TOKEN_KEY_TENANT);
	static const char usual[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "abcdefghijklmnopqrstuvwxyz"
				    "0123456789.-";

	if (tenant != NULL && provider->behind == NULL)
		return refuse_tenant(source, error);
	if (provider->behind != NULL && tenant == NULL)
		return error_set(error, ERROR_USAGE,
		    "tenant is missing (provider = %s)", provider->name);
	if (tenant != NULL && tenant[strspn(tenant, usual)] != '\0')
		return refuse(source, TOKEN_KEY_TENANT,
		    "it is the directory's number or domain", error);
	(void)buf_puts(&source->endpoint, provider->before);
	if (tenant != NULL)
		(void)buf_printf(
		    &source->endpoint, "%s%s", tenant, provider->behind);
	return 0;
}

static int
check_target(struct token_source *source, struct error *error)
{
	const char *scope = token_source_value(source, TOKEN_KEY_SCOPE);

	if (source->provider != NULL) {
		const char *usual =
		    token_provider_scope(source->provider, source->grant);

		if (usual == NULL)
			return error_set(error, ERROR_USAGE,
			    "provider = %s has no grant = %s%s",
			    source->provider->name, source->grant->name,
			    has(source, TOKEN_KEY_GRANT) ? ""
							 : " (the default)");
		if (scope == NULL)
			scope = usual;
	}
	if (scope != NULL)
		(void)buf_puts(&source->scope, scope);
	if (has(source, TOKEN_KEY_ENDPOINT) &&
	    check_endpoint(source, error) == -1)
		return -1;
	if (source->provider != NULL)
		return fill_endpoint(source, error);
	if (has(source, TOKEN_KEY_TENANT))
		return refuse_tenant(source, error);
	if (source->endpoint.len == 0 && source->grant->bit != TOKEN_JWT_BEARER)
		return error_set(error, ERROR_USAGE,
		    "provider or token_endpoint is missing");
	return 0;
}

static int
check_style(const struct token_source *source, struct error *error)
{
	const char *style = token_source_value(source, TOKEN_KEY_AUTH_STYLE);

	if (style == NULL || strcmp(style, "post") == 0)
		return 0;
	if (strcmp(style, "basic") != 0)
		return refuse(
		    source, TOKEN_KEY_AUTH_STYLE, "it is post or basic", error);
	if (!has(source, TOKEN_KEY_CLIENT_SECRET) &&
	    !has(source, TOKEN_KEY_CLIENT_SECRET_FILE))
		return refuse(source, TOKEN_KEY_AUTH_STYLE,
		    "basic needs client_secret or client_secret_file", error);
	return need(source, TOKEN_KEY_CLIENT_ID, error);
}

/* The days of a date since 1970.  -1: it is no date. */
static int64_t
read_date(const char *text)
{
	struct tm tm = { 0 }, again;
	char written[16];
	time_t seconds;

	if (strptime(text, "%Y-%m-%d", &tm) == NULL)
		return -1;
	seconds = timegm(&tm);
	if (seconds < 0 || gmtime_r(&seconds, &again) == NULL ||
	    strftime(written, sizeof(written), "%Y-%m-%d", &again) != 10 ||
	    strcmp(written, text) != 0)
		return -1;
	return seconds / DAY;
}

static int
check_times(struct token_source *source, struct error *error)
{
	const char *date = token_source_value(source, TOKEN_KEY_SECRET_EXPIRES);
	const char *renew = token_source_value(source, TOKEN_KEY_RENEW_BEFORE);

	source->secret_expires = date == NULL ? -1 : read_date(date);
	if (date != NULL && source->secret_expires == -1)
		return refuse(source, TOKEN_KEY_SECRET_EXPIRES,
		    "it is a date: YYYY-MM-DD", error);
	source->renew_before = RENEW_BEFORE;
	if (renew != NULL && (text_number(renew, &source->renew_before) == -1 ||
				 source->renew_before < 0 ||
				 source->renew_before > RENEW_BEFORE_MAX))
		return refuse(source, TOKEN_KEY_RENEW_BEFORE,
		    "it is a number of seconds", error);
	return 0;
}

/* A word that is misspelt must not become a file in some directory. */
static int
check_cache(const struct token_source *source, struct error *error)
{
	const char *cache = token_source_value(source, TOKEN_KEY_CACHE);

	if (cache != NULL && cache[0] != '/' && strcmp(cache, "none") != 0)
		return refuse(source, TOKEN_KEY_CACHE,
		    "it must be an absolute path, or none", error);
	return 0;
}

int
token_check(struct token_source *source, struct error *error)
{
	if (check_grant(source, error) == -1 ||
	    check_pairs(source, error) == -1 ||
	    check_needs(source, error) == -1 ||
	    check_target(source, error) == -1 ||
	    check_style(source, error) == -1 ||
	    check_proxy(source, error) == -1 ||
	    check_times(source, error) == -1)
		return -1;
	return check_cache(source, error);
}
