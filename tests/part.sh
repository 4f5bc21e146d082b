#!/bin/sh
# part.sh RESULTS NAME COMMAND...: runs a part of the tests.  It prints what
# failed, or all of it with V=1, and notes in RESULTS/NAME how many tests passed,
# failed and were skipped.  It succeeds in any case: summary.sh tells the verdict.
set -u

results=$1
name=$2
shift 2
log=$results/$name.log
mkdir -p "$(dirname "$log")"
"$@" >"$log" 2>&1
status=$?

# The command's own sum, or else its lines.
sum='^[0-9]\{1,\} passed, [0-9]\{1,\} failed\(, [0-9]\{1,\} skipped\)\{0,1\}$'
own=$(grep "$sum" "$log" | tail -n 1 | tr -cd '0-9 ')
if [ -n "$own" ]; then
	# shellcheck disable=SC2086 # they are words
	set -- $own
else
	set -- "$(grep -c '^ok ' "$log")" "$(grep -c '^not ok ' "$log")" \
		"$(grep -c '^skip ' "$log")"
fi
passed=$1
failed=$2
skipped=${3:-0}

# What ends badly, or has tested nothing, has failed, whatever it counts.
why=''
[ "$status" -eq 0 ] || [ "$failed" -gt 0 ] || why="exit $status"
[ $((passed + failed + skipped)) -gt 0 ] || why=${why:-no test was run}
[ -z "$why" ] || failed=$((failed + 1))
echo "$passed $failed $skipped" >"$results/$name.sum"

if [ -n "${V:-}" ]; then
	shown=$sum
elif [ "$failed" -gt 0 ]; then
	shown="$sum\\|^ok "
else
	shown='^[^s]\|^s[^k]\|^$' # "skip ..." remains
fi
# One write, so that parts that run at the same time do not mix.
text=$(grep -v "$shown" "$log"
	[ -z "$why" ] || echo "not ok $name ($why)")
[ -z "$text" ] || printf '%s\n' "$text"
case $name in
*/*) ;;
*) exec "$(dirname "$0")/summary.sh" "$results" "$name" ;;
esac
