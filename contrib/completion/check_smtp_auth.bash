# bash completion for check_smtp_auth; made by "make generate"

_check_smtp_auth() {
	local word=${COMP_WORDS[COMP_CWORD]} how=() options
	local before=${COMP_WORDS[COMP_CWORD - 1]}

	# "--option=value" is three words here.
	[[ $word != = ]] || word=
	[[ $before != = ]] || before=${COMP_WORDS[COMP_CWORD - 2]}
	options='--hostname --ip-address --port --use-ipv4 --use-ipv6 --mx --all-addresses --parallel --source --fqdn --lmtp --proxy --starttls --ssl --tls --sni --no-sni --ca-file --ca-path --verify-name --no-verify --pin --require-ocsp --tls-min --tls-max --tls-ciphers --dane --client-cert --client-key --certificate --ignore-certificate-expiration --authuser --authpass --password-file --password-env --password-credential --password-command --oauth --authzid --authtype --auth-each --refuse --allow-cleartext-auth --from --to --send --subject --header --body-file --command --response --expect --require --forbid --warning --critical --quorum --on-failure --timeout --ignore-quit-failure --verbose --extra-opts --output-format --explain --version --help '
	case $before in
	-H | --hostname) how=(-A hostname) ;;
	-I | --ip-address) return ;;
	-p | --port) return ;;
	--parallel) return ;;
	--source) return ;;
	-F | --fqdn) return ;;
	-r | --proxy) how=(-W 'v1 v2') ;;
	--sni) return ;;
	--ca-file) how=(-f) ;;
	--ca-path) how=(-d) ;;
	--verify-name) return ;;
	--pin) return ;;
	--tls-min) how=(-W '1.0 1.1 1.2 1.3') ;;
	--tls-max) how=(-W '1.0 1.1 1.2 1.3') ;;
	--tls-ciphers) return ;;
	--client-cert) how=(-f) ;;
	--client-key) how=(-f) ;;
	-D | --certificate) return ;;
	-U | --authuser) return ;;
	-P | --authpass) return ;;
	--password-file) how=(-f) ;;
	--password-env) return ;;
	--password-credential) return ;;
	--password-command) return ;;
	--oauth) how=(-f) ;;
	--authzid) return ;;
	-A | --authtype) how=(-W 'auto EXTERNAL SCRAM-SHA-512-PLUS SCRAM-SHA-256-PLUS SCRAM-SHA-1-PLUS SCRAM-SHA-512 SCRAM-SHA-256 SCRAM-SHA-1 DIGEST-MD5 CRAM-MD5 PLAIN LOGIN OAUTHBEARER XOAUTH2 ANONYMOUS') ;;
	--refuse) how=(-W 'bad-password relay anonymous cleartext-auth forged-sender vrfy old-tls') ;;
	-f | --from) return ;;
	--to) return ;;
	--subject) return ;;
	--header) return ;;
	--body-file) how=(-f) ;;
	-C | --command) return ;;
	-R | --response) return ;;
	-e | --expect) return ;;
	--require) return ;;
	--forbid) return ;;
	-w | --warning) return ;;
	-c | --critical) return ;;
	--quorum) return ;;
	--on-failure) return ;;
	-t | --timeout) return ;;
	--extra-opts) return ;;
	--output-format) how=(-W 'text json prometheus') ;;
	*) how=(-W "$options") ;;
	esac
	mapfile -t COMPREPLY < <(compgen "${how[@]}" -- "$word")
}

complete -o filenames -F _check_smtp_auth check_smtp_auth
