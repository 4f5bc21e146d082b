# shellcheck shell=bash
# smtp-server of Node.js.
#
# Some variables are the harness's, and some options hold a comma:
# shellcheck disable=SC2034,SC2054,SC2154

node_refused='535 Invalid username or password'
node_all='PLAIN LOGIN CRAM-MD5'
logins smtp-server -S "$node_all auto=CRAM-MD5" "$node_refused"
logins smtp-server-implicit -s "$node_all" "$node_refused"
logins smtp-server-in-clear '' "$node_all" "$node_refused"
logins smtp-server -S XOAUTH2 '535'
logins smtp-server-implicit -s XOAUTH2 '535'
unknown_user smtp-server -S "$node_all" "$node_refused"
traps smtp-server -S 'PLAIN LOGIN'
# It takes the first blank for the end of the user name.
traps smtp-server -S CRAM-MD5 name-blanks
once smtp-server -S bad-password,anonymous,forged-sender,vrfy,old-tls
replies smtp-server -S foreign-sender 'mail: 553 ' no-login 'mail: 530 ' \
    unknown-recipient 'rcpt: 550 No such user' too-large 'mail: 552 ' \
    no-tls 'auth: 538 .*STARTTLS'
# Before TLS it offers what it then does not take.
cell smtp-server-cleartext-auth 2 '^SMTP CRITICAL - refuse cleartext-auth: ' \
    smtp-server -S "${probe[@]}" --refuse cleartext-auth
