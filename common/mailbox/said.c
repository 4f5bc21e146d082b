/* Quotes what a server says when it does not say yes. */
#include "said.h"

#include <string.h>

#include "service.h"
#include "text.h"

/* Characters that an error shows of a refusal, and of a strange line. */
#define QUOTE 200
#define STRANGE_QUOTE 80
/* A mask may be longer than a secret. */
#define SHOWN_LIMIT (4 * SAID_LIMIT)
/* Stands where a reply of SMTP has its code: see redact_reply(). */
#define CODE "000 "

/* Of response codes (RFC 5530, 2449 and 3206): it may pass. */
static const char *const transient[] = { "UNAVAILABLE", "INUSE", "IN-USE",
	"LOGIN-DELAY", "SYS/TEMP" };

void
said_show(
    const struct redact *redact, const char *text, size_t len, struct buf *out)
{
	struct buf copy = BUF_INIT(SHOWN_LIMIT);
	size_t skip = strlen(CODE);

	if (!redact_knows(redact)) {
		(void)buf_append(out, text, len);
		return;
	}
	(void)buf_puts(&copy, CODE);
	(void)buf_append(&copy, text, len);
	(void)buf_putc(&copy, '\n');
	redact_reply(redact, &copy);
	if (copy.len > 0 && copy.data[copy.len - 1] == '\n')
		buf_truncate(&copy, copy.len - 1);
	if (strncmp(buf_string(&copy), CODE, skip) != 0)
		skip = 0;
	(void)buf_append(out, buf_string(&copy) + skip, copy.len - skip);
	buf_free(&copy);
}

bool
said_code(const struct buf *line, const char *code)
{
	const char *at = strchr(buf_string(line), ' ');
	size_t len = strlen(code);

	while (at != NULL && *at == ' ')
		at++;
	if (at == NULL || *at++ != '[' || !text_starts(at, strlen(at), code))
		return false;
	return at[len] == ']' || at[len] == ' ';
}

int
said_no(
    const struct redact *redact, const struct buf *line, struct error *error)
{
	struct buf shown = BUF_INIT(SHOWN_LIMIT), quote = BUF_INIT(4096);
	enum error_kind kind = ERROR_REJECTED;

	for (size_t i = 0; i < sizeof(transient) / sizeof(transient[0]); i++)
		if (said_code(line, transient[i]))
			kind = ERROR_RETRY;
	said_show(redact, buf_string(line), line->len, &shown);
	while (shown.len > 0 && shown.data[shown.len - 1] == ' ')
		buf_truncate(&shown, shown.len - 1);
	(void)buf_put_printable(&quote, buf_string(&shown), shown.len, QUOTE);
	if (error->kind == ERROR_NONE) {
		(void)error_set(error, kind, "%s", buf_string(&quote));
		error_said(error, buf_string(&shown), shown.len);
	}
	buf_free(&shown);
	buf_free(&quote);
	return -1;
}

int
said_nonsense(const struct redact *redact, const char *protocol,
    const char *line, size_t len, struct error *error)
{
	const char *service = service_that_says(line, len);
	struct buf shown = BUF_INIT(SHOWN_LIMIT), quote = BUF_INIT(4096);

	if (service != NULL && strstr(service, protocol) != NULL)
		service = NULL;
	said_show(redact, line, len, &shown);
	(void)buf_put_printable(
	    &quote, buf_string(&shown), shown.len, STRANGE_QUOTE);
	(void)error_set(error, ERROR_PROTOCOL, "this is %s%s%s: %s",
	    service != NULL ? service : "no reply of ",
	    service != NULL ? ", not " : "", protocol,
	    quote.len > 0 ? buf_string(&quote) : "(an empty line)");
	buf_free(&shown);
	buf_free(&quote);
	return -1;
}
