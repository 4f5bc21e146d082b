#include "option_table.h"

#define OPTION(field_) NULL, offsetof(struct options, field_)
#define CONFIG(field_) NULL, offsetof(struct options, config.field_)

/* clang-format off */
const struct option_row option_rows[] = {
	{ 0, NULL, NULL, NULL, 0, "Target" },
	{ 'H', "hostname", "HOST", OPTION(host), "name, address or absolute path of a unix socket; also as the only argument" },
	{ 'I', "ip-address", "ADDR", OPTION(address), "connect to this address; HOST still names the server for TLS" },
	{ 'p', "port", "PORT", OPTION(port), "number or service name; default 25, with -s 465, with -L 24" },
	{ '4', "use-ipv4", NULL, OPTION(ipv4), "IPv4 only" },
	{ '6', "use-ipv6", NULL, OPTION(ipv6), "IPv6 only" },
	{ 'F', "fqdn", "NAME", CONFIG(fqdn), "name to say in EHLO; default: this host's full name, else its address" },
	{ 'L', "lmtp", NULL, CONFIG(lmtp), "speak LMTP (RFC 2033)" },

	{ 0, NULL, NULL, NULL, 0, "TLS" },
	{ 'S', "starttls", NULL, OPTION(starttls), "go over to TLS with STARTTLS (ports 25 and 587)" },
	{ 's', "ssl", NULL, OPTION(implicit_tls), "TLS from the first byte (port 465)" },
	{ 0, "tls", NULL, OPTION(implicit_tls), NULL },
	{ 0, "sni", "=NAME", option_server_name, 0, "server name to ask for; default: HOST unless it is an address" },
	{ 0, "no-sni", NULL, OPTION(no_server_name), "send no server name" },
	{ 0, "ca-file", "FILE", CONFIG(trust.file), "trust the certificates of this PEM file, not the system's" },
	{ 0, "ca-path", "DIR", CONFIG(trust.path), "trust the certificates of this hashed directory, not the system's" },
	{ 0, "verify-name", "NAME", CONFIG(verify_name), "name that the certificate must bear; default: HOST" },
	{ 0, "no-verify", NULL, OPTION(no_verify), "show faults of chain, name and purpose, but do not judge them" },
	{ 0, "client-cert", "FILE", CONFIG(client_certificate), "certificate to show to the server, with its chain (PEM)" },
	{ 0, "client-key", "FILE", CONFIG(client_key), "its key, unencrypted (PEM); default: in the same file" },
	{ 'D', "certificate", "WARN[,CRIT]", option_certificate, 0, "days, or percent of its lifetime, that the certificate must still be valid; default 14,3; alone it means -S" },
	{ 0, "ignore-certificate-expiration", NULL, CONFIG(ignore_expiration), "judge neither -D nor an expired certificate" },

	{ 0, NULL, NULL, NULL, 0, "Login" },
	{ 'U', "authuser", "USER", CONFIG(user), "user name" },
	{ 'P', "authpass", "SECRET", option_password, 0, "password, or access token; others on this host see it for a moment, so better:" },
	{ 0, "password-file", "FILE", OPTION(password_file), "file with the password on its first line; - is standard input" },
	{ 0, "password-env", "NAME", OPTION(password_environment), "environment variable with the password" },
	{ 0, "password-credential", "NAME", OPTION(password_credential), "systemd credential with the password" },
	{ 0, "authzid", "ID", CONFIG(authzid), "identity to act as, when it is not the user's" },
	{ 'A', "authtype", "MECH[,MECH...]", CONFIG(mechanisms), "the first of these mechanisms that is offered; default: auto, the strongest" },
	{ 0, "auth-each", NULL, CONFIG(auth_each), "log in with every mechanism that is offered and possible, each in a session of its own" },
	{ 0, "refuse", "WHAT[,WHAT...]", option_refuse, 0, "what the server must refuse, each asked for in a session of its own: bad-password relay anonymous cleartext-auth forged-sender vrfy" },
	{ 0, "allow-cleartext-auth", NULL, CONFIG(allow_cleartext), "send a password unencrypted to another host" },

	{ 0, NULL, NULL, NULL, 0, "Envelope and message" },
	{ 'f', "from", "ADDR", option_sender, 0, "sender for MAIL; default with --to: the null sender" },
	{ 0, "to", "ADDR", option_recipient, 0, "recipient for RCPT; may be repeated" },
	{ 0, "send", NULL, CONFIG(send), "deliver a test message to every --to" },
	{ 0, "subject", "TEXT", CONFIG(subject), "its subject" },
	{ 0, "header", "'NAME: VALUE'", option_header, 0, "a header field for it; may be repeated, replaces ours" },
	{ 0, "body-file", "FILE", CONFIG(body_file), "its text" },
	{ 'C', "command", "TEXT", option_command, 0, "a command to send after RCPT; may be repeated" },
	{ 'R', "response", "ERE", option_response, 0, "extended regular expression that the reply to the n-th -C must match" },

	{ 0, NULL, NULL, NULL, 0, "Verdict" },
	{ 'e', "expect", "TEXT", CONFIG(expect), "text that the greeting or the EHLO reply must have in it" },
	{ 'w', "warning", "[METRIC=]RANGE[,...]", option_warning, 0, "seconds for the whole run, a stage or a performance label" },
	{ 'c', "critical", "[METRIC=]RANGE[,...]", option_critical, 0, "the same for CRITICAL" },
	{ 0, "on-failure", "STAGE[/KIND]=STATE[,...]", option_on_failure, 0, "state for a failure; * is any stage; kinds: timeout closed transient permanent unsupported protocol" },
	{ 't', "timeout", "SECONDS[:STATE]", option_timeout, 0, "for the whole run, and its state; default 10; STAGE=SECONDS limits one stage" },
	{ 'q', "ignore-quit-failure", NULL, OPTION(ignore_quit), "accepted; trouble with QUIT is never judged" },

	{ 0, NULL, NULL, NULL, 0, "Output" },
	{ 'v', "verbose", NULL, option_verbose, 0, "-v shows the stages, -vv the dialogue too; may be repeated" },
	{ 'V', "version", NULL, OPTION(version), "version of this program and of OpenSSL" },
	{ 'h', "help", NULL, OPTION(help), "this text" },
};
/* clang-format on */

const size_t option_row_count = sizeof(option_rows) / sizeof(option_rows[0]);

_Static_assert(sizeof(option_rows) / sizeof(option_rows[0]) <= OPTION_ROWS,
    "options.c has room for each row");

bool
option_may_lack_value(const struct option_row *row)
{
	return row->argument != NULL && row->argument[0] == '=';
}
