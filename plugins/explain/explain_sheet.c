/* The lines of --explain: headings, commands, and a dialogue. */
#include "explain_sheet.h"

#include <stdint.h>
#include <string.h>

#include "redact_copy.h"
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

bool
sheet_asks(const struct sheet *sheet, enum negative_check_id id)
{
	return sheet->negative == &negative_checks[id];
}

/* Keeps | < > as they are, because the administrator must type them.  Only this
 * text from the user has the password hidden: the plugin's own words must stay
 * readable, even if the password is one of them. */
static void
put_foreign(struct sheet *sheet, const char *text)
{
	struct buf copy = redact_copy(&sheet->config->redact, text);
	size_t n = 1;
	uint32_t c = 0;

	for (size_t i = 0; i < copy.len; i += n) {
		n = text_character(copy.data + i, copy.len - i, &c);
		if (n > 0 && text_is_visible(c)) {
			(void)buf_append(sheet->out, copy.data + i, n);
			continue;
		}
		n = 1;
		(void)buf_printf(
		    sheet->out, "\\x%02x", (unsigned char)copy.data[i]);
	}
	buf_free(&copy);
}

static void
put_sheet_line(struct sheet *sheet, char side, const char *words,
    const char *foreign, const char *behind)
{
	(void)buf_printf(sheet->out, "%c: %s", side, words);
	if (foreign != NULL)
		put_foreign(sheet, foreign);
	(void)buf_printf(sheet->out, "%s\n", behind);
}

void
sheet_type(struct sheet *sheet, const char *words, const char *foreign,
    const char *behind)
{
	put_sheet_line(sheet, 'C', words, foreign, behind);
}

void
sheet_wait(struct sheet *sheet, const char *answer)
{
	put_sheet_line(sheet, 'S', answer, NULL, "");
}

void
sheet_wait_for(struct sheet *sheet, const char *words, const char *foreign,
    const char *behind)
{
	put_sheet_line(sheet, 'S', words, foreign, behind);
}

void
sheet_put_printable(
    const struct config *config, const char *text, size_t most, struct buf *out)
{
	struct buf copy = redact_copy(&config->redact, text);

	(void)buf_put_printable(out, buf_string(&copy), copy.len, most);
	buf_free(&copy);
}
