/* The command lines of --explain, for a POSIX shell. */
#include "explain_command.h"

#include <netinet/in.h>
#include <string.h>

#include "redact_copy.h"
#include "shell.h"
#include "tlsa.h"

void
command_word(const struct config *config, const char *word, struct buf *out)
{
	struct buf copy = redact_copy(&config->redact, word);

	shell_quote(out, buf_string(&copy));
	buf_free(&copy);
}

static void
put_word(const struct config *config, struct buf *out, const char *before,
    const char *word)
{
	(void)buf_puts(out, before);
	command_word(config, word, out);
}

/* "--" before a word that begins with "-" says that it is no option. */
static void
put_operand(const struct config *config, struct buf *out, const char *word)
{
	put_word(config, out, word[0] == '-' ? " -- " : " ", word);
}

static void
put_family(const struct config *config, struct buf *out)
{
	if (config->target.family == AF_INET)
		(void)buf_puts(out, " -4");
	if (config->target.family == AF_INET6)
		(void)buf_puts(out, " -6");
}

/* The address or the name to connect to. */
static const char *
connect_host(const struct config *config)
{
	return config->target.address != NULL ? config->target.address
					      : config->target.host;
}

void
command_lookup(const struct config *config, struct buf *out)
{
	const char *database = "ahosts";

	if (config->target.mx) {
		(void)buf_puts(out, "dig +short MX");
		put_operand(config, out, config->target.host);
		return;
	}
	if (config->target.family == AF_INET)
		database = "ahostsv4";
	if (config->target.family == AF_INET6)
		database = "ahostsv6";
	(void)buf_printf(out, "getent %s", database);
	put_operand(config, out, config->target.host);
}

/* A name below the host's, as one word. */
static void
put_below(const struct config *config, const char *before, const char *behind,
    struct buf *out)
{
	struct buf word = BUF_INIT(1024);

	(void)buf_printf(&word, "%s%s%s", before, config->target.host, behind);
	command_word(config, buf_string(&word), out);
	buf_free(&word);
}

void
command_policy(const struct config *config, struct buf *out)
{
	(void)buf_puts(out, "dig +short TXT ");
	put_below(config, "_mta-sts.", "", out);
	(void)buf_puts(out, "; curl -sS ");
	put_below(config, "https://mta-sts.", "/.well-known/mta-sts.txt", out);
}

static void
put_dig(const struct config *config, const char *options, struct buf *out)
{
	char name[TLSA_NAME_SIZE];

	tlsa_name(name, config->target.host, config->target.port);
	(void)buf_printf(out, "dig %s TLSA", options);
	put_word(config, out, " ", name);
}

void
command_records(const struct config *config, struct buf *out)
{
	put_dig(config, "+adflag", out);
}

static void
put_nc(const struct config *config, const char *options, struct buf *out)
{
	(void)buf_printf(out, "nc %s", options);
	if (config->target.host_is_path) {
		put_word(config, out, " -U ", config->target.host);
		return;
	}
	put_family(config, out);
	put_operand(config, out, connect_host(config));
	(void)buf_printf(out, " %u", config->target.port);
}

void
command_knock(const struct config *config, struct buf *out)
{
	put_nc(config, "-vz", out);
}

void
command_plain(const struct config *config, struct buf *out)
{
	put_nc(config, "-C", out);
}

static void
put_peer(const struct config *config, struct buf *out)
{
	struct buf peer = BUF_INIT(1024);
	const char *host = connect_host(config);

	if (config->target.host_is_path) {
		put_word(config, out, " -unix ", host);
		return;
	}
	(void)buf_printf(&peer, strchr(host, ':') == NULL ? "%s:%u" : "[%s]:%u",
	    host, config->target.port);
	put_family(config, out);
	put_word(config, out, " -connect ", buf_string(&peer));
	buf_free(&peer);
}

/* s_client takes each TLSA record as an option.  Of several records only the
 * last one is passed. */
static void
put_dane(const struct config *config, struct buf *out)
{
	put_word(config, out, " -dane_tlsa_domain ", config->tls.verify_name);
	(void)buf_puts(out, " -dane_ee_no_namechecks -dane_tlsa_rrdata \"$(");
	put_dig(config, "+short", out);
	(void)buf_puts(out, " | tail -n 1)\"");
}

static void
put_verification(const struct config *config, struct buf *out)
{
	struct address ignored;
	bool numeric;

	if (config->tls.dane) {
		put_dane(config, out);
		return;
	}
	if (config->tls.trust.file != NULL)
		put_word(config, out, " -CAfile ", config->tls.trust.file);
	if (config->tls.trust.path != NULL)
		put_word(config, out, " -CApath ", config->tls.trust.path);
	if (config->tls.verify_name == NULL)
		return;
	numeric =
	    address_numeric(&ignored, config->tls.verify_name, 0, AF_UNSPEC);
	put_word(config, out, numeric ? " -verify_ip " : " -verify_hostname ",
	    config->tls.verify_name);
}

/* s_client calls TLS 1.0 "TLSv1". */
static void
put_version(struct buf *out, const char *option, enum tls_version version)
{
	if (version == TLS_1_0)
		(void)buf_printf(out, " %s TLSv1", option);
	else if (version != TLS_ANY)
		(void)buf_printf(
		    out, " %s TLSv1.%d", option, (int)version - (int)TLS_1_0);
}

static void
put_policy(const struct config *config, struct buf *out)
{
	const struct tls_policy *policy = &config->tls.policy;
	struct buf ciphers = BUF_INIT(4096), suites = BUF_INIT(4096);
	struct error ignored = { 0 };
	bool old = policy->min == TLS_1_0 || policy->min == TLS_1_1;

	if (policy->ciphers != NULL)
		(void)tls_ciphers_sort(
		    policy->ciphers, &ciphers, &suites, &ignored);
	if (old && ciphers.len == 0)
		(void)buf_puts(&ciphers, "DEFAULT");
	if (old)
		(void)buf_puts(&ciphers, ":@SECLEVEL=0");
	put_version(out, "-min_protocol", policy->min);
	put_version(out, "-max_protocol", policy->max);
	if (ciphers.len > 0)
		put_word(config, out, " -cipher ", buf_string(&ciphers));
	if (suites.len > 0)
		put_word(config, out, " -ciphersuites ", buf_string(&suites));
	buf_free(&ciphers);
	buf_free(&suites);
}

static void
put_s_client(const struct config *config, const char *first, struct buf *out)
{
	(void)buf_printf(out, "openssl s_client %s -crlf", first);
	if (config->tls.mode == TLS_STARTTLS) {
		const char *other = config->target.other_protocol;

		(void)buf_printf(out, " -starttls %s",
		    other != NULL ? other
				  : (config->target.lmtp ? "lmtp" : "smtp"));
		if (config->target.fqdn != NULL)
			put_word(config, out, " -name ", config->target.fqdn);
	}
	put_peer(config, out);
	if (config->tls.server_name != NULL)
		put_word(config, out, " -servername ", config->tls.server_name);
	else
		(void)buf_puts(out, " -noservername");
	put_verification(config, out);
	put_policy(config, out);
	if (config->tls.client_certificate != NULL)
		put_word(
		    config, out, " -cert ", config->tls.client_certificate);
	if (config->tls.client_key != NULL)
		put_word(config, out, " -key ", config->tls.client_key);
}

void
command_secure(const struct config *config, const char *first, struct buf *out)
{
	put_s_client(config, first, out);
	if (config->tls.verify)
		(void)buf_puts(out, " -verify_return_error");
}

/* Only s_client can show the OCSP answer; for the rest x509 prints a summary.
 */
void
command_certificate(const struct config *config, struct buf *out)
{
	put_s_client(
	    config, config->tls.require_ocsp ? "-status" : "-showcerts", out);
	(void)buf_puts(out, " </dev/null");
	if (!config->tls.require_ocsp)
		(void)buf_puts(out,
		    " | openssl x509 -noout -subject -issuer -dates "
		    "-fingerprint -sha256");
}

void
command_secret(const struct config *config, struct buf *out)
{
	/* The shell's words before and after the name of the source. */
	static const struct {
		const char *before, *after;
	} sources[] = {
		[SECRET_TYPED] = { "\"$SECRET\"", NULL },
		[SECRET_FILE] = { "\"$(head -n 1", ")\"" },
		[SECRET_ENVIRONMENT] = { "\"$(printenv", ")\"" },
		[SECRET_CREDENTIAL] = { "\"$(cd \"$CREDENTIALS_DIRECTORY\""
					" && head -n 1",
		    ")\"" },
		[SECRET_WRONG] = { "wrong", NULL },
		[SECRET_COMMAND] = { "\"$(sh -c", " | head -n 1)\"" },
		[SECRET_OAUTH] = { "\"$TOKEN\"", NULL },
	};
	const struct secret_source *source = &config->login.source;

	(void)buf_puts(out, sources[source->kind].before);
	if (sources[source->kind].after == NULL)
		return;
	put_operand(config, out, source->name);
	(void)buf_puts(out, sources[source->kind].after);
}
