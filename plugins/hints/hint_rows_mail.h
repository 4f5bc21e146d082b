/* MAIL, RCPT, DATA and own commands: see hint_rows.h.  What servers say of the
 * client and the sender only there is in hint_rows_any.h. */
/* clang-format off */

HINT("mail", UNSUPPORTED, 0, "", "",
	MONITOR, "Use addresses of ASCII letters (-f, --to), or a server that knows SMTPUTF8.",
	"RFC 6531 section 3.1",
	"an address is not ASCII, and the server does not offer SMTPUTF8")
HINT("mail", REJECTED, 4, "", "",
	POLICY, "The server puts this sender off: a rate limit, or the sender's domain (-f) does not resolve there.",
	"RFC 5321 section 4.2.1",
	"450 Please wait")
HINT("mail", REJECTED, 452, "", "",
	SERVER, "The server is short of disk space or memory: free some before mail is lost.",
	"RFC 5321 section 4.2.2",
	"452 Try again later")
HINT("mail", REJECTED, 5, "", "",
	POLICY, "The server does not take mail from this sender (-f): the user who logged in may not own the address, or its domain is not known.",
	"RFC 5321 section 3.3",
	"550 No")
HINT("mail", REJECTED, 501, "", "",
	MONITOR, "The server does not understand the sender's address: check -f (it wants user@domain, without a name).",
	"RFC 5321 section 4.1.1.2",
	"501 Bad address")
HINT("mail", REJECTED, 555, "", "",
	MONITOR, "The server does not understand the sender's address or a parameter behind it: check -f; -vv shows the command.",
	"RFC 5321 section 4.1.1.11",
	"555 5.5.2 Syntax error. c3sm12 - gsmtp")
HINT("mail", REJECTED, 550, "", "invalid syntax",
	MONITOR, "The server does not understand the sender's address: check -f (it wants user@domain, without a name).",
	"RFC 5321 section 4.1.1.2",
	"550 Invalid syntax. Syntax should be MAIL FROM:<userdomain>[crlf]")
HINT("mail", REJECTED, 503, "", "",
	MONITOR, "The server wants something else before MAIL: a login (-U), or TLS (-S). -vv shows the dialogue.",
	"RFC 5321 section 4.1.4",
	"503 5.5.1 Bad sequence of commands")
HINT("mail", REJECTED, 552, "", "",
	MONITOR, "The message is larger than the server takes (SIZE in its EHLO reply): send a smaller one (--body-file), or have the limit raised.",
	"RFC 1870 section 6.1",
	"552 No")
HINT("mail", REJECTED, 530, "", "",
	POLICY, "The server wants more than this login before it takes the sender: see its text, and whether the user may send as -f.",
	"RFC 4954 section 6",
	"530 5.7.1 Not for you")
HINT_IF(HINT_NO_LOGIN, "mail", REJECTED, 530, "", "",
	MONITOR, "The server wants a login first: give -U and a password.",
	"RFC 4954 section 6",
	"530 5.5.1 Log in")

HINT("rcpt", REJECTED, 4, "", "",
	POLICY, "The server puts this recipient off for now; if it stays so, its log says why.",
	"RFC 5321 section 4.2.1",
	"450 4.7.1 Not now")
HINT("rcpt", REJECTED, 451, "", "",
	SERVER, "Something that the server asks about recipients failed. Its log tells.",
	"RFC 5321 section 4.2.1",
	"451 4.4.3 Try again")
HINT("rcpt", REJECTED, 4, "", "try again in|come back|retry in",
	POLICY, "The server puts first contacts off on purpose (greylisting): have the monitor excepted, or accept it here with --on-failure rcpt/transient=ok.",
	"RFC 6647 section 2",
	"451 4.7.1 Please try again in 5 minutes")
HINT("rcpt", REJECTED, 5, "", "",
	POLICY, "The server does not take mail for this recipient (--to), or not from this sender or client; its text says which.",
	"RFC 5321 section 3.3",
	"554 5.7.1 Not for you")
HINT_IF(HINT_NO_LOGIN, "rcpt", REJECTED, 530, "", "",
	MONITOR, "The server wants a login first: give -U and a password.",
	"RFC 4954 section 6",
	"530 5.7.0 Log in")
HINT("rcpt", REJECTED, 501, "", "",
	MONITOR, "The server does not understand the recipient's address: check --to (it wants user@domain, without a name).",
	"RFC 5321 section 4.1.1.3",
	"501 Bad address")
HINT("rcpt", REJECTED, 503, "", "",
	MONITOR, "The server wants something else before RCPT: a login (-U), or a sender that it takes (-f). -vv shows the dialogue.",
	"RFC 5321 section 4.1.4",
	"503 5.5.1 Bad sequence of commands")
HINT("rcpt", REJECTED, 0, "X.1.1", "",
	MONITOR, "There is no such recipient on this server: check --to.",
	"RFC 3463 section 3.2",
	"550 5.1.1 Not here")
HINT("rcpt", REJECTED, 0, "X.1.2", "",
	MONITOR, "The server does not find the recipient's domain: check --to.",
	"RFC 3463 section 3.2",
	"550 5.1.2 We weren't able to find the recipient domain. Please check for any spelling errors")
HINT("rcpt", REJECTED, 0, "X.1.3", "",
	MONITOR, "The server does not understand the recipient's address: check --to (it wants user@domain, without a name).",
	"RFC 3463 section 3.2",
	"501 5.1.3 Bad recipient address syntax")
HINT("rcpt", REJECTED, 550, "5.4.1", "access denied",
	MONITOR, "There is no such recipient in this Microsoft 365 tenant: check --to.",
	"Microsoft Learn: NDR error codes in Exchange",
	"550 5.4.1 Recipient address rejected: Access denied. AS(201806281) [DB5EUR01FT064.eop-EUR01.prod.protection.outlook.com]")
HINT("rcpt", REJECTED, 5, "", "sender verify failed",
	MONITOR, "The server asked the sender's own mail server, and it knows no such sender: use one that exists there (-f).",
	"Exim: verify = sender/callout",
	"550-Verification failed for <probe@example.com>\n550-No Such User Here\n550 Sender verify failed")
HINT("rcpt", REJECTED, 5, "", "user unknown|unknown user|no such user|user doesn't exist|user does not exist|recipient not found|RecipientNotFound|unrouteable address|mailbox not found|mailing list expansion|invalid recipient|mailbox unavailable|not local",
	MONITOR, "There is no such recipient on this server: check --to.",
	"RFC 5321 section 3.3",
	"550 5.1.1 <nosuchuser@example.test>: Recipient address rejected: User unknown in virtual mailbox table")
HINT("rcpt", REJECTED, 5, "", "recipient address rejected|recipient rejected",
	POLICY, "A rule of the server refuses this recipient: use another with --to, or have its administrator allow it.",
	"Postfix: smtpd_recipient_restrictions",
	"554 5.7.1 <bob@example.com>: Recipient address rejected: Access denied")
HINT("rcpt", REJECTED, 556, "", "",
	MONITOR, "The recipient's domain says that it takes no mail (null MX): check --to.",
	"RFC 7505 section 4.1",
	"556 5.1.10 Recipient address has null MX")
HINT("rcpt", REJECTED, 0, "", "unverified address|undeliverable address|address verification|verify recipient|recipient verify",
	POLICY, "The server asks the recipient's own server whether the address exists and got no good answer yet: check --to, and whether that server answers.",
	"Postfix: ADDRESS_VERIFICATION_README",
	"450 4.1.1 <bob@example.net>: Recipient address rejected: unverified address: Address verification in progress")
HINT("rcpt", REJECTED, 5, "5.2.1", "",
	POLICY, "The recipient's mailbox is switched off: have it enabled, or use another (--to).",
	"RFC 3463 section 3.3",
	"550 5.2.1 The email account that you tried to reach is disabled")
HINT("rcpt", REJECTED, 4, "4.2.1", "",
	POLICY, "The recipient's mailbox is switched off for now, or gets mail too fast: check less often, or use another (--to).",
	"RFC 3463 section 3.3",
	"450 4.2.1 The user you are trying to contact is receiving mail too quickly")
HINT("rcpt", REJECTED, 0, "", "too many recipients",
	MONITOR, "More recipients than the server takes at once: give fewer --to.",
	"RFC 5321 section 4.5.3.1.10",
	"452 4.5.3 Error: too many recipients")
HINT("rcpt", REJECTED, 5, "", "sender not authenticated|RESOLVER.RST|only accepts messages from",
	POLICY, "This mailbox or group takes mail from its own organisation alone: log in first (-U), or have strangers allowed.",
	"Microsoft Learn: NDR error codes in Exchange",
	"550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required; Delivery restriction check failed because the sender was not authenticated")

HINT("data", REJECTED, 4, "", "",
	SERVER, "The server did not take the message for now: a content filter behind it is down or slow, or it is short of space. Its log tells.",
	"RFC 5321 section 4.2.1",
	"451 4.3.0 Error: queue file write error")
HINT("data", REJECTED, 5, "", "",
	POLICY, "The server refuses the message itself: a content filter, or a rule about its sender. Its text says which.",
	"RFC 5321 section 4.2.5",
	"554 Transaction failed")
HINT("data", REJECTED, 5, "", "end-of-data rejected|end-of-message",
	POLICY, "A rule of the server refuses the message at its end: have this sender (-f) or this host let through; the server's log names the rule.",
	"Postfix: smtpd_end_of_data_restrictions",
	"554 5.7.1 <END-OF-MESSAGE>: End-of-data rejected: Access denied")
HINT("data", REJECTED, 552, "", "",
	MONITOR, "The message is larger than the server takes: send a smaller --body-file.",
	"RFC 1870 section 6.3",
	"552 No")
HINT("data", REJECTED, 5, "", "outbound spam|OutboundSpam",
	POLICY, "Microsoft 365 takes what this account sends for spam, or it sends more than it may: its administrator finds it among the restricted entities.",
	"Microsoft Learn: outbound spam protection",
	"554 5.2.0 STOREDRV.Submission.Exception:OutboundSpamException; Failed to process message")
HINT("data", REJECTED, 5, "", "spam|unsolicited|virus|malware|content rejected|message content|attachment|suspicious|blocked by filter|message blocked|policy reasons",
	POLICY, "A content filter refuses the message: have this sender or the test message let through (--subject, --header and --body-file change it).",
	"RFC 5321 section 4.2.5",
	"554 5.7.1 Spam message rejected")
HINT("data", TIMEOUT, 0, "", "354",
	SERVER, "The message is out, but no answer to it came: a content filter may be slow (RFC 5321 allows 10 minutes; -t gives it more time), or the server hangs.",
	"RFC 5321 section 4.5.3.2.6",
	"no answer in time\n354")

HINT("command", REJECTED, 4, "", "",
	POLICY, "The server puts this command off: it limits what this host may ask, or is overloaded. Check less often, have the monitor excepted, or look into its log.",
	"RFC 5321 section 4.2.1",
	"450 4.3.2 Not now")
HINT("command", REJECTED, 0, "", "",
	MONITOR, "The server answers this command (-C) otherwise than it should: with 2yz or 3yz, or as -R says. See the dialogue with -vv.",
	"check_smtp_auth(8)",
	"VRFY bob was answered 252 2.0.0 bob, which does not match ^550")
/* clang-format on */
