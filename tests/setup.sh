#!/bin/sh
# setup.sh [--say] PURPOSE...: installs what building and testing need, where it is
# missing and the system has Debian's package manager.  Elsewhere, and with --say,
# it only says how to install that.
# Purposes: build, check, whole, deb, rpm, lint, fuzz, bench, compare, e2e,
# contrib.
set -eu

table=$(dirname "$0")/packages.table
missing=''

# want THING COMMAND: a line of the table, unless the command succeeds
want() {
	sh -c "$2" >/dev/null 2>&1 || missing="$missing $1"
}

programs() {
	for program; do
		want "$program" "command -v $program"
	done
}

look_for() {
	case $1 in
	build)
		# shellcheck disable=SC2016 # for that shell
		want cc 'echo "#include <stdio.h>" | ${CC:-cc} -E -x c -'
		programs pkg-config openssl
		want libssl 'pkg-config --exists openssl'
		;;
	check)
		want check 'pkg-config --exists check'
		want roots 'test -e /etc/ssl/certs/ca-certificates.crt ||
			test -e /etc/ssl/cert.pem || test -e /etc/pki/tls/cert.pem'
		want libcurl 'ls /usr/lib*/libcurl.so.4 /usr/lib/*/libcurl*.so.4 \
			/usr/local/lib/libcurl.so.4 2>/dev/null | grep -q .'
		;;
	whole) # what some tests are skipped without
		programs fish zsh
		want locales 'test -e /usr/share/i18n/locales/de_DE'
		want nc 'nc -h 2>&1 | grep -q OpenBSD'
		programs setcap
		;;
	deb)
		want dh 'command -v dh && command -v dpkg-buildpackage'
		;;
	rpm)
		programs rpmbuild
		;;
	lint)
		programs clang clang-format clang-tidy cppcheck shellcheck \
			mandoc ctags
		;;
	fuzz)
		programs clang
		want libfuzzer 'echo "int LLVMFuzzerTestOneInput(void) \
			{ return 0; }" | clang -fsanitize=fuzzer -x c - -o /dev/null'
		;;
	bench)
		programs valgrind strace
		want time 'test -x /usr/bin/time'
		look_for compare
		;;
	compare) # the plugin that many use
		want check_smtp \
			'test -x /usr/lib/nagios/plugins/check_smtp'
		;;
	e2e) # monitors, what stores their numbers, and a mail server
		programs ip curl python3 icinga2 nagios4 nrpe carbon-cache \
			influxd rrdtool icingacli postfix saslpasswd2 dovecot
		want check_nrpe 'test -x /usr/lib/nagios/plugins/check_nrpe'
		want director 'test -d /usr/share/icingaweb2/modules/director'
		want php-pgsql 'php -m | grep -q pdo_pgsql'
		want postgres 'ls /usr/lib/postgresql/*/bin/postgres'
		want lmtp 'test -x /usr/lib/dovecot/lmtp'
		;;
	contrib) # what shows graphs, and other engines
		programs curl python3 icinga2 carbon-cache influxd rrdtool php \
			prometheus prometheus-node-exporter monit zabbix_agentd
		want graphite-web 'test -d /usr/share/graphite-web'
		;;
	*)
		echo "setup: no such purpose: $1" >&2
		exit 2
		;;
	esac
}

# packages COLUMN: of the table, for all that is missing
packages() {
	for thing in $missing; do
		awk -v thing="$thing" -v column="$1" '$1 == thing &&
			$column != "-" { print $column }' "$table" | tr , '\n'
	done | awk '!seen[$0]++' | paste -s -d ' ' -
}

# The command of this system's package manager, or the names on four of them.
advice() {
	while read -r manager column command; do
		command -v "$manager" >/dev/null || continue
		names=$(packages "$column")
		echo "${names:+as root, type: $command $names}"
		return
	done <<-'END'
		apt-get 2 apt-get install
		dnf 3 dnf install
		apk 4 apk add
		pacman 5 pacman -S
		pkg 6 pkg install
	END
	echo "install, on Fedora: $(packages 3); Alpine: $(packages 4);" \
		"Arch: $(packages 5); FreeBSD: $(packages 6 | sed 's/^$/nothing/')"
}

# give_up REASON
give_up() {
	echo "setup: $1; $(advice)" >&2
	exit 1
}

# as_root COMMAND...
as_root() {
	if [ "$(id -u)" -eq 0 ]; then
		"$@"
	else
		sudo "$@"
	fi
}

[ "$1" != --say ] || say=yes
[ "$1" != --say ] || shift
for purpose; do
	look_for "$purpose"
done
[ -n "$missing" ] || exit 0
if [ -n "${say:-}" ]; then
	advice
	exit
fi
command -v apt-get >/dev/null || give_up "missing:$missing"
[ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null ||
	give_up "missing:$missing, and only root can install them"
names=$(packages 2)
echo "setup: installing $names"
# No server that is installed here shall start, except where others decide that.
policy=/usr/sbin/policy-rc.d
[ -e $policy ] || {
	trap 'as_root rm -f $policy' EXIT
	printf '#!/bin/sh\nexit 101\n' | as_root tee $policy >/dev/null
	as_root chmod 755 $policy
}
# shellcheck disable=SC2086 # lists of words
said=$({
	as_root apt-get -qq update &&
		as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install \
			-y --no-install-recommends -o Dpkg::Use-Pty=0 $names
} 2>&1) || {
	printf '%s\n' "$said" >&2
	give_up 'apt-get could not install all that is missing'
}
