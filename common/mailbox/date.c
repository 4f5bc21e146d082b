/* Reads dates of messages. */
#include "date.h"

#include <stdbool.h>
#include <string.h>

#include "text.h"

/* What is left to read. */
struct input {
	const char *at, *end;
};

static const char months[][4] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
	"Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };

/* RFC 5322 4.3; each other name means UTC. */
static const struct {
	const char *name;
	int hours;
} zones[] = {
	{ "EST", -5 },
	{ "EDT", -4 },
	{ "CST", -6 },
	{ "CDT", -5 },
	{ "MST", -7 },
	{ "MDT", -6 },
	{ "PST", -8 },
	{ "PDT", -7 },
};

static void
skip_comment(struct input *in)
{
	int depth = 0;

	for (; in->at < in->end; in->at++) {
		if (*in->at == '(')
			depth++;
		else if (*in->at == ')' && --depth == 0) {
			in->at++;
			return;
		} else if (*in->at == '\\' && in->at + 1 < in->end)
			in->at++;
	}
}

/* Blanks and comments, and these characters. */
static void
skip(struct input *in, const char *others)
{
	while (in->at < in->end) {
		char c = *in->at;

		if (c == '(')
			skip_comment(in);
		else if (c != '\0' && (strchr(" \t\r\n", c) != NULL ||
					  strchr(others, c) != NULL))
			in->at++;
		else
			return;
	}
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* How many letters, or digits, stand here. */
static size_t
count(const struct input *in, bool letters)
{
	size_t n = 0, len = (size_t)(in->end - in->at);

	while (n < len && (letters ? is_letter(in->at[n])
				   : in->at[n] >= '0' && in->at[n] <= '9'))
		n++;
	return n;
}

/* Reads a number of 1 to most digits.  -1: it is none. */
static int
read_number(struct input *in, size_t most, size_t *digits)
{
	int number = 0;

	*digits = count(in, false);
	if (*digits == 0 || *digits > most)
		return -1;
	for (size_t i = 0; i < *digits; i++)
		number = 10 * number + (*in->at++ - '0');
	return number;
}

/* 1 to 12; -1: it is no month. */
static int
read_month(struct input *in)
{
	size_t letters = count(in, true);

	for (int i = 0; i < 12; i++)
		if (letters >= 3 && text_starts(in->at, letters, months[i])) {
			in->at += letters;
			return i + 1;
		}
	return -1;
}

static int
read_year(struct input *in)
{
	size_t digits;
	int year = read_number(in, 4, &digits);

	if (year == -1 || digits < 2)
		return -1;
	if (digits == 4)
		return year;
	return year + (digits == 2 && year < 50 ? 2000 : 1900);
}

/* "10:52:37" or "10:52" as seconds; -1: it is no time. */
static int
read_time(struct input *in)
{
	int parts[3] = { 0, 0, 0 };
	size_t digits;

	for (int i = 0; i < 3; i++) {
		skip(in, "");
		if (i > 0 && (in->at == in->end || *in->at != ':')) {
			if (i == 1)
				return -1;
			break;
		}
		in->at += i > 0;
		skip(in, "");
		parts[i] = read_number(in, 2, &digits);
		if (parts[i] == -1)
			return -1;
	}
	if (parts[0] > 23 || parts[1] > 59 || parts[2] > 60)
		return -1;
	return parts[0] * 3600 + parts[1] * 60 + parts[2];
}

/* Seconds east of UTC. */
static int
read_zone(struct input *in)
{
	size_t letters, digits;
	int sign, number;

	skip(in, "");
	letters = count(in, true);
	for (size_t i = 0; i < sizeof(zones) / sizeof(zones[0]); i++)
		if (letters == 3 && text_starts(in->at, 3, zones[i].name))
			return zones[i].hours * 3600;
	if (in->at == in->end || (*in->at != '+' && *in->at != '-'))
		return 0;
	sign = *in->at++ == '-' ? -1 : 1;
	number = read_number(in, 4, &digits);
	if (number == -1 || digits != 4 || number % 100 > 59)
		return 0;
	return sign * (number / 100 * 3600 + number % 100 * 60);
}

/* Days since 1970 of a date of the Gregorian calendar, whose year begins in
 * March here. */
static int64_t
days_since_1970(int year, int month, int day)
{
	int64_t y = month > 2 ? year : year - 1;
	int64_t m = month > 2 ? month - 3 : month + 9;

	return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day -
	       1 - 719468;
}

static bool
is_day(int year, int month, int day)
{
	static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31,
		30, 31 };
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return day >= 1 && day <= lengths[month - 1] + (month == 2 && leap);
}

int
date_parse(const char *text, size_t len, int64_t *seconds)
{
	struct input in = { text, text + len };
	int day, month, year, time;
	size_t digits;

	skip(&in, "");
	in.at += count(&in, true); /* the day of the week */
	skip(&in, ",");
	day = read_number(&in, 2, &digits);
	skip(&in, "-");
	month = read_month(&in);
	skip(&in, "-");
	year = read_year(&in);
	if (month == -1 || year < 1 || !is_day(year, month, day))
		return -1;
	time = read_time(&in);
	if (time == -1)
		return -1;
	*seconds =
	    days_since_1970(year, month, day) * 86400 + time - read_zone(&in);
	return 0;
}
