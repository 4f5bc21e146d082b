# shellcheck shell=bash
# Certificates, and TLS that cannot come about, with Postfix's listeners.
#
# Some variables are the harness's, and some options hold a comma:
# shellcheck disable=SC2034,SC2054,SC2154

## Certificates.  Whatever is wrong with one, no secret follows it.

# bad_certificate LISTENER WORDS
bad_certificate() {
    cell "cert-$1" 2 "^SMTP CRITICAL - cert: .*($2) && ^\[CRITICAL\] cert: && ^hint && perf time time_connect time_tls time_banner time_ehlo time_starttls cert_days && log ^ehlo=1 starttls=1 (quit=1 )?commands=" \
        "$1" -S "${probe[@]}" "${own[@]}" --to "$PROBE"
    cell "cert-$1-implicit" 2 "^SMTP CRITICAL - cert: .*($2) && log ! (ehlo|auth|mail)=" \
        "$1-implicit" -s "${probe[@]}" "${own[@]}" --to "$PROBE"
}
bad_certificate self-signed 'the certificate is self-signed'
bad_certificate expired 'the certificate expired [34] days ago'
bad_certificate not-yet 'the certificate is not yet valid: it begins in (29|30) days'
bad_certificate stranger 'the certificate is for elsewhere\.example\.net, not for mail\.example\.test'
bad_certificate unchained 'the server does not send its intermediate certificate, and the issuer "Interop Test Intermediate" is not known here'
# --ca-file was given, so it is not what is missing.
cell cert-unchained-advice 2 '^hint \(server\): .*intermediate && ! ^hint .*name .*--ca-file' \
    unchained -S "${probe[@]}"
cell cert-self-signed-advice 2 '^hint \(server\): && ! ^hint .*name .*--ca-file' \
    self-signed -S "${probe[@]}"
cell cert-chained 0 accepted chained -S "${probe[@]}"
cell cert-private-ca 2 '^SMTP CRITICAL - cert: && ^hint .*--ca-file' - \
    -H "$MAILHOST" -I 127.0.0.1 -p "$(port_of submission)" -S "${probe[@]}"
cell cert-unrelated-ca 2 '^SMTP CRITICAL - cert: ' - -H "$MAILHOST" \
    -I 127.0.0.1 -p "$(port_of submission)" -S "${probe[@]}" \
    --ca-file "$PKI/ca-unrelated.crt"
cell cert-root-sent 0 accepted root-sent -S "${probe[@]}"
cell cert-root-sent-unrelated-ca 2 'the root of its chain, "Interop Test CA", is not trusted here && ^hint \(monitor\): .*--ca-file && log ! auth=' \
    root-sent -S --ca-file "$PKI/ca-unrelated.crt" "${probe[@]}"
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

# sha256_of COMMAND...: what it writes, as a pin
sha256_of() { "$@" | sha256sum | sed 's/ .*//; s/^/sha256:/'; }
pin_of_certificate=$(sha256_of openssl x509 -in "$PKI/good.crt" -outform DER)
openssl x509 -in "$PKI/good.crt" -noout -pubkey >"$RUN/good.pub"
pin_of_key=$(sha256_of openssl pkey -pubin -in "$RUN/good.pub" -outform DER)
cell pin-certificate 0 accepted submission -S --pin "$pin_of_certificate" \
    "${probe[@]}"
cell pin-key 0 accepted submission -S --pin "$pin_of_key" "${probe[@]}"
cell pin-of-another 2 '^SMTP CRITICAL - cert: the certificate is not pinned && ^hint \(policy\): && log ! auth=' \
    stranger -S --no-verify --pin "$pin_of_key" "${probe[@]}"
cell pin-mismatch-to-copy 2 "$pin_of_certificate, and its key $pin_of_key && log ! auth=" \
    submission -S --pin "sha256:$(printf %064d 0)" "${probe[@]}"
# Postfix cannot staple.
cell ocsp-missing 2 '^SMTP CRITICAL - cert: the server sends no OCSP answer && log ! auth=' \
    submission -S --require-ocsp "${probe[@]}"

cell days-of-the-ca 1 '^SMTP WARNING - cert: the certificate of the CA Interop Test Ending CA expires in 5 days, && cert_days=5;14:;3: && log auth=1' \
    ending-ca -S "${probe[@]}"
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

## Versions and ciphers.

cell tls-max 0 '^SMTP OK - .* over TLSv1\.2' submission -S --tls-max 1.2 "${probe[@]}"
cell tls-min-not-reached 2 "^SMTP CRITICAL - tls: the server's TLS alert: protocol version && ^hint \(policy\): .*--tls-min && log ! auth=" \
    tls12 -S --tls-min 1.3 "${probe[@]}"
cell tls-max-too-low 2 "^SMTP CRITICAL - tls: the server's TLS alert: protocol version" \
    tls13 -S --tls-max 1.2
# Postfix 3.7 still speaks them unless it is told not to.
cell tls-1.1-asked-for 0 '^SMTP OK - .* over TLSv1\.1\|' submission -S \
    --tls-min 1.0 --tls-max 1.1 "${probe[@]}"
cell tls-1.0-asked-for 0 '^SMTP OK - .* over TLSv1\|' smtps -s \
    --tls-min 1.0 --tls-max 1.0 "${probe[@]}"
cell tls-suite 0 '^\[OK\] tls: TLSv1\.3 TLS_CHACHA20_POLY1305_SHA256' \
    submission -S -v --tls-ciphers TLS_CHACHA20_POLY1305_SHA256
cell tls-cipher 0 '^\[OK\] tls: TLSv1\.2 ECDHE-RSA-CHACHA20-POLY1305 ' \
    tls12 -S -v --tls-ciphers ECDHE-RSA-CHACHA20-POLY1305:TLS_AES_128_GCM_SHA256
cell tls-cipher-not-shared 2 "^SMTP CRITICAL - tls: the server's TLS alert: handshake failure && ^hint .*--tls-ciphers" \
    tls12 -S --tls-ciphers ECDHE-ECDSA-AES128-GCM-SHA256
cell refuse-old-tls 0 'refuses old-tls' tls12 -S --refuse old-tls
cell refuse-old-tls-implicit 0 'refuses old-tls' tls13-implicit -s \
    --refuse old-tls
cell refuse-old-tls-accepted 2 '^SMTP CRITICAL - refuse old-tls: the server speaks TLS && accepted at tls: TLSv1\.1 && ^hint \(policy\): .*smtpd_tls_protocols' \
    submission -S --refuse old-tls
cell refuse-old-tls-accepted-implicit 2 '^SMTP CRITICAL - refuse old-tls: ' \
    smtps -s --refuse old-tls
cell details 0 '^path: CN=.*, signed by CN=Interop Test CA && ^verification: no fault && ^tls: TLSv1\.3, .*, key exchange X25519 && ^tls: new session, .*, ticket for && ^cert 0: sha256:[0-9a-f]{64} \(public key\)' \
    submission -S -vvv "${probe[@]}"
