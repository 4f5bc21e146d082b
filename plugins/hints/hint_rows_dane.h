/* --dane: TLSA records that are missing, not to be trusted, or of another
 * certificate: see hint_rows.h. */
/* clang-format off */

HINT("resolve", USAGE, 0, "", "trust-ad",
	MONITOR, "Set /etc/resolv.conf to a resolver that validates DNSSEC and is reached over a safe path, best on this host (unbound on 127.0.0.1), and add the line: options trust-ad",
	"resolv.conf(5)",
	"resolv.conf does not say \"options trust-ad\", so nothing that the resolver says of _25._tcp.mail.example.com TLSA is safe")
HINT("resolve", USAGE, 0, "", "no TLSA record",
	POLICY, "DNS has no TLSA record for this name and port; by hand: dig TLSA _PORT._tcp.HOST. If HOST is an alias, give its target to -H. If the server does not support DANE, leave out --dane.",
	"RFC 7672 section 2.2",
	"there is no TLSA record at _25._tcp.mail.example.com")
HINT("resolve", USAGE, 0, "", "does not vouch",
	NETWORK, "Run dig +adflag TLSA _PORT._tcp.HOST: its answer must have the flag ad. Also run dig +adflag SOA org. If only the second answer has the flag, have the zone signed; if neither, make the resolver validate.",
	"RFC 7672 section 2.2; RFC 6840 section 5.7",
	"DNSSEC does not vouch for the TLSA records at _25._tcp.mail.example.com: the zone is not signed, or the resolver does not validate")
HINT("resolve", RETRY, 0, "", "TLSA with SERVFAIL",
	NETWORK, "Ask without validation: dig +cdflag TLSA _PORT._tcp.HOST. If there is an answer, the zone's signatures are wrong, and senders with DANE deliver no mail there. If not, its name servers do not work.",
	"RFC 7672 section 2.1.1; RFC 4035 section 5.5",
	"the resolver answers the question for _25._tcp.mail.example.com TLSA with SERVFAIL (bogus signatures, or name servers that do not answer)")
HINT("cert", USAGE, 0, "", "no TLSA record",
	POLICY, "DANE for SMTP uses only usage 3 (the server's certificate or key) and usage 2 (its CA). Have a \"3 1 1\" record with the SHA-256 of the server's key published.",
	"RFC 7672 section 3.1",
	"no TLSA record at _25._tcp.mail.example.com can be used: wanted is usage 2 or 3, with SHA-256 or SHA-512")
HINT("cert", CERTIFICATE, 0, "", "no TLSA record matches",
	SERVER, "The certificate changed but its TLSA records did not, or this is another server. Before you publish the record shown here, compare it with the file on the server. Usage 2 needs the CA certificate in the chain.",
	"RFC 7672 section 3.1; RFC 7671 section 8.1",
	"no TLSA record matches the certificate, whose own is 3 1 1 53326db0a5965957981cacf2111b8496e97f75bec5992f5799c25f5a4aa8213f")
