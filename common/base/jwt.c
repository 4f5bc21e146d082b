/* Reads the claims of a JSON Web Token (RFC 7519). */
#include "jwt.h"

#include <string.h>

#include "base64.h"
#include "json.h"
#include "text.h"

int
jwt_claim(const struct buf *token, const char *name, struct buf *value)
{
	const char *from = strchr(buf_string(token), '.');
	struct buf claims = BUF_SECRET(token->len);
	int rc = -1;

	/* The claims are the part between the first two dots. */
	if (from != NULL &&
	    base64url_decode(&claims, from + 1, strcspn(from + 1, ".")) == 0)
		rc = json_member(buf_string(&claims), claims.len, name, value);
	buf_free(&claims);
	return rc;
}

bool
jwt_expiry(const struct buf *token, int64_t *expiry)
{
	struct buf value = BUF_INIT(20);
	bool known = false;
	double seconds;

	/* RFC 7519 2: a number, perhaps with decimals.  The buffer has room for
	 * 20 characters, so that the number fits into an int64_t. */
	if (jwt_claim(token, "exp", &value) == 0 &&
	    text_number(buf_string(&value), &seconds) == 0) {
		*expiry = (int64_t)seconds;
		known = true;
	}
	buf_free(&value);
	return known;
}
