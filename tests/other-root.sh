#!/bin/bash
# other-root.sh SUITE [TARGET...]: runs "make check", or the targets, in a bare root
# of another release of Debian, on the last commit, where a warning of the compiler
# is an error.  The root stays in build/roots, with its packages, for the next time.
# Only root can do this; where it cannot be done the script says "skip".
# shellcheck disable=SC2154 # bare_root.sh sets $roots, $root and $log
set -euo pipefail
cd "$(dirname "$0")/.."

suite=${1:?usage: other-root.sh SUITE [TARGET...]}
# shellcheck source=support/bare_root.sh disable=SC1091
. tests/support/bare_root.sh
in_namespace "$0" "$@"
shift
[ $# -gt 0 ] || set -- check

trap '[ $? -eq 0 ] || echo "not ok $suite ($roots/$suite stays; without it the next \
run begins anew)" >&2' EXIT
make_root "$roots/$suite"
enter_root "$roots/$suite"

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
