# shellcheck shell=bash
# Tickets of a real KDC: GSSAPI with Dovecot, and with Postfix in front of it.
#
# Some variables are the harness's:
# shellcheck disable=SC2154

tree=$RUN/kerberos
export KRB5_CONFIG=$tree/krb5.conf KRB5CCNAME=$tree/ticket
stages='time time_connect time_tls time_banner time_ehlo time_starttls time_auth cert_days'

for server in kerberos-submission gssapi; do
    cell "$server-ticket" 0 "AUTH GSSAPI accepted over TLSv1\.3 && perf $stages" \
        "$server" -S -A GSSAPI
    cell "$server-keytab" 0 "AUTH GSSAPI as probe accepted over TLSv1\.3" \
        "$server" -S -A GSSAPI -U probe --keytab "$tree/probe.keytab"
    cell "$server-keytab-alone" 0 \
        "AUTH GSSAPI as probe@EXAMPLE\.TEST accepted over TLSv1\.3" \
        "$server" -S -U probe@EXAMPLE.TEST --keytab "$tree/probe.keytab"
done
cell kerberos-tls-1.2 0 'AUTH GSSAPI accepted over TLSv1\.2' \
    kerberos-submission -S -A GSSAPI --tls-max 1.2

# What Kerberos refuses, is told apart.
refused() {
    cell "kerberos-$1" 2 "^SMTP CRITICAL - auth: $2 \(.*; $3\) && ^hint \($3\): " \
        kerberos-submission -S -A GSSAPI "${@:4}"
}
KRB5CCNAME=$tree/ended refused expired 'the ticket has expired' credentials
refused user-unknown 'Kerberos does not know the user' credentials \
    -U gone --keytab "$tree/gone.keytab"
refused key-changed 'the key in the keytab is wrong' credentials \
    -U changed --keytab "$tree/changed.keytab"
refused account-locked 'the Kerberos account is locked' credentials \
    -U locked --keytab "$tree/locked.keytab"
# The KDC is asked, as this cache has no ticket for the server yet.
LD_PRELOAD=$(echo /usr/lib/*/faketime/libfaketime.so.1) FAKETIME=+30m \
    FAKETIME_DONT_FAKE_MONOTONIC=1 KRB5CCNAME=$tree/unused \
    refused clock-is-fast 'the clocks differ' monitor
KRB5_CONFIG=$tree/no-kdc.conf refused no-kdc \
    'no Kerberos server can be reached' network \
    -U probe --keytab "$tree/probe.keytab"
KRB5_CONFIG=$tree/mute-kdc.conf refused mute-kdc \
    'Kerberos: no answer in time' network \
    -U probe --keytab "$tree/probe.keytab" -t 2
cell kerberos-service-unknown 2 \
    '^SMTP CRITICAL - auth: Kerberos does not know the service \(.*; policy\)' \
    - -H other.example.test -I 127.0.0.1 -p "$(port_of kerberos-submission)" \
    -S --ca-file "$PKI/ca.crt" --verify-name "$MAILHOST" -A GSSAPI

# What is missing here, is no fault of the server.
missing() {
    cell "kerberos-$1" 3 "^SMTP UNKNOWN - auth: $2 \(.*; monitor\) && ^hint \(monitor\): " \
        kerberos-submission -S -A GSSAPI "${@:3}"
}
KRB5CCNAME=$tree/none missing no-ticket 'there is no ticket'
missing ticket-of-another 'there is no ticket' -U other
missing keytab-of-another 'the keytab has no key of this user' \
    -U other --keytab "$tree/probe.keytab"

# The keytab's tickets stay in memory.
KRB5CCNAME=$tree/none cell kerberos-leaves-no-cache 0 'AUTH GSSAPI as probe' \
    kerberos-submission -S -U probe --keytab "$tree/probe.keytab"
[ ! -e "$tree/none" ] || printf 'not ok kerberos-cache: a ticket was written\n'
