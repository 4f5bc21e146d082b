#!/bin/sh
# in-locale.sh FOLDER COMMAND...: runs the command where numbers have a decimal
# comma, in a locale that is made in this folder.
set -u

name=de_DE.UTF-8
folder=$1
shift
skip() {
	echo "skip scenarios under $name: $*"
	exit 0
}

command -v localedef >/dev/null || skip 'localedef is not installed'
mkdir -p "$folder"
[ -e "$folder/$name/LC_NUMERIC" ] ||
	localedef -i de_DE -f UTF-8 "$folder/$name" >/dev/null 2>&1 ||
	skip 'its definition is not installed'
LOCPATH=$(cd "$folder" && pwd)
LC_ALL=$name
export LOCPATH LC_ALL
[ "$(locale decimal_point)" = , ] || skip 'it cannot be used'

exec "$@"
