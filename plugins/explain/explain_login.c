/* --explain: how to log in by hand. */
#include "explain_login.h"

#include <string.h>

#include "base64.h"
#include "explain_command.h"
#include "sasl.h"
#include "text.h"

/* How to log in by hand with one mechanism. */
struct recipe {
	const char *mechanism;
	/* The format for printf(1), which makes the response; NULL: there is
	 * nothing to hide, so talk() types the response itself. */
	const char *format;
	const char *arguments; /* one letter each, see put_arguments() */
	void (*talk)(struct sheet *, const struct recipe *);
	/* What the login needs besides a password, or NULL. */
	void (*prepare)(struct sheet *);
};

static void
wait_for_final_reply(struct sheet *sheet)
{
	bool wrong = sheet->config->login.source.kind == SECRET_WRONG;

	sheet_wait(sheet, wrong ? "535" : "235");
}

/* The login has one response, and the password is in it. */
static void
talk_single_response(struct sheet *sheet, const struct recipe *recipe)
{
	sheet_type(sheet, "AUTH ", recipe->mechanism, "");
	sheet_wait(sheet, "334");
	sheet_type(sheet, "(the line that printf has made)", NULL, "");
	wait_for_final_reply(sheet);
}

static void
talk_user_first(struct sheet *sheet, const struct recipe *recipe)
{
	const char *user = sheet->config->login.user;
	struct buf text = BUF_INIT(8192);

	sheet_type(sheet, "AUTH ", recipe->mechanism, "");
	sheet_wait(sheet, "334 VXNlcm5hbWU6 (or another question)");
	(void)base64_encode(&text, user, strlen(user));
	sheet_type(sheet, "", buf_string(&text), " (the user's name)");
	sheet_wait(sheet, "334 UGFzc3dvcmQ6 (or another question)");
	sheet_type(sheet, "(the line that printf has made)", NULL, "");
	wait_for_final_reply(sheet);
	buf_free(&text);
}

/* EXTERNAL and ANONYMOUS have no secret, so the whole AUTH line can be typed.
 */
static void
talk_without_secret(struct sheet *sheet, const struct recipe *recipe)
{
	const char *identity = sheet->config->login.authzid;
	struct buf text = BUF_INIT(8192);

	if (strcmp(recipe->mechanism, "ANONYMOUS") == 0)
		identity = "check_smtp_auth";
	(void)buf_printf(&text, "%s ", recipe->mechanism);
	if (identity != NULL)
		(void)base64_encode(&text, identity, strlen(identity));
	else
		(void)buf_putc(&text, '=');
	sheet_type(sheet, "AUTH ", buf_string(&text), "");
	wait_for_final_reply(sheet);
	buf_free(&text);
}

/* Kerberos answers for the server, so the ticket for it is most of the login.
 */
static void
get_ticket(struct sheet *sheet)
{
	const struct config *config = sheet->config;
	struct buf command = BUF_INIT(8192);

	sheet_head(sheet, "auth",
	    "the ticket for the server; type this as the user of the plugin");
	if (config->login.keytab != NULL) {
		sheet_run(sheet, "KRB5CCNAME=$(mktemp); export KRB5CCNAME");
		(void)buf_puts(&command, "kinit -k -t ");
		command_word(config, config->login.keytab, &command);
		(void)buf_putc(&command, ' ');
		command_word(config, config->login.user, &command);
		sheet_run(sheet, buf_string(&command));
		buf_clear(&command);
	}
	sheet_run(sheet, "klist");
	(void)buf_puts(&command, "kvno -S smtp ");
	command_word(config, config->target.host, &command);
	sheet_run(sheet, buf_string(&command));
	if (config->login.keytab != NULL)
		sheet_run(sheet, "kdestroy");
	buf_free(&command);
}

static void
talk_with_ticket(struct sheet *sheet, const struct recipe *recipe)
{
	sheet_type(sheet, "AUTH ", recipe->mechanism, "");
	sheet_wait(sheet, "334");
	sheet_type(sheet, "*", NULL, "");
	sheet_wait(sheet, "501 (what comes next cannot be typed)");
}

/* The first recipe, PLAIN, replaces mechanisms that cannot be typed by hand,
 * such as SCRAM. */
/* clang-format off */
static const struct recipe recipes[] = {
	{ "PLAIN", "%s\\0%s\\0%s", "zus", talk_single_response, NULL },
	{ "LOGIN", "%s", "s", talk_user_first, NULL },
	{ "XOAUTH2",
	  "user=%s\\001auth=Bearer %s\\001\\001", "us", talk_single_response, NULL },
	{ "OAUTHBEARER",
	  "n,a=%s,\\001host=%s\\001port=%s\\001auth=Bearer %s\\001\\001",
	  "uhps", talk_single_response, NULL },
	{ "EXTERNAL", NULL, "", talk_without_secret, NULL },
	{ "ANONYMOUS", NULL, "", talk_without_secret, NULL },
	{ "GSSAPI", NULL, "", talk_with_ticket, get_ticket },
};
/* clang-format on */

static const struct recipe *
find_recipe(const char *name, size_t len)
{
	for (size_t i = 0; i < sizeof(recipes) / sizeof(recipes[0]); i++)
		if (strlen(recipes[i].mechanism) == len &&
		    text_starts(name, len, recipes[i].mechanism))
			return &recipes[i];
	return NULL;
}

/* Returns the first mechanism of -A that can be typed.  NULL: there is none, or
 * -A was not given. */
static const struct recipe *
choose_recipe(const struct config *config)
{
	const char *at = config->login.mechanisms;
	const struct recipe *recipe = NULL;

	if (at == NULL && !config_has_secret(&config->login))
		return find_recipe("EXTERNAL", 8);
	while (at != NULL && *at != '\0' && recipe == NULL) {
		size_t len = strcspn(at, ",");

		recipe = find_recipe(at, len);
		at += len + (at[len] == ',');
	}
	return recipe;
}

/* s: password, u: user, h: host, p: port; else the authorization identity. */
static void
put_arguments(const struct config *config, const char *letters, struct buf *out)
{
	const char *authzid = config->login.authzid;

	for (; *letters != '\0'; letters++) {
		(void)buf_putc(out, ' ');
		if (*letters == 's')
			command_secret(config, out);
		else if (*letters == 'u')
			command_word(config, config->login.user, out);
		else if (*letters == 'h')
			command_word(config, config->target.host, out);
		else if (*letters == 'p')
			(void)buf_printf(out, "%u", config->target.port);
		else
			command_word(
			    config, authzid == NULL ? "" : authzid, out);
	}
}

void
explain_login_secret(struct sheet *sheet)
{
	const struct config *config = sheet->config;
	const struct recipe *recipe = choose_recipe(config);
	struct buf command = BUF_INIT((size_t)32 * 1024);

	if (recipe == NULL)
		recipe = recipes;
	if (recipe->prepare != NULL)
		recipe->prepare(sheet);
	if (recipe->format == NULL)
		return;
	sheet_head(sheet, "auth",
	    "the answer to type; the password is in it, so keep it to "
	    "yourself");
	if (config->login.source.kind == SECRET_TYPED) {
		(void)buf_printf(&command,
		    "read -r SECRET   # %s: type the password, then Enter",
		    config->login.source.name);
		sheet_run(sheet, buf_string(&command));
		buf_clear(&command);
	}
	(void)buf_printf(&command, "printf '%s'", recipe->format);
	put_arguments(config, recipe->arguments, &command);
	(void)buf_puts(&command, " | openssl base64 -A; echo");
	sheet_run(sheet, buf_string(&command));
	buf_free(&command);
}

void
explain_login(struct sheet *sheet)
{
	const struct config *config = sheet->config;
	const struct recipe *recipe = choose_recipe(config);
	const char *why = "the server must take the login";

	if (config->login.source.kind == SECRET_WRONG)
		why = "the server must refuse a wrong password, with 535";
	else if (recipe == NULL && config->login.mechanisms == NULL)
		why = "the check takes the strongest mechanism that is "
		      "offered; PLAIN can be typed (or LOGIN: see --explain "
		      "-A LOGIN)";
	else if (recipe == NULL)
		why = "what -A names cannot be typed by hand; PLAIN shows "
		      "whether the same password is right";
	else if (recipe != NULL && recipe->prepare != NULL)
		why = "the server must take the mechanism";
	sheet_head(sheet, "auth", why);
	if (config->steps.auth_each)
		(void)buf_puts(sheet->out,
		    "# and the same with each other mechanism that EHLO "
		    "offers (--auth-each)\n");
	if (recipe == NULL)
		recipe = recipes;
	recipe->talk(sheet, recipe);
}
