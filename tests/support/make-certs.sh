#!/bin/sh
# make-certs.sh DIR: a test CA and the certificates of the test servers.
# Each PEM file holds a key and the chain that the server sends, but ca.pem,
# which is the trust anchor alone.  Certificates stay for six hours, unless
# this script has changed: some of them count their days.
set -eu

dir=${1:?usage: make-certs.sh DIR}
script=$(cd "$(dirname "$0")" && pwd)/$(basename "$0")
mkdir -p "$dir"
cd "$dir"
if [ -n "$(find ./done -mmin -360 -newer "$script" 2>/dev/null)" ]; then
	exit 0
fi
work=$(mktemp -d "${TMPDIR:-/tmp}/make-certs.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
now=$(date +%s)
day=86400

# ssl ARGUMENTS...: openssl that speaks up only when it fails
ssl() {
	openssl "$@" >"$work/log" 2>&1 || {
		cat "$work/log" >&2
		exit 1
	}
}

# at SECONDS: the time so far from now, as openssl ca wants it
at() {
	date -u -d "@$((now + $1))" +%Y%m%d%H%M%SZ 2>/dev/null ||
		date -u -r "$((now + $1))" +%Y%m%d%H%M%SZ
}

cat >"$work/ca.cnf" <<CNF
[ca]
default_ca = test
[test]
new_certs_dir = $work
database = $work/index
rand_serial = yes
default_md = sha256
policy = any
unique_subject = no
[any]
commonName = supplied
[req]
distinguished_name = name
prompt = no
[name]
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[server]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature, keyEncipherment
extendedKeyUsage = serverAuth
subjectAltName = DNS:mail.example, DNS:localhost, IP:127.0.0.1, IP:::1
[other]
basicConstraints = critical, CA:FALSE
extendedKeyUsage = serverAuth
subjectAltName = DNS:other.example.net
[wildcard]
basicConstraints = critical, CA:FALSE
extendedKeyUsage = serverAuth
subjectAltName = DNS:*.mail.example
[client]
basicConstraints = critical, CA:FALSE
extendedKeyUsage = clientAuth
subjectAltName = DNS:mail.example, IP:127.0.0.1
[nameless]
basicConstraints = critical, CA:FALSE
extendedKeyUsage = serverAuth
CNF
: >"$work/index"

# key NAME: an EC key
key() {
	ssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 \
		-out "$work/$1.key"
}

# sign NAME ISSUER CN EXTENSIONS [START END]: a certificate, seconds from now
sign() {
	ssl req -new -config "$work/ca.cnf" -key "$work/$1.key" \
		-subj "/CN=$3" -out "$work/request"
	ssl ca -batch -notext -config "$work/ca.cnf" \
		-cert "$work/$2.crt" -keyfile "$work/$2.key" -extensions "$4" \
		-startdate "$(at "${5:--$day}")" \
		-enddate "$(at "${6:-$((400 * day))}")" \
		-in "$work/request" -out "$work/$1.crt"
}

# root NAME CN EXTENSIONS: a certificate that signs itself
root() {
	ssl req -x509 -new -config "$work/ca.cnf" -key "$work/$1.key" \
		-subj "/CN=$2" -extensions "$3" -days 800 -out "$work/$1.crt"
}

# leaf NAME CN EXTENSIONS [START END]: NAME.pem with the whole chain
leaf() {
	[ -f "$work/$1.key" ] || key "$1"
	name=$1
	shift
	sign "$name" "$middle" "$@"
	cat "$work/$name.key" "$work/$name.crt" "$work/$middle.crt" >"$name.pem"
}

# middle NAME DAYS: the intermediate CA for the leaves that follow
middle() {
	middle=$1
	key "$middle"
	sign "$middle" ca 'Test Intermediate CA' authority \
		"-$((200 * day))" "$(($2 * day + 43200))"
}

key ca
root ca 'Test Root CA' authority
cp "$work/ca.crt" ca.pem

middle short 5
leaf soonchain mail.example server
middle long 500
leaf server mail.example server
cat "$work/server.key" "$work/server.crt" >nointermediate.pem
leaf expired mail.example server "-$((100 * day))" "-$((10 * day))"
leaf future mail.example server "$((10 * day))" "$((100 * day))"
leaf soon mail.example server "-$((85 * day))" "$((5 * day + 43200))"
leaf wronghost other.example.net other
leaf cnonly mail.example nameless
leaf wildcard '*.mail.example' wildcard
leaf clientonly mail.example client
ssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out "$work/rsa.key"
leaf rsa mail.example server
key selfsigned
root selfsigned mail.example server
cat "$work/selfsigned.key" "$work/selfsigned.crt" >selfsigned.pem
: >./done
