# shellcheck shell=bash
# aiosmtpd of Python.
#
# Some variables are the harness's, and some options hold a comma:
# shellcheck disable=SC2034,SC2054,SC2154

aiosmtpd_refused='535 5\.7\.8 Authentication credentials invalid'
logins aiosmtpd -S 'PLAIN LOGIN auto=PLAIN' "$aiosmtpd_refused"
logins aiosmtpd-implicit -s 'PLAIN LOGIN' "$aiosmtpd_refused"
unknown_user aiosmtpd -S 'PLAIN LOGIN' "$aiosmtpd_refused"
traps aiosmtpd -S 'PLAIN LOGIN'
once aiosmtpd -S bad-password,anonymous,cleartext-auth,old-tls
replies aiosmtpd -S no-login 'mail: 530 5\.7\.0 ' \
    no-tls 'auth: .*offers no AUTH' \
    unknown-recipient 'rcpt: 550 5\.1\.1 ' too-large 'mail: 552 '
