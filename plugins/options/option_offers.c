/* The extensions that the server must offer, or must not. */
#include "option_offers.h"

#include <string.h>

#include "nearest.h"
#include "option_lists.h"
#include "text.h"

/* Can this be an EHLO keyword or parameter?  The check is looser than RFC 5321
 * 4.1.1.1, since some servers are loose, too. */
static bool
is_ehlo_word(const char *text)
{
	return text[0] != '\0' && text_is_ascii(text) &&
	       !text_has_control(text) && strchr(text, ' ') == NULL;
}

/* Does one option require what the other forbids? */
static bool
offers_conflict(const struct offer *a, const struct offer *b)
{
	const char *x = a->parameter == NULL ? "" : a->parameter;
	const char *y = b->parameter == NULL ? "" : b->parameter;

	return a->forbidden != b->forbidden &&
	       text_same(a->keyword, b->keyword) && text_same(x, y);
}

/* The extensions of IANA's registry "SMTP Service Extensions", and two of
 * Exim's. Nobody registers a name that begins with X. */
const char option_extensions[] =
    "SIZE 8BITMIME PIPELINING STARTTLS AUTH ENHANCEDSTATUSCODES DSN CHUNKING "
    "BINARYMIME SMTPUTF8 UTF8SMTP ETRN VRFY EXPN HELP DELIVERBY MT-PRIORITY "
    "NO-SOLICITING RRVS REQUIRETLS LIMITS FUTURERELEASE CHECKPOINT ATRN BURL "
    "TURN SEND SOML SAML SUBMITTER MTRK CONPERM CONNEG VERB ONEX PRDR "
    "PIPECONNECT";

/* A misspelt name would never be offered.  A server may offer a name that is
 * not known here, so only a name that is near to a known one is refused. */
static int
check_keyword(const char *keyword, struct error *error)
{
	size_t len = strcspn(keyword, "=");
	char advice[NEAREST_SIZE];

	if (keyword[len] == '=')
		return error_set(error, ERROR_USAGE,
		    "is %.*s/%s meant, instead of %s?", (int)len, keyword,
		    keyword + len + 1, keyword);
	if (keyword[0] == 'X' || keyword[0] == 'x' ||
	    nearest_has(option_extensions, keyword) ||
	    !nearest_find(advice, option_extensions, keyword))
		return 0;
	return error_set(
	    error, ERROR_USAGE, "%s is not known (%s)", keyword, advice);
}

/* Parses "SIZE" or "AUTH/PLAIN". */
static int
add_offer(struct config *config, const char *word, bool forbidden,
    struct error *error)
{
	char *text = config_keep(config, word, strlen(word));
	struct offer *offer =
	    &config->judgement.offers[config->judgement.offer_count];
	char *parameter = strchr(text, '/');

	/* There must be a word on each side of the slash. */
	if (!is_ehlo_word(text) || parameter == text ||
	    (parameter != NULL && parameter[1] == '\0'))
		return error_set(error, ERROR_USAGE,
		    "an extension is wanted, as in SIZE or AUTH/PLAIN");
	if (config->judgement.offer_count == CONFIG_OFFERS)
		return error_set(error, ERROR_USAGE, "more than %d extensions",
		    CONFIG_OFFERS);
	if (parameter != NULL)
		*parameter++ = '\0';
	if (check_keyword(text, error) == -1)
		return -1;
	*offer = (struct offer){ text, parameter, forbidden };
	for (size_t i = 0; i < config->judgement.offer_count; i++)
		if (offers_conflict(&config->judgement.offers[i], offer))
			return error_set(error, ERROR_USAGE,
			    "%s is both required and forbidden", text);
	config->judgement.offer_count++;
	return 0;
}

static int
add_required(struct config *config, char *word, struct error *error)
{
	return add_offer(config, word, false, error);
}

static int
add_forbidden(struct config *config, char *word, struct error *error)
{
	return add_offer(config, word, true, error);
}

int
option_require(struct options *options, char *value, struct error *error)
{
	return option_words(options->config, value, add_required, error);
}

int
option_forbid(struct options *options, char *value, struct error *error)
{
	return option_words(options->config, value, add_forbidden, error);
}
