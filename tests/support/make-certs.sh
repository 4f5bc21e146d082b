#!/bin/sh
# make-certs.sh DIR: a test CA and the certificates of the test servers.
# Each PEM file holds a key and the chain that the server sends, but ca.pem,
# which is the trust anchor alone, and lies in roots/ under its hash; an OCSP answer to staple lies beside it as
# NAME.ocsp.  Certificates stay for six hours, unless this script has changed:
# some of them count their days.
set -eu
umask 022 # a key that the group may write is refused

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

# at TIME: seconds from now, or a date, as openssl ca wants it
at() {
	case $1 in *Z)
		echo "$1"
		return
		;;
	esac
	date -u -d "@$((now + $1))" +%Y%m%d%H%M%SZ 2>/dev/null ||
		date -u -r "$((now + $1))" +%Y%m%d%H%M%SZ
}

# From the environment, as a quote in the path would end a string of the file.
WORK=$work
export WORK
cat >"$work/ca.cnf" <<CNF
[ca]
default_ca = test
[test]
new_certs_dir = \$ENV::WORK
database = \$ENV::WORK/index
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
[partial]
basicConstraints = critical, CA:FALSE
subjectAltName = DNS:m*.example, DNS:*l.example, DNS:mail.*, DNS:*
[addressonly]
basicConstraints = critical, CA:FALSE
subjectAltName = IP:127.0.0.1
[addressasname]
basicConstraints = critical, CA:FALSE
subjectAltName = DNS:127.0.0.1
# mail.example, a NUL, and .evil.test
[nulname]
basicConstraints = critical, CA:FALSE
subjectAltName = DER:30:19:82:17:6d:61:69:6c:2e:65:78:61:6d:70:6c:65:00:2e:65:76:69:6c:2e:74:65:73:74
# one octet, as an address
[brokenaddress]
basicConstraints = critical, CA:FALSE
subjectAltName = DER:30:03:87:01:7f
# No public CA issues this.
[caleaf]
basicConstraints = critical, CA:TRUE
keyUsage = critical, digitalSignature, keyCertSign
nameConstraints = permitted;DNS:mail.example
subjectAltName = DNS:mail.example, IP:127.0.0.1
[excluding]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
nameConstraints = critical, excluded;DNS:inner.mail.example
# RFC 5280 wants basicConstraints, too.
[signonly]
keyUsage = critical, keyCertSign
[responder]
basicConstraints = critical, CA:FALSE
extendedKeyUsage = OCSPSigning
[manynames]
basicConstraints = critical, CA:FALSE
subjectAltName = @names
[names]
DNS.1000 = mail.example
$(seq 999 | sed 's/.*/DNS.& = host&.example/')
CNF
: >"$work/index"

# key NAME: an EC key
key() {
	ssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 \
		-out "$work/$1.key"
}

# sign NAME ISSUER CN EXTENSIONS [START [END [DIGEST]]]: a certificate
sign() {
	ssl req -new -config "$work/ca.cnf" -key "$work/$1.key" \
		-subj "/CN=$3" -out "$work/request"
	ssl ca -batch -notext -config "$work/ca.cnf" \
		-cert "$work/$2.crt" -keyfile "$work/$2.key" -extensions "$4" \
		-startdate "$(at "${5:--$day}")" \
		-enddate "$(at "${6:-$((400 * day))}")" -md "${7:-sha256}" \
		-in "$work/request" -out "$work/$1.crt"
}

# root NAME CN EXTENSIONS: a certificate that signs itself
root() {
	ssl req -x509 -new -config "$work/ca.cnf" -key "$work/$1.key" \
		-subj "/CN=$2" -extensions "$3" -days 800 -out "$work/$1.crt"
}

# leaf NAME CN EXTENSIONS [START [END [DIGEST]]]: NAME.pem with its chain
leaf() {
	[ -f "$work/$1.key" ] || key "$1"
	name=$1
	shift
	sign "$name" "$middle" "$@"
	cat "$work/$name.key" "$work/$name.crt" "$work/$middle.crt" >"$name.pem"
}

# middle NAME DAYS [DIGEST]: the intermediate CA for the leaves that follow
middle() {
	middle=$1
	[ -f "$work/$1.key" ] || key "$middle"
	sign "$middle" ca 'Test Intermediate CA' authority \
		"-$((200 * day))" "$(($2 * day + 43200))" "${3:-sha256}"
}

# rsa NAME BITS: an RSA key
rsa() {
	ssl genpkey -algorithm RSA -pkeyopt "rsa_keygen_bits:$2" \
		-out "$work/$1.key"
}

# der TAG HEX...: an element of DER, as hexadecimal digits
der() {
	tag=$1
	shift
	contents=$(printf %s "$@")
	length=$((${#contents} / 2))
	if [ "$length" -lt 128 ]; then
		form='%02x'
	elif [ "$length" -lt 256 ]; then
		form='81%02x'
	else
		form='82%04x'
	fi
	# shellcheck disable=SC2059 # one of these
	printf "%s$form%s" "$tag" "$length" "$contents"
}

hex() { od -An -v -tx1 | tr -d ' \n'; }

# unhex DIGITS: the bytes
unhex() {
	# shellcheck disable=SC2059 # it is made of \ooo alone
	printf "$(printf %s "$1" | sed 's/../0x& /g' | xargs printf '\\%03o')"
}

# moment TIME: a GeneralizedTime
moment() { der 18 "$(at "$1" | tr -d '\n' | hex)"; }

# point CERTIFICATE: its public key, on the curve P-256
point() {
	openssl x509 -in "$work/$1.crt" -noout -pubkey |
		openssl pkey -pubin -outform DER | tail -c 65 | hex
}

# hashed HASH DIGITS: an OCTET STRING
hashed() { der 04 "$(unhex "$2" | openssl dgst "-$1" -binary | hex)"; }

# middle_id HASH: the first parts of a CertID, of which each says the issuer
middle_id() {
	case $1 in
	sha1) printf 300906052b0e03021a0500 ;;
	sha256) printf 300d06096086480165030402010500 ;;
	esac
	hashed "$1" "$(der 30 "$(der 31 "$(der 30 0603550403 "$(der 0c \
		"$(printf 'Test Intermediate CA' | hex)")")")")"
	hashed "$1" "$(point "$middle")"
}

ecdsa_sha256=300a06082a8648ce3d040302
basic=06092b0601050507300101

# answer NAME LEAF STATUS [BEGIN END [SIGNER]]: NAME.pem is LEAF.pem, and
# NAME.ocsp what its issuer, or a SIGNER who shows a certificate, says about it
# (RFC 6960 4.2.1).  $hash names it there.
answer() {
	cp "$2.pem" "$1.pem"
	signer=${6:-$middle}
	shown=''
	[ -z "${6:-}" ] || shown=$(der a0 "$(der 30 "$(openssl x509 \
		-in "$work/$6.crt" -outform DER | hex)")")
	serial=$(openssl x509 -noout -serial -in "$work/$2.crt" |
		sed 's/^serial=//; s/^[89A-F]/00&/' | tr A-F a-f)
	id=$(der 30 "$(middle_id "$hash")" "$(der 02 "$serial")")
	end=''
	[ "${5:-}" = none ] || end=$(der a0 "$(moment "${5:-$((7 * day))}")")
	data=$(der 30 "$(der a2 "$(hashed sha1 "$(point "$signer")")")" \
		"$(moment 0)" "$(der 30 "$(der 30 "$id" "$3" \
		"$(moment "${4:--3600}")" "$end")")")
	unhex "$data" >"$work/data"
	signature=$(openssl dgst -sha256 -sign "$work/$signer.key" \
		"$work/data" | hex)
	unhex "$(der 30 0a0100 "$(der a0 "$(der 30 $basic "$(der 04 \
		"$(der 30 "$data" $ecdsa_sha256 "$(der 03 00 "$signature")" \
		"$shown")")")")")" >"$1.ocsp"
}

key selfsigned
root selfsigned mail.example server
key ca
root ca 'Test Root CA' authority
cp "$work/ca.crt" ca.pem
mkdir -p roots
cp ca.pem roots
ssl rehash roots
# The same CA by a name that is the same, too (RFC 5280 7.1).
cp "$work/ca.key" "$work/looseca.key"
root looseca 'test  ROOT ca' authority
cat "$work/selfsigned.crt" "$work/looseca.crt" >looseca.pem

# CAs that are at fault
middle ended -3
leaf caexpired mail.example server
middle sha1ca 500 sha1
leaf casha1 mail.example server
rsa smallca 1024
middle smallca 500
leaf casmall mail.example server
middle short 5
leaf soonchain mail.example server
cp "$work/soonchain.crt" soonleaf.pem

# Chains
middle long 500
leaf server mail.example server
cat "$work/server.key" "$work/server.crt" >nointermediate.pem
cat nointermediate.pem "$work/short.crt" >wrongintermediate.pem
cat server.pem ca.pem >rootsent.pem
cp "$work/long.crt" intermediate.pem
cp "$work/server.crt" leaf.pem
mkdir -p leaves
cp leaf.pem intermediate.pem leaves
ssl rehash leaves
cat "$work/selfsigned.key" "$work/selfsigned.crt" >selfsigned.pem
key nine
above=ca
: >"$work/above"
for n in 1 2 3 4 5 6 7 8; do
	key "deep$n"
	sign "deep$n" "$above" "Test CA $n" authority
	above=deep$n
	cat "$work/$above.crt" "$work/above" >"$work/chain"
	mv "$work/chain" "$work/above"
done
sign nine "$above" mail.example server
cat "$work/nine.key" "$work/nine.crt" "$work/above" >nine.pem

# Dates
leaf expired mail.example server "-$((100 * day))" "-$((10 * day))"
cp "$work/expired.crt" expiredleaf.pem
leaf future mail.example server "$((10 * day))" "$((100 * day))"
leaf soon mail.example server "-$((85 * day))" "$((5 * day + 43200))"
leaf lastday mail.example server "-$((88 * day))" "$((day + 43200))"
middle=ca
leaf until2060 mail.example server "-$day" 20600131120000Z
leaf until9999 mail.example server "-$day" 99991231235959Z
middle=long
# Its signature is wrong, too: the date was changed.
unhex "$(openssl x509 -in "$work/until2060.crt" -outform DER | hex |
	sed s/32303630303133313132/32303630587858583132/)" >"$work/der"
ssl x509 -inform DER -in "$work/der" -out "$work/baddate.crt"
cat "$work/until2060.key" "$work/baddate.crt" >baddate.pem

# Names
leaf wronghost other.example.net other
leaf cnonly mail.example nameless
leaf wildcard '*.mail.example' wildcard
leaf partial mail.example partial
leaf addressonly mail.example addressonly
leaf addressasname mail.example addressasname
key signonly
sign signonly ca 'Test Signing CA' signonly
middle=signonly
leaf signonlyleaf mail.example server
key excluding
sign excluding ca 'Test Excluding CA' excluding
middle=excluding
leaf excluded '*.mail.example' wildcard
middle=server
leaf notaca mail.example server
cat "$work/long.crt" >>notaca.pem
middle=long
leaf brokenaddress mail.example brokenaddress
leaf nulname mail.example nulname
leaf manynames mail.example manynames
leaf caleaf mail.example caleaf

# Purpose, keys and signatures
leaf clientonly mail.example client
cp "$work/clientonly.crt" clientleaf.pem
ssl pkcs8 -topk8 -passout pass:secret -in "$work/clientonly.key" \
	-out encrypted.key
rsa rsa1024 1024
leaf rsa1024 mail.example server
# The key is fixed, so that a story can pin it.
unhex "302e020100300506032b657004220420$(printf %064d 0)" >"$work/zero"
ssl pkey -inform DER -in "$work/zero" -out "$work/ed25519.key"
leaf ed25519 mail.example server
leaf sha1 mail.example server "-$day" "$((400 * day))" sha1
rsa rsaca 2048
middle rsaca 500
rsa rsa 2048
leaf rsa mail.example server
leaf md5 mail.example server "-$day" "$((400 * day))" md5
middle=long

# OCSP answers about the server's certificate
good=8000
hash=sha1
key responder
sign responder "$middle" 'Test OCSP Responder' responder
answer ocspgood server $good
hash=sha256
answer ocspsha256 server $good
hash=sha1
answer ocsprevoked server \
	"$(der a1 "$(moment -172800)" "$(der a0 0a0101)")" -864000 -86400
answer ocspunknown server 8200
answer ocspold server $good "-$((10 * day))" "-$((3 * day))"
answer ocspfuture server $good "$day" "$((7 * day))"
answer ocspendless server $good -3600 none
answer ocspdelegated server $good -3600 "$((7 * day))" responder
answer ocspstranger server $good -3600 "$((7 * day))" selfsigned
answer ocspleaf server $good -3600 "$((7 * day))" server
answer ocspother rsa $good
cp server.pem ocspother.pem
cp server.pem ocsperror.pem
unhex "$(der 30 0a0103)" >ocsperror.ocsp
cp server.pem ocspgarbage.pem
echo garbage >ocspgarbage.ocsp
: >./done
