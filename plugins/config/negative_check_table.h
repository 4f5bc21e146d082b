#ifndef NEGATIVE_CHECK_TABLE_H
#define NEGATIVE_CHECK_TABLE_H

/* The negative checks of --refuse.  This is the only list of them.
 *
 *   id, "name"       NEGATIVE_id; what users write in --refuse
 *   accepted         the finding when the server does not refuse
 *   prepare, judge   functions in plugins/session/negative_checks.c; struct
 *                    negative_check says what they do
 */
/* clang-format off */
#define NEGATIVE_CHECK_TABLE(check) \
	check(BAD_PASSWORD, "bad-password", \
	    "the server lets this user in with any password", \
	    prepare_bad_password, judge_login) \
	check(RELAY, "relay", \
	    "the server relays for anybody: it is an open relay", \
	    prepare_relay, judge_mail) \
	check(ANONYMOUS, "anonymous", \
	    "the server takes mail without a login", \
	    prepare_anonymous, judge_mail) \
	check(CLEARTEXT_AUTH, "cleartext-auth", \
	    "the server offers AUTH before TLS", \
	    prepare_cleartext_auth, judge_offer) \
	check(FORGED_SENDER, "forged-sender", \
	    "the server lets this user send as anybody", \
	    prepare_forged_sender, judge_mail) \
	check(VRFY, "vrfy", \
	    "the server tells who its users are", \
	    prepare_vrfy, judge_commands) \
	check(OLD_TLS, "old-tls", \
	    "the server speaks TLS 1.0 or 1.1", \
	    prepare_old_tls, judge_handshake)
/* clang-format on */

/* One string constant with all names, and a blank before each. */
#define NEGATIVE_CHECK_WORD(id, name, ...) " " name
#define NEGATIVE_CHECK_WORDS NEGATIVE_CHECK_TABLE(NEGATIVE_CHECK_WORD)

#define NEGATIVE_CHECK_ID(id, ...) NEGATIVE_##id,

enum negative_check_id {
	NEGATIVE_CHECK_TABLE(NEGATIVE_CHECK_ID) NEGATIVE_COUNT,
};

#endif
