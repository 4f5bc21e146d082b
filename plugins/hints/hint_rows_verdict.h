/* What the verdict finds though no stage failed: see hint_rows.h. */
/* clang-format off */

HINT("expect", NONE, 0, "", "",
	MONITOR, "Another server may answer here, or its greeting has changed. Read the greeting with -vv, and adapt -e.",
	"check_smtp_auth(8)",
	"")
HINT("auth-each", NONE, 0, "", "",
	SERVER, "The password is right, another mechanism takes it. This one needs a stored form that the server lacks (CRAM-MD5, DIGEST-MD5: plain text; SCRAM: its own hash). Store that form, or stop offering this mechanism.",
	"RFC 2195, 2831 and 5802",
	"")
HINT("require", NONE, 0, "", "",
	SERVER, "The server offers less than it should. Its configuration has changed, a device in between hides extensions, or it offers them only under TLS (-S or -s). With -v the ehlo line lists all of them.",
	"RFC 5321 section 4.1.1.1",
	"")
HINT("forbid", NONE, 0, "", "",
	POLICY, "Have it switched off at the server (Postfix: smtpd_discard_ehlo_keywords; for AUTH before TLS: smtpd_tls_auth_only = yes), or remove it from --forbid.",
	"RFC 5321 section 4.1.1.1",
	"")
HINT("ca_days", NONE, 0, "", "",
	SERVER, "A CA certificate in the chain expires before the server's own. Install the chain that the CA provides today, and reload the mail service.",
	"RFC 5280 section 6.1",
	"")
HINT("cert_days", NONE, 0, "", "",
	SERVER, "Renew the certificate now. If it is already renewed, reload the mail service: it may still use the old file.",
	"RFC 5280 section 4.1.2.5",
	"")
HINT("secret_days", NONE, 0, "", "",
	CREDENTIALS, "Make a new client secret (or certificate) before this one ends, put it into the file of --oauth, and set secret_expires there. Microsoft: App registrations, Certificates & secrets.",
	"check_smtp_auth(8)",
	"")
HINT("client_cert_days", NONE, 0, "", "",
	CREDENTIALS, "Renew the certificate of --client-cert, and have the server accept the new one, before this one ends.",
	"RFC 5280 section 4.1.2.5",
	"")
HINT("token_hours", NONE, 0, "", "",
	MONITOR, "The token lives shorter than -w or -c allows. Raise renew_before in the file of --oauth, or have its source renew it earlier.",
	"check_smtp_auth(8)",
	"")
HINT("time_token", NONE, 0, "", "",
	NETWORK, "The secret comes later than -w or -c allows: the command, the token endpoint, or the proxy before it is slow.",
	"check_smtp_auth(8)",
	"")

/* Thresholds */
HINT("time", NONE, 0, "", "",
	SERVER, "All stages together took longer than -w or -c allows. The times of the stages show which one is slow.",
	"check_smtp_auth(8)",
	"")
HINT("time_resolve", NONE, 0, "", "",
	NETWORK, "The name lookup takes longer than -w or -c allows. Look at the name servers of this host.",
	"resolv.conf(5)",
	"")
HINT("time_connect", NONE, 0, "", "",
	NETWORK, "The connection takes longer than -w or -c allows. The path is slow, or the first address (often IPv6) does not answer; the connect line names it. -4 leaves out IPv6.",
	"RFC 8305 section 1",
	"")
HINT("time_banner", NONE, 0, "", "",
	SERVER, "The greeting takes longer than -w or -c allows. The server may look up this host in DNS, pause on purpose against spammers, or be busy. Its log tells why.",
	"Postfix: postscreen_greet_wait; Sendmail: greet_pause",
	"")
HINT("time_data", NONE, 0, "", "",
	SERVER, "The delivery takes longer than -w or -c allows. Look at the content filter behind the server, and at the disk with its queue.",
	"RFC 5321 section 4.5.3.2.6",
	"")
HINT("time_auth", NONE, 0, "", "",
	SERVER, "The login takes longer than -w or -c allows. Look at the server's login service and at its backend (LDAP, SQL).",
	"check_smtp_auth(8)",
	"")
HINT("auth-penalty", NONE, 0, "", "",
	MONITOR, "--refuse bad-password may be the cause: Dovecot delays each login from an address that has sent wrong passwords. Ask for it less often, or exempt this host there (login_trusted_networks, or anvil-auth-penalty with mode 0).",
	"Dovecot: authentication penalty",
	"")
HINT("time_tls", NONE, 0, "", "",
	SERVER, "The TLS handshake takes longer than -w or -c allows. The server is busy, or the path to it is slow.",
	"check_smtp_auth(8)",
	"")

/* What must be refused, and is not */
HINT("bad-password", NONE, 0, "", "",
	SERVER, "The server does not check passwords, because its login service is configured wrongly. Take the server off the network until this is repaired.",
	"RFC 4954 section 9",
	"")
HINT("relay", NONE, 0, "", "",
	POLICY, "Allow relaying only after a login (Postfix: smtpd_relay_restrictions), before spammers use the server. If the server makes an exception for this host's address, test from another host.",
	"RFC 5321 section 3.6.2",
	"")
HINT("anonymous", NONE, 0, "", "",
	POLICY, "Require a login before MAIL on this port (Postfix: permit_sasl_authenticated, reject). If the server makes an exception for this host's address, test from another host.",
	"RFC 6409 section 4.3",
	"")
HINT("cleartext-auth", NONE, 0, "", "",
	POLICY, "Offer AUTH only under TLS (Postfix: smtpd_tls_auth_only = yes), so that no client sends a password unencrypted.",
	"RFC 4954 section 4, RFC 8314 section 3",
	"")
HINT("forged-sender", NONE, 0, "", "",
	POLICY, "Allow each user only its own sender addresses (Postfix: smtpd_sender_login_maps and reject_sender_login_mismatch).",
	"RFC 6409 section 6.1",
	"")
HINT("vrfy", NONE, 0, "", "",
	POLICY, "Switch off VRFY and EXPN (Postfix: disable_vrfy_command = yes), because they tell spammers which addresses exist.",
	"RFC 5321 section 7.3",
	"")
HINT("old-tls", NONE, 0, "", "",
	POLICY, "Switch TLS 1.0 and 1.1 off (Postfix: smtpd_tls_protocols = !SSLv2, !SSLv3, !TLSv1, !TLSv1.1, and smtpd_tls_mandatory_protocols the same).",
	"RFC 8996",
	"")
HINT("parallel", NONE, 0, "", "",
	MONITOR, "Other targets took the time. Give the check more of it (-t), or ask more targets at once (--parallel).",
	"check_smtp_auth(8), MANY TARGETS",
	"")
/* clang-format on */
