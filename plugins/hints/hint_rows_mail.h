/* MAIL, RCPT, DATA and own commands: see hint_rows.h.  What servers say of the
 * client and the sender only there is in hint_rows_any.h. */
/* clang-format off */

HINT("mail", UNSUPPORTED, 0, "", "",
	MONITOR, "Use addresses with ASCII characters only (-f, --to), or a server that supports SMTPUTF8.",
	"RFC 6531 section 3.1",
	"an address is not ASCII, and the server does not offer SMTPUTF8")
HINT("mail", REJECTED, 4, "", "",
	POLICY, "The server defers this sender: a rate limit, or it cannot resolve the sender's domain (-f). Check less often, or use another sender.",
	"RFC 5321 section 4.2.1",
	"450 Please wait")
HINT("mail", REJECTED, 452, "", "",
	SERVER, "The server is short of disk space or memory. Free some before mail is lost.",
	"RFC 5321 section 4.2.2",
	"452 Try again later")
HINT("mail", REJECTED, 5, "", "",
	POLICY, "The server accepts no mail from this sender (-f). The user who logged in may not own the address, or the server does not know its domain.",
	"RFC 5321 section 3.3",
	"550 No")
HINT("mail", REJECTED, 501, "", "",
	MONITOR, "The server does not understand the sender's address. Check -f: it must be user@domain, without a display name.",
	"RFC 5321 section 4.1.1.2",
	"501 Bad address")
HINT("mail", REJECTED, 555, "", "",
	MONITOR, "The server does not understand the sender's address or a parameter after it. Check -f; -vv shows the command.",
	"RFC 5321 section 4.1.1.11",
	"555 5.5.2 Syntax error. c3sm12 - gsmtp")
HINT("mail", REJECTED, 550, "", "invalid syntax",
	MONITOR, "The server does not understand the sender's address. Check -f: it must be user@domain, without a display name.",
	"RFC 5321 section 4.1.1.2",
	"550 Invalid syntax. Syntax should be MAIL FROM:<userdomain>[crlf]")
HINT("mail", REJECTED, 503, "", "",
	MONITOR, "The server wants something else before MAIL: a login (-U), or TLS (-S). See the dialogue with -vv.",
	"RFC 5321 section 4.1.4",
	"503 5.5.1 Bad sequence of commands")
HINT("mail", REJECTED, 552, "", "",
	MONITOR, "The message is larger than the server allows (SIZE in its EHLO reply). Send a smaller one (--body-file), or have the limit raised.",
	"RFC 1870 section 6.1",
	"552 No")
HINT("mail", REJECTED, 530, "", "",
	POLICY, "This login is not enough for the server to accept the sender. Read its reply, and check whether the user may send as -f.",
	"RFC 4954 section 6",
	"530 5.7.1 Not for you")
HINT_IF(HINT_NO_LOGIN, "mail", REJECTED, 530, "", "",
	MONITOR, "The server wants a login first. Give -U and a password.",
	"RFC 4954 section 6",
	"530 5.5.1 Log in")

HINT("rcpt", REJECTED, 4, "", "",
	POLICY, "The server defers this recipient. If this continues, look at the server's log.",
	"RFC 5321 section 4.2.1",
	"450 4.7.1 Not now")
HINT("rcpt", REJECTED, 451, "", "",
	SERVER, "A service that the server asks about recipients has failed. The server's log tells why.",
	"RFC 5321 section 4.2.1",
	"451 4.4.3 Try again")
HINT("rcpt", REJECTED, 4, "", "try again in|come back|retry in",
	POLICY, "The server defers first contacts on purpose (greylisting). Ask its administrator to except the monitor, or accept it here with --on-failure rcpt/transient=ok.",
	"RFC 6647 section 2",
	"451 4.7.1 Please try again in 5 minutes")
HINT("rcpt", REJECTED, 5, "", "",
	POLICY, "The server accepts no mail for this recipient (--to), or not from this sender or client. Its reply says which.",
	"RFC 5321 section 3.3",
	"554 5.7.1 Not for you")
HINT_IF(HINT_NO_LOGIN, "rcpt", REJECTED, 530, "", "",
	MONITOR, "The server wants a login first. Give -U and a password.",
	"RFC 4954 section 6",
	"530 5.7.0 Log in")
HINT("rcpt", REJECTED, 501, "", "",
	MONITOR, "The server does not understand the recipient's address. Check --to: it must be user@domain, without a display name.",
	"RFC 5321 section 4.1.1.3",
	"501 Bad address")
HINT("rcpt", REJECTED, 503, "", "",
	MONITOR, "The server wants something else before RCPT: a login (-U), or a sender that it accepts (-f). See the dialogue with -vv.",
	"RFC 5321 section 4.1.4",
	"503 5.5.1 Bad sequence of commands")
HINT("rcpt", REJECTED, 0, "X.1.1", "",
	MONITOR, "This server has no such recipient. Check --to.",
	"RFC 3463 section 3.2",
	"550 5.1.1 Not here")
HINT("rcpt", REJECTED, 0, "X.1.2", "",
	MONITOR, "The server does not find the recipient's domain. Check --to.",
	"RFC 3463 section 3.2",
	"550 5.1.2 We weren't able to find the recipient domain. Please check for any spelling errors")
HINT("rcpt", REJECTED, 0, "X.1.3", "",
	MONITOR, "The server does not understand the recipient's address. Check --to: it must be user@domain, without a display name.",
	"RFC 3463 section 3.2",
	"501 5.1.3 Bad recipient address syntax")
HINT("rcpt", REJECTED, 550, "5.4.1", "access denied",
	MONITOR, "This Microsoft 365 tenant has no such recipient. Check --to.",
	"Microsoft Learn: NDR error codes in Exchange",
	"550 5.4.1 Recipient address rejected: Access denied. AS(201806281) [DB5EUR01FT064.eop-EUR01.prod.protection.outlook.com]")
HINT("rcpt", REJECTED, 5, "", "sender verify failed",
	MONITOR, "The server asked the mail server of the sender's domain, and that server does not know the sender. Use a sender that exists there (-f).",
	"Exim: verify = sender/callout",
	"550-Verification failed for <probe@example.com>\n550-No Such User Here\n550 Sender verify failed")
HINT("rcpt", REJECTED, 5, "", "user unknown|unknown user|no such user|user doesn't exist|user does not exist|recipient not found|RecipientNotFound|unrouteable address|mailbox not found|mailing list expansion|invalid recipient|mailbox unavailable|not local",
	MONITOR, "This server has no such recipient. Check --to.",
	"RFC 5321 section 3.3",
	"550 5.1.1 <nosuchuser@example.test>: Recipient address rejected: User unknown in virtual mailbox table")
HINT("rcpt", REJECTED, 5, "", "recipient address rejected|recipient rejected",
	POLICY, "A rule of the server refuses this recipient. Use another with --to, or ask the server's administrator to allow it.",
	"Postfix: smtpd_recipient_restrictions",
	"554 5.7.1 <bob@example.com>: Recipient address rejected: Access denied")
HINT("rcpt", REJECTED, 556, "", "",
	MONITOR, "The recipient's domain accepts no mail (null MX). Check --to.",
	"RFC 7505 section 4.1",
	"556 5.1.10 Recipient address has null MX")
HINT("rcpt", REJECTED, 0, "", "unverified address|undeliverable address|address verification|verify recipient|recipient verify",
	POLICY, "The server asks the recipient's mail server whether the address exists, and got no good answer yet. Check --to, and check whether that mail server answers.",
	"Postfix: ADDRESS_VERIFICATION_README",
	"450 4.1.1 <bob@example.net>: Recipient address rejected: unverified address: Address verification in progress")
HINT("rcpt", REJECTED, 5, "5.2.1", "",
	POLICY, "The recipient's mailbox is switched off. Have it enabled, or use another (--to).",
	"RFC 3463 section 3.3",
	"550 5.2.1 The email account that you tried to reach is disabled")
HINT("rcpt", REJECTED, 4, "4.2.1", "",
	POLICY, "The recipient's mailbox is switched off for now, or gets mail too fast. Check less often, or use another mailbox (--to).",
	"RFC 3463 section 3.3",
	"450 4.2.1 The user you are trying to contact is receiving mail too quickly")
HINT("rcpt", REJECTED, 0, "", "too many recipients",
	MONITOR, "There are more recipients than the server allows in one message. Give fewer --to.",
	"RFC 5321 section 4.5.3.1.10",
	"452 4.5.3 Error: too many recipients")
HINT("rcpt", REJECTED, 4, "4.7.1", "too many recipients",
	POLICY, "The server limits how many recipients one client may name in a while. Check less often, or have this host excepted (Postfix: smtpd_client_event_limit_exceptions).",
	"Postfix: smtpd_client_recipient_rate_limit",
	"450 4.7.1 Error: too many recipients from 192.0.2.10")
HINT("rcpt", REJECTED, 5, "", "sender not authenticated|RESOLVER.RST|only accepts messages from",
	POLICY, "This mailbox or group accepts mail only from its own organisation. Log in first (-U), or have mail from outside allowed.",
	"Microsoft Learn: NDR error codes in Exchange",
	"550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required; Delivery restriction check failed because the sender was not authenticated")

HINT("data", REJECTED, 4, "", "",
	SERVER, "The server did not accept the message now. A content filter behind it is down or slow, or disk space is short. Its log tells why.",
	"RFC 5321 section 4.2.1",
	"451 4.3.0 Not now")
HINT("", REJECTED, 4, "", "queue file write error",
	SERVER, "The server could not write the message to its queue. Its disk is full or read-only, or a milter or content filter failed. Look at the space (df), the queue's permissions, and its log.",
	"Postfix: cleanup(8)",
	"451 4.3.0 Error: queue file write error")
HINT("", REJECTED, 5, "", "queue file write error",
	SERVER, "The server could not write the message to its queue: a milter or content filter refused it without a reason, or a size limit of the queue was reached. Its log tells which.",
	"Postfix: cleanup(8)",
	"554 5.3.0 Error: queue file write error")
HINT("data", REJECTED, 5, "", "",
	POLICY, "The server refuses the message itself, by a content filter or by a rule about its sender. Its reply says which.",
	"RFC 5321 section 4.2.5",
	"554 Transaction failed")
HINT("data", REJECTED, 5, "", "end-of-data rejected|end-of-message",
	POLICY, "A rule of the server refuses the message at its end; the server's log names the rule. Ask its administrator to let this sender (-f) or this host through.",
	"Postfix: smtpd_end_of_data_restrictions",
	"554 5.7.1 <END-OF-MESSAGE>: End-of-data rejected: Access denied")
HINT("data", REJECTED, 552, "", "",
	MONITOR, "The message is larger than the server allows. Send a smaller --body-file.",
	"RFC 1870 section 6.3",
	"552 No")
HINT("data", REJECTED, 5, "", "outbound spam|OutboundSpam",
	POLICY, "Microsoft 365 takes mail from this account for spam, or the account sends more than it may. The tenant's administrator finds it in the list of restricted entities.",
	"Microsoft Learn: outbound spam protection",
	"554 5.2.0 STOREDRV.Submission.Exception:OutboundSpamException; Failed to process message")
HINT("data", REJECTED, 5, "", "spam|unsolicited|virus|malware|content rejected|message content|attachment|suspicious|blocked by filter|message blocked|policy reasons",
	POLICY, "A content filter refuses the message. Ask its administrator to let this sender or the test message through, or change the message (--subject, --header, --body-file).",
	"RFC 5321 section 4.2.5",
	"554 5.7.1 Spam message rejected")
HINT("data", TIMEOUT, 0, "", "354",
	SERVER, "The message is out, but the server has not answered it. A content filter may be slow (RFC 5321 allows 10 minutes; -t gives it more time), or the server hangs.",
	"RFC 5321 section 4.5.3.2.6",
	"no answer in time\n354")

HINT("command", REJECTED, 4, "", "",
	POLICY, "The server puts this command off: it limits this host, or is overloaded. Check less often, ask its administrator for an exception, or look at its log.",
	"RFC 5321 section 4.2.1",
	"450 4.3.2 Not now")
HINT("command", REJECTED, 0, "", "",
	MONITOR, "The server's reply to this command (-C) is not the expected one: it must match -R, or without -R be 2yz or 3yz. See the dialogue with -vv.",
	"check_smtp_auth(8)",
	"VRFY bob was answered 252 2.0.0 bob, which does not match ^550")
/* clang-format on */
