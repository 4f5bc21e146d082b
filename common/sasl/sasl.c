/* The table of mechanisms, and the choice of one of them. */

#include "sasl.h"

#include <stdlib.h>
#include <string.h>

#include "mechanisms.h"
#include "memory.h"
#include "text.h"

#define ENTRY(symbol, specification, text) &(symbol),

const struct sasl_mechanism *const sasl_mechanisms[] = {
	SASL_MECHANISMS(ENTRY) NULL,
};

void
sasl_hide(const struct sasl_context *context, const char *proof, size_t len)
{
	if (context->redact != NULL)
		redact_secret(context->redact, proof, len);
}

const struct sasl_mechanism *
sasl_find(const char *name)
{
	for (size_t i = 0; sasl_mechanisms[i] != NULL; i++)
		if (text_same(sasl_mechanisms[i]->name, name))
			return sasl_mechanisms[i];
	return NULL;
}

/* Is this word in the list, whose words have the separator between them? */
static bool
in_list(const char *list, char separator, const char *word)
{
	char *copy = memory_copy(list), *rest = copy, *item;
	bool found = false;

	while (!found && (item = text_next(&rest, separator)) != NULL)
		found = text_same(item, word);
	free(copy);
	return found;
}

bool
sasl_offers_binding(const char *offered)
{
	const char *at = strstr(offered, "-PLUS");

	while (at != NULL && at[5] != '\0' && at[5] != ' ')
		at = strstr(at + 5, "-PLUS");
	return at != NULL;
}

static bool
have_means(
    const struct sasl_mechanism *mechanism, const struct sasl_context *context)
{
	unsigned int have = 0;

	if (context->user != NULL)
		have |= SASL_NEEDS_USER;
	if (context->password != NULL)
		have |= SASL_NEEDS_PASSWORD;
	if (context->binding != NULL)
		have |= SASL_NEEDS_BINDING;
	if (context->certificate)
		have |= SASL_NEEDS_CERTIFICATE;
	if (context->ticket)
		have |= SASL_NEEDS_TICKET;
	return (mechanism->needs & ~have) == 0;
}

bool
sasl_possible(const struct sasl_mechanism *mechanism, const char *offered,
    const char *wanted, const struct sasl_context *context)
{
	if (wanted == NULL ? mechanism->by_name
			   : !in_list(wanted, ',', mechanism->name))
		return false;
	return in_list(offered, ' ', mechanism->name) &&
	       have_means(mechanism, context) &&
	       (context->secure || !mechanism->cleartext);
}

/* The strongest mechanism that is offered and can be used safely.  *unsafe
 * becomes the strongest one that would show the password to listeners. */
static const struct sasl_mechanism *
strongest(const char *offered, const struct sasl_context *context,
    const struct sasl_mechanism **unsafe)
{
	for (size_t i = 0; sasl_mechanisms[i] != NULL; i++) {
		const struct sasl_mechanism *candidate = sasl_mechanisms[i];

		if (candidate->by_name ||
		    !in_list(offered, ' ', candidate->name) ||
		    !have_means(candidate, context))
			continue;
		if (context->secure || !candidate->cleartext)
			return candidate;
		if (*unsafe == NULL)
			*unsafe = candidate;
	}
	return NULL;
}

/* The first mechanism of the list that is offered. */
static const struct sasl_mechanism *
first_wanted(const char *offered, const char *wanted)
{
	char *copy = memory_copy(wanted), *rest = copy, *name;
	const struct sasl_mechanism *found = NULL;

	while (found == NULL && (name = text_next(&rest, ',')) != NULL)
		if (in_list(offered, ' ', name))
			found = sasl_find(name);
	free(copy);
	return found;
}

static void
explain_unsupported(
    const char *offered, const char *wanted, struct error *error)
{
	if (offered[0] == '\0')
		(void)error_set(
		    error, ERROR_UNSUPPORTED, "the server offers no AUTH");
	else if (wanted != NULL)
		(void)error_set(error, ERROR_UNSUPPORTED,
		    "AUTH %s is not offered; offered are: %s", wanted, offered);
	else
		(void)error_set(error, ERROR_UNSUPPORTED,
		    "no mechanism on offer can be used here: %s", offered);
}

const struct sasl_mechanism *
sasl_choose(const char *offered, const char *wanted,
    const struct sasl_context *context, struct error *error)
{
	const struct sasl_mechanism *chosen, *unsafe = NULL;

	if (wanted == NULL)
		chosen = strongest(offered, context, &unsafe);
	else
		chosen = first_wanted(offered, wanted);
	if (chosen != NULL && !have_means(chosen, context)) {
		(void)error_set(error, ERROR_UNSUPPORTED,
		    "AUTH %s is not possible in this session: %s", chosen->name,
		    context->binding == NULL &&
			    (chosen->needs & SASL_NEEDS_BINDING) != 0
			? "nothing in its TLS is safe to bind to"
			: "something that it needs is missing");
		return NULL;
	}
	if (chosen != NULL && chosen->cleartext && !context->secure) {
		unsafe = chosen;
		chosen = NULL;
	}
	if (unsafe != NULL && chosen == NULL)
		(void)error_set(error, ERROR_USAGE,
		    "AUTH %s would send the password unencrypted; use -S or -s, "
		    "or --allow-cleartext-auth",
		    unsafe->name);
	else if (chosen == NULL)
		explain_unsupported(offered, wanted, error);
	return chosen;
}
