#include "verdict.h"

#include <stdio.h>
#include <string.h>

#include "clock.h"
#include "metric_labels.h"
#include "report_render.h"
#include "unit.h"
#include "watchdog.h"

#define DAY 86400.0

/* A check of which the tests say what was seen. */
static struct config config;
static struct session_facts first;
static struct check_facts check = {
	.config = &config,
	.sessions = { &first },
	.count = 1,
};
static struct report report;
static struct buf out = BUF_INIT(64 * 1024);

static void
set_up(void)
{
	config.target.host = "mail.example";
	config.target.host_is_name = true;
	config.target.port = 587;
	config.steps.from = "";
	config.time.total = 10;
	first.config = &config;
	first.began = check.began = 5 * CLOCK_SECOND;
	first.ended = first.began + CLOCK_SECOND / 2;
	first.greetings.limit = 1024;
	transcript_init(&first.transcript);
	first.greeted_by = "EHLO";
}

static void
tear_down(void)
{
	transcript_free(&first.transcript);
	buf_free(&first.greetings);
	report_free(&report);
	buf_free(&out);
}

/* The n-th row of this name. */
static struct observation *
row(const char *name, int n)
{
	for (size_t i = 0; i < STAGE_ROWS; i++)
		if (strcmp(stage_names[stages[i].id].name, name) == 0 &&
		    n-- == 0)
			return &first.seen[i];
	ck_abort_msg("there is no such row: %s", name);
	return NULL;
}

static struct observation *
pass(const char *name, double seconds)
{
	struct observation *seen = row(name, 0);

	seen->outcome = OUTCOME_PASSED;
	seen->seconds = seconds;
	(void)snprintf(seen->note, sizeof(seen->note), "noted");
	return seen;
}

static struct observation *
break_off(const char *name, enum error_kind kind, int code)
{
	struct observation *seen = row(name, 0);

	seen->outcome = OUTCOME_FAILED;
	seen->seconds = 0.25;
	(void)error_set(&seen->error, kind, "what went wrong");
	seen->error.code = code;
	return seen;
}

/* All that a check without TLS and login does. */
static void
pass_all(void)
{
	(void)pass("resolve", 0.001);
	(void)pass("connect", 0.002);
	(void)pass("banner", 0.003);
	(void)pass("ehlo", 0.004);
}

static const char *
judged(int verbosity)
{
	buf_clear(&out);
	report_free(&report);
	report_init(&report, REPORT_TEXT, false);
	config.output.verbosity = verbosity;
	verdict(&check, &report);
	report_render(&report, verbosity, &out);
	return buf_string(&out);
}

static void
expect_start(const char *text, const char *wanted)
{
	ck_assert_msg(strncmp(text, wanted, strlen(wanted)) == 0,
	    "\"%s\" begins \"%s\"", wanted, text);
}

static void
expect_part(const char *text, const char *wanted)
{
	ck_assert_msg(
	    strstr(text, wanted) != NULL, "\"%s\" is in \"%s\"", wanted, text);
}

static void
log_in_as(const char *user)
{
	config.steps.login = true;
	config.login.user = user;
	first.mechanism = sasl_find("PLAIN");
}

static void
set_limit(const char *label, const char *warning, const char *critical)
{
	struct thresholds *t = &config_limit(&config, label)->thresholds;

	t->has_warning = warning != NULL;
	t->has_critical = critical != NULL;
	if (warning != NULL)
		ck_assert_int_eq(range_parse(warning, &t->warning), 0);
	if (critical != NULL)
		ck_assert_int_eq(range_parse(critical, &t->critical), 0);
}

static void
set_override(enum stage_id stage, enum failure kind, enum state state)
{
	config.judgement.overrides[config.judgement.override_count++] =
	    (struct override){ stage, kind, state };
}

/* --- What went well ------------------------------------------------------- */

START_TEST(verdict_on_success_is_one_line)
{
	pass_all();
	ck_assert_str_eq(judged(0),
	    "SMTP OK - mail.example:587 EHLO accepted|"
	    "time=0.500000s;;;0;10 time_resolve=0.001000s;;;0;10 "
	    "time_connect=0.002000s;;;0;10 time_banner=0.003000s;;;0;10 "
	    "time_ehlo=0.004000s;;;0;10\n");
	ck_assert_int_eq(report.state, STATE_OK);
}
END_TEST

START_TEST(verdict_praises_login_and_encryption)
{
	pass_all();
	(void)pass("auth", 0.1);
	config.steps.login = true;
	config.login.user = "tim";
	first.mechanism = sasl_find("PLAIN");
	first.tls.version = "TLSv1.3";
	expect_start(judged(0),
	    "SMTP OK - mail.example:587 AUTH PLAIN as tim accepted over "
	    "TLSv1.3|");
}
END_TEST

START_TEST(verdict_writes_the_target_as_it_is_used)
{
	static const struct {
		const char *host, *target;
		bool path;
	} rows[] = {
		{ "192.0.2.1", "192.0.2.1:587 ", false },
		{ "2001:db8::1", "[2001:db8::1]:587 ", false },
		{ "/run/lmtp", "/run/lmtp ", true },
		{ "/run/a:b", "/run/a:b ", true },
	};
	char wanted[100];

	pass_all();
	config.target.host = rows[_i].host;
	config.target.host_is_path = rows[_i].path;
	config.target.host_is_name = false;
	(void)snprintf(wanted, sizeof(wanted), "SMTP OK - %s", rows[_i].target);
	expect_start(judged(0), wanted);
}
END_TEST

START_TEST(verdict_lists_the_stages_that_ran_with_v)
{
	const char *text;

	pass_all();
	text = judged(1);
	expect_part(text, "\n[OK] resolve: noted (1.0 ms)\n");
	expect_part(text, "\n[OK] ehlo: noted (4.0 ms)\n");
	ck_assert_ptr_null(strstr(text, "auth"));
	ck_assert_ptr_null(strstr(text, "hint"));
}
END_TEST

START_TEST(verdict_shows_quit_with_v_and_never_judges_it)
{
	pass_all();
	first.quit.outcome = OUTCOME_UNEXPECTED;
	(void)error_set(&first.quit.error, ERROR_CLOSED, "it hung up");
	ck_assert_ptr_null(strstr(judged(0), "quit"));
	expect_part(judged(1), "quit: it hung up");
	ck_assert_int_eq(report.state, STATE_OK);
}
END_TEST

START_TEST(verdict_notes_a_readable_password_file_with_v)
{
	pass_all();
	config.login.readable = true;
	ck_assert_ptr_null(strstr(judged(0), "password"));
	expect_part(judged(1), "password");
	ck_assert_int_eq(report.state, STATE_OK);
}
END_TEST

START_TEST(verdict_notes_a_login_that_wrong_passwords_may_delay)
{
	static const struct {
		enum negative_check_id negative;
		double seconds;
		bool noted;
	} rows[] = {
		{ NEGATIVE_BAD_PASSWORD, 4.004, true },
		{ NEGATIVE_BAD_PASSWORD, 2, false },
		{ NEGATIVE_RELAY, 4.004, false },
	};

	pass_all();
	log_in_as("tim");
	(void)pass("auth", rows[_i].seconds);
	config.steps.negative[0] = rows[_i].negative;
	config.steps.negative_count = 1;
	ck_assert_ptr_null(strstr(judged(0), "note: "));
	ck_assert_int_eq(
	    strstr(judged(1), "\n[OK] note: the login was slow, and --refuse "
			      "bad-password may be the cause") != NULL,
	    rows[_i].noted);
	ck_assert_int_eq(report.state, STATE_OK);
	set_limit("time_auth", "1", NULL);
	ck_assert_int_eq(strstr(judged(0),
			     "\nhint (monitor): --refuse bad-password") != NULL,
	    rows[_i].noted);
	expect_part(judged(0), " is outside 0:1 (mail.example:587)|");
}
END_TEST

START_TEST(verdict_shows_the_dialogue_with_two_v)
{
	pass_all();
	transcript_add(&first.transcript, 'C', "EHLO me", 7, NULL);
	ck_assert_ptr_null(strstr(judged(1), "C: EHLO me"));
	expect_part(judged(2), "\nC: EHLO me\n");
}
END_TEST

/* --- What failed ---------------------------------------------------------- */

static const struct {
	enum error_kind kind;
	int code;
	enum failure failure;
} kinds[] = {
	{ ERROR_RESOLVE, 0, FAILURE_PERMANENT },
	{ ERROR_RETRY, 0, FAILURE_TRANSIENT },
	{ ERROR_CONNECT, 0, FAILURE_PERMANENT },
	{ ERROR_TIMEOUT, 0, FAILURE_TIMEOUT },
	{ ERROR_CLOSED, 0, FAILURE_CLOSED },
	{ ERROR_IO, 0, FAILURE_CLOSED },
	{ ERROR_TLS, 0, FAILURE_PROTOCOL },
	{ ERROR_CERTIFICATE, 0, FAILURE_PERMANENT },
	{ ERROR_PROTOCOL, 0, FAILURE_PROTOCOL },
	{ ERROR_UNSUPPORTED, 0, FAILURE_UNSUPPORTED },
	{ ERROR_REJECTED, 421, FAILURE_TRANSIENT },
	{ ERROR_REJECTED, 450, FAILURE_TRANSIENT },
	{ ERROR_REJECTED, 500, FAILURE_PERMANENT },
	{ ERROR_REJECTED, 550, FAILURE_PERMANENT },
};

START_TEST(verdict_failure_groups_the_kinds_of_errors)
{
	struct error error = { .kind = kinds[_i].kind, .code = kinds[_i].code };

	ck_assert_int_eq(verdict_failure(&error), kinds[_i].failure);
}
END_TEST

START_TEST(verdict_on_a_failure_names_the_stage)
{
	const char *text;

	pass_all();
	(void)break_off("auth", kinds[_i].kind, kinds[_i].code);
	text = judged(0);
	ck_assert_int_eq(report.state, STATE_CRITICAL);
	expect_start(text, "SMTP CRITICAL - auth: what went wrong");
	expect_part(text, " (mail.example:587");
	expect_part(text, ")|time=");
	expect_part(text, " time_auth=0.250000s;;;0;10\n");
	expect_part(text, "\n[OK] ehlo: noted");
	expect_part(text, "\n[CRITICAL] auth: what went wrong");
}
END_TEST

START_TEST(verdict_on_a_failure_is_overridden_by_its_kind)
{
	pass_all();
	(void)break_off("auth", kinds[_i].kind, kinds[_i].code);
	for (int kind = FAILURE_TIMEOUT; kind <= FAILURE_PROTOCOL; kind++)
		set_override(STAGE_AUTH, (enum failure)kind,
		    kind == (int)kinds[_i].failure ? STATE_WARNING
						   : STATE_UNKNOWN);
	expect_start(judged(0), "SMTP WARNING - auth: what went wrong");
	ck_assert_int_eq(report.state, STATE_WARNING);
}
END_TEST

/* What the table of stages says about 4yz and 5yz. */
static const struct {
	const char *stage;
	enum state transient;
} severities[] = {
	{ "resolve", STATE_CRITICAL },
	{ "banner", STATE_CRITICAL },
	{ "ehlo", STATE_CRITICAL },
	{ "starttls", STATE_CRITICAL },
	{ "auth", STATE_CRITICAL },
	{ "mail", STATE_WARNING },
	{ "rcpt", STATE_WARNING },
	{ "command", STATE_WARNING },
	{ "data", STATE_WARNING },
};

START_TEST(verdict_tells_transient_from_permanent)
{
	static const struct {
		enum error_kind kind;
		int code;
		bool transient;
	} rows[] = {
		{ ERROR_REJECTED, 451, true },
		{ ERROR_REJECTED, 554, false },
		{ ERROR_TIMEOUT, 0, false },
		{ ERROR_CLOSED, 0, false },
		{ ERROR_PROTOCOL, 0, false },
	};

	for (int i = 0; i < ROWS_OF(rows); i++) {
		error_clear(&row(severities[_i].stage, 0)->error);
		(void)break_off(
		    severities[_i].stage, rows[i].kind, rows[i].code);
		(void)judged(0);
		ck_assert_int_eq(report.state, rows[i].transient
						   ? severities[_i].transient
						   : STATE_CRITICAL);
	}
}
END_TEST

/* 4yz replies, by whom they speak of. */
static const struct {
	int code;
	const char *status;
	bool server;
} delays[] = {
	{ 452, "4.3.1", true }, /* the disk is full */
	{ 451, "4.3.0", true }, /* tables are gone */
	{ 421, "4.3.2", true },
	{ 450, "4.3.5", true },
	{ 451, "", true },
	{ 452, "", true },
	{ 450, "", false },
	{ 421, "", false },
	{ 455, "", false },
	{ 450, "4.1.8", false },
	{ 450, "4.2.0", false }, /* greylisting */
	{ 452, "4.2.2", false }, /* this mailbox is full */
	{ 451, "4.4.3", false },
	{ 452, "4.5.3", false }, /* too many recipients */
	{ 450, "4.7.1", false }, /* greylisting, limits */
	{ 451, "4.7.1", false },
	{ 452, "4.30.1", false },
};

/* What a failure with this reply is. */
static enum state
judged_delay(const char *stage, int delay)
{
	struct observation *seen = row(stage, 0);

	error_clear(&seen->error);
	(void)break_off(stage, ERROR_REJECTED, delays[delay].code);
	(void)snprintf(seen->error.status, sizeof(seen->error.status), "%s",
	    delays[delay].status);
	(void)judged(0);
	seen->outcome = OUTCOME_SKIPPED;
	return report.state;
}

START_TEST(verdict_after_a_login_on_the_server_itself_is_critical)
{
	enum state wanted = delays[_i].server ? STATE_CRITICAL : STATE_WARNING;

	pass_all();
	log_in_as("tim");
	(void)pass("auth", 0.01);
	ck_assert_int_eq(judged_delay("mail", _i), wanted);
	ck_assert_int_eq(judged_delay("rcpt", _i), wanted);
	ck_assert_int_eq(judged_delay("data", _i), wanted);
	/* What a command of -C means is not known here. */
	ck_assert_int_eq(judged_delay("command", _i), STATE_WARNING);
}
END_TEST

START_TEST(verdict_after_a_login_knows_a_greylist_without_a_code)
{
	pass_all();
	log_in_as("tim");
	(void)pass("auth", 0.01);
	(void)snprintf(break_off("rcpt", ERROR_REJECTED, 451)->error.text,
	    ERROR_TEXT_SIZE, "451 Greylisted, please come back");
	(void)judged(0);
	ck_assert_int_eq(report.state, STATE_WARNING);
}
END_TEST

START_TEST(verdict_without_a_login_on_the_server_itself_is_a_warning)
{
	pass_all();
	ck_assert_int_eq(judged_delay("mail", _i), STATE_WARNING);
	ck_assert_int_eq(judged_delay("rcpt", _i), STATE_WARNING);
	ck_assert_int_eq(judged_delay("data", _i), STATE_WARNING);
}
END_TEST

START_TEST(verdict_after_a_login_on_the_server_itself_is_overridden)
{
	pass_all();
	log_in_as("tim");
	(void)pass("auth", 0.01);
	set_override(STAGE_RCPT, FAILURE_TRANSIENT, STATE_UNKNOWN);
	ck_assert_int_eq(judged_delay("rcpt", _i), STATE_UNKNOWN);
}
END_TEST

START_TEST(verdict_on_our_own_fault_is_unknown_whatever_is_asked_for)
{
	pass_all();
	(void)break_off("auth", ERROR_USAGE, 0);
	set_override(STAGE_AUTH, FAILURE_ANY, STATE_OK);
	set_override(STAGE_AUTH, FAILURE_PERMANENT, STATE_OK);
	set_override(STAGE_ANY, FAILURE_PERMANENT, STATE_OK);
	expect_start(judged(0), "SMTP UNKNOWN - auth: what went wrong");
	ck_assert_int_eq(report.state, STATE_UNKNOWN);
}
END_TEST

START_TEST(verdict_on_a_failure_that_is_fine_is_no_praise)
{
	pass_all();
	(void)break_off("auth", ERROR_REJECTED, 535);
	set_override(STAGE_AUTH, FAILURE_ANY, STATE_OK);
	config.steps.login = true;
	config.login.user = "tim";
	expect_start(judged(0), "SMTP OK - auth: what went wrong");
}
END_TEST

START_TEST(verdict_on_a_doubt_is_a_warning)
{
	struct observation *seen = break_off("command", ERROR_REJECTED, 550);

	pass_all();
	seen->outcome = OUTCOME_UNEXPECTED;
	expect_start(judged(0), "SMTP WARNING - command: what went wrong");
	set_override(STAGE_COMMAND, FAILURE_PERMANENT, STATE_CRITICAL);
	expect_start(judged(0), "SMTP CRITICAL - command: what went wrong");
}
END_TEST

START_TEST(verdict_gives_a_hint_in_trouble_alone)
{
	const char *text, *hint;

	pass_all();
	ck_assert_ptr_null(strstr(judged(2), "hint ("));
	(void)break_off("auth", ERROR_REJECTED, 535);
	text = judged(0);
	hint = strstr(text, "\nhint (credentials): ");
	ck_assert_ptr_nonnull(hint);
	ck_assert_ptr_eq(strchr(hint + 1, '\n'), text + strlen(text) - 1);
}
END_TEST

/* --- What took the time ----------------------------------------------------
 */

/* auth ran out of time; this is what the finding says of the limit. */
static const char *
judged_timeout(double connect, double auth)
{
	pass_all();
	(void)pass("connect", connect);
	log_in_as("tim");
	break_off("auth", ERROR_TIMEOUT, 0)->seconds = auth;
	return judged(0);
}

START_TEST(verdict_on_a_timeout_names_the_stage_that_took_the_time)
{
	static const struct {
		double connect, auth;
		const char *cause;
	} rows[] = {
		{ 7.2, 2.8, "; connect took 7.2 s" },
		{ 5.1, 4.9, "; connect took 5.1 s" },
		{ 5, 5, "" },
		{ 0.1, 9.9, "" },
	};
	struct buf wanted = BUF_INIT(200);

	(void)buf_printf(&wanted,
	    "SMTP CRITICAL - auth: what went wrong (the whole check has 10 s, "
	    "by -t%s) (tim at mail.example:587; server)|",
	    rows[_i].cause);
	expect_start(judged_timeout(rows[_i].connect, rows[_i].auth),
	    buf_string(&wanted));
	buf_free(&wanted);
}
END_TEST

START_TEST(verdict_on_a_timeout_of_one_stage_blames_no_other)
{
	config.time.stage[STAGE_AUTH] = 2;
	expect_part(judged_timeout(7, 2), " (this stage has 2 s, by -t) (");
}
END_TEST

/* auth may take 8 s, but connect has left it no more than 2.8 s. */
START_TEST(verdict_on_a_timeout_knows_which_limit_came_first)
{
	config.time.stage[STAGE_AUTH] = 8;
	expect_part(judged_timeout(7.2, 2.8),
	    " (the whole check has 10 s, by -t; connect took 7.2 s) (");
	expect_part(judged_timeout(1, 8), " (this stage has 8 s, by -t) (");
}
END_TEST

START_TEST(verdict_on_a_timeout_names_a_stage_of_another_session)
{
	static struct session_facts second;

	second.config = &config;
	second.only = second.mechanism = sasl_find("LOGIN");
	transcript_init(&second.transcript);
	for (size_t i = 0; i < STAGE_ROWS; i++)
		if (stages[i].id == STAGE_AUTH) {
			second.seen[i].outcome = OUTCOME_FAILED;
			second.seen[i].seconds = 3;
			(void)error_set(
			    &second.seen[i].error, ERROR_TIMEOUT, "no answer");
		}
	pass_all();
	log_in_as("tim");
	(void)pass("auth", 6);
	check.sessions[check.count++] = &second;
	expect_start(judged(0),
	    "SMTP CRITICAL - auth: LOGIN: no answer (the whole check has 10 s, "
	    "by -t; auth took 6.0 s) (tim at ");
	(void)pass("auth", 1);
	set_limit("time", "0.2", NULL);
	set_override(STAGE_AUTH, FAILURE_TIMEOUT, STATE_WARNING);
	expect_part(judged(0), "0:0.2, slowest: auth of LOGIN 3.000 s (");
	transcript_free(&second.transcript);
}
END_TEST

START_TEST(verdict_on_a_login_that_was_not_tried_says_what_took_the_time)
{
	static struct session_facts second;

	second.config = &config;
	second.only = sasl_find("LOGIN");
	transcript_init(&second.transcript);
	pass_all();
	log_in_as("tim");
	(void)pass("auth", 9.5);
	check.sessions[check.count++] = &second;
	expect_start(judged(0),
	    "SMTP CRITICAL - auth: LOGIN: not tried, the time was over (auth "
	    "took 9.5 s) (tim at mail.example:587)|");
	transcript_free(&second.transcript);
}
END_TEST

START_TEST(verdict_on_a_slow_check_names_the_slowest_stage)
{
	pass_all();
	log_in_as("tim");
	(void)pass("auth", 8.02);
	first.ended = first.began + CLOCK_SECOND * 831 / 100;
	set_limit("time", "5", NULL);
	expect_start(judged(0),
	    "SMTP WARNING - time 8.310 s is outside 0:5, slowest: auth 8.020 s "
	    "(mail.example:587)|");
}
END_TEST

START_TEST(verdict_adds_up_the_rows_of_the_slowest_stage)
{
	struct observation *second = row("ehlo", 1);

	pass_all();
	(void)pass("ehlo", 0.2);
	(void)pass("banner", 0.3);
	second->outcome = OUTCOME_PASSED;
	second->seconds = 0.2;
	set_limit("time", "0.1", NULL);
	expect_part(judged(0), ", slowest: ehlo 0.400 s (");
}
END_TEST

/* A check that is too fast has no slowest stage worth a word. */
START_TEST(verdict_on_other_broken_ranges_names_no_slowest_stage)
{
	pass_all();
	set_limit("time", _i == 0 ? "1:" : "@0:1", NULL);
	if (_i == 2) {
		set_limit("time", NULL, NULL);
		set_limit("time_ehlo", "0.001", NULL);
	}
	ck_assert_ptr_null(strstr(judged(0), "slowest"));
	ck_assert_int_eq(report.state, STATE_WARNING);
}
END_TEST

/* --- Who is concerned: the end of the first line ---------------------------
 */

/* The first line ends so; what it begins with does not matter. */
static void
expect_end(const char *text, const char *wanted)
{
	const char *bar = strchr(text, '|');
	size_t len = strlen(wanted);

	ck_assert_ptr_nonnull(bar);
	ck_assert_msg(
	    (size_t)(bar - text) >= len && memcmp(bar - len, wanted, len) == 0,
	    "\"%s\" ends the first line of \"%s\"", wanted, text);
}

START_TEST(verdict_on_a_refused_login_names_user_target_and_who)
{
	pass_all();
	log_in_as("tim");
	(void)break_off("auth", ERROR_REJECTED, 535);
	expect_end(judged(0), "wrong (tim at mail.example:587; credentials)");
}
END_TEST

START_TEST(verdict_on_a_failure_before_the_login_names_no_user)
{
	(void)pass("resolve", 0.001);
	log_in_as("tim");
	first.mechanism = NULL;
	(void)break_off("connect", ERROR_CONNECT, 0);
	expect_start(judged(0),
	    "SMTP CRITICAL - connect: what went wrong (mail.example:587");
}
END_TEST

START_TEST(verdict_on_a_failure_behind_the_login_names_the_user)
{
	pass_all();
	log_in_as("tim");
	(void)pass("auth", 0.01);
	(void)break_off("rcpt", ERROR_REJECTED, 550);
	expect_part(judged(0), "wrong (tim at mail.example:587; ");
}
END_TEST

START_TEST(verdict_on_a_threshold_names_the_target_alone)
{
	pass_all();
	log_in_as("tim");
	(void)pass("auth", 2.31);
	set_limit("time_auth", "2", NULL);
	expect_end(judged(0), " is outside 0:2 (mail.example:587)");
	expect_part(judged(0), "\nhint (server): ");
}
END_TEST

/* What is only a warning says nothing about the worst finding. */
START_TEST(verdict_names_nobody_for_a_milder_finding)
{
	pass_all();
	log_in_as("tim");
	(void)pass("auth", 0.01);
	(void)break_off("rcpt", ERROR_REJECTED, 450);
	expect_part(judged(0), "wrong (tim at mail.example:587; policy)|");
	set_limit("time", NULL, "0.1");
	expect_end(judged(0), ", slowest: rcpt 0.250 s (mail.example:587)");
}
END_TEST

START_TEST(verdict_hides_a_user_that_is_the_password)
{
	const char *text;

	pass_all();
	log_in_as("Corr3ct-Horse");
	redact_secret(&config.redact, "Corr3ct-Horse", 13);
	(void)snprintf(break_off("auth", ERROR_REJECTED, 535)->note, NOTE_SIZE,
	    "as Corr3ct-Horse refused");
	text = judged(1);
	expect_end(text, "(**** at mail.example:587; credentials)");
	expect_part(text, "] auth: PLAIN as **** refused: ");
	ck_assert_ptr_null(strstr(text, "Horse"));
	(void)pass("auth", 0.01);
	expect_part(judged(0), " AUTH PLAIN as **** accepted|");
	redact_free(&config.redact);
}
END_TEST

START_TEST(verdict_cuts_a_long_user)
{
	static char user[2001];

	memset(user, 'u', 2000);
	pass_all();
	log_in_as(user);
	(void)break_off("auth", ERROR_REJECTED, 535);
	user[80] = '\0';
	ck_assert_ptr_nonnull(strstr(judged(0), "(uuuuuuuu"));
	expect_part(judged(0), user);
	user[80] = 'u';
	expect_end(judged(0), "u... at mail.example:587; credentials)");
	user[81] = '\0';
	ck_assert_ptr_null(strstr(judged(0), user));
}
END_TEST

/* The watchdog needs them before anything is lost. */
START_TEST(verdict_as_last_words_names_user_and_target)
{
	pass_all();
	log_in_as("tim");
	(void)break_off("auth", ERROR_TIMEOUT, 0);
	report_init(&report, REPORT_TEXT, true);
	verdict(&check, &report);
	report_render(&report, 0, &out);
	expect_end(buf_string(&out), " (tim at mail.example:587)");
}
END_TEST

START_TEST(verdict_on_an_early_end_names_the_user_from_the_login_on)
{
	static const struct {
		enum stage_id stage;
		const char *start;
	} rows[] = {
		{ STAGE_EHLO, "SMTP UNKNOWN - ehlo: " WATCHDOG_REASON
			      " (mail.example:587)|" },
		{ STAGE_AUTH, "SMTP UNKNOWN - auth: " WATCHDOG_REASON
			      " (tim at mail.example:587)|" },
		{ STAGE_MAIL, "SMTP UNKNOWN - mail: " WATCHDOG_REASON
			      " (tim at mail.example:587)|" },
	};

	pass_all();
	log_in_as("tim");
	report_init(&report, REPORT_TEXT, true);
	verdict_on_early_end(&check, rows[_i].stage, WATCHDOG_REASON, &report);
	report_render(&report, 0, &out);
	expect_start(buf_string(&out), rows[_i].start);
}
END_TEST

START_TEST(verdict_lets_no_foreign_character_through)
{
	struct observation *seen = row("auth", 0);
	const char *text;

	pass_all();
	config.target.host = "a|b=1\n[OK]";
	seen->outcome = OUTCOME_FAILED;
	memcpy(seen->note, "c|d\r\n<e>", 9);
	memcpy(seen->error.text, "f|g=1\n\033[1m", 11);
	seen->error.kind = ERROR_PROTOCOL;
	text = judged(2);
	ck_assert_ptr_eq(strchr(text, '|'), strrchr(text, '|'));
	ck_assert_ptr_null(strpbrk(text, "\r\033<>"));
	ck_assert_ptr_null(strstr(text, "\n[OK] g"));
}
END_TEST

START_TEST(verdict_usage_is_unknown)
{
	struct error error = { 0 };

	(void)error_set(&error, ERROR_USAGE, "-s and -S exclude each other");
	report_init(&report, REPORT_TEXT, false);
	verdict_usage(&config, &error, &report);
	report_render(&report, 0, &out);
	ck_assert_int_eq(report.state, STATE_UNKNOWN);
	ck_assert_str_eq(buf_string(&out),
	    "SMTP UNKNOWN - usage: -s and -S exclude each other\n");
}
END_TEST

/* --- Thresholds ----------------------------------------------------------- */

START_TEST(verdict_judges_times_by_their_ranges)
{
	static const struct {
		const char *label, *warning, *critical;
		enum state state;
	} rows[] = {
		{ "time", "1", "2", STATE_OK },
		{ "time", "0.4", "2", STATE_WARNING },
		{ "time", "0.1", "0.4", STATE_CRITICAL },
		{ "time", NULL, "0.4", STATE_CRITICAL },
		{ "time", "0.4", NULL, STATE_WARNING },
		{ "time", "@0:1", NULL, STATE_WARNING },
		{ "time", "1:", NULL, STATE_WARNING },
		{ "time_ehlo", "0.003", NULL, STATE_WARNING },
		{ "time_ehlo", "1", "0.003", STATE_CRITICAL },
		{ "time_ehlo", "0.005", NULL, STATE_OK },
		/* A stage that did not run has no time. */
		{ "time_auth", "@0:100", "@0:100", STATE_OK },
	};
	const char *text;

	pass_all();
	set_limit(rows[_i].label, rows[_i].warning, rows[_i].critical);
	text = judged(0);
	ck_assert_int_eq(report.state, rows[_i].state);
	if (rows[_i].state != STATE_OK)
		expect_part(strstr(text, " - "), rows[_i].label);
}
END_TEST

START_TEST(verdict_says_which_range_was_broken)
{
	const char *text;

	pass_all();
	first.ended = first.began + CLOCK_SECOND * 231 / 100;
	set_limit("time", "2", "5");
	text = judged(0);
	expect_start(text, "SMTP WARNING - time 2.31");
	expect_part(text, "outside 0:2");
	expect_part(text, "|time=2.310000s;2;5;0;10 ");
}
END_TEST

START_TEST(verdict_adds_up_the_rows_of_one_name)
{
	struct observation *second = row("ehlo", 1);

	pass_all();
	second->outcome = OUTCOME_PASSED;
	second->seconds = 0.5;
	set_limit("time_ehlo", "0.502", NULL);
	expect_part(judged(0), " time_ehlo=0.504000s;0.502;;0;10\n");
	ck_assert_int_eq(report.state, STATE_WARNING);
}
END_TEST

START_TEST(verdict_shows_the_limit_of_a_stage_as_its_maximum)
{
	pass_all();
	config.time.stage[STAGE_BANNER] = 2.5;
	expect_part(judged(0), " time_banner=0.003000s;;;0;2.5 ");
}
END_TEST

START_TEST(verdict_has_times_in_the_order_of_the_protocol)
{
	static const char *const names[] = { "resolve", "connect", "tls",
		"banner", "ehlo", "starttls", "auth", "mail", "rcpt", "command",
		"data" };
	const char *at;

	for (int i = 0; i < ROWS_OF(names); i++)
		(void)pass(names[i], 0.001);
	at = strchr(judged(0), '|');
	for (int i = 0; i < ROWS_OF(names); i++) {
		char label[32];

		(void)snprintf(label, sizeof(label), " time_%s=", names[i]);
		at = strstr(at, label);
		ck_assert_msg(at != NULL, "%s in its place", label);
	}
	ck_assert_ptr_null(strchr(at + 1, ' '));
}
END_TEST

START_TEST(verdict_on_failure_and_slowness_is_the_worse_one)
{
	pass_all();
	(void)break_off("rcpt", ERROR_REJECTED, 450);
	set_limit("time", NULL, "0.1");
	expect_start(judged(0), "SMTP CRITICAL - time 0.5");
	set_limit("time", "0.1", NULL);
	expect_start(judged(0), "SMTP WARNING - rcpt: what went wrong");
	expect_part(judged(0), "; time 0.5");
}
END_TEST

/* --- Certificate ---------------------------------------------------------- */

static const struct {
	double days, lifetime;
	struct validity warn, critical;
	bool ignored;
	enum state state;
	const char *perfdata;
} validities[] = {
	{ 61, 90, { true, false, 14 }, { true, false, 3 }, false, STATE_OK,
	    " cert_days=61;14:;3:\n" },
	{ 14, 90, { true, false, 14 }, { true, false, 3 }, false, STATE_OK,
	    " cert_days=14;14:;3:\n" },
	{ 13.9, 90, { true, false, 14 }, { true, false, 3 }, false,
	    STATE_WARNING, " cert_days=13;14:;3:\n" },
	{ 3, 90, { true, false, 14 }, { true, false, 3 }, false, STATE_WARNING,
	    " cert_days=3;14:;3:\n" },
	{ 2.99, 90, { true, false, 14 }, { true, false, 3 }, false,
	    STATE_CRITICAL, " cert_days=2;14:;3:\n" },
	{ 2, 90, { true, false, 14 }, { true, false, 3 }, true, STATE_OK,
	    " cert_days=2\n" },
	{ 2, 90, { true, false, 14 }, { false, false, 0 }, false, STATE_WARNING,
	    " cert_days=2;14:\n" },
	/* Percent of the lifetime, rounded up to days */
	{ 31, 90, { true, true, 33 }, { true, true, 10 }, false, STATE_OK,
	    " cert_days=31;30:;9:\n" },
	{ 29.9, 90, { true, true, 33 }, { true, true, 10 }, false,
	    STATE_WARNING, " cert_days=29;30:;9:\n" },
	{ 8.5, 90, { true, true, 33 }, { true, true, 10 }, false,
	    STATE_CRITICAL, " cert_days=8;30:;9:\n" },
	/* An expired one is judged by its stage. */
	{ -0.5, 90, { true, false, 14 }, { true, false, 3 }, false, STATE_OK,
	    " cert_days=-1;14:;3:\n" },
	{ -10, 90, { true, false, 14 }, { true, false, 3 }, false, STATE_OK,
	    " cert_days=-10;14:;3:\n" },
};

START_TEST(verdict_judges_how_long_the_certificate_is_valid)
{
	const char *text;

	pass_all();
	first.certificate.seen = true;
	first.certificate.seconds = validities[_i].days * DAY;
	first.certificate.lifetime = validities[_i].lifetime * DAY;
	config.tls.warn_validity = validities[_i].warn;
	config.tls.critical_validity = validities[_i].critical;
	config.tls.ignore_expiration = validities[_i].ignored;
	text = judged(0);
	ck_assert_int_eq(report.state, validities[_i].state);
	expect_part(text, validities[_i].perfdata);
	if (validities[_i].state != STATE_OK)
		expect_part(text, " - cert: ");
}
END_TEST

/* RFC 7672 3.1.1: with a TLSA record of usage 3 the dates are no matter, but
 * they are to who gives -D. */
START_TEST(verdict_leaves_the_dates_to_dane)
{
	const char *text;

	pass_all();
	first.certificate.seen = true;
	first.certificate.dates_are_void = true;
	first.certificate.seconds = 2 * DAY;
	first.certificate.lifetime = 90 * DAY;
	config.tls.warn_validity = (struct validity){ true, false, 14 };
	config.tls.critical_validity = (struct validity){ true, false, 3 };
	config.tls.own_validity = _i == 1;
	text = judged(0);
	ck_assert_int_eq(report.state, _i == 1 ? STATE_CRITICAL : STATE_OK);
	expect_part(text, _i == 1 ? "cert_days=2;14:;3:" : "cert_days=2");
}
END_TEST

START_TEST(verdict_judges_cert_days_by_a_range_of_its_own)
{
	pass_all();
	first.certificate.seen = true;
	first.certificate.seconds = 20 * DAY;
	config.tls.warn_validity = (struct validity){ true, false, 14 };
	set_limit(METRIC_CERT_DAYS, "30:", "10:");
	expect_part(judged(0), " cert_days=20;30:;10:\n");
	ck_assert_int_eq(report.state, STATE_WARNING);
}
END_TEST

START_TEST(verdict_without_a_certificate_has_no_days)
{
	pass_all();
	config.tls.warn_validity = (struct validity){ true, false, 14 };
	set_limit(METRIC_CERT_DAYS, "30:", "10:");
	ck_assert_ptr_null(strstr(judged(0), "cert_days"));
	ck_assert_int_eq(report.state, STATE_OK);
}
END_TEST

/* --- Expectation ---------------------------------------------------------- */

START_TEST(verdict_looks_for_the_expected_text_in_the_greetings)
{
	static const struct {
		const char *text;
		enum state state;
	} rows[] = {
		{ "220 mail", STATE_OK },
		{ "250-SIZE", STATE_OK },
		{ "ESMTP Postfix", STATE_OK },
		{ "esmtp", STATE_WARNING },
		{ "Exim", STATE_WARNING },
	};

	pass_all();
	(void)buf_puts(&first.greetings,
	    "220 mail.example ESMTP Postfix\n250-mail.example\n250-SIZE\n");
	config.judgement.expect = rows[_i].text;
	(void)judged(0);
	ck_assert_int_eq(report.state, rows[_i].state);
	if (rows[_i].state != STATE_OK)
		expect_part(judged(0), rows[_i].text);
}
END_TEST

START_TEST(verdict_expects_nothing_of_a_server_that_did_not_greet)
{
	(void)pass("connect", 0.1);
	(void)break_off("banner", ERROR_TIMEOUT, 0);
	config.judgement.expect = "Exim";
	ck_assert_ptr_null(strstr(judged(0), "Exim"));
}
END_TEST

START_TEST(verdict_cuts_a_long_expectation_between_characters)
{
	struct buf text = BUF_INIT(1200);

	(void)buf_puts(&text, _i == 0 ? "" : "x");
	while (text.len < 1100)
		(void)buf_puts(&text, "\xc3\xa4");
	pass_all();
	config.judgement.expect = buf_string(&text);
	ck_assert_ptr_null(strstr(judged(0), "\\x"));
	ck_assert_int_eq(report.state, STATE_WARNING);
	buf_free(&text);
}
END_TEST

static TCase *
praising(void)
{
	TCase *tests = tcase_create("success");

	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(tests, verdict_on_success_is_one_line);
	tcase_add_test(tests, verdict_praises_login_and_encryption);
	tcase_add_loop_test(
	    tests, verdict_writes_the_target_as_it_is_used, 0, 4);
	tcase_add_test(tests, verdict_lists_the_stages_that_ran_with_v);
	tcase_add_test(tests, verdict_shows_quit_with_v_and_never_judges_it);
	tcase_add_test(tests, verdict_notes_a_readable_password_file_with_v);
	tcase_add_loop_test(
	    tests, verdict_notes_a_login_that_wrong_passwords_may_delay, 0, 3);
	tcase_add_test(tests, verdict_shows_the_dialogue_with_two_v);
	return tests;
}

static TCase *
failing(void)
{
	TCase *tests = tcase_create("failure");

	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_loop_test(tests, verdict_failure_groups_the_kinds_of_errors,
	    0, ROWS_OF(kinds));
	tcase_add_loop_test(
	    tests, verdict_on_a_failure_names_the_stage, 0, ROWS_OF(kinds));
	tcase_add_loop_test(tests,
	    verdict_on_a_failure_is_overridden_by_its_kind, 0, ROWS_OF(kinds));
	tcase_add_loop_test(tests, verdict_tells_transient_from_permanent, 0,
	    ROWS_OF(severities));
	tcase_add_loop_test(tests,
	    verdict_after_a_login_on_the_server_itself_is_critical, 0,
	    ROWS_OF(delays));
	tcase_add_test(
	    tests, verdict_after_a_login_knows_a_greylist_without_a_code);
	tcase_add_loop_test(tests,
	    verdict_without_a_login_on_the_server_itself_is_a_warning, 0,
	    ROWS_OF(delays));
	tcase_add_loop_test(tests,
	    verdict_after_a_login_on_the_server_itself_is_overridden, 0,
	    ROWS_OF(delays));
	tcase_add_test(
	    tests, verdict_on_our_own_fault_is_unknown_whatever_is_asked_for);
	tcase_add_test(tests, verdict_on_a_failure_that_is_fine_is_no_praise);
	tcase_add_test(tests, verdict_on_a_doubt_is_a_warning);
	tcase_add_test(tests, verdict_gives_a_hint_in_trouble_alone);
	tcase_add_test(tests, verdict_lets_no_foreign_character_through);
	tcase_add_test(tests, verdict_usage_is_unknown);
	return tests;
}

static TCase *
blaming(void)
{
	TCase *tests = tcase_create("what took the time");

	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_loop_test(tests,
	    verdict_on_a_timeout_names_the_stage_that_took_the_time, 0, 4);
	tcase_add_test(
	    tests, verdict_on_a_timeout_of_one_stage_blames_no_other);
	tcase_add_test(
	    tests, verdict_on_a_timeout_knows_which_limit_came_first);
	tcase_add_test(
	    tests, verdict_on_a_timeout_names_a_stage_of_another_session);
	tcase_add_test(tests,
	    verdict_on_a_login_that_was_not_tried_says_what_took_the_time);
	tcase_add_test(tests, verdict_on_a_slow_check_names_the_slowest_stage);
	tcase_add_test(tests, verdict_adds_up_the_rows_of_the_slowest_stage);
	tcase_add_loop_test(
	    tests, verdict_on_other_broken_ranges_names_no_slowest_stage, 0, 3);
	return tests;
}

static TCase *
naming(void)
{
	TCase *tests = tcase_create("who is concerned");

	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(
	    tests, verdict_on_a_refused_login_names_user_target_and_who);
	tcase_add_test(
	    tests, verdict_on_a_failure_before_the_login_names_no_user);
	tcase_add_test(
	    tests, verdict_on_a_failure_behind_the_login_names_the_user);
	tcase_add_test(tests, verdict_on_a_threshold_names_the_target_alone);
	tcase_add_test(tests, verdict_names_nobody_for_a_milder_finding);
	tcase_add_test(tests, verdict_hides_a_user_that_is_the_password);
	tcase_add_test(tests, verdict_cuts_a_long_user);
	tcase_add_test(tests, verdict_as_last_words_names_user_and_target);
	tcase_add_loop_test(tests,
	    verdict_on_an_early_end_names_the_user_from_the_login_on, 0, 3);
	return tests;
}

static TCase *
measuring(void)
{
	TCase *tests = tcase_create("thresholds");

	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_loop_test(tests, verdict_judges_times_by_their_ranges, 0, 11);
	tcase_add_test(tests, verdict_says_which_range_was_broken);
	tcase_add_test(tests, verdict_adds_up_the_rows_of_one_name);
	tcase_add_test(
	    tests, verdict_shows_the_limit_of_a_stage_as_its_maximum);
	tcase_add_test(tests, verdict_has_times_in_the_order_of_the_protocol);
	tcase_add_test(tests, verdict_on_failure_and_slowness_is_the_worse_one);
	tcase_add_loop_test(tests,
	    verdict_judges_how_long_the_certificate_is_valid, 0,
	    ROWS_OF(validities));
	tcase_add_loop_test(tests, verdict_leaves_the_dates_to_dane, 0, 2);
	tcase_add_test(tests, verdict_judges_cert_days_by_a_range_of_its_own);
	tcase_add_test(tests, verdict_without_a_certificate_has_no_days);
	tcase_add_loop_test(
	    tests, verdict_looks_for_the_expected_text_in_the_greetings, 0, 5);
	tcase_add_test(
	    tests, verdict_expects_nothing_of_a_server_that_did_not_greet);
	tcase_add_loop_test(
	    tests, verdict_cuts_a_long_expectation_between_characters, 0, 2);
	return tests;
}

int
main(void)
{
	Suite *all = suite_create("verdict");

	suite_add_tcase(all, praising());
	suite_add_tcase(all, failing());
	suite_add_tcase(all, blaming());
	suite_add_tcase(all, naming());
	suite_add_tcase(all, measuring());
	return unit_run(all);
}
