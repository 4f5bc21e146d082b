/* What the servers of mailboxes share, and the verbs about the post. */
#include "scenario_mailbox.h"

#include <stdlib.h>
#include <string.h>

/* LETTER TEXT: lies there, or is on its way, before the plugin comes. */
int
play_letter(struct show *show, char *text)
{
	(void)text_unescape(text);
	post_add(&show->trial->post, text);
	return 0;
}

/* ARRIVES MS|never [FOLDER [SECONDS]]: how the next ones come. */
int
play_arrives(struct show *show, char *text)
{
	struct post *post = &show->trial->post;
	struct strings words = { 0 };

	(void)text_words(&words, text);
	if (words.count > 0)
		post->wait = strcmp(words.at[0], "never") == 0
				 ? -1
				 : strtol(words.at[0], NULL, 10);
	if (words.count > 1)
		(void)snprintf(
		    post->folder, sizeof(post->folder), "%s", words.at[1]);
	if (words.count > 2)
		post->shift = strtol(words.at[2], NULL, 10);
	strings_free(&words);
	return 0;
}

int
play_with(struct show *show, char *text)
{
	(void)text_unescape(text);
	strings_add(&show->trial->post.with, text);
	return 0;
}

int
play_without(struct show *show, char *text)
{
	strings_add(&show->trial->post.without, text);
	return 0;
}

char *
told_reply(struct show *show, const char *line)
{
	for (size_t i = show->answers.count; i-- > 0;) {
		char *pattern =
		    place_fill(&show->trial->place, show->answers.at[i]);
		char *reply = pattern + strcspn(pattern, " ");
		char *found = NULL;

		if (*reply != '\0')
			*reply++ = '\0';
		if (text_glob(pattern, line))
			found = text_copy(reply);
		free(pattern);
		if (found != NULL)
			return found;
	}
	return NULL;
}

int
send_told(struct show *show, char *reply)
{
	char nothing[] = "";
	char *whole;
	int rc;

	if (strcmp(reply, "CLOSE") == 0)
		return play_close(show, nothing);
	if (*reply == '\0')
		return 0;
	whole = text_format("%s\\r\\n", reply);
	rc = play_rawtext(show, whole);
	free(whole);
	return rc;
}

int
hear_command(struct show *show, char *line)
{
	if (show->peer.have == 0 &&
	    peer_fill(&show->peer, trial_left(show->trial)) == -1)
		return -1;
	return hear(show, line, "a command");
}

FILE *
answer_begin(struct show *show)
{
	show->answer = NULL;
	show->answer_file = open_memstream(&show->answer, &show->answer_size);
	if (show->answer_file == NULL)
		abort();
	return show->answer_file;
}

int
answer_end(struct show *show)
{
	int rc;

	(void)fclose(show->answer_file);
	rc = speak(show, show->answer, show->answer_size);
	free(show->answer);
	return rc;
}
