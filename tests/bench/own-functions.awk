# own-functions.awk: the instructions of a callgrind file, by function of the
# plugin's own.  The last two lines are OWN, their sum, and TOTAL, with the
# libraries.
# A name stands once in full: "fn=(12) name", later "fn=(12)".
function name_of(text, names,    number, rest) {
    number = text
    sub(/^\([0-9]+\)/, "", text)
    number = substr(number, 1, length(number) - length(text))
    rest = substr(text, 2)
    if (rest != "")
        names[number] = rest
    return names[number]
}
/^ob=/ { object = name_of(substr($0, 4), objects); next }
/^cob=/ { name_of(substr($0, 5), objects); next }
/^fn=/ { current = name_of(substr($0, 4), functions); next }
/^cfn=/ { name_of(substr($0, 5), functions); next }
/^calls=/ { called = 1; next }
/^[0-9+*-]/ {
    # The line behind "calls=" has what the callee cost.
    if (called) {
        called = 0
        next
    }
    total += $2
    if (object ~ /\/check_smtp_auth$/) {
        sub(/'[0-9]+$/, "", current)
        own[current] += $2
        sum += $2
    }
}
END {
    for (f in own)
        if (own[f] >= 1000)
            print f, own[f]
    print "OWN", sum
    print "TOTAL", total
}
