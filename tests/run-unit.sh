#!/bin/sh
# run-unit.sh PROGRAM...: runs unit tests; a line for each, all of the output of
# those that fail.
set -u

# Check's own four seconds are few on a busy machine.
CK_DEFAULT_TIMEOUT=${CK_DEFAULT_TIMEOUT:-30}
export CK_DEFAULT_TIMEOUT
passed=0
failed=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT

for program; do
	name=${program##*/}
	"$program" >"$log" 2>&1
	status=$?
	# Check's summary: "97%: Checks: 40, Failures: 1, Errors: 0"
	checks=$(sed -n 's/.*Checks: \([0-9]*\),.*/\1/p' "$log" | tail -n 1)
	bad=$(sed -n 's/.*Failures: \([0-9]*\), Errors: \([0-9]*\).*/\1 + \2/p' \
		"$log" | tail -n 1)
	checks=${checks:-0}
	bad=$((${bad:-0}))
	if [ "$status" -eq 0 ] && [ "$bad" -eq 0 ] && [ "$checks" -gt 0 ]; then
		echo "ok $name ($checks)"
	else
		[ "$bad" -gt 0 ] || bad=1
		[ "$checks" -ge "$bad" ] || checks=$bad
		echo "not ok $name (exit $status)"
		cat "$log"
	fi
	passed=$((passed + checks - bad))
	failed=$((failed + bad))
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
