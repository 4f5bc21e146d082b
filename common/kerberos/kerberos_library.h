#ifndef KERBEROS_LIBRARY_H
#define KERBEROS_LIBRARY_H

#include <stddef.h>
#include <stdint.h>

#include "error.h"

/* What the plugin uses of the GSS-API (RFC 2744) and of libkrb5, so that
 * neither their headers nor the libraries are needed to build.  A handle of
 * theirs is a void pointer. */

struct gss_bytes {
	size_t len;
	void *data;
};

struct gss_oid {
	uint32_t len;
	const void *data;
};

struct gss_oids {
	size_t count;
	const struct gss_oid *list;
};

/* RFC 2744 3.11 */
struct gss_bindings {
	uint32_t initiator_type;
	struct gss_bytes initiator;
	uint32_t acceptor_type;
	struct gss_bytes acceptor;
	struct gss_bytes application;
};

/* Where credentials are: a cache, a keytab. */
struct gss_place {
	const char *key, *value;
};

struct gss_places {
	uint32_t count;
	const struct gss_place *list;
};

enum {
	GSS_COMPLETE = 0,
	GSS_CONTINUE = 1,
	/* Flags of a context. */
	GSS_MUTUAL = 2,
	GSS_SEQUENCE = 8,
	GSS_INTEGRITY = 32,
	/* The use of credentials. */
	GSS_INITIATE = 1,
	/* Kinds of status. */
	GSS_STATUS = 1,
	GSS_STATUS_OF_MECHANISM = 2,
};

/* In the order of the names in kerberos_library.c. */
struct gss_functions {
	uint32_t (*import_name)(uint32_t *minor, const struct gss_bytes *,
	    const struct gss_oid *type, void **name);
	uint32_t (*release_name)(uint32_t *minor, void **name);
	uint32_t (*acquire)(uint32_t *minor, void *name, uint32_t seconds,
	    const struct gss_oids *, int use, const struct gss_places *,
	    void **credentials, struct gss_oids **, uint32_t *);
	uint32_t (*release_credentials)(uint32_t *minor, void **credentials);
	uint32_t (*step)(uint32_t *minor, void *credentials, void **context,
	    void *name, const struct gss_oid *, uint32_t flags,
	    uint32_t seconds, const struct gss_bindings *,
	    const struct gss_bytes *in, struct gss_oid **,
	    struct gss_bytes *out, uint32_t *flags_got, uint32_t *);
	uint32_t (*delete_context)(
	    uint32_t *minor, void **context, struct gss_bytes *);
	uint32_t (*wrap)(uint32_t *minor, void *context, int confidential,
	    uint32_t quality, const struct gss_bytes *in, int *,
	    struct gss_bytes *out);
	uint32_t (*unwrap)(uint32_t *minor, void *context,
	    const struct gss_bytes *in, struct gss_bytes *out, int *,
	    uint32_t *);
	uint32_t (*release)(uint32_t *minor, struct gss_bytes *);
	uint32_t (*display)(uint32_t *minor, uint32_t status, int kind,
	    const struct gss_oid *, uint32_t *more, struct gss_bytes *);
};

struct krb5_functions {
	int32_t (*start)(void **context);
	void (*end)(void *context);
	int32_t (*resolve_cache)(void *context, const char *name, void **cache);
	int32_t (*destroy_cache)(void *context, void *cache);
};

/* The mechanism (RFC 4121), and the types of names (RFC 2744, 4121). */
extern const struct gss_oid gss_krb5, gss_service_name, gss_user_name;

/* Loads both libraries.  -1: error set, ERROR_USAGE. */
int kerberos_library_open(
    struct gss_functions *, struct krb5_functions *, struct error *);

#endif
