# Makes a story of each template, text and form of the output.

BEGIN {
	for (i = 0; i < 256; i++)
		byte[sprintf("%02x", i)] = sprintf("%c", i)
	split("|-v|-vv|-vvv|--output-format json -vvv|" \
		"--output-format prometheus -vvv", forms, "|")
	split("|||||json||openmetrics", words, "|")
	words[5] = "json"
	words[6] = "openmetrics"
	RS = "\n"
}

/^#/ && FILENAME ~ /texts$/ {
	next
}

FILENAME ~ /texts$/ {
	texts++
	name[texts] = $1
	hex[texts] = $2
	$1 = $2 = ""
	sub(/^ +/, "")
	absent[texts] = $0
	next
}

# A paragraph is a template; its first line names it.
/^# [a-z0-9-]+$/ {
	story = $2
	lines = 0
	next
}

/^$/ {
	if (story != "")
		make()
	story = ""
	next
}

story != "" {
	line[++lines] = $0
}

END {
	if (story != "")
		make()
}

# Each byte of the text as the form wants it.
function spell(text, prefix, format, i, out) {
	for (i = 1; i < length(text); i += 2)
		out = out prefix sprintf(format, number(substr(text, i, 2)))
	return out
}

function number(digits) {
	return index("0123456789abcdef", substr(digits, 1, 1)) * 16 - 17 + \
		index("0123456789abcdef", substr(digits, 2, 1))
}

# Inside a string of JSON: what may not stand there has an escape.
function json(text, i, pair, n, out) {
	for (i = 1; i < length(text); i += 2) {
		pair = substr(text, i, 2)
		n = number(pair)
		if (n < 32 || n == 34 || n == 92 || n == 37)
			out = out sprintf("\\u%04x", n)
		else
			out = out byte[pair]
	}
	return out
}

# Part of a file's name in a line that is not unescaped: no blank, no slash.
function word(text, i, pair, n, out) {
	for (i = 1; i < length(text); i += 2) {
		pair = substr(text, i, 2)
		n = number(pair)
		if (n > 32 && n != 47 && n != 37 && n != 92 && n != 39 && \
		    n != 34 && length(out) < 60)
			out = out byte[pair]
	}
	return out
}

# The bytes of \xHH in an expression.
function expression(text, at, out) {
	while ((at = match(text, /\\x[0-9a-f][0-9a-f]/)) > 0) {
		out = out substr(text, 1, at - 1) byte[substr(text, at + 2, 2)]
		text = substr(text, at + 4)
	}
	return out text
}

# sub() would take & and \ of the new text for its own.
function replaced(text, old, new, at, out) {
	while ((at = index(text, old)) > 0) {
		out = out substr(text, 1, at - 1) new
		text = substr(text, at + length(old))
	}
	return out text
}

function make(t, form) {
	for (t = 1; t <= texts; t++)
		for (form = 1; form <= 6; form++)
			if (count++ % every == 0)
				write(t, form)
}

function write(t, form, file, i, text, argued) {
	file = made "/" story "-" name[t] "-" form ".smtp"
	print "# " name[t] " in " story ", form " form > file
	print "expect any" > file
	print "args " forms[form] > file
	if (words[form] != "")
		print words[form] > file
	if (absent[t] != "")
		print "absent " expression(absent[t]) > file
	for (i = 1; i <= lines; i++) {
		text = replaced(line[i], "@TEXT@", spell(hex[t], "\\x", "%02x"))
		text = replaced(text, "@DNS@", \
			spell(substr(hex[t], 1, 80), "\\", "%03d"))
		text = replaced(text, "@JSON@", json(hex[t]))
		text = replaced(text, "@NAME@", word(hex[t]))
		text = replaced(text, "@CERT@", "../../injection/certs/" name[t])
		print text > file
	}
	close(file)
}
