/* Keeps the highest numbers of those that a server names. */
#include "newest.h"

#include <string.h>

void
newest_add(struct newest *newest, uint32_t number)
{
	size_t at = newest->count;

	while (at > 0 && newest->numbers[at - 1] >= number)
		at--;
	if (number == 0 ||
	    (at < newest->count && newest->numbers[at] == number))
		return;
	if (newest->count == MAILBOX_MESSAGES) {
		if (at == 0)
			return;
		at--;
		memmove(newest->numbers, newest->numbers + 1,
		    at * sizeof(newest->numbers[0]));
	} else {
		memmove(newest->numbers + at + 1, newest->numbers + at,
		    (newest->count - at) * sizeof(newest->numbers[0]));
		newest->count++;
	}
	newest->numbers[at] = number;
}

void
newest_add_range(struct newest *newest, uint32_t first, uint32_t last)
{
	uint32_t low = first < last ? first : last;
	uint32_t high = first < last ? last : first;

	if (high - low >= MAILBOX_MESSAGES)
		low = high - MAILBOX_MESSAGES + 1;
	for (uint32_t i = 0; i <= high - low; i++)
		newest_add(newest, low + i);
}

bool
newest_has(const struct newest *newest, uint32_t number)
{
	for (size_t i = 0; i < newest->count; i++)
		if (newest->numbers[i] == number)
			return true;
	return false;
}

/* Reads the digits at *at and moves behind them; 0: none, or too many. */
static uint32_t
read_number(const char **at)
{
	uint64_t number = 0;
	int digits = 0;

	for (; **at >= '0' && **at <= '9'; (*at)++)
		if (digits++ < 11)
			number = 10 * number + (uint64_t)(**at - '0');
	return number > UINT32_MAX ? 0 : (uint32_t)number;
}

uint32_t
newest_number(const char *text)
{
	uint32_t number = read_number(&text);

	return *text == '\0' ? number : 0;
}

void
newest_read(struct newest *newest, const char *set)
{
	while (*set != '\0') {
		uint32_t first = read_number(&set), last = first;

		if (*set == ':') {
			set++;
			last = read_number(&set);
		}
		if (first != 0 && last != 0 && (*set == ',' || *set == '\0'))
			newest_add_range(newest, first, last);
		set += strcspn(set, ",");
		set += *set == ',';
	}
}
