#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "generate.h"
#include "mechanisms.h"
#include "stage_names.h"
#include "state.h"

/* Longer than any line of a manual page. */
#define LINE_SIZE 4096

/* A piece of a sentence: a word, or what stands between single quotes. */
struct piece {
	const char *text;
	size_t len;   /* without the punctuation behind it */
	size_t after; /* characters of punctuation */
	bool literal;
};

/* Takes the next piece off the text.  false: there is none. */
static bool
next_piece(const char **text, struct piece *piece)
{
	const char *at = *text + strspn(*text, " ");
	size_t whole = strcspn(at, " ");

	piece->literal = at[0] == '\'';
	piece->text = at;
	piece->after = 0;
	if (piece->literal) {
		piece->text = at + 1;
		piece->len = strcspn(piece->text, "'");
		at = piece->text + piece->len + 1;
		piece->after = strcspn(at, " ");
		*text = at + piece->after;
		return true;
	}
	while (piece->after + 1 < whole &&
	       strchr(".,;:)", at[whole - 1 - piece->after]) != NULL)
		piece->after++;
	piece->len = whole - piece->after;
	*text = at + whole;
	return whole > 0;
}

/* mdoc(7) reads backslashes and quotes. */
static void
put_escaped(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (text[i] == '\\')
			(void)fputs("\\e", stdout);
		else if (text[i] == '"')
			(void)fputs("\\(dq", stdout);
		else
			(void)putchar(text[i]);
	}
}

/* A macro stands on a line of its own, each character of punctuation behind it
 * as a word of its own. */
static void
put_macro(const char *macro, const struct piece *piece)
{
	const char *after = piece->text + piece->len + (piece->literal ? 1 : 0);

	/* Alone, a character of punctuation would stand behind the macro. */
	(void)printf(".%s %s", macro,
	    piece->len == 1 && ispunct((unsigned char)piece->text[0]) ? "\\&"
								      : "");
	put_escaped(piece->text, piece->len);
	for (size_t i = 0; i < piece->after; i++)
		(void)printf(" %c", after[i]);
	(void)putchar('\n');
}

static bool
is_option(const struct piece *piece)
{
	return piece->text[0] == '-' && piece->len > 1;
}

/* Sentences in plain text, each on a line of its own. */
static void
put_sentences(const char *text)
{
	struct piece piece;
	bool inside = false; /* a line of words has begun */

	while (next_piece(&text, &piece)) {
		bool macro = piece.literal || is_option(&piece);

		if (inside && macro)
			(void)putchar('\n');
		if (piece.literal)
			put_macro("Ql", &piece);
		else if (macro) {
			piece.text++;
			piece.len--;
			put_macro("Fl", &piece);
		} else {
			(void)fputs(inside ? " " : "", stdout);
			put_escaped(piece.text, piece.len + piece.after);
		}
		inside = !macro;
		if (inside && piece.after > 0 &&
		    piece.text[piece.len + piece.after - 1] == '.') {
			(void)putchar('\n');
			inside = false;
		}
	}
	if (inside)
		(void)putchar('\n');
}

static void
put_argument(const struct option_row *row)
{
	if (option_may_lack_value(row))
		(void)printf(" Ns Op = Ns Ar %s", row->argument + 1);
	else if (row->argument != NULL)
		(void)printf(" Ar %s", row->argument);
}

/* ".It Fl s , Fl -ssl , Fl -tls" */
static void
put_head(const struct option_row *row)
{
	const struct option_row *end = option_rows + option_row_count;

	(void)printf(".It");
	if (row->letter != 0)
		(void)printf(" Fl %c ,", row->letter);
	(void)printf(" Fl -%s", row->name);
	put_argument(row);
	for (row++; row < end && option_is_alias(row); row++)
		(void)printf(" , Fl -%s", row->name);
	(void)putchar('\n');
}

/* The help as a sentence. */
static void
put_help(const struct option_row *row)
{
	char text[LINE_SIZE];
	size_t len;

	(void)snprintf(text, sizeof(text), "%s%s", row->help,
	    (row->traits & OPTION_REPEATS) != 0 ? "; may be repeated" : "");
	len = strlen(text);
	/* A name keeps its small letter. */
	if (islower((unsigned char)text[1]) || text[1] == ' ')
		text[0] = (char)toupper((unsigned char)text[0]);
	if (len + 1 < sizeof(text) && text[len - 1] != ':')
		(void)strncat(text, ".", 2);
	put_sentences(text);
	if (row->more != NULL)
		put_sentences(row->more);
	if ((row->traits & OPTION_NEEDS_TLS) != 0)
		put_sentences("This option needs TLS: -S, -s or -D.");
}

static void
put_stage(const char *name, const char *covers, const char *when,
    const char *wants, bool may_warn)
{
	char text[LINE_SIZE];

	(void)printf(".It Cm %s\n", name);
	(void)snprintf(text, sizeof(text), "%s. When: %s. %s%s%s%s", covers,
	    when, wants[0] == '\0' ? "" : "Wants: ", wants,
	    may_warn ? "; 4yz is WARNING" : "", wants[0] == '\0' ? "" : ".");
	if (islower((unsigned char)text[0]))
		text[0] = (char)toupper((unsigned char)text[0]);
	put_sentences(text);
}

#define PUT_STAGE(                                                             \
    id, name, metric, planned, run, permanent, transient, covers, when, good)  \
	put_stage(name, covers, when, good, STATE_##transient == STATE_WARNING);

static void
put_stages(void)
{
	put_sentences(
	    "The list has the stages in the order of the protocol. A stage "
	    "is CRITICAL if the reply is 5yz, if there is no reply, or if "
	    "the reply breaks the protocol. A reply of 4yz (try again later) "
	    "is CRITICAL too, except where the list says WARNING. A failed "
	    "stage ends the session, but an unexpected reply to -C does "
	    "not.");
	(void)printf(".Bl -tag -width starttls\n");
	STAGE_TABLE(PUT_STAGE, STAGE_NO_ID)
	put_stage("quit", "RSET, QUIT; shown, never judged",
	    "the connection stands", "", false);
	(void)printf(".El\n.Pp\n"
		     "After STARTTLS the stages\n.Cm tls\nand\n.Cm cert\n"
		     "follow, and then\n.Cm ehlo\nruns a second time.\n"
		     "If a stage runs twice, its time is the sum of both.\n"
		     ".Pp\nAfter a login,\n.Cm mail , rcpt\nand\n.Cm data\n");
	put_sentences(
	    "are CRITICAL, too, if the 4yz reply speaks of the server "
	    "itself: its enhanced status code is 4.3.x, as with a "
	    "full disk, or it has no such code and is 451 or 452. "
	    "Greylisting and limits stay WARNING.");
	(void)printf(".Pp\n");
	put_sentences("The result is the worst state of all: OK < UNKNOWN < "
		      "WARNING < CRITICAL.");
}

static void
put_options(void)
{
	bool in_list = false;

	(void)printf("The order of the options does not matter.\n"
		     "If options contradict each other, the result is UNKNOWN "
		     "and nothing is sent.\n");
	for (size_t i = 0; i < option_row_count; i++) {
		const struct option_row *row = &option_rows[i];

		if (row->name == NULL) {
			(void)printf("%s.Ss %s\n.Bl -tag -width Ds\n",
			    in_list ? ".El\n" : "", row->help);
			in_list = true;
		} else if (!option_is_alias(row)) {
			put_head(row);
			put_help(row);
		}
	}
	(void)printf(".El\n.Pp\n");
	put_sentences("The spellings -to, -wt and -ct of old plugins mean -t, "
		      "-w and -c.");
}

/* What the rows of the table of mechanisms say about them. */
#define MECHANISM_TEXTS(symbol, specification, text) { specification, text },

static const struct {
	const char *specification, *text;
} mechanism_texts[] = { SASL_MECHANISMS(MECHANISM_TEXTS) };

/* Does this row share the entry of the row before it? */
static bool
shares_entry(size_t row)
{
	return row > 0 &&
	       strcmp(mechanism_texts[row].specification,
		   mechanism_texts[row - 1].specification) == 0 &&
	       strcmp(mechanism_texts[row].text,
		   mechanism_texts[row - 1].text) == 0;
}

static void
put_mechanism_list(void)
{
	(void)printf(".Bl -tag -width Ds\n");
	for (size_t i = 0; i < SASL_MECHANISM_COUNT; i++) {
		(void)printf("%s %s", shares_entry(i) ? " ," : ".It",
		    sasl_mechanisms[i]->name);
		if (i + 1 < SASL_MECHANISM_COUNT && shares_entry(i + 1))
			continue;
		(void)printf("\n%s.\n", mechanism_texts[i].specification);
		put_sentences(mechanism_texts[i].text);
	}
	(void)printf(".El\n.Pp\n");
}

static bool
is_mutual(const struct sasl_mechanism *mechanism)
{
	return mechanism->mutual;
}

static bool
is_by_name(const struct sasl_mechanism *mechanism)
{
	return mechanism->by_name;
}

static bool
is_cleartext(const struct sasl_mechanism *mechanism)
{
	return mechanism->cleartext;
}

/* "A, B and C", the mechanisms that have this trait. */
static void
put_mechanisms_with(bool (*has_trait)(const struct sasl_mechanism *))
{
	size_t all = 0, done = 0;

	for (size_t i = 0; i < SASL_MECHANISM_COUNT; i++)
		all += has_trait(sasl_mechanisms[i]);
	for (size_t i = 0; i < SASL_MECHANISM_COUNT; i++) {
		if (!has_trait(sasl_mechanisms[i]))
			continue;
		if (done > 0)
			(void)printf(done + 1 < all ? ",\n" : " and\n");
		(void)printf("%s", sasl_mechanisms[i]->name);
		done++;
	}
}

static void
put_mechanisms(void)
{
	(void)printf(
	    "The strongest mechanism comes first;\n.Cm auto\nchooses in this order.\n");
	put_mechanism_list();
	put_mechanisms_with(is_by_name);
	(void)printf("\nare used only if\n.Fl A\nnames them.\n");
	put_mechanisms_with(is_cleartext);
	(void)printf("\nsend the secret in a form that anybody on the way can "
		     "read, so they need TLS.\nWith\n");
	put_mechanisms_with(is_mutual);
	(void)printf("\nthe server must prove that it knows the password, too."
		     "\nIf the client speaks first in a mechanism, the plugin "
		     "sends an initial response,\nas long as the line is not "
		     "longer than 512 octets.\n");
}

/* The sections that are made anew. */
static const struct {
	const char *head;
	void (*put)(void);
} sections[] = {
	{ ".Sh OPTIONS\n", put_options },
	{ ".Sh STAGES\n", put_stages },
	{ ".Sh MECHANISMS\n", put_mechanisms },
};

void
generate_manual(void)
{
	char line[LINE_SIZE];
	bool ours = false; /* in a section that is made anew */

	while (fgets(line, sizeof(line), stdin) != NULL) {
		if (strncmp(line, ".Sh ", 4) == 0)
			ours = false;
		if (!ours)
			(void)fputs(line, stdout);
		for (size_t i = 0; i < sizeof(sections) / sizeof(sections[0]);
		     i++) {
			if (strcmp(line, sections[i].head) != 0)
				continue;
			ours = true;
			sections[i].put();
		}
	}
}
