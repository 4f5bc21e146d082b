#include "metric_labels.h"

#include <string.h>

#include "sasl.h"
#include "stage_names.h"
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

START_TEST(metric_label_knows_each_name_that_is_listed)
{
	struct buf names = BUF_INIT(4096);
	char label[PERFDATA_LABEL_SIZE];
	char *copy, *name, *rest;
	int count = 0;

	metric_names(&names);
	rest = copy = strdup(buf_string(&names));
	for (name = strsep(&rest, " "); name != NULL;
	     name = strsep(&rest, " ")) {
		ck_assert_msg(*name == '\0' || metric_label(name, label) == 0,
		    "%s", name);
		count++;
	}
	ck_assert_int_gt(count, 2 * STAGE_COUNT);
	free(copy);
	buf_free(&names);
}
END_TEST

START_TEST(metric_of_a_stage_has_its_name)
{
	char label[PERFDATA_LABEL_SIZE];

	for (int i = 0; i < STAGE_COUNT; i++) {
		const struct stage_name *stage = &stage_names[i];

		if (stage->metric == NULL)
			continue;
		ck_assert_int_eq(strncmp(stage->metric, "time_", 5), 0);
		ck_assert_str_eq(stage->metric + 5, stage->name);
		ck_assert_int_eq(metric_label(stage->name, label), 0);
		ck_assert_str_eq(label, stage->metric);
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

static Suite *
suite(void)
{
	Suite *all = suite_create("metric labels");
	TCase *tests = tcase_create("labels");

	tcase_add_test(tests, metric_label_is_found_by_label_and_by_stage);
	tcase_add_test(tests, metric_label_refuses_what_has_no_number);
	tcase_add_test(tests, metric_label_knows_each_name_that_is_listed);
	tcase_add_test(tests, metric_of_a_stage_has_its_name);
	tcase_add_test(tests, metric_of_every_mechanism_can_have_thresholds);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
