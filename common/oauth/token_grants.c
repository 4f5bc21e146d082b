/* The tables of grants and of providers. */
#include "token_grants.h"

#include <string.h>

static const struct token_grant grants[] = {
	{ TOKEN_CLIENT_CREDENTIALS, "client_credentials",
	    "client_credentials" },
	{ TOKEN_REFRESH_TOKEN, "refresh_token", "refresh_token" },
	{ TOKEN_JWT_BEARER, "jwt_bearer",
	    "urn:ietf:params:oauth:grant-type:jwt-bearer" },
};

static const struct token_provider providers[] = {
	{
	    .name = "microsoft",
	    .before = "https://login.microsoftonline.com/",
	    .behind = "/oauth2/v2.0/token",
	    .client_scope = "https://outlook.office365.com/.default",
	    .refresh_scope =
		"https://outlook.office.com/SMTP.Send offline_access",
	    .signature = SIGNATURE_PS256,
	},
	{
	    .name = "google",
	    .before = "https://oauth2.googleapis.com/token",
	    .refresh_scope = "https://mail.google.com/",
	    .bearer_scope = "https://mail.google.com/",
	    .signature = SIGNATURE_RS256,
	    .keeps_refresh_token = true,
	},
};

const struct token_grant *
token_grant_find(const char *name)
{
	for (size_t i = 0; i < sizeof(grants) / sizeof(grants[0]); i++)
		if (strcmp(grants[i].name, name) == 0)
			return &grants[i];
	return NULL;
}

const struct token_provider *
token_provider_find(const char *name)
{
	for (size_t i = 0; i < sizeof(providers) / sizeof(providers[0]); i++)
		if (strcmp(providers[i].name, name) == 0)
			return &providers[i];
	return NULL;
}

const char *
token_provider_scope(
    const struct token_provider *provider, const struct token_grant *grant)
{
	switch (grant->bit) {
	case TOKEN_CLIENT_CREDENTIALS:
		return provider->client_scope;
	case TOKEN_REFRESH_TOKEN:
		return provider->refresh_scope;
	case TOKEN_JWT_BEARER:
		return provider->bearer_scope;
	case TOKEN_ANY_GRANT:
		break;
	}
	return NULL;
}
