# Makes seeds of fuzz_session of stories: what the server of the first session says.
# OUT names the folder.

FNR == 1 {
	finish()
	said = ""
	call = "a"
	over = 0
}

/^args / {
	if (/-A PLAIN/) call = "b"
	else if (/-A LOGIN/) call = "c"
	else if (/-A CRAM/) call = "d"
	else if (/-A SCRAM/) call = "e"
	else if (/-A XOAUTH2/) call = "f"
	else if (/-A OAUTHBEARER/) call = "g"
	else if (/-L /) call = "k"
	else if (/--send/) call = "j"
	else if (/ -f /) call = "i"
	else if (/-U /) call = "b"
	else if (/--require|--forbid/) call = "h"
}

/^(NEXT|AGAIN|TLS|SERVER|ENDPOINT|MAILBOX)/ {
	over = 1
}

!over && /^S / {
	said = said substr($0, 3) "\r\n"
}

!over && /^RAWTEXT / {
	said = said unescaped(substr($0, 9))
}

!over && /^QUIT/ {
	said = said "221 2.0.0 Bye\r\n"
}

END {
	finish()
}

function finish(file) {
	if (said == "")
		return
	file = sprintf("%s/story-%04d", OUT, ++count)
	printf "%sl\n%s", call, encoded(said) > file
	close(file)
}

function unescaped(text, at, out, c) {
	while ((at = index(text, "\\")) > 0) {
		out = out substr(text, 1, at - 1)
		c = substr(text, at + 1, 1)
		text = substr(text, at + 2)
		if (c == "r") out = out "\r"
		else if (c == "n") out = out "\n"
		else if (c == "x") {
			out = out sprintf("%c", number(substr(text, 1, 2)))
			text = substr(text, 3)
		}
	}
	return out text
}

function number(digits) {
	return (index("0123456789abcdef", tolower(substr(digits, 1, 1))) - 1) * 16 + \
		index("0123456789abcdef", tolower(substr(digits, 2, 1))) - 1
}

# %b64(TEXT) stands for the base64 of the text.
function encoded(text, at, end, command, value, out) {
	while ((at = index(text, "%b64(")) > 0) {
		out = out substr(text, 1, at - 1)
		text = substr(text, at + 5)
		end = index(text, ")")
		command = "printf %b '" substr(text, 1, end - 1) "' | base64 -w 0"
		value = ""
		if (index(substr(text, 1, end - 1), "'") == 0) {
			command | getline value
			close(command)
		}
		out = out value
		text = substr(text, end + 1)
	}
	return out text
}
