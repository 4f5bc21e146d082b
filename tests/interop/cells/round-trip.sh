# shellcheck shell=bash
# The round trip: into Dovecot, by its LMTP server or through the queue of
# Postfix, and found there with IMAP or POP3.
#
# Some variables are the harness's:
# shellcheck disable=SC2154

# trip NAME EXIT PATTERNS SCHEME[/FOLDER] OPTION...: each has a series of its own,
# so that none sees the messages of another.
trip() {
    local name=$1 expected=$2 patterns=$3 scheme=${4%%/*} folder=
    [[ $4 != */* ]] || folder=/${4#*/}
    shift 4
    cell "trip-$name" "$expected" "$patterns" - -L -H 127.0.0.1 \
        -p "$(port_of lmtp)" "${own[@]}" --to "$PROBE" --ca-file "$PKI/ca.crt" \
        --mailbox "$scheme://$MAILHOST:$(port_of "$scheme")$folder" \
        --mailbox-address 127.0.0.1 --series "$name" "$@"
}
as_probe=(--mailbox-user "$PROBE" --mailbox-password-file "$SECRETS/probe")
arrived='^SMTP OK - .* handed in, arrived after [0-9.]+ s\|'
times='perf time time_connect time_banner time_ehlo time_mail time_rcpt time_data time_mailbox time_delivery'

for scheme in imaps imap pop3s pop3; do
    trip "$scheme" 0 "$arrived && TLSv1\.3 && $times" "$scheme" \
        "${as_probe[@]}" -v
    trip "$scheme-wrong-password" 2 \
        '^SMTP CRITICAL - mailbox: login: (NO|-ERR) .*\(probe@example\.test at ' \
        "$scheme" --mailbox-user "$PROBE" --mailbox-password-file "$SECRETS/wrong"
    trip "$scheme-certificate" 2 '^SMTP CRITICAL - mailbox: certificate: ' \
        "$scheme" "${as_probe[@]}" --mailbox-verify-name other.example.test
    trip "$scheme-kept" 0 "$arrived" "$scheme" "${as_probe[@]}" --keep
    trip "$scheme-after-one-that-was-kept" 0 "$arrived" "$scheme" \
        "${as_probe[@]}" --series "$scheme-kept"
    for mechanism in PLAIN CRAM-MD5 DIGEST-MD5 SCRAM-SHA-1 SCRAM-SHA-256; do
        trip "$scheme-$mechanism" 0 "$arrived && mailbox: .*$mechanism as " \
            "$scheme" "${as_probe[@]}" --mailbox-authtype "$mechanism" -v
    done
    for mechanism in XOAUTH2 OAUTHBEARER; do
        trip "$scheme-$mechanism" 0 "$arrived" "$scheme" \
            --mailbox-user "$PROBE" --mailbox-authtype "$mechanism" \
            --mailbox-password-file "$SECRETS/token"
        trip "$scheme-$mechanism-wrong" 2 \
            '^SMTP CRITICAL - mailbox: login: ' "$scheme" \
            --mailbox-user "$PROBE" --mailbox-authtype "$mechanism" \
            --mailbox-password-file "$SECRETS/token-wrong"
    done
done

trip folder-missing 2 '^SMTP CRITICAL - mailbox: folder: NO .*\(probe@' \
    imaps/Nowhere "${as_probe[@]}"
trip folder-of-another-alphabet 2 \
    '^SMTP CRITICAL - delivery: .* did not arrive in Prüfungen or Junk ' \
    imaps/Pr%C3%BCfungen "${as_probe[@]}" -t delivery=1
trip junk 1 '^SMTP WARNING - delivery: the message lies in the junk folder Junk ' \
    imaps "${as_probe[@]}" --header 'X-Probe: junk'
trip never 2 '^SMTP CRITICAL - delivery: handed in, but did not arrive && under 3' \
    imaps -t delivery=1 --mailbox-user "$OTHER" \
    --mailbox-password-file "$SECRETS/other"
trip arrived-header 0 "$arrived" imaps "${as_probe[@]}" \
    --arrived-header '^Return-Path: <probe@' --arrived-header '^Delivered-To: '
trip arrived-header-missing 1 '^SMTP WARNING - delivery: no header line' imaps \
    "${as_probe[@]}" --arrived-header '^X-Nobody: '
trip way 0 "$arrived && way: $MAILHOST" imaps "${as_probe[@]}" -v


## --round-trip previous over five runs; what goes to the other user does not
## arrive.

previous() {
    local name=$1 expected=$2 patterns=$3 to=$4
    shift 4
    cell "trip-previous-$name" "$expected" "$patterns" - -L -H 127.0.0.1 \
        -p "$(port_of lmtp)" "${own[@]}" --to "$to" --ca-file "$PKI/ca.crt" \
        --mailbox "imaps://$MAILHOST:$(port_of imaps)" \
        --mailbox-address 127.0.0.1 "${as_probe[@]}" --series previous \
        --round-trip previous "$@"
}
previous first 2 'delivery: handed in, but no message of this series has arrived' \
    "$OTHER"
previous second 0 'handed in, arrived after 0\.0+ s && delivery_age=' \
    "$PROBE"
previous third 0 'handed in, arrived after 0\.0+ s' "$PROBE"
sleep 2
previous fourth 0 'the newest that arrived was sent [2-9] s ago and took 0\.0+ s' \
    "$OTHER"
previous too-old 2 '^SMTP CRITICAL - delivery: the newest message .* 1 at most' \
    "$OTHER" --arrived-within 1

## Through the queue of Postfix.

cell queued 0 'AUTH PLAIN as .* arrived after && way: .* from .* later' submission \
    -S "${probe[@]}" "${own[@]}" --to "probe+trip@$DOMAIN" -v \
    --mailbox "imaps://$MAILHOST:$(port_of imaps)" --mailbox-address 127.0.0.1
cell queued-pop3 0 'AUTH PLAIN as .* arrived after' submission -S "${probe[@]}" \
    "${own[@]}" --to "probe+trip@$DOMAIN" --series pop3 \
    --mailbox "pop3s://$MAILHOST:$(port_of pop3s)" --mailbox-address 127.0.0.1
