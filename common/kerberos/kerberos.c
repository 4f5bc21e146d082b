/* A security context of Kerberos V5. */
#include "kerberos.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "helper.h"
#include "kerberos_failure.h"
#include "kerberos_library.h"
#include "memory.h"

/* Bytes of a token: those of Active Directory have groups in them. */
#define TOKEN_SIZE_MAX ((size_t)64 * 1024)

struct kerberos {
	struct helper helper;
	struct gss_functions gss;
	struct krb5_functions krb5;

	/* Our own copies: the thread may outlive the caller. */
	char *target, *principal, *keytab;
	char cache[64]; /* in memory, for the keytab's tickets, or "" */
	struct buf binding;

	/* Handles of the library. */
	void *name, *credentials, *context;

	/* Of the call that runs. */
	struct buf in, out;
	uint32_t major, minor;
};

static void
forget_cache(struct kerberos *kerberos)
{
	void *library = NULL, *cache = NULL;

	if (kerberos->cache[0] == '\0' || kerberos->krb5.start(&library) != 0)
		return;
	if (kerberos->krb5.resolve_cache(library, kerberos->cache, &cache) == 0)
		(void)kerberos->krb5.destroy_cache(library, cache);
	kerberos->krb5.end(library);
}

static void
kerberos_free(struct helper *helper)
{
	struct kerberos *kerberos = (struct kerberos *)helper;
	uint32_t minor;

	if (kerberos->context != NULL)
		(void)kerberos->gss.delete_context(
		    &minor, &kerberos->context, NULL);
	if (kerberos->credentials != NULL)
		(void)kerberos->gss.release_credentials(
		    &minor, &kerberos->credentials);
	if (kerberos->name != NULL)
		(void)kerberos->gss.release_name(&minor, &kerberos->name);
	forget_cache(kerberos);
	buf_free(&kerberos->binding);
	buf_free(&kerberos->in);
	buf_free(&kerberos->out);
	free(kerberos->target);
	free(kerberos->principal);
	free(kerberos->keytab);
	free(kerberos);
}

/* --- In the thread ----------------------------------------------------------
 */

static void *
import(struct kerberos *kerberos, char *text, const struct gss_oid *type)
{
	const struct gss_bytes bytes = { strlen(text), text };
	void *name = NULL;

	kerberos->major =
	    kerberos->gss.import_name(&kerberos->minor, &bytes, type, &name);
	return name;
}

/* Takes the credentials of this principal; without one, the library takes what
 * the default cache has. */
static void
acquire(struct kerberos *kerberos)
{
	const struct gss_oids mechanisms = { 1, &gss_krb5 };
	const struct gss_place places[] = {
		{ "client_keytab", kerberos->keytab },
		{ "ccache", kerberos->cache },
	};
	const struct gss_places keytab = { 2, places };
	void *name;
	uint32_t minor;

	if (kerberos->principal == NULL)
		return;
	name = import(kerberos, kerberos->principal, &gss_user_name);
	if (name == NULL)
		return;
	kerberos->major = kerberos->gss.acquire(&kerberos->minor, name,
	    UINT32_MAX, &mechanisms, GSS_INITIATE,
	    kerberos->keytab == NULL ? NULL : &keytab, &kerberos->credentials,
	    NULL, NULL);
	(void)kerberos->gss.release_name(&minor, &name);
}

static void
step(struct kerberos *kerberos)
{
	const struct gss_bytes in = { kerberos->in.len, kerberos->in.data };
	const struct gss_bindings bindings = {
		.application = { kerberos->binding.len,
		    kerberos->binding.data },
	};
	struct gss_bytes out = { 0 };
	uint32_t minor;

	kerberos->major = kerberos->gss.step(&kerberos->minor,
	    kerberos->credentials, &kerberos->context, kerberos->name,
	    &gss_krb5, GSS_MUTUAL | GSS_SEQUENCE | GSS_INTEGRITY, 0,
	    kerberos->binding.len > 0 ? &bindings : NULL,
	    in.len > 0 ? &in : NULL, NULL, &out, NULL, NULL);
	if (out.len > 0 && buf_append(&kerberos->out, out.data, out.len) == -1)
		buf_clear(&kerberos->out);
	(void)kerberos->gss.release(&minor, &out);
}

/* Kerberos may have to be asked for credentials and for the ticket. */
static void
kerberos_run(struct helper *helper)
{
	struct kerberos *kerberos = (struct kerberos *)helper;

	kerberos->major = GSS_COMPLETE;
	if (kerberos->context == NULL) {
		kerberos->name =
		    import(kerberos, kerberos->target, &gss_service_name);
		if (!kerberos_failed(kerberos->major))
			acquire(kerberos);
	}
	if (!kerberos_failed(kerberos->major))
		step(kerberos);
}

/* Sets the error of the call. */
static int
fail(const struct kerberos *kerberos, uint32_t major, uint32_t minor,
    struct error *error)
{
	return kerberos_fail(&kerberos->gss, major, minor,
	    kerberos->keytab == NULL ? "there is no ticket"
				     : "the keytab has no key of this user",
	    error);
}

/* --- For the caller ---------------------------------------------------------
 */

struct kerberos *
kerberos_open(const struct kerberos_login *login, struct error *error)
{
	struct kerberos *kerberos = memory_zeroed(sizeof(*kerberos));
	struct buf target = BUF_INIT(1024);

	kerberos->helper.run = kerberos_run;
	kerberos->helper.free = kerberos_free;
	atomic_init(&kerberos->helper.users, 1);
	if (kerberos_library_open(&kerberos->gss, &kerberos->krb5, error) ==
	    -1) {
		free(kerberos);
		return NULL;
	}
	kerberos->binding = (struct buf)BUF_SECRET(TOKEN_SIZE_MAX);
	kerberos->in = (struct buf)BUF_SECRET(TOKEN_SIZE_MAX);
	kerberos->out = (struct buf)BUF_SECRET(TOKEN_SIZE_MAX);
	(void)buf_printf(&target, "%s@%s", login->service, login->host);
	kerberos->target = memory_copy(buf_string(&target));
	buf_free(&target);
	if (login->principal != NULL)
		kerberos->principal = memory_copy(login->principal);
	if (login->keytab != NULL) {
		kerberos->keytab = memory_copy(login->keytab);
		(void)snprintf(kerberos->cache, sizeof(kerberos->cache),
		    "MEMORY:check_smtp_auth-%ld-%p", (long)getpid(),
		    (void *)kerberos);
	}
	if (login->binding != NULL)
		(void)buf_append(&kerberos->binding, login->binding->data,
		    login->binding->len);
	return kerberos;
}

void
kerberos_close(struct kerberos *kerberos)
{
	if (kerberos != NULL)
		helper_release(&kerberos->helper);
}

int
kerberos_step(struct kerberos *kerberos, const struct buf *in, struct buf *out,
    bool *done, struct deadline deadline, struct error *error)
{
	struct error found = { 0 };

	buf_clear(&kerberos->in);
	buf_clear(&kerberos->out);
	if (buf_append(&kerberos->in, buf_string(in), in->len) == -1)
		return error_set(
		    error, ERROR_PROTOCOL, "the server's token is too long");
	if (helper_run(&kerberos->helper, deadline, &found) == -1)
		return error_set(error, found.kind, "Kerberos: %s", found.text);
	if (kerberos_failed(kerberos->major))
		return fail(kerberos, kerberos->major, kerberos->minor, error);
	*done = kerberos->major == GSS_COMPLETE;
	if (buf_append(out, buf_string(&kerberos->out), kerberos->out.len) ==
	    -1)
		return error_set(error, ERROR_USAGE,
		    "the token of Kerberos has more than %zu bytes",
		    out->limit);
	return 0;
}

static int
keep(struct kerberos *kerberos, uint32_t major, uint32_t minor,
    struct gss_bytes *made, struct buf *out, struct error *error)
{
	uint32_t ignored;
	int rc = -1;

	if (kerberos_failed(major))
		(void)fail(kerberos, major, minor, error);
	else if (buf_append(out, made->data, made->len) == -1)
		(void)error_set(
		    error, ERROR_PROTOCOL, "the server's message is too long");
	else
		rc = 0;
	(void)kerberos->gss.release(&ignored, made);
	return rc;
}

int
kerberos_unwrap(struct kerberos *kerberos, const struct buf *in,
    struct buf *out, struct error *error)
{
	const struct gss_bytes bytes = { in->len, in->data };
	struct gss_bytes made = { 0 };
	uint32_t minor = 0, major;

	major = kerberos->gss.unwrap(
	    &minor, kerberos->context, &bytes, &made, NULL, NULL);
	return keep(kerberos, major, minor, &made, out, error);
}

int
kerberos_wrap(struct kerberos *kerberos, const struct buf *in, struct buf *out,
    struct error *error)
{
	const struct gss_bytes bytes = { in->len, in->data };
	struct gss_bytes made = { 0 };
	uint32_t minor = 0, major;

	major = kerberos->gss.wrap(
	    &minor, kerberos->context, 0, 0, &bytes, NULL, &made);
	return keep(kerberos, major, minor, &made, out, error);
}
