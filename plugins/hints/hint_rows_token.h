/* TOKEN: the secret that --password-command or --oauth gets.  A token endpoint
 * speaks in the codes of RFC 6749, and Microsoft's adds a number; that number
 * only chooses a row here, and behind it stands the row of the code: see
 * hint_rows.h. */
/* clang-format off */

#define ENTRA "Microsoft Learn: Entra authentication error codes"
#define GOOGLE "Google Identity: OAuth 2.0 errors"

/* Microsoft: the client and its secret */
HINT("token", REJECTED, 0, "", "AADSTS7000222:",
	CREDENTIALS, "The app's client secret has expired. Its owner makes a new one (Entra: App registrations, Certificates & secrets) and puts its value, and secret_expires, into the file of --oauth.",
	ENTRA,
	"401 invalid_client: AADSTS7000222: The provided client secret keys for app '00000000' are expired.")
HINT("token", REJECTED, 0, "", "AADSTS7000215:|AADSTS70002:|AADSTS7000213:",
	CREDENTIALS, "The client secret is wrong. Often the secret's ID was copied instead of its value. Copy the value; if nobody kept it, make a new secret (Entra: Certificates & secrets).",
	ENTRA,
	"401 invalid_client: AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID")
HINT("token", REJECTED, 0, "", "AADSTS7000218:|AADSTS7000214:",
	MONITOR, "The app wants a proof, and none was sent. Give client_secret, or client_certificate with client_key, in the file of --oauth.",
	ENTRA,
	"401 invalid_client: AADSTS7000218: The request body must contain the following parameter: 'client_assertion' or 'client_secret'.")
HINT("token", REJECTED, 0, "", "AADSTS700025:",
	MONITOR, "The app is a public client, which has no secret. Remove client_secret and its like from the file of --oauth.",
	ENTRA,
	"401 invalid_client: AADSTS700025: Client is public so neither 'client_assertion' nor 'client_secret' should be presented.")
HINT("token", REJECTED, 0, "", "AADSTS700016:|AADSTS70001:",
	MONITOR, "The tenant has no app of this client_id. Compare client_id and tenant in the file of --oauth with the app registration; for an app of another tenant, an admin must consent first.",
	ENTRA,
	"400 unauthorized_client: AADSTS700016: Application with identifier '00000000' was not found in the directory 'Contoso'.")
HINT("token", REJECTED, 0, "", "AADSTS7000229:",
	POLICY, "The app has no service principal in this tenant. The tenant's administrator makes one (PowerShell: New-MgServicePrincipal -AppId CLIENT_ID) and consents to its permissions.",
	ENTRA,
	"401 unauthorized_client: AADSTS7000229: The client application is missing service principal in the tenant.")
HINT("token", REJECTED, 0, "", "AADSTS7000112:",
	POLICY, "The app is disabled. The tenant's administrator enables it (Entra: Enterprise applications, Properties, Enabled for users to sign-in).",
	ENTRA,
	"401 unauthorized_client: AADSTS7000112: Application '00000000' is disabled.")
HINT("token", REJECTED, 0, "", "AADSTS700027:",
	CREDENTIALS, "The signature of the assertion is not accepted. Upload this certificate to the app (Certificates & secrets), and see that client_key belongs to client_certificate.",
	ENTRA,
	"401 invalid_client: AADSTS700027: Client assertion contains an invalid signature.")
HINT("token", REJECTED, 0, "", "AADSTS50012:|AADSTS700030:|AADSTS7000217:",
	CREDENTIALS, "The app does not know this certificate. Compare its thumbprint with the one in the app registration (Certificates & secrets), and upload it there.",
	ENTRA,
	"401 invalid_client: AADSTS50012: Authentication failed.")
HINT("token", REJECTED, 0, "", "AADSTS700024:|AADSTS700021:|AADSTS50027:",
	MONITOR, "The assertion is outside its time: the clock of this host is wrong. Set it (chronyc tracking, timedatectl).",
	ENTRA,
	"401 invalid_client: AADSTS700024: Client assertion is not within its valid time range.")

/* Microsoft: tenant, resource, scope */
HINT("token", REJECTED, 0, "", "AADSTS90002:",
	MONITOR, "There is no such tenant. Correct tenant in the file of --oauth (the tenant's ID, or one of its domains), or use the endpoint of its national cloud.",
	ENTRA,
	"400 invalid_request: AADSTS90002: Tenant 'contoso.example' not found.")
HINT("token", REJECTED, 0, "", "AADSTS900432:|AADSTS900382:|AADSTS90038:|AADSTS900439:",
	MONITOR, "The tenant is in another cloud. Set token_endpoint to that cloud's: login.microsoftonline.us (US Government), login.partner.microsoftonline.cn (China).",
	ENTRA,
	"400 invalid_request: AADSTS900432: Confidential Client is not supported in Cross Cloud request.")
HINT("token", REJECTED, 0, "", "AADSTS50059:|AADSTS9001023:|AADSTS90130:|AADSTS50194:|AADSTS53000113:",
	MONITOR, "The request names no tenant of its own. Set tenant in the file of --oauth to the tenant's ID, not to common, organizations or consumers.",
	ENTRA,
	"400 invalid_request: AADSTS50059: No tenant-identifying information found in either the request or implied by any provided credentials.")
HINT("token", REJECTED, 0, "", "AADSTS500011:|AADSTS50001:|AADSTS65002:",
	MONITOR, "The tenant does not know the resource of the scope. Use https://outlook.office365.com/.default (scope =). If that is set, the tenant has no Exchange Online.",
	ENTRA,
	"400 invalid_resource: AADSTS500011: The resource principal named https://mail.example was not found in the tenant.")
HINT("token", REJECTED, 0, "", "AADSTS70011:|AADSTS28002:|AADSTS28003:|AADSTS700022:|AADSTS700023:|AADSTS1002012:",
	MONITOR, "The scope is wrong: a client's own token wants exactly one resource that ends in /.default. Set scope = https://outlook.office365.com/.default in the file of --oauth.",
	ENTRA,
	"400 invalid_scope: AADSTS70011: The provided request must include a 'scope' input parameter.")
HINT("token", REJECTED, 0, "", "AADSTS70003:|AADSTS7000012:",
	MONITOR, "Microsoft does not offer this grant to this app. Set another one (grant =), or correct the tenant in the file of --oauth.",
	ENTRA,
	"400 unsupported_grant_type: AADSTS70003: The app requested an unsupported grant type.")
HINT("token", REJECTED, 0, "", "AADSTS900144:|AADSTS90014:|AADSTS9002313:|AADSTS900561:|AADSTS90013:",
	MONITOR, "A form field is missing or malformed. Look at param.NAME and the grant in the file of --oauth; --explain shows the whole request.",
	ENTRA,
	"400 invalid_request: AADSTS9002313: Invalid request. Request is malformed or invalid.")

/* Microsoft: permissions and rules */
HINT("token", REJECTED, 0, "", "AADSTS650056:|AADSTS650057:|AADSTS650053:",
	POLICY, "The app does not list this permission. Add SMTP.SendAsApp of Office 365 Exchange Online (Entra: API permissions, application permission), and grant admin consent.",
	ENTRA,
	"400 invalid_client: AADSTS650056: Misconfigured application.")
HINT("token", REJECTED, 0, "", "AADSTS65001:|AADSTS90094:|AADSTS90008:|AADSTS65004:|AADSTS90093:",
	POLICY, "Consent is missing. The tenant's administrator grants it (Entra: App registrations, API permissions, Grant admin consent).",
	ENTRA,
	"400 invalid_grant: AADSTS65001: The user or administrator has not consented to use the application.")
HINT("token", REJECTED, 0, "", "AADSTS53003:|AADSTS530032:|AADSTS50131:|AADSTS53011:|AADSTS530084:",
	POLICY, "Conditional access blocks the sign-in. The sign-in log (Entra) names the rule; its administrator can allow this host's address or this app.",
	ENTRA,
	"400 invalid_grant: AADSTS53003: Access has been blocked by Conditional Access policies.")
HINT("token", REJECTED, 0, "", "AADSTS53000:|AADSTS53001:|AADSTS50097:|AADSTS50129:|AADSTS53002:",
	POLICY, "A rule wants a device that the tenant manages, which this host is not. Exempt the account from it, or use an app instead of a user (grant = client_credentials).",
	ENTRA,
	"400 interaction_required: AADSTS53000: Device is not in required device state.")
HINT("token", REJECTED, 0, "", "AADSTS530035:|AADSTS530034:",
	POLICY, "The tenant's security defaults block the sign-in. Its administrator replaces them by rules of conditional access that except this account.",
	ENTRA,
	"400 invalid_grant: AADSTS530035: Access has been blocked by security defaults.")
HINT("token", REJECTED, 0, "", "AADSTS50076:|AADSTS50079:|AADSTS50074:|AADSTS50072:|AADSTS50078:|AADSTS50158:",
	POLICY, "Microsoft wants a second factor, which a check cannot give. Exempt this account (conditional access), or use an app instead of a user (grant = client_credentials).",
	ENTRA,
	"400 interaction_required: AADSTS50076: Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access")
HINT("token", REJECTED, 0, "", "AADSTS50105:|AADSTS50177:|AADSTS50020:",
	POLICY, "The user is not assigned to the app, or is no member of the tenant. Its administrator assigns it (Entra: Enterprise applications, Users and groups).",
	ENTRA,
	"400 invalid_grant: AADSTS50105: Your administrator has configured the application to block users unless they are specifically granted access.")

/* Microsoft: refresh tokens and users */
HINT("token", REJECTED, 0, "", "AADSTS70008:|AADSTS700082:|AADSTS700084:|AADSTS700081:",
	CREDENTIALS, "The refresh token has expired, mostly because it was not used for 90 days. Log in again for a new one, and let the check run often, or use grant = client_credentials.",
	ENTRA,
	"400 invalid_grant: AADSTS700082: The refresh token has expired due to inactivity.")
HINT("token", REJECTED, 0, "", "AADSTS70043:",
	POLICY, "A rule on the sign-in frequency has ended the refresh token. Exempt this account from it (conditional access), or use an app (grant = client_credentials).",
	ENTRA,
	"400 invalid_grant: AADSTS70043: The refresh token has expired or is invalid due to sign-in frequency checks by conditional access.")
HINT("token", REJECTED, 0, "", "AADSTS50173:|AADSTS50132:|AADSTS50133:|AADSTS70000:|AADSTS9002341:",
	CREDENTIALS, "The refresh token was revoked: the password has changed, or an administrator has ended all sessions. Log in again for a new one.",
	ENTRA,
	"400 invalid_grant: AADSTS50173: The provided grant has expired due to it being revoked, a fresh auth token is needed.")
HINT("token", REJECTED, 0, "", "AADSTS50034:|AADSTS51004:|AADSTS50128:|AADSTS16000:",
	MONITOR, "There is no such user in this tenant. Compare the user's name and the tenant in the file of --oauth.",
	ENTRA,
	"400 invalid_grant: AADSTS50034: The user account does not exist in the directory.")
HINT("token", REJECTED, 0, "", "AADSTS50126:|AADSTS50056:|AADSTS50064:",
	CREDENTIALS, "The user name or the password is wrong. Set the password anew, and put it into the file of --oauth.",
	ENTRA,
	"400 invalid_grant: AADSTS50126: Error validating credentials due to invalid username or password.")
HINT("token", REJECTED, 0, "", "AADSTS50053:",
	POLICY, "The account is locked, or this host's address is blocked, after too many wrong logins. The sign-in log (Entra) says which. Pause this check until it is repaired.",
	ENTRA,
	"400 invalid_grant: AADSTS50053: The account is locked, you've tried to sign in too many times with an incorrect user ID or password.")
HINT("token", REJECTED, 0, "", "AADSTS50055:|AADSTS50144:",
	CREDENTIALS, "The user's password has expired. Set a new one that does not expire, or use an app instead of a user (grant = client_credentials).",
	ENTRA,
	"400 invalid_grant: AADSTS50055: The password is expired.")
HINT("token", REJECTED, 0, "", "AADSTS50057:",
	POLICY, "The user is disabled. The tenant's administrator enables it (Entra: Users, Account enabled).",
	ENTRA,
	"400 invalid_grant: AADSTS50057: The user account is disabled.")
#define TOO_OFTEN                                                              \
	"The client asks for tokens too often. Let the check keep its token: cache = PATH in the file of --oauth, in a directory that the plugin's user may write. Check less often until then."
HINT("token", REJECTED, 0, "", "AADSTS50196:|AADSTS90055:",
	MONITOR, TOO_OFTEN,
	ENTRA,
	"400 invalid_request: AADSTS50196: The server terminated an operation because it encountered a client request loop.")
HINT("token", RETRY, 0, "", "429 without|429 too|429 invalid|429 temporarily|AADSTS50196:|AADSTS90055:",
	MONITOR, TOO_OFTEN,
	"RFC 6585 section 4; " ENTRA,
	"429 without an OAuth error (text/html); it asks to wait 30 s")
HINT("token", REJECTED, 0, "", "AADSTS90033:|AADSTS50033:|AADSTS90024:|AADSTS90012:|AADSTS90090:",
	SERVER, "Microsoft is busy. The next check asks again. If it lasts, look at the status page of Microsoft 365.",
	ENTRA,
	"400 invalid_request: AADSTS90024: A transient error has occurred.")

/* Google */
HINT("token", REJECTED, 0, "", "expired or revoked",
	CREDENTIALS, "Google has ended the refresh token: it was revoked, the password changed, or the app is in testing (7 days). Publish the app (In production), and log in again.",
	GOOGLE,
	"400 invalid_grant: Token has been expired or revoked.")
HINT("token", REJECTED, 0, "", "short-lived token|reasonable timeframe|invalid_grant: Invalid JWT: Token",
	MONITOR, "Google refuses the time in the assertion: the clock of this host is wrong. Set it (chronyc tracking, timedatectl).",
	GOOGLE,
	"400 invalid_grant: Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe.")
HINT("token", REJECTED, 0, "", "Invalid JWT Signature",
	CREDENTIALS, "Google does not know the key of the service account: it was deleted or disabled. Make a new key (JSON) in the Cloud console, and replace service_account_file.",
	GOOGLE,
	"400 invalid_grant: Invalid JWT Signature.")
HINT("token", REJECTED, 0, "", "Not a valid email|Invalid impersonation|account not found",
	MONITOR, "Google knows no mailbox of this name. -U (or subject =) must be a user of the Workspace, not the service account.",
	GOOGLE,
	"400 invalid_grant: Not a valid email or user ID.")
HINT("token", REJECTED, 0, "", "client is unauthorized to retrieve access tokens",
	POLICY, "The service account may not act for users. A Workspace admin adds its numeric client ID with the scope https://mail.google.com/ (Security, API controls, Domain-wide delegation).",
	GOOGLE,
	"401 unauthorized_client: Client is unauthorized to retrieve access tokens using this method, or client not authorized for any of the scopes requested.")
HINT("token", REJECTED, 0, "", "admin_policy_enforced|org_internal|invalid_rapt|reauth related error",
	POLICY, "A rule of the Workspace denies the token. Its administrator trusts the app (Security, API controls), or exempts it from session control.",
	GOOGLE,
	"400 admin_policy_enforced: blocked")
HINT("token", REJECTED, 0, "", "deleted_client|disabled_client",
	CREDENTIALS, "The client was deleted or disabled. Enable it in the Cloud console (APIs & Services, Credentials), or make a new one there and put its client_id and client_secret into the file of --oauth.",
	GOOGLE,
	"401 deleted_client: The OAuth client was deleted.")

/* Keycloak */
HINT("token", REJECTED, 0, "", "not enabled to retrieve service account",
	POLICY, "The client may not have tokens of its own. Switch on \"Service accounts roles\" for it in Keycloak.",
	"Keycloak: service accounts",
	"401 unauthorized_client: Client not enabled to retrieve service account")
HINT("token", REJECTED, 0, "", "Invalid client or Invalid client credentials|Invalid client secret",
	CREDENTIALS, "Keycloak rejects client_id or client_secret. Compare both with the client's page (Credentials), and make a new secret if need be.",
	"Keycloak: client authentication",
	"401 unauthorized_client: Invalid client or Invalid client credentials")
HINT("token", REJECTED, 0, "", "session not found|session not active",
	CREDENTIALS, "The session behind the refresh token has ended. Log in again with the scope offline_access, so that it stays.",
	"Keycloak: offline sessions",
	"400 invalid_grant: Offline user session not found")
HINT("token", REJECTED, 0, "", "Parameter client_assertion_type is missing|Parameter client_assertion is missing",
	MONITOR, "The client must sign an assertion. Give client_certificate and client_key in the file of --oauth, or set the client's authenticator to \"Client Id and Secret\" in Keycloak.",
	"Keycloak: client authentication",
	"400 invalid_client: Parameter client_assertion_type is missing")

/* Behind the rows above: those that name another reason are right */
HINT("token", REJECTED, 0, "", "this host's clock",
	MONITOR, "This host's clock differs from the token endpoint's, and an assertion is only good for minutes. Set it (chronyc tracking, timedatectl).",
	"RFC 7523 section 3",
	"401 invalid_client: Client assertion; this host's clock is 600 s behind the server's")

/* The codes of RFC 6749, section 5.2, whoever says them */
HINT("token", REJECTED, 0, "", "",
	MONITOR, "The token endpoint refuses the request; its words say why. Compare the file of --oauth with what is registered there for this client.",
	"RFC 6749 section 5.2",
	"HTTP 400 without an OAuth error (text/plain)")
HINT("token", REJECTED, 0, "", "invalid_client",
	CREDENTIALS, "The token endpoint rejects the client: its client_id, its secret or its certificate is wrong or has ended. Get a new secret from whoever runs the app registration.",
	"RFC 6749 section 5.2",
	"401 invalid_client: Client authentication failed")
HINT("token", REJECTED, 0, "", "invalid_grant",
	CREDENTIALS, "The refresh token or the assertion is not valid any more: it has ended, was revoked, or is for another client. Log in again to get a new refresh token.",
	"RFC 6749 section 5.2",
	"400 invalid_grant: Token is not active")
HINT("token", REJECTED, 0, "", "unauthorized_client",
	POLICY, "This client may not use this grant. Its administrator must allow it in the app registration (Keycloak: service accounts; the same words stand there for a wrong secret).",
	"RFC 6749 section 5.2",
	"400 unauthorized_client: not allowed")
HINT("token", REJECTED, 0, "", "unsupported_grant_type",
	MONITOR, "The token endpoint does not know this grant. Set another one in the file of --oauth (grant =), or look whether token_endpoint is the right address.",
	"RFC 6749 section 5.2",
	"400 unsupported_grant_type")
HINT("token", REJECTED, 0, "", "invalid_scope",
	MONITOR, "The scope is not right for this client. Microsoft wants https://outlook.office365.com/.default, Google https://mail.google.com/ (scope = in the file of --oauth).",
	"RFC 6749 section 5.2",
	"400 invalid_scope: Invalid OAuth scope")
HINT("token", REJECTED, 0, "", "invalid_request",
	MONITOR, "The token endpoint misses a form field, or does not understand one. Look into its manual for what it wants, and add it to the file of --oauth (param.NAME =).",
	"RFC 6749 section 5.2",
	"400 invalid_request: Missing form parameter")
HINT("token", REJECTED, 0, "", "access_denied",
	POLICY, "The token endpoint knows the client, and denies the token by a rule. Its administrator finds the rule in the log of the identity provider.",
	"RFC 6749 section 4.1.2.1",
	"403 access_denied")
HINT("token", REJECTED, 0, "", "interaction_required|consent_required|login_required",
	POLICY, "The login wants a person (a second factor, or consent). Exempt this account from that rule, or use an app instead of a user (grant = client_credentials).",
	"OpenID Connect Core section 3.1.2.6",
	"400 interaction_required")
HINT("token", REJECTED, 0, "", "404 without an OAuth error|405 without an OAuth error|410 without an OAuth error",
	MONITOR, "There is no token endpoint at this address. Correct token_endpoint (Keycloak: /realms/REALM/protocol/openid-connect/token; authentik: /application/o/token/).",
	"RFC 6749 section 3.2",
	"HTTP 404 without an OAuth error (text/html)")
HINT("token", REJECTED, 0, "", "a redirect is not followed",
	MONITOR, "The endpoint points to another address, and a secret is not sent there. Set token_endpoint to the final address; a portal of the network may also be in the way.",
	"RFC 6749 section 3.2",
	"HTTP 302 without an OAuth error (text/html); a redirect is not followed")

/* The way to the endpoint */
HINT("token", RETRY, 0, "", "",
	SERVER, "The token endpoint, or the resolver for its name, is busy or ill. The next check asks again. If it lasts, look at the status page of the provider.",
	"RFC 9110 section 15.6",
	"503 temporarily_unavailable")
HINT("token", RESOLVE, 0, "", "",
	NETWORK, "The name of the token endpoint, or of the proxy, has no address. Look at token_endpoint, the proxy and the name servers of this host.",
	"resolv.conf(5)",
	"no such host name: login.example")
HINT("token", CONNECT, 0, "", "",
	NETWORK, "The token endpoint cannot be reached. Allow this host HTTPS to it in the firewall, or name the proxy (proxy = in the file of --oauth, or the variable https_proxy).",
	"libcurl-env(3)",
	"login.microsoftonline.com: no connection: Connection refused")
HINT("token", TIMEOUT, 0, "", "",
	NETWORK, "The token endpoint does not answer in time. A firewall may drop the packets, or a proxy is needed. Try the curl line of --explain from this host.",
	"libcurl-env(3)",
	"login.microsoftonline.com: no answer in time")
HINT("token", TIMEOUT, 0, "", "another check still has|other checks replace",
	MONITOR, "Another check holds the lock of this file, mostly because it waits for the token endpoint itself. If that lasts, find the process (fuser -v FILE) and end it.",
	"check_smtp_auth(8)",
	"another check still has /var/lib/check_smtp_auth/0.token locked")
HINT("token", CLOSED, 0, "", "",
	NETWORK, "The connection to the token endpoint was cut. A firewall or a proxy may do that. Try the curl line of --explain from this host.",
	"libcurl-env(3)",
	"login.microsoftonline.com: the connection broke")
HINT("token", TLS, 0, "", "",
	NETWORK, "No TLS session with the token endpoint: it does not speak HTTPS there, or a device in between does not. Look at token_endpoint and the proxy.",
	"RFC 6749 section 3.2",
	"idp.example: no TLS session: wrong version number")
HINT("token", CERTIFICATE, 0, "", "",
	NETWORK, "The certificate of the token endpoint is not trusted. If a proxy opens TLS, or the endpoint has a CA of its own, name that CA (ca_file = in the file of --oauth).",
	"RFC 9110 section 4.3.4",
	"idp.example: the certificate is not accepted: self-signed certificate")
HINT("token", PROTOCOL, 0, "", "",
	MONITOR, "What answers is no token endpoint. Look at token_endpoint (Keycloak: /realms/REALM/protocol/openid-connect/token); a portal of the network may also be in the way.",
	"RFC 6749 section 5.1",
	"the server's answer (200) is not JSON (text/html)")

/* Our own side: the command and the library */
HINT("token", USAGE, 0, "", "",
	MONITOR, "This host is at fault, not the server. Do by hand, as the user of the plugin, what --explain shows for this stage.",
	"check_smtp_auth(8)",
	"/etc/check_smtp_auth/refresh: Permission denied")
HINT("token", USAGE, 0, "", "has given a new refresh token",
	MONITOR, "The old refresh token may be void now. Let the user of the plugin write refresh_token_file and its directory, then log in again for a new refresh token.",
	"RFC 6749 section 6",
	"the server has given a new refresh token, which is lost: /etc/check_smtp_auth/refresh cannot be written: No space left on device")
HINT("token", USAGE, 0, "", "could not be replaced by a new refresh token",
	MONITOR, "The provider replaces refresh tokens, so nothing was asked: the new one would be lost. Move refresh_token_file to a directory of its own that belongs to the user of the plugin.",
	"RFC 6749 section 6",
	"/etc/check_smtp_auth/refresh could not be replaced by a new refresh token: /etc/check_smtp_auth: Permission denied")
HINT("token", USAGE, 0, "", "with exit status 127|with exit status 126",
	MONITOR, "The shell does not find the command of --password-command, or may not run it. Write its whole path: the PATH of a monitoring daemon is short.",
	"sh(1): exit status",
	"the command failed with exit status 127: sh: 1: oama: not found")
HINT("token", USAGE, 0, "", "No secret key|public key decryption failed|gpg-agent|Inappropriate ioctl|pinentry",
	MONITOR, "GnuPG cannot open the secret: the user of the plugin has no such key, or it wants a passphrase, and there is no terminal. Give that user a key of its own without a passphrase.",
	"pass(1), gpg-agent(1)",
	"the command failed with exit status 2: gpg: decryption failed: No secret key")
HINT("token", USAGE, 0, "", "the command failed with exit status",
	MONITOR, "The command of --password-command fails. Run it by hand as the user of the plugin, in a shell without a terminal and with a short PATH.",
	"check_smtp_auth(8)",
	"the command failed with exit status 2: vault: permission denied")
HINT("token", USAGE, 0, "", "the command did not end in time",
	MONITOR, "The command of --password-command takes too long: it may wait for a person, or for the network. Run it by hand as the user of the plugin, or give it more time (-t).",
	"check_smtp_auth(8)",
	"the command did not end in time (-t), and was killed")
HINT("token", USAGE, 0, "", "the command printed nothing|command's output is empty",
	MONITOR, "The command of --password-command must print the secret on the first line of standard output. Run it by hand as the user of the plugin.",
	"check_smtp_auth(8)",
	"the command printed nothing: no such entry")
HINT("token", USAGE, 0, "", "libcurl.so",
	MONITOR, "Install libcurl on this host; the package's name stands in the message. Only --oauth needs it.",
	"check_smtp_auth(8)",
	"--oauth needs libcurl.so.4, which is not installed (Debian: libcurl4)")
/* A mail server that refuses a token: what the token says of itself is among
 * the words (RFC 7519) */
HINT_IF(HINT_TOKEN, "auth", REJECTED, 535, "5.7.3", "",
	POLICY, "Exchange lacks the app or its right on the mailbox. An admin runs: New-ServicePrincipal -AppId APP -ObjectId ID (of Enterprise applications); Add-MailboxPermission USER -User ID -AccessRights FullAccess",
	"Microsoft Learn: OAuth for IMAP, POP and SMTP",
	"535 5.7.3 Authentication unsuccessful")
HINT_IF(HINT_TOKEN, "auth", REJECTED, 535, "5.7.3", "token of a user",
	POLICY, "The token is a user's, and right. Is it that of -U? Then SMTP AUTH may be off for the mailbox. An admin can run: Set-CASMailbox USER -SmtpClientAuthenticationDisabled $false",
	"Microsoft Learn: OAuth for IMAP, POP and SMTP",
	"535 5.7.3 Authentication unsuccessful\ntoken of a user")
HINT_IF(HINT_TOKEN, "auth", REJECTED, 5, "", "token aud https://graph.microsoft.com|token aud 00000003-0000-0000-c000",
	MONITOR, "This is a token for Microsoft Graph, not for Exchange. Set scope = https://outlook.office365.com/.default (with a refresh token: https://outlook.office.com/SMTP.Send offline_access).",
	"Microsoft Learn: OAuth for IMAP, POP and SMTP",
	"535 5.7.3 Authentication unsuccessful\ntoken aud https://graph.microsoft.com")
HINT_IF(HINT_TOKEN, "auth", REJECTED, 5, "", "token lacks SMTP",
	POLICY, "The token has no right to send: the app lacks SMTP.SendAsApp (as an app) or SMTP.Send (for a user). Add it (Entra: API permissions, Office 365 Exchange Online), and grant admin consent.",
	"Microsoft Learn: OAuth for IMAP, POP and SMTP",
	"535 5.7.3 Authentication unsuccessful\ntoken lacks SMTP.SendAsApp")
HINT_IF(HINT_TOKEN, "auth", REJECTED, 5, "", "token expired|token will expire soon",
	CREDENTIALS, "The token has ended, or is about to. Whoever supplies it must fetch a new one more often; with --oauth raise renew_before. Look at the clock of this host, too.",
	"RFC 7519 section 4.1.4",
	"501 5.5.127 Invalid XOAUTH2 auth data - Token will expire soon error")
#undef ENTRA
#undef GOOGLE
#undef TOO_OFTEN
/* clang-format on */
