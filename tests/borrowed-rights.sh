#!/bin/sh
# borrowed-rights.sh PROGRAM: with setuid, setgid or file capabilities the program
# does not run, but it does with capabilities that its caller has already.
set -u

failed=0
folder=$(mktemp -d "${TMPDIR:-/tmp}/borrowed-rights.XXXXXX")
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' HUP INT TERM

# skip WHY
skip() {
	echo "skip borrowed rights: $1"
	exit 0
}

[ "$(id -u)" = 0 ] || skip 'only root can lend them'
command -v setpriv >"$folder/log" || skip 'setpriv is not installed'
cp "$1" "$folder/program"
chmod 755 "$folder" "$folder/program"

# run WHAT EXPRESSION OPTIONS...: as nobody, the first line matches
run() {
	what=$1
	expression=$2
	shift 2
	first=$(setpriv --reuid 65534 --regid 65534 --clear-groups "$@" \
		"$folder/program" -H /nowhere 2>&1 | head -n 1)
	if printf '%s\n' "$first" | grep -q "$expression"; then
		echo "ok $what"
	else
		echo "not ok $what: $first"
		failed=1
	fi
}

setpriv --reuid 65534 --regid 65534 --clear-groups true 2>"$folder/log" ||
	skip 'this root cannot become nobody'
run 'no borrowed rights' '^SMTP CRITICAL - connect: '
if setpriv --inh-caps +net_raw --ambient-caps +net_raw true 2>"$folder/log"; then
	run 'capabilities of the caller' '^SMTP CRITICAL - connect: ' \
		--inh-caps +net_raw --ambient-caps +net_raw
else
	echo 'skip capabilities of the caller'
fi
if setcap cap_dac_read_search+ep "$folder/program" 2>"$folder/log"; then
	run 'file capabilities' '^SMTP UNKNOWN - usage: .*file capabilities'
	setcap -r "$folder/program"
else
	echo 'skip file capabilities: setcap does not work here'
fi
if findmnt -no OPTIONS -T "$folder" | grep -q nosuid; then
	echo 'skip setuid and setgid: a mount option forbids them'
else
	chmod 4755 "$folder/program"
	run setuid '^SMTP UNKNOWN - usage: .*setuid'
	chmod 2755 "$folder/program"
	run setgid '^SMTP UNKNOWN - usage: .*setgid'
fi
exit "$failed"
