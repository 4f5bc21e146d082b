# shellcheck shell=bash
# Cyrus IMAP.  It lets who failed wait for three seconds.
#
# Some variables are the harness's: shellcheck disable=SC2034,SC2154

cyrus_all='PLAIN LOGIN CRAM-MD5 DIGEST-MD5 SCRAM-SHA-1 SCRAM-SHA-256'
round_trips cyrus "$cyrus_all auto=SCRAM-SHA-256" \
    "$cyrus_all auto=SCRAM-SHA-256" 'authentication failure'
# In TLS 1.2 client and server bind the login to the same thing.
trip cyrus-bound 0 'SCRAM-SHA-256-PLUS as trip-cyrus@' cyrus imaps -v \
    --tls-max 1.2
