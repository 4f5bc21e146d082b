#include "redact.h"

#include <stdio.h>
#include <string.h>

#include "base64.h"
#include "unit.h"

static struct redact redact;
static struct buf text;

static void
set_up(void)
{
	text = (struct buf)BUF_INIT((size_t)1024 * 1024);
}

static void
tear_down(void)
{
	redact_free(&redact);
	buf_free(&text);
}

static const char *
redacted(const char *secret, const void *said, size_t len)
{
	redact_free(&redact);
	redact_secret(&redact, secret, strlen(secret));
	buf_clear(&text);
	(void)buf_append(&text, said, len);
	redact_apply(&redact, &text);
	return buf_string(&text);
}

static const char *
redacted_reply(const char *secret, const char *said)
{
	redact_free(&redact);
	redact_secret(&redact, secret, strlen(secret));
	buf_clear(&text);
	(void)buf_puts(&text, said);
	redact_reply(&redact, &text);
	return buf_string(&text);
}

static const struct {
	const char *secret, *said, *shown;
} rows[] = {
	{ "swordfish", "535 swordfish is wrong", "535 **** is wrong" },
	{ "swordfish", "swordfishswordfish", "****" },
	{ "swordfish", "SWORDfish", "****" },
	{ "swordfish", "wordfish", "wordfish" },
	{ "swordfish", "", "" },
	{ "p@ss|word", "<p@ss|word>", "<****>" },
	/* So it reads where it has been printed. */
	{ "p|s<w>d", "CN=p/s(w)d", "CN=****" },
	{ "\xe9t\xe9", "535 \\xe9t\\xe9?", "535 \\xe9t\\xe9?" },
	{ "\xe9t\xe9t", "535 \\xe9t\\xe9t?", "535 ****?" },
	/* Short ones are hidden where they stand alone. */
	{ "ok", "250 ok, look", "250 ****, look" },
	{ "ok", "ok", "****" },
	{ "x", "250 example x", "250 example ****" },
	{ "x", "250 x1", "250 x1" },
	{ "abc", "250 abc.example abcd", "250 ****.example abcd" },
	{ "abcd", "250 xabcdx", "250 x****x" },
	/* A mark in front of the secret does not belong to it. */
	{ "deadbeef1", "password=deadbeef1", "password=****" },
	{ "41swordfish", "100%41swordfish", "100%****" },
	{ "a&amp;b%41c", "say a&amp;b%41c", "say ****" },
	{ "a&amp;b%41c", "say a&amp;amp;b%2541c", "say ****" },
};

START_TEST(redact_hides_the_secret_itself)
{
	ck_assert_str_eq(
	    redacted(rows[_i].secret, rows[_i].said, strlen(rows[_i].said)),
	    rows[_i].shown);
}
END_TEST

/* No test data but the secret's own: "Tr0ub4dor&3x". */
#define SECRET "Tr0ub4dor&3x"
#define BYTES(s) s, sizeof(s) - 1

static const struct {
	const char *name, *said;
	size_t len;
} encodings[] = {
	{ "as it is", BYTES("Tr0ub4dor&3x") },
	{ "capitals", BYTES("TR0UB4DOR&3X") },
	{ "small letters", BYTES("tr0ub4dor&3x") },
	{ "hex", BYTES("547230756234646f72263378") },
	{ "hex, capitals", BYTES("547230756234646F72263378") },
	{ "hex, one 0x", BYTES("0x547230756234646f72263378") },
	{ "hex, 0x each",
	    BYTES("0x54 0x72 0x30 0x75 0x62 0x34 0x64 0x6f 0x72 0x26 "
		  "0x33 0x78") },
	{ "hex, 0x and commas",
	    BYTES("0x54, 0x72, 0x30, 0x75, 0x62, 0x34, 0x64, 0x6F, 0x"
		  "72, 0x26, 0x33, 0x78") },
	{ "hex, 0x without blanks",
	    BYTES("0x540x720x300x750x620x340x640x6f0x720x260x330x78") },
	{ "hex, \\x each",
	    BYTES("\\x54\\x72\\x30\\x75\\x62\\x34\\x64\\x6f\\x72\\x26"
		  "\\x33\\x78") },
	{ "hex, \\X each",
	    BYTES("\\X54\\X72\\X30\\X75\\X62\\X34\\X64\\X6F\\X72\\X26"
		  "\\X33\\X78") },
	{ "hex, colons", BYTES("54:72:30:75:62:34:64:6f:72:26:33:78") },
	{ "hex, hyphens", BYTES("54-72-30-75-62-34-64-6F-72-26-33-78") },
	{ "hex, blanks", BYTES("54 72 30 75 62 34 64 6f 72 26 33 78") },
	{ "hex, points", BYTES("54.72.30.75.62.34.64.6f.72.26.33.78") },
	{ "hex, h behind",
	    BYTES("54h 72h 30h 75h 62h 34h 64h 6fh 72h 26h 33h 78h") },
	{ "hex, groups of four", BYTES("5472 3075 6234 646f 7226 3378") },
	{ "hex, U+", BYTES("U+0054 U+0072 U+0030 U+0075 U+0062 U+0034 U+0064 U"
			   "+006F U+0072 U+0026 U+0033 U+0078") },
	{ "hex, semicolons", BYTES("54;72;30;75;62;34;64;6f;72;26;33;78") },
	{ "hex of UTF-16LE",
	    BYTES("54007200300075006200340064006f007200260033007800") },
	{ "hex of UTF-16BE",
	    BYTES("0054007200300075006200340064006f0072002600330078") },
	{ "hex of UTF-16LE, blanks",
	    BYTES("54 00 72 00 30 00 75 00 62 00 34 00 64 00 6f 00 72"
		  " 00 26 00 33 00 78 00") },
	{ "percent, all", BYTES("%54%72%30%75%62%34%64%6f%72%26%33%78") },
	{ "percent, capitals", BYTES("%54%72%30%75%62%34%64%6F%72%26%33%78") },
	{ "percent, the special ones", BYTES("Tr0ub4dor%263x") },
	{ "percent, some", BYTES("T%720ub%34dor%263x") },
	{ "percent, %u",
	    BYTES("%u0054%u0072%u0030%u0075%u0062%u0034%u0064%u006f%u"
		  "0072%u0026%u0033%u0078") },
	{ "quoted-printable, all",
	    BYTES("=54=72=30=75=62=34=64=6F=72=26=33=78") },
	{ "quoted-printable, small",
	    BYTES("=54=72=30=75=62=34=64=6f=72=26=33=78") },
	{ "quoted-printable, some", BYTES("T=720ub4d=6Fr&3x") },
	{ "quoted-printable, soft line break", BYTES("Tr0ub4=\012dor&3x") },
	{ "quoted-printable, soft line break and some",
	    BYTES("Tr0u=624=\015\012dor=263x") },
	{ "HTML, decimal",
	    BYTES("&#84;&#114;&#48;&#117;&#98;&#52;&#100;&#111;&#114;"
		  "&#38;&#51;&#120;") },
	{ "HTML, decimal, zeros",
	    BYTES("&#00084;&#00114;&#00048;&#00117;&#00098;&#00052;&#"
		  "00100;&#00111;&#00114;&#00038;&#00051;&#00120;") },
	{ "HTML, hex",
	    BYTES("&#x54;&#x72;&#x30;&#x75;&#x62;&#x34;&#x64;&#x6f;&#"
		  "x72;&#x26;&#x33;&#x78;") },
	{ "HTML, hex, capitals",
	    BYTES("&#X54;&#X72;&#X30;&#X75;&#X62;&#X34;&#X64;&#X6F;&#"
		  "X72;&#X26;&#X33;&#X78;") },
	{ "HTML, without semicolons", BYTES("Tr0ub4dor&#38&#51x") },
	{ "HTML, named", BYTES("Tr0ub4dor&amp;3x") },
	{ "HTML, some", BYTES("T&#114;0ub&#x34;dor&amp;3x") },
	{ "HTML, named without a semicolon", BYTES("Tr0ub4dor&amp3x") },
	{ "JSON, all", BYTES("\\u0054\\u0072\\u0030\\u0075\\u0062\\u0034\\u0064"
			     "\\u006f\\u0072\\u0026\\u0033\\u0078") },
	{ "JSON, capitals",
	    BYTES("\\u0054\\u0072\\u0030\\u0075\\u0062\\u0034\\u0064"
		  "\\u006F\\u0072\\u0026\\u0033\\u0078") },
	{ "JSON, some", BYTES("Tr0ub4dor\\u00263x") },
	{ "JavaScript, \\x, some", BYTES("Tr0\\x75b4dor\\x263x") },
	{ "JavaScript, braces",
	    BYTES("\\u{54}\\u{72}\\u{30}\\u{75}\\u{62}\\u{34}\\u{64}"
		  "\\u{6f}\\u{72}\\u{26}\\u{33}\\u{78}") },
	{ "Perl, braces",
	    BYTES("\\x{54}\\x{72}\\x{30}\\x{75}\\x{62}\\x{34}\\x{64}"
		  "\\x{6f}\\x{72}\\x{26}\\x{33}\\x{78}") },
	{ "Python, \\U",
	    BYTES("\\U00000054\\U00000072\\U00000030\\U00000075\\U000"
		  "00062\\U00000034\\U00000064\\U0000006f\\U00000072"
		  "\\U00000026\\U00000033\\U00000078") },
	{ "C, octal", BYTES("\\124\\162\\060\\165\\142\\064\\144\\157\\162\\046"
			    "\\063\\170") },
	{ "C, octal, some", BYTES("T\\1620ub4dor\\0463x") },
	{ "shell, backslashes", BYTES("Tr0ub4dor\\&3x") },
	{ "several kinds at once",
	    BYTES("T%72=30&#117;\\x62\\064d&#x6f;r&amp;3x") },
	{ "percent and JSON", BYTES("%54%72\\u0030ub4dor&3x") },
	{ "UTF-16LE", BYTES("T\000r\0000\000u\000b\0004\000d\000o\000r\000&\000"
			    "3\000x\000") },
	{ "UTF-16BE", BYTES("\000T\000r\0000\000u\000b\0004\000d\000o\000r\000&"
			    "\0003\000x") },
	{ "UTF-16LE, printed",
	    BYTES("T\\x00r\\x000\\x00u\\x00b\\x004\\x00d\\x00o\\x00r"
		  "\\x00&\\x003\\x00x\\x00") },
	{ "UTF-16BE, printed",
	    BYTES("\\x00T\\x00r\\x000\\x00u\\x00b\\x004\\x00d\\x00o\\"
		  "x00r\\x00&\\x003\\x00x") },
	{ "UTF-16LE, percent",
	    BYTES("T%00r%000%00u%00b%004%00d%00o%00r%00&%003%00x%00") },
	{ "UTF-32LE", BYTES("T\000\000\000r\000\000\0000\000\000\000u\000\000"
			    "\000b\000\000\0004\000\000\000d\000\000\000o\000"
			    "\000\000r\000\000\000&\000\000\0003\000\000\000x"
			    "\000\000\000") },
	{ "base64", BYTES("VHIwdWI0ZG9yJjN4") },
	{ "base64, before it one byte", BYTES("AFRyMHViNGRvciYzeA==") },
	{ "base64, two bytes", BYTES("AABUcjB1YjRkb3ImM3g=") },
	{ "base64, capitals", BYTES("VHIWDWI0ZG9YJJN4") },
	{ "base64, small", BYTES("vhiwdwi0zg9yjjn4") },
	{ "base64, percent", BYTES("VHIwdWI0ZG9yJjN4") },
	{ "base64, folded", BYTES("VHIwdWI0\015\012ZG9yJjN4") },
	{ "base64 of UTF-16LE", BYTES("VAByADAAdQBiADQAZABvAHIAJgAzAHgA") },
	{ "base64 of UTF-16BE", BYTES("AFQAcgAwAHUAYgA0AGQAbwByACYAMwB4") },
	{ "base64 of UTF-16LE, no padding",
	    BYTES("QAcgAwAHUAYgA0AGQAbwByACYAMwB4AA") },
	{ "ROT13", BYTES("Ge0ho4qbe&3k") },
	{ "backwards", BYTES("x3&rod4bu0rT") },
	{ "ROT13, HTML", BYTES("Ge0ho4qbe&amp;3k") },
	{ "backwards, percent", BYTES("x3%26rod4bu0rT") },
	{ "blanks between", BYTES("T r 0 u b 4 d o r & 3 x") },
	{ "points between", BYTES("T.r.0.u.b.4.d.o.r.&.3.x") },
	{ "hyphens between", BYTES("T-r-0-u-b-4-d-o-r-&-3-x") },
	{ "commas and blanks between",
	    BYTES("T, r, 0, u, b, 4, d, o, r, &, 3, x") },
	{ "arrows between",
	    BYTES("T > r > 0 > u > b > 4 > d > o > r > & > 3 > x") },
	{ "letters between", BYTES("Tzrz0zuzbz4zdzozrz&z3zx") },
	{ "entities between",
	    BYTES("T&nbsp;r&nbsp;0&nbsp;u&nbsp;b&nbsp;4&nbsp;d&nbsp;o"
		  "&nbsp;r&nbsp;&&nbsp;3&nbsp;x") },
	{ "CR LF in it", BYTES("Tr0ub4\015\012dor&3x") },
	{ "LF in it", BYTES("Tr0ub4\012dor&3x") },
};

/* What is left of a form when one leaves out what is no letter or digit. */
static bool
has_piece(const struct buf *in, const char *whole, size_t len)
{
	for (size_t i = 0; i + 6 <= len; i++)
		if (memmem(in->data, in->len, whole + i, 6) != NULL)
			return true;
	return false;
}

/* The words around the secret stay, and nothing else but masks. */
START_TEST(redact_hides_an_encoded_secret)
{
	const char *shown;

	buf_clear(&text);
	(void)buf_puts(&text, "mail.example says: ");
	(void)buf_append(&text, encodings[_i].said, encodings[_i].len);
	(void)buf_puts(&text, ", that is all");
	redact_secret(&redact, SECRET, strlen(SECRET));
	redact_apply(&redact, &text);
	shown = buf_string(&text);
	ck_assert_msg(memcmp(shown, "mail.example says: ", 19) == 0, "%s: %s",
	    encodings[_i].name, shown);
	ck_assert_msg(text.len > 13 && memcmp(shown + text.len - 13,
					   ", that is all", 13) == 0,
	    "%s: %s", encodings[_i].name, shown);
	ck_assert_msg(memmem(shown, text.len, "****", 4) != NULL, "%s: %s",
	    encodings[_i].name, shown);
	/* Pieces of six bytes: what was said is one of these, or longer. */
	ck_assert_msg(!has_piece(&text, SECRET, strlen(SECRET)), "%s: %s",
	    encodings[_i].name, shown);
	for (size_t i = 0; i + 6 <= encodings[_i].len; i++)
		ck_assert_msg(memmem(text.data, text.len,
				  encodings[_i].said + i, 6) == NULL,
		    "%s: %s", encodings[_i].name, shown);
	/* Leading marks ("0x") may stay, and no more. */
	ck_assert_msg(
	    text.len <= 32 + 4 + 8, "%s: %s", encodings[_i].name, shown);
}
END_TEST

/* As in AUTH PLAIN, whose text begins with a user name of any length: nothing
 * of the secret's own bits may be left, whatever stands around it. */
START_TEST(redact_hides_base64_of_the_secret_in_a_longer_text)
{
	static const char secret[] = "tanstaaftanstaaf";
	struct buf plain = BUF_INIT(256), said = BUF_INIT(512);
	struct buf expected = BUF_INIT(512);
	size_t before = (size_t)(_i % 6), after = (size_t)(_i / 6);
	size_t end = before + strlen(secret);

	for (size_t i = 0; i < before; i++)
		(void)buf_putc(&plain, 'u');
	(void)buf_puts(&plain, secret);
	for (size_t i = 0; i < after; i++)
		(void)buf_putc(&plain, 'v');
	(void)base64_encode(&said, plain.data, plain.len);
	/* Of the characters those that carry no bit of the secret. */
	(void)buf_append(&expected, said.data, before * 8 / 6);
	(void)buf_puts(&expected, REDACT_MASK);
	if (after > 0)
		(void)buf_puts(&expected, said.data + (end * 8 + 5) / 6);
	ck_assert_str_eq(
	    redacted(secret, said.data, said.len), buf_string(&expected));
	buf_free(&plain);
	buf_free(&said);
	buf_free(&expected);
}
END_TEST

START_TEST(redact_hides_base64_in_any_case)
{
	static const char lower[] =
	    "500 unknown command: auth plain agj1zgdpztpzd29yzgzpc2g=";
	/* c3dvcmRmaXNo */
	static const char upper[] = "C3DVCMRMAXNO is what you said";

	ck_assert_str_eq(redacted("swordfish", upper, strlen(upper)),
	    "**** is what you said");
	ck_assert_str_eq(redacted("xyzzy-plugh", lower, strlen(lower)), lower);
}
END_TEST

/* What is like a secret, and is none. */
static const struct {
	const char *secret, *said;
} others[] = {
	{ SECRET, "Tr0ub4dor and 3x, 100% of =20 and \\x20 and &amp; stay" },
	{ SECRET, "250-SIZE 35882577\n250 AUTH=PLAIN LOGIN" },
	{ SECRET, "Tr0ub4dor.&.3x" },
	{ SECRET, "T.r-0.u-b.4-d.o-r.&-3.x" },
	{ SECRET, "5472307562346" },
	{ SECRET, "VHIwdWI0ZG" },
	{ SECRET, "x3&rod4bu0r" },
	{ SECRET, "****" },
	{ SECRET, "%%%%====\\\\\\\\&&&&&#;&#x;\\u\\x\\" },
	{ SECRET, "%u \\u00 &#99999999; &#x110000; \\777 \\x{} \\u{41" },
	{ "evil", "deliver the veil" },
	{ "letmein", "do not let me in" },
	{ "mailserver", "mail.server mail-server" },
	{ "password1", "wrong password" },
	{ "test", "the test1ng of yre t0est" },
	{ "abcdefghijklmnopqrstuvwxyz", "abcdefghijklmno qrstuvwxyz" },
};

START_TEST(redact_leaves_what_looks_similar)
{
	ck_assert_str_eq(redacted(others[_i].secret, others[_i].said,
			     strlen(others[_i].said)),
	    _i == 14 ? "the ****1ng of yre t0est" : others[_i].said);
}
END_TEST

/* The codes stay, whatever they cut. */
static const struct {
	const char *secret, *said, *shown;
} replies[] = {
	{ "swordfish", "535-5.7.8 sword\n535 5.7.8 fish?\n",
	    "535-5.7.8 ****\n535 5.7.8 ****?\n" },
	{ "swordfish", "535-sword\n535 fish\n", "535-****\n535 ****\n" },
	{ "swordfish", "535-it is sw \n535-ord\n535  fish\n",
	    "535-it is **** \n535-****\n535  ****\n" },
	{ "swordfish", "535-c3dvcm\n535 RmaXNo\n", "535-****\n535 ****\n" },
	{ "swordfish", "535-73776f7264\n535 66697368\n",
	    "535-****\n535 ****\n" },
	{ "swordfish", "535-swo=72=\n535 df=69sh\n", "535-****=\n535 ****\n" },
	{ "swordfish", "535-swo%7\n535 2dfish\n", "535-****\n535 ****\n" },
	{ "correct horse", "535-correct \n535 horse\n",
	    "535-****\n535 ****\n" },
	/* The rest stands in another reply. */
	{ "swordfish", "535 is it sword\n", "535 is it ****\n" },
	{ "swordfish", "535 5.7.8 rdfish it is\n", "535 5.7.8 **** it is\n" },
	{ "swordfish", "535 is it swor\n", "535 is it swor\n" },
	{ "swordfish", "535 5.7.8 wordfi\n", "535 5.7.8 ****\n" },
	{ "swordfish", "535 5.7.8 a wordfi b\n", "535 5.7.8 a wordfi b\n" },
	{ "swordfish", "535 c3dvcm\n", "535 c3dvcm\n" },
	{ "swordfish", "535 c3dvcmRm\n", "535 ****\n" },
	{ "swordfish", "535 73776f7264\n", "535 ****\n" },
	{ "correcthorsebattery", "535 so correct\n", "535 so ****\n" },
	{ "correcthorsebattery", "535 battery!\n", "535 ****!\n" },
	/* The text alone is looked at. */
	{ "535 fish", "535 fish\n", "535 ****\n" },
	{ "535-5.7", "535-5.7.8 a\n535 5.7.8 b\n",
	    "535-5.7.8 a\n535 5.7.8 b\n" },
	{ "ok", "250-ok\n250 ok look\n", "250-****\n250 **** look\n" },
	{ "swordfish", "250\n", "250\n" },
	{ "swordfish", "250-\n250 \n", "250-\n250 \n" },
};

START_TEST(redact_hides_what_the_lines_of_a_reply_part)
{
	ck_assert_str_eq(redacted_reply(replies[_i].secret, replies[_i].said),
	    replies[_i].shown);
}
END_TEST

/* The mask says nothing of the length. */
START_TEST(redact_has_one_mask)
{
	char secret[41] = "", shown[16];

	for (size_t n = 0; n + 1 < sizeof(secret); n++) {
		secret[n] = (char)('A' + n);
		(void)snprintf(shown, sizeof(shown), "%s",
		    redacted(secret, secret, n + 1));
		ck_assert_str_eq(shown, "****");
	}
}
END_TEST

START_TEST(redact_hides_pieces_of_a_long_secret)
{
	char secret[200] = "", said[300];

	for (size_t i = 0; i + 1 < sizeof(secret); i++)
		secret[i] = (char)('!' + i * i * 7 % 90);
	for (size_t at = 0; at + 40 < sizeof(secret); at++) {
		for (size_t n = 16; n < 40; n++) {
			(void)snprintf(said, sizeof(said), "\x01%.*s\x02",
			    (int)n, secret + at);
			ck_assert_str_eq(redacted(secret, said, strlen(said)),
			    "\x01****\x02");
		}
	}
}
END_TEST

/* A secret that repeats itself, in a text that repeats it: this ends at once,
 * since each place is looked at some few times. */
START_TEST(redact_is_done_in_time)
{
	static const char *const patterns[] = { "a", "ab", "aaaaaaaaaaaaaaab",
		"a%61", "&#97;", "61", "%", "=\n", "\\", "YWFh", "0", "a." };
	struct buf secret = BUF_INIT((size_t)16 * 1024);
	struct buf said = BUF_INIT((size_t)128 * 1024);

	while (secret.len < (size_t)8 * 1024)
		(void)buf_puts(&secret, _i % 2 == 0 ? "a" : "aaaaaaaaaaaaaa1");
	while (said.len < (size_t)64 * 1024)
		(void)buf_puts(&said, patterns[_i / 2]);
	redact_secret(&redact, secret.data, secret.len);
	(void)buf_puts(&said, secret.data);
	redact_reply(&redact, &said);
	ck_assert_ptr_null(strstr(said.data, secret.data));
	buf_free(&secret);
	buf_free(&said);
}
END_TEST

START_TEST(redact_of_nothing_hides_nothing)
{
	struct redact none = { 0 };
	char string[] = "250 all of it stays";

	(void)buf_puts(&text, string);
	redact_apply(NULL, &text);
	redact_apply(&none, &text);
	redact_reply(&none, &text);
	ck_assert_str_eq(buf_string(&text), "250 all of it stays");
	redact_string(&none, string, sizeof(string));
	redact_cut_string(&none, string, sizeof(string));
	ck_assert_str_eq(string, "250 all of it stays");
	redact_secret(&none, "", 0);
	ck_assert(!redact_knows(&none));
	redact_apply(&none, &text);
	ck_assert_str_eq(buf_string(&text), "250 all of it stays");
	redact_free(&none);
}
END_TEST

START_TEST(redact_stays_within_the_room)
{
	char string[] = "say x y x";
	struct buf small = BUF_INIT(9);

	redact_secret(&redact, "x", 1);
	(void)buf_puts(&small, string);
	redact_apply(&redact, &small);
	ck_assert_str_eq(buf_string(&small), "say **** ");
	redact_string(&redact, string, sizeof(string));
	ck_assert_str_eq(string, "say **** ");
	buf_free(&small);
}
END_TEST

START_TEST(redact_hides_the_part_of_a_secret_at_the_end_of_a_string_that_is_cut)
{
	char string[32] = "220 correct horse";

	redact_secret(&redact, "correct horse battery", 21);
	redact_string(&redact, string, sizeof(string));
	ck_assert_str_eq(string, "220 correct horse");
	redact_cut_string(&redact, string, sizeof(string));
	ck_assert_str_eq(string, "220 ****");
}
END_TEST

START_TEST(redact_knows_what_others_know)
{
	struct redact first = { 0 }, second = { .also = &first };

	redact_secret(&first, "swordfish", 9);
	ck_assert(redact_knows(&second));
	redact_secret(&second, "correcthorse", 12);
	redact_secret(&second, "trombone", 8);
	(void)buf_puts(&text, "correcthorse swordfish 0x74726F6d626f6E65");
	redact_apply(&second, &text);
	ck_assert_str_eq(buf_string(&text), "**** **** 0x****");
	redact_free(&second);
	redact_free(&first);
}
END_TEST

START_TEST(redact_can_be_used_again_after_free)
{
	redact_secret(&redact, "oneone", 6);
	redact_free(&redact);
	redact_free(&redact);
	redact_secret(&redact, "two", 3);
	(void)buf_puts(&text, "oneone two");
	redact_apply(&redact, &text);
	ck_assert_str_eq(buf_string(&text), "oneone ****");
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("redact");
	TCase *tests = tcase_create("redact");

	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_loop_test(
	    tests, redact_hides_the_secret_itself, 0, ROWS_OF(rows));
	tcase_add_loop_test(
	    tests, redact_hides_an_encoded_secret, 0, ROWS_OF(encodings));
	tcase_add_loop_test(
	    tests, redact_hides_base64_of_the_secret_in_a_longer_text, 0, 36);
	tcase_add_test(tests, redact_hides_base64_in_any_case);
	tcase_add_loop_test(
	    tests, redact_leaves_what_looks_similar, 0, ROWS_OF(others));
	tcase_add_loop_test(tests, redact_hides_what_the_lines_of_a_reply_part,
	    0, ROWS_OF(replies));
	tcase_add_test(tests, redact_has_one_mask);
	tcase_add_test(tests, redact_hides_pieces_of_a_long_secret);
	tcase_add_loop_test(tests, redact_is_done_in_time, 0, 24);
	tcase_add_test(tests, redact_of_nothing_hides_nothing);
	tcase_add_test(tests, redact_stays_within_the_room);
	tcase_add_test(tests,
	    redact_hides_the_part_of_a_secret_at_the_end_of_a_string_that_is_cut);
	tcase_add_test(tests, redact_knows_what_others_know);
	tcase_add_test(tests, redact_can_be_used_again_after_free);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
