/* --dane: TLSA records that are missing, not to be trusted, or of another
 * certificate: see hint_rows.h. */
/* clang-format off */

HINT("resolve", USAGE, 0, "", "trust-ad",
	MONITOR, "Point /etc/resolv.conf at a resolver that validates DNSSEC and that nobody can come in between, best one on this host (unbound on 127.0.0.1), and add the line: options trust-ad",
	"resolv.conf(5)",
	"resolv.conf does not say \"options trust-ad\", so nothing that the resolver says of _25._tcp.mail.example.com TLSA is safe")
HINT("resolve", USAGE, 0, "", "no TLSA record",
	POLICY, "Nothing is published for this name and port; by hand: dig TLSA _PORT._tcp.HOST. If HOST is an alias, give -H its target; if the server does not do DANE, leave --dane out.",
	"RFC 7672 section 2.2",
	"there is no TLSA record at _25._tcp.mail.example.com")
HINT("resolve", USAGE, 0, "", "does not vouch",
	NETWORK, "The answer to dig +adflag TLSA _PORT._tcp.HOST should have the flag ad. If that to dig +adflag SOA org has it, this zone must be signed; if not, the resolver must be made to validate.",
	"RFC 7672 section 2.2; RFC 6840 section 5.7",
	"DNSSEC does not vouch for the TLSA records at _25._tcp.mail.example.com: the zone is not signed, or the resolver does not validate")
HINT("resolve", RETRY, 0, "", "TLSA with SERVFAIL",
	NETWORK, "Ask without validation: dig +cdflag TLSA _PORT._tcp.HOST. If that answers, the zone's signatures are wrong, and servers that do DANE send no mail there; else its name servers are ill.",
	"RFC 7672 section 2.1.1; RFC 4035 section 5.5",
	"the resolver answers the question for _25._tcp.mail.example.com TLSA with SERVFAIL (bogus signatures, or name servers that do not answer)")
HINT("cert", USAGE, 0, "", "no TLSA record",
	POLICY, "DANE for SMTP knows usage 3 (the server's own certificate or key) and 2 (its CA's) only: have \"3 1 1\" and the SHA-256 of its key published.",
	"RFC 7672 section 3.1",
	"no TLSA record at _25._tcp.mail.example.com can be used: wanted is usage 2 or 3, with SHA-256 or SHA-512")
HINT("cert", CERTIFICATE, 0, "", "no TLSA record matches",
	SERVER, "Its certificate was changed and its TLSA records were not, or this is not the server: compare with the file there before you publish what is shown here. For usage 2 the CA's certificate must be sent along.",
	"RFC 7672 section 3.1; RFC 7671 section 8.1",
	"no TLSA record matches the certificate, whose own is 3 1 1 53326db0a5965957981cacf2111b8496e97f75bec5992f5799c25f5a4aa8213f")
