/* AUTH that fails for another reason than the account: see hint_rows.h. */
/* clang-format off */

/* What is not offered, or must not be sent */
HINT("auth", UNSUPPORTED, 0, "", "",
	MONITOR, "Choose a mechanism that the server offers (-A), or -A auto for the strongest; some are offered only under TLS (-S or -s).",
	"RFC 4954 section 3",
	"AUTH SCRAM-SHA-256 is not offered; offered are: PLAIN LOGIN")
HINT("auth", UNSUPPORTED, 0, "", "XXXX|220 ***",
	NETWORK, "A firewall rewrites this session (the X's or asterisks are its own) and hides AUTH and STARTTLS: have its SMTP inspection switched off for this server (Cisco ASA: no inspect esmtp).",
	"Cisco ASA: ESMTP inspection",
	"the server offers no AUTH without TLS\n220 mail.example.com\n250-SIZE 52428800\n250 XXXXXXXA")
HINT("auth", UNSUPPORTED, 0, "", "no AUTH without TLS",
	MONITOR, "No login on this port, or not before TLS: add -S or -s, and use the submission port (587 or 465, not 25).",
	"RFC 6409 section 3.1, RFC 8314 section 3",
	"the server offers no AUTH without TLS")
HINT_IF(HINT_HELO, "auth", UNSUPPORTED, 0, "", "no AUTH without TLS",
	SERVER, "The server knows only HELO, and with that there is neither a login nor TLS: it is very old, or a device in between hides EHLO from it. Compare from another network.",
	"RFC 5321 section 4.1.4",
	"the server offers no AUTH without TLS")
HINT("auth", UNSUPPORTED, 0, "", "no AUTH under TLS",
	MONITOR, "This port does not do logins: use the submission port (-p 587 -S, or -s for 465), or have AUTH switched on here.",
	"RFC 6409 section 3.1",
	"the server offers no AUTH under TLS")
HINT("auth", UNSUPPORTED, 0, "", "used here: GSSAPI|used here: NTLM|offered are: GSSAPI|offered are: NTLM|offered are: X-EXPS",
	POLICY, "Only Windows logins (GSSAPI, NTLM) are on offer. Exchange offers LOGIN after STARTTLS (-S), or when basic authentication is switched on for this receive connector.",
	"Microsoft Learn: receive connectors, authentication",
	"no mechanism on offer can be used here: GSSAPI NTLM")
HINT("auth", UNSUPPORTED, 0, "", "no mechanism on offer",
	MONITOR, "Under TLS (-S or -s) others may be offered; a login by token or certificate must be asked for (-A XOAUTH2, --client-cert).",
	"RFC 4954 section 3",
	"no mechanism on offer can be used here: XOAUTH2 OAUTHBEARER")
HINT("auth", UNSUPPORTED, 0, "", "not possible in this session",
	MONITOR, "This mechanism cannot be used here: take the same one without -PLUS, or give what it needs (-U, --password-file, --client-cert).",
	"RFC 5929 section 3, RFC 9266",
	"AUTH SCRAM-SHA-256-PLUS is not possible in this session: nothing in its TLS is safe to bind to")
HINT("auth", USAGE, 0, "", "",
	MONITOR, "The login that was given cannot be sent with this mechanism: look at -U and the password, or choose another mechanism with -A.",
	"RFC 4954 section 4",
	"the token is malformed")
HINT("auth", USAGE, 0, "", "unencrypted",
	MONITOR, "The server takes the password in clear here. Use -S or -s, so that nobody can read it on the way.",
	"RFC 4954 section 9",
	"AUTH PLAIN would send the password unencrypted; use -S or -s, or --allow-cleartext-auth")

/* TLS first */
HINT("auth", REJECTED, 530, "", "",
	MONITOR, "The server wants TLS before the login: add -S.",
	"RFC 3207 section 4",
	"530 5.7.0 Not now")
HINT_IF(HINT_TLS, "auth", REJECTED, 530, "", "",
	POLICY, "The server asks for more before the login, though TLS stands: perhaps a certificate of ours (--client-cert). Its text or its log says what.",
	"RFC 4954 section 6",
	"530 5.7.0 Not now")
HINT("auth", REJECTED, 538, "", "",
	MONITOR, "This mechanism is allowed only under TLS: add -S or -s.",
	"RFC 4954 section 6",
	"538 Encryption is wanted")
HINT_IF(HINT_TLS, "auth", REJECTED, 538, "", "",
	SERVER, "This session has TLS, but the server does not know it, or holds it for too weak: a load balancer in front may end TLS. Its log tells.",
	"RFC 4954 section 6",
	"538 Encryption is wanted")
HINT("auth", REJECTED, 5, "X.7.11", "",
	MONITOR, "This mechanism is allowed only under TLS: add -S or -s.",
	"RFC 4954 section 6, IANA: X.7.11",
	"524 5.7.11 Encryption needed for that mechanism")
HINT_IF(HINT_TLS, "auth", REJECTED, 5, "X.7.11", "",
	SERVER, "This session has TLS, but the server does not know it, or holds it for too weak: a load balancer in front may end TLS. Its log tells.",
	"RFC 4954 section 6, IANA: X.7.11",
	"524 5.7.11 Encryption needed for that mechanism")

/* No such mechanism, no login here, bad syntax */
HINT("auth", REJECTED, 504, "", "",
	MONITOR, "The server does not do this mechanism here: choose another with -A (the line of ehlo has what is on offer).",
	"RFC 4954 section 4",
	"504 5.7.4 Unrecognized authentication type")
HINT("auth", REJECTED, 504, "", "invalid auth string",
	MONITOR, "An empty user name or password reached the server: look at -U and at the password's source (--password-file, --password-env).",
	"Haraka: auth_base",
	"504 Invalid AUTH string")
HINT("auth", REJECTED, 504, "", "not enabled",
	MONITOR, "Logins are switched off on this port: use the submission port (-p 587 -S, or -s for 465), or have them switched on.",
	"hMailServer: TCP/IP ports",
	"504 Authentication not enabled.")
HINT("auth", REJECTED, 503, "", "",
	MONITOR, "No login is possible here now: not on this port, or not before TLS (add -S or -s). The submission port is 587 (-S) or 465 (-s).",
	"RFC 4954 section 4",
	"503 AUTH command used when not advertised")
HINT_IF(HINT_TLS, "auth", REJECTED, 503, "", "",
	MONITOR, "No login is possible on this port, though TLS stands: use the submission port (-p 587 -S, or -s for 465), or have AUTH switched on here.",
	"RFC 4954 section 4",
	"503 5.5.1 Error: authentication not enabled")
HINT("auth", REJECTED, 503, "", "already authenticated",
	MONITOR, "The server holds the session for logged in already (by the client certificate, or this host's address): leave the login or --client-cert out.",
	"RFC 4954 section 4",
	"503 5.5.1 Error: already authenticated")
HINT("auth", REJECTED, 50, "", "",
	MONITOR, "The server does not know AUTH here: not on this port, or not before TLS (add -S or -s). The submission port is 587 (-S) or 465 (-s).",
	"RFC 4954 section 4",
	"500 5.3.3 Unrecognized command")
HINT("auth", REJECTED, 501, "", "",
	MONITOR, "The server cannot read what the login consists of: try another mechanism (-A), and look at -U for characters that it may not know.",
	"RFC 4954 section 4",
	"501 Error: invalid userdata")
HINT("auth", REJECTED, 5, "", "base64|cannot decode|can't decode",
	MONITOR, "The server could not decode the login. In a test by hand a newline got into the base64 (use printf, not echo); from this check, try another mechanism (-A), and look for a device in between.",
	"RFC 4954 section 4",
	"501 5.5.2 Cannot Decode response k20-20020a05600c1c9400b003ff65aeffb7 - gsmtp")
HINT("auth", REJECTED, 501, "", "aborted|cancel",
	MONITOR, "The exchange was cancelled, not refused: -vv shows at which challenge; try another mechanism with -A.",
	"RFC 4954 section 4",
	"501 5.7.0 Authentication aborted")
HINT("auth", REJECTED, 5, "X.5.6", "",
	POLICY, "The login is longer than the server takes (a large token): ask for a smaller token, or have the server's limit raised (Postfix: line_length_limit).",
	"RFC 4954 section 4",
	"500 5.5.6 Less, please")
HINT("auth", REJECTED, 5, "", "line too long|line is too long",
	POLICY, "The login is longer than the server takes (a large token): ask for a smaller token, or have the server's limit raised (Postfix: line_length_limit).",
	"RFC 4954 section 4",
	"500 5.5.6 Authentication Exchange line is too long")
HINT("auth", REJECTED, 5, "", "",
	CREDENTIALS, "The server refuses the login; its text says why. Test the account by hand.",
	"RFC 4954 section 6",
	"554 5.7.8 Login denied")

/* Not now */
HINT("auth", REJECTED, 4, "", "",
	SERVER, "The server cannot check the login at the moment; this is not about the password. Its log tells.",
	"RFC 4954 section 6",
	"451 4.3.0 Try again later")
HINT("auth", REJECTED, 454, "", "",
	SERVER, "The login service behind the server (Dovecot, saslauthd, LDAP, SQL) does not answer; this is not about the password. Its log tells.",
	"RFC 4954 section 6",
	"454 4.7.0 Temporary authentication failure: Connection lost to authentication server")
HINT("auth", REJECTED, 435, "", "",
	SERVER, "The server's look-up of the account failed; this is not about the password. Its log tells.",
	"Exim: SMTP authentication, server_condition",
	"435 Unable to authenticate at present")
HINT("auth", REJECTED, 432, "", "",
	CREDENTIALS, "The server must see the password once to store it anew: log in one time with -A PLAIN under TLS (-S or -s).",
	"RFC 4954 section 6",
	"432 A password transition is needed")
HINT("auth", REJECTED, 4, "X.7.12", "",
	CREDENTIALS, "The server must see the password once to store it anew: log in one time with -A PLAIN under TLS (-S or -s).",
	"RFC 4954 section 6, IANA: X.7.12",
	"422 4.7.12 A password transition is needed")
HINT("auth", REJECTED, 4, "", "too many auth|too many bad|too many failed|too many login|login attempts|authentication attempts",
	POLICY, "The server limits the logins of this account or host: check less often, look for another client with a wrong password, or have the monitor excepted.",
	"Postfix: smtpd_client_auth_rate_limit; Google: SMTP errors",
	"450 4.7.1 Error: too many AUTH commands from 192.0.2.10")
HINT("auth", REJECTED, 4, "", "maximum credits|credits exceeded",
	POLICY, "The login is right, but the account's quota is used up: raise the plan, or wait for the next period.",
	"Twilio SendGrid: SMTP errors and troubleshooting",
	"451 Authentication failed: Maximum credits exceeded")
HINT("auth", REJECTED, 421, "", "",
	SERVER, "The server ends the session: too many errors from this host, or its account look-up failed. Its log tells.",
	"RFC 5321 section 3.8",
	"421 Temporary failure")
HINT("auth", TIMEOUT, 0, "", "",
	SERVER, "The server takes the login but does not answer: its login service hangs, or it delays wrong passwords on purpose. Its log tells; -t 30 gives it more time.",
	"RFC 4954 section 4",
	"no answer in time")
HINT("auth", CLOSED, 0, "", "",
	SERVER, "The server hung up during the login: its login service is broken, or it shuts this host out after failed logins. Its log tells.",
	"RFC 5321 section 3.8",
	"the server hung up without an answer")
HINT("auth", PROTOCOL, 0, "", "did not prove|proof",
	SERVER, "Whoever answers here does not know the password: the server is broken, or somebody pretends to be it. Check its certificate and the route to it before anybody logs in there again.",
	"RFC 5802 section 5",
	"the server says yes, but did not prove that it knows the password")
HINT("auth", PROTOCOL, 0, "", "challenge|SCRAM|DIGEST-MD5|OAuth|says yes before|has to say",
	SERVER, "The server does not follow the rules of this mechanism: see the dialogue with -vv, try another with -A, and tell the server's administrator.",
	"RFC 4422 section 3",
	"the server's challenge is not base64")
/* clang-format on */
