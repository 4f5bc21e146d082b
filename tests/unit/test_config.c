#include "config.h"

#include <stdio.h>

#include "unit.h"

static struct config config;

START_TEST(config_limit_is_made_once_for_each_label)
{
	struct limit *time = config_limit(&config, "time");
	struct limit *auth = config_limit(&config, "time_auth");

	ck_assert_ptr_nonnull(time);
	ck_assert_ptr_nonnull(auth);
	ck_assert_ptr_ne(time, auth);
	ck_assert_str_eq(time->label, "time");
	ck_assert(!time->thresholds.has_warning);
	ck_assert(!time->thresholds.has_critical);
	ck_assert_ptr_eq(config_limit(&config, "time"), time);
	ck_assert_ptr_eq(config_find_limit(&config, "time_auth"), auth);
	ck_assert_ptr_null(config_find_limit(&config, "time_mail"));
	ck_assert_uint_eq(config.judgement.limit_count, 2);
}
END_TEST

START_TEST(config_limit_says_when_there_are_too_many)
{
	static char labels[CONFIG_LIMITS + 1][16];

	for (int i = 0; i <= CONFIG_LIMITS; i++)
		(void)snprintf(labels[i], sizeof(labels[i]), "label_%d", i);
	for (int i = 0; i < CONFIG_LIMITS; i++)
		ck_assert_ptr_nonnull(config_limit(&config, labels[i]));
	ck_assert_ptr_null(config_limit(&config, labels[CONFIG_LIMITS]));
	ck_assert_ptr_null(config_find_limit(&config, labels[CONFIG_LIMITS]));
	ck_assert_ptr_nonnull(config_limit(&config, labels[0]));
}
END_TEST

static void
override(enum stage_id stage, enum failure kind, enum state state)
{
	config.judgement.overrides[config.judgement.override_count++] =
	    (struct override){ stage, kind, state };
}

static enum state
overridden(enum stage_id stage, enum failure kind)
{
	enum state state = STATE_CRITICAL;

	ck_assert(config_override(&config, stage, kind, &state));
	return state;
}

/* In each order of the three. */
START_TEST(config_override_takes_the_most_specific)
{
	for (int i = 0; i < 3; i++) {
		if ((i + _i) % 3 == 0)
			override(STAGE_AUTH, FAILURE_TIMEOUT, STATE_OK);
		else if ((i + _i) % 3 == 1)
			override(STAGE_AUTH, FAILURE_ANY, STATE_WARNING);
		else
			override(STAGE_ANY, FAILURE_TIMEOUT, STATE_UNKNOWN);
	}
	ck_assert_int_eq(overridden(STAGE_AUTH, FAILURE_TIMEOUT), STATE_OK);
	ck_assert_int_eq(overridden(STAGE_AUTH, FAILURE_CLOSED), STATE_WARNING);
	ck_assert_int_eq(
	    overridden(STAGE_MAIL, FAILURE_TIMEOUT), STATE_UNKNOWN);
}
END_TEST

START_TEST(config_override_leaves_the_rest_alone)
{
	enum state state = STATE_CRITICAL;

	ck_assert(
	    !config_override(&config, STAGE_AUTH, FAILURE_TIMEOUT, &state));
	override(STAGE_AUTH, FAILURE_TIMEOUT, STATE_OK);
	override(STAGE_ANY, FAILURE_CLOSED, STATE_OK);
	ck_assert(
	    !config_override(&config, STAGE_MAIL, FAILURE_TIMEOUT, &state));
	ck_assert(
	    !config_override(&config, STAGE_AUTH, FAILURE_PERMANENT, &state));
	ck_assert_int_eq(state, STATE_CRITICAL);
}
END_TEST

START_TEST(config_override_takes_the_last_of_equals)
{
	override(STAGE_AUTH, FAILURE_TIMEOUT, STATE_OK);
	override(STAGE_ANY, FAILURE_CLOSED, STATE_OK);
	override(STAGE_MAIL, FAILURE_ANY, STATE_OK);
	override(STAGE_AUTH, FAILURE_TIMEOUT, STATE_WARNING);
	override(STAGE_ANY, FAILURE_CLOSED, STATE_WARNING);
	override(STAGE_MAIL, FAILURE_ANY, STATE_WARNING);
	ck_assert_int_eq(
	    overridden(STAGE_AUTH, FAILURE_TIMEOUT), STATE_WARNING);
	ck_assert_int_eq(overridden(STAGE_AUTH, FAILURE_CLOSED), STATE_WARNING);
	ck_assert_int_eq(overridden(STAGE_MAIL, FAILURE_CLOSED), STATE_WARNING);
}
END_TEST

START_TEST(config_stage_timeout_is_its_own_or_the_whole)
{
	config.time.total = 10;
	config.time.stage[STAGE_AUTH] = 4;
	config.time.stage[STAGE_MAIL] = 2;
	config.time.stage[STAGE_DATA] = 11;
	ck_assert_double_eq(config_stage_timeout(&config, STAGE_AUTH), 4);
	ck_assert_double_eq(config_stage_timeout(&config, STAGE_MAIL), 2);
	ck_assert_double_eq(config_stage_timeout(&config, STAGE_RCPT), 10);
	ck_assert_double_eq(config_stage_timeout(&config, STAGE_DATA), 10);
}
END_TEST

START_TEST(config_has_tls_either_way)
{
	ck_assert(!config_has_tls(&config));
	config.tls.mode = TLS_IMPLICIT;
	ck_assert(config_has_tls(&config));
	config.tls.mode = TLS_STARTTLS;
	ck_assert(config_has_tls(&config));
}
END_TEST

START_TEST(config_free_gives_the_secret_back)
{
	config.login.password = (struct buf)BUF_SECRET(100);
	(void)buf_puts(&config.login.password, "secret");
	redact_secret(&config.redact, "secret", 6);
	config_free(&config);
	config_free(&config);
	ck_assert_uint_eq(config.login.password.len, 0);
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("config");
	TCase *tests = tcase_create("config");

	tcase_add_test(tests, config_limit_is_made_once_for_each_label);
	tcase_add_test(tests, config_limit_says_when_there_are_too_many);
	tcase_add_loop_test(
	    tests, config_override_takes_the_most_specific, 0, 3);
	tcase_add_test(tests, config_override_leaves_the_rest_alone);
	tcase_add_test(tests, config_override_takes_the_last_of_equals);
	tcase_add_test(tests, config_stage_timeout_is_its_own_or_the_whole);
	tcase_add_test(tests, config_has_tls_either_way);
	tcase_add_test(tests, config_free_gives_the_secret_back);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
