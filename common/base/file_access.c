/* A file that the plugin may not read: who is missing which permission? */
#include "file_access.h"

#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "buf.h"
#include "memory.h"
#include "shell.h"

/* Bytes of a path that is repeated in a command. */
#define PATH_SHOWN 200
/* Bytes of a command; a quoted path may have four times its bytes. */
#define COMMAND_LIMIT ((size_t)2048)

/* The program has one thread here. */
void
file_access_user(uid_t id, char name[FILE_ACCESS_NAME])
{
	const struct passwd *user = getpwuid(id); /* NOLINT */

	if (user != NULL)
		(void)snprintf(name, FILE_ACCESS_NAME, "%s", user->pw_name);
	else
		(void)snprintf(name, FILE_ACCESS_NAME, "%u", (unsigned int)id);
}

static void
name_group(gid_t id, char name[FILE_ACCESS_NAME])
{
	const struct group *group = getgrgid(id); /* NOLINT */

	if (group != NULL)
		(void)snprintf(name, FILE_ACCESS_NAME, "%s", group->gr_name);
	else
		(void)snprintf(name, FILE_ACCESS_NAME, "%u", (unsigned int)id);
}

/* Cuts the path behind the first directory that may not be entered.  false:
 * each of them may, and the path is whole. */
static bool
cut_at_closed_directory(char *path)
{
	for (char *slash = strchr(path + (path[0] == '/'), '/'); slash != NULL;
	     slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (access(path, X_OK) == -1 && errno == EACCES)
			return true;
		*slash = '/';
	}
	return false;
}

/* Is the plugin a member of the group? */
static bool
has_group(gid_t id)
{
	int count = getgroups(0, NULL);
	gid_t *groups;
	bool found = id == getegid();

	if (found || count <= 0)
		return found;
	groups = memory_zeroed((size_t)count * sizeof(*groups));
	count = getgroups(count, groups);
	for (int i = 0; i < count && !found; i++)
		found = groups[i] == id;
	free(groups);
	return found;
}

/* The kernel asks one class of permissions alone: the owner's for the owner,
 * the group's for its other members, and the last for all others. */
static char
class_of(const struct stat *status)
{
	if (status->st_uid == geteuid())
		return 'u';
	return has_group(status->st_gid) ? 'g' : 'o';
}

static bool
mode_allows(const struct stat *status, char class)
{
	unsigned int shift = class == 'u' ? 6 : class == 'g' ? 3 : 0;
	unsigned int wanted = S_ISDIR(status->st_mode) ? 05 : 04;

	return (status->st_mode >> shift & wanted) == wanted;
}

/* A file that is neither the user's nor that of a group of the user's is given
 * to the group. */
static void
put_repair_of_mode(struct buf *out, const char *path)
{
	char group[FILE_ACCESS_NAME], class = 'o';
	struct stat status = { .st_mode = 0 };

	if (stat(path, &status) == 0)
		class = class_of(&status);
	if (mode_allows(&status, class)) {
		(void)buf_puts(
		    out, "its mode allows it: ask SELinux or AppArmor");
		return;
	}
	(void)buf_puts(out, "try: ");
	if (class == 'o') {
		name_group(getegid(), group);
		(void)buf_printf(out, "chgrp %s ", group);
		shell_quote(out, path);
		(void)buf_puts(out, " && ");
		class = 'g';
	}
	(void)buf_printf(
	    out, "chmod %c+r%s ", class, S_ISDIR(status.st_mode) ? "x" : "");
	shell_quote(out, path);
}

/* A directory on the way may serve other groups, so this user alone may enter
 * it. */
static void
put_repair(struct buf *out, const char *path, const char *user)
{
	char *copy = memory_copy(path);

	if (cut_at_closed_directory(copy)) {
		(void)buf_printf(out, "try: setfacl -m u:%s:x ", user);
		shell_quote(out, copy);
	} else
		put_repair_of_mode(out, path);
	free(copy);
}

int
file_access_report(const char *path, struct error *error)
{
	struct buf repair = BUF_INIT(COMMAND_LIMIT);
	char user[FILE_ACCESS_NAME];

	if (errno != EACCES)
		return error_errno(error, ERROR_USAGE, "%s", path);
	file_access_user(geteuid(), user);
	if (strlen(path) <= PATH_SHOWN) {
		(void)buf_puts(&repair, "; ");
		put_repair(&repair, path, user);
	}
	(void)error_set(error, ERROR_USAGE,
	    "%s: Permission denied (as user %s%s)", path, user,
	    buf_string(&repair));
	buf_free(&repair);
	return -1;
}

int
file_access_check(const char *path, struct error *error)
{
	struct stat status;
	int wanted = R_OK;

	if (stat(path, &status) == 0 && S_ISDIR(status.st_mode))
		wanted |= X_OK;
	if (access(path, wanted) == 0 || errno != EACCES)
		return 0;
	return file_access_report(path, error);
}
