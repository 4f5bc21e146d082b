# shellcheck shell=bash
# What the plugin's own options do, whatever the server; it is Postfix.
#
# Some variables are the harness's, and some options hold a comma:
# shellcheck disable=SC2034,SC2054,SC2154

## Where the password comes from.

cell password-option 0 accepted submission -S \
    -U "$PROBE" -P "${PASSWORDS[probe]}"
SECRET_PASSWORD=${PASSWORDS[probe]} cell password-env 0 accepted \
    submission -S -U "$PROBE" --password-env SECRET_PASSWORD
input=$SECRETS/probe cell password-stdin 0 accepted \
    submission -S -U "$PROBE" --password-file -
printf '%s\nsecond line\n' "${PASSWORDS[probe]}" >"$SECRETS/two-lines"
printf '%s' "${PASSWORDS[probe]}" >"$SECRETS/no-newline"
printf '%s\n' "${PASSWORDS[probe]}" >"$SECRETS/writable"
: >"$SECRETS/empty"
chmod 600 "$SECRETS"/*
chmod 622 "$SECRETS/writable"
cell password-first-line 0 accepted submission -S \
    -U "$PROBE" --password-file "$SECRETS/two-lines"
cell password-no-newline 0 accepted submission -S \
    -U "$PROBE" --password-file "$SECRETS/no-newline"
cell password-file-writable 3 '^SMTP UNKNOWN - ' submission -S \
    -U "$PROBE" --password-file "$SECRETS/writable"
cell password-file-missing 3 '^SMTP UNKNOWN - .*no-such-file' \
    submission -S -U "$PROBE" --password-file "$SECRETS/no-such-file"
cell password-file-empty 3 '^SMTP UNKNOWN - ' submission -S \
    -U "$PROBE" --password-file "$SECRETS/empty"
cell password-env-missing 3 '^SMTP UNKNOWN - .*NO_SUCH_NAME' submission -S \
    -U "$PROBE" --password-env NO_SUCH_NAME

printf '[probe]\nauthuser = %s\nauthpass = %s\nS =\nw = auth=8\n' \
    "$PROBE" "${PASSWORDS[probe]}" >"$SECRETS/plugins.ini"
chmod 600 "$SECRETS/plugins.ini"
cell extra-opts 0 'accepted over TLSv1\.3 && time_auth=[0-9.]*s;8;' \
    submission --extra-opts "probe@$SECRETS/plugins.ini"
MP_CONFIG_FILE=$SECRETS/plugins.ini cell extra-opts-environment 0 accepted \
    submission --extra-opts=probe -F watch.example.net
cell extra-opts-no-section 3 '^SMTP UNKNOWN - usage: --extra-opts: .*\[nobody\]' \
    submission "--extra-opts=nobody@$SECRETS/plugins.ini"

## Thresholds, expectations, commands.

cell warning-auth 1 '^SMTP WARNING - time_auth .*0\.000001 && time_auth=[0-9.]*s;0\.000001;' \
    submission -S "${probe[@]}" -w auth=0.000001
cell critical-auth 2 '^SMTP CRITICAL - time_auth && time_auth=[0-9.]*s;;0\.000001;' \
    submission -S "${probe[@]}" -c auth=0.000001
cell warning-label 1 '^SMTP WARNING - time_auth ' \
    submission -S "${probe[@]}" -w time_auth=0.000001
cell warning-total 1 '^SMTP WARNING - time && \|time=[0-9.]*s;0\.000001;' \
    plain -w 0.000001
cell thresholds-both 2 '^SMTP CRITICAL - && time_ehlo=[0-9.]*s;0\.000001;0\.000001;' \
    plain -w ehlo=0.000001 -c ehlo=0.000001
cell thresholds-roomy 0 '^SMTP OK && \|time=[0-9.]*s;8;9;0;10 ' plain -w 8 -c 9
cell thresholds-list 1 '^SMTP WARNING - time_banner ' \
    plain -w connect=5,banner=0.000001 -c 9
cell threshold-range 1 '^SMTP WARNING - time_ehlo ' plain -w ehlo=5:
cell threshold-inside 1 '^SMTP WARNING - time_ehlo ' plain -w ehlo=@0:5
cell threshold-idle 0 '^SMTP OK' plain -w rcpt=0.000001,auth=0.000001 -c data=0
cell threshold-cert 3 '^SMTP UNKNOWN - usage: ' submission -S -w cert=1
cell threshold-unknown 3 '^SMTP UNKNOWN - usage: ' plain -w nonsense=1
cell threshold-legacy 1 '^SMTP WARNING - ' plain -wt 0.000001 -ct 9 -to 5

cell expect-banner 0 '^SMTP OK' plain -e 'ESMTP Postfix'
cell expect-code 0 '^SMTP OK' plain -e '220 mail.example.test'
cell expect-extension 0 '^SMTP OK' plain -e '250-PIPELINING'
cell expect-missing 1 '^SMTP WARNING - .*Sendmail && log quit=1' plain -e Sendmail
cell expect-missing-login 1 '^SMTP WARNING - .*Sendmail && log auth=1' \
    submission -S -e Sendmail "${probe[@]}"

cell require 0 '^SMTP OK' submission -S --require SIZE,AUTH/PLAIN,8bitmime \
    --forbid STARTTLS,AUTH/CRAM-MD5
cell require-missing 1 '^SMTP WARNING - ehlo: the server does not offer ATRN, AUTH/GSSAPI && log quit=1' \
    submission -S --require SIZE,ATRN,AUTH/GSSAPI
cell forbid-offered 2 '^SMTP CRITICAL - ehlo: the server offers AUTH/PLAIN ' \
    plain --forbid AUTH/PLAIN,AUTH/GSSAPI --on-failure ehlo/permanent=critical

cell command-response 0 '^SMTP OK && perf time time_connect time_banner time_ehlo time_command' \
    plain -C NOOP -R '^250 2\.0\.0'
cell command-refused 1 '^SMTP WARNING - command: .*500 5\.5\.2' plain -C XNONSENSE
cell command-refusal-wanted 0 '^SMTP OK' plain -C XNONSENSE -R '^500'
cell command-other-response 1 '^SMTP WARNING - command: .*250 2\.0\.0' \
    plain -C NOOP -R '^599'
cell commands-paired 0 '^SMTP OK && log noop=1 vrfy=1' \
    plain -C NOOP -R '^250' -C "VRFY $PROBE" -R '^252 2\.0\.0'
cell commands-lists 0 '^SMTP OK && log noop=1 vrfy=1' \
    plain -C NOOP -C "VRFY $PROBE" -R '^250' -R '^252'
cell command-surplus-response 0 '^SMTP OK' plain -C NOOP -R '^250' -R '^599'
cell commands-after-rcpt 0 '^SMTP OK && log mail=1 rcpt=1 .*noop=1' \
    plain "${own[@]}" --to "$PROBE" -C NOOP

cell on-failure-kind 1 '^SMTP WARNING - auth: .*535' submission -S "${wrong[@]}" \
    --on-failure auth/permanent=warning
cell on-failure-stage 0 '^SMTP OK' submission -S "${wrong[@]}" --on-failure auth=ok
cell on-failure-any 3 '^SMTP UNKNOWN - auth: .*535' submission -S "${wrong[@]}" \
    --on-failure '*/permanent=unknown'
cell on-failure-precedence 1 '^SMTP WARNING - auth: ' submission -S "${wrong[@]}" \
    --on-failure '*/permanent=unknown,auth=ok,auth/permanent=warning'
cell on-failure-other-kind 2 '^SMTP CRITICAL - auth: ' submission -S "${wrong[@]}" \
    --on-failure auth/transient=warning,auth/timeout=ok
cell on-failure-quit 3 '^SMTP UNKNOWN - usage: ' plain --on-failure quit=ok

## The order of options never matters: the same groups, turned and reversed.

# in_every_order NAME EXIT PATTERNS: the arrays group_0 ... group_5
in_every_order() {
    local turn place order
    local -a places options
    local -n group
    for turn in {0..5}; do
        places=()
        for place in {0..5}; do places+=($(((place + turn) % 6))); done
        for _ in forward backward; do
            options=()
            for place in "${places[@]}"; do
                declare -n group=group_$place
                options+=("${group[@]}")
            done
            printf -v order %s "${places[@]}"
            cell "$1-$order" "$2" "$3" - "${options[@]}"
            places=("${places[5]}" "${places[4]}" "${places[3]}"
                "${places[2]}" "${places[1]}" "${places[0]}")
        done
    done
}
group_0=(-H "$MAILHOST" -I 127.0.0.1 -p "$(port_of five-days)")
group_1=(-e 'ESMTP Postfix')
group_2=(-D 3,1 --ca-file "$PKI/ca.crt")
group_3=(-C NOOP -R '^250' -C "VRFY $PROBE" -R '^252')
group_4=(-w auth=8,9 -c 10)
group_5=("${probe[@]}" -S)
in_every_order order-ok 0 'accepted && cert_days=5;3:;1: && time_auth=[0-9.]*s;8;'
group_1=(-e Sendmail)
group_2=(-D 14,3 --ca-file "$PKI/ca.crt")
group_4=(-c 'auth=0.000001' -w 10)
in_every_order order-worst-wins 2 '^SMTP CRITICAL - && time_auth && cert_days=5;14:;3:'

# The worst one leads, the others are told all the same.
cell several-findings 2 '^SMTP CRITICAL - time_auth && Sendmail && expires in 5 days' \
    five-days -S "${probe[@]}" -e Sendmail -c auth=0.000001

## Usage errors: before the first packet.

cell usage-both-tls 3 '^SMTP UNKNOWN - usage: .*-[sS].*-[sS]' plain -s -S
cell usage-no-host 3 '^SMTP UNKNOWN - usage: ' -
cell usage-unknown-option 3 '^SMTP UNKNOWN - usage: .*nonsense' plain --nonsense
cell usage-send-without-to 3 '^SMTP UNKNOWN - usage: .*--to' plain --send
cell usage-two-passwords 3 '^SMTP UNKNOWN - usage: ' plain "${probe[@]}" \
    --password-env HOME
cell usage-no-password 3 '^SMTP UNKNOWN - ' plain -U "$PROBE"
cell usage-no-user 3 '^SMTP UNKNOWN - usage: ' plain -A PLAIN \
    --password-file "$SECRETS/probe"
cell usage-timeout-zero 3 '^SMTP UNKNOWN - usage: ' plain -t 0
cell usage-line-break-in-to 3 '^SMTP UNKNOWN - usage: ' plain \
    --to "$PROBE"$'\r\nDATA'
cell usage-line-break-in-subject 3 '^SMTP UNKNOWN - usage: ' plain \
    --to "$PROBE" --send --subject $'a\nBcc: b@example.test'
cell usage-mechanism-twice 3 '^SMTP UNKNOWN - usage: ' plain \
    "${probe[@]}" -A PLAIN,plain
cell usage-mechanism-unknown 3 '^SMTP UNKNOWN - usage: .*MAGIC' plain \
    "${probe[@]}" -A MAGIC
plain_text=yes cell help 3 '-[-]hostname && -[-]password-file' - -h
plain_text=yes cell version 3 'check_smtp_auth' - -V

## Secrets.  harness.sh looks for every password in every output; these rows
## make the plugin talkative.

for mechanism in LOGIN PLAIN; do
    cell "talkative-$mechanism" 0 "^C: AUTH $mechanism && \*\*\*\* && ^S: 235" \
        submission -vvv -S -A "$mechanism" "${probe[@]}"
    cell "talkative-$mechanism-wrong" 2 "^C: AUTH $mechanism && \*\*\*\* && ^S: 535" \
        submission -vvv -S -A "$mechanism" "${wrong[@]}"
done
cell talkative-option 2 '^S: 535' plain -vvv -U "$PROBE" -P "$WRONG_PASSWORD"

# A running check whose connection stands: neither its argument list nor its
# environment holds the secret any more.
connected_to() {
    local hex
    printf -v hex ':%04X' "$(port_of "$1")"
    awk -v hex="$hex" '$3 ~ hex "$" && $4 == "01" { up = 1 }
        END { exit !up }' /proc/net/tcp
}

# hidden NAME OPTION...
hidden() {
    local name=$1 pid
    shift
    local -a command=("$BINARY" -H 127.0.0.1 -p "$(port_of stalled)" -t 1
        -U "$PROBE" "$@")
    output=$RUN/outputs/$name
    why=
    "${command[@]}" </dev/null >"$output" 2>"$errors" &
    pid=$!
    wait_until 9 connected_to stalled || object "no connection"
    cat "/proc/$pid/cmdline" "/proc/$pid/environ" >"$RUN/seen" 2>/dev/null || true
    local status=0
    wait "$pid" || status=$?
    [ -s "$RUN/seen" ] || object "the check ended too early"
    ! grep -qaF -f "$SECRETS/forbidden" "$RUN/seen" ||
        object "the process list shows the password"
    [ "$status" = 2 ] || object "exit code"
    report "$name" "$status" 2 "${command[@]}"
}
hidden hidden-option -P "${PASSWORDS[probe]}"
hidden hidden-long-option "--authpass=${PASSWORDS[probe]}"
SECRET_PASSWORD=${PASSWORDS[probe]} hidden hidden-env \
    --password-env SECRET_PASSWORD
