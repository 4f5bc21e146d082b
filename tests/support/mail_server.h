/* A small honest mail server for demonstrations on loopback. */
#ifndef MAIL_SERVER_H
#define MAIL_SERVER_H

#include "peer.h"

enum mail_mode {
	MAIL_PLAIN,    /* never TLS */
	MAIL_STARTTLS, /* logins under TLS alone */
	MAIL_IMPLICIT, /* TLS at once */
};

struct mail_server {
	enum mail_mode mode;
	const char *certs;   /* the folder that make-certs.sh fills */
	const char *pem;     /* one of its names */
	const char *mailbox; /* an mbox file */
	const char *port;    /* NULL: a free one */
	const char *user;
	const char *password_file;
	char password[4096];
	size_t size;       /* of a message, at most */
	const char *offer; /* an extension */
	int lines;         /* so many more lines in the reply to EHLO */
};

/* Serves one connection from the greeting to its end. */
void mail_session(const struct mail_server *, int fd);

/* Whether the base64 text is the credentials of AUTH PLAIN. */
bool mail_plain_ok(const struct mail_server *, const char *text);

/* Whether the base64 text is this word. */
bool mail_word_ok(const char *word, const char *text);

/* Appends to a file, which it may have to create.  -1: not, or not all. */
int mail_append(const char *path, const char *mail, size_t size);

#endif
