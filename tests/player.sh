#!/bin/sh
# player.sh BUILD_DIR: gives the scenario player stories that it must play, and
# others that it must refuse or see fail.
set -u

build=$(cd "${1:?usage: player.sh BUILD_DIR}" && pwd)
folder=$(mktemp -d "${TMPDIR:-/tmp}/player.XXXXXX")
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' HUP INT TERM
bad=0

# player WHAT WANTED: reads a story; a line of what the player prints fits WANTED
player() {
	cat >"$folder/story.smtp"
	"$build/tests/scenario" "$build/check_smtp_auth" "$build/tests/certs" \
		"$folder/story.smtp" >"$folder/log" 2>&1
	if grep -q -- "$2" "$folder/log"; then
		echo "ok scenario player: $1"
	else
		echo "not ok scenario player: $1"
		echo "    expected a line that fits: $2"
		sed 's/^/    /' "$folder/log"
		bad=1
	fi
}

played='^ok '
player 'base64 of a text with NULs' "$played" <<'STORY'
# The greeting is refused with base64 of \0a\0b, which the output quotes.
expect critical
output 554 AGEAYg==
S 554 %b64(\0a\0b)
QUIT
STORY
player 'base64 of a parenthesis and of nothing' "$played" <<'STORY'
# The greeting is refused with base64 of (a), and of nothing.
expect critical
output 554 KGEp-
S 554 %b64((a\x29)-%b64()
QUIT
STORY
player 'a plus of base64 stands for itself in expressions' "$played" <<'STORY'
# The greeting is refused with base64 that has a plus.
expect critical
output 554 [+]//[+] %b64(\xfb\xff\xfe)
S 554 +//+ %b64(\xfb\xff\xfe)
QUIT
STORY
player 'base64 in arguments' "$played" <<'STORY'
# The argument of -C is base64 of a text with a blank.
args -C 'X %b64(a b)'
expect ok
S 220 mail.example ESMTP
C EHLO *
S 250 mail.example
C! X YSBi
S 250 Ok
QUIT
STORY
player 'base64 that is not closed' '^not ok .*line 3 is not understood' <<'STORY'
# The parenthesis is not closed, although the file has others.
expect critical
S 554 %b64(a) %b64(b
QUIT
STORY
player 'base64 that is not closed, in args' \
	'^not ok .*line 2 is not understood' <<'STORY'
# The parenthesis is not closed.
args -C 'X %b64(a'
expect critical
STORY
player 'no sentence at the top' \
	'^not ok .*line 1 does not say what the operator sees' <<'STORY'
expect critical
# The greeting is refused.
S 554 no
QUIT
STORY
player 'no expectation' '^not ok .*the file expects nothing' <<'STORY'
# The greeting is refused.
S 554 no
QUIT
STORY
player 'a word that is none' '^not ok .*line 3 is not understood' <<'STORY'
# The greeting is refused.
expect critical
SAY 554 no
STORY
player 'another exit code' '^not ok .*expected exit code 0' <<'STORY'
# The greeting is refused, and the story expects OK.
expect ok
S 554 no
QUIT
STORY
player 'a mailbox that shows what was handed in' "$played" <<'STORY'
# The message is found, and the letter that was there is left.
args --to c@d --mailbox imap://%h:%m -U probe -P secret --mailbox-user probe
expect ok
left 1
S 220 mail.example
LETTER Subject: hello
ON EHLO* 250-mail.example\r\n250 AUTH PLAIN
ON AUTH* 235 in
SERVE
MAILBOX
SERVE imap
STORY
player 'a letter that is left against what is told' \
	'expected the letters "" to be left, saw "1"' <<'STORY'
# The message is found, and the letter that was there is left.
args --to c@d --mailbox imap://%h:%m -U probe -P secret --mailbox-user probe
expect ok
left
S 220 mail.example
LETTER Subject: hello
ON EHLO* 250-mail.example\r\n250 AUTH PLAIN
ON AUTH* 235 in
SERVE
MAILBOX
SERVE imap
STORY
player 'a file that has what the story keeps' "$played" <<'STORY'
# The file is as it was.
args --password-file %t/pw -U probe
file pw 0600 Corr3ct-Horse\n
keeps pw Corr3ct-(Horse|Mare)
expect critical
S 554 no
QUIT
STORY
player 'a file that has lost what the story keeps' \
	'^not ok .*expected "Other" in the file pw' <<'STORY'
# The file is not as it should be.
args --password-file %t/pw -U probe
file pw 0600 Corr3ct-Horse\n
keeps pw Other
expect critical
S 554 no
QUIT
STORY
player 'any verdict, whatever the client says' "$played" <<'STORY'
# The client does not say what the story tells.
expect any
S 220 mail.example ESMTP
C NOOP
S 250 Ok
STORY
player 'any verdict, but not any output' '^not ok .*expected no output "554"' <<'STORY'
# The output has what must not be there.
expect any
absent 554
S 554 no
QUIT
STORY
[ "$bad" -eq 0 ]
