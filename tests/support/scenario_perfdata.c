#include <stdlib.h>
#include <string.h>

#include "scenario.h"

#define NUMBER "-?[0-9]+(\\.[0-9]+)?"
#define RANGE "(@?(~|" NUMBER ")?:?(" NUMBER ")?)?"

/* label=number[unit];warn;crit;min;max, where what follows may be left out */
static const char item_form[] =
    "^('[^'=]+'|[^ '=]+)=" NUMBER "[a-zA-Z%]*"
    "(;" RANGE "(;" RANGE "(;(" NUMBER ")?(;(" NUMBER ")?)?)?)?)?$";

/* Whether an item has this label, quoted or not. */
static bool
has_label(const char *item, const char *label)
{
	size_t length = strlen(label);

	if (*item == '\'')
		item++;
	return strncmp(item, label, length) == 0 &&
	       (item[length] == '=' || item[length] == '\'');
}

static bool
is_there(const struct strings *items, const char *label)
{
	for (size_t i = 0; i < items->count; i++) {
		if (has_label(items->at[i], label))
			return true;
	}
	return false;
}

/* Our labels have no blanks, so that blanks separate items. */
static void
split(struct strings *items, const char *perfdata)
{
	while (*perfdata != '\0') {
		size_t n = strcspn(perfdata, " ");
		char *item = text_copy(perfdata);

		item[n] = '\0';
		if (n > 0)
			strings_add(items, item);
		free(item);
		perfdata += n;
		perfdata += strspn(perfdata, " ");
	}
}

void
judge_perfdata(struct trial *trial, const char *perfdata)
{
	const struct story *story = trial->story;
	struct strings items = { 0 };

	split(&items, perfdata);
	if (items.count == 0 || !has_label(items.at[0], "time"))
		trial_fault(trial,
		    "expected performance data with time first, saw \"%s\"",
		    perfdata);
	for (size_t i = 0; i < items.count; i++) {
		if (text_match(item_form, items.at[i]) != 1)
			trial_fault(trial,
			    "expected well-formed performance data, saw \"%s\"",
			    items.at[i]);
	}
	for (size_t i = 0; i < story->perfdata.count; i++) {
		if (!is_there(&items, story->perfdata.at[i]))
			trial_fault(trial,
			    "expected %s in the performance data, saw \"%s\"",
			    story->perfdata.at[i], perfdata);
	}
	for (size_t i = 0; i < story->noperfdata.count; i++) {
		if (is_there(&items, story->noperfdata.at[i]))
			trial_fault(trial,
			    "expected no %s in the performance data, saw "
			    "\"%s\"",
			    story->noperfdata.at[i], perfdata);
	}
	strings_free(&items);
}
