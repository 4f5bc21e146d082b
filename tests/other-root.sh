#!/bin/bash
# other-root.sh SUITE [TARGET...]: runs "make check", or the targets, in a bare root
# of another release of Debian, on the last commit, where a warning of the compiler
# is an error.  The root stays in build/roots, with its packages, for the next time.
# Only root can do this; where it cannot be done the script says "skip".
set -euo pipefail
cd "$(dirname "$0")/.."

suite=${1:?usage: other-root.sh SUITE [TARGET...]}
shift
[ $# -gt 0 ] || set -- check

skip() {
    echo "skip $suite: $*"
    exit 0
}

# All mounts are in a namespace of this script's own, so none is left behind.
if [ "${IN_OTHER_ROOT:-}" != yes ]; then
    [ "$(id -u)" -eq 0 ] || skip 'only root can make a root'
    unshare --mount --pid --fork mount -t tmpfs none /mnt 2>/dev/null ||
        skip 'this machine allows no mounts'
    command -v debootstrap >/dev/null ||
        apt-get -qq install -y --no-install-recommends debootstrap \
            >/dev/null 2>&1 ||
        { apt-get -qq update && apt-get -qq install -y \
            --no-install-recommends debootstrap; } >/dev/null 2>&1 ||
        skip 'debootstrap is not installed'
    [ -e "/usr/share/debootstrap/scripts/$suite" ] ||
        skip 'debootstrap does not know it'
    exec env IN_OTHER_ROOT=yes unshare --mount --propagation private \
        --pid --fork --kill-child "$0" "$suite" "$@"
fi

roots=$PWD/build/roots
root=$roots/$suite
mkdir -p "$roots"
log=$roots/$suite.log
trap '[ $? -eq 0 ] || echo "not ok $suite ($root stays; without it the next run \
begins anew)" >&2' EXIT

# quiet COMMAND...: prints its output only if it fails
quiet() {
    "$@" >"$log" 2>&1 || {
        cat "$log" >&2
        return 1
    }
}

# The archive that this machine's apt uses; nothing: debootstrap's own choice.
archive() {
    # shellcheck disable=SC2016 # apt's own variable
    apt-get indextargets --format '$(REPO_URI)' 2>/dev/null |
        grep -m 1 '/debian/$' || :
}

make_root() {
    echo "$suite: making a root"
    rm -rf "$root" "$root.new"
    # shellcheck disable=SC2046 # one word or none
    quiet debootstrap --variant=minbase --include=make "$suite" "$root.new" \
        $(archive)
    # What the installer writes; a bare root has no such file.
    printf '%s\n' '127.0.0.1 localhost' '::1 localhost' >"$root.new/etc/hosts"
    mv "$root.new" "$root"
}

in_root() {
    chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root \
        LC_ALL=C.UTF-8 WERROR=1 "${proxies[@]}" "$@"
}

[ -e "$root" ] || make_root
proxies=()
for name in http_proxy https_proxy no_proxy; do
    [ -z "${!name:-}" ] || proxies+=("$name=${!name}")
done
cp -L /etc/resolv.conf "$root/etc/resolv.conf"
mount --rbind /dev "$root/dev"
mount -t proc proc "$root/proc"

checkout=$root/root/checkout
rm -rf "$checkout"
git clone -q --no-hardlinks . "$checkout"
echo "$suite: setup"
quiet in_root sh -c 'cd /root/checkout && tests/setup.sh build check whole'
in_root sh -c 'cc --version | head -n 1; openssl version'
for target; do
    echo "$suite: make $target"
    in_root nice make -C /root/checkout --no-print-directory \
        -j "$(nproc)" -s "$target"
done
echo "ok $suite"
