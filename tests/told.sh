#!/bin/sh
# told.sh PROGRAM: each stage, mechanism and option of the program has a story.
set -u

stories=tests/scenarios
failed=0

# has WORD OPTION...: a story must match, as grep with these options sees it
has() {
	word=$1
	shift
	if grep -qr --include='*.smtp' "$@" "$stories"; then
		echo "ok $word has a story"
	else
		echo "not ok no file in $stories has $word"
		failed=1
	fi
}

for word in $("$1" --help |
	awk '/^[^ ]/ { on = sub(/^(Stages|Mechanisms):/, "") } on'); do
	has "$word" -w -e "$word"
done
# Options, each by its long name or by its letter, alone or behind other letters.
"$1" --help | sed -n 's/^ *\(-.,\)\{0,1\} *\(--[a-z0-9-]*\).*/\1 \2/p' \
	>"${TMPDIR:-/tmp}/told.$$"
trap 'rm -f "${TMPDIR:-/tmp}/told.$$"' EXIT
while read -r letter name; do
	[ -n "$name" ] || name=$letter letter=
	letter=${letter#-}
	has "$name" -E -e "^args (.* )?$name([ =]|\$)" \
		${letter:+-e "^args (.* )?-[A-Za-z0-9]*${letter%,}"}
done <"${TMPDIR:-/tmp}/told.$$"
exit "$failed"
