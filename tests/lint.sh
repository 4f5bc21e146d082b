#!/bin/bash
# lint.sh: the house rules that a program can hold.  Run by "make lint".
set -u
cd "$(dirname "$0")/.." || exit 2

bad=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT

# step NAME COMMAND...: silent when all is well
step() {
    local name=$1
    shift
    if "$@" >"$log" 2>&1; then
        printf 'ok %s\n' "$name"
    else
        printf 'not ok %s\n' "$name"
        cat "$log"
        bad=$((bad + 1))
    fi
}

# empty COMMAND...: it finds nothing
empty() {
    local found
    found=$("$@")
    [ -z "$found" ] || {
        printf '%s\n' "$found"
        return 1
    }
}

mapfile -t ours < <(git ls-files 'common/*.[ch]' 'plugins/*.[ch]')
read -ra folders < <(make -s print-layers)
mapfile -t sources < <(git ls-files 'common/*.c' 'plugins/*.c')
mapfile -t all < <(git ls-files '*.[ch]')
mapfile -t scripts < <(git ls-files |
    while read -r f; do
        case $f in *.sh) echo "$f" ;; *.*) ;; *)
            ! head -n 1 "$f" | grep -q '^#!.*sh$' || echo "$f"
            ;;
        esac
    done)

format() { clang-format --dry-run -Werror "${all[@]}"; }

compilers() {
    local cc
    for cc in gcc clang; do
        make -s CC=$cc KIND=lint-$cc WERROR=1 -j2 all || return 1
    done
}

analyse() {
    make -s CC=gcc KIND=lint-analyzer -j2 all \
        CFLAGS='-g -fanalyzer -Werror -Wno-analyzer-malloc-leak'
}

tidy() {
    printf '%s\n' "${sources[@]}" | xargs -P 2 -n 6 sh -c '
        clang-tidy --quiet "$@" -- -std=c11 -D_GNU_SOURCE '"${folders[*]/#/-iquote }"' 2>/dev/null' sh
}

check_cpp() {
    cppcheck --quiet --std=c11 --enable=warning,performance,portability \
        --error-exitcode=1 --inline-suppr --suppress=missingIncludeSystem \
        -D_GNU_SOURCE "${folders[@]/#/-I}" common plugins
}

# Where each thing of the outside world may be used.
only_in() {
    local pattern=$1
    shift
    grep -nE "$pattern" "${ours[@]}" |
        grep -vE "^($(IFS='|' && echo "$*")):" | grep -vE ':[0-9]+:[[:space:]]*(/\*| \*)'
}

layers() {
    empty only_in '^#include <openssl/' 'common/tls/[a-z_]+\.[ch]' \
        'common/crypto/[a-z_]+\.[ch]' &&
        empty only_in '\bpoll\(' common/net/wait.c common/base/command.c &&
        empty only_in '\b(printf|fputs|fwrite|puts)\(' plugins/options/option_help.c \
            plugins/check_smtp_auth.c common/base/memory.c &&
        empty only_in '\b_?exit\(' common/base/memory.c common/base/command.c \
            common/monitoring/watchdog.c &&
        empty only_in '\b(clock_gettime|gettimeofday)\(' common/base/clock.c \
            common/smtp/message.c
}

# A table and its rows know each other, so the include from the table to its
# rows does not count.
tables=(
    common/sasl/sasl:common/sasl/mechanisms
)

# "MODULE MODULE" for each include: a module is the .c and the .h of one name.
includes() {
    awk -v tables="${tables[*]}" '
        function module(path) {
            sub(/\.[ch]$/, "", path)
            return path
        }
        BEGIN {
            n = split(tables, pairs, " ")
            for (i = 1; i <= n; i++)
                exempt[pairs[i]] = 1
            for (i = 1; i < ARGC; i++) {
                name = ARGV[i]
                sub(/.*\//, "", name)
                if (name ~ /h$/)
                    home[name] = module(ARGV[i])
            }
        }
        /^#include "/ {
            split($0, part, "\"")
            from = module(FILENAME)
            to = home[part[2]]
            if (to != "" && to != from && !((from ":" to) in exempt))
                print from, to
        }' "${ours[@]}"
}

# tsort(1) names the members of each loop on stderr.
no_cycle() {
    includes | LC_ALL=C tsort 2>&1 >/dev/null | awk '
        /contains a loop/ {
            printf "%sinclude each other (move what both need to a third header):", sep
            sep = "\n"
            next
        }
        { printf " %s", $2 }
        END { printf "%s", sep }'
}

# Headers that declare the rows of a table, which many files define.
row_headers=(mechanisms.h stages.h)

# Each .c has a header of its own name beside it, and includes it first.
own_header() {
    local file first own
    for file in "${sources[@]}"; do
        own=$(basename "${file%.c}.h")
        first=$(sed -n '/^#include/{s/^#include "\(.*\)"$/\1/p;q;}' "$file")
        [ "$file" != plugins/check_smtp_auth.c ] || continue
        [[ " ${row_headers[*]} " != *" $first "* ]] || continue
        [ "$first" = "$own" ] ||
            echo "$file: the first include must be $own (or ${row_headers[*]}, for rows)"
    done
}

# Each function that a header declares is defined in the .c beside it.
own_prototypes() {
    local headers
    mapfile -t headers < <(git ls-files 'common/*.h' 'plugins/*.h')
    join -a 1 -e 'no file' -o 0,1.2,2.2 \
        <(ctags -x --_xformat='%{name} %{input}' --kinds-c=p "${headers[@]}" | sort -u) \
        <(ctags -x --_xformat='%{name} %{input} %{file}' --kinds-c=f "${sources[@]}" |
            awk '$3 == "-" { print $1, $2 }' | sort -u) |
        awk '{
            name = $1
            header = $2
            sub(/^[^ ]+ [^ ]+ /, "")
            if ($0 == "no file")
                print header ": " name "() is not defined anywhere"
            else if (substr(header, 1, length(header) - 1) "c" != $0)
                print header ": " name "() is defined in " $0 \
                    "; declare it in the header beside that"
        }'
}

# The first line of a .c says what the module is.
introduced() {
    awk 'FNR == 1 && (length() > 80 || !/^\/\* .* \*\/$/) {
        print FILENAME ": the first line must be a comment that says what it is"
    }' "${sources[@]}"
}

banned() {
    empty only_in '\b(atoi|atol|strtok|sprintf|strcpy|strcat|strncpy|strncat|gets|alloca|setjmp|longjmp|system|popen|signal|setlocale)\(' none
}

# A file of rows has one topic, however many there are.
sizes() {
    # shellcheck disable=SC2016 # expanded by the inner shells
    empty awk 'FNR == 401 && FILENAME !~ /hint_rows_|option_table\.c$/ {
        print FILENAME ": more than 400 lines"
    }' "${ours[@]}" &&
        empty sh -c 'ctags -x --_xformat="%{line} %{end} %{input}:%{name}" \
            --kinds-c=f --fields=+e "$@" |
            awk "\$2 - \$1 + 1 > 60 { print \$3 \": \" \$2 - \$1 + 1 \" lines\" }"' \
            sh "${all[@]}"
}

manual() {
    mandoc -Tlint -Wwarning plugins/check_smtp_auth.8
}

# Each option, stage and mechanism of the program stands in the manual page.
documented() {
    local help word
    help=$(build/check_smtp_auth --help) || [ $? -eq 3 ] || return 1
    # shellcheck disable=SC2013 # they are words
    for word in $(grep -oE '^  .*--[a-z-]+' <<<"$help" | grep -oE '[a-z][a-z-]+$'); do
        grep -q -- "Fl -$word" plugins/check_smtp_auth.8 ||
            echo "--$word is not in the manual page"
    done
    # shellcheck disable=SC2013
    for word in $(awk '/^[^ ]/ { on = sub(/^(Stages|Mechanisms):/, "") } on' <<<"$help"); do
        grep -qw -- "$word" plugins/check_smtp_auth.8 ||
            echo "$word is not in the manual page"
    done
}

step format format
step 'gcc and clang without warnings' compilers
step 'gcc -fanalyzer' analyse
step clang-tidy tidy
step cppcheck check_cpp
step shellcheck shellcheck "${scripts[@]}"
step layers layers
step 'no include cycle' empty no_cycle
step 'a header for each .c' empty own_header
step 'each prototype in the header beside its .c' empty own_prototypes
step 'a comment begins each .c' empty introduced
step 'banned functions' banned
step sizes sizes
step 'manual page' manual
step build make -s all
step 'manual page is complete' empty documented
[ "$bad" -eq 0 ]
