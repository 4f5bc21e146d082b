# shellcheck shell=bash
# Courier: it knows no SCRAM, no junk folder, and few response codes.
#
# Some variables are the harness's: shellcheck disable=SC2034,SC2154

# What is not ours stays, whatever it looks like.
box=$RUN/postfix/mail/trip-courier
printf '%s\n' 'From: a@example.test' 'X-Check-Smtp-Auth: 1.2345678901234567' \
    'Subject: check_smtp_auth' '' 'Mine.' >"$box/new/1.foreign"
chown mail:mail "$box/new/1.foreign"

round_trips courier 'PLAIN CRAM-MD5 auto=CRAM-MD5 LOGIN=the_command_LOGIN' \
    'PLAIN LOGIN CRAM-MD5 auto=CRAM-MD5' \
    '(Login|Authentication) failed'

if ls "$box"/*/1.foreign* >"$LOGS/foreign.log" 2>&1; then
    printf 'ok courier-foreign-mail-stays\n'
else
    printf 'not ok courier-foreign-mail-stays: it was removed\n'
fi
