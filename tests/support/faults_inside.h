/* What the files of the library of faults share. */
#ifndef FAULTS_INSIDE_H
#define FAULTS_INSIDE_H

#include <stdbool.h>

#include "faults.h"

enum {
	SHORT = 10001, /* beyond every errno */
	END,
};

typedef void faults_real(void);

/* The function that the library stands before. */
faults_real *faults_find(enum faults_function);

#define REAL(name) ((__typeof__(&(name)))faults_find(FAULTS_##name))

/* Counts a call.  0: it succeeds; otherwise how it fails. */
int faults_next(enum faults_function);

/* The same for a function that fails with errno. */
bool faults_fail(enum faults_function);

#endif
