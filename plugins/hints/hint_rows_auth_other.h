/* AUTH that fails for another reason than the account: see hint_rows.h. */
/* clang-format off */

/* What is not offered, or must not be sent */
HINT("auth", UNSUPPORTED, 0, "", "",
	MONITOR, "Choose a mechanism that the server offers (-A), or -A auto for the strongest. Some mechanisms are offered only under TLS (-S or -s).",
	"RFC 4954 section 3",
	"AUTH SCRAM-SHA-256 is not offered; offered are: PLAIN LOGIN")
HINT("auth", UNSUPPORTED, 0, "", "XXXX|220 ***",
	NETWORK, "A firewall rewrites this session (it writes the X's or asterisks) and hides AUTH and STARTTLS. Have its SMTP inspection switched off for this server (Cisco ASA: no inspect esmtp).",
	"Cisco ASA: ESMTP inspection",
	"the server offers no AUTH without TLS\n220 mail.example.com\n250-SIZE 52428800\n250 XXXXXXXA")
HINT("auth", UNSUPPORTED, 0, "", "no AUTH without TLS",
	MONITOR, "This port offers no login, or none before TLS. Add -S or -s, and use a submission port: 587 (-S) or 465 (-s), not 25.",
	"RFC 6409 section 3.1, RFC 8314 section 3",
	"the server offers no AUTH without TLS")
HINT_IF(HINT_HELO, "auth", UNSUPPORTED, 0, "", "no AUTH without TLS",
	SERVER, "The server knows only HELO, which has neither login nor TLS. It is very old, or a device in between hides EHLO. Compare from another network.",
	"RFC 5321 section 4.1.4",
	"the server offers no AUTH without TLS")
HINT("auth", UNSUPPORTED, 0, "", "no AUTH under TLS",
	MONITOR, "This port offers no login. Use the submission port (-p 587 -S, or -s for 465), or have AUTH switched on for this port.",
	"RFC 6409 section 3.1",
	"the server offers no AUTH under TLS")
HINT("auth", UNSUPPORTED, 0, "", "used here: GSSAPI|used here: NTLM|offered are: GSSAPI|offered are: NTLM|offered are: X-EXPS",
	POLICY, "The server offers only Windows logins (GSSAPI, NTLM). Exchange offers LOGIN after STARTTLS (-S), or if basic authentication is switched on for this receive connector.",
	"Microsoft Learn: receive connectors, authentication",
	"no mechanism on offer can be used here: GSSAPI NTLM")
HINT("auth", UNSUPPORTED, 0, "", "no mechanism on offer",
	MONITOR, "Use TLS (-S or -s): the server may offer more mechanisms under it. A login by token or by certificate must be requested (-A XOAUTH2, --client-cert).",
	"RFC 4954 section 3",
	"no mechanism on offer can be used here: XOAUTH2 OAUTHBEARER")
HINT("auth", UNSUPPORTED, 0, "", "not possible in this session",
	MONITOR, "This session lacks something that the mechanism needs. Use the same mechanism without -PLUS, or give what is missing (-U, --password-file, --client-cert).",
	"RFC 5929 section 3, RFC 9266",
	"AUTH SCRAM-SHA-256-PLUS is not possible in this session: nothing in its TLS is safe to bind to")
HINT("auth", USAGE, 0, "", "",
	MONITOR, "This user name or password cannot be sent with this mechanism. Check -U and the password, or choose another mechanism with -A.",
	"RFC 4954 section 4",
	"the token is malformed")
HINT("auth", USAGE, 0, "", "unencrypted",
	MONITOR, "On this connection the password would be readable by others on the way. Use TLS: -S or -s.",
	"RFC 4954 section 9",
	"AUTH PLAIN would send the password unencrypted; use -S or -s, or --allow-cleartext-auth")

/* TLS first */
HINT("auth", REJECTED, 530, "", "",
	MONITOR, "The server wants TLS before the login. Add -S.",
	"RFC 3207 section 4",
	"530 5.7.0 Not now")
HINT_IF(HINT_TLS, "auth", REJECTED, 530, "", "",
	POLICY, "The server wants something more before the login, although TLS is active: perhaps a client certificate (--client-cert). Read its reply, or its log.",
	"RFC 4954 section 6",
	"530 5.7.0 Not now")
HINT("auth", REJECTED, 538, "", "",
	MONITOR, "The server allows this mechanism only under TLS. Add -S or -s.",
	"RFC 4954 section 6",
	"538 Encryption is wanted")
HINT_IF(HINT_TLS, "auth", REJECTED, 538, "", "",
	SERVER, "This session has TLS, but the server does not see it or finds it too weak. A load balancer in front of the server may end TLS. The server's log tells why.",
	"RFC 4954 section 6",
	"538 Encryption is wanted")
HINT("auth", REJECTED, 5, "X.7.11", "",
	MONITOR, "The server allows this mechanism only under TLS. Add -S or -s.",
	"RFC 4954 section 6, IANA: X.7.11",
	"524 5.7.11 Encryption needed for that mechanism")
HINT_IF(HINT_TLS, "auth", REJECTED, 5, "X.7.11", "",
	SERVER, "This session has TLS, but the server does not see it or finds it too weak. A load balancer in front of the server may end TLS. The server's log tells why.",
	"RFC 4954 section 6, IANA: X.7.11",
	"524 5.7.11 Encryption needed for that mechanism")

/* No such mechanism, no login here, bad syntax */
HINT("auth", REJECTED, 504, "", "",
	MONITOR, "The server does not support this mechanism here. Choose another with -A; the ehlo line lists the mechanisms.",
	"RFC 4954 section 4",
	"504 5.7.4 Unrecognized authentication type")
HINT("auth", REJECTED, 504, "", "invalid auth string",
	MONITOR, "An empty user name or password reached the server. Check -U and the source of the password (--password-file, --password-env).",
	"Haraka: auth_base",
	"504 Invalid AUTH string")
HINT("auth", REJECTED, 504, "", "not enabled",
	MONITOR, "Logins are switched off on this port. Use the submission port (-p 587 -S, or -s for 465), or have logins switched on here.",
	"hMailServer: TCP/IP ports",
	"504 Authentication not enabled.")
HINT("auth", REJECTED, 503, "", "",
	MONITOR, "The server accepts no login now: not on this port, or not before TLS (add -S or -s). The submission ports are 587 (-S) and 465 (-s).",
	"RFC 4954 section 4",
	"503 AUTH command used when not advertised")
HINT_IF(HINT_TLS, "auth", REJECTED, 503, "", "",
	MONITOR, "This port accepts no login, although TLS is active. Use the submission port (-p 587 -S, or -s for 465), or have AUTH switched on for this port.",
	"RFC 4954 section 4",
	"503 5.5.1 Error: authentication not enabled")
HINT("auth", REJECTED, 503, "", "already authenticated",
	MONITOR, "The server says that the session is already logged in, by the client certificate or by this host's address. Leave out the login, or leave out --client-cert.",
	"RFC 4954 section 4",
	"503 5.5.1 Error: already authenticated")
HINT("auth", REJECTED, 50, "", "",
	MONITOR, "The server does not know AUTH here: not on this port, or not before TLS (add -S or -s). The submission ports are 587 (-S) and 465 (-s).",
	"RFC 4954 section 4",
	"500 5.3.3 Unrecognized command")
HINT("auth", REJECTED, 501, "", "",
	MONITOR, "The server cannot read the login. Try another mechanism (-A), and check -U for characters that the server may not support.",
	"RFC 4954 section 4",
	"501 Error: invalid userdata")
HINT("auth", REJECTED, 5, "", "base64|cannot decode|can't decode",
	MONITOR, "The server could not decode the login. By hand, encode without a newline (printf, not echo). If this check fails, try another mechanism (-A), and look for a device that changes the session.",
	"RFC 4954 section 4",
	"501 5.5.2 Cannot Decode response k20-20020a05600c1c9400b003ff65aeffb7 - gsmtp")
HINT("auth", REJECTED, 501, "", "aborted|cancel",
	MONITOR, "The exchange was cancelled, not refused. Use -vv to see at which challenge, and try another mechanism with -A.",
	"RFC 4954 section 4",
	"501 5.7.0 Authentication aborted")
HINT("auth", REJECTED, 5, "X.5.6", "",
	POLICY, "The login (a large token) is longer than the server allows. Ask for a smaller token, or have the server's limit raised (Postfix: line_length_limit).",
	"RFC 4954 section 4",
	"500 5.5.6 Less, please")
HINT("auth", REJECTED, 5, "", "line too long|line is too long",
	POLICY, "The login (a large token) is longer than the server allows. Ask for a smaller token, or have the server's limit raised (Postfix: line_length_limit).",
	"RFC 4954 section 4",
	"500 5.5.6 Authentication Exchange line is too long")
HINT("auth", REJECTED, 5, "", "",
	CREDENTIALS, "The server refuses the login; its reply says why. Test the account by hand.",
	"RFC 4954 section 6",
	"554 5.7.8 Login denied")

/* Not now */
HINT("auth", REJECTED, 4, "", "",
	SERVER, "The server cannot check the login at the moment. The password is not the cause. The server's log tells why.",
	"RFC 4954 section 6",
	"451 4.3.0 Try again later")
HINT("auth", REJECTED, 454, "", "",
	SERVER, "The login service behind the server (Dovecot, saslauthd, LDAP, SQL) does not answer. The password is not the cause. The server's log tells why.",
	"RFC 4954 section 6",
	"454 4.7.0 Temporary authentication failure: Connection lost to authentication server")
HINT("auth", REJECTED, 435, "", "",
	SERVER, "The server could not look up the account. The password is not the cause. The server's log tells why.",
	"Exim: SMTP authentication, server_condition",
	"435 Unable to authenticate at present")
HINT("auth", REJECTED, 432, "", "",
	CREDENTIALS, "The server needs the password once in plain form, to store it in a new format. Log in one time with -A PLAIN under TLS (-S or -s).",
	"RFC 4954 section 6",
	"432 A password transition is needed")
HINT("auth", REJECTED, 4, "X.7.12", "",
	CREDENTIALS, "The server needs the password once in plain form, to store it in a new format. Log in one time with -A PLAIN under TLS (-S or -s).",
	"RFC 4954 section 6, IANA: X.7.12",
	"422 4.7.12 A password transition is needed")
HINT("auth", REJECTED, 4, "", "too many auth|too many bad|too many failed|too many login|login attempts|authentication attempts",
	POLICY, "The server limits the logins of this account or host. Check less often, look for another client with a wrong password, or ask the server's administrator for an exception.",
	"Postfix: smtpd_client_auth_rate_limit; Google: SMTP errors",
	"450 4.7.1 Error: too many AUTH commands from 192.0.2.10")
HINT("auth", REJECTED, 4, "", "maximum credits|credits exceeded",
	POLICY, "The login is right, but the account's quota is used up. Get a larger plan, or wait for the next period.",
	"Twilio SendGrid: SMTP errors and troubleshooting",
	"451 Authentication failed: Maximum credits exceeded")
HINT("auth", REJECTED, 421, "", "",
	SERVER, "The server ends the session: this host made too many errors, or the server could not look up the account. Its log tells why.",
	"RFC 5321 section 3.8",
	"421 Temporary failure")
HINT("auth", TIMEOUT, 0, "", "",
	SERVER, "The server does not answer the login. Its login service hangs, or it delays wrong passwords on purpose. Its log tells why; -t 30 gives it more time.",
	"RFC 4954 section 4",
	"no answer in time")
HINT("auth", CLOSED, 0, "", "",
	SERVER, "The server hung up during the login. Its login service is broken, or it locks this host out after failed logins. Its log tells why.",
	"RFC 5321 section 3.8",
	"the server hung up without an answer")
HINT("auth", PROTOCOL, 0, "", "did not prove|proof",
	SERVER, "The server did not prove that it knows the password: it is broken, or somebody pretends to be the server. Check its certificate and the route to it before anybody logs in there again.",
	"RFC 5802 section 5",
	"the server says yes, but did not prove that it knows the password")
HINT("auth", PROTOCOL, 0, "", "challenge|SCRAM|DIGEST-MD5|OAuth|says yes before|has to say",
	SERVER, "The server breaks the rules of this mechanism. See the dialogue with -vv, try another mechanism with -A, and tell the server's administrator.",
	"RFC 4422 section 3",
	"the server's challenge is not base64")
/* clang-format on */
