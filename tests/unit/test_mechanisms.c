#include <string.h>

#include "memory.h"
#include "sasl.h"
#include "unit.h"

#define STEPS 3
#define NONCE_1 "fyko+d2lbbFgONRv9qkxdawL"
#define NONCE_256 "rOprNGfwEbeRWgbNEkqO"
#define SERVER_256 NONCE_256 "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0"
#define FIRST_256 "r=" SERVER_256 ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096"
#define OAUTH_TOKEN "vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg=="
#define DIGEST_CHALLENGE                                                       \
	"realm=\"elwood.innosoft.com\",nonce=\"OA6MG9tEQGm2hh\",qop=\"auth\"," \
	"algorithm=md5-sess,charset=utf-8"

/* What is said, and what must be answered. */
struct exchange {
	const char *name, *user, *password, *authzid, *host, *nonce;
	bool can_bind, binding_offered;
	struct {
		const char *challenge, *response;
		enum sasl_status status;
	} steps[STEPS];
};

/* The vectors of the RFCs, and some that were computed by other means where an
 * RFC has none for SMTP. */
static const struct exchange vectors[] = {
	/* RFC 2195 2 */
	{ "CRAM-MD5", "tim", "tanstaaftanstaaf", NULL, NULL, NULL, false, false,
	    { { "<1896.697170952@postoffice.reston.mci.net>",
		"tim b913a602c7eda7a495b4e6e7334d3890", SASL_DONE } } },
	/* RFC 2831 4, with smtp in place of imap */
	{ "DIGEST-MD5", "chris", "secret", NULL, "elwood.innosoft.com",
	    "OA6MHXh6VqTrRk", false, false,
	    { { DIGEST_CHALLENGE,
		  "username=\"chris\",realm=\"elwood.innosoft.com\","
		  "nonce=\"OA6MG9tEQGm2hh\",cnonce=\"OA6MHXh6VqTrRk\","
		  "charset=utf-8,nc=00000001,qop=auth,"
		  "digest-uri=\"smtp/elwood.innosoft.com\","
		  "response=52ff44907f72314481b5c098c708ebf3",
		  SASL_MORE },
		{ "rspauth=84106ee5cb85c426e7ef928db0e49bfa", "",
		    SASL_DONE } } },
	/* the first realm of several; blanks, line ends and what is unknown */
	{ "DIGEST-MD5", "chris", "secret", NULL, "elwood.innosoft.com",
	    "OA6MHXh6VqTrRk", false, false,
	    { { DIGEST_CHALLENGE
		",\r\n\trealm=other , maxbuf=65536,,x=\"\\\"\"",
		"username=\"chris\",realm=\"elwood.innosoft.com\","
		"nonce=\"OA6MG9tEQGm2hh\",cnonce=\"OA6MHXh6VqTrRk\","
		"charset=utf-8,nc=00000001,qop=auth,"
		"digest-uri=\"smtp/elwood.innosoft.com\","
		"response=52ff44907f72314481b5c098c708ebf3",
		SASL_MORE } } },
	/* the same, the realm taken off the user */
	{ "DIGEST-MD5", "chris@elwood.innosoft.com", "secret", NULL,
	    "elwood.innosoft.com", "OA6MHXh6VqTrRk", false, false,
	    { { DIGEST_CHALLENGE,
		"username=\"chris\",realm=\"elwood.innosoft.com\","
		"nonce=\"OA6MG9tEQGm2hh\",cnonce=\"OA6MHXh6VqTrRk\","
		"charset=utf-8,nc=00000001,qop=auth,"
		"digest-uri=\"smtp/elwood.innosoft.com\","
		"response=52ff44907f72314481b5c098c708ebf3",
		SASL_MORE } } },
	/* RFC 5802 5 */
	{ "SCRAM-SHA-1", "user", "pencil", NULL, NULL, NONCE_1, false, false,
	    { { "", "n,,n=user,r=" NONCE_1, SASL_MORE },
		{ "r=" NONCE_1 "3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096",
		    "c=biws,r=" NONCE_1 "3rfcNHYJY1ZVvWVs7j,"
		    "p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=",
		    SASL_MORE },
		{ "v=rmF9pqV8S7suAoZWja4dJRkFsKQ=", "", SASL_DONE } } },
	/* RFC 7677 3 */
	{ "SCRAM-SHA-256", "user", "pencil", NULL, NULL, NONCE_256, false,
	    false,
	    { { "", "n,,n=user,r=" NONCE_256, SASL_MORE },
		{ FIRST_256,
		    "c=biws,r=" SERVER_256
		    ",p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
		    SASL_MORE },
		{ "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=", "",
		    SASL_DONE } } },
	{ "SCRAM-SHA-512", "user", "pencil", NULL, NULL, NONCE_256, false,
	    false,
	    { { "", "n,,n=user,r=" NONCE_256, SASL_MORE },
		{ FIRST_256,
		    "c=biws,r=" SERVER_256
		    ",p=gMGXRcevScNtxZ6/8lQYpGtnsNAc3mGcmNomv+xnoOMw+3R2xNJdM"
		    "NnzMlTN8PPC6wdp6dybEmDYXYTxwnYPJQ==",
		    SASL_MORE },
		{ "v=ZQnYEgWQMFmmsM8aQMF0nDDCy/AgCzkwk8CmMZYcMg0vSVlKDanekLti"
		  "fDSeVGT4+5ZxXnJq199RVG2rR7N7Zw==",
		    "", SASL_DONE } } },
	{ "SCRAM-SHA-256-PLUS", "user", "pencil", NULL, NULL, NONCE_256, true,
	    true,
	    { { "", "p=tls-exporter,,n=user,r=" NONCE_256, SASL_MORE },
		{ FIRST_256,
		    "c=cD10bHMtZXhwb3J0ZXIsLDAxMjM0NTY3ODlhYmNkZWYwMTIzNDU2Nz"
		    "g5YWJjZGVm,r=" SERVER_256
		    ",p=qt6T62DbA/THTjWMUniEekRBOmbK1ZAe+VNG0CBsX9U=",
		    SASL_MORE },
		{ "v=gGsnLD/m58XLkAwcxqD7cDgqYXgS9J0J5pH+8Cm0Ho8=", "",
		    SASL_DONE } } },
	/* We could bind, and no -PLUS is offered: the server shall know. */
	{ "SCRAM-SHA-256", "a,b=c", "p\303\244 ss=w0rd,\"x\"", NULL, NULL,
	    "nonce", true, false,
	    { { "", "y,,n=a=2Cb=3Dc,r=nonce", SASL_MORE },
		{ "r=nonceX,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
		    "c=eSws,r=nonceX,"
		    "p=RjAT1JCVu1KEzPX2v+zWbw0bLO8gsACY2q7kgmOvpTM=",
		    SASL_MORE },
		{ "v=lFndt1U7kpnuN4xCC69v9zP5YgaHE8Hv4FHK2FbfOdc=", "",
		    SASL_DONE } } },
	/* -PLUS is offered, and the plain form was asked for */
	{ "SCRAM-SHA-256", "user", "pencil", "boss", NULL, "nonce", true, true,
	    { { "", "n,a=boss,n=user,r=nonce", SASL_MORE } } },
	/* A refusal: the reply code follows. */
	{ "SCRAM-SHA-256", "user", "pencil", NULL, NULL, NONCE_256, false,
	    false,
	    { { "", "n,,n=user,r=" NONCE_256, SASL_MORE },
		{ FIRST_256,
		    "c=biws,r=" SERVER_256
		    ",p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
		    SASL_MORE },
		{ "e=invalid-proof", "", SASL_MORE } } },
	{ "EXTERNAL", NULL, NULL, NULL, NULL, NULL, false, false,
	    { { "", "", SASL_DONE } } },
	{ "EXTERNAL", "bob", NULL, "boss", NULL, NULL, false, false,
	    { { "", "boss", SASL_DONE } } },
	{ "ANONYMOUS", NULL, NULL, NULL, NULL, NULL, false, false,
	    { { "", "check_smtp_auth", SASL_DONE } } },
	/* RFC 7628 4.1 and 4.3 */
	{ "OAUTHBEARER", "user@example.com", OAUTH_TOKEN, NULL,
	    "server.example.com", NULL, false, false,
	    { { "",
		  "n,a=user@example.com,\1host=server.example.com\1port=587\1"
		  "auth=Bearer " OAUTH_TOKEN "\1\1",
		  SASL_DONE },
		{ "{\"status\":\"invalid_token\",\"scope\":\"example_scope\"}",
		    "\1", SASL_MORE } } },
	{ "XOAUTH2", "user@example.com", OAUTH_TOKEN, NULL, NULL, NULL, false,
	    false,
	    { { "", "user=user@example.com\1auth=Bearer " OAUTH_TOKEN "\1\1",
		  SASL_DONE },
		{ "{\"status\":\"401\",\"schemes\":\"bearer\"}", "",
		    SASL_MORE } } },
};

/* Challenges that must end the exchange; the last one fails. */
static const struct exchange hostile[] = {
	{ "CRAM-MD5", "tim", "secret", NULL, NULL, NULL, false, false,
	    { { "", NULL, SASL_FAIL } } },
	{ "DIGEST-MD5", "chris", "secret", NULL, NULL, "c", false, false,
	    { { "realm=\"unterminated", NULL, SASL_FAIL } } },
	{ "DIGEST-MD5", "chris", "secret", NULL, NULL, "c", false, false,
	    { { "realm=\"x\",algorithm=md5-sess", NULL, SASL_FAIL } } },
	{ "DIGEST-MD5", "chris", "secret", NULL, NULL, "c", false, false,
	    { { "nonce=\"x\",algorithm=sha-256", NULL, SASL_FAIL } } },
	{ "DIGEST-MD5", "chris", "secret", NULL, NULL, "c", false, false,
	    { { "nonce=\"x\",algorithm=md5-sess,qop=\"auth-conf\"", NULL,
		SASL_FAIL } } },
	/* RFC 2831 2.1.1: these must come once */
	{ "DIGEST-MD5", "chris", "secret", NULL, NULL, "c", false, false,
	    { { "nonce=\"x\",algorithm=md5-sess,nonce=\"y\"", NULL,
		SASL_FAIL } } },
	{ "DIGEST-MD5", "chris", "secret", NULL, NULL, "c", false, false,
	    { { "nonce=\"x\",algorithm=md5,algorithm=md5-sess", NULL,
		SASL_FAIL } } },
	{ "DIGEST-MD5", "chris", "p\303\244ss", NULL, NULL, "c", false, false,
	    { { DIGEST_CHALLENGE, NULL, SASL_FAIL } } },
	{ "DIGEST-MD5", "chris", "secret", NULL, "elwood.innosoft.com",
	    "OA6MHXh6VqTrRk", false, false,
	    { { DIGEST_CHALLENGE, NULL, SASL_MORE },
		{ "rspauth=00000000000000000000000000000000", NULL,
		    SASL_FAIL } } },
	{ "DIGEST-MD5", "chris", "secret", NULL, "elwood.innosoft.com",
	    "OA6MHXh6VqTrRk", false, false,
	    { { DIGEST_CHALLENGE, NULL, SASL_MORE },
		{ "", NULL, SASL_FAIL } } },
#define SCRAM_FAILS(challenge_)                                                \
	{                                                                      \
		"SCRAM-SHA-256", "user", "pencil", NULL, NULL, "mine", false,  \
		    false,                                                     \
		{                                                              \
			{ "", NULL, SASL_MORE },                               \
			{                                                      \
				challenge_, NULL, SASL_FAIL                    \
			}                                                      \
		}                                                              \
	}
	SCRAM_FAILS(""),
	SCRAM_FAILS("r=mine,s=W22Z,i=4096"),
	SCRAM_FAILS("r=yours,s=W22Z,i=4096"),
	SCRAM_FAILS("m=x,r=mineX,s=W22Z,i=4096"),
	SCRAM_FAILS("r=mine\1,s=W22Z,i=4096"),
	SCRAM_FAILS("r=mine X,s=W22Z,i=4096"),
	SCRAM_FAILS("r=mine\303\244,s=W22Z,i=4096"),
	SCRAM_FAILS("e=other-error"),
	SCRAM_FAILS("r=mineX"),
	SCRAM_FAILS("r"),
	SCRAM_FAILS("r=mineX,s=,i=4096"),
	SCRAM_FAILS("r=mineX,s=!!!,i=4096"),
	SCRAM_FAILS("r=mineX,s=W22Z"),
	SCRAM_FAILS("r=mineX,s=W22Z,i=1"),
	SCRAM_FAILS("r=mineX,s=W22Z,i=4095"),
	SCRAM_FAILS("r=mineX,s=W22Z,i=1000001"),
	SCRAM_FAILS("r=mineX,s=W22Z,i=4294971392"),
	SCRAM_FAILS("r=mineX,s=W22Z,i=-4096"),
	SCRAM_FAILS("r=mineX,s=W22Z,i=+4096"),
	SCRAM_FAILS("r=mineX,s=W22Z,i= 4096"),
	SCRAM_FAILS("r=mineX,s=W22Z,i="),
	SCRAM_FAILS("r=mineX,s=W22Z,i=04096"),
	SCRAM_FAILS("r=mineX,s=W22Z,i=4096x"),
	{ "SCRAM-SHA-256", "user", "pencil", NULL, NULL, NONCE_256, false,
	    false,
	    { { "", NULL, SASL_MORE }, { FIRST_256, NULL, SASL_MORE },
		{ "v=AAAATRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=", NULL,
		    SASL_FAIL } } },
	{ "SCRAM-SHA-256", "user", "pencil", NULL, NULL, NONCE_256, false,
	    false,
	    { { "", NULL, SASL_MORE }, { FIRST_256, NULL, SASL_MORE },
		{ "", NULL, SASL_FAIL } } },
	/* the right proof, but not all of it, or more than that */
	{ "SCRAM-SHA-256", "user", "pencil", NULL, NULL, NONCE_256, false,
	    false,
	    { { "", NULL, SASL_MORE }, { FIRST_256, NULL, SASL_MORE },
		{ "v=6rriTRBi23WpRR/wtup+", NULL, SASL_FAIL } } },
	{ "SCRAM-SHA-256", "user", "pencil", NULL, NULL, NONCE_256, false,
	    false,
	    { { "", NULL, SASL_MORE }, { FIRST_256, NULL, SASL_MORE },
		{ "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=====", NULL,
		    SASL_FAIL } } },
	/* what RFC 4013 makes of it is not known here */
	{ "SCRAM-SHA-256", "\357\254\201", "pencil", NULL, NULL, "n", false,
	    false, { { "", NULL, SASL_FAIL } } },
	{ "SCRAM-SHA-256", "user", "e\314\201", NULL, NULL, "mine", false,
	    false,
	    { { "", NULL, SASL_MORE },
		{ "r=mineX,s=W22Z,i=4096", NULL, SASL_FAIL } } },
	{ "OAUTHBEARER", "user", "tok\1en", NULL, NULL, NULL, false, false,
	    { { "", NULL, SASL_FAIL } } },
	{ "XOAUTH2", "user", "token", NULL, NULL, NULL, false, false,
	    { { "", NULL, SASL_DONE }, { "{", NULL, SASL_MORE },
		{ "{", NULL, SASL_FAIL } } },
};

static void
play(const struct exchange *e)
{
	const struct sasl_mechanism *mechanism = sasl_find(e->name);
	struct sasl_binding binding = { "tls-exporter", BUF_INIT(64) };
	struct buf password = BUF_SECRET(256);
	struct sasl_context context = {
		.user = e->user,
		.password = &password,
		.authzid = e->authzid,
		.host = e->host,
		.port = 587,
		.binding = e->can_bind ? &binding : NULL,
		.binding_offered = e->binding_offered,
		.nonce = e->nonce,
		.mechanism = mechanism,
	};
	void *state;

	ck_assert_ptr_nonnull(mechanism);
	(void)buf_puts(&binding.data, "0123456789abcdef0123456789abcdef");
	if (e->password != NULL)
		(void)buf_puts(&password, e->password);
	state = memory_zeroed(mechanism->state_size + 1);
	for (int i = 0; i < STEPS && e->steps[i].challenge != NULL; i++) {
		struct buf challenge = BUF_INIT(SASL_MESSAGE_LIMIT);
		struct buf response = BUF_INIT(SASL_MESSAGE_LIMIT);
		struct error error = { 0 };
		const char *expected = e->steps[i].response;

		(void)buf_puts(&challenge, e->steps[i].challenge);
		ck_assert_msg(mechanism->step(state, &context, &challenge,
				  &response, &error) == e->steps[i].status,
		    "%s, step %d: %s", e->name, i, error.text);
		ck_assert_int_eq(
		    error.kind == ERROR_NONE, e->steps[i].status != SASL_FAIL);
		if (expected != NULL)
			ck_assert_str_eq(buf_string(&response), expected);
		buf_free(&challenge);
		buf_free(&response);
	}
	free(state);
	buf_free(&password);
	buf_free(&binding.data);
}

START_TEST(mechanism_answers_as_its_rfc_says)
{
	play(&vectors[_i]);
}
END_TEST

START_TEST(mechanism_refuses_hostile_challenges)
{
	play(&hostile[_i]);
}
END_TEST

START_TEST(mechanism_that_shows_a_token_is_never_chosen_unasked)
{
	static const char *const named[] = { "XOAUTH2", "OAUTHBEARER",
		"ANONYMOUS" };

	for (size_t i = 0; i < sizeof(named) / sizeof(named[0]); i++) {
		struct buf token = BUF_INIT(8);
		struct sasl_context context = { .user = "u", .secure = true };
		struct error error = { 0 };

		(void)buf_puts(&token, "t");
		context.password = &token;
		ck_assert_ptr_null(
		    sasl_choose(named[i], NULL, &context, &error));
		error_clear(&error);
		ck_assert_ptr_nonnull(
		    sasl_choose(named[i], named[i], &context, &error));
		buf_free(&token);
	}
}
END_TEST

START_TEST(strongest_mechanism_is_chosen_first)
{
	static const char *const order[] = { "EXTERNAL", "SCRAM-SHA-512-PLUS",
		"SCRAM-SHA-256-PLUS", "SCRAM-SHA-1-PLUS", "SCRAM-SHA-512",
		"SCRAM-SHA-256", "SCRAM-SHA-1", "DIGEST-MD5", "CRAM-MD5",
		"PLAIN", "LOGIN" };

	for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++)
		ck_assert_str_eq(sasl_mechanisms[i]->name, order[i]);
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("mechanisms");
	TCase *one = tcase_create("mechanisms");

	tcase_add_loop_test(
	    one, mechanism_answers_as_its_rfc_says, 0, ROWS_OF(vectors));
	tcase_add_loop_test(
	    one, mechanism_refuses_hostile_challenges, 0, ROWS_OF(hostile));
	tcase_add_test(
	    one, mechanism_that_shows_a_token_is_never_chosen_unasked);
	tcase_add_test(one, strongest_mechanism_is_chosen_first);
	suite_add_tcase(all, one);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
