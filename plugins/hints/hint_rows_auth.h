/* AUTH that was answered with 534 or 535, or in words about the account: see
 * hint_rows.h. */
/* clang-format off */

HINT("auth", REJECTED, 535, "", "",
	CREDENTIALS, "The server rejects the user name or the password. Test the account by hand or in a mail program, and set its password anew if that fails too.",
	"RFC 4954 section 6",
	"535 Incorrect authentication data")
HINT_IF(HINT_TOKEN, "auth", REJECTED, 535, "", "",
	CREDENTIALS, "The server refuses the access token: it has expired, is for another mailbox (-U), or lacks the scope for SMTP. Get a fresh one and try again.",
	"RFC 7628 section 3.2",
	"535 5.7.8 Username and Password not accepted")
HINT_IF(HINT_IDENTITY, "auth", REJECTED, 535, "", "",
	CREDENTIALS, "The server knows nobody by the certificate that was shown: have it mapped to an account there, name the account with --authzid, or show another (--client-cert).",
	"RFC 4422 appendix A",
	"535 5.7.8 Error: authentication failed")
HINT("auth", REJECTED, 535, "5.7.0", "",
	CREDENTIALS, "The server rejects the user name or the password. Test the account by hand. With Sendmail and its sasldb the realm counts too: try -U USER@HOST with the server's own host name.",
	"Sendmail: Cyrus SASL and sasldb realms",
	"535 5.7.0 authentication failed")
HINT("auth", REJECTED, 535, "5.7.3", "",
	CREDENTIALS, "The server rejects the login. Exchange wants user@domain or DOMAIN\\user (-U) and that mailbox's own password, or a token for it with SMTP.Send. Test the account by hand, then reset its password.",
	"Microsoft Learn: authenticated client SMTP submission",
	"535 5.7.3 Authentication unsuccessful")
HINT("auth", REJECTED, 535, "5.7.3", "unable to proxy",
	SERVER, "Exchange's front end cannot reach the server of this mailbox to log in there; the password is not in question. Look at its transport services and their log.",
	"Microsoft Learn: Front End Transport service",
	"535 5.7.3 Unable to proxy authenticated session because either the backend does not support it or failed to resolve the user")

/* Exchange Online: 535 5.7.139 */
HINT("auth", REJECTED, 535, "5.7.139", "",
	POLICY, "A sign-in rule of the Microsoft 365 tenant refused this login; the sign-in log of the tenant (Entra admin centre) names it.",
	"Microsoft Learn: authenticated client SMTP submission",
	"535 5.7.139 Authentication unsuccessful [AM0PR01CA0123.eurprd01.prod.exchangelabs.com]")
HINT("auth", REJECTED, 535, "5.7.139", "SmtpClientAuthentication is disabled|smtp_auth_disabled",
	POLICY, "SMTP AUTH is switched off for this tenant or mailbox in Exchange Online; the password was not even looked at. Its administrator can run: Set-CASMailbox USER -SmtpClientAuthenticationDisabled $false",
	"Microsoft: aka.ms/smtp_auth_disabled",
	"535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. Visit https://aka.ms/smtp_auth_disabled for more information. [AS9PR06CA0371.eurprd06.prod.outlook.com]")
HINT("auth", REJECTED, 535, "5.7.139", "basic authentication is disabled",
	POLICY, "Microsoft takes no passwords for this account any more, app passwords neither: log in with a token (-A XOAUTH2), or have basic authentication allowed.",
	"Microsoft Learn: deprecation of basic authentication",
	"535 5.7.139 Authentication unsuccessful, basic authentication is disabled. [DU2PR04CA0125.eurprd04.prod.outlook.com]")
HINT("auth", REJECTED, 5, "5.7.30", "",
	POLICY, "Microsoft takes no passwords for this account any more, app passwords neither: log in with a token (-A XOAUTH2).",
	"Microsoft: basic authentication for Client Submission retires",
	"550 5.7.30 Basic authentication is not supported for Client Submission.")
HINT("auth", REJECTED, 535, "5.7.139", "security defaults",
	POLICY, "The tenant's security defaults (Entra) block password logins over SMTP for all users: its administrator must replace them by rules of its own, or the check uses -A XOAUTH2.",
	"Microsoft Learn: security defaults in Entra ID",
	"535 5.7.139 Authentication unsuccessful, user is locked by your organization's security defaults policy. Contact your administrator. [FR3P281CA0001.DEUP281.PROD.OUTLOOK.COM]")
HINT("auth", REJECTED, 535, "5.7.139", "did not meet the criteria",
	POLICY, "A rule of the tenant refused this sign-in: conditional access, location, MFA, or a switch of the mailbox. The tenant's sign-in log (Entra) names it; another network may fare better.",
	"Microsoft Learn: authenticated client SMTP submission",
	"535 5.7.139 Authentication unsuccessful, the request did not meet the criteria to be authenticated successfully. Contact your administrator. [FR0P281CA0131.DEUP281.PROD.OUTLOOK.COM]")
HINT("auth", REJECTED, 535, "5.7.139", "user credentials were incorrect|password has expired",
	CREDENTIALS, "Microsoft rejects the user name or the password. Test the account in a browser, and set its password anew if that fails too.",
	"Microsoft Learn: authenticated client SMTP submission",
	"535 5.7.139 Authentication unsuccessful, the user credentials were incorrect. [BL1PR13CA0001.namprd13.prod.outlook.com]")

/* Google */
HINT_IF(HINT_PASSWORD, "auth", REJECTED, 535, "5.7.8", "Username and Password not accepted|BadCredentials",
	CREDENTIALS, "Google takes no account password here: make an app password for this account (it needs 2-step verification) and give that, or log in with a token (-A XOAUTH2).",
	"Google: Gmail SMTP errors and codes",
	"535-5.7.8 Username and Password not accepted. For more information, go to\n535 5.7.8  https://support.google.com/mail/?p=BadCredentials a640c23a62f3a-aa5c0e4b9d2sm123456966b.12 - gsmtp")
HINT("auth", REJECTED, 534, "5.7.9", "application-specific|InvalidSecondFactor",
	CREDENTIALS, "Google takes no account password here: make an app password for this account and give that, or log in with a token (-A XOAUTH2).",
	"Google: Gmail SMTP errors and codes",
	"534-5.7.9 Application-specific password required. For more information, go to\n534 5.7.9  https://support.google.com/mail/?p=InvalidSecondFactor d9443c01a7336 - gsmtp")
HINT("auth", REJECTED, 534, "5.7.14", "",
	CREDENTIALS, "Google wants to see the account's owner: log in once in a web browser and confirm, then make an app password for the check.",
	"Google: Gmail SMTP errors and codes",
	"534 5.7.14 Confirm the account first")
HINT("auth", REJECTED, 5, "", "WebLoginRequired|log in via your web browser|log in with your web browser",
	CREDENTIALS, "The provider wants to see the account's owner: log in once in a web browser and confirm, then make an app password for the check.",
	"Google: Gmail SMTP errors and codes",
	"534-5.7.14 <https://accounts.google.com/signin/continue?sarp=1&scc=1&plt=AKgnsbvlGq\n534-5.7.14 0XbNwHcaWFtGz> Please log in via your web browser and\n534-5.7.14 then try again.\n534-5.7.14  Learn more at\n534 5.7.14  https://support.google.com/mail/answer/78754 c3sm12 - gsmtp")
HINT("auth", REJECTED, 534, "", "",
	CREDENTIALS, "The server wants a stronger mechanism or another proof for this user: try -A with another of those on offer (the line of ehlo has them); the reply may say which.",
	"RFC 4954 section 6",
	"534 5.7.9 Authentication mechanism is too weak")

/* The login service behind the server, and mechanisms */
HINT("auth", REJECTED, 535, "", "UGFzc3dvcmQ6|VXNlcm5hbWU6",
	CREDENTIALS, "The server rejects the user name or the password; the odd word is only its prompt (\"Password:\" in base64). Test the account by hand, and set its password anew if that fails too.",
	"Postfix: SASL_README",
	"535 5.7.8 Error: authentication failed: UGFzc3dvcmQ6")
HINT("auth", REJECTED, 535, "", "invalid authentication mechanism|mechanism not supported|unsupported authentication|not a supported mechanism|mechanism is not supported",
	MONITOR, "The server does not do this mechanism after all: choose another with -A (the line of ehlo has what is on offer).",
	"RFC 4954 section 4",
	"535 5.7.8 Error: authentication failed: Invalid authentication mechanism")
HINT("auth", REJECTED, 535, "", "generic failure|no mechanism available|connection lost to authentication|cannot connect to saslauthd|connect to authentication server",
	SERVER, "The login service behind the server is broken (saslauthd or Dovecot not running, wrong socket path in a chroot, missing SASL module); the password is not in question. Its log tells.",
	"Postfix: SASL_README",
	"535 5.7.8 Error: authentication failed: generic failure")
HINT("auth", REJECTED, 535, "", "no secret in database|another step is needed",
	CREDENTIALS, "The server has no secret of the kind that this mechanism needs for the user (hashed passwords serve PLAIN and LOGIN alone): try -A PLAIN with -S, or store the secret.",
	"Cyrus SASL: components, auxprop",
	"535 5.7.8 Error: authentication failed: no secret in database")
HINT("auth", REJECTED, 535, "", "user not found",
	CREDENTIALS, "The server does not know this user for this mechanism: check -U (with Cyrus SASL the realm counts: -U USER@REALM), and where the accounts are kept.",
	"Cyrus SASL: components, auxprop",
	"535 5.7.8 Error: authentication failed: user not found")

HINT("auth", REJECTED, 535, "", "access denied",
	CREDENTIALS, "The server rejects the user name or the password. Test the account by hand or in a mail program, and set its password anew if that fails too.",
	"RFC 4954 section 6",
	"535 5.7.8 Access denied")

/* Accounts that may not log in here, whatever the password */
HINT("auth", REJECTED, 5, "X.7.13", "",
	POLICY, "The account exists but is disabled; the server's administrator must enable it.",
	"RFC 5248 section 2.4, IANA: X.7.13",
	"525 5.7.13 Not this user")
HINT("auth", REJECTED, 5, "", "account is disabled|account disabled|account has been disabled|user is disabled|user account disabled|account is locked|account locked|account blocked|account is blocked|suspended|deactivated",
	POLICY, "The account is locked or switched off at the server: its administrator (or the provider) must enable it again.",
	"RFC 5248 section 2.4, IANA: X.7.13",
	"525 5.7.13 User Account Disabled")
HINT("auth", REJECTED, 5, "", "does not have access rights|user has no permission|not have permission|not permitted to use smtp|service is not enabled|service not open|smtp access disabled|smtp is disabled|authentication is disabled",
	POLICY, "The account may not use SMTP: switch on the access of mail programs (IMAP/SMTP) in its settings, or have the provider's administrator do it.",
	"Yandex 360: mail clients; NetEase: client authorisation",
	"535 5.7.8 Error: authentication failed: This user does not have access rights to this service")
HINT("auth", REJECTED, 5, "", "application password|app password|app-specific|application specific|application-specific|authorization code|auth code|two-factor|two factor|2fa|multi-factor|second factor",
	CREDENTIALS, "The provider takes no account password from programs: make an app password (some say authorisation code) in the account's settings, and give that.",
	"Gmail, Yahoo, Apple, Mail.ru, QQ: app passwords",
	"535 5.7.0 NEOBHODIM parol prilozheniya https://help.mail.ru/mail/security/protection/external / Application password is REQUIRED")
HINT("auth", REJECTED, 5, "", "password expired|password has expired|password is expired|must change|must be changed|change your password",
	CREDENTIALS, "The account's password has expired: set a new one and give it to the check (--password-file).",
	"RFC 4954 section 6",
	"535 5.7.8 Authentication failed: password expired")
HINT("auth", REJECTED, 5, "", "unauthorized ip|unauthorised ip|ip address is not|ip address not|not allowed from|from your country|from this location",
	POLICY, "The provider takes logins of this account only from addresses that it knows: have this host's address added to its list.",
	"Brevo: authorised IP addresses",
	"525 5.7.1 Unauthorized IP address. Please see https://app.brevo.com/security/authorised_ips")
HINT("auth", REJECTED, 5, "", "too many bad|too many failed|too many auth|too many login|login attempts|logon attempts|authentication attempts|temporarily blocked|temporarily locked|brute force",
	POLICY, "The server counts failed or frequent logins and shuts the account or this host out next: stop the check, correct the password, check less often, and have the monitor excepted.",
	"hMailServer: auto-ban; Yahoo: SMTP error codes",
	"535 Authentication failed. Too many invalid logon attempts.")

/* Providers with credentials of their own kind */
HINT("auth", REJECTED, 535, "", "authentication credentials invalid|not subscribed to SES",
	CREDENTIALS, "The server rejects the user name or the password. Amazon SES wants its own SMTP credentials, made in the same region (not the AWS keys); elsewhere, set the password anew.",
	"Amazon SES: troubleshooting SMTP",
	"535 Authentication Credentials Invalid")
HINT("auth", REJECTED, 535, "", "authorization grant|bad username / password|basic authentication is no longer supported",
	CREDENTIALS, "SendGrid takes no account password: the user is the word apikey (-U apikey), the password is the API key itself.",
	"Twilio SendGrid: SMTP errors and troubleshooting",
	"535 Authentication failed: The provided authorization grant is invalid, expired, or revoked")

/* Other codes than 535, in words that leave no doubt */
HINT("auth", REJECTED, 0, "", "invalid username|invalid user or|invalid credentials|bad credentials|wrong user|wrong password|incorrect user|incorrect password|invalid password|bad password|unknown user|login incorrect|invalid login|password incorrect",
	CREDENTIALS, "The server rejects the user name or the password. Test the account by hand or in a mail program, and set its password anew if that fails too.",
	"RFC 4954 section 6",
	"454 4.7.0 invalid username or password")

/* OAuth: the words in brackets are decoded from the server's JSON */
HINT("auth", REJECTED, 0, "", "(status ",
	CREDENTIALS, "The server refuses the access token: it has expired, is for another mailbox or audience, or lacks the scope for SMTP. Get a fresh one and try again.",
	"RFC 7628 section 3.2.2",
	"535 5.7.8 Error: authentication failed\n (status 400, scope https://mail.google.com/)")
HINT("auth", REJECTED, 5, "", "(status 401|(status invalid_token|invalid_token|token expired|token has expired|expired token",
	CREDENTIALS, "The server does not accept this access token: most often it has expired, or is for another mailbox. Get a fresh one.",
	"RFC 6750 section 3.1",
	"535 5.7.8 Error: authentication failed: (reason unavailable)\n (status 401, scope mail)")
HINT("auth", REJECTED, 5, "", "(status 403|insufficient_scope",
	CREDENTIALS, "The access token lacks the scope for SMTP: ask for it with the one that the server names (Google: https://mail.google.com/, Microsoft: SMTP.Send).",
	"RFC 6750 section 3.1",
	"535 5.7.8 Error: authentication failed\n (status insufficient_scope, scope https://mail.google.com/)")
HINT("auth", REJECTED, 5, "X.5.124", "",
	CREDENTIALS, "The user in the token's message is no valid address of this service: give the full mailbox address with -U.",
	"Microsoft Learn: OAuth for IMAP, POP and SMTP",
	"501 5.5.124 Invalid XOAUTH2 auth data")
/* clang-format on */
