#!/bin/sh
# summary.sh RESULTS [NAME]: adds up what part.sh has noted in this folder.  With
# a name it prints one line about this part.  Without, it prints the sum of all
# parts, "N passed, N failed", and fails when a test failed or none passed.
set -u

results=$1
name=${2:-}
if [ -n "$name" ]; then
	set -- "$results/$name.sum" "$results/$name"/*.sum
else
	set -- "$results"/*.sum "$results"/*/*.sum
fi
# A pattern that fits nothing stands for itself.
for file; do
	[ ! -f "$file" ] || cat "$file"
done | awk -v name="$name" '
	{ passed += $1; failed += $2; skipped += $3 }
	END {
		end = skipped > 0 ? ", " skipped " skipped" : ""
		if (name == "")
			print passed + 0 " passed, " failed + 0 " failed" end
		else
			print name ": " passed + 0 " passed" \
				(failed > 0 ? ", " failed " failed" : "") end
		exit name == "" && (failed > 0 || passed == 0)
	}'
