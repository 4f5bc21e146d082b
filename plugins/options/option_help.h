#ifndef OPTION_HELP_H
#define OPTION_HELP_H

/* Prints --help to standard output: all options, stages and mechanisms. */
void option_help_print(void);

/* Prints --version to standard output: of the program, and of OpenSSL. */
void option_version_print(void);

#endif
