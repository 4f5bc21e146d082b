/* Name lookup, connection, greeting, EHLO: see hint_rows.h. */
/* clang-format off */

HINT("resolve", RESOLVE, 0, "", "",
	MONITOR, "The name is not in DNS: check its spelling (-H) and the search domain of this host. By hand: getent ahosts NAME",
	"RFC 1035 section 4.1.1",
	"no such host name: mial.example.com")
HINT("resolve", RESOLVE, 0, "", "IPv6 address",
	MONITOR, "The name has no IPv6 address: leave -6 out, or have an AAAA record made for it. By hand: getent ahostsv6 NAME",
	"RFC 3596 section 2",
	"mail.example.com has no IPv6 address")
HINT("resolve", RESOLVE, 0, "", "IPv4 address",
	MONITOR, "The name has no IPv4 address: leave -4 out, or have an A record made for it. By hand: getent ahostsv4 NAME",
	"RFC 1035 section 3.4.1",
	"no such host name, or it has no IPv4 address: mail.example.com")
HINT("resolve", RESOLVE, 0, "", "has no address",
	MONITOR, "The name is there, but has no address. If it is a mail domain, give its mail server with -H; by hand: dig NAME MX",
	"RFC 5321 section 5.1",
	"example.com has no address")
HINT("resolve", RESOLVE, 0, "", "looking up",
	NETWORK, "The name servers of this host refuse to answer, or their answer is broken. Look at /etc/resolv.conf; by hand: dig NAME",
	"RFC 1035 section 4.1.1",
	"looking up mail.example.com: Non-recoverable failure in name resolution")
HINT("resolve", RETRY, 0, "", "",
	NETWORK, "The resolver of this host could not answer (no reply, or SERVFAIL); the mail server itself may be well. Look at /etc/resolv.conf and the name servers in it; by hand: dig NAME",
	"RFC 1035 section 4.1.1",
	"the resolver has no answer for mail.example.com at the moment")
HINT("resolve", TIMEOUT, 0, "", "",
	NETWORK, "The resolver of this host did not answer in time; the mail server itself may be well. Look at /etc/resolv.conf and the name servers in it; by hand: dig NAME",
	"resolv.conf(5)",
	"no answer in time")

HINT("connect", CONNECT, 0, "", "",
	NETWORK, "No connection comes about: check the service, the port (-p), and the firewalls on the way.",
	"connect(2)",
	"192.0.2.7:587: Connection reset by peer")
HINT("connect", CONNECT, 0, "", "refused",
	SERVER, "The machine is up, but nothing listens there: the mail service is down, or port (-p; 25 or 587 with -S, 465 with -s) or socket path is wrong.",
	"connect(2), ECONNREFUSED",
	"192.0.2.7:587: Connection refused")
HINT("connect", CONNECT, 0, "", "permission denied",
	MONITOR, "This host forbids it: the user of the check may not use the socket (see its mode and groups), or SELinux or a local firewall stops the check.",
	"connect(2), EACCES",
	"/run/dovecot/lmtp: Permission denied")
HINT("connect", CONNECT, 0, "", "no such file",
	SERVER, "There is no such socket: the service is down, or the path (-H) is wrong.",
	"unix(7)",
	"/run/dovecot/lmtp: No such file or directory")
HINT("connect", CONNECT, 0, "", "no route to host",
	NETWORK, "The machine is off or not in its network, or a firewall turns the check away: try ping, and another port of it.",
	"connect(2), EHOSTUNREACH",
	"192.0.2.7:587: No route to host")
HINT("connect", CONNECT, 0, "", "unreachable|address family not supported|cannot assign",
	NETWORK, "This host has no route there. If it has no IPv6, -4 leaves that out; else look at its routes (ip route get ADDRESS).",
	"connect(2), ENETUNREACH",
	"[2001:db8::7]:587: Network is unreachable")
HINT("connect", CONNECT, 0, "", "invalid argument",
	MONITOR, "A link-local address works only together with its interface: write it as fe80::1%eth0 (-H or -I).",
	"RFC 4007 section 11",
	"[fe80::1]:25: Invalid argument")
HINT("connect", TIMEOUT, 0, "", "",
	NETWORK, "Nothing answers: a firewall drops the packets, or the machine is off. If the name has IPv4 and IPv6 addresses, -4 and -6 tell which ones fail.",
	"RFC 9293 section 3.8.3",
	"192.0.2.7:587: no answer in time")
HINT_IF(HINT_PORT_25, "connect", TIMEOUT, 0, "", "",
	NETWORK, "Nothing answers on port 25. Clouds and access providers block it for their customers: if another port of the server answers (-p 587 -S), have port 25 opened for this host.",
	"AWS: restriction on email sent using port 25",
	"192.0.2.7:25: no answer in time")

HINT("banner", TIMEOUT, 0, "", "",
	SERVER, "The connection stands, but no greeting comes: the server hangs, pauses on purpose (give it more time with -t), wants TLS from the first byte (use -s), or waits for a load balancer's PROXY header (-r sends one).",
	"RFC 5321 section 4.5.3.2.1",
	"no answer in time")
HINT_IF(HINT_PORT_465 | HINT_CLEAR, "banner", TIMEOUT, 0, "", "",
	MONITOR, "Port 465 speaks TLS from the first byte: use -s.",
	"RFC 8314 section 3.3",
	"no answer in time")
HINT("banner", TIMEOUT, 0, "", ", not SMTP",
	MONITOR, "The port (-p) is not one of SMTP: that is on 25 and 587 (with -S), and over TLS from the first byte usually on 465 (-s).",
	"IANA: service names and port numbers",
	"no answer in time; port 993 is usually IMAP over TLS, not SMTP")
HINT_IF(HINT_IMPLICIT, "banner", TIMEOUT, 0, "", "",
	SERVER, "TLS stands, but no greeting comes: the mail service behind it hangs or is overloaded, or pauses on purpose (give it more time with -t).",
	"RFC 5321 section 4.5.3.2.1",
	"no answer in time")
HINT("banner", TIMEOUT, 0, "", "220",
	POLICY, "The first line of the greeting came, then the server pauses to see who cannot wait (postscreen does so): give it more time (-t 20), or have this host excepted from the test.",
	"Postfix: POSTSCREEN_README, pregreet test",
	"no answer in time\n220 mail.example.com ESMTP Postfix")
HINT("banner", CLOSED, 0, "", "",
	POLICY, "The server hangs up before it says a word: an access rule or a connection limit for this host's address, or a crash. Its log tells.",
	"RFC 5321 section 3.1",
	"the server hung up without an answer")
HINT("banner", PROTOCOL, 0, "", "",
	MONITOR, "This does not look like a mail server: check the port (-p); if it speaks TLS from the first byte (465), use -s.",
	"RFC 5321 section 4.2",
	"this is no SMTP reply: hello")
HINT("banner", PROTOCOL, 0, "", "TLS from the first byte",
	MONITOR, "This port speaks TLS from the first byte: use -s.",
	"RFC 8314 section 3.3",
	"this is TLS from the first byte, not SMTP in clear")
HINT("banner", PROTOCOL, 0, "", ", not SMTP",
	MONITOR, "The port (-p) is not one of SMTP: that is on 25 and 587 (with -S), and over TLS from the first byte usually on 465 (-s).",
	"IANA: service names and port numbers",
	"this is an IMAP server (143, over TLS 993), not SMTP: * OK Dovecot ready.")
HINT("banner", PROTOCOL, 0, "", "unexpected reply: 200|unexpected reply: 201",
	MONITOR, "This looks like a news server (119): SMTP is on 25, 587 (-S) or 465 (-s).",
	"RFC 3977 section 5.1",
	"unexpected reply: 200 news.example.com InterNetNews ready")
HINT("banner", REJECTED, 4, "", "",
	SERVER, "The server refuses sessions for the moment; its log says why.",
	"RFC 5321 section 4.2.1",
	"450 Please wait")
HINT("banner", REJECTED, 421, "", "",
	SERVER, "The server is there but takes no session now: too much load, too many sessions, or maintenance. If it stays so, look at its log.",
	"RFC 5321 section 3.8",
	"421 mail.example.com closing")
HINT("banner", REJECTED, 5, "", "",
	POLICY, "The server wants nothing to do with this host: its address is on a deny list or a DNS blocklist that the server uses. Its administrator can let the monitor in.",
	"RFC 5321 section 3.1",
	"554 mail.example.com ESMTP not accepting messages")
HINT("banner", REJECTED, 521, "", "",
	POLICY, "This server takes no mail at all, or none from this host: check -H, or have the monitor let in.",
	"RFC 7504",
	"521 mail.example.com does not accept mail")
HINT("banner", REJECTED, 4, "", "proxy",
	MONITOR, "The server waits for the PROXY header of a load balancer: send one with -r, or check through the load balancer.",
	"HAProxy: PROXY protocol; Haraka: haproxy_hosts",
	"421 PROXY timeout")

HINT_IF(HINT_PROXY, "ehlo", REJECTED, 50, "", "",
	MONITOR, "The server takes the PROXY header (-r) for a command: leave -r out, or have the server expect it (Postfix: smtpd_upstream_proxy_protocol = haproxy).",
	"HAProxy: PROXY protocol",
	"502 5.5.2 Error: command not recognized")
HINT_IF(HINT_SMTP, "ehlo", REJECTED, 50, "", "",
	MONITOR, "The server knows neither EHLO nor HELO: perhaps it speaks LMTP (then use -L), or this is no mail port (-p).",
	"RFC 5321 section 4.1.4",
	"502 5.5.2 Error: command not recognized")
HINT_IF(HINT_LMTP, "ehlo", REJECTED, 50, "", "",
	MONITOR, "The server does not know LHLO: it speaks SMTP, not LMTP. Leave -L out, or give the LMTP port or socket (-p, -H).",
	"RFC 2033 section 4.1",
	"500 5.5.1 Invalid command: Command unrecognized")
HINT("ehlo", REJECTED, 501, "", "",
	MONITOR, "The server does not like the name that this host gives in EHLO; set a full host name with -F.",
	"RFC 5321 section 4.1.1.1",
	"501 5.5.4 Bad name")
HINT("ehlo", REJECTED, 504, "", "",
	MONITOR, "The server wants a full host name in EHLO; set one with -F.",
	"RFC 5321 section 4.1.1.1",
	"504 5.5.2 Give a full name")
HINT("ehlo", REJECTED, 503, "", "",
	MONITOR, "The server takes no second greeting, but after STARTTLS one is due: -vv shows the dialogue; by hand: openssl s_client -starttls smtp -connect HOST:PORT",
	"RFC 3207 section 4.2",
	"503 5.5.1 Invalid command: Already identified")
HINT("ehlo", REJECTED, 530, "", "USER and PASS",
	MONITOR, "This is an FTP server: the port (-p) is wrong. SMTP is on 25, 587 (-S) or 465 (-s).",
	"RFC 959 section 5.4",
	"530 Please login with USER and PASS.")
HINT("ehlo", REJECTED, 421, "", "try again later",
	MONITOR, "The server does not like the EHLO name (Google's relay refuses localhost and the like) or the rate of this host: set the host's real name with -F.",
	"Google: Gmail SMTP errors and codes",
	"421-4.7.0 Try again later, closing connection. (EHLO)\n421 4.7.0 https://support.google.com/a/answer/3221692")
HINT("ehlo", REJECTED, 5, "", "",
	POLICY, "The server refuses the EHLO name or this host's address; set a name that it accepts with -F, or have the monitor let in.",
	"RFC 5321 section 4.1.4",
	"550 HELO refused")
HINT("ehlo", REJECTED, 4, "", "",
	POLICY, "The server puts EHLO off; often it cannot resolve the EHLO name (-F) or the name of this host's address.",
	"RFC 5321 section 4.1.4",
	"450 4.7.1 Try again")
HINT("ehlo", CLOSED, 0, "", "",
	SERVER, "The server hung up after EHLO: often its login backend or a filter behind it is down. Its log tells.",
	"RFC 5321 section 3.8",
	"the server hung up without an answer")
HINT("ehlo", TIMEOUT, 0, "", "",
	SERVER, "The server greets but does not answer EHLO: it is overloaded, or waits for a slow look-up of this host's name. Its log tells.",
	"RFC 5321 section 4.5.3.2",
	"no answer in time")
/* clang-format on */
