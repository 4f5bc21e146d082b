/* The request for a token by hand, for --explain. */
#include "token_explain.h"

#include <string.h>

#include "shell.h"
#include "token.h"
#include "token_source_data.h"

#define LINE_LIMIT ((size_t)16 * 1024)

/* A command line of curl. */
struct command {
	const struct token_source *source;
	struct buf feed;  /* commands that write what is secret into its pipe */
	struct buf words; /* its arguments */
};

/* Appends the command that reads a secret: the first line of its file, or what
 * the ini file has. */
static void
put_reader(const struct token_source *source, enum token_key file,
    const char *key, struct buf *out)
{
	const char *path =
	    file == TOKEN_KEY_COUNT ? NULL : token_source_value(source, file);

	if (path != NULL) {
		(void)buf_puts(out, "head -n 1 ");
		shell_quote(out, path);
	} else {
		(void)buf_printf(
		    out, "sed -n 's/^[ \\t]*%s[ \\t]*=[ \\t]*//p' ", key);
		shell_quote(out, source->path);
	}
	/* What curl would not take as it is within quotes. */
	(void)buf_puts(out, " | sed 's/[\\\\\"]/\\\\&/g'");
}

/* A field whose value is secret must not stand in the list of processes. */
static void
feed_field(struct command *command, const char *field, enum token_key file,
    const char *key)
{
	(void)buf_printf(&command->feed,
	    "%sprintf 'data-urlencode = \"%s=%%s\"\\n' \"$(",
	    command->feed.len > 0 ? "; " : "", field);
	put_reader(command->source, file, key, &command->feed);
	(void)buf_puts(&command->feed, ")\"");
}

static void
feed_user(struct command *command, const char *client)
{
	(void)buf_printf(&command->feed, "%sprintf 'user = \"%%s:%%s\"\\n' ",
	    command->feed.len > 0 ? "; " : "");
	shell_quote(&command->feed, client);
	(void)buf_puts(&command->feed, " \"$(");
	put_reader(command->source, TOKEN_KEY_CLIENT_SECRET_FILE,
	    "client_secret", &command->feed);
	(void)buf_puts(&command->feed, ")\"");
}

static void
put_option(struct command *command, const char *option, enum token_key key)
{
	const char *value = token_source_value(command->source, key);

	if (value == NULL)
		return;
	(void)buf_printf(&command->words, " %s ", option);
	shell_quote(&command->words, value);
}

/* A proxy may have a password in it. */
static void
put_proxy(struct command *command)
{
	const char *proxy =
	    token_source_value(command->source, TOKEN_KEY_PROXY);

	if (proxy == NULL || strchr(proxy, '@') == NULL) {
		put_option(command, "--proxy", TOKEN_KEY_PROXY);
		return;
	}
	(void)buf_printf(&command->feed, "%sprintf 'proxy = \"%%s\"\\n' \"$(",
	    command->feed.len > 0 ? "; " : "");
	put_reader(command->source, TOKEN_KEY_COUNT, "proxy", &command->feed);
	(void)buf_puts(&command->feed, ")\"");
}

static void
put_field(struct command *command, const char *name, const char *value)
{
	struct buf pair = BUF_INIT(LINE_LIMIT);

	(void)buf_printf(&pair, "%s=%s", name, value);
	(void)buf_puts(&command->words, " --data-urlencode ");
	shell_quote(&command->words, buf_string(&pair));
	buf_free(&pair);
}

static void
put_params(struct command *command)
{
	const struct token_source *source = command->source;
	struct buf key = BUF_INIT(LINE_LIMIT);

	for (size_t i = 0; i < source->param_count; i++) {
		const char *name = buf_string(&source->params[i].name);

		if (!token_source_is_secret(name)) {
			put_field(command, name,
			    buf_string(&source->params[i].value));
			continue;
		}
		buf_clear(&key);
		(void)buf_printf(&key, "param\\.%s", name);
		feed_field(command, name, TOKEN_KEY_COUNT, buf_string(&key));
	}
	buf_free(&key);
}

/* --- Assertions -------------------------------------------------------------
 */

static void
put_signature(enum signature signature, const char *key, struct buf *out)
{
	(void)buf_puts(out,
	    "signature=$(printf %s \"$header.$claims\" | openssl dgst -sha256 "
	    "-binary -sign ");
	shell_quote(out, key);
	if (signature == SIGNATURE_PS256)
		(void)buf_puts(out, " -sigopt rsa_padding_mode:pss -sigopt "
				    "rsa_pss_saltlen:digest");
	(void)buf_puts(out, " | b64)\n");
}

static void
put_certificate(
    const struct token_source *source, const char *client, struct buf *out)
{
	const char *certificate =
	    token_source_value(source, TOKEN_KEY_CLIENT_CERTIFICATE);
	const char *key = token_source_value(source, TOKEN_KEY_CLIENT_KEY);
	enum signature signature = source->provider == NULL
				       ? SIGNATURE_RS256
				       : source->provider->signature;

	(void)buf_puts(out, "x5t=$(openssl x509 -outform der -in ");
	shell_quote(out, certificate);
	(void)buf_puts(out, " | openssl dgst -sha256 -binary | b64)\n");
	(void)buf_printf(out,
	    "header=$(printf '{\"alg\":\"%s\",\"typ\":\"JWT\",\"x5t#S256\":"
	    "\"%%s\"}' \"$x5t\" | b64)\n",
	    signature_name(signature));
	(void)buf_puts(out,
	    "claims=$(printf '{\"iss\":\"%s\",\"sub\":\"%s\",\"aud\":\"%s\","
	    "\"jti\":\"%s\",\"nbf\":%d,\"exp\":%d}' ");
	shell_quote(out, client);
	(void)buf_putc(out, ' ');
	shell_quote(out, client);
	(void)buf_putc(out, ' ');
	shell_quote(out, buf_string(&source->endpoint));
	(void)buf_puts(out, " \"$(openssl rand -hex 16)\" \"$now\" "
			    "\"$((now + 300))\" | b64)\n");
	put_signature(signature, key == NULL ? certificate : key, out);
}

static void
put_account(const struct token_source *source, struct buf *out)
{
	const char *subject = token_source_value(source, TOKEN_KEY_SUBJECT);

	if (subject == NULL)
		subject = source->user == NULL ? "" : source->user;
	(void)buf_puts(out, "(umask 077 && jq -r .private_key ");
	shell_quote(
	    out, token_source_value(source, TOKEN_KEY_SERVICE_ACCOUNT_FILE));
	(void)buf_puts(out, " >key.pem)\n");
	(void)buf_puts(out,
	    "header=$(printf '{\"alg\":\"RS256\",\"typ\":\"JWT\"}' | "
	    "b64)\n"
	    "claims=$(printf '{\"iss\":\"%s\",\"sub\":\"%s\",\"scope\":"
	    "\"%s\",\"aud\":\"%s\",\"iat\":%d,\"exp\":%d}' ");
	shell_quote(out, buf_string(&source->issuer));
	(void)buf_putc(out, ' ');
	shell_quote(out, subject);
	(void)buf_putc(out, ' ');
	shell_quote(out, buf_string(&source->scope));
	(void)buf_putc(out, ' ');
	shell_quote(out, buf_string(&source->audience));
	(void)buf_puts(out, " \"$now\" \"$((now + 3600))\" | b64)\n");
	put_signature(SIGNATURE_RS256, "key.pem", out);
	(void)buf_puts(out, "rm key.pem\n");
}

/* The lines that make an assertion, and its field. */
static void
put_assertion(struct command *command, const char *client, struct buf *out)
{
	bool is_client = command->source->certificate.len > 0;
	const char *field = is_client ? "client_assertion" : "assertion";

	(void)buf_puts(out,
	    "b64() { openssl base64 -A | tr +/ -_ | tr -d =; }\n"
	    "now=$(date +%s)\n");
	if (is_client) {
		put_certificate(command->source, client, out);
		put_field(command, "client_assertion_type",
		    "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
	} else
		put_account(command->source, out);
	(void)buf_printf(&command->feed,
	    "printf 'data-urlencode = \"%s=%%s\"\\n' "
	    "\"$header.$claims.$signature\"",
	    field);
}

void
token_source_explain(const struct token_source *source, struct buf *out)
{
	const char *client = token_source_value(source, TOKEN_KEY_CLIENT_ID);
	struct command command = {
		.source = source,
		.feed = BUF_INIT(LINE_LIMIT),
		.words = BUF_INIT(LINE_LIMIT),
	};
	bool basic = token_source_uses_basic(source);

	put_field(&command, "grant_type", source->grant->type);
	if (client != NULL && !basic)
		put_field(&command, "client_id", client);
	if (source->scope.len > 0 && source->grant->bit != TOKEN_JWT_BEARER)
		put_field(&command, "scope", buf_string(&source->scope));
	if (source->certificate.len > 0 ||
	    source->grant->bit == TOKEN_JWT_BEARER)
		put_assertion(&command, client, out);
	if (source->grant->bit == TOKEN_REFRESH_TOKEN)
		feed_field(&command, "refresh_token",
		    TOKEN_KEY_REFRESH_TOKEN_FILE, "");
	if (basic)
		feed_user(&command, client);
	else if (source->secret.len > 0)
		feed_field(&command, "client_secret",
		    TOKEN_KEY_CLIENT_SECRET_FILE, "client_secret");
	put_params(&command);
	put_proxy(&command);
	put_option(&command, "--cacert", TOKEN_KEY_CA_FILE);
	if (command.feed.len > 0)
		(void)buf_printf(out, "{ %s; } | curl --silent --config -",
		    buf_string(&command.feed));
	else
		(void)buf_puts(out, "curl --silent");
	(void)buf_printf(out, "%s ", buf_string(&command.words));
	shell_quote(out, buf_string(&source->endpoint));
	(void)buf_putc(out, '\n');
	buf_free(&command.feed);
	buf_free(&command.words);
}
