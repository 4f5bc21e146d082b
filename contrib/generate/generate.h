#ifndef GENERATE_H
#define GENERATE_H

#include "buf.h"
#include "option_table.h"

/* Each writes to standard output what follows from the tables; a failed
 * write is seen at the end, by main(). */

/* The manual page that standard input has, with new sections OPTIONS and
 * MECHANISMS. */
void generate_manual(void);

/* The README that standard input has, with a new table of stages. */
void generate_readme(void);

void generate_bash(void);
void generate_zsh(void);
void generate_fish(void);

/* The CheckCommand of Icinga 2. */
void generate_icinga(void);

/* The basket of the Icinga Director. */
void generate_director(void);

/* Is this row an option that a monitoring system may set? */
bool generate_is_argument(const struct option_row *);

/* May its value be a list, of which each element repeats the option? */
bool generate_is_array(const struct option_row *);

/* The custom variable that sets the option, and the macro that becomes the
 * argument's value: "$smtp_auth_port$", or "--proxy=$smtp_auth_proxy$" if the
 * value is a part of the option's word.  Each is valid until its next call. */
const char *generate_variable(const struct option_row *);
const char *generate_macro(const struct option_row *);

/* What can be said about an option's value. */
enum value_kind {
	VALUE_NONE,
	VALUE_TEXT,
	VALUE_FILE,
	VALUE_DIRECTORY,
	VALUE_HOST,
	VALUE_WORDS, /* one of a few: see generate_words() */
};

enum value_kind generate_value(const struct option_row *);

/* The words that a VALUE_WORDS may be, with blanks between them; valid until
 * the next call. */
const char *generate_words(const struct option_row *);

#endif
