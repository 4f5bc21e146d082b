#!/bin/sh
# lost-output.sh PROGRAM: what nobody can read is UNKNOWN, however good it was,
# and no signal ends the program.
set -u

program=$1
failed=0
folder=$(mktemp -d "${TMPDIR:-/tmp}/lost-output.XXXXXX")
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' HUP INT TERM

# lost HOW COMMAND: the command, where "$@" is the program, ends with 3
lost() {
	well=yes
	for arguments in --version '-H 127.0.0.1 --explain' '-H 127.0.0.1 -p 0' \
		'-H /nowhere' '-H /nowhere --output-format json'; do
		# shellcheck disable=SC2086 # they are words
		(cd "$folder" && sh -c "$2" sh "$program" $arguments)
		code=$?
		[ "$code" = 3 ] && continue
		echo "not ok output to $1: $arguments ends with $code"
		well=no
		failed=1
	done
	[ "$well" = no ] || echo "ok output to $1"
}

program=$(cd "$(dirname "$program")" && pwd)/$(basename "$program")
[ ! -c /dev/full ] || lost 'a full device' 'exec "$@" >/dev/full'
lost 'a closed descriptor' 'exec "$@" >&-'
lost 'a descriptor that is for reading' 'exec "$@" 1</dev/null'
lost 'a file that may not grow' 'ulimit -f 0 && exec "$@" >file'
mkfifo "$folder/pipe"
lost 'a pipe without a reader' \
	'exec 3<>pipe 1>pipe 3>&- && exec "$@"'
exit "$failed"
