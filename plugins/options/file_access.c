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

/* A directory on the way may serve other groups, so this user alone may enter
 * it.  A file without a reader of its own is given to the group. */
static void
put_repair(struct buf *out, const char *path, const char *user)
{
	char *copy = memory_copy(path), group[FILE_ACCESS_NAME];
	bool closed = cut_at_closed_directory(copy);
	bool known, directory;
	struct stat status;

	name_group(getegid(), group);
	known = !closed && stat(path, &status) == 0;
	directory = known && S_ISDIR(status.st_mode);
	if (closed)
		(void)buf_printf(out, "try: setfacl -m u:%s:x ", user);
	else if (known && (status.st_mode & S_IROTH) != 0 &&
		 (!directory || (status.st_mode & S_IXOTH) != 0))
		(void)buf_puts(
		    out, "its mode allows it: ask SELinux or AppArmor");
	else if (known && status.st_uid == geteuid())
		(void)buf_printf(
		    out, "try: chmod u+r%s ", directory ? "x" : "");
	else {
		(void)buf_printf(out, "try: chgrp %s ", group);
		shell_quote(out, path);
		(void)buf_printf(out, " && chmod g+r%s ", directory ? "x" : "");
	}
	if (out->data[out->len - 1] == ' ')
		shell_quote(out, copy);
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
