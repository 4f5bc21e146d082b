# shellcheck shell=bash
# Cyrus IMAP, to which Postfix delivers by LMTP.

# shellcheck source=round-trip.sh disable=SC1091
. "$KIT/cells/round-trip.sh"
cyrus_all='PLAIN LOGIN CRAM-MD5 DIGEST-MD5 SCRAM-SHA-1 SCRAM-SHA-256'
trips cyrus "$cyrus_all" "$cyrus_all"
