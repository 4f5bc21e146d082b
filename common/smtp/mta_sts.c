/* Reads what a domain asks of those who deliver to it. */
#include "mta_sts.h"

#include <string.h>
#include <strings.h>

/* Characters of the value of a line that an error shows. */
#define SHOWN 60
/* The longest name of a host (RFC 1035 2.3.4), and of one label of it. */
#define HOST_LIMIT 253
#define LABEL_LIMIT 63

#define VERSION "STSv1"
#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS "0123456789"

/* A part of a text. */
struct part {
	const char *text;
	size_t len;
};

static bool
is(struct part part, const char *word)
{
	return part.len == strlen(word) &&
	       memcmp(part.text, word, part.len) == 0;
}

/* Has it nothing but these characters, and at most so many? */
static bool
consists_of(struct part part, const char *characters, size_t most)
{
	for (size_t i = 0; i < part.len; i++)
		if (part.text[i] == '\0' ||
		    strchr(characters, part.text[i]) == NULL)
			return false;
	return part.len > 0 && part.len <= most;
}

static struct part
trimmed(struct part part)
{
	while (part.len > 0 && strchr(" \t", part.text[0]) != NULL) {
		part.text++;
		part.len--;
	}
	while (part.len > 0 && strchr(" \t", part.text[part.len - 1]) != NULL)
		part.len--;
	return part;
}

static bool
ends_in(struct part part, char last)
{
	return part.len > 0 && part.text[part.len - 1] == last;
}

/* Takes what stands in front of the separator off the rest.  false: the rest is
 * empty. */
static bool
take(struct part *rest, char separator, struct part *out)
{
	const char *at;

	if (rest->len == 0)
		return false;
	at = memchr(rest->text, separator, rest->len);
	out->text = rest->text;
	out->len = at == NULL ? rest->len : (size_t)(at - rest->text);
	rest->text += out->len + (at == NULL ? 0 : 1);
	rest->len -= out->len + (at == NULL ? 0 : 1);
	return true;
}

/* "name=value" or "name: value".  false: the separator is not there. */
static bool
split(struct part part, char separator, struct part *name, struct part *value)
{
	const char *at = memchr(part.text, separator, part.len);

	if (at == NULL)
		return false;
	*name = (struct part){ part.text, (size_t)(at - part.text) };
	*value = (struct part){ at + 1, part.len - name->len - 1 };
	return true;
}

/* A name of a field that RFC 8461 does not know, which is passed over. */
static bool
is_extension(struct part name)
{
	return consists_of(name, LETTERS DIGITS "_-.", 32) &&
	       strchr("_-.", name.text[0]) == NULL;
}

/* Printable, without a blank, "=" and ";". */
static bool
is_extension_value(struct part value)
{
	for (size_t i = 0; i < value.len; i++)
		if (value.text[i] <= ' ' || value.text[i] > '~' ||
		    strchr("=;", value.text[i]) != NULL)
			return false;
	return value.len > 0;
}

static int
fail_record(struct error *error, struct part part, const char *why)
{
	return error_set(error, ERROR_PROTOCOL,
	    "the TXT record of the policy is wrong (RFC 8461 3.1): %s: %.*s",
	    why, part.len < SHOWN ? (int)part.len : SHOWN, part.text);
}

static int
read_record_field(struct mta_sts *sts, struct part field, struct error *error)
{
	struct part name, value;

	if (!split(field, '=', &name, &value))
		return fail_record(error, field, "this is no field");
	if (!is(name, "id")) {
		if (is_extension(name) && is_extension_value(value))
			return 0;
		return fail_record(error, field, "this is no field");
	}
	if (sts->id[0] != '\0')
		return fail_record(error, field, "a second id");
	if (!consists_of(value, LETTERS DIGITS, MTA_STS_ID_SIZE - 1))
		return fail_record(
		    error, field, "an id has 1 to 32 letters and digits");
	memcpy(sts->id, value.text, value.len);
	sts->id[value.len] = '\0';
	return 0;
}

int
mta_sts_read_record(
    struct mta_sts *sts, const char *text, size_t len, struct error *error)
{
	struct part rest = { text, len }, field;

	memset(sts, 0, sizeof(*sts));
	sts->patterns.limit = MTA_STS_LIMIT;
	if (!take(&rest, ';', &field) || !is(field, "v=" VERSION))
		return fail_record(
		    error, (struct part){ text, len }, "no v=" VERSION ";");
	/* One delimiter may end the record. */
	rest = trimmed(rest);
	if (ends_in(rest, ';')) {
		rest.len--;
		rest = trimmed(rest);
	}
	if (ends_in(rest, ';'))
		return fail_record(error, rest, "it ends in an empty field");
	while (take(&rest, ';', &field)) {
		field = trimmed(field);
		if (read_record_field(sts, field, error) == -1)
			return -1;
	}
	if (sts->id[0] == '\0')
		return fail_record(error, (struct part){ text, len }, "no id=");
	return 0;
}

/* A policy while it is read: of a field that is given twice, the first counts.
 */
struct reading {
	struct mta_sts *sts;
	unsigned int line;
	bool version, mode, max_age;
};

static int
fail_line(const struct reading *r, struct error *error, struct part part,
    const char *why)
{
	return error_set(error, ERROR_PROTOCOL,
	    "line %u of the policy is wrong (RFC 8461 3.2): %s: %.*s", r->line,
	    why, part.len < SHOWN ? (int)part.len : SHOWN, part.text);
}

static int
read_version(struct reading *r, struct part value, struct error *error)
{
	if (!r->version && !is(value, VERSION))
		return fail_line(
		    r, error, value, "the version is not " VERSION);
	r->version = true;
	return 0;
}

static int
read_mode(struct reading *r, struct part value, struct error *error)
{
	if (r->mode)
		return 0;
	for (int i = MTA_STS_NONE; i <= MTA_STS_ENFORCE; i++)
		if (is(value, mta_sts_mode_name((enum mta_sts_mode)i))) {
			r->sts->mode = (enum mta_sts_mode)i;
			r->mode = true;
			return 0;
		}
	return fail_line(
	    r, error, value, "the mode is not enforce, testing or none");
}

static int
read_max_age(struct reading *r, struct part value, struct error *error)
{
	uint64_t seconds = 0;

	if (r->max_age)
		return 0;
	for (size_t i = 0; i < value.len && i < 10; i++)
		seconds = 10 * seconds + (uint64_t)(value.text[i] - '0');
	if (!consists_of(value, DIGITS, 10) || seconds > MTA_STS_MAX_AGE)
		return fail_line(r, error, value,
		    "max_age is not a number of seconds up to 31557600");
	r->sts->max_age = (uint32_t)seconds;
	r->max_age = true;
	return 0;
}

/* Letters, digits and hyphens in labels (RFC 5321 4.1.2); a first "*" is one of
 * them. */
static bool
is_pattern(struct part part)
{
	size_t label = 0;

	if (part.len >= 2 && memcmp(part.text, "*.", 2) == 0) {
		part.text += 2;
		part.len -= 2;
	}
	for (size_t i = 0; i < part.len; i++) {
		if (part.text[i] == '.' && label == 0)
			return false;
		label = part.text[i] == '.' ? 0 : label + 1;
		if (label > LABEL_LIMIT)
			return false;
	}
	return consists_of(part, LETTERS DIGITS "-_.", HOST_LIMIT) && label > 0;
}

static int
read_mx(struct reading *r, struct part value, struct error *error)
{
	struct mta_sts *sts = r->sts;

	if (!is_pattern(value))
		return fail_line(r, error, value,
		    "mx is neither a host name nor \"*.\" and a domain");
	if (sts->pattern_count == MTA_STS_PATTERNS ||
	    buf_append(&sts->patterns, value.text, value.len) == -1 ||
	    buf_putc(&sts->patterns, '\0') == -1)
		return fail_line(r, error, value, "there are too many mx");
	sts->pattern_count++;
	return 0;
}

static int
read_line(struct reading *r, struct part line, struct error *error)
{
	static const struct {
		const char *name;
		int (*read)(struct reading *, struct part, struct error *);
	} fields[] = {
		{ "version", read_version },
		{ "mode", read_mode },
		{ "max_age", read_max_age },
		{ "mx", read_mx },
	};
	struct part name, value;

	if (!split(line, ':', &name, &value))
		return fail_line(r, error, line, "this is no field");
	value = trimmed(value);
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		if (is(name, fields[i].name))
			return fields[i].read(r, value, error);
	return is_extension(name)
		   ? 0
		   : fail_line(r, error, line, "this is no field");
}

int
mta_sts_read_policy(
    struct mta_sts *sts, const char *text, size_t len, struct error *error)
{
	struct reading r = { .sts = sts };
	struct part rest = { text, len }, line;

	while (take(&rest, '\n', &line)) {
		r.line++;
		if (line.len > 0 && line.text[line.len - 1] == '\r')
			line.len--;
		/* An empty line at the end is common, and harmless. */
		if (trimmed(line).len == 0 && rest.len == 0)
			break;
		if (read_line(&r, line, error) == -1)
			return -1;
	}
	if (!r.version || !r.mode || !r.max_age)
		return error_set(error, ERROR_PROTOCOL,
		    "the policy has no %s (RFC 8461 3.2)",
		    !r.version ? "version"
		    : !r.mode  ? "mode"
			       : "max_age");
	if (sts->pattern_count == 0 && sts->mode != MTA_STS_NONE)
		return error_set(error, ERROR_PROTOCOL,
		    "the policy names no mx (RFC 8461 3.2)");
	return 0;
}

const char *
mta_sts_mode_name(enum mta_sts_mode mode)
{
	static const char *const names[] = {
		[MTA_STS_NONE] = "none",
		[MTA_STS_TESTING] = "testing",
		[MTA_STS_ENFORCE] = "enforce",
	};

	return names[mode];
}

const char *
mta_sts_pattern(const struct mta_sts *sts, size_t *at)
{
	const char *pattern = sts->patterns.data + *at;

	if (*at >= sts->patterns.len)
		return NULL;
	*at += strlen(pattern) + 1;
	return pattern;
}

bool
mta_sts_matches(const char *pattern, const char *host)
{
	if (strncmp(pattern, "*.", 2) != 0)
		return strcasecmp(pattern, host) == 0;
	host = strchr(host, '.');
	return host != NULL && strcasecmp(pattern + 1, host) == 0;
}

bool
mta_sts_names(const struct mta_sts *sts, const char *host)
{
	const char *pattern;
	size_t at = 0;

	for (pattern = mta_sts_pattern(sts, &at); pattern != NULL;
	     pattern = mta_sts_pattern(sts, &at))
		if (mta_sts_matches(pattern, host))
			return true;
	return false;
}

void
mta_sts_free(struct mta_sts *sts)
{
	buf_free(&sts->patterns);
}
