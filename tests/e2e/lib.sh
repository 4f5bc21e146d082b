# shellcheck shell=bash
# What the parts share: roots with the package, the account, verdicts.  Sourced
# after lib.sh or boot.sh of tests/interop.

E2E=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
TOP=$(cd "$E2E/../.." && pwd)
ROOTS=$RUN/roots
PART=${0##*/}
GOOD_PASSWORD='G00d+s3cret/2'
NEW_PASSWORD='Ch4nged+on+the+server/3'
ACCOUNT=$PART@$DOMAIN
# Where the package has contrib/.
EXAMPLES=/usr/share/doc/check-smtp-auth/examples
export E2E TOP ROOTS PART GOOD_PASSWORD NEW_PASSWORD ACCOUNT EXAMPLES

# --- Roots --------------------------------------------------------------------

# mount_root NAME LOWER: an overlay of this machine's /, with what is in LOWER.
mount_root() {
    local top=$ROOTS/$1 root=$ROOTS/$1/root
    mkdir -p "$top"
    mount -t tmpfs -o mode=0755 e2e "$top"
    mkdir "$top/upper" "$top/work" "$root"
    mount -t overlay \
        -o "lowerdir=$2,upperdir=$top/upper,workdir=$top/work" e2e "$root"
    mount --rbind /dev "$root/dev"
    mount -t proc e2e "$root/proc"
    mount --bind "$RUN" "$root$RUN"
}

# make_package_root PACKAGE: the others are made from it.
make_package_root() {
    local root=$ROOTS/package/root
    mount_root package /
    # The list of host names may be a mount, and so not in the overlay.
    printf '127.0.0.1 localhost monitor.example.test monitor\n127.0.0.1 %s\n' \
        "$MAILHOST" >"$root/etc/hosts"
    # The system trusts the CA of this run.
    cp "$PKI/ca.crt" "$root/etc/ssl/certs/$(openssl x509 -in "$PKI/ca.crt" \
        -noout -hash).0"
    # What pages the operator.
    install -m 755 "$E2E/mail" "$root/usr/bin/mail"
    cp "$1" "$root/tmp/"
    chroot "$root" dpkg -i "/tmp/${1##*/}" >"$LOGS/dpkg.log" 2>&1 ||
        die "dpkg: $(tail -n 3 "$LOGS/dpkg.log")"
    umount -R "$root"
}

# make_root NAME: sets ROOT, a machine with the package.
make_root() {
    ROOT=$ROOTS/$1/root
    mount_root "$1" "$ROOTS/package/upper:/"
    install -d -m 777 "$RUN/pages/$PART"
    printf '%s\n' "$RUN/pages/$PART" >"$ROOT/etc/pages"
    know "$GOOD_PASSWORD"
}

# keep_roots: what was written in them stays when their mounts are gone.
keep_roots() {
    local top
    for top in "$ROOTS"/*/; do
        mkdir -p "$RUN/kept/$(basename "$top")"
        cp -a "$top/upper/." "$RUN/kept/$(basename "$top")/" 2>/dev/null || :
    done
}

# inside COMMAND...: in ROOT.
inside() { chroot "$ROOT" "$@"; }

# as USER COMMAND...: in ROOT.
as() {
    chroot --userspec="$1:" "$ROOT" "${@:2}"
}

# --- The mail server ----------------------------------------------------------

# usual_port NAME PORT: what listens as NAME listens there, too.
usual_port() {
    local master=$RUN/postfix/conf/master.cf
    awk -v from="127.0.0.1:$(port_of "$1")" -v to="127.0.0.1:$2" '
        /^[^ ]/ { picked = $1 == from; $0 = picked ? to substr($0, length(from) + 1) : $0 }
        picked' "$master" >"$master.$2"
    cat "$master.$2" >>"$master"
    rm "$master.$2"
}

# take_usual_ports: nobody else has them in this network.
take_usual_ports() {
    usual_port submission 587
    usual_port smtps 465
    usual_port port25 25
    kill -HUP "$(cat "$PIDS/postfix")"
    wait_until 100 port_answers 127.0.0.1 587 || die 'nothing listens on port 587'
}

# --- The account --------------------------------------------------------------

# know PASSWORD: the monitor has it in its file, as contrib/README.md says.
know() {
    inside install -d -m 750 -o root -g nagios /etc/check_smtp_auth
    printf '%s\n' "$1" | inside install -m 600 -o nagios -g nagios \
        /dev/stdin /etc/check_smtp_auth/probe
}

# set_password PASSWORD: of this part's account, on the server.
set_password() {
    local users=$RUN/dovecot/users
    (
        flock 8
        awk -F : -v OFS=: -v name="$ACCOUNT" -v password="{PLAIN}$1" \
            '$1 == name { $2 = password } { print }' "$users" >"$users.$PART"
        cat "$users.$PART" >"$users"
        rm -f "$users.$PART"
    ) 8>>"$RUN/users.lock"
}

# --- Verdicts -----------------------------------------------------------------

# verdict NAME COMMAND...: prints it; what the command says explains a failure.
verdict() {
    local name="$PART: $1" said
    shift
    if said=$("$@" 2>&1); then
        echo "ok $name"
    else
        echo "not ok $name"
        tail -n 20 <<<"$said" | sed 's/^/    /'
    fi
}

# must NAME COMMAND...: the same; without it there is no more to test.
must() {
    local said
    said=$(verdict "$@")
    printf '%s\n' "$said"
    [[ $said == "ok "* ]] || exit 1
}

# in_time SECONDS COMMAND...: the command succeeds within them.
in_time() {
    local end=$((SECONDS + $1)) said
    shift
    until said=$("$@" 2>&1); do
        [ "$SECONDS" -lt "$end" ] || {
            printf '%s\n' "$said"
            return 1
        }
        sleep 0.2
    done
}

# pages PATTERN: prints the files of those with it in their subject.
pages() {
    grep -ls -e "^Subject: .*$1" "$RUN/pages/$PART"/* | sort
}

# paged COUNT PATTERN: this many calls had it in their subject.
paged() {
    local files
    mapfile -t files < <(pages "$2")
    [ ${#files[@]} -eq "$1" ] || {
        echo "${#files[@]} pages, expected $1"
        head "${files[@]}" /dev/null
        return 1
    }
}

# page_has ERE PATTERN: the last of those pages has a line like this.
page_has() {
    local file
    file=$(pages "$2" | tail -n 1)
    cat "$file"
    grep -qE -e "$1" "$file"
}
