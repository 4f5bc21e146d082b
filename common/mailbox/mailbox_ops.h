#ifndef MAILBOX_OPS_H
#define MAILBOX_OPS_H

#include <stdbool.h>

#include "deadline.h"
#include "error.h"
#include "mailbox_message.h"
#include "redact.h"
#include "sasl.h"
#include "stream.h"
#include "transcript.h"

/* What is the same for all protocols; the struct of a protocol begins with
 * it. */
struct mailbox {
	const struct mailbox_ops *ops;
	struct transcript *transcript; /* borrowed, or NULL */
	struct redact *redact;         /* borrowed, or NULL */
	const char *step;              /* that runs: errors begin with it */
	const char *method;            /* see mailbox_method() */
};

/* The functions of mailbox.h.  They set step where they do more than one, and
 * errors do not begin with it yet. */
struct mailbox_ops {
	int (*greet)(struct mailbox *, struct deadline, struct error *);
	bool (*offers_tls)(const struct mailbox *);
	int (*starttls)(struct mailbox *, struct deadline, struct error *);
	int (*resume)(
	    struct mailbox *, struct stream *, struct deadline, struct error *);
	int (*login)(struct mailbox *, const struct sasl_context *,
	    const char *wanted, struct deadline, struct error *);
	int (*open)(struct mailbox *, const char *folder, const char *junk,
	    struct deadline, struct error *);
	const char *(*junk)(const struct mailbox *);
	int (*find)(struct mailbox *, const struct mailbox_search *,
	    struct deadline, struct error *);
	int (*wait)(struct mailbox *, struct deadline until, struct deadline,
	    struct error *);
	enum mailbox_removal (*remove)(struct mailbox *,
	    const struct mailbox_message *, const struct mailbox_search *,
	    struct deadline, struct error *);
	int (*close)(struct mailbox *, struct deadline, struct error *);
	void (*free)(struct mailbox *);
};

#endif
