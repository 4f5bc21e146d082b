#!/bin/sh
# installation.sh: "make install" and "make uninstall" put and take just their
# files, below folders with any characters; a checkout may lie in such a folder.
set -u

# "make -n" runs what has $(MAKE) in it.
flags=${MAKEFLAGS:-}
case ${flags%% *} in
*n*)
	echo 'skip installation: make only prints what it would do'
	exit 0
	;;
esac
make=${MAKE:-make}
failed=0
folder=$(mktemp -d "${TMPDIR:-/tmp}/installation.XXXXXX")
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' HUP INT TERM

# verdict NAME CODE: prints the log if the code is not 0
verdict() {
	if [ "$2" -eq 0 ]; then
		echo "ok $1"
	else
		echo "not ok $1"
		cat "$folder/log"
		failed=1
	fi
}

# made NAME CODE ARGUMENTS...: make ends with this code, 0 or 2
made() {
	name=$1
	wanted=$2
	shift 2
	$make --no-print-directory "$@" >"$folder/log" 2>&1
	code=$?
	verdict "$name" $((code != wanted))
}

# files FOLDER: below it, sorted, without the folder's own path
files() {
	(cd "$1" && find . -type f -o -type l | LC_ALL=C sort)
}

# fits NAME: the folder /x y has the files in the list, and that beside it its own
fits() {
	files "$folder/x y" | diff "$folder/list" - >"$folder/log" 2>&1 &&
		[ -s "$folder/x" ] && [ -s "$folder/x y/p  q/share/kept" ]
	verdict "$1" $?
}

echo kept >"$folder/x"
mkdir -p "$folder/x y/p  q/share"
echo kept >"$folder/x y/p  q/share/kept"
cat >"$folder/list" <<'LIST'
./it's $(p)/check_smtp_auth
./p  q/bin/check_smtp_auth
./p  q/share/bash completion/check_smtp_auth
./p  q/share/fish/vendor_completions.d/check_smtp_auth.fish
./p  q/share/kept
./p  q/share/man/man8/check_smtp_auth.8
./p  q/share/zsh/site-functions/_check_smtp_auth
LIST
destdir=$(printf '%s\n' "$folder/x y" | sed 's/\$/$$/g')
# All folders, as those of the caller's own command line hold here, too.
in_folders() {
	# shellcheck disable=SC2016 # for make
	made "$1" 0 "$1" DESTDIR="$destdir" prefix='/p  q' \
		exec_prefix='$(prefix)' libexecdir='$(exec_prefix)/libexec' \
		plugindir="/it's \$\$(p)" datarootdir='$(prefix)/share' \
		mandir='$(datarootdir)/man' \
		bashcompdir='$(datarootdir)/bash completion' \
		zshcompdir='$(datarootdir)/zsh/site-functions' \
		fishcompdir='$(datarootdir)/fish/vendor_completions.d'
}
in_folders install
fits 'what is installed'
in_folders installcheck
in_folders uninstall
grep kept "$folder/list" >"$folder/rest"
mv "$folder/rest" "$folder/list"
fits 'what uninstall leaves'

# make would install elsewhere than the user means, or not at all.
# shellcheck disable=SC2016,SC2088 # for make
{
	made 'a lone dollar sign is refused' 2 install \
		DESTDIR="$destdir" prefix='/x$y'
	made 'a tilde is refused' 2 uninstall DESTDIR='~/x'
}
[ ! -e '~' ] && ! files "$folder" | grep check_smtp_auth >"$folder/log"
verdict 'what is refused installs nothing' $?

checkout="$folder/it's a \$HOME #1"
mkdir "$checkout"
cp -R Makefile common plugins contrib "$checkout"
made 'a checkout in a folder with a blank and signs' 0 -n -C "$checkout" \
	KIND=release all
made 'help needs no compiler' 0 -C "$checkout" CC=/none PKG_CONFIG=/none help

# one_line NAME ERE ARGUMENTS...: make fails, and says this and nothing else
one_line() {
	name=$1
	line=$2
	shift 2
	$make --no-print-directory -C "$checkout" KIND=release "$@" all \
		>"$folder/log" 2>&1
	[ $? -eq 2 ] && [ "$(grep -c '' "$folder/log")" -eq 1 ] &&
		grep -q "^Makefile:[0-9]*: \*\*\* $line" "$folder/log"
	verdict "$name" $?
}
one_line 'no compiler' '/none cannot compile a program in C' CC=/none
one_line 'no pkg-config' '/none is not installed' PKG_CONFIG=/none \
	OPENSSL_CFLAGS="\$(need_openssl)"
one_line 'no OpenSSL 3' 'OpenSSL 3.0 or later is needed' PKG_CONFIG=false \
	OPENSSL_CFLAGS="\$(need_openssl)"
exit "$failed"
