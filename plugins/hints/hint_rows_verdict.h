/* What the verdict finds though no stage failed: see hint_rows.h. */
/* clang-format off */

HINT("expect", NONE, 0, "", "",
	MONITOR, "Another server may answer here, or its greeting was changed: see what it says with -vv, and adapt -e.",
	"check_smtp_auth(8)",
	"")
HINT("auth-each", NONE, 0, "", "",
	SERVER, "The password is right, another mechanism takes it: the server has it in no form that this one can use (CRAM-MD5 and DIGEST-MD5: plain text; SCRAM: a hash of its own). Store it so, or offer this one no longer.",
	"RFC 2195, 2831 and 5802",
	"")
HINT("require", NONE, 0, "", "",
	SERVER, "The server offers less than it should: its configuration was changed, a device in between takes words out, or it offers that only under TLS (-S or -s). With -v the line of ehlo has all that it offers.",
	"RFC 5321 section 4.1.1.1",
	"")
HINT("forbid", NONE, 0, "", "",
	POLICY, "Have it switched off at the server (Postfix: smtpd_discard_ehlo_keywords; AUTH before TLS: smtpd_tls_auth_only = yes), or take it off --forbid.",
	"RFC 5321 section 4.1.1.1",
	"")
HINT("ca_days", NONE, 0, "", "",
	SERVER, "A CA of the chain ends before the server's own certificate does: install the chain that the CA hands out today, and reload the mail service.",
	"RFC 5280 section 6.1",
	"")
HINT("cert_days", NONE, 0, "", "",
	SERVER, "Renew the certificate now, or reload the mail service if that has been done: it may still serve the old file.",
	"RFC 5280 section 4.1.2.5",
	"")

/* Thresholds */
HINT("time", NONE, 0, "", "",
	SERVER, "All is done, but not in the time that -w or -c allows: the times of the stages show where it waits.",
	"check_smtp_auth(8)",
	"")
HINT("time_resolve", NONE, 0, "", "",
	NETWORK, "The name lookup is slower than -w or -c allows: look at the name servers of this host.",
	"resolv.conf(5)",
	"")
HINT("time_connect", NONE, 0, "", "",
	NETWORK, "The connection takes longer than -w or -c allows: a slow path, or an address (often IPv6) that does not answer before the one that does: the line of connect names it; -4 leaves IPv6 out.",
	"RFC 8305 section 1",
	"")
HINT("time_banner", NONE, 0, "", "",
	SERVER, "The greeting takes longer than -w or -c allows: the server looks this host up in DNS, pauses on purpose to deter spammers, or is busy.",
	"Postfix: postscreen_greet_wait; Sendmail: greet_pause",
	"")
HINT("time_data", NONE, 0, "", "",
	SERVER, "The delivery takes longer than -w or -c allows: look at the content filter behind the server, and at its queue's disk.",
	"RFC 5321 section 4.5.3.2.6",
	"")
HINT("time_auth", NONE, 0, "", "",
	SERVER, "The login takes longer than -w or -c allows: look at the server's login service and what is behind it (LDAP, SQL).",
	"check_smtp_auth(8)",
	"")
HINT("time_tls", NONE, 0, "", "",
	SERVER, "The TLS handshake takes longer than -w or -c allows: the server is busy, or the path to it is slow.",
	"check_smtp_auth(8)",
	"")

/* What must be refused, and is not */
HINT("bad-password", NONE, 0, "", "",
	SERVER, "The server does not check passwords: its login service is set up wrongly. Take it off the network until that is repaired.",
	"RFC 4954 section 9",
	"")
HINT("relay", NONE, 0, "", "",
	POLICY, "Restrict relaying to those who logged in (Postfix: smtpd_relay_restrictions) before the server is used for spam; an exception for this host's address has the same effect here.",
	"RFC 5321 section 3.6.2",
	"")
HINT("anonymous", NONE, 0, "", "",
	POLICY, "This port should want a login before MAIL (Postfix: permit_sasl_authenticated, reject), or an exception for this host's address lets it in.",
	"RFC 6409 section 4.3",
	"")
HINT("cleartext-auth", NONE, 0, "", "",
	POLICY, "Offer AUTH only under TLS (Postfix: smtpd_tls_auth_only = yes), so that no client sends a password in clear.",
	"RFC 4954 section 4, RFC 8314 section 3",
	"")
HINT("forged-sender", NONE, 0, "", "",
	POLICY, "Bind senders to logins (Postfix: smtpd_sender_login_maps and reject_sender_login_mismatch).",
	"RFC 6409 section 6.1",
	"")
HINT("vrfy", NONE, 0, "", "",
	POLICY, "Switch VRFY and EXPN off (Postfix: disable_vrfy_command = yes): they tell spammers which addresses exist.",
	"RFC 5321 section 7.3",
	"")
HINT("old-tls", NONE, 0, "", "",
	POLICY, "Switch TLS 1.0 and 1.1 off (Postfix: smtpd_tls_protocols = !SSLv2, !SSLv3, !TLSv1, !TLSv1.1, and smtpd_tls_mandatory_protocols the same).",
	"RFC 8996",
	"")
/* clang-format on */
