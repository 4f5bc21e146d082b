/* Keeps the first error of a task, with its text. */
#include "error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "text.h"

__attribute__((format(printf, 4, 0))) static int
error_format(struct error *error, enum error_kind kind, const char *reason,
    const char *format, va_list args)
{
	char text[ERROR_TEXT_SIZE];
	size_t len;
	int n;

	if (error->kind != ERROR_NONE)
		return -1;
	n = vsnprintf(text, sizeof(text), format, args);
	len = strlen(text);
	if (n >= 0 && reason != NULL)
		(void)snprintf(text + len, sizeof(text) - len, ": %s", reason);
	error->kind = kind;
	(void)text_printable(
	    error->text, sizeof(error->text), text, strlen(text));
	return -1;
}

int
error_set(struct error *error, enum error_kind kind, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	(void)error_format(error, kind, NULL, format, args);
	va_end(args);
	return -1;
}

int
error_errno(struct error *error, enum error_kind kind, const char *format, ...)
{
	const char *reason = strerror(errno);
	va_list args;

	va_start(args, format);
	(void)error_format(error, kind, reason, format, args);
	va_end(args);
	return -1;
}

void
error_said(struct error *error, const void *bytes, size_t len)
{
	(void)text_printable(error->said, sizeof(error->said), bytes, len);
}

void
error_prefix(struct error *error, const char *words)
{
	char text[ERROR_TEXT_SIZE];

	(void)snprintf(text, sizeof(text), "%s: ", words);
	(void)text_printable(text + strlen(text), sizeof(text) - strlen(text),
	    error->text, strlen(error->text));
	memcpy(error->text, text, sizeof(text));
}

void
error_clear(struct error *error)
{
	/* Its texts are large, and one is cleared for each row of a session. */
	error->kind = ERROR_NONE;
	error->code = 0;
	error->status[0] = error->text[0] = error->said[0] = '\0';
}
