# shellcheck shell=bash
# Haraka of Node.js.
#
# Some variables are the harness's, and some options hold a comma:
# shellcheck disable=SC2034,SC2054,SC2154

haraka_refused='535 5\.7\.8 Authentication failed'
haraka_all='PLAIN LOGIN CRAM-MD5'
logins haraka -S "$haraka_all auto=CRAM-MD5" "$haraka_refused"
logins haraka-implicit -s "$haraka_all" "$haraka_refused"
unknown_user haraka -S "$haraka_all" "$haraka_refused"
# Its file of users has neither such names nor a blank at an end, and its lines
# are of 512 octets.
traps haraka -S "$haraka_all" "blanks long $names"
once haraka -S bad-password,relay
replies haraka -S relay 'rcpt: 550 I cannot deliver' \
    unknown-recipient 'rcpt: 550 no such user' too-large 'mail: 550 '
