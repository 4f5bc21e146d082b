# shellcheck shell=bash
# Exim with GNU SASL: SCRAM that is bound to the TLS session, to tls-exporter in
# TLS 1.3 and to tls-unique in TLS 1.2.
#
# Some variables are the harness's, and some options hold a comma:
# shellcheck disable=SC2034,SC2054,SC2154

gsasl_plus='SCRAM-SHA-1-PLUS SCRAM-SHA-256-PLUS'
gsasl_all="SCRAM-SHA-1 SCRAM-SHA-256 CRAM-MD5 PLAIN LOGIN EXTERNAL"
logins exim-gsasl -S "$gsasl_plus $gsasl_all auto=SCRAM-SHA-256-PLUS" 535
logins exim-gsasl-implicit -s "$gsasl_plus $gsasl_all" 535
logins exim-gsasl-tls12 -S "$gsasl_plus $gsasl_all auto=SCRAM-SHA-256-PLUS" 535
logins exim-gsasl-in-clear '' 'SCRAM-SHA-1 auto=SCRAM-SHA-256' 535
unknown_user exim-gsasl -S "$gsasl_plus" 535
prepares=yes
traps exim-gsasl -S "$gsasl_plus"
traps exim-gsasl-tls12 -S SCRAM-SHA-256-PLUS
once exim-gsasl -S bad-password,forged-sender,relay,vrfy
# What RFC 4013 changes both sides change.
passwords=mapped names='' traps exim-gsasl -S "$gsasl_plus SCRAM-SHA-256"
