# shellcheck shell=bash
# The cells.  Each row is
#
#     cell NAME EXIT PATTERNS LISTENER OPTION...
#
# README.md says what PATTERNS may be; the listeners are in boot-postfix and
# boot-dovecot.  Sourced by run after the boot.
#
# Some variables are harness.sh's, and some options hold a comma:
# shellcheck disable=SC2034,SC2054,SC2154

probe=(-U "$PROBE" --password-file "$SECRETS/probe")
wrong=(-U "$PROBE" --password-file "$SECRETS/wrong")
nobody=(-U "nobody@$DOMAIN" --password-file "$SECRETS/probe")
own=(-f "$PROBE")

# What every failed login looks like: its stage, the server's words, who must
# act, and one attempt only.
refused='^SMTP CRITICAL - auth: .*535 5\.7\.8 && ^hint \(credentials\): '
once='log auth=0/1 quit=1 '

## Logins: every way to connect, every mechanism.

# logins LISTENER TLS-OPTION VERSION-PATTERN PERFDATA WHICH
logins() {
    local mechanism named
    local -a tls
    read -ra tls <<<"$2"
    for mechanism in LOGIN PLAIN auto; do
        named=$mechanism
        [ "$mechanism" != auto ] || named=PLAIN
        cell "$1-$mechanism-right" 0 \
            "AUTH $named as probe@example\.test accepted$3 && perf $4 && log auth=1 quit=1 " \
            "$1" "${tls[@]}" -A "$mechanism" "${probe[@]}"
        cell "$1-$mechanism-wrong" 2 "$refused && perf $4 && $once" \
            "$1" "${tls[@]}" -A "$mechanism" "${wrong[@]}"
        # Dovecot holds back every refusal for half a second: not too many.
        [ "$5" = all ] || continue
        cell "$1-$mechanism-unknown-user" 2 "$refused && $once" \
            "$1" "${tls[@]}" -A "$mechanism" "${nobody[@]}"
    done
}
clear_perf='time time_connect time_banner time_ehlo time_auth'
smtps_perf='time time_connect time_tls time_banner time_ehlo time_auth cert_days'
starttls_perf='time time_connect time_tls time_banner time_ehlo time_starttls time_auth cert_days'

logins submission -S ' over TLSv1\.3' "$starttls_perf" all
logins smtps -s ' over TLSv1\.3' "$smtps_perf" all
logins plain '' '.*\|' "$clear_perf" all
logins tls12 -S ' over TLSv1\.2' "$starttls_perf" known
logins tls13 -S ' over TLSv1\.3' "$starttls_perf" known
logins tls13-implicit -s ' over TLSv1\.3' "$smtps_perf" known
if have_ipv6; then
    logins submission6 -S ' over TLSv1\.3' "$starttls_perf" known
    logins smtps6 -s ' over TLSv1\.3' "$smtps_perf" known
    cell ipv6-address-literal 0 'accepted' - -H ::1 --ca-file "$PKI/ca.crt" \
        -p "$(port_of submission6)" -S "${probe[@]}"
    cell ipv6-in-brackets 0 'accepted' - -H '[::1]' -6 \
        --ca-file "$PKI/ca.crt" -p "$(port_of smtps6)" -s "${probe[@]}"
else
    skip ipv6 'this machine has no ::1'
fi

## Passwords that trip up quoting, encoding and line lengths.

for user in blanks equals commas quotes percent letters long; do
    for mechanism in LOGIN PLAIN; do
        cell "password-$user-$mechanism" 0 "AUTH $mechanism as $user@" \
            submission -S -A "$mechanism" -U "$user@$DOMAIN" \
            --password-file "$SECRETS/$user"
    done
done

## Where the password comes from.

cell password-option 0 accepted submission -S \
    -U "$PROBE" -P "${PASSWORDS[probe]}"
SECRET_PASSWORD=${PASSWORDS[probe]} cell password-env 0 accepted \
    submission -S -U "$PROBE" --password-env SECRET_PASSWORD
input=$SECRETS/probe cell password-stdin 0 accepted \
    submission -S -U "$PROBE" --password-file -
printf '%s\nsecond line\n' "${PASSWORDS[probe]}" >"$SECRETS/two-lines"
printf '%s' "${PASSWORDS[probe]}" >"$SECRETS/no-newline"
printf '%s\n' "${PASSWORDS[probe]}" >"$SECRETS/writable"
: >"$SECRETS/empty"
chmod 600 "$SECRETS"/*
chmod 622 "$SECRETS/writable"
cell password-first-line 0 accepted submission -S \
    -U "$PROBE" --password-file "$SECRETS/two-lines"
cell password-no-newline 0 accepted submission -S \
    -U "$PROBE" --password-file "$SECRETS/no-newline"
cell password-file-writable 3 '^SMTP UNKNOWN - ' submission -S \
    -U "$PROBE" --password-file "$SECRETS/writable"
cell password-file-missing 3 '^SMTP UNKNOWN - .*no-such-file' \
    submission -S -U "$PROBE" --password-file "$SECRETS/no-such-file"
cell password-file-empty 3 '^SMTP UNKNOWN - ' submission -S \
    -U "$PROBE" --password-file "$SECRETS/empty"
cell password-env-missing 3 '^SMTP UNKNOWN - .*NO_SUCH_NAME' submission -S \
    -U "$PROBE" --password-env NO_SUCH_NAME

## Choice of the mechanism.

cell login-only-auto 0 'AUTH LOGIN as' login-only -S "${probe[@]}"
cell login-only-PLAIN 2 '^SMTP CRITICAL - auth: .*PLAIN.*not offered && LOGIN && log ! auth=' \
    login-only -S -A PLAIN "${probe[@]}"
cell login-only-list 0 'AUTH LOGIN as' login-only -S -A plain,login "${probe[@]}"
cell many-auto 0 'AUTH SCRAM-SHA-256 as probe@' many -S "${probe[@]}"
for mechanism in CRAM-MD5 DIGEST-MD5 SCRAM-SHA-1 SCRAM-SHA-256; do
    cell "many-$mechanism-right" 0 "AUTH $mechanism as probe@.*TLSv1\.3" \
        many -S -A "$mechanism" "${probe[@]}"
    cell "many-$mechanism-wrong" 2 "$refused && $once" \
        many -S -A "$mechanism" "${wrong[@]}"
    cell "many-implicit-$mechanism-right" 0 "AUTH $mechanism as probe@" \
        many-implicit -s -A "$mechanism" "${probe[@]}"
    cell "many-in-clear-$mechanism-right" 0 "AUTH $mechanism as probe@" \
        many-in-clear -A "$mechanism" "${probe[@]}"
    cell "many-$mechanism-send" 0 "AUTH $mechanism as .*handed in" \
        many -S -A "$mechanism" "${probe[@]}" "${own[@]}" --to "$PROBE" --send
done
cell many-auth-each 0 'SCRAM-SHA-256 as .* accepted over TLSv1\.3, also SCRAM-SHA-1, DIGEST-MD5, CRAM-MD5, PLAIN, LOGIN\|' \
    many -S --auth-each "${probe[@]}"
cell many-auth-each-list 0 'AUTH PLAIN as .*, also CRAM-MD5, LOGIN\|' \
    many -S --auth-each -A PLAIN,LOGIN,CRAM-MD5 "${probe[@]}"
cell many-auth-each-wrong 2 '^SMTP CRITICAL - auth: 535 .*; auth: CRAM-MD5: 535 .*; auth: PLAIN: 535 ' \
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

bodies=$RUN/bodies
mkdir "$bodies"
printf '%s\n' 'Dear reader,' '' '.one dot' '..two dots' '.' '..' \
    ' a blank first, a blank last ' $'a\ttab' 'From here' \
    'umlauts: äöü €' "$(printf 'x%.0s' {1..990})" >"$bodies/text"
sed 's/$/\r/' "$bodies/text" >"$bodies/text-crlf"
head -c -1 "$bodies/text" >"$bodies/text-unended"
printf '%s\n' .first-octet >"$bodies/dot"
for _ in {1..1200}; do printf '%070d\n' 0; done >"$bodies/big"
printf 'a bare \r in a line\n' >"$bodies/bare-cr"
printf '%0999d\n' 0 >"$bodies/too-wide"

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

## Certificates.  Whatever is wrong with one, no secret follows it.

# bad_certificate LISTENER WORDS
bad_certificate() {
    cell "cert-$1" 2 "^SMTP CRITICAL - cert: .*($2) && ^\[CRITICAL\] cert: && ^hint && perf time time_connect time_tls time_banner time_ehlo time_starttls cert_days && log ^ehlo=1 starttls=1 (quit=1 )?commands=" \
        "$1" -S "${probe[@]}" "${own[@]}" --to "$PROBE"
    cell "cert-$1-implicit" 2 "^SMTP CRITICAL - cert: .*($2) && log ! (ehlo|auth|mail)=" \
        "$1-implicit" -s "${probe[@]}" "${own[@]}" --to "$PROBE"
}
bad_certificate self-signed '[Ss]elf[- ]signed'
bad_certificate expired '[Ee]xpired'
bad_certificate not-yet '[Nn]ot (yet )?valid'
bad_certificate stranger 'mail\.example\.test.*elsewhere\.example\.net|elsewhere\.example\.net.*mail\.example\.test'
bad_certificate unchained '[Ii]ntermediate|issuer'
cell cert-unchained-words 2 '[Ii]ntermediate' unchained -S
cell cert-chained 0 accepted chained -S "${probe[@]}"
cell cert-private-ca 2 '^SMTP CRITICAL - cert: && ^hint .*--ca-file' - \
    -H "$MAILHOST" -I 127.0.0.1 -p "$(port_of submission)" -S "${probe[@]}"
cell cert-unrelated-ca 2 '^SMTP CRITICAL - cert: ' - -H "$MAILHOST" \
    -I 127.0.0.1 -p "$(port_of submission)" -S "${probe[@]}" \
    --ca-file "$PKI/ca-unrelated.crt"
cell cert-ca-path 0 accepted - -H "$MAILHOST" -I 127.0.0.1 \
    -p "$(port_of submission)" -S "${probe[@]}" --ca-path "$PKI/ca-path"
cell cert-ca-file-missing 3 '^SMTP UNKNOWN - .*no-such-file' - \
    -H 127.0.0.1 -p "$(port_of submission)" -S --ca-file "$PKI/no-such-file"
cell cert-address 0 accepted - -H 127.0.0.1 -p "$(port_of submission)" \
    -S "${probe[@]}" --ca-file "$PKI/ca.crt"
cell cert-address-unnamed 2 '^SMTP CRITICAL - cert: .*127\.0\.0\.1' - \
    -H 127.0.0.1 -p "$(port_of stranger)" -S --ca-file "$PKI/ca.crt"
cell cert-verify-name 0 accepted stranger -S "${probe[@]}" \
    --verify-name elsewhere.example.net
cell cert-verify-name-wrong 2 '^SMTP CRITICAL - cert: .*other\.example\.org' \
    submission -S "${probe[@]}" --verify-name other.example.org
cell cert-sni 0 accepted sni -S "${probe[@]}"
cell cert-no-sni 2 '^SMTP CRITICAL - cert: ' sni -S --no-sni "${probe[@]}"
cell cert-sni-other 2 '^SMTP CRITICAL - cert: ' sni -S \
    --sni=elsewhere.example.net "${probe[@]}"
cell cert-sni-named 0 accepted - -H 127.0.0.1 -p "$(port_of sni)" -S \
    --sni="$MAILHOST" --ca-file "$PKI/ca.crt" "${probe[@]}"

cell no-verify-self-signed 0 '[Ss]elf[- ]signed' self-signed -v -S --no-verify \
    "${probe[@]}"
cell no-verify-stranger 0 accepted stranger -S --no-verify "${probe[@]}"
cell no-verify-unchained 0 accepted unchained -S --no-verify "${probe[@]}"
cell no-verify-expired 2 '^SMTP CRITICAL - cert: .*[Ee]xpired && log ! auth=' \
    expired -S --no-verify "${probe[@]}"
cell no-verify-not-yet 2 '^SMTP CRITICAL - cert: && log ! auth=' \
    not-yet -S --no-verify "${probe[@]}"
cell no-verify-five-days 1 '^SMTP WARNING - ' five-days -S --no-verify
cell ignore-expired 0 accepted expired -S \
    --ignore-certificate-expiration "${probe[@]}"
cell ignore-not-yet 2 '^SMTP CRITICAL - cert: ' not-yet -S \
    --ignore-certificate-expiration "${probe[@]}"
cell ignore-five-days 0 accepted five-days -S \
    --ignore-certificate-expiration "${probe[@]}"

cell days-default 1 '^SMTP WARNING - .*5 .*day && cert_days=5;14:;3: && log auth=1' \
    five-days -S "${probe[@]}"
cell days-implicit 1 '^SMTP WARNING - .*5 .*day && cert_days=5;14:;3:' \
    five-days-implicit -s "${probe[@]}"
cell days-3-1 0 'accepted && cert_days=5;3:;1:' five-days -S -D 3,1 "${probe[@]}"
cell days-10-6 2 '^SMTP CRITICAL - && cert_days=5;10:;6: && log auth=1' \
    five-days -S -D 10,6 "${probe[@]}"
cell days-one-value 1 '^SMTP WARNING - && cert_days=5;10:' five-days -S -D 10
cell days-percent 1 '^SMTP WARNING - ' five-days -S -D 33%,3%
cell days-percent-critical 2 '^SMTP CRITICAL - ' five-days -S -D 33%,10%
cell days-far 0 'cert_days=299;14:;3:' submission -S
cell days-imply-starttls 0 'perf time time_connect time_tls time_banner time_ehlo time_starttls cert_days' \
    five-days -D 3,1
cell days-wrong-order 3 '^SMTP UNKNOWN - usage: ' five-days -S -D 3,14

## TLS that cannot come about.

cell implicit-to-starttls-port 2 '^SMTP CRITICAL - tls: && ^hint \(monitor\): .*-S && under 4' \
    submission -s -t 3 "${probe[@]}"
cell clear-to-implicit-port 2 '^SMTP CRITICAL - banner: && ^hint .*-s && over 2 && under 4 && perf time time_connect time_banner' \
    smtps -t 3 "${probe[@]}"
cell starttls-to-implicit-port 2 '^SMTP CRITICAL - banner: && ^hint .*-s && under 3' \
    smtps -S -t 2 "${probe[@]}"
cell starttls-not-offered 2 '^SMTP CRITICAL - starttls: .*not offer && log ! auth=' \
    plain -S "${probe[@]}"
cell server-without-certificate 2 '^SMTP CRITICAL - tls: && ^hint && perf time time_connect time_tls time_banner time_ehlo time_starttls && log ! auth=' \
    no-certificate -S "${probe[@]}"

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
cell auth-limit-first 0 accepted auth-limit -S "${probe[@]}"
cell auth-limit-second 2 '^SMTP CRITICAL - auth: .*450 4\.7\.1 .*too many AUTH && ^hint \(policy\): ' \
    auth-limit -S "${probe[@]}"
cell not-smtp 2 '^SMTP CRITICAL - ' - -H "$RUN/dovecot/run/auth-client" -t 2

## Thresholds, expectations, commands.

cell warning-auth 1 '^SMTP WARNING - time_auth .*0\.000001 && time_auth=[0-9.]*s;0\.000001;' \
    submission -S "${probe[@]}" -w auth=0.000001
cell critical-auth 2 '^SMTP CRITICAL - time_auth && time_auth=[0-9.]*s;;0\.000001;' \
    submission -S "${probe[@]}" -c auth=0.000001
cell warning-label 1 '^SMTP WARNING - time_auth ' \
    submission -S "${probe[@]}" -w time_auth=0.000001
cell warning-total 1 '^SMTP WARNING - time && \|time=[0-9.]*s;0\.000001;' \
    plain -w 0.000001
cell thresholds-both 2 '^SMTP CRITICAL - && time_ehlo=[0-9.]*s;0\.000001;0\.000001;' \
    plain -w ehlo=0.000001 -c ehlo=0.000001
cell thresholds-roomy 0 '^SMTP OK && \|time=[0-9.]*s;8;9;0;10 ' plain -w 8 -c 9
cell thresholds-list 1 '^SMTP WARNING - time_banner ' \
    plain -w connect=5,banner=0.000001 -c 9
cell threshold-range 1 '^SMTP WARNING - time_ehlo ' plain -w ehlo=5:
cell threshold-inside 1 '^SMTP WARNING - time_ehlo ' plain -w ehlo=@0:5
cell threshold-idle 0 '^SMTP OK' plain -w rcpt=0.000001,auth=0.000001 -c data=0
cell threshold-cert 3 '^SMTP UNKNOWN - usage: ' submission -S -w cert=1
cell threshold-unknown 3 '^SMTP UNKNOWN - usage: ' plain -w nonsense=1
cell threshold-legacy 1 '^SMTP WARNING - ' plain -wt 0.000001 -ct 9 -to 5

cell expect-banner 0 '^SMTP OK' plain -e 'ESMTP Postfix'
cell expect-code 0 '^SMTP OK' plain -e '220 mail.example.test'
cell expect-extension 0 '^SMTP OK' plain -e '250-PIPELINING'
cell expect-missing 1 '^SMTP WARNING - .*Sendmail && log quit=1' plain -e Sendmail
cell expect-missing-login 1 '^SMTP WARNING - .*Sendmail && log auth=1' \
    submission -S -e Sendmail "${probe[@]}"

cell command-response 0 '^SMTP OK && perf time time_connect time_banner time_ehlo time_command' \
    plain -C NOOP -R '^250 2\.0\.0'
cell command-refused 1 '^SMTP WARNING - command: .*500 5\.5\.2' plain -C XNONSENSE
cell command-refusal-wanted 0 '^SMTP OK' plain -C XNONSENSE -R '^500'
cell command-other-response 1 '^SMTP WARNING - command: .*250 2\.0\.0' \
    plain -C NOOP -R '^599'
cell commands-paired 0 '^SMTP OK && log noop=1 vrfy=1' \
    plain -C NOOP -R '^250' -C "VRFY $PROBE" -R '^252 2\.0\.0'
cell commands-lists 0 '^SMTP OK && log noop=1 vrfy=1' \
    plain -C NOOP -C "VRFY $PROBE" -R '^250' -R '^252'
cell command-surplus-response 0 '^SMTP OK' plain -C NOOP -R '^250' -R '^599'
cell commands-after-rcpt 0 '^SMTP OK && log mail=1 rcpt=1 .*noop=1' \
    plain "${own[@]}" --to "$PROBE" -C NOOP

cell on-failure-kind 1 '^SMTP WARNING - auth: .*535' submission -S "${wrong[@]}" \
    --on-failure auth/permanent=warning
cell on-failure-stage 0 '^SMTP OK' submission -S "${wrong[@]}" --on-failure auth=ok
cell on-failure-any 3 '^SMTP UNKNOWN - auth: .*535' submission -S "${wrong[@]}" \
    --on-failure '*/permanent=unknown'
cell on-failure-precedence 1 '^SMTP WARNING - auth: ' submission -S "${wrong[@]}" \
    --on-failure '*/permanent=unknown,auth=ok,auth/permanent=warning'
cell on-failure-other-kind 2 '^SMTP CRITICAL - auth: ' submission -S "${wrong[@]}" \
    --on-failure auth/transient=warning,auth/timeout=ok
cell on-failure-quit 3 '^SMTP UNKNOWN - usage: ' plain --on-failure quit=ok

## The order of options never matters: the same groups, turned and reversed.

# in_every_order NAME EXIT PATTERNS: the arrays group_0 ... group_5
in_every_order() {
    local turn place order
    local -a places options
    local -n group
    for turn in {0..5}; do
        places=()
        for place in {0..5}; do places+=($(((place + turn) % 6))); done
        for _ in forward backward; do
            options=()
            for place in "${places[@]}"; do
                declare -n group=group_$place
                options+=("${group[@]}")
            done
            printf -v order %s "${places[@]}"
            cell "$1-$order" "$2" "$3" - "${options[@]}"
            places=("${places[5]}" "${places[4]}" "${places[3]}"
                "${places[2]}" "${places[1]}" "${places[0]}")
        done
    done
}
group_0=(-H "$MAILHOST" -I 127.0.0.1 -p "$(port_of five-days)")
group_1=(-e 'ESMTP Postfix')
group_2=(-D 3,1 --ca-file "$PKI/ca.crt")
group_3=(-C NOOP -R '^250' -C "VRFY $PROBE" -R '^252')
group_4=(-w auth=8,9 -c 10)
group_5=("${probe[@]}" -S)
in_every_order order-ok 0 'accepted && cert_days=5;3:;1: && time_auth=[0-9.]*s;8;'
group_1=(-e Sendmail)
group_2=(-D 14,3 --ca-file "$PKI/ca.crt")
group_4=(-c 'auth=0.000001' -w 10)
in_every_order order-worst-wins 2 '^SMTP CRITICAL - && time_auth && cert_days=5;14:;3:'

# The worst one leads, the others are told all the same.
cell several-findings 2 '^SMTP CRITICAL - time_auth && Sendmail && expires in 5 days' \
    five-days -S "${probe[@]}" -e Sendmail -c auth=0.000001

## Usage errors: before the first packet.

cell usage-both-tls 3 '^SMTP UNKNOWN - usage: .*-[sS].*-[sS]' plain -s -S
cell usage-no-host 3 '^SMTP UNKNOWN - usage: ' -
cell usage-unknown-option 3 '^SMTP UNKNOWN - usage: .*nonsense' plain --nonsense
cell usage-send-without-to 3 '^SMTP UNKNOWN - usage: .*--to' plain --send
cell usage-two-passwords 3 '^SMTP UNKNOWN - usage: ' plain "${probe[@]}" \
    --password-env HOME
cell usage-no-password 3 '^SMTP UNKNOWN - ' plain -U "$PROBE"
cell usage-no-user 3 '^SMTP UNKNOWN - usage: ' plain -A PLAIN \
    --password-file "$SECRETS/probe"
cell usage-timeout-zero 3 '^SMTP UNKNOWN - usage: ' plain -t 0
cell usage-line-break-in-to 3 '^SMTP UNKNOWN - usage: ' plain \
    --to "$PROBE"$'\r\nDATA'
cell usage-line-break-in-subject 3 '^SMTP UNKNOWN - usage: ' plain \
    --to "$PROBE" --send --subject $'a\nBcc: b@example.test'
cell usage-mechanism-twice 3 '^SMTP UNKNOWN - usage: ' plain \
    "${probe[@]}" -A PLAIN,plain
cell usage-mechanism-unknown 3 '^SMTP UNKNOWN - usage: .*MAGIC' plain \
    "${probe[@]}" -A MAGIC
plain_text=yes cell help 3 '-[-]hostname && -[-]password-file' - -h
plain_text=yes cell version 3 'check_smtp_auth' - -V

## Secrets.  harness.sh looks for every password in every output; these rows
## make the plugin talkative.

for mechanism in LOGIN PLAIN; do
    cell "talkative-$mechanism" 0 "^C: AUTH $mechanism && \*\*\*\* && ^S: 235" \
        submission -vvv -S -A "$mechanism" "${probe[@]}"
    cell "talkative-$mechanism-wrong" 2 "^C: AUTH $mechanism && \*\*\*\* && ^S: 535" \
        submission -vvv -S -A "$mechanism" "${wrong[@]}"
done
cell talkative-option 2 '^S: 535' plain -vvv -U "$PROBE" -P "$WRONG_PASSWORD"

# A running check whose connection stands: neither its argument list nor its
# environment holds the secret any more.
connected_to() {
    local hex
    printf -v hex ':%04X' "$(port_of "$1")"
    awk -v hex="$hex" '$3 ~ hex "$" && $4 == "01" { up = 1 }
        END { exit !up }' /proc/net/tcp
}

# hidden NAME OPTION...
hidden() {
    local name=$1 pid
    shift
    local -a command=("$BINARY" -H 127.0.0.1 -p "$(port_of stalled)" -t 1
        -U "$PROBE" "$@")
    output=$RUN/outputs/$name
    why=
    "${command[@]}" </dev/null >"$output" 2>"$RUN/stderr" &
    pid=$!
    wait_until 9 connected_to stalled || object "no connection"
    cat "/proc/$pid/cmdline" "/proc/$pid/environ" >"$RUN/seen" 2>/dev/null || true
    local status=0
    wait "$pid" || status=$?
    [ -s "$RUN/seen" ] || object "the check ended too early"
    ! grep -qaF -f "$SECRETS/forbidden" "$RUN/seen" ||
        object "the process list shows the password"
    [ "$status" = 2 ] || object "exit code"
    report "$name" "$status" 2 "${command[@]}"
}
hidden hidden-option -P "${PASSWORDS[probe]}"
hidden hidden-long-option "--authpass=${PASSWORDS[probe]}"
SECRET_PASSWORD=${PASSWORDS[probe]} hidden hidden-env \
    --password-env SECRET_PASSWORD

## Dovecot's own submission server.

if have_dovecot_submission; then
    dovecot_refused='^SMTP CRITICAL - auth: .*535 5\.7\.8 && ^hint \(credentials\): '
    for mechanism in LOGIN PLAIN; do
        cell "dovecot-starttls-$mechanism-right" 0 'accepted over TLSv1\.3' \
            dovecot-submission -S -A "$mechanism" "${probe[@]}"
        cell "dovecot-starttls-$mechanism-wrong" 2 "$dovecot_refused" \
            dovecot-submission -S -A "$mechanism" "${wrong[@]}"
        cell "dovecot-implicit-$mechanism-right" 0 'accepted over TLSv1\.3' \
            dovecot-submissions -s -A "$mechanism" "${probe[@]}"
        cell "dovecot-implicit-$mechanism-wrong" 2 "$dovecot_refused" \
            dovecot-submissions -s -A "$mechanism" "${wrong[@]}"
    done
    cell dovecot-backend-ill 2 '^SMTP CRITICAL - auth: .*454 4\.7\.0 && ^hint \(server\): ' \
        dovecot-submission -S -U "$SICK" --password-file "$SECRETS/sick"
    send dovecot-send 0 "mail probe $bodies/text" dovecot-submission -S \
        "${probe[@]}" "${own[@]}" --to "$PROBE" --body-file "$bodies/text"
else
    skip dovecot-submission 'dovecot-submissiond is not installed'
fi
