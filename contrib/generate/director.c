/* The basket of the Icinga Director: command, service templates, fields and the
 * lists of words that some fields choose from.  Its objects have no "uuid",
 * which Director 1.10 refuses. */
#include <stdio.h>
#include <string.h>

#include "generate.h"
#include "json_writer.h"

#define COMMAND "smtp_auth"
#define TEMPLATE "tpl-service-smtp-auth"
#define CATEGORY "SMTP AUTH: "

static void
put_arguments(struct json_writer *json)
{
	json_open(json, "arguments", '{');
	for (size_t i = 0; i < option_row_count; i++) {
		const struct option_row *row = &option_rows[i];
		struct buf name = BUF_INIT(64);

		if (!generate_is_argument(row))
			continue;
		(void)buf_printf(&name, "--%s", row->name);
		json_open(json, buf_string(&name), '{');
		buf_free(&name);
		json_put_string(json,
		    row->argument == NULL ? "set_if" : "value",
		    generate_macro(row));
		json_put_string(json, "description", row->help);
		if (option_may_lack_value(row))
			json_put_bool(json, "skip_key", true);
		if (strcmp(row->name, "hostname") == 0)
			json_put_bool(json, "required", true);
		json_close(json, '}');
	}
	json_close(json, '}');
}

/* Which fields the command has: all. */
static void
put_field_links(struct json_writer *json)
{
	int id = 0;

	json_open(json, "fields", '[');
	for (size_t i = 0; i < option_row_count; i++) {
		if (!generate_is_argument(&option_rows[i]))
			continue;
		json_open(json, NULL, '{');
		json_put_decimal(json, "datafield_id", ++id, 0);
		json_put_string(json, "is_required", "n");
		json_put_string(json, "var_filter", NULL);
		json_close(json, '}');
	}
	json_close(json, ']');
}

static void
put_no_imports(struct json_writer *json)
{
	json_open(json, "imports", '[');
	json_close(json, ']');
}

static void
put_command(struct json_writer *json)
{
	/* The package has it on every node, always as its plugin is. */
	json_open(json, "ExternalCommand", '{');
	json_open(json, COMMAND, '{');
	put_arguments(json);
	json_put_string(json, "command", "check_smtp_auth");
	json_put_bool(json, "disabled", false);
	put_field_links(json);
	put_no_imports(json);
	json_put_string(json, "is_string", NULL);
	json_put_string(json, "methods_execute", "PluginCheck");
	json_put_string(json, "object_name", COMMAND);
	json_put_string(json, "object_type", "external_object");
	json_put_string(json, "timeout", "30");
	json_open(json, "vars", '{');
	json_put_string(json, "smtp_auth_hostname", "$address$");
	json_close(json, '}');
	json_put_string(json, "zone", NULL);
	json_close(json, '}');
	json_close(json, '}');
}

/* What the Director lists of a template without a value of its own. */
static const char *const template_defaults[] = { "action_url", "apply_for",
	"assign_filter", "check_period", "check_timeout", "command_endpoint",
	"display_name", "enable_active_checks", "enable_event_handler",
	"enable_flapping", "enable_notifications", "enable_passive_checks",
	"enable_perfdata", "event_command", "flapping_threshold_high",
	"flapping_threshold_low", "host", "icon_image", "icon_image_alt",
	"notes_url", "service_set", "template_choice", "use_agent",
	"use_var_overrides", "volatile", "zone" };

static void
put_array(struct json_writer *json, const char *name, const char *const *texts)
{
	json_open(json, name, '[');
	for (; *texts != NULL; texts++)
		json_put_string(json, NULL, *texts);
	json_close(json, ']');
}

/* Opens a service template that imports another, or NULL; it has no variables
 * yet.  The Director writes every property, so the basket does. */
static void
open_template(struct json_writer *json, const char *name, const char *imports,
    const char *notes)
{
	bool base = imports == NULL;

	json_open(json, name, '{');
	for (size_t i = 0;
	     i < sizeof(template_defaults) / sizeof(template_defaults[0]); i++)
		json_put_string(json, template_defaults[i], NULL);
	json_put_string(json, "check_command", base ? COMMAND : NULL);
	json_put_string(json, "check_interval", base ? "60" : NULL);
	json_put_string(json, "retry_interval", base ? "15" : NULL);
	json_put_string(json, "max_check_attempts", base ? "3" : NULL);
	json_put_bool(json, "disabled", false);
	put_array(json, "fields", (const char *const[]){ NULL });
	put_array(json, "groups", (const char *const[]){ NULL });
	put_array(json, "imports", (const char *const[]){ imports, NULL });
	json_put_string(json, "notes", notes);
	json_put_string(json, "object_name", name);
	json_put_string(json, "object_type", "template");
	json_open(json, "vars", '{');
}

static void
close_template(struct json_writer *json)
{
	json_close(json, '}');
	json_close(json, '}');
}

static void
put_templates(struct json_writer *json)
{
	json_open(json, "ServiceTemplate", '{');
	open_template(json, TEMPLATE, NULL,
	    "Logs in to a mail server. The password file must exist on every "
	    "node that runs the check.");
	json_put_string(json, "smtp_auth_authuser", "probe");
	json_put_string(
	    json, "smtp_auth_password_file", "/etc/check_smtp_auth/probe");
	put_array(json, "smtp_auth_warning",
	    (const char *const[]){ "connect=0.5,tls=1,auth=1", "5", NULL });
	put_array(json, "smtp_auth_critical",
	    (const char *const[]){ "auth=5", "8", NULL });
	close_template(json);
	open_template(
	    json, TEMPLATE "-submission", TEMPLATE, "Port 587, with STARTTLS.");
	json_put_string(json, "smtp_auth_port", "587");
	json_put_bool(json, "smtp_auth_starttls", true);
	close_template(json);
	open_template(json, TEMPLATE "-submissions", TEMPLATE,
	    "Port 465, with TLS from the first byte.");
	json_put_bool(json, "smtp_auth_ssl", true);
	close_template(json);
	json_close(json, '}');
}

static void
put_list_entry(struct json_writer *json, const char *word, size_t len)
{
	json_open(json, NULL, '{');
	json_put_bytes(json, "entry_name", word, len);
	json_put_bytes(json, "entry_value", word, len);
	json_put_string(json, "format", "string");
	json_put_string(json, "allowed_roles", NULL);
	json_close(json, '}');
}

static void
put_lists(struct json_writer *json)
{
	json_open(json, "DataList", '{');
	for (size_t i = 0; i < option_row_count; i++) {
		const struct option_row *row = &option_rows[i];
		const char *words;

		if (!generate_is_argument(row) ||
		    generate_value(row) != VALUE_WORDS)
			continue;
		json_open(json, generate_variable(row), '{');
		json_put_string(json, "list_name", generate_variable(row));
		json_put_string(json, "owner", "icinga-admin");
		json_open(json, "entries", '[');
		for (words = generate_words(row); *words != '\0';) {
			size_t len = strcspn(words, " ");

			put_list_entry(json, words, len);
			words += len + strspn(words + len, " ");
		}
		json_close(json, ']');
		json_close(json, '}');
	}
	json_close(json, '}');
}

static const char *
field_type(const struct option_row *row)
{
	if (row->argument == NULL)
		return "Boolean";
	if (generate_value(row) == VALUE_WORDS)
		return "Datalist";
	return generate_is_array(row) ? "Array" : "String";
}

/* A list is a suggestion, for some options take several words with commas. */
static void
put_field_settings(struct json_writer *json, const struct option_row *row)
{
	const char *type = field_type(row);

	json_open(json, "settings", '{');
	if (strcmp(type, "String") == 0)
		json_put_string(json, "visibility", "visible");
	if (strcmp(type, "Datalist") == 0) {
		json_put_string(json, "behavior", "suggest_optional");
		json_put_string(json, "data_type", "string");
		json_put_string(json, "datalist", generate_variable(row));
	}
	json_close(json, '}');
}

static void
put_fields(struct json_writer *json)
{
	const char *heading = "";
	int id = 0;

	json_open(json, "Datafield", '{');
	for (size_t i = 0; i < option_row_count; i++) {
		const struct option_row *row = &option_rows[i];
		struct buf text = BUF_INIT(128);

		if (row->name == NULL)
			heading = row->help;
		if (!generate_is_argument(row))
			continue;
		(void)buf_printf(&text, "%d", ++id);
		json_open(json, buf_string(&text), '{');
		json_put_string(json, "varname", generate_variable(row));
		buf_clear(&text);
		(void)buf_printf(&text, "--%s", row->name);
		json_put_string(json, "caption", buf_string(&text));
		json_put_string(json, "description", row->help);
		buf_clear(&text);
		(void)buf_printf(&text,
		    "Icinga\\Module\\Director\\DataType\\DataType%s",
		    field_type(row));
		json_put_string(json, "datatype", buf_string(&text));
		json_put_string(json, "format", NULL);
		put_field_settings(json, row);
		buf_clear(&text);
		(void)buf_printf(&text, CATEGORY "%s", heading);
		json_put_string(json, "category", buf_string(&text));
		json_close(json, '}');
		buf_free(&text);
	}
	json_close(json, '}');
}

static void
put_categories(struct json_writer *json)
{
	json_open(json, "DatafieldCategory", '{');
	for (size_t i = 0; i < option_row_count; i++) {
		struct buf name = BUF_INIT(128);

		if (option_rows[i].name != NULL)
			continue;
		(void)buf_printf(&name, CATEGORY "%s", option_rows[i].help);
		json_open(json, buf_string(&name), '{');
		json_put_string(json, "category_name", buf_string(&name));
		json_put_string(json, "description", NULL);
		json_close(json, '}');
		buf_free(&name);
	}
	json_close(json, '}');
}

static void
put_line_break(int depth)
{
	(void)printf("\n%*s", depth * 4, "");
}

/* JSON text, each value on a line of its own. */
static void
put_indented(const char *text)
{
	bool quoted = false;
	int depth = 0;

	for (; *text != '\0'; text++) {
		bool empty =
		    strncmp(text, "{}", 2) == 0 || strncmp(text, "[]", 2) == 0;

		if (!quoted && strchr("}]", *text) != NULL)
			put_line_break(--depth);
		(void)putchar(*text);
		if (quoted ? *text == '\\' : empty)
			(void)putchar(*++text);
		else if (*text == '"')
			quoted = !quoted;
		else if (!quoted && strchr("{[", *text) != NULL)
			put_line_break(++depth);
		else if (!quoted && *text == ',')
			put_line_break(depth);
		else if (!quoted && *text == ':')
			(void)putchar(' ');
	}
	(void)putchar('\n');
}

void
generate_director(void)
{
	struct buf text = BUF_INIT(1 << 20);
	struct json_writer json = { &text, false };

	json_open(&json, NULL, '{');
	put_command(&json);
	put_templates(&json);
	put_lists(&json);
	put_categories(&json);
	put_fields(&json);
	json_close(&json, '}');
	put_indented(buf_string(&text));
	buf_free(&text);
}
