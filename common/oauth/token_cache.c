/* The file that keeps a token between checks. */
#include "token_cache.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file_access.h"
#include "secret_file.h"
#include "token_cache_text.h"
#include "token_identity.h"
#include "token_store.h"

/* Notes one more thing. */
static void
add_note(struct buf *note, const char *what, const char *why)
{
	(void)buf_printf(
	    note, "%s%s: %s", note->len > 0 ? "; " : "", what, why);
}

/* Is it a directory that nobody but us may fill? */
static bool
is_ours(const char *folder)
{
	struct stat status;

	return lstat(folder, &status) == 0 && S_ISDIR(status.st_mode) &&
	       (status.st_uid == geteuid() || status.st_uid == 0) &&
	       (status.st_mode & S_IWOTH) == 0 &&
	       access(folder, W_OK | X_OK) == 0;
}

/* The file in the folder is called by the path of the ini file. */
static int
name_default(struct token_cache *cache, const struct token_source *source,
    struct buf *note, struct error *error)
{
	char *path = realpath(source->path, NULL);
	int rc = 0;

	if (path == NULL)
		add_note(note, "no cache", "the ini file has no name");
	else if (!is_ours(TOKEN_CACHE_FOLDER))
		add_note(note, "no cache",
		    TOKEN_CACHE_FOLDER " is not ours to write");
	else {
		(void)buf_puts(&cache->path, TOKEN_CACHE_FOLDER "/");
		rc = token_identity_of_text(path, &cache->path, error);
		(void)buf_puts(&cache->path, ".token");
	}
	free(path);
	return rc;
}

int
token_cache_open(struct token_cache *cache, const struct token_source *source,
    struct buf *note, struct error *error)
{
	const char *named = token_source_value(source, TOKEN_KEY_CACHE);

	*cache = (struct token_cache){
		.path = BUF_INIT(PATH_MAX),
		.named = named != NULL,
		.locked = -1,
	};
	if (named == NULL)
		return name_default(cache, source, note, error);
	if (strcmp(named, "none") != 0 && buf_puts(&cache->path, named) == -1)
		return error_set(
		    error, ERROR_USAGE, "the cache's path is too long");
	return 0;
}

static void
unlock(struct token_cache *cache)
{
	if (cache->locked != -1)
		(void)close(cache->locked);
	cache->locked = -1;
}

void
token_cache_close(struct token_cache *cache)
{
	unlock(cache);
	buf_free(&cache->path);
}

/* There is no cache then; but who named this one, wants it. */
static int
give_up(struct token_cache *cache, const char *why, struct buf *note,
    struct error *error)
{
	const char *path = buf_string(&cache->path);

	if (cache->named)
		return error_set(
		    error, ERROR_USAGE, "the cache %s: %s", path, why);
	add_note(note, "no cache", why);
	unlock(cache);
	buf_clear(&cache->path);
	return 0;
}

/* A file of another user, or of root, could be anything.  NULL: it is good. */
static const char *
fault_of_file(const struct stat *status)
{
	if (!S_ISREG(status->st_mode))
		return "it is no regular file";
	if (status->st_uid != geteuid())
		return "it belongs to another user: delete it, or run the "
		       "check as that user";
	return NULL;
}

/* NULL: the content may be believed. */
static const char *
fault_of_content(const struct stat *status)
{
	if ((status->st_mode & (S_IRWXG | S_IRWXO)) != 0)
		return "others may read or write it";
	if (status->st_size > (off_t)TOKEN_CACHE_LIMIT)
		return "it is too long";
	return NULL;
}

/* A content that is ignored is replaced later on. */
static int
read_content(int fd, const struct token_cache *cache,
    const struct token_source *source, struct token_entry *entry,
    struct buf *note)
{
	struct buf text = BUF_SECRET(TOKEN_CACHE_LIMIT);
	struct error found = { 0 };
	int rc = secret_file_read(fd, &text, &found);

	if (rc == 0 && text.len > 0)
		rc = token_cache_text_read(source, &text, entry, &found);
	if (rc == -1) {
		add_note(note, buf_string(&cache->path), found.text);
		(void)buf_puts(note, ", and is ignored");
	}
	buf_free(&text);
	return 0;
}

int
token_cache_read(struct token_cache *cache, const struct token_source *source,
    struct token_entry *entry, struct buf *note, struct error *error)
{
	int rc = 0,
	    fd = open(buf_string(&cache->path),
		O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	struct stat status;
	const char *fault;

	if (fd == -1 && errno == ENOENT)
		return 0;
	if (fd == -1)
		return give_up(cache,
		    errno == ELOOP ? "a symbolic link is not followed"
				   : strerror(errno),
		    note, error);
	fault =
	    fstat(fd, &status) == -1 ? strerror(errno) : fault_of_file(&status);
	if (fault != NULL)
		rc = give_up(cache, fault, note, error);
	else if (fault_of_content(&status) != NULL) {
		add_note(
		    note, buf_string(&cache->path), fault_of_content(&status));
		(void)buf_puts(note, ", and is ignored");
	} else
		rc = read_content(fd, cache, source, entry, note);
	(void)close(fd);
	return rc;
}

int
token_cache_lock(
    struct token_cache *cache, struct deadline deadline, struct error *error)
{
	cache->locked = token_store_lock(
	    buf_string(&cache->path), O_RDWR | O_CREAT, deadline, error);
	return cache->locked == -1 ? -1 : 0;
}

int
token_cache_write(const struct token_cache *cache,
    const struct token_source *source, const struct token_entry *entry,
    struct error *error)
{
	const struct token_store_rights rights = {
		.user = geteuid(),
		.group = getegid(),
		.mode = S_IRUSR | S_IWUSR,
	};
	struct buf text = BUF_SECRET(2 * TOKEN_CACHE_LIMIT);
	int rc = token_cache_text_write(source, entry, &text, error);

	if (rc == 0 && text.len > TOKEN_CACHE_LIMIT)
		rc = error_set(
		    error, ERROR_USAGE, "the token is too long for the cache");
	if (rc == 0)
		rc = token_store_replace(
		    buf_string(&cache->path), &text, &rights, error);
	buf_free(&text);
	return rc;
}
