# Prints each mutant of C sources: FILE, line, column, length, what stands there and
# what stands there instead, with tabs between them, and the line without its
# indentation.

BEGIN {
	split("== != <= >= && || < > true false + - !", operators, " ")
	to["=="] = "!="; to["!="] = "=="
	to["<="] = "<"; to["<"] = "<="
	to[">="] = ">"; to[">"] = ">="
	to["&&"] = "||"; to["||"] = "&&"
	to["true"] = "false"; to["false"] = "true"
	to["+"] = "-"; to["-"] = "+"; to["!"] = "!!"
	to["STATE_OK"] = "STATE_UNKNOWN"
	to["STATE_WARNING"] = "STATE_OK"
	to["STATE_CRITICAL"] = "STATE_WARNING"
	to["STATE_UNKNOWN"] = "STATE_OK"
}

FNR == 1 {
	comment = 0
}

/^#/ || /^\t*\/\*.*\*\/$/ {
	next
}

/^\t*\/\*/ {
	comment = 1
}

comment {
	if (/\*\//)
		comment = 0
	next
}

{
	mutate($0)
}

# Goes through the tokens of the line; strings and characters stay.
function mutate(line, at, rest, token) {
	for (at = 1; at <= length(line); at += length(token)) {
		rest = substr(line, at)
		if (match(rest, /^"([^"\\]|\\.)*"/) ||
		    match(rest, /^'([^'\\]|\\.)*'/) ||
		    match(rest, /^\/\*.*\*\//) ||
		    match(rest, /^(->|\+\+|--|\+=|-=|<<|>>)/)) {
			token = substr(rest, 1, RLENGTH)
			continue
		}
		if (match(rest, /^[A-Za-z_][A-Za-z_0-9]*/)) {
			token = substr(rest, 1, RLENGTH)
			if (token in to)
				tell(line, at, token, to[token])
			continue
		}
		if (match(rest, /^[0-9]+(\.[0-9]+)?/)) {
			token = substr(rest, 1, RLENGTH)
			tell(line, at, token, token + 1)
			continue
		}
		if (match(rest, /^(==|!=|<=|>=|&&|\|\|)/)) {
			token = substr(rest, 1, 2)
			tell(line, at, token, to[token])
			continue
		}
		token = substr(rest, 1, 1)
		# With a blank on both sides it has two operands.
		if (token ~ /[<>+-]/ && substr(line, at - 1, 1) == " " && \
		    substr(line, at + 1, 1) == " ")
			tell(line, at, token, to[token])
		else if (token == "!")
			tell(line, at, token, to[token])
	}
}

function tell(line, at, old, new) {
	text = line
	sub(/^[\t ]+/, "", text)
	printf "%s\t%d\t%d\t%d\t%s\t%s\t%s\n", FILENAME, FNR, at, length(old), \
		old, new, text
}
