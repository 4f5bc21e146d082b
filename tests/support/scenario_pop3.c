/* SERVE pop3: a server of POP3 with the post of the story. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "scenario_mailbox.h"

/* A session of POP3 shows what was there at the login. */
struct pop {
	struct show *show;
	bool starttls;
	struct letter *letters[POST_LETTERS];
	size_t count;
	bool deleted[POST_LETTERS];
	char line[SHOW_LINE];
	FILE *out;
};

static void
look(struct pop *pop)
{
	struct post *post = &pop->show->trial->post;

	pop->count = 0;
	for (size_t i = 0; i < post->count; i++)
		if (post_lies_in(&post->letters[i], "INBOX"))
			pop->letters[pop->count++] = &post->letters[i];
}

/* The letter with the number behind the command.  NULL: there is none. */
static struct letter *
letter_of(const struct pop *pop, size_t *index)
{
	const char *blank = strchr(pop->line, ' ');
	unsigned long number = blank == NULL ? 0 : strtoul(blank + 1, NULL, 10);

	if (number < 1 || number > pop->count || pop->deleted[number - 1])
		return NULL;
	*index = number - 1;
	return pop->letters[number - 1];
}

static void
answer_capa(struct pop *pop)
{
	(void)fprintf(pop->out,
	    "+OK list\r\nTOP\r\nUIDL\r\nUSER\r\nSASL PLAIN\r\n%s.\r\n",
	    pop->starttls ? "STLS\r\n" : "");
}

static void
answer_ok(struct pop *pop)
{
	(void)fputs("+OK done\r\n", pop->out);
}

static void
answer_login(struct pop *pop)
{
	look(pop);
	answer_ok(pop);
}

static void
answer_stat(struct pop *pop)
{
	(void)fprintf(
	    pop->out, "+OK %zu %zu\r\n", pop->count, 1000 * pop->count);
}

static void
answer_list(struct pop *pop)
{
	(void)fputs("+OK list\r\n", pop->out);
	for (size_t i = 0; i < pop->count; i++)
		if (!pop->deleted[i] && (pop->line[0] | 0x20) == 'u')
			(void)fprintf(pop->out, "%zu u%u\r\n", i + 1,
			    pop->letters[i]->uid);
		else if (!pop->deleted[i])
			(void)fprintf(pop->out, "%zu 1000\r\n", i + 1);
	(void)fputs(".\r\n", pop->out);
}

/* The lines, with a dot before each that begins with one. */
static void
answer_top(struct pop *pop)
{
	size_t i = 0, n;
	const struct letter *letter = letter_of(pop, &i);
	const char *text;

	if (letter == NULL) {
		(void)fputs("-ERR no such message\r\n", pop->out);
		return;
	}
	(void)fputs("+OK here\r\n", pop->out);
	for (text = letter->text; text < letter->text + post_header(letter);
	     text += n) {
		n = strcspn(text, "\n") + 1;
		(void)fprintf(
		    pop->out, "%s%.*s", *text == '.' ? "." : "", (int)n, text);
	}
	(void)fputs(".\r\n", pop->out);
}

static void
answer_dele(struct pop *pop)
{
	size_t i = 0;

	if (letter_of(pop, &i) == NULL) {
		(void)fputs("-ERR no such message\r\n", pop->out);
		return;
	}
	pop->deleted[i] = true;
	answer_ok(pop);
}

static void
answer_quit(struct pop *pop)
{
	for (size_t i = 0; i < pop->count; i++)
		pop->letters[i]->gone |= pop->deleted[i];
	answer_ok(pop);
}

static const struct {
	const char *pattern;
	void (*answer)(struct pop *);
} answers[] = {
	{ "CAPA", answer_capa },
	{ "STLS", answer_ok },
	{ "USER *", answer_ok },
	{ "PASS *", answer_login },
	{ "AUTH *", answer_login },
	{ "APOP *", answer_login },
	{ "STAT", answer_stat },
	{ "LIST", answer_list },
	{ "UIDL", answer_list },
	{ "TOP *", answer_top },
	{ "RETR *", answer_top },
	{ "DELE *", answer_dele },
	{ "NOOP", answer_ok },
	{ "RSET", answer_ok },
	{ "QUIT", answer_quit },
};

static int
answer(struct pop *pop)
{
	bool known = false;

	pop->out = answer_begin(pop->show);
	for (size_t i = 0; !known && i < sizeof(answers) / sizeof(answers[0]);
	     i++) {
		known = text_glob(answers[i].pattern, pop->line);
		if (known)
			answers[i].answer(pop);
	}
	if (!known)
		(void)fputs("-ERR what?\r\n", pop->out);
	return answer_end(pop->show);
}

static int
serve_command(struct pop *pop)
{
	char nothing[] = "";
	char *told = told_reply(pop->show, pop->line);
	int rc;

	if (told != NULL) {
		rc = send_told(pop->show, told);
		free(told);
		return rc;
	}
	rc = answer(pop);
	if (rc == 0 && strcasecmp(pop->line, "QUIT") == 0)
		return play_close(pop->show, nothing);
	if (rc == 0 && strcasecmp(pop->line, "STLS") == 0) {
		pop->starttls = false;
		return play_tls_maybe(pop->show, nothing);
	}
	return rc;
}

int
play_serve_pop3(struct show *show, bool starttls)
{
	struct pop *pop = calloc(1, sizeof(*pop));
	char greeting[] = "+OK ready";
	char *told = told_reply(show, "GREETING");
	int rc = 0;

	if (pop == NULL)
		return -1;
	pop->show = show;
	pop->starttls = starttls;
	if (told != NULL)
		rc = send_told(show, told);
	else
		rc = play_send(show, greeting);
	free(told);
	while (rc == 0 && hear_command(show, pop->line) == 0)
		rc = serve_command(pop);
	free(pop);
	return -1;
}
