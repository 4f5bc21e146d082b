/* Gets an access token: from memory, from the cache, or from the endpoint. */
#include "token.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "token_cache.h"
#include "token_request.h"
#include "token_source_data.h"
#include "token_store.h"

/* Seconds that a token lives whose endpoint does not say it (RFC 6749 5.1). */
#define LIFE_USUAL 3600
/* Of the time that is left, so much may be used to renew a token that still
 * lives: the session needs the rest. */
#define RENEWAL_SHARE 0.5

/* One call of token_get(). */
struct search {
	struct token_source *source;
	struct deadline deadline;
	struct redact *redact;
	struct token_cache cache;
	struct token_entry entry;  /* what is known */
	const struct buf *refused; /* the token that was refused, or NULL */
	struct buf note;
	int64_t now;
	bool asked;
};

static void
add_note(struct search *search, const char *text)
{
	(void)buf_printf(
	    &search->note, "%s%s", search->note.len > 0 ? "; " : "", text);
}

/* --- The cache --------------------------------------------------------------
 */

static bool
was_refused(const struct search *search, const struct token_entry *entry)
{
	return search->refused != NULL && strcmp(buf_string(&entry->secret),
					      buf_string(search->refused)) == 0;
}

/* Takes what the cache has, instead of what was known before. */
static int
read_cache(struct search *search, struct error *error)
{
	struct token_entry found;
	int rc;

	if (search->cache.path.len == 0)
		return 0;
	token_entry_init(&found);
	rc = token_cache_read(
	    &search->cache, search->source, &found, &search->note, error);
	if (was_refused(search, &found))
		token_entry_drop(&found);
	if (rc == 0)
		token_entry_copy(&search->entry, &found);
	token_entry_free(&found);
	return rc;
}

static void
write_cache(struct search *search)
{
	struct error found = { 0 };

	if (search->cache.locked != -1 &&
	    token_cache_write(
		&search->cache, search->source, &search->entry, &found) == -1)
		add_note(search, found.text);
}

/* --- Which of them to use ---------------------------------------------------
 */

static bool
is_alive(const struct search *search)
{
	return token_entry_lives(&search->entry, search->now, 0);
}

/* A token that this check has got is good for all of its sessions. */
static bool
is_young(const struct search *search)
{
	double before = search->entry.fresh ? 0 : search->source->renew_before;

	return token_entry_lives(&search->entry, search->now, before);
}

/* No answer, or one that says "later". */
static bool
may_pass(const struct error *error)
{
	static const enum error_kind kinds[] = { ERROR_RESOLVE, ERROR_RETRY,
		ERROR_CONNECT, ERROR_TIMEOUT, ERROR_CLOSED, ERROR_IO };

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (error->kind == kinds[i])
			return true;
	return false;
}

/* 0: a token that still lives makes the failure a note. */
static int
judge_failure(
    struct search *search, const struct error *found, struct error *error)
{
	if (is_alive(search) && may_pass(found)) {
		add_note(search, "not renewed: ");
		(void)buf_puts(&search->note, found->text);
		return 0;
	}
	*error = *found;
	return -1;
}

/* The refusal of an earlier check, with its age. */
static int
repeat_refusal(struct search *search, struct error *error)
{
	struct error found = search->entry.refusal;
	size_t len = strlen(found.text);

	(void)snprintf(found.text + len, sizeof(found.text) - len,
	    " (answered %" PRId64 " s ago, asked again after %d s)",
	    search->now - search->entry.refused, TOKEN_REFUSAL_SECONDS);
	return judge_failure(search, &found, error);
}

/* --- The endpoint -----------------------------------------------------------
 */

static void
take_answer(struct search *search, const struct token_answer *answer)
{
	struct token_entry *entry = &search->entry;
	double life = answer->life < 0 ? LIFE_USUAL : answer->life;

	token_entry_free(entry);
	(void)buf_append(
	    &entry->secret, answer->secret.data, answer->secret.len);
	entry->obtained = search->now;
	entry->expires =
	    search->now +
	    (life > (double)TOKEN_LIFE_MAX ? TOKEN_LIFE_MAX : (int64_t)life);
	entry->fresh = true;
	if (search->cache.path.len > 0 && life <= search->source->renew_before)
		add_note(search,
		    "it ends within renew_before, so each check asks for a "
		    "new one");
}

/* What the endpoint refuses is remembered; that it could not be reached, or has
 * a fault of its own, is not.  What the mail server has refused, is gone. */
static void
note_failure(struct search *search, const struct error *found)
{
	bool refused = found->kind == ERROR_REJECTED ||
		       (found->kind == ERROR_RETRY && found->code == 429);

	if (refused) {
		search->entry.refusal = *found;
		search->entry.refused = search->now;
	}
	if (refused || search->refused != NULL)
		write_cache(search);
}

static int
ask(struct search *search, struct deadline deadline, struct error *error)
{
	struct token_answer answer;
	struct error found = { 0 };
	int rc;

	token_answer_init(&answer);
	search->asked = true;
	rc = token_request(
	    search->source, deadline, search->redact, &answer, &found);
	search->now = (int64_t)time(NULL);
	if (answer.uri.len > 0) {
		add_note(search, "see ");
		(void)buf_put_printable(
		    &search->note, answer.uri.data, answer.uri.len, 200);
	}
	if (rc == 0) {
		take_answer(search, &answer);
		write_cache(search);
	} else {
		note_failure(search, &found);
		rc = judge_failure(search, &found, error);
	}
	token_answer_free(&answer);
	return rc;
}

/* Another check may have renewed the token while this one waited. */
static int
ask_alone(struct search *search, struct deadline deadline, struct error *error)
{
	struct error found = { 0 };

	if (search->cache.path.len == 0)
		return ask(search, deadline, error);
	if (token_cache_lock(&search->cache, deadline, &found) == -1) {
		if (found.kind == ERROR_TIMEOUT || search->cache.named)
			return judge_failure(search, &found, error);
		add_note(search, found.text);
		return ask(search, deadline, error);
	}
	buf_clear(&search->note);
	if (read_cache(search, error) == -1)
		return -1;
	search->now = (int64_t)time(NULL);
	if (is_young(search))
		return 0;
	if (token_entry_refuses(&search->entry, search->now))
		return repeat_refusal(search, error);
	return ask(search, deadline, error);
}

static int
search_run(struct search *search, struct error *error)
{
	struct deadline deadline = search->deadline;

	if (is_young(search))
		return 0;
	if (token_cache_open(
		&search->cache, search->source, &search->note, error) == -1 ||
	    read_cache(search, error) == -1)
		return -1;
	if (is_young(search))
		return 0;
	if (token_entry_refuses(&search->entry, search->now))
		return repeat_refusal(search, error);
	if (is_alive(search))
		deadline = deadline_earlier(deadline,
		    deadline_in(deadline_left(deadline) * RENEWAL_SHARE));
	return ask_alone(search, deadline, error);
}

/* --- One after the other ----------------------------------------------------
 */

static int
lock_source(
    struct token_source *source, struct deadline deadline, struct error *error)
{
	while (pthread_mutex_trylock(&source->lock) != 0) {
		if (deadline_passed(deadline))
			return error_set(error, ERROR_TIMEOUT,
			    "another session still waits for the token");
		token_store_pause();
	}
	return 0;
}

static void
fill(const struct search *search, int rc, struct token *token)
{
	const struct token_entry *entry = &search->entry;
	struct buf note = BUF_INIT(TOKEN_NOTE_SIZE - 1);
	int64_t left = entry->expires - search->now;

	buf_clear(&token->secret);
	token->asked = search->asked;
	token->cached = !entry->fresh;
	token->hours_left = (double)left / 3600;
	if (rc == 0) {
		(void)buf_append(&token->secret, buf_string(&entry->secret),
		    entry->secret.len);
		(void)buf_printf(&note, "%s, valid %" PRId64 " more minutes%s",
		    entry->fresh ? "new token" : "cached token", left / 60,
		    search->note.len > 0 ? "; " : "");
	}
	(void)buf_put_printable(
	    &note, buf_string(&search->note), search->note.len, 400);
	(void)snprintf(
	    token->note, sizeof(token->note), "%s", buf_string(&note));
	redact_string(search->redact, token->note, sizeof(token->note));
	buf_free(&note);
}

static int
get(struct search *search, struct token *token, struct error *error)
{
	struct token_entry *memory = &search->source->entry;
	int rc;

	if (was_refused(search, memory))
		token_entry_drop(memory);
	token_entry_copy(&search->entry, memory);
	rc = search_run(search, error);
	if (search->entry.secret.len > 0)
		redact_secret(search->redact, search->entry.secret.data,
		    search->entry.secret.len);
	token_entry_copy(memory, &search->entry);
	fill(search, rc, token);
	return rc;
}

int
token_get(struct token_source *source, const struct buf *refused,
    struct deadline deadline, struct redact *redact, struct token *token,
    struct error *error)
{
	struct search search = {
		.source = source,
		.deadline = deadline,
		.redact = redact,
		.cache = { .path = BUF_INIT(0), .locked = -1 },
		.refused = refused,
		.note = BUF_INIT((size_t)2 * TOKEN_NOTE_SIZE),
		.now = (int64_t)time(NULL),
	};
	int rc = lock_source(source, deadline, error);

	if (rc == -1)
		return -1;
	token_entry_init(&search.entry);
	token_source_hide(source, redact);
	rc = get(&search, token, error);
	token_cache_close(&search.cache);
	token_entry_free(&search.entry);
	(void)pthread_mutex_unlock(&source->lock);
	buf_free(&search.note);
	return rc;
}

void
token_free(struct token *token)
{
	buf_free(&token->secret);
}
