# shellcheck shell=sh
# mail_server.sh: starts mail servers of our own.  Sourced.

# prepare_servers BUILD WORK CERTS: the build, a folder of the caller's own, and
# what make-certs.sh has filled.
prepare_servers() {
	server_program=$1/tests/mail_server
	server_work=$2
	server_certs=$3
	servers=''
	# They end when the script does: it holds their standard input.
	mkfifo "$server_work/held"
	exec 3<>"$server_work/held"
}

# serve NAME OPTIONS...: starts a server and leaves its port in $port.  The user
# probe has the password in WORK/secret; mail goes to WORK/mailbox.
serve() {
	said=$server_work/$1.port
	shift
	mkfifo "$said"
	"$server_program" --certs "$server_certs" --user probe \
		--password-file "$server_work/secret" \
		--mailbox "$server_work/mailbox" "$@" \
		<"$server_work/held" >"$said" 3>&- &
	servers="$servers $!"
	# shellcheck disable=SC2034 # for who sources this
	read -r _ port <"$said" # what failed, the server has said
}

stop_servers() {
	for server in ${servers:-}; do
		kill "$server" 2>/dev/null || :
		wait "$server" 2>/dev/null || :
	done
}
