/* Libraries that are loaded when they are needed. */
#include "library.h"

#include <dlfcn.h>
#include <stddef.h>
#include <string.h>

int
library_open(
    const struct library *library, void *functions, struct error *error)
{
	void *handle = NULL;
	char *next = functions;

	for (size_t i = 0; handle == NULL && library->files[i] != NULL; i++)
		handle = dlopen(library->files[i], RTLD_NOW | RTLD_LOCAL);
	if (handle == NULL)
		return error_set(error, ERROR_USAGE,
		    "%s needs %s, which is not installed (%s)",
		    library->needed_for, library->files[0], library->package);
	for (size_t i = 0; library->symbols[i] != NULL; i++) {
		void *symbol = dlsym(handle, library->symbols[i]);

		if (symbol == NULL)
			return error_set(error, ERROR_USAGE,
			    "%s needs %s with %s: install a later version (%s)",
			    library->needed_for, library->files[0],
			    library->symbols[i], library->package);
		memcpy(next, &symbol, sizeof(symbol));
		next += sizeof(symbol);
	}
	return 0;
}
