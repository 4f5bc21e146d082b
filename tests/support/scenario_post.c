/* The mail that the servers of a story have. */
#include "scenario_post.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "peer.h"

void
post_init(struct post *post)
{
	memset(post, 0, sizeof(*post));
	(void)snprintf(post->folder, sizeof(post->folder), "INBOX");
}

void
post_free(struct post *post)
{
	for (size_t i = 0; i < post->count; i++)
		free(post->letters[i].text);
	strings_free(&post->without);
	strings_free(&post->with);
}

static bool
is_lost(const struct post *post, const char *line)
{
	for (size_t i = 0; i < post->without.count; i++) {
		size_t n = strlen(post->without.at[i]);

		if (strncasecmp(line, post->without.at[i], n) == 0 &&
		    line[n] == ':')
			return true;
	}
	return false;
}

/* The letter as it arrives. */
static char *
deliver(const struct post *post, const char *text)
{
	char *arrived = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&arrived, &size);
	bool lost = false, header = true;

	if (out == NULL)
		abort();
	for (size_t i = 0; i < post->with.count; i++)
		(void)fprintf(out, "%s\r\n", post->with.at[i]);
	while (*text != '\0') {
		size_t n = strcspn(text, "\n");
		size_t shown = n > 0 && text[n - 1] == '\r' ? n - 1 : n;

		header = header && shown > 0;
		/* A line that begins with a blank continues the field. */
		if (*text != ' ' && *text != '\t')
			lost = header && is_lost(post, text);
		if (!lost)
			(void)fprintf(out, "%.*s\r\n", (int)shown, text);
		text += n + (text[n] == '\n');
	}
	if (header)
		(void)fputs("\r\n", out);
	(void)fclose(out);
	return arrived;
}

void
post_add(struct post *post, const char *text)
{
	struct letter *letter = &post->letters[post->count];

	if (post->count == POST_LETTERS)
		return;
	letter->uid = (unsigned int)++post->count;
	letter->text = deliver(post, text);
	(void)snprintf(
	    letter->folder, sizeof(letter->folder), "%s", post->folder);
	letter->due = post->wait == -1 ? -1 : peer_clock() + post->wait;
	letter->date = (long long)time(NULL) + post->shift +
		       (post->wait > 0 ? (post->wait + 500) / 1000 : 0);
}

bool
post_lies_in(const struct letter *letter, const char *folder)
{
	return !letter->gone && letter->due != -1 &&
	       letter->due <= peer_clock() &&
	       (folder == NULL || strcasecmp(letter->folder, folder) == 0);
}

size_t
post_count(const struct post *post, const char *folder)
{
	size_t count = 0;

	for (size_t i = 0; i < post->count; i++)
		count += post_lies_in(&post->letters[i], folder) ? 1 : 0;
	return count;
}

char *
post_left(const struct post *post)
{
	char *left = text_copy("");

	for (size_t i = 0; i < post->count; i++) {
		const struct letter *letter = &post->letters[i];
		char *longer;

		if (!post_lies_in(letter, NULL))
			continue;
		longer = text_format("%s%s%u%s", left, *left == '\0' ? "" : " ",
		    letter->uid, letter->deleted ? "d" : "");
		free(left);
		left = longer;
	}
	return left;
}

size_t
post_header(const struct letter *letter)
{
	const char *end = strstr(letter->text, "\r\n\r\n");

	return end == NULL ? strlen(letter->text)
			   : (size_t)(end + 4 - letter->text);
}
