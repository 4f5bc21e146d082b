/* Name lookup, connection, greeting, EHLO: see hint_rows.h. */
/* clang-format off */

HINT("resolve", RESOLVE, 0, "", "",
	MONITOR, "The name is not in DNS. Check its spelling (-H) and the search domain of this host. By hand: getent ahosts NAME",
	"RFC 1035 section 4.1.1",
	"no such host name: mial.example.com")
HINT("resolve", RESOLVE, 0, "", "IPv6 address",
	MONITOR, "The name has no IPv6 address. Leave out -6, or have an AAAA record created. By hand: getent ahostsv6 NAME",
	"RFC 3596 section 2",
	"mail.example.com has no IPv6 address")
HINT("resolve", RESOLVE, 0, "", "IPv4 address",
	MONITOR, "The name has no IPv4 address. Leave out -4, or have an A record created. By hand: getent ahostsv4 NAME",
	"RFC 1035 section 3.4.1",
	"no such host name, or it has no IPv4 address: mail.example.com")
HINT("resolve", RESOLVE, 0, "", "the MX|an MX record names it",
	NETWORK, "A record of the domain names no host that mail could be sent to. Correct it at the domain's name servers: an MX record has the name of a host with an A or AAAA record. By hand: dig NAME MX",
	"RFC 5321 section 5.1",
	"the MX 192.0.2.1 is an address, where RFC 5321 5.1 wants the name of a host")
HINT("resolve", RESOLVE, 0, "", "has no address",
	MONITOR, "The name exists but has no address, nor, with --mx, an MX record. If it is a mail domain, use --mx, or give the name of its mail server to -H. By hand: dig NAME MX",
	"RFC 5321 section 5.1",
	"example.com has no address")
HINT("resolve", RESOLVE, 0, "", "no such domain",
	MONITOR, "The mail domain is not in DNS. Check its spelling (-H); without --mx the search domains of this host count, too. By hand: dig NAME MX",
	"RFC 1035 section 4.1.1",
	"no such domain: exmaple.com")
HINT("resolve", RESOLVE, 0, "", "null MX",
	POLICY, "The domain says in DNS that it takes no mail at all. If it should, replace the record \"MX 0 .\"; if not, there is nothing to check. By hand: dig NAME MX",
	"RFC 7505 section 3",
	"example.com takes no mail: it has a null MX (RFC 7505)")
HINT("resolve", RESOLVE, 0, "", "looking up",
	NETWORK, "The name servers of this host refuse to answer, or their answer is broken. Look at /etc/resolv.conf. By hand: dig NAME",
	"RFC 1035 section 4.1.1",
	"looking up mail.example.com: Non-recoverable failure in name resolution")
HINT("resolve", RETRY, 0, "", "",
	NETWORK, "The resolver of this host gave no answer (no reply, or SERVFAIL). The mail server itself may work. Look at /etc/resolv.conf and at the name servers in it. By hand: dig NAME",
	"RFC 1035 section 4.1.1",
	"the resolver has no answer for mail.example.com at the moment")
HINT("resolve", TIMEOUT, 0, "", "",
	NETWORK, "The resolver of this host did not answer in time. The mail server itself may work. Look at /etc/resolv.conf and at the name servers in it. By hand: dig NAME",
	"resolv.conf(5)",
	"no answer in time")

HINT("", USAGE, 0, "", "our end",
	MONITOR, "This host cannot send from the address of --source. Give one that it has: \"ip address\" lists them.",
	"ip-address(8)",
	"our end, 192.0.2.1: Cannot assign requested address")

HINT("connect", CONNECT, 0, "", "",
	NETWORK, "No connection is possible. Check the mail service, the port (-p), and the firewalls on the way.",
	"connect(2)",
	"192.0.2.7:587: Connection reset by peer")
HINT("connect", CONNECT, 0, "", "refused",
	SERVER, "Nothing listens there: start the mail service, or correct the port (-p: 25 or 587 with -S, 465 with -s) or the socket (-H). Or a firewall or fail2ban rejects this host: try from another one.",
	"connect(2), ECONNREFUSED",
	"192.0.2.7:587: Connection refused")
HINT("connect", CONNECT, 0, "", "permission denied",
	MONITOR, "This host does not allow the connection. Check the mode and the group of the socket for the user of the check, and check SELinux and the local firewall.",
	"connect(2), EACCES",
	"/run/dovecot/lmtp: Permission denied")
HINT("connect", CONNECT, 0, "", "no such file",
	SERVER, "The socket does not exist. Start the mail service, or correct the path (-H).",
	"unix(7)",
	"/run/dovecot/lmtp: No such file or directory")
HINT("connect", CONNECT, 0, "", "no route to host",
	NETWORK, "The machine is off or not in its network, or a firewall rejects the check. Try ping, and try another port of the machine.",
	"connect(2), EHOSTUNREACH",
	"192.0.2.7:587: No route to host")
HINT("connect", CONNECT, 0, "", "unreachable|address family not supported|cannot assign",
	NETWORK, "This host has no route to that address. If this host has no IPv6, use -4; else look at its routes (ip route get ADDRESS).",
	"connect(2), ENETUNREACH",
	"[2001:db8::7]:587: Network is unreachable")
HINT("connect", CONNECT, 0, "", "invalid argument",
	MONITOR, "A link-local address needs the name of its interface. Write it as fe80::1%eth0 (-H or -I).",
	"RFC 4007 section 11",
	"[fe80::1]:25: Invalid argument")
HINT("connect", TIMEOUT, 0, "", "",
	NETWORK, "Nothing answers: a firewall drops the packets, or the machine is off. If the name has IPv4 and IPv6 addresses, try -4 and -6 to see which fail.",
	"RFC 9293 section 3.8.3",
	"192.0.2.7:587: no answer in time")
HINT_IF(HINT_PORT_25, "connect", TIMEOUT, 0, "", "",
	NETWORK, "Nothing answers on port 25. Cloud and access providers block it for their customers. If another port of the server answers (-p 587 -S), have port 25 opened for this host.",
	"AWS: restriction on email sent using port 25",
	"192.0.2.7:25: no answer in time")

HINT("banner", TIMEOUT, 0, "", "",
	SERVER, "The server sends no greeting: it hangs or keeps crashing (log: fatal, throttling; often its login service is down), or pauses on purpose (-t), waits for a PROXY header (-r), or wants TLS at once (-s).",
	"RFC 5321 section 4.5.3.2.1",
	"no answer in time")
HINT_IF(HINT_PORT_465 | HINT_CLEAR, "banner", TIMEOUT, 0, "", "",
	MONITOR, "Port 465 speaks TLS from the first byte. Use TLS there: use -s.",
	"RFC 8314 section 3.3",
	"no answer in time")
HINT("banner", TIMEOUT, 0, "", ", not SMTP",
	MONITOR, "This port (-p) belongs to another service. SMTP is on 25 and 587 (with -S), and with TLS from the first byte usually on 465 (-s).",
	"IANA: service names and port numbers",
	"no answer in time; port 993 is usually IMAP over TLS, not SMTP")
HINT_IF(HINT_IMPLICIT, "banner", TIMEOUT, 0, "", "",
	SERVER, "TLS works, but the server sends no greeting. The mail service hangs, is overloaded, or pauses on purpose (give it more time with -t).",
	"RFC 5321 section 4.5.3.2.1",
	"no answer in time")
HINT("banner", TIMEOUT, 0, "", "220",
	POLICY, "The first line of the greeting came, then the server pauses to detect impatient clients (as postscreen does). Give it more time (-t 20), or ask its administrator to except this host.",
	"Postfix: POSTSCREEN_README, pregreet test",
	"no answer in time\n220 mail.example.com ESMTP Postfix")
HINT("banner", CLOSED, 0, "", "",
	SERVER, "The server hangs up before its greeting: it hangs or keeps crashing (log: fatal, throttling; often its login service is down), or an access rule or a connection limit is about this host's address.",
	"RFC 5321 section 3.1",
	"the server hung up without an answer")
HINT("banner", PROTOCOL, 0, "", "",
	MONITOR, "This does not look like a mail server. Check the port (-p). If the port speaks TLS from the first byte (465), use -s.",
	"RFC 5321 section 4.2",
	"this is no SMTP reply: hello")
HINT("banner", PROTOCOL, 0, "", "TLS from the first byte",
	MONITOR, "This port speaks TLS from the first byte: use -s.",
	"RFC 8314 section 3.3",
	"this is TLS from the first byte, not SMTP in clear")
HINT("banner", PROTOCOL, 0, "", ", not SMTP",
	MONITOR, "This port (-p) belongs to another service. SMTP is on 25 and 587 (with -S), and with TLS from the first byte usually on 465 (-s).",
	"IANA: service names and port numbers",
	"this is an IMAP server (143, over TLS 993), not SMTP: * OK Dovecot ready.")
HINT("banner", PROTOCOL, 0, "", "unexpected reply: 200|unexpected reply: 201",
	MONITOR, "This looks like a news server (119). SMTP is on 25, 587 (-S) or 465 (-s).",
	"RFC 3977 section 5.1",
	"unexpected reply: 200 news.example.com InterNetNews ready")
HINT("banner", REJECTED, 4, "", "",
	SERVER, "The server refuses sessions for the moment. Its log tells why.",
	"RFC 5321 section 4.2.1",
	"450 Please wait")
HINT("banner", REJECTED, 421, "", "",
	SERVER, "The server accepts no session now: it has too much load, too many sessions, or maintenance. If this continues, look at its log.",
	"RFC 5321 section 3.8",
	"421 mail.example.com closing")
HINT("banner", REJECTED, 421, "4.3.0", "local error",
	MONITOR, "Postfix gives this session up: most often it waits for the PROXY header of a load balancer (smtpd_upstream_proxy_protocol). Send one with -r, or check through the load balancer. Else its log tells why.",
	"Postfix: smtpd_upstream_proxy_protocol",
	"421 4.3.0 mail.example.com Server local error")
HINT("banner", REJECTED, 5, "", "",
	POLICY, "The server refuses this host. Its address is on a deny list, or on a DNS blocklist that the server uses. Ask the server's administrator to let the monitor in.",
	"RFC 5321 section 3.1",
	"554 mail.example.com ESMTP not accepting messages")
HINT("banner", REJECTED, 521, "", "",
	POLICY, "This server accepts no mail at all, or none from this host. Check -H, or ask its administrator to let the monitor in.",
	"RFC 7504",
	"521 mail.example.com does not accept mail")
HINT("banner", REJECTED, 4, "", "proxy",
	MONITOR, "The server waits for the PROXY header of a load balancer. Send one with -r, or check through the load balancer.",
	"HAProxy: PROXY protocol; Haraka: haproxy_hosts",
	"421 PROXY timeout")

HINT_IF(HINT_PROXY, "ehlo", REJECTED, 50, "", "",
	MONITOR, "The server takes the PROXY header (-r) for a command. Leave out -r, or have the server expect the header (Postfix: smtpd_upstream_proxy_protocol = haproxy).",
	"HAProxy: PROXY protocol",
	"502 5.5.2 Error: command not recognized")
HINT_IF(HINT_SMTP, "ehlo", REJECTED, 50, "", "",
	MONITOR, "The server knows neither EHLO nor HELO. It may speak LMTP (use -L), or this is no mail port (-p).",
	"RFC 5321 section 4.1.4",
	"502 5.5.2 Error: command not recognized")
HINT_IF(HINT_LMTP, "ehlo", REJECTED, 50, "", "",
	MONITOR, "The server does not know LHLO: it speaks SMTP, not LMTP. Leave out -L, or give the LMTP port or socket (-p, -H).",
	"RFC 2033 section 4.1",
	"500 5.5.1 Invalid command: Command unrecognized")
HINT("ehlo", REJECTED, 501, "", "",
	MONITOR, "The server does not accept the EHLO name of this host. Set a full host name with -F.",
	"RFC 5321 section 4.1.1.1",
	"501 5.5.4 Bad name")
HINT("ehlo", REJECTED, 504, "", "",
	MONITOR, "The server wants a full host name in EHLO. Set one with -F.",
	"RFC 5321 section 4.1.1.1",
	"504 5.5.2 Give a full name")
HINT("ehlo", REJECTED, 503, "", "",
	MONITOR, "The server refuses the second EHLO, which belongs after STARTTLS. See the dialogue with -vv. By hand: openssl s_client -starttls smtp -connect HOST:PORT",
	"RFC 3207 section 4.2",
	"503 5.5.1 Invalid command: Already identified")
HINT("ehlo", REJECTED, 530, "", "USER and PASS",
	MONITOR, "This is an FTP server: the port (-p) is wrong. SMTP is on 25, 587 (-S) or 465 (-s).",
	"RFC 959 section 5.4",
	"530 Please login with USER and PASS.")
HINT("ehlo", REJECTED, 421, "", "try again later",
	MONITOR, "The server does not accept the EHLO name (Google's relay refuses localhost and the like), or this host sends too much. Set the host's real name with -F.",
	"Google: Gmail SMTP errors and codes",
	"421-4.7.0 Try again later, closing connection. (EHLO)\n421 4.7.0 https://support.google.com/a/answer/3221692")
HINT("ehlo", REJECTED, 5, "", "",
	POLICY, "The server refuses the EHLO name or this host's address. Set a name that it accepts with -F, or ask its administrator to let the monitor in.",
	"RFC 5321 section 4.1.4",
	"550 HELO refused")
HINT("ehlo", REJECTED, 4, "", "",
	POLICY, "The server defers EHLO. Often it cannot resolve the EHLO name, or finds no name for this host's address. Set a name that is in DNS with -F.",
	"RFC 5321 section 4.1.4",
	"450 4.7.1 Try again")
HINT("ehlo", CLOSED, 0, "", "",
	SERVER, "The server hung up after EHLO. Often its login service or a filter behind it is down. Its log tells why.",
	"RFC 5321 section 3.8",
	"the server hung up without an answer")
HINT_IF(HINT_TLS, "ehlo", TIMEOUT, 0, "", "",
	SERVER, "The server does not answer EHLO under TLS. To list its mechanisms it asks its login service (Dovecot, saslauthd), which may hang. Its log tells more.",
	"RFC 4954 section 3",
	"no answer in time")
HINT("ehlo", TIMEOUT, 0, "", "",
	SERVER, "The server sends a greeting but does not answer EHLO. It is overloaded, or looks up this host's name too slowly. Its log tells why.",
	"RFC 5321 section 4.5.3.2",
	"no answer in time")
/* clang-format on */
