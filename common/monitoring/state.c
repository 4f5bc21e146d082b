/* The four states of a plugin. */
#include "state.h"

#include <stddef.h>

#include "text.h"

static const struct {
	const char *name;
	const char *digit;
	int badness;
} states[] = {
	[STATE_OK] = { "OK", "0", 0 },
	[STATE_WARNING] = { "WARNING", "1", 2 },
	[STATE_CRITICAL] = { "CRITICAL", "2", 3 },
	[STATE_UNKNOWN] = { "UNKNOWN", "3", 1 },
};

enum state
state_worse(enum state a, enum state b)
{
	return states[a].badness >= states[b].badness ? a : b;
}

const char *
state_name(enum state state)
{
	return states[state].name;
}

int
state_parse(const char *name, enum state *state)
{
	for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++) {
		if (text_same(name, states[i].name) ||
		    text_same(name, states[i].digit)) {
			*state = (enum state)i;
			return 0;
		}
	}
	return -1;
}
