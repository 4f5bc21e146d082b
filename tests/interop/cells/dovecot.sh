# shellcheck shell=bash
# Dovecot: LMTP, and its own submission server.
#
# Some variables are the harness's, and some options hold a comma:
# shellcheck disable=SC2034,SC2054,SC2154

## LMTP.

lmtp=(-L -p "$(port_of lmtp)" -H 127.0.0.1)
socket=(-L -H "$RUN/dovecot/run/lmtp")
cell lmtp-greeting 0 '^SMTP OK' - "${lmtp[@]}"
cell lmtp-unix-greeting 0 '^SMTP OK' - "${socket[@]}"
send lmtp-send 0 'mail probe && perf time time_connect time_banner time_ehlo time_mail time_rcpt time_data' \
    - "${lmtp[@]}" "${own[@]}" --to "$PROBE"
send lmtp-send-body 0 "mail probe $bodies/text" \
    - "${lmtp[@]}" "${own[@]}" --to "$PROBE" --body-file "$bodies/text"
send lmtp-send-starttls 0 'TLSv1\.3 && mail probe' - "${lmtp[@]}" -S \
    --ca-file "$PKI/ca.crt" "${own[@]}" --to "$PROBE"
send lmtp-unix-send 0 'mail probe' - "${socket[@]}" "${own[@]}" --to "$PROBE"
send lmtp-two-recipients 0 'mail probe && mail other' \
    - "${socket[@]}" --to "$PROBE" --to "$OTHER"
cell lmtp-recipient-unknown 2 '^SMTP CRITICAL - rcpt: .*550 5\.1\.1' \
    - "${lmtp[@]}" "${own[@]}" --to "nobody@$DOMAIN"
# The one mailbox takes the message, the other does not: one reply for each.
send lmtp-one-mailbox-broken 1 '^SMTP WARNING - data: .*451 4\.2\.0 && mail probe' \
    - "${lmtp[@]}" "${own[@]}" --to "$PROBE" --to "$BROKEN"
send lmtp-first-mailbox-broken 1 '^SMTP WARNING - data: .*451 4\.2\.0 && mail probe' \
    - "${socket[@]}" "${own[@]}" --to "$BROKEN" --to "$PROBE"
cell lmtp-no-socket 2 '^SMTP CRITICAL - connect: ' - -L -H "$RUN/no-socket"
cell lmtp-to-smtp 2 '^SMTP CRITICAL - ehlo: .*50[02]' plain -L

## The mailbox: what Postfix hands on arrives there.

dovecot_passwords='PLAIN LOGIN CRAM-MD5 DIGEST-MD5 SCRAM-SHA-1 SCRAM-SHA-256'
round_trips dovecot "$dovecot_passwords auto=SCRAM-SHA-256" \
    "$dovecot_passwords auto=SCRAM-SHA-256" \
    '\[AUTH(ENTICATIONFAILED)?\] Authentication failed'
trip dovecot-junk 1 \
    '^SMTP WARNING - delivery: .*junk folder Junk &- && ^hint \(policy\): ' \
    dovecot imaps --header 'X-Junk: yes'
folder=/Junk%20%26- trip dovecot-folder 0 'arrived after' dovecot imap \
    --header 'X-Junk: yes'
trip dovecot-way 0 'mail\.example\.test.*[0-9] s' dovecot imap -v
trip dovecot-arrived-header 1 \
    '^SMTP WARNING - delivery: .*Authentication-Results' dovecot imap \
    --arrived-header '^Authentication-Results: .*dkim=pass'
# Postfix keeps the message of this user until it is told to deliver it.
account=trip-held trip dovecot-held 2 \
    '^SMTP CRITICAL - delivery: ' dovecot imap -t 10 -t delivery=1
held_arrived() { ls "$RUN/dovecot/mail/trip-held/new/"* >"$LOGS/held.log" 2>&1; }
{ postsuper -c "$RUN/postfix/conf" -H ALL && postqueue -c "$RUN/postfix/conf" -f
} >"$LOGS/released.log" 2>&1
wait_until 100 held_arrived || true
account=trip-held trip dovecot-released 0 \
    'the newest that arrived was sent [1-9] && delivery_age=[1-9]' dovecot imap --round-trip previous
for scheme in imap pop3s; do
    for mechanism in XOAUTH2 OAUTHBEARER; do
        account=probe secret=token trip "dovecot-$scheme-$mechanism" 2 \
            "^SMTP CRITICAL - delivery: .* && mailbox: .*, $mechanism as probe" \
            dovecot "$scheme" -t 10 -t delivery=1 \
            --mailbox-authtype "$mechanism"
        account=probe secret=token-wrong trip \
            "dovecot-$scheme-$mechanism-wrong" 2 \
            '^SMTP CRITICAL - mailbox: login: .*(invalid_token|status 401)' dovecot \
            "$scheme" --mailbox-authtype "$mechanism"
    done
done

## Submission.

have_dovecot_submission || {
    skip dovecot-submission 'dovecot-submissiond is not installed'
    return
}
dovecot_all='PLAIN LOGIN CRAM-MD5 DIGEST-MD5 SCRAM-SHA-1 SCRAM-SHA-256 XOAUTH2 OAUTHBEARER EXTERNAL'
logins dovecot-submission -S "$dovecot_all auto=SCRAM-SHA-256" '535 5\.7\.8'
logins dovecot-submissions -s "$dovecot_all" '535 5\.7\.8'
traps dovecot-submission -S 'PLAIN SCRAM-SHA-256'
once dovecot-submission -S bad-password,anonymous,relay,old-tls
cell dovecot-token-words 2 '^SMTP CRITICAL - auth: .*invalid_token' \
    dovecot-submission -S -A OAUTHBEARER -U "$PROBE" \
    --password-file "$SECRETS/token-wrong"

## Tokens that the plugin gets itself: from the endpoint, from the cache, and anew
## when Dovecot hears that the cached one has been revoked.

oauth=$RUN/oauth.ini
(
    umask 077
    cat >"$oauth" <<INI
[oauth]
token_endpoint = https://127.0.0.1:$(port_of token)/token
ca_file = $PKI/ca.crt
client_id = interop
client_secret = $CLIENT_SECRET
scope = mail
cache = $RUN/oauth.cache
INI
    sed 's/^client_secret = .*/client_secret = wrong/; s/^cache = .*/cache = none/' \
        "$oauth" >"$oauth.wrong"
)
by_token=(-S -v -U "$PROBE" --oauth "$oauth")
cell dovecot-oauth-new-token 0 'new token, valid 60 more minutes && AUTH XOAUTH2 as .* accepted && perf time time_token time_connect time_tls time_banner time_ehlo time_starttls time_auth cert_days token_hours' \
    dovecot-submission "${by_token[@]}"
cell dovecot-oauth-cached-token 0 'cached token && AUTH OAUTHBEARER as .* accepted' \
    dovecot-submission "${by_token[@]}" -A OAUTHBEARER
curl -s -o /dev/null -X POST "http://127.0.0.1:$(port_of introspection)/revoke"
cell dovecot-oauth-revoked-token 0 'the server refused the token from the cache; new token && accepted .*, with a new token: the cached one was refused' \
    dovecot-submission "${by_token[@]}"
cell dovecot-oauth-wrong-secret 2 '^SMTP CRITICAL - token: 401 invalid_client && ^hint \(credentials\): ' \
    dovecot-submission -S -U "$PROBE" --oauth "$oauth.wrong"
cell dovecot-command-token 0 'AUTH XOAUTH2 as .* accepted && perf time time_token time_connect time_tls time_banner time_ehlo time_starttls time_auth cert_days' \
    dovecot-submission -S -A XOAUTH2 -U "$PROBE" \
    --password-command "cat $SECRETS/token"
cell dovecot-backend-ill 2 '^SMTP CRITICAL - auth: .*454 4\.7\.0 && ^hint \(server\): ' \
    dovecot-submission -S -U "$SICK" --password-file "$SECRETS/sick"
replies dovecot-submission -S no-login 'mail: 530 5\.7\.0 ' \
    unknown-recipient 'rcpt: 550 5\.1\.1 ' greylisted 'rcpt: 450 4\.2\.0 ' \
    too-large 'mail: 552 5\.'
