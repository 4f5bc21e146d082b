#ifndef CERTIFICATE_FACTS_H
#define CERTIFICATE_FACTS_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"

/* What may be wrong with a certificate. */
enum certificate_fault {
	CERTIFICATE_DANE,          /* no TLSA record matches it (RFC 7671) */
	CERTIFICATE_CHAIN,         /* the chain leads to no trusted root */
	CERTIFICATE_NAME,          /* it is for another name (RFC 9525) */
	CERTIFICATE_PURPOSE,       /* it is not for servers, or too weak */
	CERTIFICATE_NOT_YET_VALID, /* its time has not come */
	CERTIFICATE_EXPIRED,       /* its time is over */
	CERTIFICATE_PIN,           /* no pin of the user fits it */
	CERTIFICATE_STATUS,        /* no good OCSP answer came with it */
	CERTIFICATE_KINDS
};

#define CERTIFICATE_FAULTS 6
/* Bytes for a name or the words for a fault, printable. */
#define CERTIFICATE_TEXT_SIZE 320

/* What was found out about the server's certificate. */
struct certificate_facts {
	bool seen;
	char subject[CERTIFICATE_TEXT_SIZE]; /* "CN=mail.example.com" */
	char issuer[CERTIFICATE_TEXT_SIZE];  /* "R11" */
	/* Dates of the certificate that expires first: in the verified chain
	 * without its root, or else among those that the server sent. */
	double seconds;  /* until it expires; negative when it has */
	double lifetime; /* seconds from its first to its last */
	char earliest[CERTIFICATE_TEXT_SIZE]; /* the name of that certificate,
					       * a CA's; "": it is the
					       * server's own */
	struct {
		enum certificate_fault fault;
		char text[CERTIFICATE_TEXT_SIZE];
	} faults[CERTIFICATE_FAULTS];
	size_t fault_count;
	char dane[40];       /* "DANE-EE 3 1 1 matched"; "": no match */
	bool dates_are_void; /* by that record (RFC 7672 3.1.1) */
	char status[CERTIFICATE_TEXT_SIZE];  /* OCSP; "": not asked for */
	char unusual[CERTIFICATE_TEXT_SIZE]; /* but no fault; "": nothing */
	unsigned int kinds; /* a bit for each fault, also for those that did
			     * not fit the list */
};

/* Adds a fault with its words.  The same words are listed once; when the list
 * is full, only the kind is kept. */
void certificate_add_fault(
    struct certificate_facts *, enum certificate_fault, const struct buf *text);

bool certificate_has_fault(
    const struct certificate_facts *, enum certificate_fault);

#endif
