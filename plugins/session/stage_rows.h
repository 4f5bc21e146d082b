#ifndef STAGE_ROWS_H
#define STAGE_ROWS_H

#include "session.h"

/* The functions of the rows in stages.c; see struct stage for what they
 * return.  Each leaves a note of what it saw. */

/* stages_transport.c */
int run_resolve(struct session *, struct deadline, struct error *);
int run_connect(struct session *, struct deadline, struct error *);
int run_handshake(struct session *, struct deadline, struct error *);
int run_certificate(struct session *, struct deadline, struct error *);

/* stages_smtp.c */
int run_banner(struct session *, struct deadline, struct error *);
int run_ehlo(struct session *, struct deadline, struct error *);
int run_starttls(struct session *, struct deadline, struct error *);

/* login.c */
int run_auth(struct session *, struct deadline, struct error *);

/* stages_mail.c */
int run_mail(struct session *, struct deadline, struct error *);
int run_rcpt(struct session *, struct deadline, struct error *);
int run_commands(struct session *, struct deadline, struct error *);
int run_data(struct session *, struct deadline, struct error *);

#endif
