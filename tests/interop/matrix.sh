# shellcheck shell=bash
# Rows that stand for many cells: the logins, which every server is asked for
# in the same way.  Sourced by run; cells/ holds the rows.
#
# Some variables are the harness's or used by the rows:
# shellcheck disable=SC2034,SC2154

probe=(-U "$PROBE" --password-file "$SECRETS/probe")
wrong=(-U "$PROBE" --password-file "$SECRETS/wrong")
own=(-f "$PROBE")
login_options=${probe[*]}

# credentials MECHANISM right|wrong: puts the options for them into $login.
credentials() {
    local suffix=
    [ "$2" = right ] || suffix=-wrong
    case $1 in
    EXTERNAL)
        login=(--client-cert "$PKI/client$suffix.pem" --authzid "$PROBE") ;;
    XOAUTH2 | OAUTHBEARER)
        login=(-U "$PROBE" --password-file "$SECRETS/token$suffix") ;;
    *) if [ "$2" = right ]; then login=("${probe[@]}"); else login=("${wrong[@]}"); fi ;;
    esac
}

# logins LISTENER TLS MECHANISMS REFUSAL [PATTERNS-OF-RIGHT [-OF-WRONG]]
# With the right secret each of the MECHANISMS is accepted, with the wrong one
# it is refused in the server's words, the ERE REFUSAL.  auto=MECHANISM is the
# automatic choice and what it should be.  TLS is -S, -s or nothing.
logins() {
    local mechanism named perf='time time_connect' over=' over TLSv1\.3'
    local own_days=
    local -a login
    [[ $1 != *tls12* ]] || over=' over TLSv1\.2'
    case $2 in
    -S) perf+=' time_tls time_banner time_ehlo time_starttls time_auth cert_days' ;;
    -s) perf+=' time_tls time_banner time_ehlo time_auth cert_days' ;;
    *) perf+=' time_banner time_ehlo time_auth' over='\|' ;;
    esac
    for mechanism in $3; do
        named=${mechanism#auto=} own_days=
        mechanism=${mechanism%%=*}
        [ "$named" != EXTERNAL ] || own_days=' client_cert_days'
        credentials "$named" right
        cell "$1-$mechanism-right" 0 \
            "AUTH $named (as probe@example\.test )?accepted$over && perf $perf$own_days${5:+ && $5}" \
            "$1" ${2:+"$2"} -A "$mechanism" "${login[@]}"
        credentials "$named" wrong
        cell "$1-$mechanism-wrong" 2 \
            "^SMTP CRITICAL - auth: .*$4 && ^hint \(credentials\): && perf $perf$own_days${6:+ && $6}" \
            "$1" ${2:+"$2"} -A "$mechanism" "${login[@]}"
    done
}

# unknown_user LISTENER TLS MECHANISMS REFUSAL [PATTERNS]
unknown_user() {
    local mechanism
    for mechanism in $3; do
        cell "$1-$mechanism-unknown-user" 2 \
            "^SMTP CRITICAL - auth: .*$4 && ^hint \(credentials\): ${5:+ && $5}" \
            "$1" ${2:+"$2"} -A "$mechanism" -U "nobody@$DOMAIN" \
            --password-file "$SECRETS/probe"
    done
}

# traps LISTENER TLS MECHANISMS [NOT-ACCOUNTS]: the passwords and the user names
# that trip up quoting, encoding and line lengths.  RFC 2831 leaves it open how
# DIGEST-MD5 encodes what is not ASCII.  Of the servers only gsasl prepares
# passwords as SCRAM wants it; the others compare theirs as it is.
passwords='blanks equals commas quotes percent letters latin unprepared long'
names='name-blanks name-equals name-commas name-quotes name-percent name-letters'
traps() {
    local account mechanism status pattern
    for account in $passwords $names; do
        [[ " ${4:-} " != *" $account "* ]] || continue
        for mechanism in $3; do
            status=0 pattern="AUTH $mechanism as "
            case $mechanism-$account in
            DIGEST-MD5-*letters | DIGEST-MD5-latin | DIGEST-MD5-unprepared)
                status=3 pattern='^SMTP UNKNOWN - auth: .*not ASCII' ;;
            SCRAM-*-unprepared)
                [ "${prepares:-}" = yes ] ||
                    status=2 pattern='^SMTP CRITICAL - auth: .*535' ;;
            esac
            cell "$1-$account-$mechanism" "$status" "$pattern" \
                "$1" ${2:+"$2"} -A "$mechanism" \
                -U "${NAMES[$account]:-$account}@$DOMAIN" \
                --password-file "$SECRETS/$account"
        done
    done
}

# once LISTENER TLS REFUSED: what each server is asked for once: a message that
# arrives whole, every mechanism in turn, and what must be REFUSED.
once() {
    send "$1-send" 0 "mail probe $bodies/text" "$1" ${2:+"$2"} "${probe[@]}" \
        "${own[@]}" --to "$PROBE" --body-file "$bodies/text"
    cell "$1-auth-each" 0 'accepted.*, also ' "$1" ${2:+"$2"} "${probe[@]}" \
        --auth-each
    cell "$1-refuse" 0 "refuses ${3//,/, }\|" "$1" ${2:+"$2"} "${probe[@]}" \
        --refuse "$3"
}

# replies LISTENER TLS {CASE 'STAGE: ERE'}...: how the server refuses it, and who
# must act; a 4yz is a warning, all else is critical.
replies() {
    local listener=$1 tls=$2 state who
    local -A options=(
        [foreign-sender]="$tls $login_options -f $OTHER --to $PROBE"
        [relay]="$tls -f a@here.example --to b@there.example"
        [no-login]="$tls -f $PROBE --to $PROBE"
        [no-tls]="$login_options"
        [unknown-recipient]="$tls $login_options -f $PROBE --to nobody@$DOMAIN"
        [greylisted]="$tls $login_options -f $PROBE --to grey@$DOMAIN"
        [too-large]="$tls $login_options -f $PROBE --to $PROBE --send
            --body-file $bodies/big"
    )
    shift 2
    while [ $# -gt 0 ]; do
        state='2 CRITICAL'
        [[ $2 != *': 4'* ]] || state='1 WARNING'
        who=monitor
        case $1 in foreign-sender | relay | greylisted) who=policy ;; esac
        # shellcheck disable=SC2086  # a list of options
        cell "$listener-$1" "${state% *}" "^SMTP ${state#* } - $2 && ^hint \($who\): " \
            "$listener" ${options[$1]}
        shift 2
    done
}

# trip NAME EXIT PATTERNS SERVER SCHEME OPTION...: a message that must arrive in
# the mailbox of $account on SERVER.  Those of other servers take other listeners.
declare -A handed_to=([dovecot]=submission [courier]=tls13 [cyrus]=many)
trip() {
    local name=$1 status=$2 patterns=$3 server=$4 scheme=$5
    local user=${account:-trip-$server}
    shift 5
    cell "$name" "$status" "$patterns" "${handed_to[$server]}" -S "${probe[@]}" \
        "${own[@]}" --to "$user@$DOMAIN" --mailbox \
        "$scheme://$MAILHOST:$(port_of "$server-$scheme")${folder:-}" \
        --mailbox-address 127.0.0.1 --mailbox-user "$user@$DOMAIN" \
        --mailbox-password-file "$SECRETS/${secret:-$user}" "$@"
}

# round_trips SERVER IMAP-MECHANISMS POP3-MECHANISMS REFUSAL: what each server of
# mailboxes is asked for; CHOICE=NAME is a choice and what the output calls it.
round_trips() {
    local scheme mechanism mechanisms named
    for scheme in imap imaps pop3 pop3s; do
        mechanisms=$2
        [[ $scheme != pop3* ]] || mechanisms=$3
        for mechanism in $mechanisms; do
            named=${mechanism#*=}
            named=${named//_/ }
            trip "$1-$scheme-${mechanism%%=*}" 0 \
                "arrived after && mailbox: .*, $named as trip-$1@" "$1" \
                "$scheme" -v --mailbox-authtype "${mechanism%%=*}"
        done
        secret=wrong trip "$1-$scheme-wrong" 2 \
            "^SMTP CRITICAL - mailbox: login: .*$4 && ^hint \(credentials\): " \
            "$1" "$scheme"
    done
    folder=/No%20where trip "$1-nowhere" 2 \
        '^SMTP CRITICAL - mailbox: folder: NO ' "$1" imap
    for scheme in imap pop3s; do
        trip "$1-$scheme-kept" 0 'arrived after' "$1" "$scheme" --keep \
            --series "$1-$scheme"
        for run in 1 2 3; do
            trip "$1-$scheme-previous-$run" 0 \
                'is the newest that has arrived' "$1" "$scheme" -v \
                --round-trip previous --series "$1-$scheme"
        done
    done
}

# make_bodies: texts for messages, with all that a line may be.
make_bodies() {
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
}
