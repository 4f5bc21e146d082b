#!/bin/bash
# completion.sh: what bash, fish and zsh offer behind a part of a command line.
# Where fish or zsh is not installed, the script says "skip".
set -u
cd "$(dirname "$0")/../contrib/completion" || exit 2

bad=0
# shellcheck source=../contrib/completion/check_smtp_auth.bash disable=SC1091
. ./check_smtp_auth.bash

# is SHELL LINE WANTED SEEN: the words, in any order
is() {
    local wanted seen
    # shellcheck disable=SC2086 # they are words
    wanted=$(printf '%s\n' $3 | sort) seen=$(printf '%s\n' $4 | sort)
    if [ "$wanted" = "$seen" ]; then
        echo "ok $1: $2"
    else
        echo "not ok $1: $2"
        diff <(echo "$wanted") <(echo "$seen")
        bad=1
    fi
}

# in_bash WANTED WORD...: these are the words as readline breaks them, the last is to
# be completed
in_bash() {
    local wanted=$1
    shift
    COMP_WORDS=(check_smtp_auth "$@")
    COMP_CWORD=$#
    COMPREPLY=()
    _check_smtp_auth
    is bash "$*" "$wanted" "${COMPREPLY[*]}"
}

in_bash '--password-file --password-env --password-credential --password-command' --pass
in_bash 'vrfy' --refuse vr
in_bash 'relay,vrfy' --refuse relay,v
in_bash 'vrfy' --refuse = v
in_bash 'relay,vrfy' --refuse = relay,v
in_bash 'vrfy,relay' --refuse vrfy,re
in_bash '' --refuse vrfy,vr
in_bash 'PLAIN,SCRAM-SHA-1-PLUS PLAIN,SCRAM-SHA-1' -A PLAIN,SCRAM-SHA-1
in_bash 'SCRAM-SHA-1-PLUS,SCRAM-SHA-1' -A SCRAM-SHA-1-PLUS,SCRAM-SHA-1
in_bash 'SIZE,DSN SIZE,DELIVERBY' --require SIZE,D
in_bash 'auth=' -w au
in_bash '1,auth=' -w banner = 1,au
in_bash '' -w banner = 1,ban
in_bash ',auth=' -w cert_days = 14 : ,au
in_bash 'critical' --on-failure auth = cr
in_bash 'ok warning critical unknown' --on-failure auth =
in_bash 'ok,rcpt=' --on-failure auth = ok,rc
in_bash 'warning' --on-failure auth = ok,rcpt = w
in_bash 'check_smtp_auth.bash check_smtp_auth.fish' --ca-file check
in_bash '' -p 5

# in_fish WANTED LINE
in_fish() {
    is fish "$2" "$1" "$(fish --no-config -c "source check_smtp_auth.fish
        complete -C'check_smtp_auth $2'" | cut -f 1)"
}
if command -v fish >/dev/null; then
    in_fish 'vrfy' '--refuse v'
    in_fish 'relay,vrfy' '--refuse relay,v'
    in_fish '--refuse=relay,vrfy' '--refuse=relay,v'
    in_fish '--refuse' '--refus'
    in_fish '-wauth=1,banner=' '-wauth=1,ban'
    in_fish 'PLAIN,LOGIN' '-A PLAIN,LOG'
    in_fish 'auth=1,banner=' '-w auth=1,ban'
else
    echo 'skip fish: it is not installed'
fi

# A line, and what becomes of it.
zsh_lines=(
    '--refu' '--refuse='
    '--refuse relay,vr' '--refuse relay,vrfy,'
    '--refuse=vrfy,old' '--refuse=vrfy,old-tls,'
    '-A PLAIN,LOG' '-A PLAIN,LOGIN,'
    '-w auth=1,ban' '-w auth=1,banner='
    '--on-failure auth=cri' '--on-failure auth=critical,'
    '--on-failure auth=ok,rc' '--on-failure auth=ok,rcpt='
    '--require SIZE,DELI' '--require SIZE,DELIVERBY,'
)
in_zsh() {
    local i typed=()
    for ((i = 0; i < ${#zsh_lines[@]}; i += 2)); do
        typed+=("${zsh_lines[i]}")
    done
    mapfile -t seen < <(timeout 30 zsh -f ../../tests/support/complete.zsh \
        "$PWD" "${typed[@]}")
    for ((i = 0; i < ${#typed[@]}; i++)); do
        is zsh "${typed[i]}" "${zsh_lines[2 * i + 1]}" "${seen[i]:-}"
    done
}
if command -v zsh >/dev/null; then
    in_zsh
else
    echo 'skip zsh: it is not installed'
fi
[ "$bad" -eq 0 ]
