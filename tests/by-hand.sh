#!/bin/sh
# by-hand.sh BUILD_DIR: types what --explain prints into a mail server on this
# machine, and compares the answers with those that are announced.
set -eu

build=$(cd "${1:?usage: by-hand.sh BUILD_DIR}" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/by-hand.XXXXXX")
certs=$build/tests/certs
bad=0
port=''
# shellcheck source=support/mail_server.sh disable=SC1091
. "$(dirname "$0")/support/mail_server.sh"

finish() {
	stop_servers
	rm -rf "$work"
}
trap finish EXIT
trap 'exit 1' HUP INT TERM

# typed ANSWER: the lines of the sheet, one after the other
typed() {
	sed -n 's/^C: //p' sheet | while IFS= read -r line; do
		sleep 0.1
		case $line in
		'('*) line=$1 ;;
		*" (the user's name)") line=${line% (*} ;;
		esac
		printf '%s\n' "$line"
	done
}

# by_hand NAME ARGUMENTS...: does what the sheet says
by_hand() {
	name=$1
	shift
	"$build/check_smtp_auth" --explain "$@" >sheet || [ $? -eq 3 ]
	answer=$(sh -c "$(sed -n 's/^\$ \(printf .*\)/\1/p' sheet)")
	session=$(sed -n 's/^\$ \(openssl s_client -quiet .*\)/\1/p
		s/^\$ \(nc .*\)/\1/p' sheet)
	typed "$answer" | sh -c "$session" >heard 2>errors || :
	sed -n 's/^S: \([0-9]*\).*/\1/p' sheet >wanted
	# s_client says on standard error how its own EHLO was answered.
	cat errors heard | sed -n 's/^\([1-5][0-9][0-9]\) .*/\1/p' >codes
	if cmp -s wanted codes; then
		echo "ok by hand: $name"
	else
		echo "not ok by hand: $name"
		cat sheet heard errors
		bad=1
	fi
}

cd "$work"
printf "it's a battery \$(staple)\n" >"a secret"
cp "a secret" secret
chmod 600 secret "a secret"
: >mailbox
set -- -H mail.example -I 127.0.0.1 --ca-file "$certs/ca.pem" \
	-U probe --password-file "a secret"
prepare_servers "$build" "$work" "$certs"
serve starttls --mode starttls
by_hand 'STARTTLS and PLAIN' "$@" -S -p "$port" -A PLAIN \
	--to inbox@mail.example --send --subject 'Typed by hand'
if by_hand 'a wrong name' "$@" -S -p "$port" --verify-name other.example |
	grep -q '^not ok'; then
	echo 'ok by hand: a wrong name ends the session'
else
	echo 'not ok by hand: a wrong name was not seen'
	bad=1
fi
serve implicit --mode implicit
by_hand 'implicit TLS and LOGIN' "$@" -s -p "$port" -A LOGIN \
	-f probe@mail.example -C RSET -R 250
if nc -h 2>&1 | grep -q OpenBSD; then
	serve plain --mode plain
	by_hand 'no TLS and CRAM-MD5' -H mail.example -I 127.0.0.1 \
		-U probe --password-file "a secret" -p "$port" -A CRAM-MD5
else
	echo 'skip by hand: no TLS (nc is not installed)'
fi
if grep -q '^Subject: Typed by hand' mailbox; then
	echo 'ok by hand: the mail has arrived'
else
	echo 'not ok by hand: no mail has arrived'
	bad=1
fi
[ "$bad" -eq 0 ]
