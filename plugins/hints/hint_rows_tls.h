/* STARTTLS, TLS, certificate: see hint_rows.h. */
/* clang-format off */

HINT("starttls", UNSUPPORTED, 0, "", "",
	SERVER, "TLS is not set up on this port, or a device in between removes STARTTLS from the server's list. Compare from another network. For port 465 use -s.",
	"RFC 3207 section 4",
	"the server does not offer STARTTLS")
HINT_IF(HINT_HELO, "starttls", UNSUPPORTED, 0, "", "",
	SERVER, "The server knows only HELO, which has no TLS. It is very old, or a device in between hides EHLO. Compare from another network.",
	"RFC 5321 section 4.1.4",
	"the server does not offer STARTTLS")
HINT("starttls", UNSUPPORTED, 0, "", "XXXX|220 ***",
	NETWORK, "A firewall rewrites this session (it writes the X's or asterisks) and hides STARTTLS. Have its SMTP inspection switched off for this server (Cisco ASA: no inspect esmtp).",
	"Cisco ASA: ESMTP inspection",
	"the server does not offer STARTTLS\n220 ******************************************\n250-mail.example.com\n250-SIZE 52428800\n250 XXXXXXXA")
HINT("starttls", REJECTED, 4, "", "",
	SERVER, "The server cannot start TLS. It fails to load its key or certificate, or a filter (milter) that it needs is down. Its log tells why.",
	"RFC 3207 section 4",
	"454 4.3.0 Try again later")
HINT("starttls", REJECTED, 4, "", "tls not available|tls currently unavailable|local problem",
	SERVER, "The server cannot load its TLS key or certificate. Check the files that its configuration names, and their permissions. Its log tells why.",
	"RFC 3207 section 4",
	"454 4.7.0 TLS not available due to local problem")
HINT("starttls", REJECTED, 4, "4.5.0", "pipeline",
	NETWORK, "The server received data after STARTTLS that this check did not send. A device in between adds it. Compare from another network.",
	"RFC 3207 section 6",
	"454 4.5.0 SMTP protocol violation, no commands allowed to pipeline after STARTTLS")
HINT("starttls", REJECTED, 5, "", "",
	POLICY, "STARTTLS is switched off on this port although the server lists it, or a device in between does not know the command. Have it switched on, or use -s with port 465.",
	"RFC 3207 section 4",
	"502 5.5.1 Error: command not implemented")
HINT("starttls", PROTOCOL, 0, "", "inject",
	SERVER, "Somebody put clear text in front of the TLS session (the class of CVE-2011-0411). Compare from another network, and update the server or the proxy in front of it.",
	"RFC 3207 section 6",
	"the server, or somebody in between, sent more behind the reply to STARTTLS: an attempt to inject replies")

HINT("tls", USAGE, 0, "", "openssl fails on this host",
	MONITOR, "OpenSSL itself fails: its libraries do not fit together, or its configuration leaves out what it needs. The commands openssl version and openssl list show what it has.",
	"openssl-list(1ssl)",
	"OpenSSL fails on this host: error 0A0C0100 (\"openssl errstr 0A0C0100\" names it)")
HINT("tls", USAGE, 0, "", "",
	MONITOR, "Leave out --tls-min, --tls-max or --tls-ciphers, or allow these values in OpenSSL on this host: in its openssl.cnf, or in the crypto policy of the system.",
	"config(5ssl); SSL_CTX_set_min_proto_version(3ssl)",
	"this OpenSSL, or the policy of this system, cannot speak these versions of TLS")
HINT("tls", TLS, 0, "", "",
	SERVER, "The handshake fails. See why by hand: openssl s_client -connect HOST:PORT (for -S add -starttls smtp). The server's log tells more.",
	"RFC 8446 section 6.2",
	"the server's TLS alert: decode error")
HINT("tls", TLS, 0, "", "plain text",
	MONITOR, "This port begins in plain text: use -S (STARTTLS) instead of -s.",
	"RFC 3207 section 4",
	"the server answers in plain text: 220 mail.example.com ESMTP")
HINT_IF(HINT_IMPLICIT, "tls", TLS, 0, "", "plain text: 4|plain text: 5",
	SERVER, "The server refuses this session in clear, before TLS: its words tell why. It may wait for a PROXY header (-r), limit this host, or begin in plain text on this port (then -S, not -s).",
	"RFC 8314 section 3.3",
	"the server answers in plain text: 421 4.3.0 mail.example.com Server local error")
HINT("tls", TLS, 0, "", ", without TLS",
	MONITOR, "This port (-p) belongs to another service. SMTP is on 25 and 587 (with -S), and with TLS from the first byte usually on 465 (-s).",
	"IANA: service names and port numbers",
	"this is an SSH server (22), without TLS: SSH-2.0-OpenSSH_9.2p1")
HINT("tls", TLS, 0, "", "not TLS",
	MONITOR, "This port does not speak TLS from the first byte. Check the port (-p), or use -S (STARTTLS) instead of -s.",
	"RFC 8314 section 3.3",
	"the answer is not TLS")
HINT_IF(HINT_STARTTLS, "tls", TLS, 0, "", "plain text|not TLS",
	SERVER, "The server, or a device in between, said yes to STARTTLS but then does not speak TLS. Its log tells why (perhaps a key that it cannot load). Compare from another network.",
	"RFC 3207 section 4",
	"the server answers in plain text: 454 TLS not available")
HINT("tls", TLS, 0, "", "certificate required",
	MONITOR, "The server requires a client certificate. Give one with --client-cert.",
	"RFC 8446 section 6.2",
	"the server's TLS alert: certificate required")
HINT("tls", TLS, 0, "", "alert: bad certificate|alert: certificate expired|alert: certificate revoked|alert: certificate unknown",
	MONITOR, "The server does not accept the client certificate (--client-cert). Check its dates, and that the file contains its chain. The server's log tells more.",
	"RFC 8446 section 6.2",
	"the server's TLS alert: certificate expired")
HINT("tls", TLS, 0, "", "alert: unsupported certificate",
	MONITOR, "The server does not accept this kind of client certificate (--client-cert). It must be a certificate for clients (clientAuth).",
	"RFC 5280 section 4.2.1.12",
	"the server's TLS alert: unsupported certificate")
HINT("tls", TLS, 0, "", "alert: unknown CA",
	MONITOR, "The server does not know the CA of the client certificate (--client-cert). Send its chain too, or have the CA added on the server (Postfix: smtpd_tls_CAfile).",
	"RFC 8446 section 6.2",
	"the server's TLS alert: unknown CA")
HINT("tls", TLS, 0, "", "alert: access denied",
	POLICY, "The client certificate (--client-cert) is valid, but an access rule of the server refuses it. Ask the server's administrator to allow it.",
	"RFC 8446 section 6.2",
	"the server's TLS alert: access denied")
HINT("tls", TLS, 0, "", "unrecognized name",
	MONITOR, "The server has no certificate for the requested server name. Give the right name with --sni, or send none with --no-sni.",
	"RFC 6066 section 3",
	"the server's TLS alert: unrecognized name")
HINT("tls", TLS, 0, "", "alert: internal error",
	SERVER, "The server has an internal fault: it cannot read its key or certificate, or is short of memory. Its log tells why.",
	"RFC 8446 section 6.2",
	"the server's TLS alert: internal error")
HINT("tls", TLS, 0, "", "alert: protocol version",
	POLICY, "The server and this check have no TLS version in common. This check uses 1.2 or newer unless --tls-min and --tls-max say otherwise. Have the server offer 1.2 or 1.3.",
	"RFC 8996",
	"the server's TLS alert: protocol version")
HINT("tls", TLS, 0, "", "version that is not allowed",
	POLICY, "The server speaks only TLS versions below --tls-min (default 1.2) or above --tls-max. Have the server offer 1.2 or 1.3.",
	"RFC 8996",
	"the server wants a TLS version that is not allowed here")
HINT("tls", TLS, 0, "", "alert: handshake failure",
	SERVER, "There is no common cipher (--tls-ciphers), the server has no usable certificate, or it requires a client certificate (--client-cert). By hand: openssl s_client -connect HOST:PORT (for -S: -starttls smtp)",
	"RFC 8446 section 6.2",
	"the server's TLS alert: handshake failure")
HINT("tls", TLS, 0, "", "alert: insufficient security",
	POLICY, "The server wants stronger ciphers than this check offers. Check --tls-ciphers and --tls-max, or the crypto policy of this host.",
	"RFC 8446 section 6.2",
	"the server's TLS alert: insufficient security")
HINT("tls", TLS, 0, "", "too small|renegotiation (RFC|not allowed here",
	SERVER, "The server's TLS is too old or too weak for the rules of this host. The server needs larger keys or newer software.",
	"openssl-ciphers(1), SSL_CTX_set_security_level(3)",
	"the server's DH key is too small")
HINT("tls", CLOSED, 0, "", "",
	SERVER, "The server hangs up during the handshake. Most often it has no usable certificate or key. Its log tells why.",
	"RFC 8446 section 6.1",
	"the server hung up during the handshake")
HINT_IF(HINT_IMPLICIT, "tls", CLOSED, 0, "", "",
	SERVER, "The server hangs up: it hangs or keeps crashing (log: fatal, throttling; often its login service is down), has no usable certificate, waits for a PROXY header (-r), or begins in plain text (-S, not -s).",
	"RFC 8446 section 6.1",
	"the server hung up during the handshake")
HINT("tls", TIMEOUT, 0, "", "",
	SERVER, "The handshake does not finish: the server hangs, or a firewall drops the larger packets of the handshake.",
	"RFC 8446 section 2",
	"no answer in time")
HINT_IF(HINT_IMPLICIT, "tls", TIMEOUT, 0, "", "",
	SERVER, "The handshake does not finish: the server hangs or keeps crashing (log: fatal, throttling; often its login service is down), waits for a PROXY header (-r), or begins in plain text (-S, not -s).",
	"RFC 8314 section 3.3",
	"no answer in time")

HINT("cert", CERTIFICATE, 0, "", "",
	SERVER, "The certificate cannot be trusted, so the server needs another one. --no-verify shows its faults without failing for them.",
	"RFC 5280 section 6",
	"the certificate: certificate revoked")
HINT("cert", CERTIFICATE, 0, "", "self-signed",
	POLICY, "No CA signed this certificate. If this is intended, trust it with --ca-file; else the server needs a certificate from a CA.",
	"RFC 5280 section 3.2",
	"the certificate is self-signed")
HINT_IF(HINT_OWN_CA, "cert", CERTIFICATE, 0, "", "self-signed",
	SERVER, "The certificate is self-signed, and it is not the one in --ca-file or --ca-path: somebody has installed another. If that was intended, put the new one there.",
	"RFC 5280 section 3.2",
	"the certificate is self-signed")
HINT("cert", CERTIFICATE, 0, "", "no root certificate",
	MONITOR, "Install the system's root certificates on the host that runs this check (package ca-certificates), or name your own CA with --ca-file.",
	"RFC 5280 section 6.1.1",
	"the issuer \"Test CA\" is not known here, where there is no root certificate")
HINT("cert", CERTIFICATE, 0, "", "the name constraints of|excluded subtree violation|permitted subtree violation",
	SERVER, "A CA in the chain is not allowed to sign for this name. Do not trust this server until its administrator can say how it got the certificate; then get one from another CA.",
	"RFC 5280 section 4.2.1.10",
	"the name constraints of the CA Example exclude mail.example.com")
HINT("cert", CERTIFICATE, 0, "", "does not send its intermediate",
	SERVER, "If your own CA signed the certificate, name the CA with --ca-file. Else the server's chain is incomplete: have the server send its intermediate certificate too.",
	"RFC 8446 section 4.4.2",
	"the issuer \"Test CA\" is not known here; the server does not send its intermediate certificate")
HINT_IF(HINT_OWN_CA, "cert", CERTIFICATE, 0, "", "does not send its intermediate",
	SERVER, "The CA of --ca-file or --ca-path did not sign this certificate itself, and the chain between them is incomplete: have the server send its intermediate certificate too.",
	"RFC 8446 section 4.4.2",
	"the issuer \"Test CA\" is not known here; the server does not send its intermediate certificate")
HINT_IF(HINT_OWN_CA, "cert", CERTIFICATE, 0, "", "not known here|not trusted here",
	MONITOR, "A CA that is not in --ca-file or --ca-path signed the certificate. Put that CA there. If a public CA signed it, leave these options out.",
	"RFC 5280 section 6.1",
	"the root of its chain is not trusted here")
HINT("cert", CERTIFICATE, 0, "", "not known here|not trusted here",
	MONITOR, "A CA that this host does not trust signed the certificate. If it is your own CA, name it with --ca-file; else the server needs another certificate.",
	"RFC 5280 section 6.1",
	"the root of its chain is not trusted here")
HINT("cert", CERTIFICATE, 0, "", "was revoked",
	SERVER, "The CA has taken the certificate back. Replace it, and also replace its key if others may know it.",
	"RFC 6960 section 2.2",
	"the certificate was revoked 3 days ago")
HINT("cert", CERTIFICATE, 0, "", "sends no OCSP",
	POLICY, "Have the server staple OCSP answers (Exim: tls_ocsp_file), or leave out --require-ocsp. Not every mail server can staple, and not every CA still offers OCSP.",
	"RFC 6066 section 8",
	"the server sends no OCSP answer")
HINT("cert", CERTIFICATE, 0, "", "OCSP answer",
	SERVER, "The OCSP answer that the server sends is not valid. Have the server fetch a new one from the CA; the job that does so may have stopped.",
	"RFC 6960 section 3.2",
	"the OCSP answer expired 3 days ago")
HINT("cert", CERTIFICATE, 0, "", "is not pinned",
	POLICY, "The certificate is none of those in --pin. If it was renewed on purpose, put its new digest into --pin (a digest of the key stays valid while the key stays). Else find out which server answers.",
	"RFC 7469 section 2.4",
	"the certificate is not pinned")
HINT("cert", CERTIFICATE, 0, "", "of the CA ",
	SERVER, "A CA certificate in the chain has the fault, not the server's own. Install the chain that the CA provides today, and reload the mail service.",
	"RFC 5280 section 6.1",
	"the certificate of the CA R3 expired 10 days ago")
HINT("cert", CERTIFICATE, 0, "", "expired",
	SERVER, "Renew the certificate. If it is already renewed, reload the mail service: it may still use the old file.",
	"RFC 5280 section 4.1.2.5",
	"the certificate expired 10 days ago")
HINT("cert", CERTIFICATE, 0, "", "not yet valid",
	SERVER, "The certificate begins in the future. Check the clock of this host first, above all if other checks say the same; else the certificate was installed too early.",
	"RFC 5280 section 4.1.2.5",
	"the certificate is not yet valid: it begins in 5 days")
HINT_IF(HINT_NO_SNI, "cert", CERTIFICATE, 0, "", ", not for",
	MONITOR, "The check sent no server name, so the server may have shown its default certificate. Send a name with --sni=NAME, or set the name to verify with --verify-name.",
	"RFC 6066 section 3",
	"the certificate is for mail.example.org, not for 192.0.2.7")
HINT("cert", CERTIFICATE, 0, "", ", not for",
	SERVER, "Every mail program that uses this name fails as well. Have the name added to the certificate, or use one of its names (-H, or --verify-name).",
	"RFC 9525 section 6",
	"the certificate is for mail.example.org, not for mail.example.com")
HINT("cert", CERTIFICATE, 0, "", "not meant for",
	SERVER, "The certificate is not for servers (its extended key usage). Have one issued for TLS servers.",
	"RFC 5280 section 4.2.1.12",
	"the certificate is not meant for servers")
HINT("cert", CERTIFICATE, 0, "", "too small",
	SERVER, "Have a new certificate issued for a new key: RSA with 2048 bits or more, or ECDSA.",
	"NIST SP 800-57 part 1 section 5.6",
	"the certificate's key is too small")
HINT("cert", CERTIFICATE, 0, "", "too weak",
	SERVER, "Have a new certificate issued that is signed with SHA-256 or better.",
	"RFC 9155 section 2",
	"a signature in its chain is too weak (MD5 or SHA-1)")
/* clang-format on */
