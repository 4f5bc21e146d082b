# shellcheck shell=bash
# shellcheck disable=SC2154 # $suite is the caller's
# bare_root.sh: roots of Debian's releases, with nothing in them but what a new
# machine has.  Sourced, in the top folder; $suite is the release.

roots=$PWD/build/roots
log=$roots/$suite.log

skip() {
    echo "skip $suite: $*"
    exit 0
}

# in_namespace SCRIPT ARGUMENTS...: runs the script again, in a namespace of its
# own; so no mount is left behind.
in_namespace() {
    [ "${IN_NAMESPACE:-}" != yes ] || return 0
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
    exec env IN_NAMESPACE=yes unshare --mount --propagation private \
        --pid --fork --kill-child "$@"
}

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

# make_root FOLDER: a new root, unless it is there
make_root() {
    [ ! -e "$1" ] || return 0
    echo "$suite: making a root"
    mkdir -p "$roots"
    rm -rf "$1.new"
    # shellcheck disable=SC2046 # one word or none
    quiet debootstrap --variant=minbase --include=make "$suite" "$1.new" \
        $(archive)
    # What the installer writes; a bare root has no such file.
    printf '%s\n' '127.0.0.1 localhost' '::1 localhost' >"$1.new/etc/hosts"
    mv "$1.new" "$1"
}

# own_devices FOLDER: devices of its own.  Were this machine's /dev mounted there,
# who removes the root would remove that.
own_devices() {
    local name numbers
    mount -t tmpfs -o mode=755 none "$1"
    while read -r name numbers; do
        # shellcheck disable=SC2086 # two numbers
        mknod -m 666 "$1/$name" c $numbers
    done <<'END'
null 1 3
zero 1 5
full 1 7
random 1 8
urandom 1 9
tty 5 0
END
    mkdir "$1/pts" "$1/shm"
    mount -t devpts -o newinstance,ptmxmode=666 none "$1/pts"
    mount -t tmpfs -o mode=1777 none "$1/shm"
    ln -s pts/ptmx "$1/ptmx"
    ln -s /proc/self/fd "$1/fd"
    ln -s fd/0 "$1/stdin"
    ln -s fd/1 "$1/stdout"
    ln -s fd/2 "$1/stderr"
}

# enter_root FOLDER: in_root means this one from now on
enter_root() {
    root=$1
    cp -L /etc/resolv.conf "$root/etc/resolv.conf"
    own_devices "$root/dev"
    mount -t proc proc "$root/proc"
}

# leave_root: nothing is mounted there any more
leave_root() {
    umount "$root/proc" "$root/dev/pts" "$root/dev/shm" "$root/dev"
}

# remove_root FOLDER: and nothing outside of it
remove_root() {
    if grep -qF " $1/" /proc/self/mountinfo; then
        echo "$1 stays: something is mounted there" >&2
        return 1
    fi
    rm -rf --one-file-system "$1"
}

proxies=()
for name in http_proxy https_proxy no_proxy; do
    [ -z "${!name:-}" ] || proxies+=("$name=${!name}")
done
in_root() {
    chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root \
        LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive WERROR=1 \
        "${proxies[@]}" "$@"
}
