/* Loads the libraries of MIT Kerberos. */
#include "kerberos_library.h"

#include "library.h"

const struct gss_oid gss_krb5 = { 9, "\x2a\x86\x48\x86\xf7\x12\x01\x02\x02" };
const struct gss_oid gss_service_name = { 10,
	"\x2a\x86\x48\x86\xf7\x12\x01\x02\x01\x04" };
const struct gss_oid gss_user_name = { 10,
	"\x2a\x86\x48\x86\xf7\x12\x01\x02\x01\x01" };

int
kerberos_library_open(
    struct gss_functions *gss, struct krb5_functions *krb5, struct error *error)
{
	static const char *const gss_files[] = { "libgssapi_krb5.so.2", NULL };
	static const char *const gss_names[] = { "gss_import_name",
		"gss_release_name", "gss_acquire_cred_from", "gss_release_cred",
		"gss_init_sec_context", "gss_delete_sec_context", "gss_wrap",
		"gss_unwrap", "gss_release_buffer", "gss_display_status",
		NULL };
	static const char *const krb5_files[] = { "libkrb5.so.3", NULL };
	static const char *const krb5_names[] = { "krb5_init_context",
		"krb5_free_context", "krb5_cc_resolve", "krb5_cc_destroy",
		NULL };
	static const struct library gss_library = { gss_files, gss_names,
		"AUTH GSSAPI", "Debian: libgssapi-krb5-2; Fedora: krb5-libs" };
	static const struct library krb5_library = { krb5_files, krb5_names,
		"AUTH GSSAPI", "Debian: libkrb5-3; Fedora: krb5-libs" };

	if (library_open(&gss_library, gss, error) == -1)
		return -1;
	return library_open(&krb5_library, krb5, error);
}
