/* Finds the CA that must not vouch for a name. */
#include "certificate_constraints.h"

#include <openssl/x509v3.h>
#include <string.h>
#include <strings.h>

#include "certificate_faults.h"
#include "certificate_names.h"

/* Is the name this one, or one below it?  All names are below an empty one, and
 * that OpenSSL sees. */
static bool
is_below(const char *name, const ASN1_STRING *base)
{
	const char *suffix = (const char *)ASN1_STRING_get0_data(base);
	size_t size = (size_t)ASN1_STRING_length(base), len = strlen(name);

	if (len > 0 && name[len - 1] == '.')
		len--;
	if (size == 0 || size > len ||
	    strncasecmp(name + len - size, suffix, size) != 0)
		return false;
	return size == len || suffix[0] == '.' || name[len - size - 1] == '.';
}

static bool
excludes(X509 *ca, const char *name)
{
	NAME_CONSTRAINTS *constraints =
	    X509_get_ext_d2i(ca, NID_name_constraints, NULL, NULL);
	STACK_OF(GENERAL_SUBTREE) * excluded;
	bool found = false;

	if (constraints == NULL)
		return false;
	excluded = constraints->excludedSubtrees;
	for (int i = 0; i < sk_GENERAL_SUBTREE_num(excluded); i++) {
		const GENERAL_NAME *base =
		    sk_GENERAL_SUBTREE_value(excluded, i)->base;

		found = found || (base->type == GEN_DNS &&
				     is_below(name, base->d.dNSName));
	}
	NAME_CONSTRAINTS_free(constraints);
	return found;
}

void
certificate_note_exclusion(X509_STORE_CTX *context)
{
	struct examination *e = X509_STORE_CTX_get_app_data(context);
	STACK_OF(X509) *chain = X509_STORE_CTX_get0_chain(context);
	struct buf text = BUF_INIT(2048);

	if (e->name == NULL ||
	    certificate_has_fault(e->facts, CERTIFICATE_CHAIN))
		return;
	for (int i = 1; i < sk_X509_num(chain); i++) {
		X509 *ca = sk_X509_value(chain, i);

		if (!excludes(ca, e->name))
			continue;
		buf_clear(&text);
		(void)buf_puts(&text, "the name constraints of the CA ");
		certificate_put_name(X509_get_subject_name(ca), &text);
		(void)buf_printf(&text, " exclude %s", e->name);
		certificate_add_fault(e->facts, CERTIFICATE_CHAIN, &text);
	}
	buf_free(&text);
}
