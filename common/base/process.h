#ifndef PROCESS_H
#define PROCESS_H

/* Opens standard input, output and error where they are closed, before anything
 * else is opened: else a connection would take their place.  What is written to
 * them fails as before. */
void process_open_standard(void);

#endif
