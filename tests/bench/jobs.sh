# shellcheck shell=bash
# jobs.sh: the jobs whose cost is measured.  Sourced; needs $build and $here.
#
# prepare_jobs starts the servers and fills:
#   jobs        the names, in their order
#   ours[JOB]   the arguments of check_smtp_auth
#   theirs[JOB] those of check_smtp for the nearest that it can do, or nothing
#   label[JOB]  what a reader is told
# shellcheck disable=SC2034,SC2154 # for who sources this

theirs_program=/usr/lib/nagios/plugins/check_smtp
work=$(mktemp -d)
port=''
# shellcheck source=../support/mail_server.sh disable=SC1091
. "$here/../support/mail_server.sh"
declare -A ours theirs label
jobs=()

finish_jobs() {
    stop_servers
    rm -rf "$work"
}

# job NAME 'LABEL' 'OUR ARGUMENTS' ['THEIR ARGUMENTS']
job() {
    jobs+=("$1")
    label[$1]=$2
    ours[$1]=$3
    theirs[$1]=${4:-}
}

# As many certificates as a system trusts, the last of which is the one.
make_bundle() {
    local i
    for i in $(seq 144); do
        cat "$work/certs/other-ca.pem"
    done
    cat "$work/certs/ca.pem"
}

prepare_jobs() {
    local common tls their_tls mail i
    trap finish_jobs EXIT
    "$here/../support/make-certs.sh" "$work/certs"
    mkdir "$work/trust"
    cp "$work/certs/ca.pem" "$work/trust/"
    openssl rehash "$work/trust"
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
        -keyout /dev/null -out "$work/certs/other-ca.pem" -days 30 \
        -subj '/O=Another authority/CN=Another root' 2>/dev/null
    make_bundle >"$work/bundle.pem"
    yes 'The quick brown fox jumps over the lazy dog, as it did before.' |
        head -c 1000000 >"$work/body" || :
    echo 's3cret' >"$work/secret"
    # As long as a token, and the same each time.
    for i in $(seq 24); do
        echo "$i" | openssl dgst -sha512 -binary
    done | base64 -w 0 >"$work/token"
    prepare_servers "$build" "$work" "$work/certs"
    unset SSL_CERT_FILE SSL_CERT_DIR

    serve long --mode starttls --lines 95
    long=$port
    cp "$work/secret" "$work/short"
    cp "$work/token" "$work/secret"
    serve token --mode starttls
    token=$port
    cp "$work/short" "$work/secret"
    serve bench --mode starttls --size 20000000 --offer PIPELINING

    common="-H localhost -I 127.0.0.1 -p $port"
    tls="-S --ca-path $work/trust --password-file $work/secret -U probe"
    mail='-f probe@mail.example --to a@mail.example'
    their_tls="-H 127.0.0.1 -p $port -S -A LOGIN -U probe -P s3cret"
    job ehlo 'EHLO' "$common" "-H 127.0.0.1 -p $port"
    job plain 'STARTTLS, AUTH PLAIN / LOGIN' "$common $tls -A PLAIN" \
        "$their_tls"
    job login 'STARTTLS, AUTH LOGIN / LOGIN' "$common $tls -A LOGIN" \
        "$their_tls"
    job bundle 'AUTH PLAIN, a bundle of 145 roots' \
        "$common -S --ca-file $work/bundle.pem --password-file $work/secret -U probe -A PLAIN" \
        "$their_tls"
    job lines 'AUTH PLAIN, EHLO of 100 lines' \
        "$common $tls -A PLAIN -p $long" "${their_tls/-p $port/-p $long}"
    job token 'AUTH PLAIN, a secret of 2 KB' \
        "$common -S --ca-path $work/trust --password-file $work/token -U probe -A PLAIN -p $token"
    job each 'STARTTLS, --auth-each, 2 mechanisms' "$common $tls --auth-each"
    job refuse 'STARTTLS, 4 negative checks' \
        "$common $tls --refuse bad-password,relay,vrfy,cleartext-auth"
    job rcpt 'AUTH PLAIN, three recipients' \
        "$common $tls -A PLAIN $mail --to b@mail.example --to c@mail.example"
    job message 'AUTH PLAIN, a message of 1 MB' \
        "$common $tls -A PLAIN $mail --send --body-file $work/body"
}

# instructions OUT COMMAND...: of one run; their places are in the file OUT.  A
# run that does not end with OK has FAILED.
instructions() {
    local out=$1 count
    shift
    valgrind --tool=callgrind --callgrind-out-file="$out" "$@" \
        >"$work/log" 2>&1 || { echo FAILED; return; }
    count=$(sed -n 's/^==.*Collected : //p' "$work/log")
    echo "${count:-FAILED}"
}

# measure JOB: our instructions; their places are in the file $work/out.JOB.
measure() {
    # shellcheck disable=SC2086 # lists of words
    instructions "$work/out.$1" "$build/check_smtp_auth" ${ours[$1]}
}
