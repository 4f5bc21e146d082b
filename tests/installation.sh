#!/bin/sh
# installation.sh: "make install" and "make uninstall" put and take just their
# files, below folders with any characters; a checkout may lie in such a folder.
# What is missing for the build is said in one line, by the names of the packages.
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
mkdir -p "$checkout/tests"
cp -R Makefile common plugins contrib "$checkout"
cp tests/setup.sh tests/packages.table "$checkout/tests"
sed -n 's/^include //p' Makefile | while read -r part; do
	mkdir -p "$checkout/${part%/*}"
	cp "$part" "$checkout/$part"
done
made 'a checkout in a folder with a blank and signs' 0 -n -C "$checkout" \
	KIND=release all
made 'help needs no compiler' 0 -C "$checkout" CC=/none PKG_CONFIG=/none help

# one_line NAME ERE ARGUMENTS...: make fails, and says this and nothing else
one_line() {
	name=$1
	line=$2
	shift 2
	$make --no-print-directory -C "$checkout" KIND=release \
		DESTDIR=/dev/null "$@" install >"$folder/log" 2>&1
	[ $? -eq 2 ] && [ "$(grep -c '' "$folder/log")" -eq 1 ] &&
		grep -q "^Makefile:[0-9]*: \*\*\* $line" "$folder/log"
	verdict "$name" $?
}
one_line 'no compiler' '/none cannot compile a program in C: install' CC=/none
one_line 'no pkg-config' '/none, which finds OpenSSL, is not installed' \
	PKG_CONFIG=/none OPENSSL_CFLAGS="\$(need_openssl)"
one_line 'no OpenSSL' 'OpenSSL 3.0 or later is needed, and false finds none' \
	PKG_CONFIG=false OPENSSL_CFLAGS="\$(need_openssl)"
old="$folder/old-openssl"
# shellcheck disable=SC2016 # for that script
printf '#!/bin/sh\n[ "$1" = --modversion ] && echo 1.1.1n\n' >"$old"
chmod +x "$old"
one_line 'OpenSSL 1.1' 'OpenSSL 3.0 or later is needed, and .* finds 1.1.1n' \
	PKG_CONFIG="'$old'" OPENSSL_CFLAGS="\$(need_openssl)"

# version NAME WANTED: the version of that checkout; * stands for anything
version() {
	said=$(cd "$checkout" && contrib/packaging/version 2>"$folder/log")
	echo "$said" >>"$folder/log"
	# shellcheck disable=SC2254 # a pattern
	case $said in
	$2) verdict "the version of $1" 0 ;;
	*) verdict "the version of $1" 1 ;;
	esac
}
in_clone() {
	git -C "$checkout" -c user.name=n -c user.email=e "$@" >/dev/null 2>&1
}
printf '# Changelog\n\n## 7.8.9 (unreleased)\n\n## 7.8.8\n' \
	>"$checkout/CHANGELOG.md"
version 'a tree without git' 7.8.9
if command -v git >/dev/null; then
	in_clone init
	in_clone add CHANGELOG.md
	in_clone commit -m first
	version 'a clone without tags' 7.8.9
	in_clone tag v7.8.9
	version 'a release' 7.8.9
	in_clone commit --allow-empty -m second
	version 'a later commit' '7.8.9-1-g[0-9a-f]*'
else
	echo 'skip versions of clones: git is not installed'
fi
echo 7.8.9-5-gabc >"$checkout/VERSION"
version 'a tarball' 7.8.9-5-gabc

# What setup.sh says where nothing is installed, beside what a system has anyway.
bin=$folder/bin
mkdir "$bin"
for program in sh awk cat dirname id paste sed tr; do
	ln -s "$(command -v "$program")" "$bin/$program"
done

# names SYSTEM MANAGER SENTENCE: setup.sh says this in one line and installs nothing
names() {
	if [ -n "$2" ]; then
		# shellcheck disable=SC2016 # for that script
		printf '#!/bin/sh\necho "$0 was run"\n' >"$bin/$2"
		chmod +x "$bin/$2"
	fi
	CC=cc PATH=$bin tests/setup.sh build check >"$folder/log" 2>&1
	[ $? -eq 1 ] && [ "$(cat "$folder/log")" = "setup: missing: cc \
pkg-config openssl libssl check libcurl; $3" ]
	verdict "$1: setup names the packages" $?
	[ -z "$2" ] || rm "$bin/$2"
}
names Fedora dnf 'as root, type: dnf install gcc pkgconf-pkg-config openssl openssl-devel check-devel libcurl'
names Alpine apk 'as root, type: apk add gcc musl-dev pkgconf openssl openssl-dev check-dev libcurl'
names Arch pacman 'as root, type: pacman -S gcc pkgconf openssl check curl'
names FreeBSD pkg 'as root, type: pkg install pkgconf check curl'
names 'any other system' '' 'install, on Fedora: gcc pkgconf-pkg-config openssl openssl-devel check-devel libcurl; Alpine: gcc musl-dev pkgconf openssl openssl-dev check-dev libcurl; Arch: gcc pkgconf openssl check curl; FreeBSD: pkgconf check curl'

# Debian, for a user who cannot become root.
rm "$bin/id"
printf '#!/bin/sh\necho 1000\n' >"$bin/id"
# shellcheck disable=SC2016 # for that script
printf '#!/bin/sh\necho "$0 was run"\n' >"$bin/apt-get"
chmod +x "$bin/id" "$bin/apt-get"
CC=cc PATH=$bin tests/setup.sh build >"$folder/log" 2>&1
[ $? -eq 1 ] && [ "$(cat "$folder/log")" = 'setup: missing: cc pkg-config openssl libssl, and only root can install them; as root, type: apt-get install gcc libc6-dev pkg-config openssl libssl-dev' ]
verdict 'Debian: setup tells a user without sudo what root must type' $?
exit "$failed"
