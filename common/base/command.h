#ifndef COMMAND_H
#define COMMAND_H

#include "buf.h"
#include "deadline.h"
#include "error.h"
#include "redact.h"

/* Runs a command of the user's by /bin/sh -c, and appends the first line of its
 * output to an empty BUF_SECRET, without its line end.
 *
 * The command has a session and process group of its own, so no terminal.  Its
 * standard input is empty; it inherits no other descriptor.  When it ends, or
 * the deadline passes, all of its group is killed, and a background process
 * that keeps the output open holds nobody.  One command can run at a time.
 *
 * -1: error set, ERROR_USAGE: it could not run, printed nothing, did not end
 * well or in time, or printed too much or a NUL.  The text has the first line
 * that it wrote to standard error; redact (NULL: nothing) and the output are
 * hidden there. */
int command_run(const char *command, struct deadline, const struct redact *,
    struct buf *line, struct error *);

/* Kills the command that runs, if any does.  Signal handlers may call it. */
void command_kill(void);

#endif
