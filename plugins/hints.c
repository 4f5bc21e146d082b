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
	/* stage, kind, code, status, pattern, who, text, login */

	/* Name lookup and connection */
	{ "resolve", ERROR_RESOLVE, 0, NULL, NULL, MONITOR, "The name is not in DNS: check its spelling (-H) and the search domain of this host. By hand: getent ahosts NAME", HINT_ANY },
	{ "resolve", ERROR_RETRY, 0, NULL, NULL, NETWORK, "The resolver of this host could not answer; the mail server itself may be well. Look at /etc/resolv.conf and the name servers in it.", HINT_ANY },
	{ "resolve", ERROR_TIMEOUT, 0, NULL, NULL, NETWORK, "The resolver of this host did not answer; the mail server itself may be well. Look at /etc/resolv.conf and the name servers in it.", HINT_ANY },
	{ "connect", ERROR_CONNECT, 0, NULL, "refused", SERVER, "The machine is up, but nothing listens there: the mail service is down, or the port (-p; 25 and 587 with -S, 465 with -s) or the path of the socket is the wrong one.", HINT_ANY },
	{ "connect", ERROR_CONNECT, 0, NULL, "permission denied", MONITOR, "The user that this check runs as may not use the socket: change its mode, or the user's groups.", HINT_ANY },
	{ "connect", ERROR_CONNECT, 0, NULL, "no such file", SERVER, "There is no such socket: the service is down, or the path (-H) is wrong.", HINT_ANY },
	{ "connect", ERROR_CONNECT, 0, NULL, "unreachable", NETWORK, "No route leads there: look at the routes of this host, and at the IPv6 address if only that one fails (-4 leaves it out).", HINT_ANY },
	{ "connect", ERROR_CONNECT, 0, NULL, NULL, NETWORK, "No connection comes about: check the service, the port (-p), and the firewalls on the way.", HINT_ANY },
	{ "connect", ERROR_TIMEOUT, 0, NULL, NULL, NETWORK, "Nothing answers at all: a firewall drops the packets, or the machine is off. Many providers and clouds block outgoing port 25; try 587.", HINT_ANY },

	/* Greeting */
	{ "banner", ERROR_TIMEOUT, 0, NULL, NULL, SERVER, "The connection stands, but no greeting comes. If this port speaks TLS from the first byte (465 does), use -s; else the server pauses on purpose (raise -t), is overloaded, or waits for a PROXY header.", HINT_ANY },
	{ "banner", ERROR_CLOSED, 0, NULL, NULL, POLICY, "The server hangs up before it says a word: an access rule or a connection limit for this host's address, or a crash. Its log tells.", HINT_ANY },
	{ "banner", ERROR_PROTOCOL, 0, NULL, "SSH-", MONITOR, "This is an SSH server: the port (-p) is wrong.", HINT_ANY },
	{ "banner", ERROR_PROTOCOL, 0, NULL, "* OK", MONITOR, "This is an IMAP server (143, 993 with TLS): SMTP is on 25, 587 (-S) or 465 (-s).", HINT_ANY },
	{ "banner", ERROR_PROTOCOL, 0, NULL, "+OK", MONITOR, "This is a POP3 server (110, 995 with TLS): SMTP is on 25, 587 (-S) or 465 (-s).", HINT_ANY },
	{ "banner", ERROR_PROTOCOL, 0, NULL, "HTTP/", MONITOR, "This is a web server: the port (-p) is wrong.", HINT_ANY },
	{ "banner", ERROR_PROTOCOL, 0, NULL, NULL, MONITOR, "This does not look like a mail server: check the port (-p); if it speaks TLS from the first byte (465), use -s.", HINT_ANY },
	{ "banner", ERROR_REJECTED, 421, NULL, NULL, SERVER, "The server is there but takes no session now: too many connections, too much load, or maintenance. If it stays so, look at its log.", HINT_ANY },
	{ "banner", ERROR_REJECTED, 4, NULL, NULL, SERVER, "The server refuses sessions for the moment; its log says why.", HINT_ANY },
	{ "banner", ERROR_REJECTED, 5, NULL, NULL, POLICY, "The server wants nothing to do with this host: its address is on a deny list or a DNS blocklist that the server uses. Its administrator can let the monitor in.", HINT_ANY },

	/* EHLO */
	{ "ehlo", ERROR_REJECTED, 500, NULL, NULL, MONITOR, "The server knows neither EHLO nor HELO: perhaps it speaks LMTP (then use -L), or, with -L, it does not (then leave -L out). Check the port (-p), too.", HINT_ANY },
	{ "ehlo", ERROR_REJECTED, 502, NULL, NULL, MONITOR, "The server knows neither EHLO nor HELO: perhaps it speaks LMTP (then use -L), or, with -L, it does not (then leave -L out). Check the port (-p), too.", HINT_ANY },
	{ "ehlo", ERROR_REJECTED, 501, NULL, NULL, MONITOR, "The server does not like the name that this host gives in EHLO; set a full host name with -F.", HINT_ANY },
	{ "ehlo", ERROR_REJECTED, 504, NULL, NULL, MONITOR, "The server wants a full host name in EHLO; set one with -F.", HINT_ANY },
	{ "ehlo", ERROR_REJECTED, 421, NULL, "client certificate", MONITOR, "The server asks its clients for a certificate: give one with --client-cert.", HINT_ANY },
	{ "ehlo", ERROR_REJECTED, 5, NULL, NULL, POLICY, "The server refuses the EHLO name or this host's address; set a name that it accepts with -F, or have the monitor let in.", HINT_ANY },
	{ "ehlo", ERROR_REJECTED, 4, NULL, NULL, POLICY, "The server puts EHLO off; often it cannot resolve the EHLO name (-F) or the name of this host's address.", HINT_ANY },
	{ "ehlo", ERROR_CLOSED, 0, NULL, NULL, SERVER, "The server hung up after EHLO: often its login backend or a filter behind it is down. Its log tells.", HINT_ANY },
	{ "ehlo", ERROR_TIMEOUT, 0, NULL, NULL, SERVER, "The server greets but does not answer EHLO: it is overloaded, or waits for a slow look-up of this host's name. Its log tells.", HINT_ANY },

	/* STARTTLS and TLS */
	{ "starttls", ERROR_UNSUPPORTED, 0, NULL, NULL, SERVER, "TLS is not set up on this port, or a device in between takes the word out of the server's list: compare from another network. Port 465 wants -s instead.", HINT_ANY },
	{ "starttls", ERROR_REJECTED, 4, NULL, NULL, SERVER, "The server cannot start TLS: it fails to load its key or certificate, or a filter that it needs is down. Its log tells.", HINT_ANY },
	{ "starttls", ERROR_REJECTED, 5, NULL, NULL, POLICY, "STARTTLS is switched off on this port although the server lists it.", HINT_ANY },
	{ "starttls", ERROR_PROTOCOL, 0, NULL, "inject", SERVER, "Clear text was put in front of the TLS session (the class of CVE-2011-0411): compare from another network, and update the server or the proxy in front of it.", HINT_ANY },
	{ "tls", ERROR_TLS, 0, NULL, "plain text", MONITOR, "This port begins in plain text: use -S (STARTTLS) instead of -s.", HINT_ANY },
	{ "tls", ERROR_TLS, 0, NULL, "not TLS", MONITOR, "This port does not speak TLS from the first byte: use -S (STARTTLS) instead of -s, or check the port (-p).", HINT_ANY },
	{ "tls", ERROR_TLS, 0, NULL, "certificate required", MONITOR, "The server asks its clients for a certificate: give one with --client-cert.", HINT_ANY },
	{ "tls", ERROR_TLS, 0, NULL, "protocol version", POLICY, "Server and monitor have no TLS version in common; TLS 1.2 is the least that is spoken here.", HINT_ANY },
	{ "tls", ERROR_TLS, 0, NULL, "version that is not allowed", POLICY, "The server speaks only TLS versions that are no longer safe; it should offer TLS 1.2 or 1.3.", HINT_ANY },
	{ "tls", ERROR_TLS, 0, NULL, "handshake failure", SERVER, "Server and monitor agree on no cipher, the server has no usable certificate, or it asks for one of ours (--client-cert). By hand: openssl s_client -connect HOST:PORT, for -S with -starttls smtp", HINT_ANY },
	{ "tls", ERROR_TLS, 0, NULL, NULL, SERVER, "The handshake fails. By hand: openssl s_client -connect HOST:PORT, for -S with -starttls smtp", HINT_ANY },
	{ "tls", ERROR_CLOSED, 0, NULL, NULL, SERVER, "The server hangs up in the handshake: it has no usable certificate, or, with -s, this port begins in plain text (then use -S).", HINT_ANY },
	{ "tls", ERROR_TIMEOUT, 0, NULL, NULL, SERVER, "The handshake does not come to its end: the server hangs, or, with -s, this port begins in plain text (then use -S).", HINT_ANY },

	/* Certificate */
	{ "cert", ERROR_CERTIFICATE, 0, NULL, "self-signed", POLICY, "Nobody vouches for this certificate. If that is meant to be so, name it with --ca-file; else the server needs one from a CA.", HINT_ANY },
	{ "cert", ERROR_CERTIFICATE, 0, NULL, "does not send its intermediate", SERVER, "If your own CA signed the certificate, name it with --ca-file; else the server's chain is not complete: it must send its intermediate certificate too.", HINT_ANY },
	{ "cert", ERROR_CERTIFICATE, 0, NULL, "not known here", MONITOR, "A CA that this host does not trust signed the certificate; if it is your own, name it with --ca-file.", HINT_ANY },
	{ "cert", ERROR_CERTIFICATE, 0, NULL, "not trusted here", MONITOR, "A CA that this host does not trust signed the certificate; if it is your own, name it with --ca-file.", HINT_ANY },
	{ "cert", ERROR_CERTIFICATE, 0, NULL, "was revoked", SERVER, "The CA has taken the certificate back: replace it, and its key if that may be known to others.", HINT_ANY },
	{ "cert", ERROR_CERTIFICATE, 0, NULL, "sends no OCSP", POLICY, "Have the server staple OCSP answers (Exim: tls_ocsp_file), or take --require-ocsp away: not every mail server can staple, and not every CA answers OCSP any more.", HINT_ANY },
	{ "cert", ERROR_CERTIFICATE, 0, NULL, "OCSP answer", SERVER, "What the server staples proves nothing: have it fetch a new answer from the CA; the job that does so may have stopped.", HINT_ANY },
	{ "cert", ERROR_CERTIFICATE, 0, NULL, "is not pinned", POLICY, "Another certificate than --pin names answers here: if it was renewed on purpose, put its new digest into --pin (that of the key stays while the key does); else find out who answers.", HINT_ANY },
	{ "cert", ERROR_CERTIFICATE, 0, NULL, "of the CA ", SERVER, "A CA's certificate in the chain is at fault, not the server's own: install the chain that the CA hands out today, and reload the mail service.", HINT_ANY },
	{ "cert", ERROR_CERTIFICATE, 0, NULL, "expired", SERVER, "Renew the certificate, or reload the mail service if that has been done: it may still serve the old file.", HINT_ANY },
	{ "cert", ERROR_CERTIFICATE, 0, NULL, "not yet valid", SERVER, "The certificate begins in the future: it was installed too early, or a clock is wrong (here or there).", HINT_ANY },
	{ "cert", ERROR_CERTIFICATE, 0, NULL, ", not for", MONITOR, "Connect by one of the names in the certificate (-H, or --verify-name), or have this name added to it.", HINT_ANY },
	{ "cert", ERROR_CERTIFICATE, 0, NULL, "not meant for", SERVER, "The certificate was made for something else than a server (its extended key usage): have one made for TLS servers.", HINT_ANY },
	{ "cert", ERROR_CERTIFICATE, 0, NULL, "too small", SERVER, "Have a new certificate made, for a new key: RSA of 2048 bits or more, or ECDSA.", HINT_ANY },
	{ "cert", ERROR_CERTIFICATE, 0, NULL, "too weak", SERVER, "Have a new certificate made, signed with SHA-256 or better.", HINT_ANY },
	{ "cert", ERROR_CERTIFICATE, 0, NULL, NULL, SERVER, "The certificate cannot be trusted; --no-verify shows its faults without judging them.", HINT_ANY },

	{ "ca_days", ANY, 0, NULL, NULL, SERVER, "A CA of the chain ends before the server's own certificate does: install the chain that the CA hands out today, and reload the mail service.", HINT_ANY },
	{ "cert_days", ANY, 0, NULL, NULL, SERVER, "Renew the certificate now, or reload the mail service if that has been done: it may still serve the old file.", HINT_ANY },

	/* Login */
	{ "auth", ERROR_UNSUPPORTED, 0, NULL, "no AUTH without TLS", MONITOR, "No login on this port, or not before TLS: add -S or -s, and use the submission port (587 or 465, not 25).", HINT_ANY },
	{ "auth", ERROR_UNSUPPORTED, 0, NULL, "no AUTH under TLS", MONITOR, "This port does not do logins: use the submission port (-p 587 -S, or -s for 465), or have AUTH switched on here.", HINT_ANY },
	{ "auth", ERROR_UNSUPPORTED, 0, NULL, "no mechanism on offer", MONITOR, "Under TLS (-S or -s) others may be offered; a login by token or certificate must be asked for (-A XOAUTH2, --client-cert).", HINT_ANY },
	{ "auth", ERROR_UNSUPPORTED, 0, NULL, NULL, MONITOR, "Choose a mechanism that the server offers (-A), or -A auto for the strongest; some are offered only under TLS (-S or -s).", HINT_ANY },
	{ "auth", ERROR_USAGE, 0, NULL, NULL, MONITOR, "The server takes the password in clear here. Use -S or -s, so that nobody can read it on the way.", HINT_ANY },
	{ "auth", ERROR_REJECTED, 535, NULL, NULL, CREDENTIALS, "The server rejects the user name or the password. Test the account by hand or in a mail program, and set its password anew if that fails too.", HINT_ANY },
	{ "auth", ERROR_REJECTED, 535, "5.7.3", NULL, CREDENTIALS, "The server rejects the login. Check user name (Exchange wants user@domain or DOMAIN\\user) and password; test the account by hand, then reset it.", HINT_ANY },
	{ "auth", ERROR_REJECTED, 535, NULL, "mechanism", MONITOR, "The server does not do this mechanism although it was asked for: choose another with -A.", HINT_ANY },
	{ "auth", ERROR_REJECTED, 535, NULL, "generic failure", SERVER, "The login service behind the server is broken (saslauthd not running, wrong socket path, missing module), not the password.", HINT_ANY },
	{ "auth", ERROR_REJECTED, 535, "5.7.139", "disabled for the", POLICY, "SMTP AUTH is switched off for this tenant or mailbox in Exchange Online; its administrator must enable it. The password was not even looked at.", HINT_ANY },
	{ "auth", ERROR_REJECTED, 535, "5.7.139", "basic authentication is disabled", POLICY, "Exchange Online no longer takes passwords here; only OAuth logs in. App passwords are refused too.", HINT_ANY },
	{ "auth", ERROR_REJECTED, 535, "5.7.139", "security defaults", POLICY, "The security defaults of the tenant block password logins over SMTP for all users; its administrator decides.", HINT_ANY },
	{ "auth", ERROR_REJECTED, 535, "5.7.139", NULL, POLICY, "A sign-in rule of the tenant (conditional access, location, MFA) refused this login; the tenant's sign-in log names it.", HINT_ANY },
	{ "auth", ERROR_REJECTED, 535, "5.7.8", "Username and Password not accepted", CREDENTIALS, "Google takes no account password here: create an app password for this account, or use OAuth.", HINT_ANY },
	{ "auth", ERROR_REJECTED, 534, "5.7.9", "pplication-specific", CREDENTIALS, "Google takes no account password here: create an app password for this account.", HINT_ANY },
	{ "auth", ERROR_REJECTED, 534, NULL, NULL, CREDENTIALS, "The server wants a stronger mechanism or another proof for this user; its text says which.", HINT_ANY },
	{ "auth", ERROR_REJECTED, 530, NULL, NULL, MONITOR, "The server wants TLS before the login: add -S.", HINT_ANY },
	{ "auth", ERROR_REJECTED, 538, NULL, NULL, MONITOR, "This mechanism is allowed only under TLS: add -S or -s.", HINT_ANY },
	{ "auth", ERROR_REJECTED, 504, NULL, NULL, MONITOR, "The server does not do this mechanism: choose another with -A.", HINT_ANY },
	{ "auth", ERROR_REJECTED, 503, NULL, NULL, MONITOR, "No login is possible here now: not on this port, or not before TLS (add -S or -s).", HINT_ANY },
	{ "auth", ERROR_REJECTED, 525, NULL, NULL, POLICY, "The account exists but is disabled; the server's administrator must enable it.", HINT_ANY },
	{ "auth", ERROR_REJECTED, 454, NULL, NULL, SERVER, "The login service behind the server (Dovecot, saslauthd, LDAP, SQL) does not answer; this is not about the password.", HINT_ANY },
	{ "auth", ERROR_REJECTED, 435, NULL, NULL, SERVER, "The server's look-up of the account failed; this is not about the password. Its log tells.", HINT_ANY },
	{ "auth", ERROR_REJECTED, 450, NULL, "too many", POLICY, "The server limits the logins of this host: check less often, or have the monitor excepted.", HINT_ANY },
	{ "auth", ERROR_REJECTED, 421, NULL, NULL, SERVER, "The server ends the session: too many errors from this host, or its account look-up failed. Its log tells.", HINT_ANY },
	{ "auth", ERROR_REJECTED, 4, NULL, NULL, SERVER, "The server cannot check the login at the moment; this is not about the password. Its log tells.", HINT_ANY },
	{ "auth", ERROR_REJECTED, 5, NULL, NULL, CREDENTIALS, "The server refuses the login; its text says why. Test the account by hand.", HINT_ANY },
	{ "auth", ERROR_TIMEOUT, 0, NULL, NULL, SERVER, "The server takes the login but does not answer: its login service hangs, or it delays wrong passwords on purpose. Its log tells.", HINT_ANY },
	{ "auth", ERROR_CLOSED, 0, NULL, NULL, SERVER, "The server hung up during the login: its login service is broken, or it shuts this host out. Its log tells.", HINT_ANY },

	/* Envelope */
	{ "mail", ERROR_REJECTED, 530, NULL, "STARTTLS", MONITOR, "The server wants TLS first: add -S.", HINT_ANY },
	{ "mail", ERROR_REJECTED, 530, NULL, NULL, MONITOR, "The server wants a login first: give -U and a password.", HINT_BEFORE_LOGIN },
	{ "mail", ERROR_REJECTED, 552, NULL, NULL, MONITOR, "The message is larger than the server takes (SIZE in its EHLO reply): send a smaller one (--body-file), or have the limit raised.", HINT_ANY },
	{ "mail", ERROR_REJECTED, 452, NULL, NULL, SERVER, "The server is short of disk space or memory: free some before mail is lost.", HINT_ANY },
	{ "mail", ERROR_REJECTED, 501, NULL, NULL, MONITOR, "The server does not understand the sender's address: check -f.", HINT_ANY },
	{ "mail", ERROR_REJECTED, 5, NULL, NULL, POLICY, "The server does not take mail from this sender (-f): the user who logged in may not own the address, or its domain is not known.", HINT_ANY },
	{ "mail", ERROR_REJECTED, 4, NULL, NULL, POLICY, "The server puts this sender off: a rate limit, or the sender's domain (-f) does not resolve there.", HINT_ANY },
	{ "mail", ERROR_UNSUPPORTED, 0, NULL, NULL, MONITOR, "Use an address of ASCII letters, or a server that knows SMTPUTF8.", HINT_ANY },
	{ "rcpt", ERROR_REJECTED, 553, NULL, "not owned by user", POLICY, "The user who logged in may not send as this sender (-f): use the user's own address, or have the server's administrator allow it.", HINT_ANY },
	{ "rcpt", ERROR_REJECTED, 5, NULL, "elay", POLICY, "The server does not pass mail on to that domain for this client: log in first (-U), or use a recipient of the server's own.", HINT_BEFORE_LOGIN },
	{ "rcpt", ERROR_REJECTED, 5, NULL, "elay", POLICY, "The server does not pass mail on to that domain, not even for this user: use a recipient of the server's own, or have the user allowed to.", HINT_AFTER_LOGIN },
	{ "rcpt", ERROR_REJECTED, 5, NULL, "access denied", POLICY, "A rule of the server refuses this client or this address; log in first (-U), or ask the server's administrator.", HINT_BEFORE_LOGIN },
	{ "rcpt", ERROR_REJECTED, 530, NULL, NULL, MONITOR, "The server wants a login first: give -U and a password.", HINT_BEFORE_LOGIN },
	{ "rcpt", ERROR_REJECTED, 5, "5.1.1", NULL, MONITOR, "There is no such recipient on this server: check --to.", HINT_ANY },
	{ "rcpt", ERROR_REJECTED, 5, "5.2.2", NULL, SERVER, "The recipient's mailbox is full.", HINT_ANY },
	{ "rcpt", ERROR_REJECTED, 452, "4.2.2", NULL, SERVER, "The recipient's mailbox is full.", HINT_ANY },
	{ "rcpt", ERROR_REJECTED, 4, NULL, "greylist", POLICY, "The server puts first contacts off on purpose (greylisting): have the monitor excepted.", HINT_ANY },
	{ "rcpt", ERROR_REJECTED, 4, NULL, "look", SERVER, "A look-up of the server failed (LDAP, SQL or a policy service): the server is ill, not the recipient. Its log tells.", HINT_ANY },
	{ "rcpt", ERROR_REJECTED, 451, NULL, NULL, SERVER, "Something that the server asks about recipients failed. Its log tells.", HINT_ANY },
	{ "rcpt", ERROR_REJECTED, 4, NULL, NULL, POLICY, "The server puts this recipient off for now; if it stays so, its log says why.", HINT_ANY },
	{ "rcpt", ERROR_REJECTED, 5, NULL, NULL, POLICY, "The server does not take mail for this recipient (--to), or not from this sender or client; its text says which.", HINT_ANY },

	/* Message */
	{ "data", ERROR_REJECTED, 4, NULL, NULL, SERVER, "The server did not take the message for now: a content filter behind it is down or slow, or it is short of space. Its log tells.", HINT_ANY },
	{ "data", ERROR_REJECTED, 552, NULL, NULL, MONITOR, "The message is larger than the server takes: send a smaller --body-file.", HINT_ANY },
	{ "data", ERROR_REJECTED, 5, "5.3.4", NULL, MONITOR, "The message is larger than the server takes: send a smaller one (--body-file), or have the limit raised.", HINT_ANY },
	{ "data", ERROR_REJECTED, 5, NULL, "too big", MONITOR, "The message is larger than the server takes: send a smaller one (--body-file), or have the limit raised.", HINT_ANY },
	{ "data", ERROR_REJECTED, 5, NULL, "send as", POLICY, "The user who logged in may not send as the sender in the message: use the user's own address (-f), or grant the right.", HINT_ANY },
	{ "data", ERROR_REJECTED, 5, NULL, NULL, POLICY, "The server refuses the message itself: a content filter, or a rule about its sender. Its text says which.", HINT_ANY },
	{ "data", ERROR_TIMEOUT, 0, NULL, NULL, SERVER, "The message is out, but no answer to it came: a content filter may be slow (raise -t), or the server hangs.", HINT_ANY },

	/* Other than failures of a stage */
	{ "command", ERROR_REJECTED, 0, NULL, NULL, MONITOR, "The server answers this command (-C) otherwise than it should: with 2yz or 3yz, or as -R says. See the dialogue with -vv.", HINT_ANY },
	{ "expect", ANY, 0, NULL, NULL, MONITOR, "Another server may answer here, or its greeting was changed: see what it says with -vv, and adapt -e.", HINT_ANY },
	{ "require", ANY, 0, NULL, NULL, SERVER, "The server offers less than it should: its configuration was changed, a device in between takes words out of its list, or it offers that only under TLS (-S or -s). With -v the line of ehlo has all that it offers.", HINT_ANY },
	{ "forbid", ANY, 0, NULL, NULL, POLICY, "Have it switched off at the server (Postfix: smtpd_discard_ehlo_keywords; AUTH before TLS: smtpd_tls_auth_only = yes), or take it off --forbid.", HINT_ANY },
	{ "time", ANY, 0, NULL, NULL, SERVER, "All is done, but slower than -w or -c allows: the times of the stages show where it waits.", HINT_ANY },
	{ "time_resolve", ANY, 0, NULL, NULL, NETWORK, "The name lookup is slower than -w or -c allows: look at the name servers of this host.", HINT_ANY },
	{ "time_connect", ANY, 0, NULL, NULL, NETWORK, "The connection takes longer than -w or -c allows: a slow path, or an address that does not answer before the one that does.", HINT_ANY },
	{ "time_auth", ANY, 0, NULL, NULL, SERVER, "The login takes longer than -w or -c allows: look at the server's login service and what is behind it (LDAP, SQL).", HINT_ANY },

	{ "time_tls", ANY, 0, NULL, NULL, SERVER, "The TLS handshake takes longer than -w or -c allows: the server is busy, or the path to it is slow.", HINT_ANY },

	/* What must be refused, and is not */
	{ "bad-password", ANY, 0, NULL, NULL, SERVER, "The server does not check passwords: its login service is set up wrongly. Take it off the network until that is repaired.", HINT_ANY },
	{ "relay", ANY, 0, NULL, NULL, POLICY, "Restrict relaying to those who logged in (Postfix: smtpd_relay_restrictions) before the server is used for spam; an exception for this host's address has the same effect here.", HINT_ANY },
	{ "anonymous", ANY, 0, NULL, NULL, POLICY, "This port should want a login before MAIL (Postfix: permit_sasl_authenticated, reject), or an exception for this host's address lets it in.", HINT_ANY },
	{ "cleartext-auth", ANY, 0, NULL, NULL, POLICY, "Offer AUTH only under TLS (Postfix: smtpd_tls_auth_only = yes), so that no client sends a password in clear.", HINT_ANY },
	{ "forged-sender", ANY, 0, NULL, NULL, POLICY, "Bind senders to logins (Postfix: smtpd_sender_login_maps and reject_sender_login_mismatch).", HINT_ANY },
	{ "vrfy", ANY, 0, NULL, NULL, POLICY, "Switch VRFY and EXPN off (Postfix: disable_vrfy_command = yes): they tell spammers which addresses exist.", HINT_ANY },

	/* Anywhere */
	{ NULL, ERROR_REJECTED, 421, NULL, NULL, SERVER, "The server ends the session: it shuts down, is overloaded, or has had enough of this host. Its log tells.", HINT_ANY },
	{ NULL, ERROR_TIMEOUT, 0, NULL, NULL, SERVER, "The server stopped answering here: it hangs, or is overloaded. Its log tells; -t gives it more time.", HINT_ANY },
	{ NULL, ERROR_CLOSED, 0, NULL, NULL, SERVER, "The server hung up here: a crash, a limit, or an access rule. Its log tells.", HINT_ANY },
	{ NULL, ERROR_IO, 0, NULL, NULL, NETWORK, "The connection broke: look at the network and the firewalls on the way.", HINT_ANY },
	{ NULL, ERROR_PROTOCOL, 0, NULL, NULL, SERVER, "The server, or a device in between, does not keep to the protocol. See the dialogue with -vv, and compare from another network.", HINT_ANY },
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
fit(const struct hint *hint, const char *stage, const struct error *error,
    bool logged_in)
{
	int points = 1;

	if (hint->login != HINT_ANY &&
	    logged_in != (hint->login == HINT_AFTER_LOGIN))
		return 0;
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
hint_find(const char *stage, const struct error *error, bool logged_in)
{
	const struct hint *best = NULL;
	int most = 0;

	for (size_t i = 0; i < hint_count; i++) {
		int points = fit(&hints[i], stage, error, logged_in);

		if (points > most) {
			most = points;
			best = &hints[i];
		}
	}
	return best;
}
