#include "hints.h"

#include <stdbool.h>
#include <string.h>

#include "text.h"

#define CREDENTIALS "credentials"
#define POLICY "policy"
#define SERVER "server"
#define NETWORK "network"
#define MONITOR "monitor"
#define ANY ERROR_NONE

/* clang-format off */
const struct hint hints[] = {
	/* stage, kind, code, status, pattern, who, text */

	/* Name lookup and connection */
	{ "resolve", ERROR_RESOLVE, 0, NULL, NULL, MONITOR, "The name is not in DNS: check its spelling (-H) and the search domain of this host. By hand: getent ahosts NAME" },
	{ "resolve", ERROR_RETRY, 0, NULL, NULL, NETWORK, "The resolver of this host could not answer; the mail server itself may be well. Look at /etc/resolv.conf and the name servers in it." },
	{ "resolve", ERROR_TIMEOUT, 0, NULL, NULL, NETWORK, "The resolver of this host did not answer; the mail server itself may be well. Look at /etc/resolv.conf and the name servers in it." },
	{ "connect", ERROR_CONNECT, 0, NULL, "refused", SERVER, "The machine is up, but nothing listens on this port: the mail service is down, or the port (-p) is the wrong one (25 and 587 with -S, 465 with -s)." },
	{ "connect", ERROR_CONNECT, 0, NULL, "no such file", SERVER, "There is no such socket: the service is down, or the path (-H) is wrong." },
	{ "connect", ERROR_CONNECT, 0, NULL, "unreachable", NETWORK, "No route leads there: look at the routes of this host, and at the IPv6 address if only that one fails (-4 leaves it out)." },
	{ "connect", ERROR_CONNECT, 0, NULL, NULL, NETWORK, "No connection comes about: check the service, the port (-p), and the firewalls on the way." },
	{ "connect", ERROR_TIMEOUT, 0, NULL, NULL, NETWORK, "Nothing answers at all: a firewall drops the packets, or the machine is off. Many providers and clouds block outgoing port 25; try 587." },

	/* Greeting */
	{ "banner", ERROR_TIMEOUT, 0, NULL, NULL, SERVER, "The connection stands, but no greeting comes. If this port speaks TLS from the first byte (465 does), use -s; else the server pauses on purpose (raise -t), is overloaded, or waits for a PROXY header." },
	{ "banner", ERROR_CLOSED, 0, NULL, NULL, POLICY, "The server hangs up before it says a word: an access rule or a connection limit for this host's address, or a crash. Its log tells." },
	{ "banner", ERROR_PROTOCOL, 0, NULL, "SSH-", MONITOR, "This is an SSH server: the port (-p) is wrong." },
	{ "banner", ERROR_PROTOCOL, 0, NULL, "* OK", MONITOR, "This is an IMAP server (143, 993 with TLS): SMTP is on 25, 587 (-S) or 465 (-s)." },
	{ "banner", ERROR_PROTOCOL, 0, NULL, "+OK", MONITOR, "This is a POP3 server (110, 995 with TLS): SMTP is on 25, 587 (-S) or 465 (-s)." },
	{ "banner", ERROR_PROTOCOL, 0, NULL, "HTTP/", MONITOR, "This is a web server: the port (-p) is wrong." },
	{ "banner", ERROR_PROTOCOL, 0, NULL, NULL, MONITOR, "This does not look like a mail server: check the port (-p); if it speaks TLS from the first byte (465), use -s." },
	{ "banner", ERROR_REJECTED, 421, NULL, NULL, SERVER, "The server is there but takes no session now: too many connections, too much load, or maintenance. If it stays so, look at its log." },
	{ "banner", ERROR_REJECTED, 4, NULL, NULL, SERVER, "The server refuses sessions for the moment; its log says why." },
	{ "banner", ERROR_REJECTED, 5, NULL, NULL, POLICY, "The server wants nothing to do with this host: its address is on a deny list or a DNS blocklist that the server uses. Its administrator can let the monitor in." },

	/* EHLO */
	{ "ehlo", ERROR_REJECTED, 500, NULL, NULL, MONITOR, "The server knows neither EHLO nor HELO; with -L, it does not speak LMTP: leave -L out, or check the port (-p)." },
	{ "ehlo", ERROR_REJECTED, 502, NULL, NULL, MONITOR, "The server knows neither EHLO nor HELO; with -L, it does not speak LMTP: leave -L out, or check the port (-p)." },
	{ "ehlo", ERROR_REJECTED, 501, NULL, NULL, MONITOR, "The server does not like the name that this host gives in EHLO; set a full host name with -F." },
	{ "ehlo", ERROR_REJECTED, 504, NULL, NULL, MONITOR, "The server wants a full host name in EHLO; set one with -F." },
	{ "ehlo", ERROR_REJECTED, 5, NULL, NULL, POLICY, "The server refuses the EHLO name or this host's address; set a name that it accepts with -F, or have the monitor let in." },
	{ "ehlo", ERROR_REJECTED, 4, NULL, NULL, POLICY, "The server puts EHLO off; often it cannot resolve the EHLO name (-F) or the name of this host's address." },
	{ "ehlo", ERROR_CLOSED, 0, NULL, NULL, SERVER, "The server hung up after EHLO: often its login backend or a filter behind it is down. Its log tells." },
	{ "ehlo", ERROR_TIMEOUT, 0, NULL, NULL, SERVER, "The server greets but does not answer EHLO: it is overloaded, or waits for a slow look-up of this host's name. Its log tells." },

	/* STARTTLS and TLS */
	{ "starttls", ERROR_UNSUPPORTED, 0, NULL, NULL, SERVER, "TLS is not set up on this port, or a device in between takes the word out of the server's list: compare from another network. Port 465 wants -s instead." },
	{ "starttls", ERROR_REJECTED, 4, NULL, NULL, SERVER, "The server cannot start TLS: it fails to load its key or certificate, or a filter that it needs is down. Its log tells." },
	{ "starttls", ERROR_REJECTED, 5, NULL, NULL, POLICY, "STARTTLS is switched off on this port although the server lists it." },
	{ "starttls", ERROR_PROTOCOL, 0, NULL, "inject", SERVER, "Clear text was put in front of the TLS session (the class of CVE-2011-0411): compare from another network, and update the server or the proxy in front of it." },
	{ "tls", ERROR_TLS, 0, NULL, "plain text", MONITOR, "This port begins in plain text: use -S (STARTTLS) instead of -s." },
	{ "tls", ERROR_TLS, 0, NULL, "not TLS", MONITOR, "This port does not speak TLS from the first byte: use -S (STARTTLS) instead of -s, or check the port (-p)." },
	{ "tls", ERROR_TLS, 0, NULL, "certificate required", MONITOR, "The server asks its clients for a certificate; this check has none." },
	{ "tls", ERROR_TLS, 0, NULL, "protocol version", POLICY, "Server and monitor have no TLS version in common; TLS 1.2 is the least that is spoken here." },
	{ "tls", ERROR_TLS, 0, NULL, "version that is not allowed", POLICY, "The server speaks only TLS versions that are no longer safe; it should offer TLS 1.2 or 1.3." },
	{ "tls", ERROR_TLS, 0, NULL, "handshake failure", SERVER, "Server and monitor agree on no cipher, or the server has no usable certificate. By hand: openssl s_client -connect HOST:PORT -starttls smtp" },
	{ "tls", ERROR_TLS, 0, NULL, NULL, SERVER, "The handshake fails. By hand: openssl s_client -connect HOST:PORT -starttls smtp (without -starttls for port 465)" },
	{ "tls", ERROR_CLOSED, 0, NULL, NULL, SERVER, "The server hangs up in the handshake: it has no usable certificate, or, with -s, this port begins in plain text (then use -S)." },
	{ "tls", ERROR_TIMEOUT, 0, NULL, NULL, SERVER, "The handshake does not come to its end: the server hangs, or, with -s, this port begins in plain text (then use -S)." },

	/* Certificate */
	{ "cert", ERROR_CERTIFICATE, 0, NULL, "self-signed", POLICY, "Nobody vouches for this certificate. If that is meant to be so, name it with --ca-file; else the server needs one from a CA." },
	{ "cert", ERROR_CERTIFICATE, 0, NULL, "no intermediate", SERVER, "If your own CA signed the certificate, name it with --ca-file; else the server's chain is not complete: it must send its intermediate certificate too." },
	{ "cert", ERROR_CERTIFICATE, 0, NULL, "not known here", MONITOR, "A CA that this host does not trust signed the certificate; if it is your own, name it with --ca-file." },
	{ "cert", ERROR_CERTIFICATE, 0, NULL, "not trusted here", MONITOR, "A CA that this host does not trust signed the certificate; if it is your own, name it with --ca-file." },
	{ "cert", ERROR_CERTIFICATE, 0, NULL, "expired", SERVER, "Renew the certificate, or reload the mail service if that has been done: it may still serve the old file." },
	{ "cert", ERROR_CERTIFICATE, 0, NULL, "not yet valid", SERVER, "The certificate begins in the future: it was installed too early, or a clock is wrong (here or there)." },
	{ "cert", ERROR_CERTIFICATE, 0, NULL, ", not for", MONITOR, "Connect by one of the names in the certificate (-H, or --verify-name), or have this name added to it." },
	{ "cert", ERROR_CERTIFICATE, 0, NULL, NULL, SERVER, "The certificate cannot be trusted; --no-verify shows its faults without judging them." },

	{ "cert_days", ANY, 0, NULL, NULL, SERVER, "Renew the certificate now, or reload the mail service if that has been done: it may still serve the old file." },

	/* Login */
	{ "auth", ERROR_UNSUPPORTED, 0, NULL, "no AUTH without TLS", MONITOR, "No login on this port, or not before TLS: add -S or -s, and use the submission port (587 or 465, not 25)." },
	{ "auth", ERROR_UNSUPPORTED, 0, NULL, "no AUTH under TLS", MONITOR, "This port does not do logins: use the submission port (-p 587 -S, or -s for 465), or have AUTH switched on here." },
	{ "auth", ERROR_UNSUPPORTED, 0, NULL, NULL, MONITOR, "Choose a mechanism that the server offers (-A), or -A auto for the strongest; some are offered only under TLS (-S or -s)." },
	{ "auth", ERROR_USAGE, 0, NULL, NULL, MONITOR, "The server takes the password in clear here. Use -S or -s, so that nobody can read it on the way." },
	{ "auth", ERROR_REJECTED, 535, NULL, NULL, CREDENTIALS, "The server rejects the user name or the password. Test the account by hand or in a mail program, and set its password anew if that fails too." },
	{ "auth", ERROR_REJECTED, 535, "5.7.3", NULL, CREDENTIALS, "The server rejects the login. Check user name (Exchange wants user@domain or DOMAIN\\user) and password; test the account by hand, then reset it." },
	{ "auth", ERROR_REJECTED, 535, NULL, "mechanism", MONITOR, "The server does not do this mechanism although it was asked for: choose another with -A." },
	{ "auth", ERROR_REJECTED, 535, NULL, "generic failure", SERVER, "The login service behind the server is broken (saslauthd not running, wrong socket path, missing module), not the password." },
	{ "auth", ERROR_REJECTED, 535, "5.7.139", "disabled for the", POLICY, "SMTP AUTH is switched off for this tenant or mailbox in Exchange Online; its administrator must enable it. The password was not even looked at." },
	{ "auth", ERROR_REJECTED, 535, "5.7.139", "basic authentication is disabled", POLICY, "Exchange Online no longer takes passwords here; only OAuth logs in. App passwords are refused too." },
	{ "auth", ERROR_REJECTED, 535, "5.7.139", "security defaults", POLICY, "The security defaults of the tenant block password logins over SMTP for all users; its administrator decides." },
	{ "auth", ERROR_REJECTED, 535, "5.7.139", NULL, POLICY, "A sign-in rule of the tenant (conditional access, location, MFA) refused this login; the tenant's sign-in log names it." },
	{ "auth", ERROR_REJECTED, 535, "5.7.8", "Username and Password not accepted", CREDENTIALS, "Google takes no account password here: create an app password for this account, or use OAuth." },
	{ "auth", ERROR_REJECTED, 534, "5.7.9", "pplication-specific", CREDENTIALS, "Google takes no account password here: create an app password for this account." },
	{ "auth", ERROR_REJECTED, 534, NULL, NULL, CREDENTIALS, "The server wants a stronger mechanism or another proof for this user; its text says which." },
	{ "auth", ERROR_REJECTED, 530, NULL, NULL, MONITOR, "The server wants TLS before the login: add -S." },
	{ "auth", ERROR_REJECTED, 538, NULL, NULL, MONITOR, "This mechanism is allowed only under TLS: add -S or -s." },
	{ "auth", ERROR_REJECTED, 504, NULL, NULL, MONITOR, "The server does not do this mechanism: choose another with -A." },
	{ "auth", ERROR_REJECTED, 503, NULL, NULL, MONITOR, "No login is possible here now: not on this port, or not before TLS (add -S or -s)." },
	{ "auth", ERROR_REJECTED, 525, NULL, NULL, POLICY, "The account exists but is disabled; the server's administrator must enable it." },
	{ "auth", ERROR_REJECTED, 454, NULL, NULL, SERVER, "The login service behind the server (Dovecot, saslauthd, LDAP, SQL) does not answer; this is not about the password." },
	{ "auth", ERROR_REJECTED, 435, NULL, NULL, SERVER, "The server's look-up of the account failed; this is not about the password. Its log tells." },
	{ "auth", ERROR_REJECTED, 450, NULL, "too many", POLICY, "The server limits the logins of this host: check less often, or have the monitor excepted." },
	{ "auth", ERROR_REJECTED, 421, NULL, NULL, SERVER, "The server ends the session: too many errors from this host, or its account look-up failed. Its log tells." },
	{ "auth", ERROR_REJECTED, 4, NULL, NULL, SERVER, "The server cannot check the login at the moment; this is not about the password. Its log tells." },
	{ "auth", ERROR_REJECTED, 5, NULL, NULL, CREDENTIALS, "The server refuses the login; its text says why. Test the account by hand." },
	{ "auth", ERROR_TIMEOUT, 0, NULL, NULL, SERVER, "The server takes the login but does not answer: its login service hangs, or it delays wrong passwords on purpose. Its log tells." },
	{ "auth", ERROR_CLOSED, 0, NULL, NULL, SERVER, "The server hung up during the login: its login service is broken, or it shuts this host out. Its log tells." },

	/* Envelope */
	{ "mail", ERROR_REJECTED, 530, NULL, "STARTTLS", MONITOR, "The server wants TLS first: add -S." },
	{ "mail", ERROR_REJECTED, 530, NULL, NULL, MONITOR, "The server wants a login first: give -U and a password." },
	{ "mail", ERROR_REJECTED, 552, NULL, NULL, MONITOR, "The message is larger than the server takes: send a smaller --body-file." },
	{ "mail", ERROR_REJECTED, 452, NULL, NULL, SERVER, "The server is short of disk space or memory: free some before mail is lost." },
	{ "mail", ERROR_REJECTED, 501, NULL, NULL, MONITOR, "The server does not understand the sender's address: check -f." },
	{ "mail", ERROR_REJECTED, 5, NULL, NULL, POLICY, "The server does not take mail from this sender (-f): the user who logged in may not own the address, or its domain is not known." },
	{ "mail", ERROR_REJECTED, 4, NULL, NULL, POLICY, "The server puts this sender off: a rate limit, or the sender's domain (-f) does not resolve there." },
	{ "mail", ERROR_UNSUPPORTED, 0, NULL, NULL, MONITOR, "Use an address of ASCII letters, or a server that knows SMTPUTF8." },
	{ "rcpt", ERROR_REJECTED, 553, NULL, "not owned by user", POLICY, "The user who logged in may not send as this sender (-f): use the user's own address, or have the server's administrator allow it." },
	{ "rcpt", ERROR_REJECTED, 5, NULL, "elay", POLICY, "The server does not pass mail on to that domain for this client: log in first (-U), or use a recipient of the server's own." },
	{ "rcpt", ERROR_REJECTED, 5, NULL, "access denied", POLICY, "A rule of the server refuses this client or this address; log in first (-U), or ask the server's administrator." },
	{ "rcpt", ERROR_REJECTED, 530, NULL, NULL, MONITOR, "The server wants a login first: give -U and a password." },
	{ "rcpt", ERROR_REJECTED, 5, "5.1.1", NULL, MONITOR, "There is no such recipient on this server: check --to." },
	{ "rcpt", ERROR_REJECTED, 5, "5.2.2", NULL, SERVER, "The recipient's mailbox is full." },
	{ "rcpt", ERROR_REJECTED, 452, "4.2.2", NULL, SERVER, "The recipient's mailbox is full." },
	{ "rcpt", ERROR_REJECTED, 4, NULL, "greylist", POLICY, "The server puts first contacts off on purpose (greylisting): have the monitor excepted." },
	{ "rcpt", ERROR_REJECTED, 4, NULL, "look", SERVER, "A look-up of the server failed (LDAP, SQL or a policy service): the server is ill, not the recipient. Its log tells." },
	{ "rcpt", ERROR_REJECTED, 451, NULL, NULL, SERVER, "Something that the server asks about recipients failed. Its log tells." },
	{ "rcpt", ERROR_REJECTED, 4, NULL, NULL, POLICY, "The server puts this recipient off for now; if it stays so, its log says why." },
	{ "rcpt", ERROR_REJECTED, 5, NULL, NULL, POLICY, "The server does not take mail for this recipient (--to), or not from this sender or client; its text says which." },

	/* Message */
	{ "data", ERROR_REJECTED, 4, NULL, NULL, SERVER, "The server did not take the message for now: a content filter behind it is down or slow, or it is short of space. Its log tells." },
	{ "data", ERROR_REJECTED, 552, NULL, NULL, MONITOR, "The message is larger than the server takes: send a smaller --body-file." },
	{ "data", ERROR_REJECTED, 5, NULL, "send as", POLICY, "The user who logged in may not send as the sender in the message: use the user's own address (-f), or grant the right." },
	{ "data", ERROR_REJECTED, 5, NULL, NULL, POLICY, "The server refuses the message itself: a content filter, or a rule about its sender. Its text says which." },
	{ "data", ERROR_TIMEOUT, 0, NULL, NULL, SERVER, "The message is out, but no answer to it came: a content filter may be slow (raise -t), or the server hangs." },

	/* Other than failures of a stage */
	{ "command", ERROR_REJECTED, 0, NULL, NULL, MONITOR, "The server answers this command (-C) otherwise than -R expects; see the dialogue with -vv." },
	{ "expect", ANY, 0, NULL, NULL, MONITOR, "Another server may answer here, or its greeting was changed: see what it says with -vv, and adapt -e." },
	{ "time", ANY, 0, NULL, NULL, SERVER, "All is done, but slower than -w or -c allows: the times of the stages show where it waits." },
	{ "time_resolve", ANY, 0, NULL, NULL, NETWORK, "The name lookup is slower than -w or -c allows: look at the name servers of this host." },
	{ "time_connect", ANY, 0, NULL, NULL, NETWORK, "The connection takes longer than -w or -c allows: a slow path, or an address that does not answer before the one that does." },
	{ "time_auth", ANY, 0, NULL, NULL, SERVER, "The login takes longer than -w or -c allows: look at the server's login service and what is behind it (LDAP, SQL)." },

	{ "time_tls", ANY, 0, NULL, NULL, SERVER, "The TLS handshake takes longer than -w or -c allows: the server is busy, or the path to it is slow." },

	/* Anywhere */
	{ NULL, ERROR_REJECTED, 421, NULL, NULL, SERVER, "The server ends the session: it shuts down, is overloaded, or has had enough of this host. Its log tells." },
	{ NULL, ERROR_TIMEOUT, 0, NULL, NULL, SERVER, "The server stopped answering here: it hangs, or is overloaded. Its log tells; -t gives it more time." },
	{ NULL, ERROR_CLOSED, 0, NULL, NULL, SERVER, "The server hung up here: a crash, a limit, or an access rule. Its log tells." },
	{ NULL, ERROR_IO, 0, NULL, NULL, NETWORK, "The connection broke: look at the network and the firewalls on the way." },
	{ NULL, ERROR_PROTOCOL, 0, NULL, NULL, SERVER, "The server, or a device in between, does not keep to the protocol. See the dialogue with -vv, and compare from another network." },
};
/* clang-format on */

const size_t hint_count = sizeof(hints) / sizeof(hints[0]);

static bool
contains(const char *text, const char *pattern)
{
	for (; *text != '\0'; text++)
		if (text_starts(text, strlen(text), pattern))
			return true;
	return false;
}

static bool
code_fits(int wanted, int code)
{
	if (wanted < 10)
		code /= 100;
	else if (wanted < 100)
		code /= 10;
	return wanted == code;
}

/* How specific the row is for this failure, 0 when it does not fit. */
static int
fit(const struct hint *hint, const char *stage, const struct error *error)
{
	int points = 1;

	if ((hint->stage != NULL && strcmp(hint->stage, stage) != 0) ||
	    (hint->kind != ANY && hint->kind != error->kind) ||
	    (hint->code != 0 && !code_fits(hint->code, error->code)) ||
	    (hint->status != NULL &&
		strcmp(hint->status, error->status) != 0) ||
	    (hint->pattern != NULL && !contains(error->text, hint->pattern)))
		return 0;
	/* The text says more than the status, and that more than the code. */
	points += hint->stage != NULL ? 2 : 0;
	points += hint->kind != ANY ? 1 : 0;
	if (hint->code != 0)
		points += hint->code < 100 ? 3 : 6;
	points += hint->status != NULL ? 8 : 0;
	points += hint->pattern != NULL ? 16 : 0;
	return points;
}

const struct hint *
hint_find(const char *stage, const struct error *error)
{
	const struct hint *best = NULL;
	int most = 0;

	for (size_t i = 0; i < hint_count; i++) {
		int points = fit(&hints[i], stage, error);

		if (points > most) {
			most = points;
			best = &hints[i];
		}
	}
	return best;
}
