# shellcheck shell=bash
# OpenSMTPD.
#
# Some variables are the harness's, and some options hold a comma:
# shellcheck disable=SC2034,SC2054,SC2154

opensmtpd_refused='535 Authentication failed'
logins opensmtpd -S 'PLAIN LOGIN auto=PLAIN' "$opensmtpd_refused"
logins opensmtpd-implicit -s 'PLAIN LOGIN' "$opensmtpd_refused"
logins opensmtpd-port25 -S 'PLAIN LOGIN' "$opensmtpd_refused"
unknown_user opensmtpd -S 'PLAIN LOGIN' "$opensmtpd_refused"
# A name in its table is one word; openssl-passwd(1) hashes 256 bytes.
traps opensmtpd -S 'PLAIN LOGIN' 'name-blanks long'
once opensmtpd -S bad-password,anonymous,cleartext-auth,forged-sender,vrfy
