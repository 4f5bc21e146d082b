#ifndef STAGE_TABLE_H
#define STAGE_TABLE_H

/* The stages of a session, in the order of the protocol.  This is the only list
 * of them: names, labels, time limits, the session's table, and the tables in
 * README and manual page are made from it.
 *
 *   id, "name"       STAGE_id; what users write in -w, -t and --on-failure
 *   metric           the label of its time in the performance data, or NULL
 *   planned, run     functions of plugins/session: see struct stage in stages.h
 *   permanent        the state of every failure that is not transient
 *   transient        the state after a 4yz reply, a temporary DNS failure, or a
 *                    token endpoint that is busy;
 *                    but after a login a 4yz reply to MAIL, RCPT and DATA has
 *                    the permanent state if it speaks of the server itself
 *                    (4.3.x; without such a code 451 and 452)
 *                    (--on-failure may change both states)
 *   covers, when, good   for README and manual page: what the stage does, when
 *                    it runs, and the answer that passes ("": the stage waits
 *                    for no answer, so no failure is transient)
 *
 * The session with the SMTP server ends before MAILBOX: what follows has a
 * session of its own, and the total time does not contain it.
 *
 * "again" adds one more row to a stage that is already in the table.  With
 * STARTTLS the session runs TLS, CERT and EHLO at that point.  Users still see
 * one stage, and its time is the sum of its rows. */
/* clang-format off */
#define STAGE_TABLE(stage, again) \
	stage(TOKEN, "token", "time_token", \
	    stage_token_planned, stage_token, CRITICAL, CRITICAL, \
	    "the secret that --password-command or --oauth gets", \
	    "--password-command, --oauth", "200 with a token (--oauth)") \
	stage(RESOLVE, "resolve", "time_resolve", \
	    stage_resolve_planned, stage_resolve, CRITICAL, CRITICAL, \
	    "the addresses of HOST; TLSA records", \
	    "HOST is a name, no -I; or --dane", "an address") \
	stage(POLICY, "policy", "time_policy", \
	    stage_policy_planned, stage_policy, CRITICAL, CRITICAL, \
	    "the MTA-STS policy of the mail domain", "--mta-sts", \
	    "a policy that fits RFC 8461") \
	stage(CONNECT, "connect", "time_connect", \
	    stage_always, stage_connect, CRITICAL, CRITICAL, \
	    "TCP or unix socket; tries every address in turn", "always", "") \
	stage(TLS, "tls", "time_tls", \
	    stage_implicit_tls, stage_handshake, CRITICAL, CRITICAL, \
	    "TLS handshake", "-s, -S", "") \
	stage(CERT, "cert", NULL, \
	    stage_implicit_tls, stage_certificate, CRITICAL, CRITICAL, \
	    "chain, name, dates; before any secret is sent", "-s, -S", "") \
	stage(BANNER, "banner", "time_banner", \
	    stage_always, stage_banner, CRITICAL, CRITICAL, \
	    "greeting", "always", "220") \
	stage(EHLO, "ehlo", "time_ehlo", \
	    stage_always, stage_ehlo, CRITICAL, CRITICAL, \
	    "EHLO, again under TLS; HELO after 500 or 502", "always", "250") \
	stage(STARTTLS, "starttls", "time_starttls", \
	    stage_upgrade, stage_starttls, CRITICAL, CRITICAL, \
	    "STARTTLS is offered and accepted, no data follows the reply", \
	    "-S", "220") \
	again(TLS, stage_upgrade, stage_handshake, CRITICAL, CRITICAL) \
	again(CERT, stage_upgrade, stage_certificate, CRITICAL, CRITICAL) \
	again(EHLO, stage_upgrade, stage_ehlo, CRITICAL, CRITICAL) \
	stage(AUTH, "auth", "time_auth", \
	    stage_auth_planned, stage_auth, CRITICAL, CRITICAL, \
	    "AUTH with the strongest mechanism on offer, or that of -A", \
	    "-U, -A", "235") \
	stage(MAIL, "mail", "time_mail", \
	    stage_mail_planned, stage_mail, CRITICAL, WARNING, \
	    "MAIL FROM", "-f, --to", "250") \
	stage(RCPT, "rcpt", "time_rcpt", \
	    stage_rcpt_planned, stage_rcpt, CRITICAL, WARNING, \
	    "RCPT TO for every recipient", "--to", "250, 251, 252") \
	stage(COMMAND, "command", "time_command", \
	    stage_commands_planned, stage_commands, CRITICAL, WARNING, \
	    "the commands of -C, judged by -R", "-C", \
	    "a match for -R, or a code below 400; else WARNING") \
	stage(DATA, "data", "time_data", \
	    stage_data_planned, stage_data, CRITICAL, WARNING, \
	    "DATA and the message", "--send", "354, then 250") \
	stage(MAILBOX, "mailbox", "time_mailbox", \
	    stage_round_trip_planned, stage_mailbox, CRITICAL, WARNING, \
	    "the mailbox: connection, TLS, certificate, login, folder", \
	    "--mailbox", "yes to each step") \
	stage(DELIVERY, "delivery", "time_delivery", \
	    stage_round_trip_planned, stage_delivery, CRITICAL, WARNING, \
	    "the message arrives in the mailbox", "--mailbox", \
	    "the message, not in the junk folder")
/* clang-format on */

#endif
