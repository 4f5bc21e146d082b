# shellcheck shell=bash
# DANE: TLSA records of Postfix's listeners, as a validating resolver has them.
# servers/unbound says which record is whose.
#
# Some variables are the harness's, and some options hold a comma:
# shellcheck disable=SC2034,SC2054,SC2154

# Each cell sees a resolv.conf of its own.
RESOLVER=$RUN/unbound/resolv-good
PLUGIN=$BINARY
BINARY=$RUN/unbound/plugin
export RESOLVER
printf '#!/bin/sh\nexec unshare --mount %q %q "$@"\n' \
    "$RUN/unbound/with-resolver" "$PLUGIN" >"$BINARY"
chmod 755 "$BINARY"

# resolver NAME: for the cells that follow.
resolver() { RESOLVER=$RUN/unbound/resolv-$1; }

# other NAME EXIT PATTERNS HOST OPTION...: another host on Postfix's submission
# port.
other() {
    cell "$1" "$2" "$3" - -H "$4" -I 127.0.0.1 -p "$(port_of submission)" -S \
        --dane "${@:5}"
}

## Records that fit.

ee() { printf '^\[OK\] cert: .*, DANE-EE 3 %s matched' "$1"; }
ta() { printf '^\[OK\] cert: .*, DANE-TA 2 %s matched' "$1"; }
cell dane-right 0 "accepted over TLSv1\.3 && $(ee '1 1') && log auth=1 && perf time time_resolve time_connect time_tls time_banner time_ehlo time_starttls time_auth cert_days" \
    submission -v -S --dane "${probe[@]}"
cell dane-two-records 0 "$(ee '0 1') && ^\[OK\] resolve: 2 TLSA records && ^tlsa: _[0-9]+\._tcp\.$MAILHOST 3 1 1 [0-9a-f]{64}\$ && ^tlsa: .* 3 0 1 " \
    smtps -vvv -s --dane "${probe[@]}"
cell dane-sha512 0 "$(ee '1 2')" tls12 -v -S --dane
cell dane-alias 0 "$(ee '1 1')" tls13 -v -S --dane
cell dane-sni 0 "$(ee '1 1')" sni -v -S --dane
cell dane-self-signed 0 "$(ee '1 1') && log auth=1" self-signed -v -S --dane \
    "${probe[@]}"
cell dane-stranger 0 "$(ee '1 1')" stranger -v -S --dane
cell dane-expired 0 "$(ee '1 1') && cert_days=-" expired -v -S --dane
cell dane-expired-but-days 2 '^SMTP CRITICAL - cert: .*expired' expired -S \
    --dane -D 14,3
cell dane-ca-sent 0 "$(ta '1 1')" chained -v -S --dane "${probe[@]}"
cell dane-ca-in-the-record 1 "$(ta '0 0') && ^SMTP WARNING - cert: .*5 days" \
    five-days -v -S --dane
cell dane-without-trust 0 "$(ee '1 1')" submission -v -S --dane \
    --ca-file "$PKI/ca-unrelated.crt"
cell dane-every-login 0 'accepted over .*, also (PLAIN|LOGIN)' submission -S \
    --dane --auth-each "${probe[@]}"
cell dane-refusals 0 'refuses bad-password, relay, cleartext-auth, old-tls' \
    tls13 -S --dane "${probe[@]}" \
    --refuse bad-password,relay,cleartext-auth,old-tls
cell dane-address-looked-up 0 "^\[OK\] resolve: 127\.0\.0\.1; 1 TLSA record \(" \
    - -H "$MAILHOST" -p "$(port_of submission)" -v -S --dane "${probe[@]}"

## What the environment adds to a name without a dot.  The certificate must
## still be for the name of -H.

short() { cell "$1" "$2" "$3" - -p "$(port_of submission)" -S --ca-file "$PKI/ca.crt" "${@:4}"; }
printf 'relay %s\n' "$MAILHOST" >"$RUN/unbound/aliases"
export LOCALDOMAIN=$DOMAIN
short localdomain 0 '^SMTP OK - .*TLSv1\.3' -H mail --verify-name "$MAILHOST"
short localdomain-certificate 2 "^SMTP CRITICAL - cert: .*for $MAILHOST.*, not for mail" \
    -H mail
unset LOCALDOMAIN
export HOSTALIASES=$RUN/unbound/aliases
short hostaliases 0 '^SMTP OK - .*TLSv1\.3' -H relay --verify-name "$MAILHOST"
short hostaliases-certificate 2 "^SMTP CRITICAL - cert: .*for $MAILHOST.*, not for relay && ! auth: " \
    -H relay "${probe[@]}"
unset HOSTALIASES

## Many targets: Postfix on several addresses.

# domain NAME EXIT PATTERNS DOMAIN OPTION...
domain() {
    cell "$1" "$2" "$3" - --mx -H "$4.$DOMAIN" -p "$(port_of mx)" "${@:5}"
}
ca=(-S --ca-file "$PKI/ca.crt" --verify-name "$MAILHOST")
mx() { printf 'mx%s\.%s:[0-9]+' "$1" "${DOMAIN/./\\.}"; }

domain mx-pair 0 "^SMTP OK - pair\.$DOMAIN: 2 of 2 targets, EHLO accepted over TLSv1\.3, slowest $(mx 2)\| && perf time time_resolve time_connect time_tls time_banner time_ehlo time_starttls cert_days targets targets_failed 'mx1.$DOMAIN::time' 'mx2.$DOMAIN::time' && over 1 && under 3" \
    pair "${ca[@]}"
domain mx-slow 1 "^SMTP WARNING - 1 of 2 targets: $(mx 2) time_banner (0\.9|1\.)[0-9]* s is outside 0:0\.5" \
    pair "${ca[@]}" -w banner=0.5
domain mx-old-certificate 2 "^SMTP CRITICAL - 1 of 2 targets: $(mx 3) cert: .*expired.* \(old\.$DOMAIN; && ^\[OK\] $(mx 1): EHLO accepted" \
    old "${ca[@]}"
domain mx-down 2 "^SMTP CRITICAL - 1 of 2 targets: $(mx 4) connect: .*Connection refused" \
    down "${ca[@]}"
domain mx-down-quorum 1 "^SMTP WARNING - 1 of 2 targets: $(mx 4) connect: .*Connection refused" \
    down "${ca[@]}" --quorum 1
domain mx-four 2 "^SMTP CRITICAL - 2 of 4 targets: $(mx 3) cert: .*; $(mx 4) connect: && targets=4 targets_failed=2  && under 3" \
    four "${ca[@]}"
domain mx-null 2 "^SMTP CRITICAL - resolve: null\.$DOMAIN takes no mail: it has a null MX && ^hint \(policy\)" \
    null
domain mx-none 0 "^SMTP OK - mx1\.$DOMAIN: 1 of 1 targets, EHLO accepted && no MX record, so 0 mx1" \
    mx1 -v
domain mx-alias 0 "an alias of mx1\.$DOMAIN, which RFC 5321 5\.1 forbids" aka -v
domain mx-no-domain 2 '^SMTP CRITICAL - resolve: no such domain: ' no-such-domain
domain mx-dane 0 "^SMTP OK - pair\.$DOMAIN: 2 of 2 targets && $(ee '1 1') && ! vouch" \
    pair -v -S --dane
domain mx-dane-wrong 2 "^SMTP CRITICAL - 1 of 2 targets: $(mx 3) cert: no TLSA record matches" \
    old -S --dane
domain mx-dane-missing 3 "^SMTP UNKNOWN - 1 of 2 targets: $(mx 4) resolve: there is no TLSA record" \
    down -S --dane
cell mx-dane-unsigned 0 '^\[OK\] resolve: MX 10 .*; DNSSEC does not vouch for it, .*7672 2\.2\.1' \
    - --mx -H unsigned.test -p "$(port_of mx)" -v -S --dane
cell all-addresses 2 "^SMTP CRITICAL - 1 of 2 targets: two\.${DOMAIN}\[127\.0\.0\.4\]:[0-9]+ connect: && perf time time_resolve time_connect time_banner time_ehlo targets targets_failed 'two.${DOMAIN}[127.0.0.1]::time' 'two.${DOMAIN}[127.0.0.4]::time'" \
    - --all-addresses -H "two.$DOMAIN" -p "$(port_of mx)"
cell all-addresses-login 0 "^SMTP OK - mx1\.$DOMAIN:[0-9]+ AUTH .* accepted over" \
    - --all-addresses -H "mx1.$DOMAIN" -p "$(port_of mx)" "${ca[@]}" \
    --source 127.0.0.9 "${probe[@]}"

## Records that do not: CRITICAL, whatever a CA says, and no secret follows.

mismatch='^SMTP CRITICAL - cert: no TLSA record matches .* 3 1 1 [0-9a-f]{64} && ^hint \(server\): '
cell dane-wrong 2 "$mismatch && log ! (ehlo|auth)=" tls13-implicit -s --dane \
    "${probe[@]}"
cell dane-no-sni 2 "$mismatch && log ! auth=" sni -S --no-sni --dane \
    "${probe[@]}"
cell dane-ca-not-sent 2 "$mismatch" unchained -S --dane
cell dane-ca-wrong-name 2 '^SMTP CRITICAL - cert: .*elsewhere\.example\.net, not for mail\.example\.test' \
    stranger-implicit -s --dane
cell dane-ca-expired 2 '^SMTP CRITICAL - cert: .*expired' expired-implicit -s \
    --dane

## Nothing that could be judged by: UNKNOWN, and nobody can say otherwise.

cell dane-no-record 3 "^SMTP UNKNOWN - resolve: there is no TLSA record at _[0-9]+\._tcp\.$MAILHOST && ^hint \(policy\) && perf time time_resolve" \
    no-login -S --dane "${probe[@]}" --on-failure resolve=ok
cell dane-usage-one 3 '^SMTP UNKNOWN - cert: no TLSA record .* can be used && ^hint \(policy\) && log ! auth=' \
    not-yet -S --dane --on-failure cert=ok --ignore-certificate-expiration \
    "${probe[@]}"
other dane-unsigned 3 '^SMTP UNKNOWN - resolve: DNSSEC does not vouch .*_tcp\.mail\.unsigned\.test && ^hint \(network\)' \
    mail.unsigned.test --on-failure resolve=ok
other dane-bogus 2 '^SMTP CRITICAL - resolve: .*_tcp\.mail\.bogus\.test TLSA with SERVFAIL \(bogus && ^hint \(network\).*cdflag && ^by hand: dig \+adflag TLSA _[0-9]+\._tcp\.mail\.bogus\.test$' \
    mail.bogus.test -v
other dane-bogus-on-failure 1 '^SMTP WARNING - resolve: ' mail.bogus.test \
    --on-failure resolve/transient=warning
other dane-silent 2 '^SMTP CRITICAL - resolve: no answer in time to .*_tcp\.mail\.silent\.test TLSA \(this stage has 1 s && over 0 && under 3' \
    mail.silent.test -t resolve=1
other dane-silent-on-failure 3 '^SMTP UNKNOWN - resolve: ' mail.silent.test \
    -t 1:unknown

resolver untrusted
cell dane-untrusted 3 '^SMTP UNKNOWN - resolve: .*"options trust-ad" && ^hint \(monitor\)' \
    submission -S --dane "${probe[@]}" --on-failure resolve=ok
RES_OPTIONS=trust-ad cell dane-trusted-by-the-environment 0 accepted \
    submission -S --dane "${probe[@]}"
resolver down
cell dane-resolver-down 2 '^SMTP CRITICAL - resolve: no answer from the resolver .*TLSA && ^hint \(network\)' \
    submission -S --dane "${probe[@]}"
cell dane-not-asked-for 0 'accepted && perf time time_connect time_tls time_banner time_ehlo time_starttls time_auth cert_days' \
    submission -S "${probe[@]}"
