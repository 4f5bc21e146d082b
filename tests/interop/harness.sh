# shellcheck shell=bash
# Runs one cell and judges it: what the row asks for, and what must hold for
# every run of the plugin.  Sourced by run; cells/ holds the rows.


# run_cells SERVER: every row that is about it.
run_cells() {
    errors=$RUN/stderr-$1
    if [ -e "$RUN/cannot/$1" ]; then
        skip "$1" "$(cat "$RUN/cannot/$1")"
    elif [ -e "$RUN/down/$1" ]; then
        printf 'not ok %s: it did not come up: %s\n' "$1" \
            "$(tail -n 4 "$RUN/down/$1" | tr '\n' ' ')"
    else
        # shellcheck source=/dev/null
        . "$KIT/cells/$1.sh"
    fi
}

# What no output may contain: each password as it is, and in base64 at each of
# the three offsets at which it may stand in an encoded line.
list_secrets() {
    local secret
    for secret in "${PASSWORDS[@]}" "$NAME_PASSWORD" "$WRONG_PASSWORD" \
        "$GOOD_TOKEN" "$BAD_TOKEN" "$CLIENT_SECRET"; do
        printf '%s\n' "$secret"
        base64_core 0 "$secret"
        base64_core 1 "$secret"
        base64_core 2 "$secret"
    done >"$SECRETS/forbidden"
}

# base64_core OFFSET TEXT: the part of the base64 of TEXT, OFFSET bytes into a
# group of three, that does not depend on its neighbours.
base64_core() {
    local whole octets=$1 core
    core=$((${1} == 0 ? 0 : 4))
    octets=$((octets + $(printf '%s' "$2" | wc -c)))
    whole=$({ printf '%.*s' "$1" xx; printf '%s' "$2"; } | base64 -w 0)
    printf '%s\n' "${whole:core:octets / 3 * 4 - core}"
}

# cell NAME EXIT PATTERNS LISTENER OPTION...
# Runs the plugin against LISTENER ('-': the options say where) and prints one
# line.  PATTERNS, joined by ' && ', are listed in README.md.
cell() {
    local name=$1 expected=$2 patterns=$3 listener=$4
    shift 4
    output=$RUN/outputs/$name
    local -a command=("$BINARY")
    if [ "$listener" != - ]; then
        command+=(-H "$MAILHOST" -I "$(address_of "$listener")")
        command+=(-p "$(port_of "$listener")")
        # Without TLS, --ca-file is an error.
        [[ ! " $* " =~ \ (-[rv]*[SsD]|--starttls|--ssl|--tls\ |--extra-opts) ]] ||
            command+=(--ca-file "$PKI/ca.crt")
    fi
    command+=("$@")
    lock_listener "${command[@]}"
    log_start=$(($(stat -c %s "$LOGS/postfix.log") + 1))
    local began=$EPOCHREALTIME status=0
    timeout -k 1 30 "${command[@]}" <"${input:-/dev/null}" \
        >"$output" 2>"$errors" 8>&- || status=$?
    elapsed=$(((${EPOCHREALTIME/./} - ${began/./}) / 1000))
    why=
    [ "$status" = "$expected" ] || object "exit code"
    judge_output "$status"
    judge_patterns "$patterns" "$listener"
    exec 8>&-
    report "$name" "$status" "$expected" "${command[@]}"
}

# lock_listener COMMAND...: until the cell is judged; some cells look into the log
# of a listener, and those of other servers run meanwhile.
lock_listener() {
    local port=none
    [[ ! " $* " =~ \ -p\ ([0-9]+)\  ]] || port=${BASH_REMATCH[1]}
    exec 8>>"$RUN/locks/$port"
    flock 8
}

# object TEXT: one more reason why the cell fails.
object() { why+="${why:+, }$1"; }

# report NAME STATUS EXPECTED COMMAND...
report() {
    local name=$1 status=$2 expected=$3
    shift 3
    if [ -z "$why" ]; then
        printf 'ok %s\n' "$name"
        return
    fi
    printf 'not ok %s: %s; command:' "$name" "$why"
    printf ' %q' "$@"
    printf '; exit code %s, expected %s; output: %s\n' "$status" "$expected" \
        "$(cat "$output" "$errors" | tr '\n' '~' | sed 's/~/ ~ /g')"
}

# judge_output STATUS: what holds for every run, as the manual promises it.
judge_output() {
    local first state stages
    first=$(head -n 1 "$output")
    case $1 in
    0) state=OK ;;
    1) state=WARNING ;;
    2) state=CRITICAL ;;
    *) state=UNKNOWN ;;
    esac
    [ "${plain_text:-}" = yes ] || [[ $first == "SMTP $state - "?* ]] ||
        object "no line 'SMTP $state - ...'"
    [ ! -s "$errors" ] || object "standard error is not empty"
    ! grep -qaP '[\x00-\x09\x0b-\x1f\x7f]' "$output" ||
        object "control characters"
    ! grep -qaF -f "$SECRETS/forbidden" "$output" || object "a secret"
    [ "${plain_text:-}" != yes ] || return 0
    [ "$(tr -dc '|' <"$output" | wc -c)" -le 1 ] || object "more than one |"
    [[ $first != "SMTP UNKNOWN - usage: "* ]] || return 0
    judge_perfdata "${first#*|}"
    [[ $state != OK ]] || return 0
    stages=$(grep -c '^\[\(OK\|WARNING\|CRITICAL\|UNKNOWN\)\] [a-z]*: ' \
        "$output") || true
    [ "$stages" -gt 0 ] || object "no list of stages"
    [[ ! $first =~ ^SMTP\ [A-Z]+\ -\ [a-z]+:\  ]] || grep -qE \
        '^hint \((credentials|policy|server|network|monitor)\): .{20}' \
        "$output" || object "no hint"
}

# judge_perfdata TEXT: labels in the order of the protocol, each value a
# number with its unit and four further fields at most.
judge_perfdata() {
    local -a order=(time time_token time_resolve time_policy time_connect time_tls time_banner
        time_ehlo time_starttls time_auth time_mail time_rcpt time_command
        time_data time_mailbox time_delivery delivery_age cert_days
        token_hours secret_days client_cert_days targets targets_failed)
    local metric label value at=-1 i
    labels=
    for metric in $1; do
        label=${metric%%=*}
        value=${metric#*=}
        labels+="${labels:+ }$label"
        # Those of --auth-each come in the order of the mechanisms.
        [[ $label != time_auth_* ]] || continue
        # Those of many targets come last.
        if [[ $label =~ ^\'[a-z0-9.-]+(\[[0-9a-f.:]+\])?::time\'$ ]]; then
            at=${#order[@]}
            continue
        fi
        for i in "${!order[@]}"; do
            [ "${order[i]}" != "$label" ] || break
        done
        if [ "${order[i]}" != "$label" ] || [ "$i" -le "$at" ]; then
            object "perfdata label $label out of place"
        fi
        at=$i
        if [ "$label" = delivery_age ]; then
            [[ $value =~ ^[0-9]+s(\;[0-9:@~]*){0,4}$ ]] ||
                object "perfdata $metric"
        elif [[ $label != time* ]]; then
            [[ $value =~ ^-?[0-9]+(\.[0-9])?(\;[0-9:@~]*){0,2}$ ]] ||
                object "perfdata $metric"
        else
            [[ $value =~ ^[0-9]+\.[0-9]{6}s(\;[-0-9.:@~]*){0,4}$ ]] ||
                object "perfdata $metric"
        fi
    done
    [[ $labels == time || $labels == "time "* ]] || object "perfdata: no time"
}

# judge_patterns PATTERNS LISTENER.  With the wrong exit code there is nothing
# to be waited for in logs and mailboxes.
judge_patterns() {
    local rest="$1 && " pattern
    while [ -n "$rest" ]; do
        pattern=${rest%%" && "*}
        rest=${rest#*" && "}
        case $pattern in
        'log '* | 'mail '* | 'header '*)
            [[ $why != *"exit code"* ]] || continue
            ;;
        esac
        [ -z "$pattern" ] || judge_pattern "$pattern" "$2" ||
            object "no $pattern"
    done
}

# judge_pattern PATTERN LISTENER
judge_pattern() {
    case $1 in
    '! '*) ! grep -qaE -e "${1#! }" "$output" ;;
    'perf '*) [ "$labels" = "${1#perf }" ] ;;
    'log ! '*) session_logged "$2" && [[ ! $session =~ ${1#log ! } ]] ;;
    'log '*) session_logged "$2" && [[ $session =~ ${1#log } ]] ;;
    'under '*) [ "$elapsed" -lt $((${1#under } * 1000)) ] ;;
    'header '*) [ -n "$found" ] && header "${1#header }" "$found" >/dev/null ;;
    'over '*) [ "$elapsed" -gt $((${1#over } * 1000)) ] ;;
    'mail '*)
        # shellcheck disable=SC2086  # mailbox, and a body file at times
        mail_arrived ${1#mail }
        ;;
    *) grep -qaE -e "$1" "$output" ;;
    esac
}

# session_logged LISTENER: puts into $session what Postfix counted in the
# session that began after the cell did: "ehlo=2 starttls=1 auth=0/1 ...".
session_logged() { wait_until 30 session_ended "$1"; }

session_ended() {
    session=$(tail -c "+$log_start" "$LOGS/postfix.log" | awk -v name="$1" '
        index($0, " postfix/" name "/smtpd[") == 0 { next }
        process == "" && / connect from / { process = $5 }
        process == $5 && / disconnect from / {
            sub(/.* disconnect from [^ ]* /, "")
            print
            exit
        }')
    [ -n "$session" ]
}

# mail_arrived MAILBOX [BODY]: the message with the cell's token lies there,
# whole, and says what a test message has to say about itself.
mail_arrived() {
    local file date id
    wait_until 100 mail_found "$1" || return 1
    file=$found
    ! grep -q $'\r' "$file" || object "a CR in the message"
    if ! date=$(header '^Date: .' "$file") ||
        ! date -d "${date#Date: }" >/dev/null 2>&1; then
        object "Date"
    fi
    header '^Message-ID: <[^@<> ]+@[^@<> ]+>$' "$file" >/dev/null ||
        object "Message-ID"
    header '^Auto-Submitted: auto-generated$' "$file" >/dev/null ||
        object "Auto-Submitted"
    # The status line names the message by the token in its Message-ID.
    id=$(sed -nE '1s/.* message ([^ |]+) handed in.*/\1/p' "$output")
    [ -z "$id" ] || header "^Message-ID: <${id//./\\.}@" "$file" >/dev/null ||
        object "the message is not $id"
    header '^From: .*@' "$file" >/dev/null || object "From"
    header '^To: .*@' "$file" >/dev/null || object "To"
    header "^Subject: interop $token\$" "$file" >/dev/null ||
        object "Subject"
    [ -z "${2:-}" ] || sed '1,/^$/d' "$file" | cmp -s - "$2" ||
        object "the body is not that of $2: $file"
}

# header ERE FILE: the one line of the header that matches; more is a fault.
header() {
    local lines
    lines=$(sed '/^$/q' "$2" | grep -E -e "$1") || return 1
    [ "$(wc -l <<<"$lines")" = 1 ] || return 1
    printf '%s\n' "$lines"
}

mail_found() {
    found=$(grep -rlF -e "X-Interop: $token" "$RUN"/*/mail/"$1"/new \
        2>/dev/null | head -n 1)
    [ -n "$found" ]
}

# send NAME EXIT PATTERNS LISTENER OPTION...: a cell that delivers a message
# which bears a token of its own.
send() {
    token=$1-$RANDOM$RANDOM
    found=
    cell "$@" --send --subject "interop $token" --header "X-Interop: $token"
}

skip() { printf 'skip %s: %s\n' "$1" "$2"; }
