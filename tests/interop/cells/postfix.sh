# shellcheck shell=bash
# Postfix, with Dovecot and with Cyrus SASL, and whatever else takes a server
# that can be made to behave in any way.  Each row is
#
#     cell NAME EXIT PATTERNS LISTENER OPTION...
#
# README.md says what PATTERNS may be.  Sourced by run after the boot.
#
# Some variables are the harness's, and some options hold a comma:
# shellcheck disable=SC2034,SC2054,SC2154

# What every failed login looks like: its stage, the server's words, who must
# act; and one attempt only.
refused='^SMTP CRITICAL - auth: .*535 5\.7\.8 && ^hint \(credentials\): '
one_attempt='log auth=0/1 quit=1 '

## Logins: every way to connect, every mechanism.

# postfix_logins LISTENER TLS MECHANISMS
postfix_logins() {
    logins "$1" "$2" "$3" '535 5\.7\.8 Error' 'log auth=1 quit=1 ' "$one_attempt"
}
plain_text='LOGIN PLAIN auto=PLAIN'
hashed='CRAM-MD5 DIGEST-MD5 SCRAM-SHA-1 SCRAM-SHA-256'
postfix_logins submission -S "$plain_text"
postfix_logins smtps -s "$plain_text"
postfix_logins plain '' "$plain_text"
postfix_logins tls12 -S "$plain_text"
postfix_logins tls13 -S "$plain_text"
postfix_logins tls13-implicit -s "$plain_text"
postfix_logins many -S "$hashed auto=SCRAM-SHA-256"
postfix_logins many-implicit -s "$hashed"
postfix_logins many-in-clear '' "$hashed"
postfix_logins oauth -S 'XOAUTH2 OAUTHBEARER'
postfix_logins oauth-implicit -s 'XOAUTH2 OAUTHBEARER'
postfix_logins cyrus -S "LOGIN PLAIN $hashed"
postfix_logins cyrus-implicit -s 'LOGIN PLAIN auto=SCRAM-SHA-256'
postfix_logins cyrus-in-clear '' "PLAIN $hashed"
unknown_user submission -S 'LOGIN PLAIN' '535 5\.7\.8 Error' "$one_attempt"
unknown_user many -S "$hashed" '535 5\.7\.8 Error' "$one_attempt"
unknown_user cyrus -S "PLAIN $hashed" '535 5\.7\.8 Error' "$one_attempt"
if have_ipv6; then
    postfix_logins submission6 -S "$plain_text"
    postfix_logins smtps6 -s PLAIN
    cell ipv6-address-literal 0 'accepted' - -H ::1 --ca-file "$PKI/ca.crt" \
        -p "$(port_of submission6)" -S "${probe[@]}"
    cell ipv6-in-brackets 0 'accepted' - -H '[::1]' -6 \
        --ca-file "$PKI/ca.crt" -p "$(port_of smtps6)" -s "${probe[@]}"
else
    skip ipv6 'this machine has no ::1'
fi

traps submission -S 'LOGIN PLAIN'
traps many -S "$hashed"
traps cyrus -S "LOGIN PLAIN $hashed"
once many -S bad-password,anonymous,cleartext-auth,forged-sender
once cyrus -S bad-password,anonymous,cleartext-auth,forged-sender
cell external-without-certificate 2 '^SMTP CRITICAL - auth: .*535 5\.7\.8' \
    external -S -A EXTERNAL --client-cert "$PKI/client.pem"

## Choice of the mechanism.

cell login-only-auto 0 'AUTH LOGIN as' login-only -S "${probe[@]}"
cell login-only-PLAIN 2 '^SMTP CRITICAL - auth: .*PLAIN.*not offered && LOGIN && log ! auth=' \
    login-only -S -A PLAIN "${probe[@]}"
cell login-only-list 0 'AUTH LOGIN as' login-only -S -A plain,login "${probe[@]}"
cell many-auth-each-list 0 'AUTH PLAIN as .*, also CRAM-MD5, LOGIN\|' \
    many -S --auth-each -A PLAIN,LOGIN,CRAM-MD5 "${probe[@]}"
cell many-auth-each-wrong 2 '^SMTP CRITICAL - auth: [A-Z0-9-]+: 535 .*; auth: CRAM-MD5: 535 .*; auth: PLAIN: 535 ' \
    many -S --auth-each -t 20 "${wrong[@]}"

## What must be refused.

cell refuse-bad-password 0 'refuses bad-password\|' submission -S "${probe[@]}" --refuse bad-password
cell refuse-anonymous 0 'refuses anonymous, forged-sender\|' submission -S "${probe[@]}" \
    --refuse anonymous,forged-sender
cell refuse-relay 0 'refuses relay\|' plain --refuse relay
cell refuse-cleartext-auth 0 'refuses cleartext-auth\|' submission -S "${probe[@]}" \
    --refuse cleartext-auth
cell refuse-cleartext-auth-offered 2 '^SMTP CRITICAL - refuse cleartext-auth: && ^hint \(policy\): ' \
    port25 -S "${probe[@]}" --refuse cleartext-auth
cell refuse-anonymous-accepted 2 '^SMTP CRITICAL - refuse anonymous: && ^hint \(policy\): ' \
    plain "${probe[@]}" --refuse anonymous

cell many-SCRAM-SHA-512-not-offered 2 '^SMTP CRITICAL - auth: AUTH SCRAM-SHA-512 is not offered' \
    many -S -A SCRAM-SHA-512 "${probe[@]}"
cell many-list 0 'AUTH LOGIN as' many -S -A LOGIN,PLAIN "${probe[@]}"
cell no-login 2 '^SMTP CRITICAL - auth: && ^hint \((monitor|policy)\): ' \
    no-login -S "${probe[@]}"
cell port25-PLAIN-in-clear 2 '^SMTP CRITICAL - auth: .*not offered && CRAM-MD5 && log ! auth=' \
    port25 -A PLAIN "${probe[@]}"
cell port25-LOGIN-in-clear 2 '^SMTP CRITICAL - auth: .*not offered && log ! auth=' \
    port25 -A LOGIN "${probe[@]}"
cell port25-PLAIN-over-tls 0 'AUTH PLAIN as .*TLSv1\.3' port25 -S -A PLAIN "${probe[@]}"
cell port25-strict-in-clear 2 '^SMTP CRITICAL - auth: .*offers no AUTH && ^hint \(monitor\): .*-S && log ! auth=' \
    port25-strict "${probe[@]}"
cell port25-strict-over-tls 0 accepted port25-strict -S "${probe[@]}"
cell submission-in-clear 2 '^SMTP CRITICAL - auth: .*offers no AUTH && ^hint \(monitor\): .*-S && log ! auth=' \
    submission "${probe[@]}"

cell refuse-old-tls 0 'refuses old-tls\|' tls12 -S --refuse old-tls
cell refuse-old-tls-spoken 2 '^SMTP CRITICAL - refuse old-tls: && ^hint \(policy\): ' \
    submission -S --refuse old-tls

## Sessions without a login, and how they end.

cell banner-only 0 'perf time time_connect time_banner time_ehlo && log ^ehlo=1 quit=1 ' plain
cell starttls-only 0 'TLSv1\.3 && log ^ehlo=2 starttls=1 quit=1 ' submission -S
cell implicit-only 0 'TLSv1\.3 && log ^ehlo=1 quit=1 ' smtps -s
cell legacy-ssl 0 'TLSv1\.3' smtps --ssl
cell legacy-tls 0 'TLSv1\.3' smtps --tls
cell ignore-quit 0 '^SMTP OK' plain -q
cell positional-host 0 '^SMTP OK - localhost' - -p "$(port_of plain)" localhost
cell resolved 0 'perf time time_resolve time_connect time_banner time_ehlo' \
    - -H localhost -p "$(port_of plain)"
cell resolved-ipv4 0 '127\.0\.0\.1' - -v -4 -H localhost -p "$(port_of plain)"
if have_ipv6; then
    cell resolved-ipv6-closed 2 '^SMTP CRITICAL - connect: ' \
        - -6 -H ::1 -p "$(port_of plain)"
fi
cell verbose 0 '^\[OK\] connect: 127\.0\.0\.1: && ^\[OK\] banner: && ^\[OK\] tls: TLSv1\.3 && ^\[OK\] cert: CN=mail && ^\[OK\] auth: ' \
    submission -v -S "${probe[@]}"

## Envelope.

cell sender-owned 0 'perf time time_connect time_tls time_banner time_ehlo time_starttls time_auth time_mail time_rcpt cert_days && log mail=1 rcpt=1 .*rset=1 quit=1 ' \
    submission -S "${probe[@]}" "${own[@]}" --to "$PROBE"
cell sender-not-owned 2 '^SMTP CRITICAL - rcpt: .*553 5\.7\.1 .*not owned && ^hint \((credentials|policy)\): && perf time time_connect time_tls time_banner time_ehlo time_starttls time_auth time_mail time_rcpt cert_days' \
    submission -S "${probe[@]}" -f "$OTHER" --to "$PROBE"
cell sender-only 0 'perf time time_connect time_banner time_ehlo time_mail' \
    plain "${own[@]}"
cell sender-null 0 'log mail=1 rcpt=1' plain --to "$PROBE"
cell relay-without-login 2 '^SMTP CRITICAL - rcpt: .*554 5\.7\.1 .*Relay access denied && ^hint \((credentials|policy)\): ' \
    port25 -S -f a@here.example --to b@there.example
cell relay-with-login 0 '^SMTP OK' \
    submission -S "${probe[@]}" "${own[@]}" --to b@there.example
cell submission-without-login 2 '^SMTP CRITICAL - rcpt: .*554 5\.7\.1 .*Client host rejected' \
    submission -S "${own[@]}" --to "$PROBE"
cell tls-required 2 '^SMTP CRITICAL - mail: .*530 5\.7\.0 Must issue && ^hint \(monitor\): .*-S' \
    submission "${own[@]}" --to "$PROBE"
cell recipient-unknown 2 '^SMTP CRITICAL - rcpt: .*550 5\.1\.1 .*User unknown' \
    plain "${own[@]}" --to "nobody@$DOMAIN"
cell recipient-greylisted 1 '^SMTP WARNING - rcpt: .*450 4\.2\.0 .*Greylisted && ^\[WARNING\] rcpt: ' \
    plain "${own[@]}" --to "grey@$DOMAIN"
cell recipient-full 1 '^SMTP WARNING - rcpt: .*452 4\.2\.2' \
    plain "${own[@]}" --to "full@$DOMAIN"
cell recipient-blocked 2 '^SMTP CRITICAL - rcpt: .*554 5\.7\.1' \
    plain "${own[@]}" --to "blocked@$DOMAIN"
cell recipient-shutdown 1 '^SMTP WARNING - rcpt: .*421 4\.3\.2' \
    plain "${own[@]}" --to "leaving@$DOMAIN"
cell recipients-second-unknown 2 '^SMTP CRITICAL - rcpt: .*550 5\.1\.1' \
    plain "${own[@]}" --to "$PROBE" --to "nobody@$DOMAIN"
cell recipients-second-greylisted 1 '^SMTP WARNING - rcpt: .*450 4\.2\.0' \
    plain "${own[@]}" --to "$PROBE" --to "grey@$DOMAIN"
cell recipients-worst-first 2 '^SMTP CRITICAL - rcpt: .*550 5\.1\.1 && log rcpt=0/2' \
    plain "${own[@]}" --to "nobody@$DOMAIN" --to "grey@$DOMAIN"
cell recipients-worst-last 2 '^SMTP CRITICAL - rcpt: .*550 5\.1\.1 && log rcpt=0/2' \
    plain "${own[@]}" --to "grey@$DOMAIN" --to "nobody@$DOMAIN"
cell sender-utf8 0 '^SMTP OK' plain -f "jürgen@$DOMAIN" --to "$PROBE"
cell sender-utf8-unsupported 2 '^SMTP CRITICAL - mail: .*SMTPUTF8 && log ! mail=' \
    old -f "jürgen@$DOMAIN" --to "$PROBE"

## Delivery, found again in the mailbox.

# Every message stage that the session passes has a time.
sent='perf time time_connect time_tls time_banner time_ehlo time_starttls time_auth time_mail time_rcpt time_data cert_days'
send send-submission 0 "$sent && mail probe && header ^Return-Path: <probe@ && log data=1 quit=1 " \
    submission -S "${probe[@]}" "${own[@]}" --to "$PROBE"
send send-smtps 0 'mail probe' smtps -s "${probe[@]}" "${own[@]}" --to "$PROBE"
send send-plain 0 'mail probe' plain "${probe[@]}" "${own[@]}" --to "$PROBE"
send send-inbound 0 'mail probe && header ^Return-Path: <>' \
    port25 -S --to "$PROBE"
send send-angle-brackets 0 'mail probe' plain -f "<$PROBE>" --to "<$PROBE>"
send send-two-recipients 0 'mail probe && mail other' \
    plain "${own[@]}" --to "$PROBE" --to "$OTHER"
send send-body 0 "mail probe $bodies/text" \
    plain "${own[@]}" --to "$PROBE" --body-file "$bodies/text"
send send-body-tls 0 "mail probe $bodies/text" submission -S "${probe[@]}" \
    "${own[@]}" --to "$PROBE" --body-file "$bodies/text"
send send-body-crlf 0 "mail probe $bodies/text" \
    plain "${own[@]}" --to "$PROBE" --body-file "$bodies/text-crlf"
send send-body-unended 0 "mail probe $bodies/text" \
    plain "${own[@]}" --to "$PROBE" --body-file "$bodies/text-unended"
send send-body-dot-first 0 "mail probe $bodies/dot" \
    plain "${own[@]}" --to "$PROBE" --body-file "$bodies/dot"
send send-ehlo-name 0 'mail probe && header ^Received: from watch\.example\.net ' \
    plain -F watch.example.net "${own[@]}" --to "$PROBE"
send send-own-headers 0 'mail probe && header ^From: Night Watch <probe@ && header ^X-Twice: 2' \
    plain "${own[@]}" --to "$PROBE" --header 'X-Twice: 2' \
    --header "From: Night Watch <$PROBE>"
send send-greylisted 1 '^SMTP WARNING - rcpt: && log ! data=' \
    plain "${own[@]}" --to "grey@$DOMAIN"
send send-too-big 2 '^SMTP CRITICAL - mail: .*552 5\.3\.4 && log mail=0/1 ' \
    plain "${own[@]}" --to "$PROBE" --body-file "$bodies/big"
send send-too-big-unannounced 2 '^SMTP CRITICAL - data: .*552 5\.3\.4' \
    old "${own[@]}" --to "$PROBE" --body-file "$bodies/big"
send send-filtered 2 "^SMTP CRITICAL - data: .*554 5\.7\.1 && ^hint \(policy\): && $sent" \
    filtered -S "${probe[@]}" "${own[@]}" --to "$PROBE"
send send-body-bare-cr 3 '^SMTP UNKNOWN - ' \
    plain "${own[@]}" --to "$PROBE" --body-file "$bodies/bare-cr"
send send-body-too-wide 3 '^SMTP UNKNOWN - ' \
    plain "${own[@]}" --to "$PROBE" --body-file "$bodies/too-wide"
send send-body-missing 3 '^SMTP UNKNOWN - .*no-such-file' \
    plain "${own[@]}" --to "$PROBE" --body-file "$bodies/no-such-file"

## Ill and unfriendly servers.

cell closed-port 2 '^SMTP CRITICAL - connect: .*refused && ^hint \((server|network|monitor)\): && perf time time_connect' \
    - -H 127.0.0.1 -p "$(port_of closed)"
cell no-such-name 2 '^SMTP CRITICAL - resolve: && perf time time_resolve' \
    - -H no-such-name.invalid -t 3
cell stalled 2 '^SMTP CRITICAL - banner: && ^hint && under 2 && perf time time_connect time_banner' \
    stalled -t 1
cell stalled-fraction 2 '^SMTP CRITICAL - banner: && under 1' stalled -t 0.4
cell stalled-state 3 '^SMTP UNKNOWN - banner: ' stalled -t 0.4:unknown
cell stalled-on-failure 1 '^SMTP WARNING - banner: ' stalled -t 0.4 \
    --on-failure banner/timeout=warning
cell stalled-stage-limit 2 '^SMTP CRITICAL - banner: && under 2' \
    stalled -t banner=0.4
cell pause 0 'accepted && over 1 && under 4' pause "${probe[@]}"
cell pause-slow 1 '^SMTP WARNING - time_banner ' pause -S "${probe[@]}" -w banner=1
cell turned-away 2 '^SMTP CRITICAL - banner: .*554 5\.7\.1 && ^hint \(policy\): ' \
    turned-away "${probe[@]}"
cell bad-helo 2 '^SMTP CRITICAL - ehlo: .*554 5\.7\.1 && log ! helo=0' \
    bad-helo "${probe[@]}"
cell dead-milter 2 '^SMTP CRITICAL - starttls: .*454 4\.3\.0 && ^hint \(server\): && log ! auth=' \
    dead-milter -S "${probe[@]}"
cell dead-sasl 2 '^SMTP CRITICAL - ehlo: .*(closed|broke) && ^hint \(server\): ' \
    dead-sasl -S "${probe[@]}"
# From the second check on nothing answers, as master waits before a new start.
cell dead-sasl-first 2 '^SMTP CRITICAL - ' dead-sasl-soon -S "${probe[@]}"
cell dead-sasl-soon 2 '^SMTP CRITICAL - banner: .*no answer && ^hint \(server\): .*crashing .*login service' \
    dead-sasl-soon -S -t 0.3 "${probe[@]}"
cell dead-sasl-implicit-first 2 '^SMTP CRITICAL - ' dead-sasl-implicit -s "${probe[@]}"
cell dead-sasl-implicit-soon 2 '^SMTP CRITICAL - tls: .*no answer && ^hint \(server\): .*crashing .*login service' \
    dead-sasl-implicit -s -t 0.3 "${probe[@]}"
# After a login, what keeps everybody from sending is CRITICAL.
cell dead-policy 2 '^SMTP CRITICAL - rcpt: .*451 4\.3\.5 && ^hint \(server\): ' \
    dead-policy -S "${probe[@]}" "${own[@]}" --to "$PROBE"
cell dead-policy-without-login 1 '^SMTP WARNING - rcpt: .*451 4\.3\.5' \
    dead-policy -S "${own[@]}" --to "$PROBE"
send dead-filter 2 '^SMTP CRITICAL - rcpt: .*451 4\.3\.0 && ^hint \(server\): .*filter' \
    dead-filter -S "${probe[@]}" "${own[@]}" --to "$PROBE"
cell recipient-limit-first 0 '^SMTP OK' recipient-limit -S "${probe[@]}" \
    "${own[@]}" --to "$PROBE"
cell recipient-limit-second 1 '^SMTP WARNING - rcpt: .*450 4\.7\.1 .*too many recipients && ^hint \(policy\): .*Check less often' \
    recipient-limit -S "${probe[@]}" "${own[@]}" --to "$PROBE"
# Postfix says 535 here, as for a wrong password.
cell backend-ill 2 '^SMTP CRITICAL - auth: .*reason unavailable && ^hint \(credentials\): .*LDAP or SQL down' \
    submission -S -U "$SICK" --password-file "$SECRETS/sick"
cell certificate-missing 2 '^SMTP CRITICAL - ehlo: .*421 4\.7\.1 && ^hint \(monitor\): .*--client-cert' \
    wants-certificate -S "${probe[@]}"
cell certificate-not-trusted 2 '^SMTP CRITICAL - .*421 4\.7\.1 .*not trusted && ^hint \(monitor\): .*does not trust' \
    wants-certificate -S --client-cert "$PKI/self-signed.pem" "${probe[@]}"
cell certificate-trusted 0 accepted wants-certificate -S \
    --client-cert "$PKI/client.pem" "${probe[@]}"
# The password is right, but SCRAM needs a stored form of its own.
hashed=(-U "$HASHED" --password-file "$SECRETS/hashed")
cell hashed-SCRAM 2 '^SMTP CRITICAL - auth: .*535 5\.7\.8 && ^hint \(credentials\): .*-A PLAIN' \
    many -S "${hashed[@]}"
cell hashed-PLAIN 0 'AUTH PLAIN as' many -S -A PLAIN "${hashed[@]}"
cell auth-limit-first 0 accepted auth-limit -S "${probe[@]}"
cell auth-limit-second 2 '^SMTP CRITICAL - auth: .*450 4\.7\.1 .*too many AUTH && ^hint \(policy\): ' \
    auth-limit -S "${probe[@]}"
cell proxy-v1 0 accepted proxied --proxy -S "${probe[@]}"
cell proxy-v2 0 accepted proxied --proxy=v2 -S "${probe[@]}"
cell proxy-v1-implicit 0 accepted proxied-implicit -rs "${probe[@]}"
cell proxy-v2-implicit 0 accepted proxied-implicit --proxy=v2 -s "${probe[@]}"
if have_ipv6; then
    for version in v1 v2; do
        cell "proxy-$version-ipv6" 0 accepted - -H ::1 --ca-file "$PKI/ca.crt" \
            -p "$(port_of proxied6)" -S "--proxy=$version" "${probe[@]}"
    done
fi
# Postfix takes the header for a command.
cell proxy-not-known 2 '^SMTP CRITICAL - ehlo: && PROXY header sent' plain -r
cell proxy-missing 2 '^SMTP CRITICAL - banner: .*421 4\.3\.0 && ^hint \(monitor\): .*PROXY.*-r' \
    proxied -S "${probe[@]}"
cell proxy-missing-implicit 2 '^SMTP CRITICAL - tls: && ^hint \(server\): .*PROXY' \
    proxied-implicit -s -t 1 "${probe[@]}"
cell turned-away-implicit 2 '^SMTP CRITICAL - tls: .*554 5\.7\.1 && ^hint \(server\): .*refuses this session in clear, before TLS' \
    turned-away -s "${probe[@]}"
cell proxy-surplus 2 '^SMTP CRITICAL - (banner|ehlo): ' submission --proxy -S "${probe[@]}"
cell not-smtp 2 '^SMTP CRITICAL - ' - -H "$RUN/dovecot/run/auth-client" -t 2

# shellcheck source=/dev/null
. "$KIT/cells/certificates.sh"
# shellcheck source=/dev/null
. "$KIT/cells/options.sh"
