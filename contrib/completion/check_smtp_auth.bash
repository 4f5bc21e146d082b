# bash completion for check_smtp_auth; made by "make generate"

_check_smtp_auth() {
	local how='' words='' list='' values='' value have
	local i=$COMP_CWORD word=${COMP_WORDS[COMP_CWORD]} before
	local typed=$word

	# "a=b:c" is five words here, of which the last is completed.
	while ((i > 1)) && [[ ${COMP_WORDS[i]} == [=:]* ||
		${COMP_WORDS[i - 1]} == *[=:] ]]; do
		typed=${COMP_WORDS[--i]}$typed
	done
	[[ $word != [=:]* ]] || word=''
	before=${COMP_WORDS[i - 1]}
	[[ $typed != --*=* ]] || before=${typed%%=*} typed=${typed#*=}

	case $before in
	-H | --hostname) how=-Ahostname ;;
	-I | --ip-address) return ;;
	-p | --port) return ;;
	--parallel) return ;;
	--source) return ;;
	-F | --fqdn) return ;;
	-r | --proxy) words='v1 v2' ;;
	--sni) return ;;
	--ca-file) how=-f ;;
	--ca-path) how=-d ;;
	--verify-name) return ;;
	--pin) return ;;
	--tls-min) words='1.0 1.1 1.2 1.3' ;;
	--tls-max) words='1.0 1.1 1.2 1.3' ;;
	--tls-ciphers) return ;;
	--client-cert) how=-f ;;
	--client-key) how=-f ;;
	-D | --certificate) return ;;
	-U | --authuser) return ;;
	-P | --authpass) return ;;
	--password-file) how=-f ;;
	--password-env) return ;;
	--password-credential) return ;;
	--password-command) return ;;
	--oauth) how=-f ;;
	--keytab) how=-f ;;
	--authzid) return ;;
	-A | --authtype) list='auto EXTERNAL SCRAM-SHA-512-PLUS SCRAM-SHA-256-PLUS SCRAM-SHA-1-PLUS SCRAM-SHA-512 SCRAM-SHA-256 SCRAM-SHA-1 DIGEST-MD5 CRAM-MD5 PLAIN LOGIN GSSAPI OAUTHBEARER XOAUTH2 ANONYMOUS' ;;
	--refuse) list='bad-password relay anonymous cleartext-auth forged-sender vrfy old-tls' ;;
	-f | --from) return ;;
	--to) return ;;
	--subject) return ;;
	--header) return ;;
	--body-file) how=-f ;;
	-C | --command) return ;;
	-R | --response) return ;;
	--mailbox) return ;;
	--mailbox-user) return ;;
	--mailbox-password-file) how=-f ;;
	--mailbox-password-env) return ;;
	--mailbox-password-credential) return ;;
	--mailbox-password-command) return ;;
	--mailbox-oauth) how=-f ;;
	--mailbox-authtype) return ;;
	--mailbox-address) return ;;
	--mailbox-verify-name) return ;;
	--round-trip) return ;;
	--arrived-within) return ;;
	--series) return ;;
	--junk) return ;;
	--arrived-header) return ;;
	-e | --expect) return ;;
	--require) list='SIZE 8BITMIME PIPELINING STARTTLS AUTH ENHANCEDSTATUSCODES DSN CHUNKING BINARYMIME SMTPUTF8 UTF8SMTP ETRN VRFY EXPN HELP DELIVERBY MT-PRIORITY NO-SOLICITING RRVS REQUIRETLS LIMITS FUTURERELEASE CHECKPOINT ATRN BURL TURN SEND SOML SAML SUBMITTER MTRK CONPERM CONNEG VERB ONEX PRDR PIPECONNECT' ;;
	--forbid) list='SIZE 8BITMIME PIPELINING STARTTLS AUTH ENHANCEDSTATUSCODES DSN CHUNKING BINARYMIME SMTPUTF8 UTF8SMTP ETRN VRFY EXPN HELP DELIVERBY MT-PRIORITY NO-SOLICITING RRVS REQUIRETLS LIMITS FUTURERELEASE CHECKPOINT ATRN BURL TURN SEND SOML SAML SUBMITTER MTRK CONPERM CONNEG VERB ONEX PRDR PIPECONNECT' ;;
	-w | --warning) list='time= cert_days= token= resolve= policy= connect= tls= banner= ehlo= starttls= auth= mail= rcpt= command= data= mailbox= delivery=' ;;
	-c | --critical) list='time= cert_days= token= resolve= policy= connect= tls= banner= ehlo= starttls= auth= mail= rcpt= command= data= mailbox= delivery=' ;;
	--quorum) return ;;
	--on-failure) list='token= resolve= policy= connect= tls= cert= banner= ehlo= starttls= auth= mail= rcpt= command= data= mailbox= delivery=' values='ok warning critical unknown' ;;
	-t | --timeout) return ;;
	--extra-opts) return ;;
	--output-format) words='text json prometheus' ;;
	*) words='--hostname --ip-address --port --use-ipv4 --use-ipv6 --mx --all-addresses --mta-sts --parallel --source --fqdn --lmtp --proxy --starttls --ssl --tls --sni --no-sni --ca-file --ca-path --verify-name --no-verify --pin --require-ocsp --tls-min --tls-max --tls-ciphers --dane --client-cert --client-key --certificate --ignore-certificate-expiration --authuser --authpass --password-file --password-env --password-credential --password-command --oauth --keytab --authzid --authtype --auth-each --refuse --allow-cleartext-auth --from --to --send --subject --header --body-file --command --response --mailbox --mailbox-user --mailbox-password-file --mailbox-password-env --mailbox-password-credential --mailbox-password-command --mailbox-oauth --mailbox-authtype --mailbox-address --mailbox-verify-name --round-trip --arrived-within --series --keep --junk --arrived-header --expect --require --forbid --warning --critical --quorum --on-failure --timeout --ignore-quit-failure --verbose --extra-opts --output-format --explain --version --help ' ;;
	esac
	# Behind a comma the list goes on, with words that it has not yet.
	if [[ -n $list ]]; then
		have=,${typed%"${typed##*,}"}
		typed=${typed##*,}
		if [[ -n $values && $typed == *=* ]]; then
			for value in $values; do
				words+=" ${typed%%=*}=$value"
			done
		else
			for value in $list; do
				[[ ${have//=/=,} == *",$value,"* ]] || words+=" $value"
			done
		fi
		compopt -o nospace 2>/dev/null
	fi
	[[ $how != -[fd] ]] || compopt -o filenames 2>/dev/null
	mapfile -t COMPREPLY < <(compgen ${how:--W "$words"} -- "$typed")
	# What is completed may be less than what was typed, or more.
	if [[ $word == *"$typed" ]]; then
		COMPREPLY=("${COMPREPLY[@]/#/"${word%"$typed"}"}")
	else
		COMPREPLY=("${COMPREPLY[@]#"${typed%"$word"}"}")
	fi
}

complete -F _check_smtp_auth check_smtp_auth
