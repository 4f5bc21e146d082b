#include <string.h>

#include "mechanisms.h"
#include "memory.h"
#include "unit.h"

#define STEPS 3
#define NONCE_1 "fyko+d2lbbFgONRv9qkxdawL"
#define NONCE_256 "rOprNGfwEbeRWgbNEkqO"
#define SERVER_256 NONCE_256 "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0"
#define FIRST_256 "r=" SERVER_256 ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096"
#define OAUTH_TOKEN "vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg=="
#define FINAL_256 "c=biws,r=" SERVER_256 ","
#define FINAL_256_PLUS                                                         \
	"c=cD10bHMtZXhwb3J0ZXIsLDAxMjM0NTY3ODlhYmNkZWYwMTIzNDU2Nzg5YWJjZGVm,"  \
	"r=" SERVER_256 ","
#define SCRAM_USER .user = "user", .password = "pencil"
#define DIGEST_HOST "elwood.innosoft.com"
#define DIGEST_NONCE "OA6MHXh6VqTrRk"
#define DIGEST_CHALLENGE                                                       \
	"realm=\"elwood.innosoft.com\",nonce=\"OA6MG9tEQGm2hh\",qop=\"auth\"," \
	"algorithm=md5-sess,charset=utf-8"
#define DIGEST_RESPONSE                                                        \
	DIGEST_ANSWER("smtp", "52ff44907f72314481b5c098c708ebf3")
#define DIGEST_ANSWER(service_, response_)                                     \
	"username=\"chris\",realm=\"elwood.innosoft.com\","                    \
	"nonce=\"OA6MG9tEQGm2hh\",cnonce=\"OA6MHXh6VqTrRk\","                  \
	"charset=utf-8,nc=00000001,qop=auth,"                                  \
	"digest-uri=\"" service_ "/elwood.innosoft.com\","                     \
	"response=" response_

/* A login: who logs in, what the server says, and what must be answered. */
struct exchange {
	const char *name, *user, *password, *authzid, *host, *nonce;
	const char *service;
	bool can_bind, binding_offered;
	struct {
		const char *challenge; /* NULL: the exchange is over */
		const char *response;  /* NULL: it is not compared */
		size_t len; /* of the response, which may hold NULs */
		enum sasl_status status;
	} steps[STEPS];
};

/* The steps: a challenge with its one right response, a challenge whose
 * response is not compared, and a challenge that must end the exchange. */
#define ANSWER(challenge_, response_, status_)                                 \
	{                                                                      \
		challenge_, response_, sizeof(response_) - 1, status_          \
	}
#define ACCEPT(challenge_, status_)                                            \
	{                                                                      \
		challenge_, NULL, 0, status_                                   \
	}
#define REFUSE(challenge_)                                                     \
	{                                                                      \
		challenge_, NULL, 0, SASL_FAIL                                 \
	}

/* The vectors of the RFCs, and some that were computed by other means where an
 * RFC has none for SMTP.  Each mechanism has one at least. */
/* clang-format off */
static const struct exchange vectors[] = {
	/* RFC 4616 4, both examples */
	{ .name = "PLAIN", .user = "tim", .password = "tanstaaftanstaaf",
	  .steps = {
		ANSWER("", "\0tim\0tanstaaftanstaaf", SASL_DONE) } },
	{ .name = "PLAIN", .user = "Kurt", .password = "xipj3plmq",
	  .authzid = "Ursel",
	  .steps = {
		ANSWER("", "Ursel\0Kurt\0xipj3plmq", SASL_DONE) } },
	/* RFC 4616 2: all three parts are UTF-8 and go as they are. */
	{ .name = "PLAIN", .user = "p\303\244l", .password = "\342\202\254 5",
	  .authzid = "\320\237",
	  .steps = {
		ANSWER("", "\320\237\0p\303\244l\0\342\202\254 5", SASL_DONE) } },
	/* The prompts may say anything. */
	{ .name = "LOGIN", .user = "tim", .password = "tanstaaftanstaaf",
	  .steps = {
		ANSWER("Password:", "tim", SASL_MORE),
		ANSWER("Password:", "tanstaaftanstaaf", SASL_DONE) } },
	/* RFC 2195 2 */
	{ .name = "CRAM-MD5", .user = "tim", .password = "tanstaaftanstaaf",
	  .steps = {
		ANSWER("<1896.697170952@postoffice.reston.mci.net>",
		    "tim b913a602c7eda7a495b4e6e7334d3890", SASL_DONE) } },
	/* RFC 2831 4, as it is and with smtp in place of imap */
	{ .name = "DIGEST-MD5", .user = "chris", .password = "secret",
	  .host = DIGEST_HOST, .nonce = DIGEST_NONCE, .service = "imap",
	  .steps = {
		ANSWER(DIGEST_CHALLENGE,
		    DIGEST_ANSWER("imap", "d388dad90d4bbd760a152321f2143af7"),
		    SASL_MORE),
		ACCEPT("rspauth=ea40f60335c427b5527b84dbabcdfffd",
		    SASL_DONE) } },
	{ .name = "DIGEST-MD5", .user = "chris", .password = "secret",
	  .host = DIGEST_HOST, .nonce = DIGEST_NONCE,
	  .steps = {
		ANSWER(DIGEST_CHALLENGE, DIGEST_RESPONSE, SASL_MORE),
		ANSWER("rspauth=84106ee5cb85c426e7ef928db0e49bfa", "",
		    SASL_DONE) } },
	/* the first realm of several; blanks, line ends and what is unknown */
	{ .name = "DIGEST-MD5", .user = "chris", .password = "secret",
	  .host = DIGEST_HOST, .nonce = DIGEST_NONCE,
	  .steps = {
		ANSWER(DIGEST_CHALLENGE
		    ",\r\n\trealm=other , maxbuf=65536,,x=\"\\\"\"",
		    DIGEST_RESPONSE, SASL_MORE) } },
	/* the same, the realm taken off the user */
	{ .name = "DIGEST-MD5", .user = "chris@" DIGEST_HOST,
	  .password = "secret", .host = DIGEST_HOST, .nonce = DIGEST_NONCE,
	  .steps = {
		ANSWER(DIGEST_CHALLENGE, DIGEST_RESPONSE, SASL_MORE) } },
	/* RFC 5802 5 */
	{ .name = "SCRAM-SHA-1", SCRAM_USER, .nonce = NONCE_1,
	  .steps = {
		ANSWER("", "n,,n=user,r=" NONCE_1, SASL_MORE),
		ANSWER("r=" NONCE_1
		    "3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096",
		    "c=biws,r=" NONCE_1 "3rfcNHYJY1ZVvWVs7j,"
		    "p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=", SASL_MORE),
		ANSWER("v=rmF9pqV8S7suAoZWja4dJRkFsKQ=", "", SASL_DONE) } },
	/* RFC 7677 3 */
	{ .name = "SCRAM-SHA-256", SCRAM_USER, .nonce = NONCE_256,
	  .steps = {
		ANSWER("", "n,,n=user,r=" NONCE_256, SASL_MORE),
		ANSWER(FIRST_256, FINAL_256
		    "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
		    SASL_MORE),
		ANSWER("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=", "",
		    SASL_DONE) } },
	{ .name = "SCRAM-SHA-512", SCRAM_USER, .nonce = NONCE_256,
	  .steps = {
		ANSWER("", "n,,n=user,r=" NONCE_256, SASL_MORE),
		ANSWER(FIRST_256, FINAL_256
		    "p=gMGXRcevScNtxZ6/8lQYpGtnsNAc3mGcmNomv+xnoOMw+3R2xNJdMN"
		    "nzMlTN8PPC6wdp6dybEmDYXYTxwnYPJQ==", SASL_MORE),
		ANSWER("v=ZQnYEgWQMFmmsM8aQMF0nDDCy/AgCzkwk8CmMZYcMg0vSVlKDane"
		    "kLtifDSeVGT4+5ZxXnJq199RVG2rR7N7Zw==", "", SASL_DONE) } },
	{ .name = "SCRAM-SHA-1-PLUS", SCRAM_USER, .nonce = NONCE_256,
	  .can_bind = true, .binding_offered = true,
	  .steps = {
		ANSWER("", "p=tls-exporter,,n=user,r=" NONCE_256, SASL_MORE),
		ANSWER(FIRST_256, FINAL_256_PLUS
		    "p=ma5tlcVagkLWWd3z3aFHnUb5oT0=", SASL_MORE),
		ANSWER("v=0ceZ03sHAXSF7KZRLAAqNfSbTZ4=", "", SASL_DONE) } },
	{ .name = "SCRAM-SHA-256-PLUS", SCRAM_USER, .nonce = NONCE_256,
	  .can_bind = true, .binding_offered = true,
	  .steps = {
		ANSWER("", "p=tls-exporter,,n=user,r=" NONCE_256, SASL_MORE),
		ANSWER(FIRST_256, FINAL_256_PLUS
		    "p=qt6T62DbA/THTjWMUniEekRBOmbK1ZAe+VNG0CBsX9U=",
		    SASL_MORE),
		ANSWER("v=gGsnLD/m58XLkAwcxqD7cDgqYXgS9J0J5pH+8Cm0Ho8=", "",
		    SASL_DONE) } },
	{ .name = "SCRAM-SHA-512-PLUS", SCRAM_USER, .nonce = NONCE_256,
	  .can_bind = true, .binding_offered = true,
	  .steps = {
		ANSWER("", "p=tls-exporter,,n=user,r=" NONCE_256, SASL_MORE),
		ANSWER(FIRST_256, FINAL_256_PLUS
		    "p=nYF6dyqKugMftQQCoHB87R9uw7AH583WuYap5w83vUk3RJgbJ2rkav"
		    "G5E+hwooa8VPGfHDHqbL1yAFvYnpnjSg==", SASL_MORE),
		ANSWER("v=Ldw4q4IHkJJPcqUY1aOlISrFHR0IxmLFQD91e+1HjrSD35RDW1t+"
		    "YLnon5IhoZ9LcwT9E0HQ9I9IaH/PM7Guxg==", "", SASL_DONE) } },
	/* We could bind, but the server offers no -PLUS: "y" tells it so. */
	{ .name = "SCRAM-SHA-256", .user = "a,b=c",
	  .password = "p\303\244 ss=w0rd,\"x\"", .nonce = "nonce",
	  .can_bind = true,
	  .steps = {
		ANSWER("", "y,,n=a=2Cb=3Dc,r=nonce", SASL_MORE),
		ANSWER("r=nonceX,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
		    "c=eSws,r=nonceX,"
		    "p=RjAT1JCVu1KEzPX2v+zWbw0bLO8gsACY2q7kgmOvpTM=",
		    SASL_MORE),
		ANSWER("v=lFndt1U7kpnuN4xCC69v9zP5YgaHE8Hv4FHK2FbfOdc=", "",
		    SASL_DONE) } },
	/* -PLUS is offered, and the plain form was asked for */
	{ .name = "SCRAM-SHA-256", SCRAM_USER, .authzid = "boss",
	  .nonce = "nonce", .can_bind = true, .binding_offered = true,
	  .steps = {
		ANSWER("", "n,a=boss,n=user,r=nonce", SASL_MORE) } },
	/* A refusal: the reply code follows. */
	{ .name = "SCRAM-SHA-256", SCRAM_USER, .nonce = NONCE_256,
	  .steps = {
		ANSWER("", "n,,n=user,r=" NONCE_256, SASL_MORE),
		ANSWER(FIRST_256, FINAL_256
		    "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
		    SASL_MORE),
		ANSWER("e=invalid-proof", "", SASL_MORE) } },
	{ .name = "EXTERNAL",
	  .steps = {
		ANSWER("", "", SASL_DONE) } },
	{ .name = "EXTERNAL", .user = "bob", .authzid = "boss",
	  .steps = {
		ANSWER("", "boss", SASL_DONE) } },
	{ .name = "ANONYMOUS",
	  .steps = {
		ANSWER("", "check_smtp_auth", SASL_DONE) } },
	/* RFC 7628 4.1 and 4.3 */
	{ .name = "OAUTHBEARER", .user = "user@example.com",
	  .password = OAUTH_TOKEN, .host = "server.example.com",
	  .steps = {
		ANSWER("", "n,a=user@example.com,\1host=server.example.com\1"
		    "port=587\1auth=Bearer " OAUTH_TOKEN "\1\1", SASL_DONE),
		ANSWER("{\"status\":\"invalid_token\","
		    "\"scope\":\"example_scope\"}", "\1", SASL_MORE) } },
	{ .name = "XOAUTH2", .user = "user@example.com",
	  .password = OAUTH_TOKEN,
	  .steps = {
		ANSWER("", "user=user@example.com\1auth=Bearer " OAUTH_TOKEN
		    "\1\1", SASL_DONE),
		ANSWER("{\"status\":\"401\",\"schemes\":\"bearer\"}", "",
		    SASL_MORE) } },
};

/* The same exchange up to a challenge that must end it. */
#define DIGEST_FAILS(password_, challenge_) \
	{ .name = "DIGEST-MD5", .user = "chris", .password = (password_), \
	  .nonce = "c", .steps = { REFUSE(challenge_) } }
#define DIGEST_PROOF_FAILS(challenge_) \
	{ .name = "DIGEST-MD5", .user = "chris", .password = "secret", \
	  .host = DIGEST_HOST, .nonce = DIGEST_NONCE, .steps = { \
		ACCEPT(DIGEST_CHALLENGE, SASL_MORE), REFUSE(challenge_) } }
#define SCRAM_FAILS(challenge_) \
	{ .name = "SCRAM-SHA-256", SCRAM_USER, .nonce = "mine", .steps = { \
		ACCEPT("", SASL_MORE), REFUSE(challenge_) } }
#define SCRAM_PROOF_FAILS(challenge_) \
	{ .name = "SCRAM-SHA-256", SCRAM_USER, .nonce = NONCE_256, .steps = { \
		ACCEPT("", SASL_MORE), ACCEPT(FIRST_256, SASL_MORE), \
		REFUSE(challenge_) } }

/* Challenges that must end the exchange: the last step fails. */
static const struct exchange hostile[] = {
	{ .name = "CRAM-MD5", .user = "tim", .password = "secret",
	  .steps = { REFUSE("") } },
	DIGEST_FAILS("secret", "realm=\"unterminated"),
	DIGEST_FAILS("secret", "realm=\"x\",algorithm=md5-sess"),
	DIGEST_FAILS("secret", "nonce=\"x\",algorithm=sha-256"),
	DIGEST_FAILS("secret",
	    "nonce=\"x\",algorithm=md5-sess,qop=\"auth-conf\""),
	/* RFC 2831 2.1.1: these must come once */
	DIGEST_FAILS("secret", "nonce=\"x\",algorithm=md5-sess,nonce=\"y\""),
	DIGEST_FAILS("secret",
	    "nonce=\"x\",algorithm=md5,algorithm=md5-sess"),
	DIGEST_FAILS("p\303\244ss", DIGEST_CHALLENGE),
	DIGEST_PROOF_FAILS("rspauth=00000000000000000000000000000000"),
	DIGEST_PROOF_FAILS(""),
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
	SCRAM_PROOF_FAILS("v=AAAATRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="),
	SCRAM_PROOF_FAILS(""),
	/* the right proof, but not all of it, or more than that */
	SCRAM_PROOF_FAILS("v=6rriTRBi23WpRR/wtup+"),
	SCRAM_PROOF_FAILS(
	    "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4====="),
	/* characters that saslprep() refuses */
	{ .name = "SCRAM-SHA-256", .user = "\310\241",
	  .password = "pencil", .nonce = "n", .steps = { REFUSE("") } },
	{ .name = "SCRAM-SHA-256", .user = "user", .password = "\342\200\213",
	  .nonce = "mine",
	  .steps = {
		ACCEPT("", SASL_MORE), REFUSE("r=mineX,s=W22Z,i=4096") } },
	{ .name = "OAUTHBEARER", .user = "user", .password = "tok\1en",
	  .steps = { REFUSE("") } },
	{ .name = "XOAUTH2", .user = "user", .password = "token",
	  .steps = {
		ACCEPT("", SASL_DONE), ACCEPT("{", SASL_MORE), REFUSE("{") } },
};
/* clang-format on */

/* All bytes count, those behind a NUL too. */
static void
check_response(const struct exchange *e, int step, const struct buf *response)
{
	const char *expected = e->steps[step].response;
	size_t len = e->steps[step].len;
	struct buf is = BUF_INIT(4096), should = BUF_INIT(4096);

	(void)buf_put_printable(&is, response->data, response->len, 1024);
	(void)buf_put_printable(&should, expected, len, 1024);
	ck_assert_msg(response->len == len &&
			  memcmp(buf_string(response), expected, len) == 0,
	    "%s, step %d: it says \"%s\", not \"%s\"", e->name, step,
	    buf_string(&is), buf_string(&should));
	buf_free(&is);
	buf_free(&should);
}

/* A mechanism that shows the password must say so. */
static void
check_password_shown(const struct sasl_mechanism *mechanism,
    const struct buf *response, const struct buf *password)
{
	if (password->len == 0 || memmem(buf_string(response), response->len,
				      password->data, password->len) == NULL)
		return;
	ck_assert_msg(mechanism->cleartext,
	    "%s sends the password itself: it needs .cleartext",
	    mechanism->name);
	ck_assert_msg((mechanism->needs & SASL_NEEDS_PASSWORD) != 0,
	    "%s sends the password: it needs SASL_NEEDS_PASSWORD",
	    mechanism->name);
}

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
		.service = e->service,
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

		(void)buf_puts(&challenge, e->steps[i].challenge);
		ck_assert_msg(mechanism->step(state, &context, &challenge,
				  &response, &error) == e->steps[i].status,
		    "%s, step %d: %s", e->name, i, error.text);
		ck_assert_int_eq(
		    error.kind == ERROR_NONE, e->steps[i].status != SASL_FAIL);
		if (e->steps[i].response != NULL)
			check_response(e, i, &response);
		check_password_shown(mechanism, &response, &password);
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

START_TEST(mechanism_has_vectors)
{
	const char *name = sasl_mechanisms[_i]->name;
	int count = 0;

	/* No table has a ticket: see test_gssapi.c. */
	if ((sasl_mechanisms[_i]->needs & SASL_NEEDS_TICKET) != 0)
		return;

	for (int i = 0; i < ROWS_OF(vectors); i++)
		count += strcmp(vectors[i].name, name) == 0;
	ck_assert_msg(
	    count > 0, "%s needs a row in vectors[] of this file", name);
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("mechanisms");
	TCase *tests = tcase_create("mechanisms");

	tcase_add_loop_test(
	    tests, mechanism_answers_as_its_rfc_says, 0, ROWS_OF(vectors));
	tcase_add_loop_test(
	    tests, mechanism_refuses_hostile_challenges, 0, ROWS_OF(hostile));
	tcase_add_loop_test(
	    tests, mechanism_has_vectors, 0, SASL_MECHANISM_COUNT);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
