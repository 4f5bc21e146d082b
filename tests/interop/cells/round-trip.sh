# shellcheck shell=bash
# The round trip: through the queue of Postfix into a mailbox, which IMAP and POP3
# show.  Sourced by the cells of the servers that keep mail.
#
# Some variables are the harness's:
# shellcheck disable=SC2154

arrived=' handed in, arrived after [0-9.]+ s\|'
times='perf time time_connect time_tls time_banner time_ehlo time_starttls time_auth time_mail time_rcpt time_data time_mailbox time_delivery cert_days'

# trip SERVER NAME EXIT PATTERNS SCHEME[/FOLDER] OPTION...: each has a series of
# its own, so that none sees the messages of another.
trip() {
    local server=$1 name=$2 expected=$3 patterns=$4 scheme=${5%%/*} folder=
    local user=trip-$1
    [[ $5 != */* ]] || folder=/${5#*/}
    shift 5
    cell "trip-$server-$name" "$expected" "$patterns" submission -S \
        "${probe[@]}" "${own[@]}" --to "${recipient:-$user@$DOMAIN}" \
        --mailbox "$scheme://$MAILHOST:$(port_of "$server-$scheme")$folder" \
        --mailbox-address 127.0.0.1 --mailbox-user "$user@$DOMAIN" \
        --mailbox-password-file "$SECRETS/$user" --series "$name" "$@"
}

# trips SERVER MECHANISMS-OF-IMAP MECHANISMS-OF-POP3: what every server must do.
trips() {
    local scheme mechanism mechanisms=$2
    for scheme in imaps imap pop3s pop3; do
        [[ $scheme != pop* ]] || mechanisms=$3
        trip "$1" "$scheme" 0 "$arrived && mailbox: .*TLSv1\\.[23] && $times" \
            "$scheme" -v
        trip "$1" "$scheme-wrong-password" 2 \
            "^SMTP CRITICAL - mailbox: login: (NO|-ERR) .*\\(trip-$1@example\\.test at .*; credentials\\) && ^hint \\(credentials\\)" \
            "$scheme" --mailbox-password-file "$SECRETS/wrong"
        trip "$1" "$scheme-certificate" 2 \
            '^SMTP CRITICAL - mailbox: certificate: .*; server\)' "$scheme" \
            --mailbox-verify-name other.example.test
        trip "$1" "$scheme-kept" 0 "$arrived" "$scheme" --keep
        trip "$1" "$scheme-after-one-that-was-kept" 0 "$arrived" "$scheme" \
            --series "$scheme-kept"
        for mechanism in $mechanisms; do
            trip "$1" "$scheme-$mechanism" 0 \
                "$arrived && mailbox: .*$mechanism as " "$scheme" \
                --mailbox-authtype "$mechanism" -v
        done
    done
    trip "$1" folder-missing 2 '^SMTP CRITICAL - mailbox: folder: NO .*; monitor\)' \
        imaps/Nowhere
    trip "$1" way 0 "$arrived && way: .*mail\\.example\\.test" imaps -v
    trip "$1" arrived-header 0 "$arrived" imaps --arrived-header '^Received: .*by mail'
    trip "$1" arrived-header-missing 1 '^SMTP WARNING - delivery: no header line' \
        imaps --arrived-header '^X-Nobody: '
    previous_runs "$1"
}

# --round-trip previous: what goes to another user does not arrive, so each run
# judges what an earlier one has handed in.
previous_runs() {
    local -a previous=(imaps --round-trip previous --series previous)
    local recipient=$OTHER
    trip "$1" previous-first 2 \
        '^SMTP CRITICAL - delivery: handed in, but no message of this series' \
        "${previous[@]}"
    recipient="trip-$1@$DOMAIN" trip "$1" previous-filled 0 "$arrived" imaps \
        --series previous --keep
    sleep 1
    trip "$1" previous-second 0 \
        'the newest that arrived was sent [1-9] s ago and took [01]\.0+ s && delivery_age=[1-9]s;;;0;900' \
        "${previous[@]}"
    sleep 1
    trip "$1" previous-third 0 'the newest that arrived was sent [2-9] s ago' \
        "${previous[@]}"
    trip "$1" previous-too-old 2 \
        '^SMTP CRITICAL - delivery: the newest message .* 1 at most' \
        "${previous[@]}" --arrived-within 1
}
