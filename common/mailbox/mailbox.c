/* Passes each call to the functions of the protocol; errors name the step. */
#include "mailbox.h"

#include "imap.h"
#include "mailbox_ops.h"
#include "pop3.h"

struct mailbox *
mailbox_new(enum mailbox_protocol protocol, struct stream *stream,
    struct transcript *transcript, struct redact *redact)
{
	struct mailbox *mailbox = protocol == MAILBOX_IMAP
				      ? imap_new(stream, transcript, redact)
				      : pop3_new(stream);

	mailbox->transcript = transcript;
	mailbox->redact = redact;
	return mailbox;
}

void
mailbox_free(struct mailbox *mailbox)
{
	if (mailbox != NULL)
		mailbox->ops->free(mailbox);
}

/* Puts the step in front of what a failure says. */
static int
end(const struct mailbox *mailbox, int rc, struct error *error)
{
	if (rc == -1)
		error_prefix(error, mailbox->step);
	return rc;
}

int
mailbox_greet(
    struct mailbox *mailbox, struct deadline deadline, struct error *error)
{
	mailbox->step = "greeting";
	return end(
	    mailbox, mailbox->ops->greet(mailbox, deadline, error), error);
}

bool
mailbox_offers_tls(const struct mailbox *mailbox)
{
	return mailbox->ops->offers_tls(mailbox);
}

int
mailbox_starttls(
    struct mailbox *mailbox, struct deadline deadline, struct error *error)
{
	return end(
	    mailbox, mailbox->ops->starttls(mailbox, deadline, error), error);
}

int
mailbox_resume(struct mailbox *mailbox, struct stream *stream,
    struct deadline deadline, struct error *error)
{
	mailbox->step = "capabilities";
	return end(mailbox,
	    mailbox->ops->resume(mailbox, stream, deadline, error), error);
}

int
mailbox_login(struct mailbox *mailbox, const struct sasl_context *context,
    const char *wanted, struct deadline deadline, struct error *error)
{
	struct sasl_context ours = *context;

	ours.redact = mailbox->redact;
	mailbox->step = "login";
	return end(mailbox,
	    mailbox->ops->login(mailbox, &ours, wanted, deadline, error),
	    error);
}

const char *
mailbox_method(const struct mailbox *mailbox)
{
	return mailbox->method;
}

int
mailbox_open(struct mailbox *mailbox, const char *folder, const char *junk,
    struct deadline deadline, struct error *error)
{
	mailbox->step = "folder";
	return end(mailbox,
	    mailbox->ops->open(mailbox, folder, junk, deadline, error), error);
}

const char *
mailbox_junk(const struct mailbox *mailbox)
{
	return mailbox->ops->junk(mailbox);
}

int
mailbox_find(struct mailbox *mailbox, const struct mailbox_search *search,
    struct deadline deadline, struct error *error)
{
	mailbox->step = "search";
	return end(mailbox,
	    mailbox->ops->find(mailbox, search, deadline, error), error);
}

int
mailbox_wait(struct mailbox *mailbox, struct deadline until,
    struct deadline deadline, struct error *error)
{
	mailbox->step = "wait";
	return end(mailbox, mailbox->ops->wait(mailbox, until, deadline, error),
	    error);
}

enum mailbox_removal
mailbox_remove(struct mailbox *mailbox, const struct mailbox_message *message,
    const struct mailbox_search *search, struct deadline deadline,
    struct error *error)
{
	enum mailbox_removal rc;

	mailbox->step = "delete";
	rc = mailbox->ops->remove(mailbox, message, search, deadline, error);
	(void)end(mailbox, (int)rc, error);
	return rc;
}

int
mailbox_close(
    struct mailbox *mailbox, struct deadline deadline, struct error *error)
{
	mailbox->step = "logout";
	return end(
	    mailbox, mailbox->ops->close(mailbox, deadline, error), error);
}
