/* Reads the section [oauth] of an ini file. */
#include "token_ini.h"

#include <string.h>

#include "ini.h"
#include "text.h"
#include "token_form.h"

static const char param_prefix[] = "param.";

/* The name is not ours, and could be a secret whose "=" is missing: an error
 * shows it only when it looks like a key. */
static int
refuse_name(const struct ini_option *option, struct error *error)
{
	static const char usual[] = "abcdefghijklmnopqrstuvwxyz_.-";

	for (size_t i = 0; i < option->name_len; i++)
		if (option->name_len > 40 ||
		    strchr(usual, option->name[i]) == NULL)
			return error_set(error, ERROR_USAGE,
			    "line %u: there is no such key", option->line);
	return error_set(error, ERROR_USAGE, "line %u: there is no key %.*s",
	    option->line, (int)option->name_len, option->name);
}

static int
keep_param(struct token_source *source, const struct ini_option *option,
    struct error *error)
{
	const size_t prefix = sizeof(param_prefix) - 1;
	const char *name = option->name + prefix;
	size_t len = option->name_len - prefix;
	struct token_param *param = &source->params[source->param_count];

	if (source->param_count == TOKEN_PARAMS_MAX)
		return error_set(error, ERROR_USAGE,
		    "line %u: more than %d keys param.NAME", option->line,
		    TOKEN_PARAMS_MAX);
	param->name = (struct buf)BUF_SECRET(TOKEN_FILE_LIMIT);
	param->value = (struct buf)BUF_SECRET(TOKEN_FILE_LIMIT);
	(void)buf_append(&param->name, name, len);
	(void)buf_append(&param->value, option->value, option->value_len);
	source->param_count++;
	if (len == 0)
		return error_set(error, ERROR_USAGE,
		    "line %u: param.NAME: the name is missing", option->line);
	if (token_form_owns(buf_string(&param->name)))
		return error_set(error, ERROR_USAGE,
		    "line %u: param.%s: the plugin itself sets this field",
		    option->line, buf_string(&param->name));
	for (size_t i = 0; i + 1 < source->param_count; i++)
		if (strcmp(buf_string(&source->params[i].name),
			buf_string(&param->name)) == 0)
			return error_set(error, ERROR_USAGE,
			    "line %u: param.%s comes twice", option->line,
			    buf_string(&param->name));
	return 0;
}

static int
keep_value(struct token_source *source, const struct ini_option *option,
    struct error *error)
{
	const size_t prefix = sizeof(param_prefix) - 1;
	enum token_key key = token_key_find(option->name, option->name_len);
	struct token_value *value;

	if (key == TOKEN_KEY_COUNT && option->name_len >= prefix &&
	    memcmp(option->name, param_prefix, prefix) == 0)
		return keep_param(source, option, error);
	if (key == TOKEN_KEY_COUNT)
		return refuse_name(option, error);
	value = &source->values[key];
	if (value->line != 0)
		return error_set(error, ERROR_USAGE,
		    "line %u: %s comes twice (line %u)", option->line,
		    token_keys[key].name, value->line);
	value->line = option->line;
	if (option->value_len == 0)
		return error_set(error, ERROR_USAGE,
		    "line %u: %s needs a value", option->line,
		    token_keys[key].name);
	(void)buf_append(&value->text, option->value, option->value_len);
	if (text_has_control(buf_string(&value->text)))
		return error_set(error, ERROR_USAGE,
		    "line %u: %s has a control character in it", option->line,
		    token_keys[key].name);
	return 0;
}

int
token_ini_read(
    struct token_source *source, const struct buf *text, struct error *error)
{
	struct ini ini;
	struct ini_option option;
	int rc;

	ini_init(&ini, buf_string(text), text->len, "oauth");
	do
		rc = ini_next(&ini, &option, error);
	while (rc == 1 && keep_value(source, &option, error) == 0);
	if (rc != 0)
		return -1;
	if (!ini.found)
		return error_set(error, ERROR_USAGE,
		    "there is no section [oauth] with keys in it");
	return 0;
}
