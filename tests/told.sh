#!/bin/sh
# told.sh PROGRAM: each stage and each mechanism of the program has a story.
set -u

failed=0
for word in $("$1" --help | sed -n 's/^\(Stages\|Mechanisms\)://p'); do
	if grep -qrw --include='*.smtp' -- "$word" tests/scenarios; then
		echo "ok $word has a story"
	else
		echo "not ok no file in tests/scenarios has $word"
		failed=1
	fi
done
exit "$failed"
