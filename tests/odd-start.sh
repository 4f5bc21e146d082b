#!/bin/bash
# odd-start.sh PROGRAM: the program answers as it should, whatever the process
# that starts it hands down: signals, descriptors, limits, an odd environment.
# shellcheck disable=SC2016,SC2317 # for the inner shells and perl; the trap calls
set -u

program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
failed=0
folder=$(mktemp -d "${TMPDIR:-/tmp}/odd-start.XXXXXX")
silent=''
finish() {
    [ -z "$silent" ] || kill "$silent" 2>/dev/null
    rm -rf "$folder"
}
trap finish EXIT
trap 'exit 1' HUP INT TERM
cd "$folder" || exit 2
mkfifo -m 600 never full

# case_of NAME CODE ERE SECONDS COMMAND...: the command ends with this code within
# the time, and its first line matches
case_of() {
    local name=$1 wanted=$2 line=$3 seconds=$4 code first
    shift 4
    timeout -k 1 "$seconds" "$@" >out 2>err
    code=$?
    first=$(head -n 1 out)
    if [ "$code" = "$wanted" ] && [[ $first =~ $line ]] && [ ! -s err ]; then
        echo "ok $name"
    else
        echo "not ok $name: $code, $first$(cat err)"
        failed=1
    fi
}

# killed NAME SIGNAL ERE ARGUMENTS...: the program gets the signal while it waits
killed() {
    local name=$1 signal=$2 line=$3
    shift 3
    # shellcheck disable=SC2016 # perl's variables
    case_of "$name" 3 "$line" 3 perl -e '
        my $signal = shift;
        my $child = fork;
        if (!$child) {
            $SIG{INT} = $SIG{QUIT} = "DEFAULT"; # shells ignore them
            exec @ARGV;
        }
        select undef, undef, undef, 0.3;
        kill $signal => $child;
        waitpid $child, 0;
        exit(($? & 127) ? 128 + ($? & 127) : $? >> 8)' \
        "$signal" "$program" "$@"
}

# Nobody answers on this socket: the kernel takes the connection, that is all.
perl -MIO::Socket::UNIX -e '
    my $s = IO::Socket::UNIX->new(Local => "silent", Listen => 100) or die;
    sleep 60' &
silent=$!
exec 8<>never
for _ in 1 2 3 4 5 6 7 8 9 10; do
    [ -S silent ] || sleep 0.1
done

# A reader that does not read: nothing is printed, and yet there is an end.
case_of 'a reader that does not read' 3 '^$' 3 bash -c '
    exec 9<>full
    head -c 1000000 /dev/zero >&9 2>/dev/null & filler=$!
    sleep 0.2
    "$0" -H /nowhere -t 0.5 >&9 8>&- 9>&-
    code=$?
    kill $filler
    wait $filler 2>/dev/null
    exit $code' "$program"
case_of 'a file of --extra-opts that never ends' 3 \
    'usage: .* longer than -t allows' 2.5 \
    "$program" --extra-opts="x@$folder/never" -H h -t 1
case_of 'the same in JSON' 3 '^\{.*longer than -t allows' 2.5 \
    "$program" --output-format json --extra-opts="x@$folder/never" -H h -t 1
case_of 'a password file that never ends' 3 \
    'usage: .* longer than -t allows' 2.5 \
    "$program" -H h -U u --password-file never -t 1

for signal in TERM HUP INT QUIT XCPU; do
    number=$(kill -l "$signal")
    killed "SIG$signal before the first packet" "$signal" \
        "^SMTP UNKNOWN - ended by signal $number, before the first packet$" \
        -H h -U u --password-file never
    killed "SIG$signal in a stage" "$signal" \
        "^SMTP UNKNOWN - banner: ended by signal $number \(.*silent\)\|time=[0-9.]+s.* time_connect=" \
        -H "$folder/silent"
done
# The command of --password-command, and what it has started, goes with it.
killed 'SIGTERM while a command runs' TERM \
    '^SMTP UNKNOWN - token: ended by signal 15 ' \
    -H "$folder/silent" -U u --password-command \
    "echo \$\$ >group; sleep 60 & sleep 60; :"
sleep 0.1
if [ -s group ] && ! ps -eo pgid=,stat= |
    awk -v group="$(cat group)" '$1 == group && $2 !~ /^Z/ { found = 1 }
        END { exit !found }'; then
    echo 'ok nothing is left of the command'
else
    echo 'not ok the command goes on'
    failed=1
fi
killed 'SIGTERM in a stage, in JSON' TERM \
    '^\{"state":"UNKNOWN".*banner: ended by signal 15.*"time_connect".*\}$' \
    -H "$folder/silent" --output-format json
killed 'SIGTERM in a stage, for Prometheus' TERM \
    '^# TYPE smtp_auth_state gauge$' \
    -H "$folder/silent" --output-format prometheus
if grep -q '^smtp_auth_state{.*} 3$' out &&
    [ "$(tail -n 1 out)" = '# EOF' ]; then
    echo 'ok its text for Prometheus is whole'
else
    echo 'not ok its text for Prometheus ends early'
    failed=1
fi
if ! nm "$program" 2>/dev/null | grep -q '__asan\|__tsan'; then
    for signal in SEGV BUS FPE ILL ABRT SYS; do
        number=$(kill -l "$signal")
        killed "SIG$signal in a stage" "$signal" \
            "^SMTP UNKNOWN - banner: internal error \(signal $number\) " \
            -H "$folder/silent"
    done
fi

# Two addresses of one name, where a mount of our own is allowed.
if unshare -m true 2>/dev/null; then
    printf '%s many.example\n' 127.0.0.1 127.0.0.2 >hosts
    cat >many <<END
#!/bin/sh
exec unshare -m sh -c 'mount --bind $folder/hosts /etc/hosts && exec "\$0" "\$@"' $program "\$@"
END
    chmod +x many
    perl -MIO::Socket::INET -e '
        my $one = IO::Socket::INET->new(LocalAddr => "127.0.0.1", Listen => 9);
        my $two = IO::Socket::INET->new(LocalAddr => "127.0.0.2", Listen => 9,
            LocalPort => $one->sockport);
        $two or die;
        $| = 1;
        print $one->sockport, "\n";
        sleep 60' >port &
    many=$!
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        [ -s port ] || sleep 0.1
    done
    alone=$program
    program=$folder/many
    killed 'SIGTERM with many targets' TERM \
        '^SMTP UNKNOWN - ended by signal 15; still running: many.example\[127.0.0.1\]:[0-9]+ many.example\[127.0.0.2\]:[0-9]+; 2 of 2 targets' \
        --all-addresses -H many.example -p "$(cat port)"
    killed 'SIGTERM with many targets, in JSON' TERM \
        '^\{"state":"UNKNOWN".*"targets":\[.*still running.*\}$' \
        --all-addresses -H many.example -p "$(cat port)" --output-format json
    program=$alone
    kill $many
fi

late='^SMTP CRITICAL - banner: no answer in time'
case_of 'signals that are blocked and pending' 2 "$late" 2.5 perl -e '
    use POSIX;
    my $all = POSIX::SigSet->new();
    $all->fillset();
    sigprocmask(SIG_SETMASK, $all);
    kill ALRM => $$;
    exec @ARGV' "$program" -H "$folder/silent" -t 1
case_of 'signals that are ignored' 2 "$late" 2.5 perl -e '
    $SIG{$_} = "IGNORE" for qw(ALRM CHLD PIPE TERM USR1);
    exec @ARGV' "$program" -H "$folder/silent" -t 1
case_of 'an alarm that runs already' 2 "$late" 2.5 perl -e '
    alarm 1; exec @ARGV' "$program" -H "$folder/silent" -t 1.5
case_of 'no standard descriptors' 3 '^$' 2.5 bash -c '
    exec "$0" -H "$1" -t 0.5 <&- >&- 2>&-' "$program" "$folder/silent"
case_of 'descriptors that leak in' 2 "$late" 2.5 bash -c '
    for fd in 10 11 12 13 14; do eval "exec $fd</dev/null"; done
    exec "$0" -H "$1" -t 1' "$program" "$folder/silent"
case_of 'a stop in the middle' 2 "$late" 2.5 bash -c '
    "$0" -H "$1" -t 1 & check=$!
    for _ in 1 2 3; do
        sleep 0.1
        kill -STOP $check
        sleep 0.1
        kill -CONT $check
    done
    wait $check' "$program" "$folder/silent"
case_of 'variables about a proxy' 2 "$late" 2.5 env \
    http_proxy=http://127.0.0.1:1 https_proxy=http://127.0.0.1:1 \
    ALL_PROXY=socks5://127.0.0.1:1 "$program" -H "$folder/silent" -t 1
case_of 'a folder that is gone' 2 "$late" 2.5 bash -c '
    mkdir gone && cd gone && rmdir ../gone
    exec "$0" -H "$1" -t 1' "$program" "$folder/silent"
case_of 'POSIXLY_CORRECT' 2 "$late" 2.5 env POSIXLY_CORRECT=1 \
    "$program" "$folder/silent" -t 1
case_of 'an empty environment' 2 "$late" 2.5 env -i \
    "$program" -H "$folder/silent" -t 1
case_of 'an odd locale and time zone' 2 "$late" 2.5 env LC_ALL=xx_YY.UTF-8 \
    LANGUAGE=xx TZ=Nowhere/Nothing "$program" -H "$folder/silent" -t 1
if ! nm "$program" 2>/dev/null | grep -q '__asan\|__tsan'; then
    case_of 'no descriptor but one' 2 "$late" 2.5 bash -c '
        ulimit -n 4
        exec "$0" -H "$1" -t 1 8<&-' "$program" "$folder/silent"
    case_of 'a small stack' 2 "$late" 2.5 bash -c '
        ulimit -s 128
        exec "$0" -H "$1" -t 1' "$program" "$folder/silent"
    case_of 'a small address space' 2 "$late" 2.5 bash -c '
        ulimit -v 40000
        exec "$0" -H "$1" -t 1' "$program" "$folder/silent"
fi
case_of 'an empty argument list' 3 '^SMTP UNKNOWN - usage: ' 2 perl -e '
    exec { $ARGV[0] } ()' "$program"
exit "$failed"
