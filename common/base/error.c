#include "error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "text.h"

static void
set(struct error *error, enum error_kind kind, const char *text)
{
	error->kind = kind;
	text_printable(error->text, sizeof(error->text), text, strlen(text));
}

int
error_set(struct error *error, enum error_kind kind, const char *format, ...)
{
	char text[ERROR_TEXT_SIZE];
	va_list args;

	if (error->kind != ERROR_NONE)
		return -1;
	va_start(args, format);
	(void)vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	set(error, kind, text);
	return -1;
}

int
error_errno(struct error *error, enum error_kind kind, const char *format, ...)
{
	int saved = errno;
	char text[ERROR_TEXT_SIZE];
	char whole[ERROR_TEXT_SIZE + 80];
	va_list args;

	if (error->kind != ERROR_NONE)
		return -1;
	va_start(args, format);
	(void)vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	(void)snprintf(whole, sizeof(whole), "%s: %s", text, strerror(saved));
	set(error, kind, whole);
	return -1;
}

void
error_clear(struct error *error)
{
	memset(error, 0, sizeof(*error));
}
