/* Finds the forms of secrets in linear time, by groups of their characters. */
#include "redact_known.h"

#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "redact_read.h"

/* Between two groups of a long form: a piece has a whole one wherever it
 * begins. */
#define STRIDE (FORM_PIECE - GROUP_LONG)
/* So much at the end of what was found is looked at again. */
#define AGAIN (2 * FORM_PIECE)
/* Groups with one hash.  More of them has but a secret that repeats itself, and
 * there these find as good as all. */
#define SAME_MOST 4

/* Eight characters or four. */
static inline uint64_t
load(const unsigned char *s, size_t group)
{
	uint32_t half;
	uint64_t whole;

	if (group == GROUP_SHORT) {
		memcpy(&half, s, sizeof(half));
		return half;
	}
	memcpy(&whole, s, sizeof(whole));
	return whole;
}

static inline size_t
hash(uint64_t group, unsigned int bits)
{
	return (size_t)(group * UINT64_C(0x9e3779b97f4a7c15) >> (64 - bits));
}

static void
add_group(struct redact_index *index, const struct redact_form *form,
    uint32_t number, size_t at, size_t size)
{
	const unsigned char *s = (const unsigned char *)form->text.data + at;
	uint32_t *head = &index->heads[hash(load(s, size), index->bits)];
	size_t same = 0;

	for (uint32_t i = *head; i != 0; i = index->groups[i - 1].next)
		same++;
	if (same == SAME_MOST)
		return;
	index->groups[index->count] =
	    (struct redact_group){ number, (uint32_t)at, *head };
	*head = ++index->count;
}

static size_t
groups(const struct redact_form *form)
{
	return form->text.len <= FORM_PIECE ? 1 : form->text.len / STRIDE;
}

static bool
belongs(
    const struct redact_form *form, enum redact_alphabet alphabet, size_t size)
{
	size_t len = form->text.len;

	if (form->alphabet != alphabet || len < GROUP_SHORT)
		return false;
	return size == (len < GROUP_LONG ? GROUP_SHORT : GROUP_LONG);
}

static void
forget_index(struct redact_index *index)
{
	free(index->heads);
	free(index->groups);
	memset(index, 0, sizeof(*index));
}

static void
fill(struct redact_index *index, const struct redact_known *known,
    enum redact_alphabet alphabet, size_t size)
{
	size_t count = 0, end;

	forget_index(index);
	for (size_t i = 0; i < known->count; i++)
		if (belongs(&known->forms[i], alphabet, size))
			count += groups(&known->forms[i]);
	if (count == 0)
		return;
	index->bits = 8;
	while ((size_t)1 << index->bits < 2 * count)
		index->bits++;
	index->heads =
	    memory_zeroed(((size_t)1 << index->bits) * sizeof(*index->heads));
	index->groups = memory_resize(NULL, count * sizeof(*index->groups));
	for (size_t i = 0; i < known->count; i++) {
		const struct redact_form *form = &known->forms[i];

		if (!belongs(form, alphabet, size))
			continue;
		end = groups(form) * STRIDE;
		for (size_t at = 0; at < end; at += STRIDE)
			add_group(index, form, (uint32_t)i, at, size);
	}
}

void
redact_reindex(struct redact_known *known)
{
	for (int i = 0; i < ALPHABETS; i++) {
		enum redact_alphabet alphabet = (enum redact_alphabet)i;

		fill(&known->small[i], known, alphabet, GROUP_SHORT);
		fill(&known->large[i], known, alphabet, GROUP_LONG);
	}
}

/* A text and where it is being looked at. */
struct view {
	const unsigned char *s;
	size_t len, first, end; /* what matches */
};

/* Base64 of a longer text has bits of the secret in the characters beside
 * it. */
static void
widen(struct view *view, const struct redact_form *form, bool begins, bool ends)
{
	if (begins && form->before && view->first > 0 &&
	    view->s[view->first - 1] != READING_BREAK)
		view->first--;
	if (ends && form->after && view->end < view->len &&
	    view->s[view->end] != READING_BREAK)
		view->end++;
}

/* How far does the form match that has this group here?  false: not enough. */
static bool
match(struct view *view, const struct redact_form *form, size_t at, size_t i)
{
	const unsigned char *f = (const unsigned char *)form->text.data;
	size_t n = form->text.len, left = 0, right = 0;

	while (left < at && left < i && left < STRIDE &&
	       f[at - left - 1] == view->s[i - left - 1])
		left++;
	while (at + right < n && i + right < view->len &&
	       f[at + right] == view->s[i + right])
		right++;
	if (left + right < (n < FORM_PIECE ? n : FORM_PIECE))
		return false;
	view->first = i - left;
	view->end = i + right;
	widen(view, form, left == at, at + right == n);
	return true;
}

/* All that matches here. */
static bool
match_any(struct view *view, const struct redact_known *known,
    const struct redact_index *index, uint32_t group, size_t i)
{
	struct view one = *view;
	bool found = false;

	for (; group != 0; group = index->groups[group - 1].next) {
		const struct redact_group *g = &index->groups[group - 1];

		if (!match(&one, &known->forms[g->form], g->at, i))
			continue;
		if (!found || one.first < view->first)
			view->first = one.first;
		if (!found || one.end > view->end)
			view->end = one.end;
		found = true;
	}
	return found;
}

static inline void
find_groups(const struct redact_known *known, const struct redact_index *index,
    size_t size, struct view *view, redact_found *found, void *context)
{
	size_t first = 0, end = 0;
	uint32_t group;

	if (index->count == 0)
		return;
	for (size_t i = 0; i + size <= view->len; i++) {
		/* No group has a break; its last place shows most of them. */
		if (view->s[i + size - 1] == READING_BREAK) {
			i += size - 1;
			continue;
		}
		/* Another one that begins before this one, or goes on behind
		 * it, has a group of its own near the edge. */
		if (i >= first + STRIDE && i + AGAIN < end)
			i = end - AGAIN;
		group =
		    index->heads[hash(load(view->s + i, size), index->bits)];
		if (group == 0 || !match_any(view, known, index, group, i))
			continue;
		found(context, view->first, view->end);
		if (view->first >= end || view->end > end) {
			first = view->first;
			end = view->end;
		}
	}
}

void
redact_find(const struct redact_known *known, enum redact_alphabet alphabet,
    const unsigned char *s, size_t len, redact_found *found, void *context)
{
	struct view view = { .s = s, .len = len };

	find_groups(
	    known, &known->small[alphabet], GROUP_SHORT, &view, found, context);
	find_groups(
	    known, &known->large[alphabet], GROUP_LONG, &view, found, context);
}

/* So many characters of the text that the form begins with, or ends with, at
 * the other's edge. */
static size_t
overlap(const unsigned char *s, size_t len, const struct redact_form *form,
    bool at_end)
{
	const unsigned char *f = (const unsigned char *)form->text.data;
	size_t most = form->text.len < len ? form->text.len : len;

	/* What is longer was found already. */
	for (size_t n = most < FORM_PIECE ? most : FORM_PIECE; n >= form->half;
	     n--) {
		const unsigned char *text = at_end ? s + len - n : s;
		const unsigned char *part = at_end ? f : f + form->text.len - n;

		if (text[0] == part[0] && memcmp(text, part, n) == 0)
			return n;
	}
	return 0;
}

void
redact_find_edges(const struct redact_known *known,
    enum redact_alphabet alphabet, const unsigned char *s, size_t len,
    redact_found *found, void *context)
{
	for (size_t i = 0; i < known->count; i++) {
		const struct redact_form *form = &known->forms[i];
		size_t n;

		if (form->alphabet != alphabet || len < form->half)
			continue;
		n = overlap(s, len, form, true);
		if (n > 0)
			found(context, len - n, len);
		n = overlap(s, len, form, false);
		if (n > 0)
			found(context, 0, n);
		if (len < FORM_PIECE &&
		    memmem(form->text.data, form->text.len, s, len) != NULL)
			found(context, 0, len);
	}
}

void
redact_forget(struct redact_known *known)
{
	for (size_t i = 0; i < known->count; i++)
		buf_free(&known->forms[i].text);
	free(known->forms);
	for (int i = 0; i < ALPHABETS; i++) {
		forget_index(&known->small[i]);
		forget_index(&known->large[i]);
	}
	memset(known, 0, sizeof(*known));
}
