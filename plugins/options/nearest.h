#ifndef NEAREST_H
#define NEAREST_H

#include <stdbool.h>

/* Bytes of an advice, with the NUL. */
#define NEAREST_SIZE 320

/* A list of names is one string, with a blank between two names.  Case does
 * not matter. */

/* Is this word in the list? */
bool nearest_has(const char *names, const char *word);

/* Looks for the names that begin with the word, or else for those that differ
 * from it in at most two letters; two letters that changed places count once.
 * Writes "is SIZE meant?".  false: no name, or more than four, are near. */
bool nearest_find(
    char advice[NEAREST_SIZE], const char *names, const char *word);

/* The same, but if no name is near it writes the list, cut to about 200
 * characters: "known names: A, B, C". */
void nearest_advise(
    char advice[NEAREST_SIZE], const char *names, const char *word);

#endif
