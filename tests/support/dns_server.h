/* A small DNS server for tests: it says what it is told, right or wrong. */
#ifndef DNS_SERVER_H
#define DNS_SERVER_H

#include "text.h"

/*
 * Answers on this machine's port 53, UDP and TCP, as long as the process lives.
 * Each line tells of one name: "NAME TYPE DATA".  TYPE is A, AAAA, MX, CNAME,
 * TXT or TLSA, with DATA as in a zone file; or it says how to answer questions
 * for that name:
 *   NOTHING         the name exists
 *   FAIL            SERVFAIL
 *   SLOW MS         so much later
 *   SILENT          not at all
 *   TRUNCATE        the answer over UDP has no room; TCP has it
 *   CUT             nor has TCP
 *   SIGNED          with the bit that DNSSEC vouches for it
 *   FORGED          only by somebody who does not know the question's id
 *   RAW TYPE COUNT HEX   questions for this type: these records
 * -1: errno tells why not; EINVAL: a line is not understood.
 */
int dns_server_start(const struct strings *lines);

#endif
