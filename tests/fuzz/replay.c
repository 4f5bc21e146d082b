#include <stdio.h>
#include <stdlib.h>

#include "fuzz.h"

#define INPUT_LIMIT ((size_t)1024 * 1024)

/* Feeds files to a fuzz target, for compilers that have no libFuzzer. */
int
main(int argc, char **argv)
{
	uint8_t *input, *copy;
	FILE *file;
	size_t len;

	input = malloc(INPUT_LIMIT);
	if (input == NULL)
		return EXIT_FAILURE;
	for (int i = 1; i < argc; i++) {
		file = fopen(argv[i], "rb");
		if (file == NULL) {
			perror(argv[i]);
			return EXIT_FAILURE;
		}
		len = fread(input, 1, INPUT_LIMIT, file);
		(void)fclose(file);
		/* Of the exact size, so that a sanitizer sees its end. */
		copy = malloc(len + (len == 0));
		if (copy == NULL)
			return EXIT_FAILURE;
		for (size_t j = 0; j < len; j++)
			copy[j] = input[j];
		(void)LLVMFuzzerTestOneInput(copy, len);
		free(copy);
	}
	free(input);
	(void)printf("%d passed, 0 failed\n", argc - 1);
	return argc > 1 ? EXIT_SUCCESS : EXIT_FAILURE;
}
