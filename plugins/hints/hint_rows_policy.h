/* --mta-sts: the policy of a mail domain (RFC 8461): see hint_rows.h. */
/* clang-format off */

HINT("policy", UNSUPPORTED, 0, "", "there is no TXT record",
	POLICY, "The domain publishes no policy. Publish one (a TXT record and a file, RFC 8461 3), beginning with the mode testing; or leave out --mta-sts.",
	"RFC 8461 section 3.1",
	"no MTA-STS policy: there is no TXT record v=STSv1 at _mta-sts.example.com")
HINT("policy", UNSUPPORTED, 0, "", "where one must be",
	POLICY, "With two records no sender uses the policy. Remove the old one: dig +short TXT _mta-sts.DOMAIN shows both.",
	"RFC 8461 section 3.1",
	"no MTA-STS policy: there are 2 TXT records v=STSv1 at _mta-sts.example.com, where one must be")
HINT("policy", PROTOCOL, 0, "", "TXT record of the policy is wrong",
	POLICY, "Correct the TXT record; it reads v=STSv1; id=20261128T120000; with a new id after each change of the policy.",
	"RFC 8461 section 3.1",
	"the TXT record of the policy is wrong (RFC 8461 3.1): no id=: v=STSv1;")
HINT("policy", PROTOCOL, 0, "", "of the policy is wrong|the policy has no|the policy names no",
	POLICY, "Correct the file .well-known/mta-sts.txt. It has the lines version: STSv1, mode: enforce, mx: HOST for each mail server, and max_age: 604800. Then change the id in the TXT record.",
	"RFC 8461 section 3.2",
	"line 2 of the policy is wrong (RFC 8461 3.2): the mode is not enforce, testing or none: enforced")
HINT("policy", PROTOCOL, 0, "", "not text/plain",
	SERVER, "Have the web server send the policy as text/plain; senders refuse any other type. Often the file is not there, and a page stands in for it.",
	"RFC 8461 section 3.2",
	"https://mta-sts.example.com/.well-known/mta-sts.txt is text/html, not text/plain")
HINT("policy", REJECTED, 0, "", "HTTP status 301|HTTP status 302|HTTP status 303|HTTP status 307|HTTP status 308",
	SERVER, "Senders follow no redirect for a policy. Have the file served under this very name and path.",
	"RFC 8461 section 3.3",
	"HTTP status 301 for https://mta-sts.example.com/.well-known/mta-sts.txt")
HINT("policy", REJECTED, 0, "", "HTTP status 404|HTTP status 410",
	SERVER, "The web server does not have the policy file, although the TXT record says so. Put it at .well-known/mta-sts.txt; or, to end the policy, publish the mode none for its max_age and remove the TXT record last.",
	"RFC 8461 section 3.3",
	"HTTP status 404 for https://mta-sts.example.com/.well-known/mta-sts.txt")
HINT("policy", REJECTED, 0, "", "HTTP status",
	SERVER, "The web server refuses the policy file, so new senders find no policy. Look at its log and its access rules.",
	"RFC 8461 section 3.3",
	"HTTP status 403 for https://mta-sts.example.com/.well-known/mta-sts.txt")
HINT("policy", RETRY, 0, "", "HTTP status",
	SERVER, "The web server of the policy is ill. Senders that know the policy go on with it until its max_age is over.",
	"RFC 8461 section 3.3",
	"HTTP status 503 for https://mta-sts.example.com/.well-known/mta-sts.txt")
HINT("policy", RETRY, 0, "", "",
	NETWORK, "The resolver of this host gave no answer (no reply, or SERVFAIL), so nobody knows whether there is a policy. Look at /etc/resolv.conf, and at the domain's name servers. By hand: dig TXT _mta-sts.DOMAIN; dig mta-sts.DOMAIN",
	"RFC 8461 section 3.1",
	"the resolver has no answer for mta-sts.example.com at the moment")
HINT("policy", TIMEOUT, 0, "", "to the question for",
	NETWORK, "The resolver of this host did not answer in time, so nobody knows whether there is a policy. Look at /etc/resolv.conf, and at the domain's name servers. By hand: dig TXT _mta-sts.DOMAIN",
	"RFC 8461 section 3.1",
	"no answer in time to the question for _mta-sts.example.com TXT")
HINT("policy", TIMEOUT, 0, "", "",
	SERVER, "The web server of mta-sts.DOMAIN did not send the policy in time. Its log tells why. Senders that know no policy deliver without one.",
	"RFC 8461 section 3.3",
	"mta-sts.example.com: no answer in time")
HINT("policy", CLOSED, 0, "", "",
	SERVER, "The web server of mta-sts.DOMAIN hung up before it had sent the policy. Its log tells why. By hand: curl -v https://mta-sts.DOMAIN/.well-known/mta-sts.txt",
	"RFC 8461 section 3.3",
	"mta-sts.example.com: the connection was closed without an answer")
HINT("policy", TLS, 0, "", "",
	SERVER, "The web server of mta-sts.DOMAIN does not speak the TLS of this host: at least TLS 1.2 must be possible. By hand: curl -v https://mta-sts.DOMAIN/.well-known/mta-sts.txt",
	"RFC 8461 section 3.3",
	"mta-sts.example.com: the TLS handshake failed")
HINT("policy", PROTOCOL, 0, "", "",
	SERVER, "What answers at mta-sts.DOMAIN, port 443, sends something else than a policy. By hand: curl -v https://mta-sts.DOMAIN/.well-known/mta-sts.txt",
	"RFC 8461 section 3.3",
	"mta-sts.example.com: the answer is longer than 65536 bytes")
HINT("policy", USAGE, 0, "", "libcurl",
	MONITOR, "The policy is fetched by HTTPS, with this library. Install it on this host, or leave out --mta-sts.",
	"RFC 8461 section 3.3",
	"--mta-sts needs libcurl.so.4, which is not installed (Debian, Ubuntu: libcurl4)")
HINT("policy", CERTIFICATE, 0, "", "",
	SERVER, "The host mta-sts.DOMAIN needs a valid certificate for that very name; without one no sender uses the policy. This is the most common mistake: have the certificate of the web server include the name.",
	"RFC 8461 section 3.3",
	"mta-sts.example.com: no alternative certificate subject name matches target host name")
HINT("policy", RESOLVE, 0, "", "",
	POLICY, "The name mta-sts.DOMAIN has no address, although the TXT record announces a policy. Add an A or AAAA record (or a CNAME) for the web server that has the file.",
	"RFC 8461 section 3.3",
	"mta-sts.example.com: no such host")
HINT("policy", RESOLVE, 0, "", "IPv6 address|IPv4 address",
	MONITOR, "The host mta-sts.DOMAIN has no address of the family of --source, so this check cannot fetch the policy from there. Leave out --source, or give an address of the other family.",
	"RFC 8461 section 3.3",
	"mta-sts.example.com has no IPv6 address")
HINT("policy", CONNECT, 0, "", "",
	SERVER, "No web server answers at mta-sts.DOMAIN, port 443. New senders find no policy, and others none that has changed.",
	"RFC 8461 section 3.3",
	"mta-sts.example.com: Connection refused")
HINT("mta-sts-mx", NONE, 0, "", "",
	POLICY, "Senders that honour the policy deliver no mail to this server (mode enforce), or report it (testing). Add a line mx: for it to the policy and change the id in the TXT record; or remove the server's MX record.",
	"RFC 8461 section 4.1",
	"")
/* clang-format on */
