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
once opensmtpd -S bad-password,anonymous,cleartext-auth,forged-sender,vrfy,old-tls
replies opensmtpd -S foreign-sender 'mail: 530 Sender rejected' \
    no-login 'mail: 530 5\.5\.1 .*AUTH' no-tls 'auth: .*offers no AUTH' \
    unknown-recipient 'rcpt: 524 5\.2\.4 ' too-large 'data: 55[0-9] '
cell opensmtpd-relay 2 '^SMTP CRITICAL - rcpt: 550 Invalid recipient' \
    opensmtpd-port25 -S -f a@here.example --to b@there.example
