/* What servers say at any stage, since many tell at RCPT what they hold against
 * the client, its EHLO name or the sender: see hint_rows.h. */
/* clang-format off */

#define LOGIN_WORDS \
	"authentication required|authentication is required|" \
	"requires authentication|smtp authentication|not authenticated|" \
	"please authenticate|must authenticate|log in first|" \
	"without authentication"

#define RELAY_WORDS \
	"relay access denied|relaying denied|relay denied|" \
	"relay not permitted|permitted to relay|unable to relay|rcpthosts|" \
	"deliver mail for|relaying disallowed|relay rejected|relay is not|" \
	"relaying prohibited"

#define TLS_WORDS \
	"issue a starttls|starttls command first|starttls is required|" \
	"starttls required|requires starttls|encryption required|" \
	"requires encryption|requires tls|tls required|" \
	"tls is required|must use tls|tls first"

/* TLS and login first */
HINT("", REJECTED, 0, "", TLS_WORDS,
	MONITOR, "The server wants TLS first. Add -S.",
	"RFC 3207 section 4",
	"530 5.7.0 Must issue a STARTTLS command first")
HINT("", REJECTED, 5, "5.7.10", "",
	MONITOR, "The server wants TLS first. Add -S.",
	"RFC 5248 section 2.4",
	"523 5.7.10 Encryption Needed")
HINT_IF(HINT_TLS, "", REJECTED, 0, "", TLS_WORDS,
	SERVER, "This session has TLS, but the server does not see it. A load balancer in front may end TLS and pass on plain text. Configure the server to trust that, or let the server end TLS itself.",
	"RFC 3207 section 4, RFC 4954 section 6",
	"538 5.7.11 Encryption required for requested authentication mechanism")
HINT("", REJECTED, 0, "", "tls 1.0 and 1.1|tls version",
	MONITOR, "The server refuses the TLS version of this check as too old. The check needs TLS 1.2 or newer (--tls-min, --tls-max), and an OpenSSL that supports it.",
	"RFC 8996",
	"421 4.7.66 TLS 1.0 and 1.1 are not supported. Please upgrade/update your client to support TLS 1.2.")
HINT_IF(HINT_OWN_CERT, "", REJECTED, 0, "", "certificate not trusted|untrusted client certificate|certificate verification failed",
	MONITOR, "The server does not trust the client certificate (--client-cert): it does not know its CA, or it has expired. Use another one, or have its CA added there (Postfix: smtpd_tls_CAfile).",
	"Postfix: smtpd_tls_req_ccert",
	"421 4.7.1 mail.example.com Error: Client certificate not trusted")
HINT("", REJECTED, 0, "", "client certificate",
	MONITOR, "The server requires a client certificate. Give one with --client-cert.",
	"Postfix: smtpd_tls_req_ccert",
	"421 4.7.1 mail.example.com Error: TLS client certificate required")
HINT("", REJECTED, 5, "", "security failure",
	SERVER, "The server could not start TLS and refuses to go on without it. Its log tells why.",
	"Exim: encrypted SMTP connections",
	"554 Security failure")
HINT("", REJECTED, 5, "", LOGIN_WORDS,
	POLICY, "The server does not accept this login here. Check whether the user may send from this host, as -f and to --to.",
	"RFC 4954 section 6",
	"530 5.7.1 Authentication required")
HINT_IF(HINT_NO_LOGIN, "", REJECTED, 5, "", LOGIN_WORDS,
	MONITOR, "The server wants a login first. Give -U and a password.",
	"RFC 4954 section 6",
	"530 5.7.0 Authentication required")
HINT("", REJECTED, 5, "5.7.57", "",
	POLICY, "This Exchange connector does not accept mail with this login. Check the permissions of the connector and of the user.",
	"Microsoft Learn: printers, scanners and LOB applications",
	"550 5.7.57 Not for you")
HINT_IF(HINT_NO_LOGIN, "", REJECTED, 5, "5.7.57", "not authenticated",
	MONITOR, "This Exchange connector accepts no mail without a login. Give -U and a password (or a token, -A XOAUTH2), or ask its administrator to allow anonymous mail there.",
	"Microsoft Learn: printers, scanners and LOB applications",
	"530 5.7.57 Client not authenticated to send mail. [AM0PR01CA0001.eurprd01.prod.exchangelabs.com]")

/* This host */
HINT("", REJECTED, 0, "", "blocked using|blocklist|block list|blacklist|black list|spamhaus|dnsbl|spamcop|barracudacentral|listed at|is listed|client host blocked| rbl",
	POLICY, "This host's address is on a DNS blocklist that the server uses; the reply names the list. Have the address removed from the list, or ask the server's administrator to let the monitor in.",
	"RFC 5782; Postfix: reject_rbl_client",
	"554 5.7.1 Service unavailable; Client host [192.0.2.10] blocked using zen.spamhaus.org")
HINT("", REJECTED, 5, "5.3.2", "service currently unavailable",
	POLICY, "The server's postscreen has this host on its deny list, or takes it for a spammer. Ask the server's administrator to let the monitor in (postscreen_access_list).",
	"Postfix: POSTSCREEN_README",
	"521 5.3.2 Service currently unavailable")
HINT("", REJECTED, 4, "4.3.2", "service currently unavailable",
	POLICY, "The server's postscreen defers every new client once; the next check may pass. Ask the server's administrator to except the monitor (postscreen_access_list).",
	"Postfix: POSTSCREEN_README, deep protocol tests",
	"450 4.3.2 Service currently unavailable")
HINT("", REJECTED, 0, "", "greylist|graylist|greylisting",
	POLICY, "The server defers first contacts on purpose (greylisting). Ask its administrator to except the monitor, or accept it here with --on-failure, as in rcpt/transient=ok.",
	"RFC 6647 section 2",
	"450 4.2.0 <bob@example.com>: Recipient address rejected: Greylisted, try again in 300 seconds")
HINT("", REJECTED, 0, "", "cannot find your hostname|cannot find your reverse hostname|reverse dns|ptr record|no ptr|reverse lookup|reverse hostname|rdns",
	NETWORK, "The address of this host has no name in DNS, or the name has another address. Create a PTR record for the address, and an A or AAAA record for the name.",
	"RFC 7372 section 3.3; Postfix: reject_unknown_client_hostname",
	"450 4.7.25 Client host rejected: cannot find your hostname, [192.0.2.10]")
HINT("", REJECTED, 0, "X.7.25", "",
	NETWORK, "The address of this host has no name in DNS, or the name has another address. Create a PTR record for the address, and an A or AAAA record for the name.",
	"RFC 7372 section 3.3",
	"421 4.7.25 192.0.2.10")
HINT("", REJECTED, 0, "", "helo command rejected|helo denied|bad helo|helo name|ehlo name",
	POLICY, "The server does not take the EHLO name of this check, even if a later stage reports it. Set a name that the server accepts with -F.",
	"Postfix: smtpd_helo_restrictions",
	"554 5.7.1 <probe.example.test>: Helo command rejected: Access denied")
HINT("", REJECTED, 50, "", "helo command rejected|need fully-qualified|fully qualified host|helo argument|helo/ehlo argument|invalid domain name|requires domain name|invalid domain address",
	MONITOR, "The server wants a full host name with a domain in EHLO. Set one with -F.",
	"RFC 5321 section 4.1.1.1",
	"504 5.5.2 <localhost>: Helo command rejected: need fully-qualified hostname")
HINT("", REJECTED, 4, "", "helo command rejected",
	NETWORK, "The server cannot find the EHLO name of this check in DNS. Set a name that is in DNS with -F, or add this name to DNS.",
	"Postfix: reject_unknown_helo_hostname",
	"450 4.7.1 <monitor.lan>: Helo command rejected: Host not found")
HINT("", REJECTED, 0, "", "too many concurrent smtp connections; please|too much load|all server ports are busy|no system resources|server busy|too busy|load too high|load average",
	SERVER, "The server is overloaded or has no free process for another session. Look at its load, at its limits, and at what its sessions wait for.",
	"Exim: smtp_accept_max; Postfix: STRESS_README",
	"421 4.3.2 All server ports are busy")
HINT("", REJECTED, 0, "", "too many connections|too many concurrent|too many sessions|concurrent connections|number of concurrent|connection rate|too many simultaneous|connections from your|per-source limit|connection limit",
	POLICY, "This host has more sessions than the server allows. Check less often or not all at once, close hanging sessions, or ask the server's administrator for an exception.",
	"Postfix: smtpd_client_connection_count_limit",
	"421 4.7.0 mail.example.com Error: too many connections from 192.0.2.10")
HINT("", REJECTED, 4, "4.7.500", "server busy",
	POLICY, "Microsoft 365 limits this host because of the mail that its address sent lately. Check less often, and find out what else sends from this address.",
	"Microsoft Learn: NDR error codes in Exchange",
	"451 4.7.500 Server busy. Please try again later from [192.0.2.10].")
HINT("", REJECTED, 421, "4.3.2", "service not available|service not active|not accepting network messages",
	SERVER, "The mail transport of this Exchange server is switched off for maintenance, or lacks resources (back pressure). Look at Get-ServerComponentState and at its event log.",
	"Microsoft Learn: back pressure in Exchange",
	"421 4.3.2 Service not available")
HINT("", REJECTED, 0, "", "too many errors|too many bad commands|too many unrecognized|too many syntax|too many nonmail",
	POLICY, "The server ends sessions with too many errors. Use -vv to see which commands it refused.",
	"Postfix: smtpd_hard_error_limit",
	"502 5.5.1 Too many unrecognized commands, goodbye.")
HINT("", REJECTED, 0, "", "synchronization|synchronisation|before its turn|pipelin|protocol violation",
	NETWORK, "The server received data before its turn, but this check never sends early. A device or proxy in between may do that. Compare from another network.",
	"RFC 5321 section 4.3.1; Exim: smtp_enforce_sync",
	"554 SMTP synchronization error")

/* The sender */
HINT("", REJECTED, 0, "", "domain not found|domain of sender|sender domain|domain of your sender|sender verify|sender's domain|sender address has null mx",
	MONITOR, "The server finds no mail domain for the sender address. Use a sender (-f) with a domain that is in DNS, or check whether the server's own DNS works.",
	"RFC 7505 section 4.2; Postfix: reject_unknown_sender_domain",
	"450 4.1.8 <probe@monitor.lan>: Sender address rejected: Domain not found")
HINT("", REJECTED, 0, "", "not owned by|for specified email|authorized user|as authorization user|one of your addresses|sender address is not allowed|to send as|to send from|address rejected: not|from address not",
	POLICY, "The user who logged in may not send as this sender (-f). Use the user's own address, or ask the server's administrator to allow it.",
	"RFC 6409 section 6.1; Postfix: smtpd_sender_login_maps",
	"553 5.7.1 <alice@example.com>: Sender address rejected: not owned by user bob")
HINT_IF(HINT_NO_LOGIN, "", REJECTED, 5, "", "sender address rejected: not logged in",
	CREDENTIALS, "This sender (-f) belongs to a user of the server. Log in as this user (-U), or use another sender.",
	"Postfix: reject_sender_login_mismatch",
	"553 5.7.1 <alice@example.com>: Sender address rejected: not logged in")
HINT("", REJECTED, 0, "", "sender address rejected|sender rejected|sender denied|sender is not",
	POLICY, "A rule of the server refuses this sender, even if a later stage reports it. Use another sender with -f, or ask the server's administrator to allow it.",
	"Postfix: smtpd_sender_restrictions",
	"554 5.7.1 <probe@example.com>: Sender address rejected: Access denied")
HINT("", REJECTED, 5, "", "send as this sender|SendAsDenied",
	POLICY, "The mailbox that logged in has no \"Send As\" right for this sender. Use its own address (-f), or have the right granted. Exchange answers only after the message, so check with --send.",
	"Microsoft Learn: NDR error codes in Exchange",
	"550 5.7.60 SMTP; Client does not have permissions to send as this sender [PAXPR01MB0001.eurprd01.prod.exchangelabs.com]")
HINT("", REJECTED, 5, "5.1.8", "bad outbound sender",
	POLICY, "Exchange Online has blocked this account because it sent spam. The tenant's administrator must secure the account and remove it from the list of restricted users.",
	"Microsoft Learn: remove blocked users from Restricted entities",
	"550 5.1.8 Access denied, bad outbound sender. AS(41812)")
HINT("", REJECTED, 0, "X.1.8", "",
	MONITOR, "The server finds no mail domain for the sender address. Use a sender (-f) with a domain that is in DNS, or check whether the server's own DNS works.",
	"RFC 3463 section 3.2, IANA: X.1.8",
	"451 4.1.8 Try again")
HINT("", REJECTED, 0, "X.1.7", "",
	MONITOR, "The server does not understand the sender's address. Check -f: it must be user@domain, without a display name.",
	"RFC 3463 section 3.2",
	"501 5.1.7 Bad sender address syntax")
HINT("", REJECTED, 0, "X.6.7", "",
	MONITOR, "An address contains non-ASCII characters, but the server does not support SMTPUTF8 here. Use ASCII addresses (-f, --to).",
	"RFC 6531 section 3.4",
	"553 5.6.7 Must declare SMTPUTF8 to send unicode address")
HINT("", REJECTED, 0, "", "email address is not verified|verified sender|unconfigured sending domain|sandbox|sender not verified|identity not verified|is not authorized to perform",
	POLICY, "The provider sends only for verified senders. Verify the address or domain of -f there (in the same region), or ask for the right to send.",
	"Amazon SES, SendGrid, Mailgun: verified senders",
	"554 Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: probe@example.com")

/* Limits */
HINT("", REJECTED, 0, "", "throttl|daily user|daily smtp|daily message|sending quota|sending limit|sending rate|rate limit|limit exceeded|the configured limit|too much mail|too many emails|thread limit|sending suspended|sending paused|unusual sending|unusual rate",
	POLICY, "The account or this host has reached a sending limit. Check less often, or have the limit raised. If only this check sends, find out who else uses the account.",
	"Amazon SES: throttling errors; Gmail: sending limits",
	"454 Throttling failure: Maximum sending rate exceeded.")
HINT("", REJECTED, 0, "X.3.1", "",
	SERVER, "The server is short of disk space or memory. Free some before mail is lost.",
	"RFC 3463 section 3.4",
	"452 4.3.1 Out of room")
HINT("", REJECTED, 4, "", "insufficient system|insufficient disk|space shortage|out of disk|disk full|no space|usedDiskSpace|out of memory",
	SERVER, "The server is short of disk space or memory. Free some before mail is lost.",
	"RFC 5321 section 4.2.2; Microsoft Learn: back pressure",
	"452 4.3.1 Insufficient system resources (UsedDiskSpace[C:\\Exchange\\Queue])")
HINT("", REJECTED, 0, "X.3.4", "",
	MONITOR, "The message is larger than the server allows (SIZE in its EHLO reply). Send a smaller one (--body-file), or have the limit raised.",
	"RFC 1870 section 6.1",
	"552 5.3.4 No")
HINT("", REJECTED, 0, "X.2.3", "",
	MONITOR, "The message is larger than the recipient's mailbox allows. Send a smaller one (--body-file), or have the limit raised.",
	"RFC 3463 section 3.3",
	"552 5.2.3 Message refused")
HINT("", REJECTED, 5, "", "too big|size exceeds|message exceeds|too large|exceeded maximum|exceeds maximum",
	MONITOR, "The message is larger than the server allows (SIZE in its EHLO reply). Send a smaller one (--body-file), or have the limit raised.",
	"RFC 1870 section 6.1",
	"552 Error: message exceeds fixed maximum message size 1048576")

/* The recipient; with LMTP the reply to the message tells */
HINT("", REJECTED, 0, "X.2.2", "",
	POLICY, "The recipient's mailbox is full. Empty it, or raise its quota. If the mailbox is only for tests, set up a job that empties it.",
	"RFC 3463 section 3.3",
	"552 5.2.2 No")
HINT("", REJECTED, 0, "X.2.2", "full|quota",
	POLICY, "The recipient's mailbox is full. Empty it, or raise its quota. If the mailbox is only for tests, set up a job that empties it.",
	"RFC 3463 section 3.3",
	"552 5.2.2 <bob@example.com>: Recipient address rejected: Mailbox is full")
HINT("", REJECTED, 0, "", "mailbox full|mailbox is full|mailbox for user is full|over quota|mailbox quota",
	POLICY, "The recipient's mailbox is full. Empty it, or raise its quota. If the mailbox is only for tests, set up a job that empties it.",
	"RFC 3463 section 3.3",
	"452 <bob@example.com> Quota exceeded (mailbox for user is full)")

/* Relaying */
HINT("", REJECTED, 0, "", RELAY_WORDS,
	POLICY, "The server does not relay mail to that domain, not even for this user. Use a recipient in one of the server's own domains (--to), or have relaying allowed for the user.",
	"RFC 5321 section 3.6.2",
	"554 5.7.1 <bob@example.org>: Relay access denied")
HINT_IF(HINT_NO_LOGIN, "", REJECTED, 0, "", RELAY_WORDS,
	POLICY, "The server does not relay mail to that domain without a login. Log in first (-U), or use a recipient in one of the server's own domains (--to).",
	"RFC 5321 section 3.6.2",
	"550 relay not permitted")
HINT("", REJECTED, 5, "5.7.64", "TenantAttribution",
	POLICY, "Microsoft 365 knows no connector for this host. The tenant's administrator must add the address or certificate of this host to an inbound connector.",
	"Microsoft Learn: fix 5.7.64 TenantAttribution",
	"550 5.7.64 TenantAttribution; Relay Access Denied [VE1EUR01FT012.eop-EUR01.prod.protection.outlook.com]")
HINT("", REJECTED, 5, "", "invalid credentials for relay",
	POLICY, "Google's relay does not know this host. The Workspace administrator must add its address to the SMTP relay service.",
	"Google: Gmail SMTP errors and codes",
	"550-5.7.1 Invalid credentials for relay [192.0.2.10]. The IP address you've\n550-5.7.1 registered in your Workspace SMTP Relay service doesn't match the domain of\n550 5.7.1 the account this email is being sent from. c3sm12 - gsmtp")

/* The message */
HINT("", REJECTED, 0, "", "bare lf|bare (lf)|bare newline|smtplf|protocol deviation|bare linefeed|bare line feed",
	MONITOR, "The server saw a line that ends in LF without CR. This check ends all lines in CRLF, so a device in between may change the message. By hand, use -crlf with openssl.",
	"RFC 5321 section 2.3.8; Postfix: smtpd_forbid_bare_newline",
	"550 5.5.2 mail.example.com Error: bare <LF> received")
HINT("", REJECTED, 5, "", "spf|dkim|dmarc|unauthenticated|sender is unauthenticated|required authentication level",
	POLICY, "SPF, DKIM or DMARC of the sender's domain do not allow mail from this host. Use a sender (-f) in one of the server's own domains, or add this host to the DNS records of the sender's domain.",
	"RFC 7372, RFC 7489; Google: sender guidelines",
	"550-5.7.26 Your email has been blocked because the sender is unauthenticated.\n550 5.7.26 Gmail requires all senders to authenticate with either SPF or DKIM.")
HINT("", REJECTED, 0, "X.7.26", "",
	POLICY, "SPF, DKIM or DMARC of the sender's domain do not allow mail from this host. Use a sender (-f) in one of the server's own domains, or add this host to the DNS records of the sender's domain.",
	"RFC 7372 section 3.4, IANA: X.7.26",
	"550 5.7.26 Refused")
HINT("", REJECTED, 5, "", "TRANSPORT.RULES",
	POLICY, "A transport rule of this Exchange refuses the message. Its administrator finds the rule in the message trace.",
	"Microsoft Learn: mail flow rules",
	"550 5.7.1 TRANSPORT.RULES.RejectMessage; the message was rejected by organization policy")

/* The server is ill */
HINT("", REJECTED, 4, "", "lookup|server configuration|local problem|local error|policy service|internal error|temporary server error|backend|database|ldap|system error|smtp service not available",
	SERVER, "The server failed because something that it needs failed: a look-up in LDAP or SQL, a policy service, or its configuration. The account is not the cause. The server's log tells why.",
	"Postfix: DEBUG_README; Exim: temporary errors",
	"451 4.3.0 <bob@example.com>: Temporary lookup failure")
HINT("", REJECTED, 4, "4.7.0", "PRX",
	SERVER, "Exchange's front end cannot reach the transport service behind it. Look at that service, at its DNS, and at the TLS between the two.",
	"Microsoft Learn: Front End Transport service",
	"451 4.7.0 Temporary server error. Please try again later. PRX4")
HINT("", REJECTED, 4, "", "milter|service unavailable|content filter|clamav|rspamd|amavis|spamd",
	SERVER, "A filter behind the server is down or slow, so the server accepts no mail. Look at the filter (rspamd, ClamAV, a milter) and at its log.",
	"Postfix: MILTER_README, milter_default_action",
	"451 4.7.1 Service unavailable - try again later")
HINT("", REJECTED, 421, "", "",
	SERVER, "The server ends the session: it shuts down, is overloaded, or refuses more from this host. Its log tells why.",
	"RFC 5321 section 3.8",
	"421 4.4.2 mail.example.com Error: timeout exceeded")

/* What has no better word: a rule about this host */
HINT("", REJECTED, 0, "", "client host rejected|access denied|not welcome|banned sending ip|not in whitelist|traffic not accepted|blocked|poor reputation|bad reputation|low reputation|ip reputation|temporarily deferred",
	POLICY, "A rule of the server refuses this host because of its address or its EHLO name (-F). Ask the server's administrator to let the monitor in, or check another port (587 wants a login).",
	"Postfix: SMTPD_ACCESS_README",
	"554 5.7.1 <unknown[192.0.2.10]>: Client host rejected: Access denied")
HINT_IF(HINT_NO_LOGIN | HINT_SMTP, "rcpt", REJECTED, 5, "", "client host rejected: access denied",
	MONITOR, "This port accepts mail only after a login. Give -U and a password, or check port 25.",
	"Postfix: smtpd_relay_restrictions",
	"554 5.7.1 <unknown[192.0.2.10]>: Client host rejected: Access denied")

/* No answer */
HINT("", TIMEOUT, 0, "", "",
	SERVER, "The server stopped answering here: it hangs or is overloaded. Its log tells why; -t gives it more time.",
	"RFC 5321 section 4.5.3.2",
	"no answer in time")
HINT("", CLOSED, 0, "", "",
	SERVER, "The server hung up here: it crashed, or a limit or an access rule closed the session. Its log tells why.",
	"RFC 5321 section 3.8",
	"the server hung up without an answer")
HINT("", IO, 0, "", "",
	NETWORK, "The connection broke. Look at the network and at the firewalls on the way.",
	"recv(2), send(2)",
	"recv: No route to host")
HINT("", PROTOCOL, 0, "", "",
	SERVER, "The server, or a device in between, breaks the protocol. See the dialogue with -vv, and compare from another network.",
	"RFC 5321 section 4.2",
	"one reply with two codes, 250 and 550")
/* This host is in want of something */
HINT("", USAGE, 0, "", "no file descriptor left",
	MONITOR, "This host cannot open one more file. Raise the limit of the monitoring daemon (systemd: LimitNOFILE=; else ulimit), or find the process that has so many files open (lsof).",
	"getrlimit(2), RLIMIT_NOFILE",
	"socket: no file descriptor left: Too many open files")
HINT("", USAGE, 0, "", "out of memory|cannot allocate memory",
	MONITOR, "This host has no memory left for the check, or the limit of the monitoring daemon is too low (systemd: MemoryMax=; else ulimit). Look with free, and raise the limit.",
	"getrlimit(2), RLIMIT_AS",
	"out of memory")
/* Any other refusal of any stage */
HINT("", REJECTED, 4, "", "",
	SERVER, "The server cannot do this now, and says to try again. Its reply or its log says why.",
	"RFC 5321 section 4.2.1",
	"450 Not now")
HINT("", REJECTED, 5, "", "",
	POLICY, "The server refuses this command; its reply says why. See the dialogue with -vv.",
	"RFC 5321 section 4.2.1",
	"550 No")
/* clang-format on */
