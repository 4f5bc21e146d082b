# shellcheck shell=bash
# Boots the servers of servers.table in a private tree.  Sourced, after
# INTEROP_RUN is set to a new folder.

# shellcheck source=lib.sh disable=SC1091
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# All that there are, in the order of their boot, and those to boot, which
# with_needs fills.
mapfile -t SERVERS < <(awk '!/^#/ && NF { print $1 }' "$KIT/servers.table")
declare -A wanted=()

# column SERVER NUMBER: of its line in the table; - is nothing
column() {
    awk -v name="$1" -v number="$2" '$1 == name {
        for (i = number; i <= (number < 4 ? number : NF); i++)
            if ($i != "-") printf "%s ", $i
        found = 1
    } END { exit !found }' "$KIT/servers.table"
}

# with_needs SERVER...: the servers and all that they need
with_needs() {
    local server
    for server; do
        [ -z "${wanted[$server]:-}" ] || continue
        wanted[$server]=yes
        # shellcheck disable=SC2046  # a list of names
        with_needs $(column "$server" 3)
    done
}

# make_tree: the folders, the accounts and a file with each password.
make_tree() {
    local key password
    umask 022
    chmod 755 "$RUN"
    mkdir "$LOGS" "$PIDS" "$RUN/cannot" "$RUN/down"
    mkdir -m 700 "$SECRETS"
    : >"$PORTS"
    : >"$LOGS/postfix.log"
    list_accounts >"$ACCOUNTS"
    while IFS=$'\t' read -r key _ password; do
        printf '%s\n' "$password" >"$SECRETS/$key"
    done <"$ACCOUNTS"
    printf 'H4shed+s3cret/47\n' >"$SECRETS/hashed"
}

# boot: makes certificates and starts all wanted servers, in the table's order.
boot() {
    local began server packages
    packages=$(for server in "${!wanted[@]}"; do
        column "$server" 4
    done | tr ' ' '\n' | sort -u)
    # shellcheck disable=SC2086  # a list of names
    bash "$KIT/install" openssl $packages
    began=$EPOCHREALTIME
    bash "$KIT/make-pki" ||
        die "the test CA failed: $(tail -n 3 "$LOGS/pki.log")"

    # Two runs at once do not take each other's ports: between the choice of the
    # ports and the moment the servers listen, one run waits for the other.
    exec 9<"$KIT/run"
    flock -w 300 9 || die "another run has been booting for five minutes"
    printf '%s\n' $((20000 + $$ % 100 * 100)) >"$RUN/next-port"
    for server in "${SERVERS[@]}"; do
        [ -z "${wanted[$server]:-}" ] || bash "$KIT/servers/$server" ||
            : >"$RUN/down/$server"
    done
    for server in "${!wanted[@]}"; do
        [ -e "$PIDS/$server" ] || continue
        wait_until 1200 server_settled "$server" || true
        server_listens "$server" || cp "$LOGS/$server.boot" "$RUN/down/$server"
    done
    exec 9<&-
    say "interop: $(wc -l <"$PORTS") listeners up in" \
        "$(((${EPOCHREALTIME/./} - ${began/./}) / 1000)) ms, in $RUN"
}

# stop_all: every process that start() recorded.
stop_all() {
    local file
    for file in "$PIDS"/*; do
        [ ! -e "$file" ] || stop_recorded "$file"
    done
}
