#include "explain_sheet.h"

#include <stdint.h>
#include <string.h>

#include "text.h"

void
sheet_head(struct sheet *sheet, const char *stage, const char *why)
{
	(void)buf_printf(sheet->out, "\n# %s: %s\n", stage, why);
}

void
sheet_run(struct sheet *sheet, const char *command)
{
	(void)buf_printf(sheet->out, "$ %s\n", command);
}

/* Other than in a report, | < > are what they are here: they must be typed. */
static void
put_foreign(struct buf *out, const char *text)
{
	size_t len = strlen(text), n = 1;
	uint32_t c = 0;

	for (size_t i = 0; i < len; i += n) {
		n = text_character(text + i, len - i, &c);
		if (n > 0 && text_is_visible(c)) {
			(void)buf_append(out, text + i, n);
			continue;
		}
		n = 1;
		(void)buf_printf(out, "\\x%02x", (unsigned char)text[i]);
	}
}

void
sheet_type(struct sheet *sheet, const char *words, const char *foreign,
    const char *behind)
{
	(void)buf_printf(sheet->out, "C: %s", words);
	if (foreign != NULL)
		put_foreign(sheet->out, foreign);
	(void)buf_printf(sheet->out, "%s\n", behind);
}

void
sheet_wait(struct sheet *sheet, const char *answer)
{
	(void)buf_puts(sheet->out, "S: ");
	put_foreign(sheet->out, answer);
	(void)buf_putc(sheet->out, '\n');
}
