#ifndef EXPECTATIONS_H
#define EXPECTATIONS_H

#include "facts.h"
#include "report.h"

/* Judges the text of the greeting by -e, and the extensions by --require and
 * --forbid.  Without a successful EHLO the text is not judged; without success
 * of the last planned EHLO the extensions are not. */
void expectations_judge(const struct session_facts *, struct report *);

#endif
