#!/bin/sh
# setup.sh PURPOSE...: installs what building and testing need, where it is
# missing and the system has Debian's package manager.
# Purposes: build, check, whole, lint, fuzz, bench, compare, e2e.
set -eu

missing=''

# want COMMAND PACKAGE...: the packages, unless the command succeeds
want() {
	command=$1
	shift
	sh -c "$command" >/dev/null 2>&1 || missing="$missing $*"
}

program() {
	want "command -v $1" "$2"
}

# installed PACKAGE...: what has no program of its own to look for.
installed() {
	for package; do
		want "dpkg -s $package" "$package"
	done
}

# The plugin that many use.
peer() {
	want 'test -x /usr/lib/nagios/plugins/check_smtp' \
		monitoring-plugins-basic
}

for purpose; do
	case $purpose in
	build)
		program cc 'gcc libc6-dev'
		program pkg-config pkg-config
		want 'pkg-config --exists openssl' libssl-dev
		program openssl openssl
		;;
	check)
		want 'pkg-config --exists check' check
		;;
	whole) # what some tests are skipped without
		want 'test -e /usr/share/i18n/locales/de_DE' locales
		want 'nc -h 2>&1 | grep -q OpenBSD' netcat-openbsd
		program setcap libcap2-bin
		;;
	lint)
		program clang clang
		program clang-format clang-format
		program clang-tidy clang-tidy
		program cppcheck cppcheck
		program shellcheck shellcheck
		program mandoc mandoc
		program ctags universal-ctags
		;;
	fuzz)
		program clang clang
		want 'echo "int LLVMFuzzerTestOneInput(void) { return 0; }" |
			clang -fsanitize=fuzzer -x c - -o /dev/null' \
			libclang-rt-dev
		;;
	bench)
		program valgrind valgrind
		peer
		;;
	compare)
		peer
		;;
	e2e) # monitors, what stores their numbers, and a mail server
		program ip iproute2
		program curl curl
		program python3 python3
		program icinga2 'icinga2-bin icinga2-common'
		program nagios4 nagios4-core
		program nrpe nagios-nrpe-server
		want 'test -x /usr/lib/nagios/plugins/check_nrpe' \
			nagios-nrpe-plugin
		program carbon-cache graphite-carbon
		program influxd influxdb
		program rrdtool rrdtool
		program icingacli icingacli
		installed icingaweb2-module-director
		want 'php -m | grep -q pdo_pgsql' php-pgsql
		want 'ls /usr/lib/postgresql/*/bin/postgres' postgresql
		program postfix 'postfix sasl2-bin libsasl2-modules'
		program dovecot dovecot-core
		installed dovecot-lmtpd dovecot-submissiond
		;;
	*)
		echo "setup: no such purpose: $purpose" >&2
		exit 2
		;;
	esac
done

[ -n "$missing" ] || exit 0
as_root=''
[ "$(id -u)" -eq 0 ] || as_root=sudo
if ! command -v apt-get >/dev/null ||
	{ [ -n "$as_root" ] && ! command -v sudo >/dev/null; }; then
	echo "setup: please install what Debian calls:$missing" >&2
	exit 1
fi
echo "setup: installing$missing"
# No server that is installed here shall start, or be asked about.
policy=/usr/sbin/policy-rc.d
case " $* " in
*' e2e '*)
	[ -e $policy ] || {
		trap '$as_root rm -f $policy' EXIT
		printf '#!/bin/sh\nexit 101\n' | $as_root tee $policy >/dev/null
		$as_root chmod 755 $policy
	}
	;;
esac
# shellcheck disable=SC2086 # lists of words
{
	$as_root apt-get -qq update
	$as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y \
		--no-install-recommends -o Dpkg::Use-Pty=0 $missing >/dev/null
}
