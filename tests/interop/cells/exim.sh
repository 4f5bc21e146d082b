# shellcheck shell=bash
# Exim, with GnuTLS and its own words.
#
# Some variables are the harness's, and some options hold a comma:
# shellcheck disable=SC2034,SC2054,SC2154

exim_refused='535 Incorrect authentication data'
exim_all='PLAIN LOGIN CRAM-MD5 DIGEST-MD5 SCRAM-SHA-1 SCRAM-SHA-256'
logins exim -S "$exim_all EXTERNAL auto=SCRAM-SHA-256" "$exim_refused"
logins exim-implicit -s "$exim_all EXTERNAL" "$exim_refused"
logins exim-tls12 -S "PLAIN EXTERNAL" "$exim_refused"
logins exim-in-clear '' "$exim_all" "$exim_refused"
unknown_user exim -S "$exim_all" "$exim_refused"
traps exim -S 'PLAIN LOGIN DIGEST-MD5 SCRAM-SHA-256'
# It takes the first blank for the end of the user name.
traps exim -S CRAM-MD5 name-blanks
# A stapled OCSP answer.
for version in exim exim-tls12; do
    cell "$version-ocsp" 0 'accepted && ^\[OK\] cert: .*, OCSP: good for [67] days' \
        "$version" -S -v --require-ocsp "${probe[@]}"
done
once exim -S bad-password,forged-sender,relay,vrfy
# GnuTLS speaks TLS 1.1 unless it is told not to.
cell exim-old-tls 2 '^SMTP CRITICAL - refuse old-tls: the server speaks TLS' \
    exim -S --refuse old-tls
once exim-submission -S cleartext-auth
replies exim -S foreign-sender 'mail: 550 .*not an address of probe@' \
    relay 'rcpt: 550 relay not permitted' \
    unknown-recipient 'rcpt: 550 Unrouteable address' \
    greylisted 'rcpt: 451 Greylisted' too-large 'mail: 552 '
replies exim-submission -S no-tls 'auth: .*offers no AUTH'
cell exim-foreign-certificate 2 '^SMTP CRITICAL - auth: AUTH EXTERNAL is not offered' \
    exim -S -A EXTERNAL --client-cert "$PKI/client-foreign.pem"
cell exim-certificate-auto 0 'AUTH EXTERNAL accepted' \
    exim -S -A auto --client-cert "$PKI/client.pem"
