/* What a check must neither lose nor do twice. */
#include <stdlib.h>
#include <string.h>

#include "scenario.h"

enum {
	FILE_LIMIT = 65536,
};

/* The file's content, "" if there is none. */
static char *
file_text(const struct trial *trial, const char *name)
{
	char *path = text_format("%s/%s", trial->place.dir, name);
	char *text = calloc(1, FILE_LIMIT);
	FILE *file = fopen(path, "r");

	if (text == NULL)
		abort();
	if (file != NULL) {
		text[fread(text, 1, FILE_LIMIT - 1, file)] = '\0';
		(void)fclose(file);
	}
	free(path);
	return text;
}

/* The same when the story begins; the caller frees it. */
static char *
first_text(const struct trial *trial, const char *name)
{
	const struct strings *files = &trial->story->files;

	for (size_t i = 0; i < files->count; i++) {
		char *told = place_fill(&trial->place, files->at[i]);
		size_t n = strlen(name);

		if (strncmp(told, name, n) == 0 && told[n] == ' ') {
			char *text =
			    text_copy(told + n + (told[n + 1] == '0' ? 6 : 1));

			(void)text_unescape(text);
			free(told);
			return text;
		}
		free(told);
	}
	return text_copy("");
}

/* NAME ERE: with MAYBE the file may also be as it was. */
static void
judge_file(struct trial *trial, const char *told, bool maybe)
{
	char *filled = place_fill_ere(&trial->place, told);
	char *ere = filled + strcspn(filled, " ");
	char *whole, *text, *first;

	if (*ere != '\0')
		*ere++ = '\0';
	whole = text_format("^(%s)\n?$", ere);
	text = file_text(trial, filled);
	first = first_text(trial, filled);
	if (text_match(whole, text) != 1 &&
	    !(maybe && strcmp(first, text) == 0))
		trial_fault(trial, "expected \"%s\" in the file %s, saw \"%s\"",
		    ere, filled, text);
	free(first);
	free(text);
	free(whole);
	free(filled);
}

void
judge_files(struct trial *trial, bool maybe)
{
	const struct strings *keeps = &trial->story->keeps;

	for (size_t i = 0; i < keeps->count; i++)
		judge_file(trial, keeps->at[i], maybe);
}

/* The letters that the story leaves are left after each fault, too. */
static void
judge_letters(struct trial *trial)
{
	const struct post *post = &trial->post;
	struct strings left = { 0 };

	if (trial->story->left != NULL)
		(void)text_words(&left, trial->story->left);
	for (size_t i = 0; i < left.count; i++) {
		size_t uid = strtoul(left.at[i], NULL, 10);

		if (uid == 0 || uid > post->count ||
		    strchr(left.at[i], 'd') != NULL)
			continue;
		if (post->letters[uid - 1].gone ||
		    post->letters[uid - 1].deleted)
			trial_fault(trial,
			    "expected the letter %zu to be left, and it is "
			    "gone",
			    uid);
	}
	strings_free(&left);
}

void
judge_losses(struct trial *trial)
{
	const struct injection *injection = trial->injection;

	judge_letters(trial);
	if (trial->post.count > injection->letters)
		trial_fault(trial, "expected %zu letters, saw %zu",
		    injection->letters, trial->post.count);
	/* What cannot be written down anywhere must at least be told. */
	if (strstr(trial->output, "which is lost") == NULL)
		judge_files(
		    trial, injection->blame != BLAME_STORE || !trial->answered);
}
