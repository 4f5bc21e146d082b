# shellcheck shell=bash
# packages.sh: what tests of packages have in common.  Sourced, behind bare_root.sh.
# shellcheck disable=SC2034,SC2154 # what that sets, and what this sets

failed=0
release=$(contrib/packaging/version)

# check NAME COMMAND...: counts it, and shows its output if it fails
check() {
    local name=$1
    shift
    if "$@" >"$log" 2>&1; then
        echo "ok $name"
    else
        echo "not ok $name"
        cat "$log"
        failed=1
    fi
}

# new_checkout: enters the root, and makes a clone of this in $checkout there
checkout="/root/it's a checkout"
new_checkout() {
    make_root "$roots/$suite"
    enter_root "$roots/$suite"
    rm -rf "$root$checkout"
    git clone -q --no-hardlinks . "$root$checkout"
}

# has MODE OWNER PATH: it is there, with these rights
has() {
    [ "$(in_root stat -c '%a %U:%G' "$3")" = "$1 $2" ]
}

lacks() {
    [ ! -e "$root$1" ] && [ ! -L "$root$1" ]
}

says_version() {
    in_root "$1" -V || [ $? -eq 3 ]
}
