#ifndef STATE_H
#define STATE_H

/* The four answers of a plugin; the values are its exit codes. */
enum state {
	STATE_OK,
	STATE_WARNING,
	STATE_CRITICAL,
	STATE_UNKNOWN,
};

/* OK < UNKNOWN < WARNING < CRITICAL. */
enum state state_worse(enum state, enum state);

/* "OK", "WARNING", "CRITICAL", "UNKNOWN". */
const char *state_name(enum state);

/* Reads a state's name, in any case, or its digit.  -1: no such state. */
int state_parse(const char *, enum state *);

#endif
