# shellcheck shell=bash
# Sendmail, with Cyrus SASL.
#
# Some variables are the harness's, and some options hold a comma:
# shellcheck disable=SC2034,SC2054,SC2154

sendmail_refused='535 5\.7\.0 authentication failed'
sendmail_all='PLAIN LOGIN CRAM-MD5 DIGEST-MD5 SCRAM-SHA-1 SCRAM-SHA-256'
logins sendmail -S "$sendmail_all auto=SCRAM-SHA-256" "$sendmail_refused"
logins sendmail-implicit -s "$sendmail_all" "$sendmail_refused"
logins sendmail '' "$sendmail_all" "$sendmail_refused"
unknown_user sendmail -S "$sendmail_all" "$sendmail_refused"
traps sendmail -S "$sendmail_all"
once sendmail-submission -S bad-password,vrfy,old-tls
replies sendmail-submission -S no-login 'mail: 530 5\.7\.0 ' \
    too-large 'mail: 552 5\.2\.3 '
