/* The mailbox in which the message must arrive, and the delivery: see
 * hint_rows.h. */
/* clang-format off */

/* The way to the server of the mailbox */
HINT("mailbox", RESOLVE, 0, "", "",
	MONITOR, "The name of the mailbox server has no address. Check the host in --mailbox, or the DNS.",
	"RFC 1035 section 4.1.1",
	"connection: no such name")
HINT("mailbox", CONNECT, 0, "", "",
	SERVER, "Nobody answers at that port of the mailbox server. See whether its IMAP or POP3 service runs, and look at the firewalls on the way. The scheme in --mailbox chooses the port.",
	"RFC 8314 section 3.2",
	"connection: 192.0.2.7:993: Connection refused")
HINT("mailbox", TLS, 0, "", "",
	SERVER, "There is no TLS session with the mailbox server. imaps and pop3s use TLS at once (993, 995); imap and pop3 begin in clear (143, 110). If --mailbox is right, the server's log tells why.",
	"RFC 8314 section 3",
	"TLS: wrong version number")
HINT("mailbox", TLS, 0, "", "this is an IMAP server|this is a POP3 server",
	MONITOR, "This port of the mailbox server begins in clear. Use imap or pop3 in --mailbox, which start TLS by a command, or the port that has TLS at once (imaps 993, pop3s 995).",
	"RFC 8314 section 3",
	"TLS: this is an IMAP server (143, over TLS 993), without TLS: * OK ready")
HINT("mailbox", TIMEOUT, 0, "", "greeting: ",
	SERVER, "The mailbox server sends no greeting. If this port has TLS from the first byte (993, 995), use imaps or pop3s in --mailbox. Else its service hangs or is overloaded: its log tells why.",
	"RFC 8314 section 3",
	"greeting: no answer in time")
HINT("mailbox", CERTIFICATE, 0, "", "",
	SERVER, "This check does not accept the certificate of the mailbox server. Renew it, or install its chain. For a private CA give --ca-file, for another name --mailbox-verify-name.",
	"RFC 9525 section 6",
	"certificate: the certificate has expired")
HINT("mailbox", UNSUPPORTED, 0, "", "",
	POLICY, "The mailbox server offers no login that this check may use. Have TLS or another mechanism switched on there, or use imaps, pop3s or --mailbox-authtype.",
	"RFC 9051 section 6.2",
	"login: AUTH SCRAM-SHA-256 is not offered; offered are: PLAIN LOGIN")
HINT("mailbox", USAGE, 0, "", "",
	MONITOR, "Without TLS this check does not send the password of the mailbox. Use imaps or pop3s, or have STARTTLS switched on at that server.",
	"RFC 8314 section 3",
	"login: PLAIN would show the password")
HINT("mailbox", PROTOCOL, 0, "", "",
	SERVER, "The mailbox server breaks its protocol, or something else answers at that port. Check the scheme and the port in --mailbox; -vv shows the dialogue.",
	"RFC 9051 section 7, RFC 1939 section 3",
	"greeting: this is no reply of IMAP: 220 mail.example.com ESMTP")

HINT("mailbox", PROTOCOL, 0, "", "inject",
	SERVER, "Somebody put clear text in front of the TLS session with the mailbox server. Compare from another network, and update the server or the proxy in front of it.",
	"RFC 9051 section 11.1",
	"STARTTLS: the server, or somebody in between, sent more behind the reply to STARTTLS: an attempt to inject replies")

/* What it says, the most precise first */
HINT("mailbox", REJECTED, 0, "", "not enabled for imap|not enabled for pop|imap access is disabled|pop access is disabled|imap is disabled|pop is disabled|imap disabled|pop3 disabled|protocol disabled|disabled for this account",
	POLICY, "IMAP or POP3 is switched off for this account. Switch it on in the settings of the mailbox (Exchange: Set-CASMailbox USER -ImapEnabled $true), or look for the message in another account.",
	"Google: IMAP settings; Microsoft Learn: Set-CASMailbox",
	"login: NO [ALERT] Your account is not enabled for IMAP use.")
HINT("mailbox", REJECTED, 0, "", "application-specific password|app password|app-specific|web browser|web login|webloginrequired",
	CREDENTIALS, "The provider wants an app password or a token for programs, and not the password of the account. Make one for this check (--mailbox-password-file).",
	"Google: app passwords",
	"login: NO [ALERT] Application-specific password required")
HINT("mailbox", REJECTED, 0, "", "login failed.|authenticate failed.|logon failure",
	CREDENTIALS, "The server rejects user or password. Exchange Online says this to every password, as it takes only tokens: use --mailbox-authtype XOAUTH2. Elsewhere test the account by hand.",
	"Microsoft Learn: basic authentication in Exchange Online",
	"login: NO LOGIN failed.")
HINT("mailbox", REJECTED, 0, "", "invalid_token|(status 400|(status 401",
	CREDENTIALS, "The mailbox server refuses the access token. It may have expired, be for another mailbox (--mailbox-user), or lack the scope for IMAP or POP3. Get a fresh one and try again.",
	"RFC 7628 section 3.2.3",
	"login: NO [AUTHENTICATIONFAILED] Authentication failed. (status 401, scope mail)")
HINT("mailbox", REJECTED, 0, "", "bad protocol / cancel",
	SERVER, "The server broke the login off before it looked at the password. Cyrus IMAP does so with a -PLUS mechanism over TLS 1.3, to which it cannot bind. Use --mailbox-authtype without -PLUS.",
	"Cyrus SASL: SASL_BADPROT; RFC 9266 section 3",
	"login: NO bad protocol / cancel")
HINT("mailbox", REJECTED, 0, "", "authenticated but not connected",
	POLICY, "Exchange knows the user or the application, but lets it into no mailbox. Grant IMAP.AccessAsApp and the right on the mailbox (Add-MailboxPermission), and check --mailbox-user.",
	"Microsoft Learn: OAuth for IMAP, POP and SMTP",
	"folder: BAD User is authenticated but not connected.")
HINT("mailbox", REJECTED, 0, "", "privacyrequired|plaintext authentication disallowed|plaintext authentication is disallowed|disallowed on non-secure|ssl required|tls required|must use tls|use ssl",
	MONITOR, "The mailbox server takes no password in clear. Use imaps or pop3s in --mailbox, or have STARTTLS switched on at that server.",
	"RFC 5530 section 3, RFC 8314 section 3",
	"login: NO [PRIVACYREQUIRED] Plaintext authentication disallowed")
HINT("mailbox", REJECTED, 0, "", "[expired]|password expired|password has expired",
	CREDENTIALS, "The password of the mailbox has expired. Set a new one, and exempt this account from expiry.",
	"RFC 5530 section 3",
	"login: NO [EXPIRED] The password has expired")
HINT("mailbox", REJECTED, 0, "", "too many|[limit]|maximum number of connections",
	POLICY, "This account has too many sessions at the mailbox server. Check less often, close other programs, or have the limit raised (Dovecot: mail_max_userip_connections).",
	"RFC 5530 section 3",
	"login: NO [LIMIT] Maximum number of connections from user+IP exceeded")
HINT("mailbox", REJECTED, 0, "", "[noperm]|[authorizationfailed]|[contactadmin]|permission denied|not authorized",
	POLICY, "The account may log in, but may not do this. The administrator of the mailbox server must grant it the right.",
	"RFC 5530 section 3, RFC 4314",
	"folder: NO [NOPERM] Permission denied")
HINT("mailbox", REJECTED, 0, "", "[sys/perm]",
	SERVER, "The mailbox server cannot open this mailbox, and waiting will not help. Its administrator must act; its log tells why.",
	"RFC 3206 section 4",
	"login: -ERR [SYS/PERM] mail storage is damaged")
HINT("mailbox", REJECTED, 0, "", ": bye ",
	SERVER, "The mailbox server ends the session: it shuts down, or a limit or an access rule ends it. Its words and its log say why.",
	"RFC 9051 section 7.1.5",
	"login: BYE server is shutting down")
HINT("mailbox", REJECTED, 0, "", "folder:",
	MONITOR, "The mailbox server does not open the folder. Check its name in --mailbox and in --junk: the server's own names count, with its separator between the parts.",
	"RFC 9051 section 6.3.2",
	"folder: NO [NONEXISTENT] Mailbox doesn't exist: Probe")
HINT("mailbox", REJECTED, 0, "", "login:|[authenticationfailed]",
	CREDENTIALS, "The mailbox server rejects the user name or the password. It may want another name than SMTP does (--mailbox-user), often the full address. Test the account by hand.",
	"RFC 5530 section 3",
	"login: NO [AUTHENTICATIONFAILED] Authentication failed")
HINT("mailbox", REJECTED, 0, "", "",
	SERVER, "The mailbox server refuses this step; its words say why, and -vv shows the dialogue. Try it by hand (--explain).",
	"RFC 9051 section 7.1",
	"search: NO not now")
HINT("mailbox", RETRY, 0, "", "[inuse]|[in-use]",
	MONITOR, "Another session holds the mailbox: a mail program, or another check of it. Give this check a mailbox of its own, and let no two checks run at once.",
	"RFC 5530 section 3, RFC 2449 section 8.1.1",
	"login: -ERR [IN-USE] Do you have another POP session running?")
HINT("mailbox", RETRY, 0, "", "[login-delay]",
	MONITOR, "The POP3 server does not allow logins so often. Check less often (--round-trip previous needs only one login), or use IMAP.",
	"RFC 2449 section 8.1.1",
	"login: -ERR [LOGIN-DELAY] minimum time between mail checks violation")
HINT("mailbox", RETRY, 0, "", "",
	SERVER, "The mailbox server, or what it needs for logins, is not well at the moment. Its log tells why.",
	"RFC 5530 section 3",
	"login: NO [UNAVAILABLE] Internal error occurred")

/* The delivery */
HINT("delivery", ABSENT, 0, "", "",
	SERVER, "The mail server took the message, but it is not there. Look for it in the queue (mailq) and the log of each server on its way; -t delivery= gives it more time. Is --to this mailbox, and is that not full?",
	"RFC 5321 section 6.1",
	"handed in, but did not arrive in INBOX within 9.2 s")
HINT("delivery", ABSENT, 0, "", "no message of this series",
	SERVER, "The first run finds none: wait for the next one. Later it means that no message arrives at all: look at the queue (mailq) and the log of the mail server, and check --to.",
	"check_smtp_auth(8)",
	"handed in, but no message of this series has arrived in INBOX yet")
HINT("delivery", ABSENT, 0, "", "the newest message",
	SERVER, "The mail server takes messages, but they have stopped to arrive, or arrive too late. Look at the queue (mailq) and the log of each server on the way; -v shows how the last one went.",
	"RFC 5321 section 6.1",
	"the newest message that has arrived was sent 2100 s ago, 900 at most are wanted (--arrived-within)")
HINT("delivery", JUNK, 0, "", "",
	POLICY, "The message was taken for junk, and so may be the mail of all users of this server. See with --arrived-header whether SPF, DKIM and DMARC pass, and look at the filter of the receiver.",
	"RFC 8601 section 2.7",
	"the message lies in the junk folder Junk")
HINT("arrived-header", NONE, 0, "", "",
	POLICY, "The receiver did not write what --arrived-header wants. If it is about SPF, DKIM or DMARC, check the DNS records of the sender's domain and the signing at its server.",
	"RFC 8601 section 2",
	"")
HINT("time_mailbox", NONE, 0, "", "",
	SERVER, "The way into the mailbox takes longer than -w or -c allows. Look at the load of that server, and at its backend for logins (LDAP, SQL).",
	"check_smtp_auth(8)",
	"")
HINT("time_delivery", NONE, 0, "", "",
	SERVER, "The delivery takes longer than -w or -c allows. With -v the way of the message shows which server took how long; look at the queue and the filter of that server.",
	"RFC 5321 section 4.4",
	"")
HINT("delivery_age", NONE, 0, "", "",
	SERVER, "For some time no message has arrived. Look at the queue (mailq) and the log of the mail server.",
	"RFC 5321 section 6.1",
	"")
/* clang-format on */
