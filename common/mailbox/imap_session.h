#ifndef IMAP_SESSION_H
#define IMAP_SESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "imap_capabilities.h"
#include "imap_reader.h"
#include "mailbox_ops.h"
#include "newest.h"

/* Bytes of a token: of a set of UIDs that a search found, too. */
#define IMAP_TOKEN_LIMIT ((size_t)8192)
/* Bytes of a folder's name. */
#define IMAP_NAME_LIMIT ((size_t)1024)

/* The folders that are looked into. */
enum imap_place {
	IMAP_FOLDER,
	IMAP_JUNK,
	IMAP_PLACES,
	IMAP_NOWHERE = IMAP_PLACES,
};

struct imap_folder {
	struct buf name;     /* as on the wire; empty: it is not looked into */
	uint32_t validity;   /* UIDVALIDITY; 0: unknown */
	bool searched;       /* the server has been asked to search it */
	bool scanned;        /* its newest messages have been looked at, */
	uint32_t next;       /* those with lower UIDs than this */
	uint32_t told;       /* UIDNEXT, as it was at the last look */
	struct newest given; /* UIDs that have been given to is_ours() */
};

/* What one FETCH response says of a message. */
struct imap_message {
	uint32_t uid;    /* 0: it does not say */
	int64_t arrived; /* -1: it does not say */
	bool deleted;    /* it has the flag \Deleted */
	bool has_header;
	struct buf header;
};

/* The client's side of a session, and what the server said last. */
struct imap {
	struct mailbox mailbox;
	struct imap_reader reader;
	struct imap_capabilities capabilities;
	bool is_told; /* capabilities came since this was false */
	char tag[16]; /* of the command that runs; "": none does */
	unsigned int commands;
	struct buf text;  /* "OK ...": of the last answer or greeting; of a
			   * continuation what is behind "+" */
	struct buf token; /* that was read last */
	bool asked;       /* the last answer was a continuation */
	bool logged_in;
	bool closing; /* LOGOUT was sent */
	bool broken;  /* nothing more is sent */
	bool no_idle; /* the server refuses IDLE */

	struct imap_folder folders[IMAP_PLACES];
	enum imap_place place;           /* that is selected */
	bool is_fresh;                   /* it has just been selected */
	bool has_news;                   /* EXISTS or RECENT came */
	uint32_t exists, validity, next; /* of the selected folder; 0: it does
					  * not say */

	struct newest found; /* by SEARCH */
	bool found_more;     /* it found more than could be read */
	struct buf junk;     /* the folder that LIST marks \Junk */
	struct imap_message message;
	void (*on_message)(void *context, const struct imap_message *);
	void *context; /* of on_message */
};

#endif
