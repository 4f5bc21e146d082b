/* The text of a cache: a section of an ini file. */
#include "token_cache_text.h"

#include <inttypes.h>
#include <string.h>

#include "ini.h"
#include "text.h"
#include "token_files.h"
#include "token_identity.h"

static const char head[] =
    "# An access token, kept by check_smtp_auth until it expires.\n"
    "# It may be deleted at any time.\n";

/* Bytes of an identity. */
#define IDENTITY_LIMIT 128

enum field {
	FIELD_SOURCE,
	FIELD_OBTAINED,
	FIELD_EXPIRES,
	FIELD_TOKEN,
	FIELD_REFUSED_SOURCE,
	FIELD_REFUSED,
	FIELD_KIND,
	FIELD_CODE,
	FIELD_TEXT,
	FIELD_SAID,
	FIELD_COUNT
};

static const char *const names[FIELD_COUNT] = { "source", "obtained", "expires",
	"access_token", "refused_source", "refused", "kind", "code", "text",
	"said" };

/* The kinds of a refusal. */
static const struct {
	const char *name;
	enum error_kind kind;
} kinds[] = {
	{ "transient", ERROR_RETRY },
	{ "permanent", ERROR_REJECTED },
};

/* The identity of the source, and that together with its refresh token, on
 * which a refusal depends. */
struct identities {
	struct buf of_token, of_refusal;
};

static void
free_identities(struct identities *identities)
{
	buf_free(&identities->of_token);
	buf_free(&identities->of_refusal);
}

static int
make_identities(const struct token_source *source,
    struct identities *identities, struct error *error)
{
	struct buf refresh_token = BUF_SECRET(TOKEN_FILE_LIMIT);
	int rc;

	*identities = (struct identities){ BUF_INIT(IDENTITY_LIMIT),
		BUF_INIT(IDENTITY_LIMIT) };
	rc = token_files_refresh_token(source, &refresh_token, error);
	if (rc == 0)
		rc = token_identity(source, NULL, &identities->of_token, error);
	if (rc == 0)
		rc = token_identity(
		    source, &refresh_token, &identities->of_refusal, error);
	buf_free(&refresh_token);
	return rc;
}

static void
put(struct buf *out, enum field field, const char *value)
{
	(void)buf_printf(out, "%s = %s\n", names[field], value);
}

static void
put_number(struct buf *out, enum field field, int64_t value)
{
	(void)buf_printf(out, "%s = %" PRId64 "\n", names[field], value);
}

int
token_cache_text_write(const struct token_source *source,
    const struct token_entry *entry, struct buf *out, struct error *error)
{
	struct identities own;
	int rc = make_identities(source, &own, error);

	(void)buf_puts(out, head);
	(void)buf_puts(out, "[token]\n");
	if (rc == 0 && entry->secret.len > 0) {
		put(out, FIELD_SOURCE, buf_string(&own.of_token));
		put_number(out, FIELD_OBTAINED, entry->obtained);
		put_number(out, FIELD_EXPIRES, entry->expires);
		put(out, FIELD_TOKEN, buf_string(&entry->secret));
	}
	if (rc == 0 && entry->refused != 0) {
		put(out, FIELD_REFUSED_SOURCE, buf_string(&own.of_refusal));
		put_number(out, FIELD_REFUSED, entry->refused);
		put(out, FIELD_KIND,
		    kinds[entry->refusal.kind == ERROR_REJECTED].name);
		put_number(out, FIELD_CODE, entry->refusal.code);
		put(out, FIELD_TEXT, entry->refusal.text);
		put(out, FIELD_SAID, entry->refusal.said);
	}
	free_identities(&own);
	return rc;
}

/* --- Reading ----------------------------------------------------------------
 */

/* What the section says. */
struct fields {
	struct buf values[FIELD_COUNT];
};

static int
damaged(struct error *error)
{
	return error_set(error, ERROR_PROTOCOL, "its content makes no sense");
}

static int
read_fields(const struct buf *text, struct fields *fields)
{
	struct ini ini;
	struct ini_option option;
	struct error error = { 0 };
	int rc;

	ini_init(&ini, buf_string(text), text->len, "token");
	for (rc = ini_next(&ini, &option, &error); rc == 1;
	     rc = ini_next(&ini, &option, &error))
		for (size_t i = 0; i < FIELD_COUNT; i++)
			if (strlen(names[i]) == option.name_len &&
			    memcmp(names[i], option.name, option.name_len) ==
				0) {
				buf_clear(&fields->values[i]);
				(void)buf_append(&fields->values[i],
				    option.value, option.value_len);
			}
	return rc;
}

/* A whole number of seconds since 1970, before the year 5138. */
static bool
read_number(const struct fields *fields, enum field field, int64_t *out)
{
	const char *text = buf_string(&fields->values[field]);
	double number;

	if (text_number(text, &number) == -1 || number < 0 || number > 1e11)
		return false;
	*out = (int64_t)number;
	return true;
}

static bool
is_visible(const char *text)
{
	for (; *text != '\0'; text++)
		if (*text < '!' || *text > '~')
			return false;
	return true;
}

static int
read_token(
    const struct fields *fields, struct token_entry *entry, struct error *error)
{
	const struct buf *token = &fields->values[FIELD_TOKEN];

	if (token->len == 0 || !is_visible(buf_string(token)) ||
	    strlen(token->data) != token->len ||
	    !read_number(fields, FIELD_OBTAINED, &entry->obtained) ||
	    !read_number(fields, FIELD_EXPIRES, &entry->expires) ||
	    entry->expires < entry->obtained ||
	    entry->expires - entry->obtained > TOKEN_LIFE_MAX ||
	    buf_append(&entry->secret, token->data, token->len) == -1)
		return damaged(error);
	return 0;
}

static int
read_refusal(
    const struct fields *fields, struct token_entry *entry, struct error *error)
{
	const char *kind = buf_string(&fields->values[FIELD_KIND]);
	const struct buf *said = &fields->values[FIELD_SAID];
	bool permanent = strcmp(kind, kinds[1].name) == 0;
	int64_t code;

	if ((!permanent && strcmp(kind, kinds[0].name) != 0) ||
	    !read_number(fields, FIELD_REFUSED, &entry->refused) ||
	    !read_number(fields, FIELD_CODE, &code) || code > 999)
		return damaged(error);
	(void)error_set(&entry->refusal, kinds[permanent].kind, "%s",
	    buf_string(&fields->values[FIELD_TEXT]));
	entry->refusal.code = (int)code;
	error_said(&entry->refusal, buf_string(said), said->len);
	return 0;
}

static bool
same(const struct buf *a, const struct buf *b)
{
	return a->len > 0 && a->len == b->len &&
	       memcmp(a->data, b->data, a->len) == 0;
}

static int
read_entry(const struct fields *fields, const struct identities *own,
    struct token_entry *entry, struct error *error)
{
	int rc = 0;

	if (same(&fields->values[FIELD_SOURCE], &own->of_token))
		rc = read_token(fields, entry, error);
	if (rc == 0 &&
	    same(&fields->values[FIELD_REFUSED_SOURCE], &own->of_refusal))
		rc = read_refusal(fields, entry, error);
	return rc;
}

int
token_cache_text_read(const struct token_source *source, const struct buf *text,
    struct token_entry *entry, struct error *error)
{
	struct identities own;
	struct fields fields;
	int rc = make_identities(source, &own, error);

	for (size_t i = 0; i < FIELD_COUNT; i++)
		fields.values[i] = (struct buf)BUF_SECRET(TOKEN_CACHE_LIMIT);
	/* A last line that was cut could be half a token. */
	if (rc == 0 && (text->len == 0 || text->data[text->len - 1] != '\n' ||
			   read_fields(text, &fields) == -1))
		rc = damaged(error);
	if (rc == 0)
		rc = read_entry(&fields, &own, entry, error);
	if (rc == -1)
		token_entry_free(entry);
	for (size_t i = 0; i < FIELD_COUNT; i++)
		buf_free(&fields.values[i]);
	free_identities(&own);
	return rc;
}
