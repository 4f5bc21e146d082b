/* The options: the one place that lists them. */
#include "option_table.h"

#include <string.h>

#include "option_lists.h"
#include "option_values.h"

#define OPTION(field_) NULL, offsetof(struct options, field_)
#define CONFIG(field_)                                                         \
	NULL, sizeof(struct options) + offsetof(struct config, field_)
#define HEADING(text)                                                          \
	{                                                                      \
		0, NULL, NULL, NULL, 0, 0, text, NULL                          \
	}

/* In "more", words that begin with a hyphen are options, and what stands in
 * single quotes is meant literally. */
/* clang-format off */
const struct option_row option_rows[] = {
	HEADING("Target"),
	{ 'H', "hostname", "HOST", OPTION(host), 0,
	  "name, address or absolute path of a unix socket; also as the only argument",
	  "An IPv6 address may be in brackets. An argument that is no option and empty is ignored." },
	{ 'I', "ip-address", "ADDR", OPTION(address), 0,
	  "connect to this address; HOST still names the server for TLS",
	  "It must be numeric. HOST is not looked up then." },
	{ 'p', "port", "PORT", OPTION(port), 0,
	  "number or service name; default 25, with -s 465, with -L 24",
	  NULL },
	{ '4', "use-ipv4", NULL, OPTION(ipv4), 0,
	  "IPv4 only",
	  "Without -4 and -6 every address of the name is tried in turn; each gets the time that is left divided by the addresses that are left." },
	{ '6', "use-ipv6", NULL, OPTION(ipv6), 0,
	  "IPv6 only",
	  NULL },
	{ 'F', "fqdn", "NAME", CONFIG(target.fqdn), 0,
	  "name to say in EHLO; default: this host's full name, else its address",
	  "The name of this host counts if it has a dot in it; the address is that of our end of the connection, as in '[192.0.2.1]'. Over a unix socket it is 'localhost'." },
	{ 'L', "lmtp", NULL, CONFIG(target.lmtp), 0,
	  "speak LMTP (RFC 2033)",
	  "LHLO takes the place of EHLO, and a message has one answer for each recipient." },
	{ 'r', "proxy", "=VERSION", option_proxy, 0, 0,
	  "send a PROXY protocol header first: v1 (the default) or v2",
	  "It goes in front of all else, TLS included, as a server behind a load balancer wants it, and bears the addresses of this very connection; over a unix socket it says that there are none. Version 1 is text, version 2 binary." },

	HEADING("TLS"),
	{ 'S', "starttls", NULL, OPTION(starttls), 0,
	  "go over to TLS with STARTTLS (ports 25 and 587)",
	  "A server that does not offer or refuses it fails the check; nothing goes on in clear." },
	{ 's', "ssl", NULL, OPTION(implicit_tls), 0,
	  "TLS from the first byte (port 465)",
	  NULL },
	{ 0, "tls", NULL, OPTION(implicit_tls), 0,
	  NULL,
	  NULL },
	{ 0, "sni", "=NAME", option_server_name, 0, 0,
	  "server name to ask for; default: HOST unless it is an address",
	  NULL },
	{ 0, "no-sni", NULL, OPTION(no_server_name), 0,
	  "send no server name",
	  NULL },
	{ 0, "ca-file", "FILE", CONFIG(tls.trust.file), 0,
	  "trust the certificates of this PEM file, not the system's",
	  NULL },
	{ 0, "ca-path", "DIR", CONFIG(tls.trust.path), 0,
	  "trust the certificates of this hashed directory, not the system's",
	  "It is one that \"openssl rehash\" has prepared." },
	{ 0, "verify-name", "NAME", option_verify_name, 0, 0,
	  "name that the certificate must bear; default: HOST",
	  NULL },
	{ 0, "no-verify", NULL, OPTION(no_verify), 0,
	  "show faults of chain, name and purpose, but do not judge them",
	  "A weak key or signature is such a fault. The dates are judged all the same." },
	{ 0, "pin", "sha256:HEX", option_pin, 0, OPTION_REPEATS,
	  "digest of the certificate or of its public key, one of which must fit; it excuses no other fault",
	  "It is a SHA-256 in hexadecimal digits, with or without colons; that of the public key (SPKI) stays the same while the key does. When none fits, the output shows both. It is judged with --no-verify, too." },
	{ 0, "require-ocsp", NULL, CONFIG(tls.require_ocsp), 0,
	  "a good OCSP answer must come with the certificate (stapling)",
	  "It must be current and signed by the issuer of the certificate or for it. Nobody else is asked. It is judged with --no-verify, too." },
	{ 0, "tls-min", "VERSION", option_tls_min, 0, 0,
	  "lowest version of TLS to speak: 1.0, 1.1, 1.2 or 1.3; default 1.2",
	  "1.0 and 1.1 also let in the weak signatures that these versions need (OpenSSL's security level 0); the certificate is judged as ever. Where OpenSSL or the policy of the system cannot speak the versions, that is UNKNOWN." },
	{ 0, "tls-max", "VERSION", option_tls_max, 0, 0,
	  "highest version of TLS to speak; default: what OpenSSL can",
	  NULL },
	{ 0, "tls-ciphers", "LIST", CONFIG(tls.policy.ciphers), 0,
	  "ciphers to offer, in OpenSSL's words",
	  "Names for TLS 1.2 (as for \"openssl ciphers\") and suites of TLS 1.3 may stand in one list, parted by ':'. For the kind that has no name in it the library's default stays; --tls-min and --tls-max rule a version out. A name that OpenSSL does not know is refused." },
	{ 0, "dane", NULL, CONFIG(tls.dane), 0,
	  "judge the certificate by the server's TLSA records (RFC 7672), not by chain and name",
	  "They are looked up at '_PORT._tcp.HOST', whatever -I says. With usage 3 the record replaces chain, name and dates (but -D counts when it is given), with usage 2 it replaces the trusted CA; records of other usages are ignored, and so are --ca-file and --ca-path. DNSSEC must vouch for the records: /etc/resolv.conf must name a resolver that validates, and say 'options trust-ad'. Records that are missing or not vouched for are UNKNOWN." },
	{ 0, "client-cert", "FILE", CONFIG(tls.client_certificate), 0,
	  "certificate to show to the server, with its chain (PEM)",
	  "Some servers ask for one; the mechanism EXTERNAL logs in with it." },
	{ 0, "client-key", "FILE", CONFIG(tls.client_key), 0,
	  "its key, unencrypted (PEM); default: in the same file",
	  NULL },
	{ 'D', "certificate", "WARN[,CRIT]", option_certificate, 0, 0,
	  "days, or percent of its lifetime, that the certificate must still be valid; default 14,3; alone it means -S",
	  "Percentages are as in '33%,10%'. Every certificate of the verified chain but its root counts; the output names the CA whose certificate ends first." },
	{ 0, "ignore-certificate-expiration", NULL, CONFIG(tls.ignore_expiration), 0,
	  "judge neither -D nor an expired certificate",
	  "One that is not yet valid is judged all the same." },

	HEADING("Login"),
	{ 'U', "authuser", "USER", CONFIG(login.user), 0,
	  "user name",
	  NULL },
	{ 'P', "authpass", "SECRET", option_password, 0, OPTION_SECRET,
	  "password, or access token; others on this host see it for a moment, so --password-file is better",
	  "It is overwritten in the argument list at once, but whoever looks before that sees it." },
	{ 0, "password-file", "FILE", OPTION(password_file), 0,
	  "file with the password on its first line; - is standard input",
	  "A file that others may write is refused; one that they may read is told with -v. At most one line end is cut off." },
	{ 0, "password-env", "NAME", OPTION(password_environment), 0,
	  "environment variable with the password",
	  "At most one line end behind it is cut off. It is overwritten." },
	{ 0, "password-credential", "NAME", OPTION(password_credential), 0,
	  "systemd credential with the password",
	  "It is the first line of the file of this name in the directory CREDENTIALS_DIRECTORY." },
	{ 0, "authzid", "ID", CONFIG(login.authzid), 0,
	  "identity to act as, when it is not the user's",
	  NULL },
	{ 'A', "authtype", "MECH[,MECH...]", CONFIG(login.mechanisms), 0,
	  "the first of these mechanisms that is offered; default: auto, the strongest",
	  "No other one is tried after a failure. See MECHANISMS." },
	{ 0, "auth-each", NULL, CONFIG(steps.auth_each), 0,
	  "log in with every mechanism that is offered and possible, each in a session of its own",
	  "The ordinary check comes first. Of the list of -A, if there is one. Every login must succeed; each has its time in time_auth_MECHANISM." },
	{ 0, "refuse", "WHAT[,WHAT...]", option_refuse, 0, 0,
	  "what the server must refuse, each asked for in a session of its own:" NEGATIVE_CHECK_WORDS,
	  "Nothing is delivered. OK when the server refuses, CRITICAL when it does not, UNKNOWN when it could not be asked (or put the answer off). bad-password: a login of the user with a random password, once; relay: mail between two foreign domains without a login; anonymous: mail to --to (or the user, or postmaster) without a login; cleartext-auth: AUTH on offer before TLS; forged-sender: mail from a foreign sender after the login; vrfy: an answer to VRFY and EXPN; old-tls: a handshake in TLS 1.0 or 1.1 (needs -S or -s)." },
	{ 0, "allow-cleartext-auth", NULL, CONFIG(login.allow_cleartext), 0,
	  "send a password unencrypted to another host",
	  "Without this option that is refused, as UNKNOWN; loopback and unix sockets are always allowed." },

	HEADING("Envelope and message"),
	{ 'f', "from", "ADDR", option_sender, 0, 0,
	  "sender for MAIL; default with --to: the null sender",
	  NULL },
	{ 0, "to", "ADDR", option_recipient, 0, OPTION_REPEATS,
	  "recipient for RCPT",
	  "All are asked, and one that is refused fails the stage." },
	{ 0, "send", NULL, CONFIG(steps.send), 0,
	  "deliver a test message to every --to",
	  NULL },
	{ 0, "subject", "TEXT", CONFIG(steps.subject), 0,
	  "its subject",
	  NULL },
	{ 0, "header", "NAME:VALUE", option_header, 0, OPTION_REPEATS,
	  "a header field for it, replaces ours",
	  NULL },
	{ 0, "body-file", "FILE", CONFIG(steps.body_file), 0,
	  "its text",
	  "Line ends become CRLF; a NUL, a bare CR and a line of more than 998 octets are refused." },
	{ 'C', "command", "TEXT", option_command, 0, OPTION_REPEATS,
	  "a command to send after RCPT",
	  "All are sent." },
	{ 'R', "response", "ERE", option_response, 0, OPTION_REPEATS,
	  "extended regular expression that the reply to the n-th -C must match",
	  "Each line is tried, with its code. Without one a 4yz or 5yz reply is WARNING." },

	HEADING("Verdict"),
	{ 'e', "expect", "TEXT", CONFIG(judgement.expect), 0,
	  "text that the greeting or the EHLO reply must have in it",
	  "If it is missing the check is WARNING." },
	{ 0, "require", "NAME[,NAME...]", option_require, 0, OPTION_REPEATS,
	  "extensions that must be offered, as in SIZE,AUTH/PLAIN; else WARNING",
	  "Behind a slash stands a parameter that the extension must have. Looked at is the reply to the last EHLO, under TLS if there is TLS. The state can be set with --on-failure 'ehlo/unsupported'." },
	{ 0, "forbid", "NAME[,NAME...]", option_forbid, 0, OPTION_REPEATS,
	  "extensions that must not be offered; else WARNING",
	  "The same the other way round. The state can be set with --on-failure 'ehlo/permanent'." },
	{ 'w', "warning", "[METRIC=]RANGE[,...]", option_warning, 0, OPTION_REPEATS,
	  "seconds for the whole run, a stage or a performance label",
	  "The metric is a label of the performance data or the name of a stage; without one it is the whole time. See THRESHOLDS." },
	{ 'c', "critical", "[METRIC=]RANGE[,...]", option_critical, 0, OPTION_REPEATS,
	  "the same for CRITICAL",
	  NULL },
	{ 0, "on-failure", "STAGE[/KIND]=STATE[,...]", option_on_failure, 0, OPTION_REPEATS,
	  "state for a failure; * is any stage; kinds: timeout closed transient permanent unsupported protocol",
	  "* wants a kind. transient is 4yz; permanent 5yz, no such name, no connection, certificate not accepted; unsupported what is not offered. The most precise selector counts. The course of the session is not changed by it." },
	{ 't', "timeout", "SECONDS[:STATE]", option_timeout, 0, OPTION_REPEATS,
	  "for the whole run, and its state; default 10; STAGE=SECONDS limits one stage",
	  "The name lookup is included; fractions are allowed." },
	{ 'q', "ignore-quit-failure", NULL, OPTION(ignore_quit), OPTION_BY_HAND,
	  "accepted; trouble with QUIT is never judged",
	  "One argument 'true' or 'false' behind it is ignored." },

	HEADING("Output"),
	{ 'v', "verbose", NULL, option_verbose, 0, OPTION_REPEATS,
	  "-v shows the stages, -vv the dialogue too, -vvv also the TLS session and its certificates",
	  "A hint then also names what documents it. Secrets are never shown. After a failure -v ends with a command that shows it by hand. -vvv has what \"openssl s_client\" has: how the verification went, versions, cipher, keys and signatures, ticket, OCSP, bytes, and of each certificate that was sent its names, dates, key, and digests as --pin takes them." },
	{ 0, "extra-opts", "=[SECTION][@FILE]", option_extra_opts, 0, OPTION_REPEATS,
	  "take more options from a section of a file; default: this program's name, /etc/monitoring-plugins.ini and others",
	  "The value may also be the next word. See FILES." },
	{ 0, "output-format", "FORMAT", option_output_format, 0, 0,
	  "text (the default), or json: one object",
	  "See JSON OUTPUT. 'multi-line' is text and 'mp-test-json' is json." },
	{ 0, "explain", NULL, CONFIG(output.explain), OPTION_BY_HAND,
	  "connect to nothing: print how to do all this by hand, with openssl s_client or nc",
	  "No secret is printed. The exit code is 3." },
	{ 'V', "version", NULL, OPTION(version), OPTION_BY_HAND,
	  "version of this program and of OpenSSL",
	  "The exit code is 3." },
	{ 'h', "help", NULL, OPTION(help), OPTION_BY_HAND,
	  "a list of all options",
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

int
option_apply(struct options *options, const struct option_row *row, char *value,
    struct error *error)
{
	void *field = field_of(options, row);
	struct error found = { 0 };

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
