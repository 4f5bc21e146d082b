# shellcheck shell=bash
# What every script of the kit shares: names, identities, ports, small helpers.
# Sourced; it starts nothing.

# One boot's private tree, made by run and handed on in the environment.
RUN=${INTEROP_RUN:?is set by the script named run}
KIT=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
SERVER=${0##*/}
PKI=$RUN/pki
LOGS=$RUN/log
SECRETS=$RUN/secrets
PIDS=$RUN/pids
PORTS=$RUN/ports
ACCOUNTS=$SECRETS/accounts

MAILHOST=mail.example.test
DOMAIN=example.test
PROBE=probe@$DOMAIN
OTHER=other@$DOMAIN
# A user whose password database is out of order, and one whose mailbox is.
SICK=sick@$DOMAIN
BROKEN=broken@$DOMAIN
# A user whose password Dovecot keeps hashed: PLAIN and LOGIN alone can log in.
HASHED=hashed@$DOMAIN
export RUN KIT PKI LOGS SECRETS PIDS PORTS ACCOUNTS MAILHOST DOMAIN PROBE OTHER \
    SICK BROKEN HASHED

# Passwords are what servers and plugins trip over: one user for each trap, so
# that the cell that fails names the trap.  No colon: it separates the fields
# of Dovecot's user file.
# shellcheck disable=SC2034,SC2016  # for others to use; these very characters
declare -A PASSWORDS=(
    [probe]='Pr0be+s3cret/42'
    [other]='0ther+s3cret/43'
    [sick]='S1ck+s3cret/44'
    [broken]='Br0ken+s3cret/45'
    [blanks]='two  blanks and the last '
    [equals]='=equals=and==more='
    [commas]=',comma,,separated,'
    [quotes]="it's \"quoted\" \\ and \`back\`"
    [percent]='100%s %n %u %% $HOME ${x}'
    [letters]='pässwörd-ß-€-Ж-日本'
    [latin]='Grüße-señor-ÿ'
    # RFC 4013 changes the one, and what it makes of the other takes tables.
    [mapped]=$'no\u00a0break,soft\u00adhyphen'
    [unprepared]=$'\u2168 is nine, cafe\u0301'
    [long]="$(printf 'long-%.0s' {1..90})end"
    # Whose mail Postfix hands on to Dovecot and to Cyrus; Courier shows that
    # of Postfix itself.  One is kept on hold.
    [trip-dovecot]='D0vecot+s3cret/50'
    [trip-cyrus]='Cyru5+s3cret/51'
    [trip-courier]='C0urier+s3cret/52'
    [trip-held]='H3ld+s3cret/53'
)
# And so are user names.  They share one password.
# shellcheck disable=SC2016
declare -A NAMES=(
    [name-blanks]='two  words'
    [name-equals]='=a=b=3D'
    [name-commas]=',o,k'
    [name-quotes]="o'neil\"x\"\\\`y\`"
    [name-percent]='100%s%n%u$HOME${x}'
    [name-letters]='jürgen-Ж'
)
NAME_PASSWORD='N4me+s3cret/46'
# shellcheck disable=SC2034
WRONG_PASSWORD='n0t-the-s3cret/13'
# Bearer tokens: one of the user probe, one that has been revoked.
# shellcheck disable=SC2034
GOOD_TOKEN=ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29t-good
# shellcheck disable=SC2034
BAD_TOKEN=ya29.a0AbVbY6PQ8r5K2mWcJ0XnTqkLzU3dVh-revoked

# Of the app that gets its tokens itself.
# shellcheck disable=SC2034
CLIENT_SECRET='Cl13nt~s3cret.of-the_app/7'

# list_accounts: KEY, user name and password of every account, by tabs.
list_accounts() {
    local key
    for key in "${!PASSWORDS[@]}"; do
        printf '%s\t%s@%s\t%s\n' "$key" "$key" "$DOMAIN" "${PASSWORDS[$key]}"
    done
    for key in "${!NAMES[@]}"; do
        printf '%s\t%s@%s\t%s\n' "$key" "${NAMES[$key]}" "$DOMAIN" \
            "$NAME_PASSWORD"
    done
}

# each_account COMMAND...: runs COMMAND KEY NAME PASSWORD for every account.
each_account() {
    local key name password
    while IFS=$'\t' read -r key name password <&7; do
        "$@" "$key" "$name" "$password"
    done 7<"$ACCOUNTS"
}

# sasl_database FILE: all accounts, as Cyrus SASL keeps them.
sasl_database() { each_account sasl_account "$1"; }
sasl_account() {
    printf '%s' "$4" |
        saslpasswd2 -p -c -f "$1" -u "$DOMAIN" "${3%@"$DOMAIN"}"
}

say() { printf '%s\n' "$*" >&2; }
die() {
    say "interop: $*"
    exit 2
}

# cannot REASON: ends a server's script; its cells are skipped.
cannot() {
    printf '%s\n' "$*" >"$RUN/cannot/$SERVER"
    exit 0
}

have_ipv6() {
    grep -qs '^0\{31\}1 .* lo$' /proc/net/if_inet6
}

# Is the optional submission server of Dovecot on this machine?
have_dovecot_submission() {
    [ -x /usr/lib/dovecot/submission-login ]
}

# new_port NAME [ADDRESS]: takes the next port that nothing uses, records it
# under NAME and prints it.  It stays below the kernel's ephemeral ports.
new_port() {
    local port hex
    port=$(($(cat "$RUN/next-port") + 1))
    while printf -v hex ':%04X' "$port" &&
        cat /proc/net/tcp /proc/net/tcp6 2>/dev/null |
        awk -v hex="$hex" '$2 ~ hex "$" { used = 1 } END { exit !used }'; do
        port=$((port + 1))
    done
    printf '%s\n' "$port" >"$RUN/next-port"
    printf '%s %s %s %s\n' "$1" "${2:-127.0.0.1}" "$port" "$SERVER" >>"$PORTS"
    printf '%s\n' "$port"
}

# port_of NAME, address_of NAME
port_of() { awk -v n="$1" '$1 == n { print $3 }' "$PORTS"; }
address_of() { awk -v n="$1" '$1 == n { print $2 }' "$PORTS"; }

# start NAME COMMAND...: in the background as the leader of a process group; its
# pid is recorded under NAME, what it says is kept.
start() {
    setsid "${@:2}" </dev/null >"$LOGS/$1.boot" 2>&1 9<&- &
    printf '%s\n' $! >"$PIDS/$1"
}

# wait_until TENTHS COMMAND...: true as soon as COMMAND is.
wait_until() {
    local left=$1
    shift
    until "$@"; do
        left=$((left - 1))
        [ "$left" -gt 0 ] || return 1
        sleep 0.1
    done
}

# port_answers ADDRESS PORT: does something listen?  It looks, and does not
# connect: a visitor who leaves at once is noise in the servers' logs.
port_answers() {
    local hex
    printf -v hex ':%04X' "$2"
    cat /proc/net/tcp /proc/net/tcp6 2>/dev/null |
        awk -v hex="$hex" '$2 ~ hex "$" && $4 == "0A" { up = 1 }
            END { exit !up }'
}

# server_listens NAME: on all its ports.
server_listens() {
    local name address port server
    while read -r name address port server; do
        [[ $server == "$1" && $name != closed* ]] || continue
        port_answers "$address" "$port" || return 1
    done <"$PORTS"
}

# server_settled NAME: it listens, or will never do.
server_settled() {
    server_listens "$1" || process_gone "$(cat "$PIDS/$1")"
}

# stop_recorded FILE: TERM to the one process whose pid FILE holds, KILL to its
# group when it has not gone after five seconds.
stop_recorded() {
    local pid
    pid=$(tr -dc 0-9 <"$1")
    rm -f "$1"
    [ -n "$pid" ] && kill -TERM "$pid" 2>/dev/null || return 0
    wait_until 50 process_gone "$pid" || true
    kill -KILL -- "-$pid" 2>/dev/null || true
}

# A zombie is gone too: where nobody reaps it, it stays for ever.
process_gone() {
    ! grep -qs '^State:[[:space:]]*[^ZX[:space:]]' "/proc/$1/status"
}
