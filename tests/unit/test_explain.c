#include "explain.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "explain_command.h"
#include "options.h"
#include "plan.h"
#include "text.h"
#include "unit.h"

#define SECRET "Corr3ct-Horse"
#define WORDS_MAX 40

static struct config config;
static char line[1000];
static char *words[WORDS_MAX];
static struct buf out = BUF_INIT(1024 * 1024);

static void
tear_down(void)
{
	config_free(&config);
	buf_free(&out);
}

/* Takes a command line whose words have blanks between them. */
static void
given(const char *arguments)
{
	struct error error = { 0 };
	char *rest = line;
	int count = 1;

	(void)snprintf(line, sizeof(line), "%s", arguments);
	words[0] = line + strlen(line);
	for (char *word = text_next(&rest, ' '); word != NULL;
	     word = text_next(&rest, ' '))
		words[count++] = word;
	words[count] = NULL;
	ck_assert_msg(
	    options_parse(&config, count, words, &error) == OPTIONS_RUN, "%s",
	    error.text);
}

static const char *
explained(const char *arguments)
{
	struct error error = { 0 };
	struct plan plan;

	given(arguments);
	ck_assert_int_eq(plan_make(&plan, &config, 0, &error), 0);
	explain(&plan.facts, &out);
	plan_free(&plan);
	return buf_string(&out);
}

static void
expect_part(const char *text, const char *wanted)
{
	ck_assert_msg(
	    strstr(text, wanted) != NULL, "\"%s\" is in \"%s\"", wanted, text);
}

static void
show_secure(const struct config *it, struct buf *to)
{
	command_secure(it, "-quiet", to);
}

static const struct {
	const char *arguments;
	void (*command)(const struct config *, struct buf *);
	const char *wanted;
} commands[] = {
	{ "mail.example", command_lookup, "getent ahosts mail.example" },
	{ "mail.example -4", command_lookup, "getent ahostsv4 mail.example" },
	{ "mail.example -6", command_lookup, "getent ahostsv6 mail.example" },
	{ "mail.example", command_knock, "nc -vz mail.example 25" },
	{ "mail.example -6", command_plain, "nc -C -6 mail.example 25" },
	{ "mail.example -I 192.0.2.1", command_plain, "nc -C 192.0.2.1 25" },
	{ "/run/smtp", command_plain, "nc -C -U /run/smtp" },
	{ "/run/a'b", command_plain, "nc -C -U '/run/a'\\''b'" },
	{ "mail.example -S", show_secure,
	    "openssl s_client -quiet -crlf -starttls smtp -connect "
	    "mail.example:25 -servername mail.example -verify_hostname "
	    "mail.example -verify_return_error" },
	{ "mail.example -s -4 --no-verify --no-sni", show_secure,
	    "openssl s_client -quiet -crlf -4 -connect mail.example:465 "
	    "-noservername -verify_hostname mail.example" },
	{ "2001:db8::1 -s", show_secure,
	    "openssl s_client -quiet -crlf -connect '[2001:db8::1]:465' "
	    "-noservername -verify_ip 2001:db8::1 -verify_return_error" },
	{ "/run/lmtp -L -S -F me.example --verify-name mail.example",
	    show_secure,
	    "openssl s_client -quiet -crlf -starttls lmtp -name me.example "
	    "-unix /run/lmtp -noservername -verify_hostname mail.example "
	    "-verify_return_error" },
	{ "mail.example -s --ca-file /a --client-cert /c --client-key /k",
	    show_secure,
	    "openssl s_client -quiet -crlf -connect mail.example:465 "
	    "-servername mail.example -CAfile /a -verify_hostname "
	    "mail.example -cert /c -key /k -verify_return_error" },
	{ "mail.example -s --no-sni --no-verify --tls-min 1.1 --tls-max 1.2",
	    show_secure,
	    "openssl s_client -quiet -crlf -connect mail.example:465 "
	    "-noservername -verify_hostname mail.example -min_protocol TLSv1.1 "
	    "-max_protocol TLSv1.2 -cipher 'DEFAULT:@SECLEVEL=0'" },
	{ "mail.example -s --no-sni --no-verify --tls-ciphers "
	  "AES256-SHA:TLS_AES_256_GCM_SHA384:AES128-SHA",
	    show_secure,
	    "openssl s_client -quiet -crlf -connect mail.example:465 "
	    "-noservername -verify_hostname mail.example -cipher "
	    "AES256-SHA:AES128-SHA -ciphersuites TLS_AES_256_GCM_SHA384" },
	{ "h -U u -P " SECRET, command_secret, "\"$SECRET\"" },
	{ "h -U u --password-env EXPLAIN_TEST", command_secret,
	    "\"$(printenv EXPLAIN_TEST)\"" },
	{ "h -U u --password-file /dev/stdin", command_secret,
	    "\"$(head -n 1 /dev/stdin)\"" },
};

START_TEST(explain_command_is_that_of_the_check)
{
	int ends[2];

	ck_assert_int_eq(setenv("EXPLAIN_TEST", SECRET, 1), 0);
	ck_assert_int_eq(pipe(ends), 0);
	ck_assert_int_eq(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
	ck_assert_int_eq(
	    write(ends[1], SECRET "\n", sizeof(SECRET)), (int)sizeof(SECRET));
	(void)close(ends[1]);
	given(commands[_i].arguments);
	commands[_i].command(&config, &out);
	ck_assert_str_eq(buf_string(&out), commands[_i].wanted);
}
END_TEST

START_TEST(explain_knows_every_stage)
{
	for (int i = 0; i < STAGE_COUNT; i++)
		ck_assert_msg(explain_knows((enum stage_id)i),
		    "plugins/explain/explain.c has no lines for %s",
		    stage_names[i].name);
}
END_TEST

START_TEST(explain_follows_the_order_of_the_session)
{
	static const char *const order[] = { "\n# resolve: ", "\n$ getent ",
		"\n# cert: ", "\n$ openssl ", "\n# auth: ", "\n$ printf ",
		"\n# connect, starttls, tls: ", "\n# ehlo: ",
		"\nC: EHLO me.example\n", "\nC: AUTH PLAIN\nS: 334\n",
		"\nS: 235\n", "\nC: MAIL FROM:<>\nS: 250\n",
		"\nC: RCPT TO:<a@b.example>\n", "\nC: NOOP\nS: ^250\n",
		"\nC: DATA\nS: 354\n", "\nC: .\nS: 250\n",
		"\nC: QUIT\nS: 221\n" };
	const char *at =
	    explained("mail.example -S -F me.example -U probe -P " SECRET
		      " --to a@b.example --send -C NOOP -R ^250");

	for (int i = 0; i < ROWS_OF(order); i++) {
		at = strstr(at, order[i]);
		ck_assert_msg(at != NULL, "%s is missing", order[i]);
	}
	ck_assert_ptr_null(strstr(at + 1, "\n$ "));
}
END_TEST

/* The dialogue and the certificate would need the handshake that the server
 * must refuse. */
START_TEST(explain_of_old_tls_ends_with_the_handshake)
{
	static const char *const modes[] = { "-S", "-s" };
	char arguments[100];
	const char *at;

	(void)snprintf(arguments, sizeof(arguments),
	    "mail.example %s --refuse old-tls", modes[_i]);
	at = strstr(explained(arguments), "\n# --refuse old-tls: ");
	ck_assert_ptr_nonnull(at);
	expect_part(
	    at, "tls: the server must refuse the handshake\n$ openssl ");
	ck_assert_ptr_null(strstr(at, "\n# cert"));
	ck_assert_ptr_null(strstr(at, "\nC: "));
	ck_assert_ptr_null(strstr(at, "\nS: "));
}
END_TEST

/* What a mechanism needs at the keyboard. */
static const struct {
	const char *arguments, *wanted;
} logins[] = {
	{ "-A PLAIN --authzid boss",
	    "$ printf '%s\\0%s\\0%s' boss probe \"$SECRET\" | openssl base64 "
	    "-A; echo\n" },
	{ "-A LOGIN", "$ printf '%s' \"$SECRET\" | openssl base64 -A; echo\n" },
	{ "-A LOGIN", "\nC: cHJvYmU= (the user's name)\n" },
	{ "-A XOAUTH2", "$ printf 'user=%s\\001auth=Bearer %s\\001\\001' probe "
			"\"$SECRET\" |" },
	{ "-A OAUTHBEARER",
	    "$ printf 'n,a=%s,\\001host=%s\\001port=%s\\001auth=Bearer "
	    "%s\\001\\001' probe mail.example 25 \"$SECRET\" |" },
	{ "-A ANONYMOUS", "\nC: AUTH ANONYMOUS Y2hlY2tfc210cF9hdXRo\n" },
	{ "-A SCRAM-SHA-256,LOGIN", "\nC: AUTH LOGIN\n" },
	{ "-A CRAM-MD5", "cannot be typed by hand; PLAIN shows" },
	{ "-A CRAM-MD5", "\nC: AUTH PLAIN\n" },
	{ "", "the strongest mechanism that is offered; PLAIN can be typed" },
	{ "--auth-each", "each other mechanism that EHLO offers" },
	{ "--refuse bad-password", "$ printf '%s\\0%s\\0%s' '' probe wrong |" },
	{ "--refuse bad-password", "\nS: 535\n" },
	{ "--refuse relay", "\nC: RCPT TO:<check_smtp_auth@example.org>\n"
			    "S: 5yz or 454\n" },
	{ "--refuse cleartext-auth", "\nS: without any 250-AUTH\n" },
	{ "-s --client-cert /c -A EXTERNAL", "\nC: AUTH EXTERNAL =\n" },
};

START_TEST(explain_login_is_that_of_the_mechanism)
{
	static struct session_facts facts = { .config = &config };
	const struct check_facts check = {
		.config = &config, .sessions = { &facts }, .count = 1
	};
	char arguments[500];

	(void)snprintf(arguments, sizeof(arguments),
	    "mail.example -U probe -P " SECRET "%s%s",
	    logins[_i].arguments[0] == '\0' ? "" : " ", logins[_i].arguments);
	if (strstr(arguments, "--client-cert") == NULL) {
		expect_part(explained(arguments), logins[_i].wanted);
		ck_assert_ptr_null(strstr(buf_string(&out), SECRET));
		return;
	}
	/* Its file need not exist for this. */
	given(arguments);
	explain(&check, &out);
	expect_part(buf_string(&out), logins[_i].wanted);
}
END_TEST

/* In whatever the user has put it. */
START_TEST(explain_hides_the_secret_everywhere)
{
	(void)explained(
	    "mail.example -U " SECRET " -P " SECRET " -A LOGIN -f " SECRET
	    "@b.example -C X-" SECRET " -F " SECRET ".example");
	ck_assert_ptr_null(strstr(buf_string(&out), SECRET));
	ck_assert_ptr_null(strstr(buf_string(&out), "Q29ycjNjdC1Ib3JzZ"));
	expect_part(buf_string(&out), "MAIL FROM:<****@b.example>");
}
END_TEST

/* A password may be one of our own words: they are no secret. */
START_TEST(explain_keeps_its_own_words)
{
	(void)explained("mail.example -U SECRET -P SECRET -A PLAIN");
	expect_part(buf_string(&out),
	    "\n$ read -r SECRET   # -P ****: type the password, then Enter\n");
	expect_part(buf_string(&out), " '****' \"$SECRET\" |");
}
END_TEST

/* What a terminal could obey is visible, what must be typed is as it is. */
START_TEST(explain_shows_foreign_text_as_it_is_typed)
{
	(void)explained("mail.example -C X\xc3\xa4\xe2\x80\xae\xff|<y>");
	expect_part(
	    buf_string(&out), "\nC: X\xc3\xa4\\xe2\\x80\\xae\\xff|<y>\n");
}
END_TEST

/* The stage that failed, and the line that shows it. */
static const struct {
	const char *arguments;
	enum stage_id stage;
	const char *version; /* of TLS, if that stood */
	const char *wanted;
} failures[] = {
	{ "mail.example", STAGE_RESOLVE, NULL, "getent ahosts mail.example" },
	{ "mail.example", STAGE_CONNECT, NULL, "nc -vz mail.example 25" },
	{ "mail.example", STAGE_BANNER, NULL, "nc -C mail.example 25" },
	{ "mail.example", STAGE_EHLO, NULL,
	    "nc -C mail.example 25 # then EHLO me.example; --explain has every "
	    "line" },
	{ "mail.example -L", STAGE_EHLO, NULL,
	    "nc -C mail.example 24 # then LHLO me.example; --explain has every "
	    "line" },
	{ "mail.example -S", STAGE_STARTTLS, NULL,
	    "nc -C mail.example 25 # then EHLO me.example, STARTTLS; --explain "
	    "has every line" },
	{ "mail.example -S", STAGE_CERT, "TLSv1.3",
	    "openssl s_client -brief -crlf -starttls smtp -connect "
	    "mail.example:25 -servername mail.example -verify_hostname "
	    "mail.example -verify_return_error" },
	{ "mail.example -S --dane", STAGE_CERT, "TLSv1.3",
	    "dig +adflag TLSA _25._tcp.mail.example" },
	{ "mail.example -s --dane", STAGE_TLS, NULL,
	    "openssl s_client -brief -crlf -connect mail.example:465 "
	    "-servername mail.example -verify_hostname mail.example" },
	{ "mail.example -S --dane", STAGE_EHLO, "TLSv1.3",
	    "openssl s_client -quiet -crlf -starttls smtp -connect "
	    "mail.example:25 -servername mail.example -verify_hostname "
	    "mail.example # then EHLO me.example; --explain has every line" },
	{ "mail.example -s -f a@b.example -U u -P " SECRET, STAGE_MAIL,
	    "TLSv1.3",
	    "openssl s_client -quiet -crlf -connect mail.example:465 "
	    "-servername mail.example -verify_hostname mail.example "
	    "-verify_return_error # then EHLO me.example, AUTH PLAIN, MAIL "
	    "FROM; --explain has every line" },
};

START_TEST(explain_failure_is_one_line)
{
	static struct session_facts facts = { .config = &config };

	given(failures[_i].arguments);
	facts.tls.version = failures[_i].version;
	facts.mechanism = sasl_find("PLAIN");
	(void)snprintf(facts.name, sizeof(facts.name), "me.example");
	explain_failure(&facts, failures[_i].stage, &out);
	ck_assert_str_eq(buf_string(&out), failures[_i].wanted);
	ck_assert_ptr_null(strpbrk(buf_string(&out), "|<>\n"));
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("explain");
	TCase *tests = tcase_create("explain");

	tcase_add_checked_fixture(tests, NULL, tear_down);
	tcase_add_loop_test(
	    tests, explain_command_is_that_of_the_check, 0, ROWS_OF(commands));
	tcase_add_test(tests, explain_knows_every_stage);
	tcase_add_test(tests, explain_follows_the_order_of_the_session);
	tcase_add_loop_test(
	    tests, explain_of_old_tls_ends_with_the_handshake, 0, 2);
	tcase_add_loop_test(
	    tests, explain_login_is_that_of_the_mechanism, 0, ROWS_OF(logins));
	tcase_add_test(tests, explain_hides_the_secret_everywhere);
	tcase_add_test(tests, explain_keeps_its_own_words);
	tcase_add_test(tests, explain_shows_foreign_text_as_it_is_typed);
	tcase_add_loop_test(
	    tests, explain_failure_is_one_line, 0, ROWS_OF(failures));
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
