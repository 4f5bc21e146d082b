#include <stdio.h>
#include <string.h>

#include "generate.h"

static const struct {
	const char *name;
	void (*generate)(void);
} outputs[] = {
	{ "manual", generate_manual },
	{ "readme", generate_readme },
	{ "bash", generate_bash },
	{ "zsh", generate_zsh },
	{ "fish", generate_fish },
	{ "icinga", generate_icinga },
	{ "director", generate_director },
};

int
main(int argc, char **argv)
{
	const char *name = argc == 2 ? argv[1] : "";

	for (size_t i = 0; i < sizeof(outputs) / sizeof(outputs[0]); i++) {
		if (strcmp(outputs[i].name, name) != 0)
			continue;
		outputs[i].generate();
		return fflush(stdout) != 0 || ferror(stdout) != 0;
	}
	(void)fprintf(stderr,
	    "usage: generate manual|readme|bash|zsh|fish|icinga|director\n");
	return 2;
}
