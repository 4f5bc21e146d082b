#include "metrics.h"

#include <string.h>

#include "stages.h"
#include "unit.h"

START_TEST(metric_label_is_found_by_label_and_by_stage)
{
	static const struct {
		const char *name, *label;
	} rows[] = {
		{ NULL, "time" },
		{ "time", "time" },
		{ "cert_days", "cert_days" },
		{ "auth", "time_auth" },
		{ "time_auth", "time_auth" },
		{ "ehlo", "time_ehlo" },
		{ "tls", "time_tls" },
		{ "resolve", "time_resolve" },
		{ "data", "time_data" },
		{ "time_auth_plain", "time_auth_plain" },
		{ "time_auth_scram_sha_512_plus",
		    "time_auth_scram_sha_512_plus" },
	};
	char label[PERFDATA_LABEL_SIZE];

	for (int i = 0; i < ROWS_OF(rows); i++) {
		ck_assert_int_eq(metric_label(rows[i].name, label), 0);
		ck_assert_str_eq(label, rows[i].label);
	}
}
END_TEST

START_TEST(metric_label_refuses_what_has_no_number)
{
	static const char *const names[] = { "", "cert", "quit", "time_cert",
		"time_quit", "AUTH", "auth ", "time_", "foo", "cert_day",
		"time_auth_", "time_auth_foo", "time_auth_PLAIN",
		"time_auth_cram-md5", "auth_plain", "plain" };
	char label[PERFDATA_LABEL_SIZE];

	for (int i = 0; i < ROWS_OF(names); i++)
		ck_assert_msg(
		    metric_label(names[i], label) == -1, "%s", names[i]);
}
END_TEST

START_TEST(metric_of_a_stage_has_its_name)
{
	char label[PERFDATA_LABEL_SIZE];

	for (size_t i = 0; i < stage_count; i++) {
		if (stages[i].metric == NULL)
			continue;
		ck_assert_int_eq(strncmp(stages[i].metric, "time_", 5), 0);
		ck_assert_str_eq(stages[i].metric + 5, stages[i].name);
		ck_assert_int_eq(metric_label(stages[i].name, label), 0);
		ck_assert_str_eq(label, stages[i].metric);
	}
}
END_TEST

START_TEST(metric_of_every_mechanism_can_have_thresholds)
{
	char label[PERFDATA_LABEL_SIZE], found[PERFDATA_LABEL_SIZE];

	for (size_t i = 0; sasl_mechanisms[i] != NULL; i++) {
		metric_of_mechanism(sasl_mechanisms[i]->name, label);
		ck_assert_int_eq(metric_label(label, found), 0);
		ck_assert_str_eq(found, label);
		ck_assert_uint_eq(
		    strspn(label, "abcdefghijklmnopqrstuvwxyz0123456789_"),
		    strlen(label));
		ck_assert_uint_lt(strlen(label), sizeof(label) - 1);
	}
}
END_TEST

START_TEST(stage_rows_are_complete)
{
	ck_assert_uint_le(stage_count, STAGE_MAX);
	for (size_t i = 0; i < stage_count; i++) {
		const struct stage *row = &stages[i];

		ck_assert_uint_gt(strlen(row->name), 0);
		ck_assert_uint_eq(
		    strspn(row->name, "abcdefghijklmnopqrstuvwxyz"),
		    strlen(row->name));
		ck_assert_uint_gt(strlen(row->title), 0);
		ck_assert(row->planned != NULL);
		ck_assert(row->run != NULL);
		ck_assert_int_ne(row->permanent, STATE_OK);
		ck_assert_int_ne(row->transient, STATE_OK);
		ck_assert_str_eq(stage_find(row->name), row->name);
	}
	ck_assert_ptr_null(stage_find("quit"));
	ck_assert_ptr_null(stage_find(""));
}
END_TEST

START_TEST(stage_is_first_of_its_name_once)
{
	for (size_t i = 0; i < stage_count; i++) {
		int first = 0;

		for (size_t j = 0; j < stage_count; j++)
			if (strcmp(stages[i].name, stages[j].name) == 0)
				first += stage_is_first(j);
		ck_assert_int_eq(first, 1);
	}
}
END_TEST

/* No secret may precede the judgement of the certificate. */
START_TEST(stage_of_the_certificate_stands_before_the_login)
{
	size_t cert = 0, auth = 0, tls = 0;

	for (size_t i = 0; i < stage_count; i++) {
		cert = strcmp(stages[i].name, "cert") == 0 ? i : cert;
		tls = strcmp(stages[i].name, "tls") == 0 ? i : tls;
		auth = strcmp(stages[i].name, "auth") == 0 ? i : auth;
	}
	ck_assert_uint_lt(tls, cert);
	ck_assert_uint_lt(cert, auth);
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("metrics");
	TCase *tests = tcase_create("metrics");

	tcase_add_test(tests, metric_label_is_found_by_label_and_by_stage);
	tcase_add_test(tests, metric_label_refuses_what_has_no_number);
	tcase_add_test(tests, metric_of_a_stage_has_its_name);
	tcase_add_test(tests, metric_of_every_mechanism_can_have_thresholds);
	tcase_add_test(tests, stage_rows_are_complete);
	tcase_add_test(tests, stage_is_first_of_its_name_once);
	tcase_add_test(tests, stage_of_the_certificate_stands_before_the_login);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
