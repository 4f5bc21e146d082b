#!/bin/sh
# demo.sh BUILD_DIR [KEEP]: the plugin at work, against mail servers on this machine.
# With KEEP they stay on fixed ports, a shell has all that the examples of README.md
# need, and a file has the host for Icinga 2.
set -eu

build=$(cd "${1:?usage: demo.sh BUILD_DIR [KEEP]}" && pwd)
keep=${2:-}
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
export PATH="$build:$PATH"
work=$(mktemp -d "${TMPDIR:-/tmp}/demo.XXXXXX")
port=''
surprises=0
# shellcheck source=mail_server.sh disable=SC1091
. "$here/mail_server.sh"

finish() {
	stop_servers
	rm -rf "$work"
}
trap finish EXIT
trap 'exit 1' HUP INT TERM

# say TEXT: a paragraph of our own
say() {
	printf '\n# %s\n' "$*"
}

# run EXIT_CODE ARGUMENTS...: shows a command, its output and its exit code
run() {
	wanted=$1
	shift
	printf '$ check_smtp_auth'
	for word; do
		case $word in
		*[!A-Za-z0-9@.:/=_-]*) printf " '%s'" "$word" ;;
		*) printf ' %s' "$word" ;;
		esac
	done
	printf '\n'
	seen=0
	check_smtp_auth "$@" || seen=$?
	printf 'exit %s\n' "$seen"
	if [ "$seen" -ne "$wanted" ]; then
		surprises=$((surprises + 1))
		printf '!!! exit %s was announced\n' "$wanted"
	fi
}

"$here/make-certs.sh" "$work"
cd "$work"
printf 'correct horse battery staple\n' >secret
printf 'Summer2026\n' >old
chmod 600 secret old
: >mailbox
prepare_servers "$build" "$work" "$work"
serve submission ${keep:+--port 10587} --mode starttls
submission=$port
serve implicit ${keep:+--port 10465} --mode implicit
implicit=$port
serve wrong --mode starttls --pem wronghost
wrong=$port

say 'Can this account still log in and send?  One line, and the state in exit.'
run 0 -H mail.example -I 127.0.0.1 -p "$submission" -S --ca-file ca.pem \
	-U probe --password-file secret \
	--from probe@mail.example --to inbox@mail.example \
	--send --subject 'The hourly probe'
say 'The mail has arrived:'
sed 's/^/    /' mailbox
if ! grep -q '^Subject: The hourly probe' mailbox; then
	surprises=$((surprises + 1))
	echo '!!! there is no such mail'
fi

say 'Somebody changed the password: which stage fails, and who has to act?'
run 2 -H mail.example -I 127.0.0.1 -p "$submission" -S --ca-file ca.pem \
	-U probe --password-file old

say 'The certificate is for another host: the password stays at home.'
run 2 -H mail.example -I 127.0.0.1 -p "$wrong" -S --ca-file ca.pem \
	-U probe --password-file secret

say 'TLS from the first byte, every stage with its time, and a threshold:'
run 1 -H mail.example -I 127.0.0.1 -p "$implicit" -s --ca-file ca.pem \
	-U probe --password-file secret -A LOGIN -v -w auth=0.000001 -c auth=5

say 'The same without the threshold, and what was said:'
run 0 -H mail.example -I 127.0.0.1 -p "$implicit" -s --ca-file ca.pem \
	-U probe --password-file secret -vv

if [ "$surprises" -gt 0 ]; then
	printf '\n%s surprises: the demonstration failed.\n' "$surprises"
	exit 1
fi
printf '\nEverything went as announced.\n'
[ -n "$keep" ] || exit 0

# The user of a monitor reads the CA; the passwords belong to who runs this.
chmod 711 "$work"
cat >mail.example.conf <<END
object Host "mail.example" {
	import "generic-host"
	address = "127.0.0.1"
	vars.smtp_auth["submission"] = {
		smtp_auth_port = $submission
		smtp_auth_starttls = true
		smtp_auth_ca_file = "$work/ca.pem"
	}
}
END
say "The servers still run, on the ports $submission (STARTTLS) and $implicit (TLS)."
echo 'For Icinga 2, contrib/icinga2/README.md has the steps. As root type:'
echo "    install -o nagios -m 600 '$work/secret' /etc/check_smtp_auth/probe"
echo "    cp -i '$work/mail.example.conf' \\"
echo "        '$top/contrib/icinga2/smtp_auth_services.conf' /etc/icinga2/conf.d/"
if [ -t 0 ]; then
	echo 'Here you can type the examples of README.md; "exit" ends it all.'
	"${SHELL:-/bin/sh}" -i || :
else
	echo 'For the examples of README.md type in another terminal:'
	printf "    cd '%s' && PATH='%s':\$PATH\n" "$work" "$build"
	echo 'Ctrl-C ends the servers.'
	wait
fi
