# shellcheck shell=bash
# Icinga 2 in ROOT, with Debian's own configuration.  Sourced after lib.sh.

# Where its API listens.
api_port=5665
api_at() { api_port=$1; }
EVENTS=$RUN/$PART.events

# icinga_prepare [NAME]: what an administrator does once.
icinga_prepare() {
    # Its unit does this.
    inside install -d -o nagios -g nagios /run/icinga2 /run/icinga2/cmd
    # It copies them, which it cannot from one layer of the overlay to another.
    touch "$ROOT"/etc/icinga2/*.conf
    inside icinga2 api setup --cn "${1:-monitor}" >"$LOGS/$PART.setup" 2>&1 || {
        cat "$LOGS/$PART.setup"
        return 1
    }
}

api_password() {
    sed -n 's/.*password = "\(.*\)"/\1/p' \
        "$ROOT/etc/icinga2/conf.d/api-users.conf"
}

icinga_is_valid() { inside icinga2 daemon -C; }

icinga_start() {
    start "$PART-icinga" chroot "$ROOT" icinga2 daemon
    in_time 60 api /v1 || {
        tail -n 5 "$LOGS/$PART-icinga.boot"
        return 1
    }
}

# api PATH [CURL-OPTION...]
api() {
    curl -sSfk -g -u "root:$(api_password)" -H 'Accept: application/json' \
        "https://127.0.0.1:$api_port$1" "${@:2}"
}

# listen: notes every check result from now on.
listen() {
    start "$PART-events" curl -skN -u "root:$(api_password)" \
        -H 'Accept: application/json' -X POST \
        "https://127.0.0.1:$api_port/v1/events?queue=e2e&types=CheckResult"
    EVENTS=$LOGS/$PART-events.boot
}

# hurry HOST!SERVICE...: their checks come every second.
hurry() {
    local name
    for name; do
        api "/v1/objects/services/$name" -X POST -o /dev/null -d \
            '{"attrs": {"check_interval": 1, "retry_interval": 1}}' || return
        api /v1/actions/reschedule-check -X POST -o /dev/null -d \
            "{\"type\": \"Service\", \"service\": \"$name\", \"force\": true}"
    done
}

# result PYTHON SERVICE: of the object r, which has the attributes of the API.
result() {
    api "/v1/objects/services/$2" |
        python3 -c "import json, sys, re
r = json.load(sys.stdin)['results'][0]['attrs']
c = r['last_check_result'] or {}
print(r['name'], c.get('state'), (c.get('output') or 'pending')[:200])
sys.exit(not ($1))"
}

# went SERVICE STATES: the last states that it went through, each once.
went() {
    local states
    states=$(python3 - "$1" "$EVENTS" <<'PYTHON'
import json, sys
states = []
for line in open(sys.argv[2]):
    event = json.loads(line)
    if '%s!%s' % (event['host'], event.get('service')) != sys.argv[1]:
        continue
    after = event['check_result']['vars_after']
    state = '%s %s %d' % (
        ('OK', 'WARNING', 'CRITICAL', 'UNKNOWN')[int(after['state'])],
        ('SOFT', 'HARD')[int(after['state_type'])], after['attempt'])
    if states[-1:] != [state]:
        states.append(state)
print(', '.join(states))
PYTHON
    )
    echo "$1: $states"
    [[ ", $states" == *", $2" ]]
}
