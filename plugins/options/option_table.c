/* The options: the one place that lists them. */
#include "option_table.h"

#include <string.h>

#include "option_lists.h"
#include "option_mailbox.h"
#include "option_offers.h"
#include "option_values.h"

#define OPTION(field_) NULL, offsetof(struct options, field_)
#define CONFIG(field_)                                                         \
	NULL, sizeof(struct options) + offsetof(struct config, field_)
#define HEADING(text)                                                          \
	{                                                                      \
		0, NULL, NULL, NULL, 0, 0, text, NULL                          \
	}

/* In "more", a word that begins with a hyphen is an option, and text in single
 * quotes is literal. */
/* clang-format off */
const struct option_row option_rows[] = {
	HEADING("Target"),
	{ 'H', "hostname", "HOST", OPTION(host), OPTION_NO_MACRO,
	  "host name, address, or absolute path of a unix socket; may be given without -H",
	  "An IPv6 address may stand in brackets. An empty argument that belongs to no option is ignored." },
	{ 'I', "ip-address", "ADDR", OPTION(address), OPTION_NO_MACRO,
	  "connect to this address; HOST still names the server for TLS",
	  "The address must be numeric. HOST is then not looked up." },
	{ 'p', "port", "PORT", OPTION(port), OPTION_NO_MACRO,
	  "port number or service name; default 25, with -s 465, with -L 24",
	  NULL },
	{ '4', "use-ipv4", NULL, OPTION(ipv4), 0,
	  "use IPv4 only",
	  "Without -4 and -6 the plugin tries every address of the name in turn. Before each try it divides the remaining time by the number of remaining addresses." },
	{ '6', "use-ipv6", NULL, OPTION(ipv6), 0,
	  "use IPv6 only",
	  NULL },
	{ 0, "mx", NULL, CONFIG(target.mx), 0,
	  "HOST is a mail domain: check each of its mail servers (MX)",
	  "The mail servers are checked side by side, each on port 25 unless -p says otherwise, and each with its own name: for SNI, for the certificate, and for the TLSA records of --dane. A domain without MX records is its own mail server (RFC 5321 5.1); a null MX (RFC 7505) fails the stage resolve. See MANY TARGETS." },
	{ 0, "all-addresses", NULL, CONFIG(target.all_addresses), 0,
	  "check each address of HOST, not only the first that answers; with --mx each address of each mail server",
	  "-4 and -6 restrict the addresses. See MANY TARGETS." },
	{ 0, "mta-sts", NULL, CONFIG(steps.mta_sts), 0,
	  "with --mx: judge the mail servers by the MTA-STS policy of the domain; implies -S",
	  "The policy (RFC 8461) is looked up in DNS and fetched over HTTPS in the stage policy, which needs libcurl. Each mail server must be named by it and have a valid certificate. What breaks a policy of the mode enforce is CRITICAL, and of the mode testing WARNING. No policy is CRITICAL (unsupported). -v shows the policy and the record for TLS reports. --ca-file and --ca-path count for the server of the policy, too." },
	{ 0, "parallel", "N", option_parallel, 0, 0,
	  "check at most N targets at the same time; default 16",
	  "The time limit is that of the whole check: a target that has to wait for its turn has less of it." },
	{ 0, "source", "ADDR", CONFIG(target.source), OPTION_NO_MACRO,
	  "connect from this address of this host",
	  "The address must be numeric. Only addresses of the same family are then looked up. If this host does not have the address, the check is UNKNOWN." },
	{ 'F', "fqdn", "NAME", CONFIG(target.fqdn), OPTION_NO_MACRO,
	  "name to send in EHLO; default: this host's full name, else its address",
	  "The host name is used if it contains a dot. Otherwise EHLO contains the local address of the connection, as in '[192.0.2.1]'. Over a unix socket EHLO contains 'localhost'." },
	{ 'L', "lmtp", NULL, CONFIG(target.lmtp), 0,
	  "speak LMTP (RFC 2033)",
	  "LHLO replaces EHLO, and the server answers the message once for each recipient." },
	{ 'r', "proxy", "=VERSION", option_proxy, 0, 0,
	  "send a PROXY protocol header first: v1 (the default) or v2",
	  "A server behind a load balancer expects this header. The plugin sends it before everything else, also before TLS. The header contains the two addresses of this connection; over a unix socket it says that there are none. Version 1 is text, version 2 is binary." },

	HEADING("TLS"),
	{ 'S', "starttls", NULL, OPTION(starttls), 0,
	  "switch to TLS with STARTTLS (ports 25 and 587)",
	  "The check fails if the server does not offer STARTTLS or refuses it. The session then does not go on without TLS." },
	{ 's', "ssl", NULL, OPTION(implicit_tls), 0,
	  "use TLS from the first byte (port 465)",
	  NULL },
	{ 0, "tls", NULL, OPTION(implicit_tls), 0,
	  NULL,
	  NULL },
	{ 0, "sni", "=NAME", option_server_name, 0, OPTION_NEEDS_TLS | OPTION_NO_MACRO,
	  "server name to send in the TLS handshake; default: HOST, if it is a name",
	  NULL },
	{ 0, "no-sni", NULL, OPTION(no_server_name), 0,
	  "send no server name in the TLS handshake",
	  NULL },
	{ 0, "ca-file", "FILE", CONFIG(tls.trust.file), OPTION_NEEDS_TLS | OPTION_ALSO_MAILBOX,
	  "trust the certificates in this PEM file instead of the system's",
	  "They need not be roots: the chain may end at any of them." },
	{ 0, "ca-path", "DIR", CONFIG(tls.trust.path), OPTION_NEEDS_TLS | OPTION_ALSO_MAILBOX,
	  "trust the certificates in this hashed directory instead of the system's",
	  "The program \"openssl rehash\" prepares such a directory." },
	{ 0, "verify-name", "NAME", option_verify_name, 0, OPTION_NEEDS_TLS | OPTION_NO_MACRO,
	  "name that the certificate must contain; default: HOST",
	  NULL },
	{ 0, "no-verify", NULL, OPTION(no_verify), 0,
	  "show faults of chain, name and purpose, but do not fail for them",
	  "The same holds for a weak key or signature. The dates are still judged." },
	{ 0, "pin", "sha256:HEX", option_pin, 0, OPTION_REPEATS | OPTION_NEEDS_TLS,
	  "SHA-256 digest of the certificate or of its public key; one pin must match",
	  "The digest is written in hexadecimal digits, with or without colons. The digest of the public key (SPKI) does not change while the key stays the same. If no pin matches, the output shows both digests. A matching pin excuses no other fault. Pins are also judged with --no-verify." },
	{ 0, "require-ocsp", NULL, CONFIG(tls.require_ocsp), OPTION_NEEDS_TLS,
	  "the server must send a good OCSP answer with its certificate (stapling)",
	  "The answer must be current. The issuer of the certificate, or a responder that the issuer has authorised, must have signed it. The plugin asks no OCSP responder itself. The answer is also judged with --no-verify." },
	{ 0, "tls-min", "VERSION", option_tls_min, 0, OPTION_NEEDS_TLS | OPTION_ALSO_MAILBOX,
	  "lowest TLS version to use: 1.0, 1.1, 1.2 or 1.3; default 1.2",
	  "The versions 1.0 and 1.1 need weak signatures in the handshake, so the plugin allows them (OpenSSL's security level 0). The certificate is judged as strictly as with 1.2. If OpenSSL or the system's policy does not allow the versions, the check is UNKNOWN." },
	{ 0, "tls-max", "VERSION", option_tls_max, 0, OPTION_NEEDS_TLS | OPTION_ALSO_MAILBOX,
	  "highest TLS version to use; default: the highest that OpenSSL supports",
	  NULL },
	{ 0, "tls-ciphers", "LIST", CONFIG(tls.policy.ciphers), OPTION_NEEDS_TLS | OPTION_ALSO_MAILBOX,
	  "ciphers to offer, by their names in OpenSSL",
	  "One list may contain ciphers of TLS 1.2 (as for \"openssl ciphers\") and suites of TLS 1.3, separated by ':'. If the list has no cipher of TLS 1.2, or no suite of TLS 1.3, OpenSSL's default stays for that version. To exclude a version, use --tls-min or --tls-max. A name that OpenSSL does not know is an error." },
	{ 0, "dane", NULL, CONFIG(tls.dane), OPTION_NEEDS_TLS,
	  "judge the certificate by the server's TLSA records (RFC 7672), not by chain and name",
	  "The records are looked up at '_PORT._tcp.HOST', also with -I. With usage 3 the record replaces chain, name and dates, but -D is judged if it is given. With usage 2 the record replaces the trusted CA. Records with other usages are ignored, and so are --ca-file and --ca-path. DNSSEC must protect the records: /etc/resolv.conf must name a resolver that validates, and must contain 'options trust-ad'. If the records are missing or not validated, the check is UNKNOWN." },
	{ 0, "client-cert", "FILE", CONFIG(tls.client_certificate), OPTION_NEEDS_TLS | OPTION_ALSO_MAILBOX,
	  "client certificate to send to the server, with its chain (PEM)",
	  "Some servers require a client certificate. The mechanism EXTERNAL logs in with it." },
	{ 0, "client-key", "FILE", CONFIG(tls.client_key), OPTION_NEEDS_TLS | OPTION_ALSO_MAILBOX,
	  "private key for --client-cert, unencrypted (PEM); default: in the same file",
	  "The file must belong to root or to the user of the plugin, and nobody else may write it. If other users may read it, -v shows a note." },
	{ 'D', "certificate", "WARN[,CRIT]", option_certificate, 0, 0,
	  "days, or percent of its lifetime, that the certificate must still be valid; default 14,3; without -s this option implies -S",
	  "Percentages are written as in '33%,10%'. All certificates of the verified chain count, except the root. If a CA's certificate expires first, the output names that CA." },
	{ 0, "ignore-certificate-expiration", NULL, CONFIG(tls.ignore_expiration), 0,
	  "do not fail for an expired certificate, and ignore -D",
	  "A certificate that is not yet valid still fails the check." },

	HEADING("Login"),
	{ 'U', "authuser", "USER", CONFIG(login.user), 0,
	  "user name for the login",
	  NULL },
	{ 'P', "authpass", "SECRET", option_password, 0, OPTION_SECRET,
	  "password or access token; other users on this host can see it for a moment, so --password-file is better",
	  "The plugin overwrites the password in its argument list at once. Until then, other users can read it there." },
	{ 0, "password-file", "FILE", OPTION(password.file), 0,
	  "file with the password on its first line; - means standard input",
	  "The file must belong to root or to the user of the plugin, and nobody else may write it. If other users may read it, -v shows a note. One line end at the end of the password is removed." },
	{ 0, "password-env", "NAME", OPTION(password.environment), 0,
	  "environment variable that contains the password",
	  "One line end at the end of the password is removed. The plugin overwrites and deletes the variable in its own environment." },
	{ 0, "password-credential", "NAME", OPTION(password.credential), 0,
	  "systemd credential that contains the password",
	  "The plugin reads the first line of the file with this name in the directory CREDENTIALS_DIRECTORY." },
	{ 0, "password-command", "COMMAND", OPTION(password.command), 0,
	  "command that prints the password or access token as its first line",
	  "It is run by /bin/sh -c in the stage token, with empty standard input, without a terminal, and with the environment of the plugin. If it fails, prints nothing or does not end in time, the check is UNKNOWN, and the first line of its standard error is shown. Whatever it leaves running in its process group is killed." },
	{ 0, "oauth", "FILE", OPTION(password.oauth), 0,
	  "file that says how to get an access token; the login uses XOAUTH2, or OAUTHBEARER if -A names it",
	  "The token comes from the cache, or from the token endpoint in the stage token. The file must belong to root or to the user of the plugin, and nobody else may write it. See OAUTH." },
	{ 0, "keytab", "FILE", CONFIG(login.keytab), 0,
	  "file with the Kerberos key of the -U principal; the login uses GSSAPI",
	  "The ticket that the plugin gets with it stays in its memory. Without this option, GSSAPI takes the ticket of the default cache (KRB5CCNAME, see klist(1)). The file must belong to root or to the user of the plugin, and nobody else may write it. If other users may read it, -v shows a note." },
	{ 0, "authzid", "ID", CONFIG(login.authzid), 0,
	  "identity to act as, if it is not that of the user (RFC 4422)",
	  NULL },
	{ 'A', "authtype", "MECH[,MECH...]", CONFIG(login.mechanisms), 0,
	  "use the first mechanism of this list that the server offers; default: auto, the strongest",
	  "If the login fails, no other mechanism is tried. See MECHANISMS." },
	{ 0, "auth-each", NULL, CONFIG(steps.auth_each), 0,
	  "log in with each mechanism that the server offers and the plugin can use, in separate sessions",
	  "The ordinary check comes first. With -A only the mechanisms of that list are used. Every login must succeed. The performance data contains the time of each login as time_auth_MECHANISM." },
	{ 0, "refuse", "WHAT[,WHAT...]", option_refuse, 0, 0,
	  "actions that the server must refuse, each tested in its own session:" NEGATIVE_CHECK_WORDS,
	  "No message is delivered. The result is OK if the server refuses the action and CRITICAL if it accepts it. The result is UNKNOWN if the test could not be done or the server only answered with a temporary failure (454 from RCPT is a refusal). bad-password: the user logs in once with a random password. If every check does this, Dovecot delays each login from this host by some seconds; run it less often, or exempt the host there (login_trusted_networks). relay: mail between two foreign domains, without a login. anonymous: mail without a login to the first --to address, else to the user if that is an address, else to postmaster. cleartext-auth: AUTH is offered before TLS. forged-sender: mail from a foreign sender, after the login. vrfy: VRFY or EXPN tells about a user. old-tls: a handshake with TLS 1.0 or 1.1; this test needs -S or -s. If the ordinary handshake passed, the alert internal_error counts as a refusal, too; a connection that ends without an alert only does with -S, where the server has agreed to TLS just before." },
	{ 0, "allow-cleartext-auth", NULL, CONFIG(login.allow_cleartext), 0,
	  "allow sending a password unencrypted to another host",
	  "Without this option the plugin does not send the password, and the check is UNKNOWN. Loopback addresses and unix sockets are always allowed." },

	HEADING("Envelope and message"),
	{ 'f', "from", "ADDR", option_sender, 0, OPTION_NO_MACRO,
	  "sender for MAIL FROM; default with --to: the null sender",
	  NULL },
	{ 0, "to", "ADDR", option_recipient, 0, OPTION_REPEATS | OPTION_NO_MACRO,
	  "recipient for RCPT TO",
	  "The plugin sends RCPT for every recipient. The stage fails if the server refuses one of them." },
	{ 0, "send", NULL, CONFIG(steps.send), 0,
	  "deliver a test message to every --to",
	  NULL },
	{ 0, "subject", "TEXT", CONFIG(steps.subject), 0,
	  "subject of the test message",
	  NULL },
	{ 0, "header", "NAME:VALUE", option_header, 0, OPTION_REPEATS,
	  "header field for the test message; replaces the plugin's field of the same name",
	  NULL },
	{ 0, "body-file", "FILE", CONFIG(steps.body_file), 0,
	  "file with the text of the test message",
	  "Line ends become CRLF. A file with a NUL, a bare CR or a line of more than 998 octets is refused." },
	{ 'C', "command", "TEXT", option_command, 0, OPTION_REPEATS,
	  "command to send after RCPT",
	  "All commands are sent, also after an unexpected reply." },
	{ 'R', "response", "ERE", option_response, 0, OPTION_REPEATS,
	  "extended regular expression that must match the reply to -C; the n-th -R belongs to the n-th -C",
	  "The expression is tried on each line of the reply, including the code. If it matches none, the check is WARNING. A command without -R is WARNING if the reply is 4yz or 5yz." },

#include "option_rows_mailbox.h"

	HEADING("Verdict"),
	{ 'e', "expect", "TEXT", CONFIG(judgement.expect), 0,
	  "text that the greeting or the EHLO reply must contain",
	  "If the text is missing, the check is WARNING." },
	{ 0, "require", "NAME[,NAME...]", option_require, 0, OPTION_REPEATS,
	  "extensions that the server must offer, as in SIZE,AUTH/PLAIN; else WARNING",
	  "The word after the slash is a parameter that the extension must have. Only the last EHLO reply counts; with TLS this is the reply under TLS, so STARTTLS cannot be required with -S. A name that differs in one or two letters from a known one is an error. To set another state, use --on-failure 'ehlo/unsupported=STATE'." },
	{ 0, "forbid", "NAME[,NAME...]", option_forbid, 0, OPTION_REPEATS,
	  "extensions that the server must not offer; else WARNING",
	  "The names are written and compared as for --require. To set another state, use --on-failure 'ehlo/permanent=STATE'." },
	{ 'w', "warning", "[METRIC=]RANGE[,...]", option_warning, 0, OPTION_REPEATS,
	  "range for METRIC, a stage or a performance label; without METRIC: for the time of the whole run",
	  "Times are in seconds. If the value breaks the range, the check is WARNING. See THRESHOLDS." },
	{ 'c', "critical", "[METRIC=]RANGE[,...]", option_critical, 0, OPTION_REPEATS,
	  "the same as -w, for CRITICAL",
	  NULL },
	{ 0, "quorum", "N", option_quorum, 0, 0,
	  "with --mx or --all-addresses: while N targets are OK, what fails in others is at most WARNING",
	  NULL },
	{ 0, "on-failure", "STAGE[/KIND]=STATE[,...]", option_on_failure, 0, OPTION_REPEATS,
	  "state for the failure of a stage; * means any stage; kinds: timeout closed transient permanent unsupported protocol junk",
	  "Without KIND the state is for all failures of the stage; with * a KIND is required. closed: the connection was closed or broke. transient: the reply was 4yz, or the resolver gave no answer. permanent: the reply was 5yz, the name does not exist, no connection was possible, or the certificate was not accepted. unsupported: the server does not offer what the check needs. protocol: the server broke the protocol, or the TLS handshake failed. junk: the message lies in the junk folder (--mailbox). The most precise selector counts. A fault on the plugin's own side is always UNKNOWN. A failed stage still ends the session, whatever its state." },
	{ 't', "timeout", "SECONDS[:STATE]", option_timeout, 0, OPTION_REPEATS,
	  "time limit in seconds for the whole run, and the state when it is over; default 10; STAGE=SECONDS limits one stage",
	  "The limit includes the name lookup. Fractions are allowed." },
	{ 'q', "ignore-quit-failure", NULL, OPTION(ignore_quit), OPTION_BY_HAND,
	  "accepted but not needed: failures of QUIT are never judged",
	  "An argument 'true' or 'false' after it is ignored." },

	HEADING("Output"),
	{ 'v', "verbose", NULL, option_verbose, 0, OPTION_REPEATS,
	  "-v shows the stages, -vv also the dialogue, -vvv also the TLS session and its certificates",
	  "With -v a hint also names its source, and a failed check ends with a command that shows the failure by hand. Secrets are never shown. -vvv shows what \"openssl s_client\" shows: the steps of the verification, versions, cipher, keys and signatures, ticket, OCSP and the number of bytes. For each certificate that the server sent, it shows names, dates, key, and the digests in the form that --pin takes." },
	{ 0, "extra-opts", "=[SECTION][@FILE]", option_extra_opts, 0, OPTION_REPEATS,
	  "read more options from a section of a file; default: the section with this program's name, in /etc/monitoring-plugins.ini or another standard file",
	  "The value may also be the next word. The file must belong to root or to the user of the plugin, and nobody else may write it. See FILES." },
	{ 0, "output-format", "FORMAT", option_output_format, 0, 0,
	  "text (the default), json for one JSON object, or prometheus for OpenMetrics",
	  "See JSON OUTPUT and PROMETHEUS OUTPUT. 'multi-line' means text, and 'mp-test-json' means json." },
	{ 0, "explain", NULL, CONFIG(output.explain), OPTION_BY_HAND,
	  "do not connect; print how to do this check by hand, with openssl s_client or nc",
	  "No secret is printed. The exit code is 3." },
	{ 'V', "version", NULL, OPTION(version), OPTION_BY_HAND,
	  "print the version of this program and of OpenSSL",
	  "The exit code is 3." },
	{ 'h', "help", NULL, OPTION(help), OPTION_BY_HAND,
	  "print this list of options",
	  "The exit code is 3." },
};
/* clang-format on */

const size_t option_row_count = sizeof(option_rows) / sizeof(option_rows[0]);

_Static_assert(sizeof(option_rows) / sizeof(option_rows[0]) <= OPTION_ROWS,
    "options.c has room for each row");

bool
option_is_alias(const struct option_row *row)
{
	return row->name != NULL && row->help == NULL;
}

bool
option_may_lack_value(const struct option_row *row)
{
	return row->argument != NULL && row->argument[0] == '=';
}

const struct option_row *
option_find(const char *name, size_t len)
{
	const struct option_row *found = NULL;
	size_t fit = 0;

	for (size_t i = 0; i < option_row_count; i++) {
		const struct option_row *row = &option_rows[i];

		if (row->name == NULL)
			continue;
		if ((len == 1 && row->letter == name[0]) ||
		    (strlen(row->name) == len &&
			strncmp(row->name, name, len) == 0))
			return row;
		if (len > 1 && strncmp(row->name, name, len) == 0) {
			found = row;
			fit++;
		}
	}
	return fit == 1 ? found : NULL;
}

/* The fields of the config are numbered on behind those of the options. */
static void *
field_of(struct options *options, const struct option_row *row)
{
	if (row->field < sizeof(*options))
		return (char *)options + row->field;
	return (char *)options->config + (row->field - sizeof(*options));
}

/* Returns the first "$name$" in the text, and its length.  NULL: there is none.
 */
static const char *
find_macro(const char *text, size_t *len)
{
	for (text = strchr(text, '$'); text != NULL;
	     text = strchr(text + 1, '$')) {
		size_t n =
		    strspn(text + 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_.:-"
				     "abcdefghijklmnopqrstuvwxyz0123456789");

		if (n > 0 && text[1 + n] == '$') {
			*len = n + 2;
			return text;
		}
	}
	return NULL;
}

static int
refuse_macro(
    const struct option_row *row, const char *value, struct error *error)
{
	size_t len = 0;
	const char *macro = find_macro(value, &len);

	if (macro == NULL)
		return 0;
	if (row->letter != 0)
		return error_set(error, ERROR_USAGE,
		    "-%c: the macro %.*s was not resolved", row->letter,
		    (int)len, macro);
	return error_set(error, ERROR_USAGE,
	    "--%s: the macro %.*s was not resolved", row->name, (int)len,
	    macro);
}

static void
note_needs(struct options *options, const struct option_row *row)
{
	unsigned int traits = row->traits;

	if ((traits & OPTION_NEEDS_TLS) != 0 && options->needs_tls == NULL)
		options->needs_tls = row->name;
	if ((traits & OPTION_NEEDS_TLS) != 0 &&
	    (traits & OPTION_ALSO_MAILBOX) == 0 &&
	    options->needs_own_tls == NULL)
		options->needs_own_tls = row->name;
	if ((traits & OPTION_NEEDS_MAILBOX) != 0 &&
	    options->needs_mailbox == NULL)
		options->needs_mailbox = row->name;
}

int
option_apply(struct options *options, const struct option_row *row, char *value,
    struct error *error)
{
	void *field = field_of(options, row);
	struct error found = { 0 };

	if ((row->traits & OPTION_NO_MACRO) != 0 && value != NULL &&
	    refuse_macro(row, value, error) == -1)
		return -1;
	/* --sni without a name asks for nothing. */
	if (row->argument == NULL || value != NULL)
		note_needs(options, row);
	if (row->apply != NULL) {
		if (row->apply(options, value, &found) == 0)
			return 0;
		return error_set(
		    error, ERROR_USAGE, "--%s: %s", row->name, found.text);
	}
	if (row->argument == NULL)
		*(bool *)field = true;
	else
		*(char **)field = value;
	return 0;
}
