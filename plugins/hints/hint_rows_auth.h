/* AUTH that fails: see hint_rows.h. */
/* clang-format off */

/* The account: 534 and 535, or words about it */
HINT("auth", REJECTED, 535, "", "",
	CREDENTIALS, "The server rejects the user name or the password. Test the account by hand or in a mail program. If that fails too, reset its password.",
	"RFC 4954 section 6",
	"535 Incorrect authentication data")
HINT_IF(HINT_TOKEN, "auth", REJECTED, 535, "", "",
	CREDENTIALS, "The server refuses the access token. It may have expired, be for another mailbox (-U), or lack the scope for SMTP. Get a fresh token and try again.",
	"RFC 7628 section 3.2",
	"535 5.7.8 Username and Password not accepted")
HINT_IF(HINT_IDENTITY, "auth", REJECTED, 535, "", "",
	CREDENTIALS, "The server knows no account for the client certificate. Ask its administrator to map it to an account, name the account with --authzid, or use another certificate (--client-cert).",
	"RFC 4422 appendix A",
	"535 5.7.8 Error: authentication failed")
#define HASHED_TEXT                                                            \
	"Test the same login with -A PLAIN. If that works, the password is right, and the server keeps it hashed: this mechanism needs a secret of its own there. Take it off the server's list. Else reset the password."
HINT_IF(HINT_STORED, "auth", REJECTED, 535, "", "",
	CREDENTIALS, HASHED_TEXT,
	"RFC 5802 section 1; Dovecot: password schemes",
	"535 5.7.8 Error: authentication failed")
HINT_IF(HINT_STORED, "auth", REJECTED, 535, "", "reason unavailable",
	CREDENTIALS, HASHED_TEXT,
	"RFC 5802 section 1; Dovecot: password schemes",
	"535 5.7.8 Error: authentication failed: (reason unavailable)")
HINT_IF(HINT_PASSWORD | HINT_BLANK_END, "auth", REJECTED, 535, "", "",
	CREDENTIALS, "The server rejects the user name or the password. The password that was given ends in a blank: if that is a mistake, remove it. Else test the account by hand.",
	"RFC 4954 section 6",
	"535 5.7.8 Error: authentication failed")
HINT_IF(HINT_PASSWORD, "auth", REJECTED, 535, "", "reason unavailable",
	CREDENTIALS, "The server rejects the user name or the password, or its login service cannot check them (LDAP or SQL down: its log tells). Test the account by hand. If others cannot log in either, look at that service.",
	"Postfix: SASL_README; Dovecot: auth-worker",
	"535 5.7.8 Error: authentication failed: (reason unavailable)")
HINT_IF(HINT_NO_DOMAIN, "auth", REJECTED, 535, "", "full email address|full e-mail address|complete email address|including the domain|user@domain|username must be an email",
	CREDENTIALS, "The server wants a user name with its domain. Give it as -U USER@DOMAIN.",
	"RFC 4954 section 6",
	"535 5.7.8 Please log in with your full email address")
HINT("auth", REJECTED, 535, "5.7.0", "",
	CREDENTIALS, "The server rejects the user name or the password. Test the account by hand. Sendmail with sasldb also compares the realm: try -U USER@HOST with the server's own host name.",
	"Sendmail: Cyrus SASL and sasldb realms",
	"535 5.7.0 authentication failed")
HINT("auth", REJECTED, 535, "5.7.3", "",
	CREDENTIALS, "The server rejects the login. Exchange wants user@domain or DOMAIN\\user (-U), and the password of that mailbox or a token for it with SMTP.Send. Test the account by hand, then reset its password.",
	"Microsoft Learn: authenticated client SMTP submission",
	"535 5.7.3 Authentication unsuccessful")
HINT("auth", REJECTED, 535, "5.7.3", "unable to proxy",
	SERVER, "Exchange's front end cannot reach the server of this mailbox, so it cannot check the login. The password is not the cause. Look at the transport services of Exchange and their log.",
	"Microsoft Learn: Front End Transport service",
	"535 5.7.3 Unable to proxy authenticated session because either the backend does not support it or failed to resolve the user")

/* Exchange Online: 535 5.7.139 */
HINT("auth", REJECTED, 535, "5.7.139", "",
	POLICY, "A sign-in rule of the Microsoft 365 tenant refused this login. The tenant's administrator finds the rule in its sign-in log (Entra admin centre).",
	"Microsoft Learn: authenticated client SMTP submission",
	"535 5.7.139 Authentication unsuccessful [AM0PR01CA0123.eurprd01.prod.exchangelabs.com]")
HINT("auth", REJECTED, 535, "5.7.139", "SmtpClientAuthentication is disabled|smtp_auth_disabled",
	POLICY, "SMTP AUTH is switched off for this tenant or mailbox in Exchange Online; no password is checked. Its administrator can run: Set-CASMailbox USER -SmtpClientAuthenticationDisabled $false",
	"Microsoft: aka.ms/smtp_auth_disabled",
	"535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. Visit https://aka.ms/smtp_auth_disabled for more information. [AS9PR06CA0371.eurprd06.prod.outlook.com]")
HINT("auth", REJECTED, 535, "5.7.139", "basic authentication is disabled",
	POLICY, "Microsoft no longer accepts passwords for this account, not even app passwords. Log in with a token (-A XOAUTH2), or ask the tenant's administrator to allow basic authentication.",
	"Microsoft Learn: deprecation of basic authentication",
	"535 5.7.139 Authentication unsuccessful, basic authentication is disabled. [DU2PR04CA0125.eurprd04.prod.outlook.com]")
HINT("auth", REJECTED, 5, "5.7.30", "",
	POLICY, "Microsoft no longer accepts passwords for this account, not even app passwords. Log in with a token (-A XOAUTH2).",
	"Microsoft: basic authentication for Client Submission retires",
	"550 5.7.30 Basic authentication is not supported for Client Submission.")
HINT("auth", REJECTED, 535, "5.7.139", "security defaults",
	POLICY, "The tenant's security defaults (Entra) block password logins over SMTP for all users. Log in with a token (-A XOAUTH2), or ask the tenant's administrator to replace the defaults with other rules.",
	"Microsoft Learn: security defaults in Entra ID",
	"535 5.7.139 Authentication unsuccessful, user is locked by your organization's security defaults policy. Contact your administrator. [FR3P281CA0001.DEUP281.PROD.OUTLOOK.COM]")
HINT("auth", REJECTED, 535, "5.7.139", "did not meet the criteria",
	POLICY, "A rule of the tenant refused this sign-in: conditional access, location, MFA, or a mailbox setting. Its administrator finds the rule in the sign-in log (Entra). A login from another network may pass.",
	"Microsoft Learn: authenticated client SMTP submission",
	"535 5.7.139 Authentication unsuccessful, the request did not meet the criteria to be authenticated successfully. Contact your administrator. [FR0P281CA0131.DEUP281.PROD.OUTLOOK.COM]")
HINT("auth", REJECTED, 535, "5.7.139", "user credentials were incorrect|password has expired",
	CREDENTIALS, "Microsoft rejects the user name or the password. Test the account in a browser. If that fails too, reset its password.",
	"Microsoft Learn: authenticated client SMTP submission",
	"535 5.7.139 Authentication unsuccessful, the user credentials were incorrect. [BL1PR13CA0001.namprd13.prod.outlook.com]")

/* Google */
HINT_IF(HINT_PASSWORD, "auth", REJECTED, 535, "5.7.8", "Username and Password not accepted|BadCredentials",
	CREDENTIALS, "Google does not accept the account's own password here. Create an app password for the account (this needs 2-step verification) and use that, or log in with a token (-A XOAUTH2).",
	"Google: Gmail SMTP errors and codes",
	"535-5.7.8 Username and Password not accepted. For more information, go to\n535 5.7.8  https://support.google.com/mail/?p=BadCredentials a640c23a62f3a-aa5c0e4b9d2sm123456966b.12 - gsmtp")
HINT("auth", REJECTED, 534, "5.7.9", "application-specific|InvalidSecondFactor",
	CREDENTIALS, "Google does not accept the account's own password here. Create an app password for the account and use that, or log in with a token (-A XOAUTH2).",
	"Google: Gmail SMTP errors and codes",
	"534-5.7.9 Application-specific password required. For more information, go to\n534 5.7.9  https://support.google.com/mail/?p=InvalidSecondFactor d9443c01a7336 - gsmtp")
HINT("auth", REJECTED, 534, "5.7.14", "",
	CREDENTIALS, "Google wants the account's owner to confirm this login. Log in once in a web browser and confirm, then create an app password for the check.",
	"Google: Gmail SMTP errors and codes",
	"534 5.7.14 Confirm the account first")
HINT("auth", REJECTED, 5, "", "WebLoginRequired|log in via your web browser|log in with your web browser",
	CREDENTIALS, "The provider wants the account's owner to confirm this login. Log in once in a web browser and confirm, then create an app password for the check.",
	"Google: Gmail SMTP errors and codes",
	"534-5.7.14 <https://accounts.google.com/signin/continue?sarp=1&scc=1&plt=AKgnsbvlGq\n534-5.7.14 0XbNwHcaWFtGz> Please log in via your web browser and\n534-5.7.14 then try again.\n534-5.7.14  Learn more at\n534 5.7.14  https://support.google.com/mail/answer/78754 c3sm12 - gsmtp")
HINT("auth", REJECTED, 534, "", "",
	CREDENTIALS, "The server wants a stronger mechanism or another kind of login for this user; its reply may say which. With -A try another mechanism; the ehlo line lists those that the server offers.",
	"RFC 4954 section 6",
	"534 5.7.9 Authentication mechanism is too weak")

/* The login service behind the server, and mechanisms */
HINT("auth", REJECTED, 535, "", "UGFzc3dvcmQ6|VXNlcm5hbWU6",
	CREDENTIALS, "The server rejects the user name or the password. The last word of the reply is only its prompt (\"Password:\" in base64). Test the account by hand. If that fails too, reset its password.",
	"Postfix: SASL_README",
	"535 5.7.8 Error: authentication failed: UGFzc3dvcmQ6")
HINT("auth", REJECTED, 535, "", "invalid authentication mechanism|mechanism not supported|unsupported authentication|not a supported mechanism|mechanism is not supported",
	MONITOR, "The server offers this mechanism but does not support it. Choose another with -A; the ehlo line lists the mechanisms.",
	"RFC 4954 section 4",
	"535 5.7.8 Error: authentication failed: Invalid authentication mechanism")
HINT("auth", REJECTED, 535, "", "generic failure|no mechanism available|connection lost to authentication|cannot connect to saslauthd|connect to authentication server",
	SERVER, "The login service behind the server is broken: saslauthd or Dovecot does not run, its socket path is wrong (chroot), or a SASL module is missing. The password is not the cause. The server's log tells why.",
	"Postfix: SASL_README",
	"535 5.7.8 Error: authentication failed: generic failure")
HINT("auth", REJECTED, 535, "", "no secret in database|another step is needed",
	CREDENTIALS, "The server stores no secret that fits this mechanism for the user (hashed passwords work with PLAIN and LOGIN only). Try -A PLAIN with -S, or store such a secret on the server.",
	"Cyrus SASL: components, auxprop",
	"535 5.7.8 Error: authentication failed: no secret in database")
HINT("auth", REJECTED, 535, "", "user not found",
	CREDENTIALS, "The server does not know this user for this mechanism. Check -U (Cyrus SASL also compares the realm: -U USER@REALM), and check where the server keeps its accounts.",
	"Cyrus SASL: components, auxprop",
	"535 5.7.8 Error: authentication failed: user not found")

HINT("auth", REJECTED, 535, "", "access denied",
	CREDENTIALS, "The server rejects the user name or the password. Test the account by hand or in a mail program. If that fails too, reset its password.",
	"RFC 4954 section 6",
	"535 5.7.8 Access denied")

/* Accounts that may not log in here, whatever the password */
HINT("auth", REJECTED, 5, "X.7.13", "",
	POLICY, "The account exists but is disabled. Ask the server's administrator to enable it.",
	"RFC 5248 section 2.4, IANA: X.7.13",
	"525 5.7.13 Not this user")
HINT("auth", REJECTED, 5, "", "account is disabled|account disabled|account has been disabled|user is disabled|user account disabled|account is locked|account locked|account blocked|account is blocked|suspended|deactivated",
	POLICY, "The account is locked or switched off. Ask the server's administrator or the provider to enable it again.",
	"RFC 5248 section 2.4, IANA: X.7.13",
	"525 5.7.13 User Account Disabled")
HINT("auth", REJECTED, 5, "", "does not have access rights|user has no permission|not have permission|not permitted to use smtp|service is not enabled|service not open|smtp access disabled|smtp is disabled|authentication is disabled",
	POLICY, "The account may not use SMTP. Switch on access for mail programs (IMAP/SMTP) in the account's settings, or ask the provider's administrator to do so.",
	"Yandex 360: mail clients; NetEase: client authorisation",
	"535 5.7.8 Error: authentication failed: This user does not have access rights to this service")
HINT("auth", REJECTED, 5, "", "application password|app password|app-specific|application specific|application-specific|authorization code|auth code|two-factor|two factor|2fa|multi-factor|second factor",
	CREDENTIALS, "The provider does not accept the account's own password from programs. Create an app password (also called authorisation code) in the account's settings and use that.",
	"Gmail, Yahoo, Apple, Mail.ru, QQ: app passwords",
	"535 5.7.0 NEOBHODIM parol prilozheniya https://help.mail.ru/mail/security/protection/external / Application password is REQUIRED")
HINT("auth", REJECTED, 5, "", "password expired|password has expired|password is expired|must change|must be changed|change your password",
	CREDENTIALS, "The account's password has expired. Set a new one and give it to the check (--password-file).",
	"RFC 4954 section 6",
	"535 5.7.8 Authentication failed: password expired")
HINT("auth", REJECTED, 5, "", "unauthorized ip|unauthorised ip|ip address is not|ip address not|not allowed from|from your country|from this location",
	POLICY, "The provider accepts logins of this account only from known addresses. Add the address of this host to the provider's list.",
	"Brevo: authorised IP addresses",
	"525 5.7.1 Unauthorized IP address. Please see https://app.brevo.com/security/authorised_ips")
HINT("auth", REJECTED, 5, "", "too many bad|too many failed|too many auth|too many login|login attempts|logon attempts|authentication attempts|temporarily blocked|temporarily locked|brute force",
	POLICY, "The server counts failed or frequent logins and locks out the account or this host. Stop the check, correct the password, check less often, and ask the server's administrator for an exception.",
	"hMailServer: auto-ban; Yahoo: SMTP error codes",
	"535 Authentication failed. Too many invalid logon attempts.")

/* Providers with credentials of their own kind */
HINT("auth", REJECTED, 535, "", "authentication credentials invalid|not subscribed to SES",
	CREDENTIALS, "The server rejects the user name or the password. Amazon SES needs SMTP credentials created in the same region, not AWS access keys. On any other server, reset the password.",
	"Amazon SES: troubleshooting SMTP",
	"535 Authentication Credentials Invalid")
HINT("auth", REJECTED, 535, "", "authorization grant|bad username / password|basic authentication is no longer supported",
	CREDENTIALS, "SendGrid does not accept the account's own password. The user name is the word apikey (-U apikey), and the password is the API key.",
	"Twilio SendGrid: SMTP errors and troubleshooting",
	"535 Authentication failed: The provided authorization grant is invalid, expired, or revoked")

/* Other codes than 535, in words that leave no doubt */
HINT("auth", REJECTED, 0, "", "invalid username|invalid user or|invalid credentials|bad credentials|wrong user|wrong password|incorrect user|incorrect password|invalid password|bad password|unknown user|login incorrect|invalid login|password incorrect",
	CREDENTIALS, "The server rejects the user name or the password. Test the account by hand or in a mail program. If that fails too, reset its password.",
	"RFC 4954 section 6",
	"454 4.7.0 invalid username or password")

/* OAuth: the words in brackets are decoded from the server's JSON */
HINT("auth", REJECTED, 0, "", "(status ",
	CREDENTIALS, "The server refuses the access token. It may have expired, be for another mailbox or audience, or lack the scope for SMTP. Get a fresh token and try again.",
	"RFC 7628 section 3.2.2",
	"535 5.7.8 Error: authentication failed\n (status 400, scope https://mail.google.com/)")
HINT("auth", REJECTED, 5, "", "(status 401|(status invalid_token|invalid_token|token expired|token has expired|expired token",
	CREDENTIALS, "The server does not accept this access token. Most often it has expired or is for another mailbox. Get a fresh token.",
	"RFC 6750 section 3.1",
	"535 5.7.8 Error: authentication failed: (reason unavailable)\n (status 401, scope mail)")
HINT("auth", REJECTED, 5, "", "(status 403|insufficient_scope",
	CREDENTIALS, "The access token lacks the scope for SMTP. Request a token with the scope that the server names (Google: https://mail.google.com/, Microsoft: SMTP.Send).",
	"RFC 6750 section 3.1",
	"535 5.7.8 Error: authentication failed\n (status insufficient_scope, scope https://mail.google.com/)")
HINT("auth", REJECTED, 5, "X.5.124", "",
	CREDENTIALS, "The service does not know the user name that was sent with the token as one of its addresses. Give the full mailbox address with -U.",
	"Microsoft Learn: OAuth for IMAP, POP and SMTP",
	"501 5.5.124 Invalid XOAUTH2 auth data")

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
HINT_IF(HINT_PORT_587 | HINT_TLS, "auth", UNSUPPORTED, 0, "", "no AUTH under TLS",
	SERVER, "This is the submission port, and yet it offers no login: its login service (Dovecot, saslauthd) may be down, or AUTH is switched off here (Postfix: smtpd_sasl_auth_enable). Its log tells why.",
	"RFC 6409 section 4.3",
	"the server offers no AUTH under TLS")
HINT_IF(HINT_PORT_587 | HINT_CLEAR, "auth", UNSUPPORTED, 0, "", "no AUTH without TLS",
	MONITOR, "Port 587 offers its login only under TLS: add -S.",
	"RFC 6409 section 4.3, RFC 8314 section 3",
	"the server offers no AUTH without TLS")
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
HINT("auth", USAGE, 0, "", "without libidn",
	MONITOR, "This password or user name takes the tables of libidn: install it (Debian: libidn12; Fedora: libidn). Or choose a mechanism that sends the password as it is: -A PLAIN, with TLS.",
	"RFC 4013 section 2",
	"the password has a character (U+2713) that cannot be prepared for this mechanism (RFC 4013) without libidn (Debian: libidn12); choose another with -A")
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
