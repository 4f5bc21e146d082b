#ifndef OPTION_HELP_H
#define OPTION_HELP_H

/* --help: the option table, the stages and the mechanisms, to standard output.
 */
void option_help_print(void);

/* --version: this program's and OpenSSL's. */
void option_version_print(void);

#endif
