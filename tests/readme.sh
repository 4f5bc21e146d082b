#!/bin/sh
# readme.sh BUILD_DIR: types the examples of README.md, which are for the server of
# "make demo KEEP=1", and compares the output line by line.  Times, sizes and names
# of messages may differ; "…" stands for anything.
set -eu

build=$(cd "${1:?usage: readme.sh BUILD_DIR}" && pwd)
top=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/readme.XXXXXX")
bad=0
port=''
# shellcheck source=support/mail_server.sh disable=SC1091
. "$top/tests/support/mail_server.sh"

finish() {
	stop_servers
	rm -rf "$work"
}
trap finish EXIT
trap 'exit 1' HUP INT TERM

# What differs from run to run becomes N or ID.
masked() {
	sed -e 's/X25519MLKEM768/X25519/' -e 's/[0-9a-f]\{8\}\.[0-9a-f]\{16\}/ID/g' -e 's/[0-9][0-9]*/N/g'
}

# compare WANTED SEEN: each line that is wanted comes, in this order
compare() {
	awk 'NR == FNR { seen[NR] = $0; lines = NR; next }
	{
		n = split($0, parts, /…/)
		for (at++; at <= lines; at++)
			if (fits(seen[at]))
				next
		print "not in the output: " $0
		exit bad = 1
	}
	function fits(line, i, from) {
		if (index(line, parts[1]) != 1)
			return 0
		for (i = 2; i <= n; i++) {
			line = substr(line, length(parts[i - 1]) + 1)
			from = index(line, parts[i])
			if (parts[i] != "" && from == 0)
				return 0
			if (parts[i] != "")
				line = substr(line, from)
		}
		return n > 1 || line == parts[1]
	}' "$2" "$1"
}

cd "$work"
printf 'correct horse battery staple\n' >secret
printf 'Summer2026\n' >old
chmod 600 secret old
: >mailbox
cp "$build/tests/certs/ca.pem" .
prepare_servers "$build" "$work" "$build/tests/certs"
serve submission --mode starttls

# A file for each example: its command, then what it prints.
awk '/^    \$ check_smtp_auth .* -p 10587 / { file = "example" ++n }
	!/^    / { file = "" }
	file != "" { print substr($0, 5) >file }' "$top/README.md"
for example in example*; do
	command=$(sed -n "1s/^\\$ //;1s/-p 10587 /-p $port /p" "$example")
	PATH=$build:$PATH sh -c "$command" >seen 2>&1 || :
	sed 1d "$example" | masked >wanted
	masked <seen >came
	if compare wanted came >why; then
		echo "ok README.md: $command"
	else
		echo "not ok README.md: $command"
		cat why seen
		bad=1
	fi
done
[ "$bad" -eq 0 ]
