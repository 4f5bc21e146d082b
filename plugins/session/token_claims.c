/* What an access token says of itself. */
#include "token_claims.h"

#include <stdbool.h>
#include <string.h>
#include <time.h>

#include "jwt.h"

/* Bytes of a claim, and the characters of it that are shown. */
#define CLAIM_LIMIT ((size_t)2048)
#define CLAIM_SHOWN 80

/* The claims that are shown: with the words before them. */
static const struct {
	const char *name, *words;
} shown[] = {
	{ "upn", "is of" },
	{ "aud", "is for" },
	{ "roles", "roles" },
	{ "scp", "scope" },
	{ "tid", "tenant" },
};

static bool
has_expired(const struct buf *token, double *hours)
{
	int64_t expiry;

	if (!jwt_expiry(token, &expiry))
		return false;
	*hours = difftime(time(NULL), (time_t)expiry) / 3600;
	return *hours > 0;
}

void
token_claims_put(const struct buf *token, struct buf *out)
{
	const char *between = "";
	double hours;

	if (has_expired(token, &hours)) {
		(void)buf_puts(out, "expired ");
		(void)buf_put_decimal(out, hours, 1);
		(void)buf_puts(out, " h ago");
		between = ", ";
	}
	for (size_t i = 0; i < sizeof(shown) / sizeof(shown[0]); i++) {
		struct buf claim = BUF_INIT(CLAIM_LIMIT);

		if (jwt_claim(token, shown[i].name, &claim) == 0 &&
		    claim.len > 0) {
			(void)buf_printf(out, "%s%s ", between, shown[i].words);
			(void)buf_put_printable(
			    out, claim.data, claim.len, CLAIM_SHOWN);
			between = ", ";
		}
		buf_free(&claim);
	}
}

/* Exchange wants SMTP.SendAsApp among the roles of an app, or SMTP.Send in the
 * scope of a user. */
static const char *
judge_rights(const struct buf *token)
{
	struct buf roles = BUF_INIT(CLAIM_LIMIT), scope = BUF_INIT(CLAIM_LIMIT);
	const char *words = "";

	(void)jwt_claim(token, "roles", &roles);
	(void)jwt_claim(token, "scp", &scope);
	if (strstr(buf_string(&scope), "SMTP.Send") != NULL)
		words = "token of a user; ";
	else if (strstr(buf_string(&roles), "SMTP.Send") == NULL)
		words = "token lacks SMTP; ";
	buf_free(&roles);
	buf_free(&scope);
	return words;
}

void
token_claims_say(const struct buf *token, struct error *error)
{
	struct buf said = BUF_INIT(ERROR_SAID_SIZE + CLAIM_LIMIT + 100);
	struct buf audience = BUF_INIT(CLAIM_LIMIT);
	double hours;

	if (token == NULL || error->kind == ERROR_NONE)
		return;
	if (jwt_claim(token, "aud", &audience) == 0)
		(void)buf_printf(
		    &said, "token aud %s; ", buf_string(&audience));
	if (has_expired(token, &hours))
		(void)buf_puts(&said, "token expired; ");
	else if (strstr(buf_string(&audience), "outlook.office") != NULL)
		(void)buf_puts(&said, judge_rights(token));
	if (said.len > 0) {
		(void)buf_puts(&said, error->said);
		error_said(error, buf_string(&said), said.len);
	}
	buf_free(&audience);
	buf_free(&said);
}
