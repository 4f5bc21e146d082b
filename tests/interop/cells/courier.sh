# shellcheck shell=bash
# Courier, whose servers show a mailbox of Postfix.

# shellcheck source=round-trip.sh disable=SC1091
. "$KIT/cells/round-trip.sh"
trips courier 'PLAIN CRAM-MD5' 'PLAIN LOGIN CRAM-MD5'
