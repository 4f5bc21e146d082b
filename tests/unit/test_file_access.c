#include "file_access.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "unit.h"

#define NOBODY 65534

static struct error error;
static char folder[64], path[128];
static char user[FILE_ACCESS_NAME];

/* A group that the user belongs to besides its own. */
#define OTHER_GROUP ((gid_t)12345)

/* Root may read everything, so it becomes somebody else.  The file is the
 * user's own, or root's. */
static void
set_up(void)
{
	(void)snprintf(folder, sizeof(folder), "/tmp/test_file_access.XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	(void)snprintf(path, sizeof(path), "%s/a file", folder);
	(void)close(open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600));
	if (geteuid() == 0) {
		ck_assert_int_eq(chmod(folder, 0755), 0);
		ck_assert_int_eq(
		    setgroups(1, (const gid_t[]){ OTHER_GROUP }), 0);
		ck_assert_int_eq(setresgid(NOBODY, NOBODY, 0), 0);
		ck_assert_int_eq(setresuid(NOBODY, NOBODY, 0), 0);
	}
	(void)prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
	file_access_user(geteuid(), user);
}

static void
tear_down(void)
{
	if (getuid() == NOBODY)
		ck_assert_int_eq(setresuid(0, 0, 0), 0);
	(void)chmod(folder, 0700);
	(void)unlink(path);
	(void)rmdir(folder);
}

static void
expect(const char *wanted)
{
	ck_assert_str_eq(error.text, wanted);
	ck_assert_int_eq(error.kind, ERROR_USAGE);
}

START_TEST(file_access_gives_the_file_to_the_group)
{
	const struct group *group = getgrgid(NOBODY);
	char wanted[512];

	if (geteuid() != NOBODY)
		return;
	ck_assert_int_eq(file_access_check(path, &error), -1);
	(void)snprintf(wanted, sizeof(wanted),
	    "%s: Permission denied (as user nobody; try: chgrp %s '%s' && "
	    "chmod g+r '%s')",
	    path, group == NULL ? "65534" : group->gr_name, path, path);
	expect(wanted);
}
END_TEST

START_TEST(file_access_opens_the_directory_on_the_way)
{
	char wanted[512];

	if (geteuid() != NOBODY)
		return;
	ck_assert_int_eq(seteuid(0), 0);
	ck_assert_int_eq(chmod(folder, 0700), 0);
	ck_assert_int_eq(seteuid(NOBODY), 0);
	ck_assert_int_eq(file_access_check(path, &error), -1);
	(void)snprintf(wanted, sizeof(wanted),
	    "%s: Permission denied (as user nobody; try: setfacl -m u:nobody:x "
	    "%s)",
	    path, folder);
	expect(wanted);
}
END_TEST

/* The last three bits are for others, so they do not help the owner. */
START_TEST(file_access_to_an_own_file_needs_its_mode_alone)
{
	static const mode_t modes[] = { 0, 004, 044 };
	char wanted[512];

	if (geteuid() == NOBODY)
		ck_assert_int_eq(seteuid(0), 0);
	ck_assert_int_eq(chmod(path, modes[_i]), 0);
	if (getuid() == NOBODY) {
		ck_assert_int_eq(chown(path, NOBODY, NOBODY), 0);
		ck_assert_int_eq(seteuid(NOBODY), 0);
	}
	ck_assert_int_eq(file_access_check(path, &error), -1);
	(void)snprintf(wanted, sizeof(wanted),
	    "%s: Permission denied (as user %s; try: chmod u+r '%s')", path,
	    user, path);
	expect(wanted);
}
END_TEST

/* What others may do does not help a member of the file's group. */
START_TEST(file_access_to_a_file_of_the_group_needs_the_mode_of_the_group)
{
	static const gid_t groups[] = { NOBODY, OTHER_GROUP };
	char wanted[512];

	if (geteuid() != NOBODY)
		return;
	ck_assert_int_eq(seteuid(0), 0);
	ck_assert_int_eq(chown(path, 0, groups[_i]), 0);
	ck_assert_int_eq(chmod(path, 0604), 0);
	ck_assert_int_eq(seteuid(NOBODY), 0);
	ck_assert_int_eq(file_access_check(path, &error), -1);
	(void)snprintf(wanted, sizeof(wanted),
	    "%s: Permission denied (as user nobody; try: chmod g+r '%s')", path,
	    path);
	expect(wanted);
}
END_TEST

START_TEST(file_access_of_a_public_file_is_denied_by_something_else)
{
	char wanted[512];

	errno = EACCES;
	ck_assert_int_eq(file_access_report("/etc/passwd", &error), -1);
	(void)snprintf(wanted, sizeof(wanted),
	    "/etc/passwd: Permission denied (as user %s; its mode allows it: "
	    "ask SELinux or AppArmor)",
	    user);
	expect(wanted);
}
END_TEST

START_TEST(file_access_says_no_more_of_a_missing_file)
{
	ck_assert_int_eq(file_access_check("/nonexistent/a", &error), 0);
	ck_assert_int_eq(file_access_check("/etc/passwd", &error), 0);
	ck_assert_int_eq(file_access_check("/etc", &error), 0);
	errno = ENOENT;
	ck_assert_int_eq(file_access_report("/nonexistent/a", &error), -1);
	expect("/nonexistent/a: No such file or directory");
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("file_access");
	TCase *tests = tcase_create("file_access");

	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(tests, file_access_gives_the_file_to_the_group);
	tcase_add_test(tests, file_access_opens_the_directory_on_the_way);
	tcase_add_loop_test(
	    tests, file_access_to_an_own_file_needs_its_mode_alone, 0, 3);
	tcase_add_loop_test(tests,
	    file_access_to_a_file_of_the_group_needs_the_mode_of_the_group, 0,
	    2);
	tcase_add_test(
	    tests, file_access_of_a_public_file_is_denied_by_something_else);
	tcase_add_test(tests, file_access_says_no_more_of_a_missing_file);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
