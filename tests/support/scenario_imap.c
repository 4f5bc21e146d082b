/* SERVE imap: a server of IMAP4rev1 with the post of the story. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "scenario_mailbox.h"

enum {
	IDLE_MS = 20, /* between two looks for new letters */
};

/* A session of IMAP. */
struct imap {
	struct show *show;
	bool starttls;   /* on offer */
	char folder[64]; /* selected; "": none */
	size_t told;     /* letters in it that the client knows of */
	char line[SHOW_LINE];
	FILE *out;
};

static const char *
tag(const struct imap *imap)
{
	return imap->show->trial->place.tag;
}

static struct post *
post(const struct imap *imap)
{
	return &imap->show->trial->post;
}

static void
say_ok(struct imap *imap)
{
	(void)fprintf(imap->out, "%s OK done\r\n", tag(imap));
}

static void
answer_capability(struct imap *imap, const char *arguments)
{
	(void)arguments;
	(void)fprintf(imap->out,
	    "* CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN UIDPLUS SPECIAL-USE "
	    "IDLE%s\r\n",
	    imap->starttls ? " STARTTLS" : "");
	say_ok(imap);
}

static void
answer_ok(struct imap *imap, const char *arguments)
{
	(void)arguments;
	say_ok(imap);
}

static void
answer_list(struct imap *imap, const char *arguments)
{
	(void)arguments;
	(void)fputs("* LIST () \"/\" INBOX\r\n"
		    "* LIST (\\Junk) \"/\" Junk\r\n",
	    imap->out);
	say_ok(imap);
}

static void
answer_select(struct imap *imap, const char *arguments)
{
	size_t n = strlen(arguments);

	if (n > 1 && *arguments == '"') {
		arguments++;
		n -= 2;
	}
	(void)snprintf(
	    imap->folder, sizeof(imap->folder), "%.*s", (int)n, arguments);
	imap->told = post_count(post(imap), imap->folder);
	(void)fprintf(imap->out,
	    "* %zu EXISTS\r\n* 0 RECENT\r\n* OK [UIDVALIDITY 1] valid\r\n"
	    "* OK [UIDNEXT %zu] next\r\n%s OK [READ-WRITE] done\r\n",
	    imap->told, post(imap)->count + 1, tag(imap));
}

/* Tells of letters that have come. */
static bool
tell_news(struct imap *imap)
{
	size_t now = post_count(post(imap), imap->folder);
	bool news = now > imap->told;

	if (news)
		(void)fprintf(imap->out, "* %zu EXISTS\r\n", now);
	imap->told = now;
	return news;
}

static void
answer_noop(struct imap *imap, const char *arguments)
{
	(void)arguments;
	(void)tell_news(imap);
	say_ok(imap);
}

/* The text that is looked for is the last word. */
static void
answer_search(struct imap *imap, const char *arguments)
{
	const char *blank = strrchr(arguments, ' ');
	char text[256];
	bool all = strstr(arguments, "HEADER") == NULL;

	blank = blank == NULL ? arguments : blank + 1;
	blank += *blank == '"';
	(void)snprintf(text, sizeof(text), "%s", blank);
	text[strcspn(text, "\"")] = '\0';
	(void)fputs("* SEARCH", imap->out);
	for (size_t i = 0; i < post(imap)->count; i++) {
		const struct letter *letter = &post(imap)->letters[i];

		if (post_lies_in(letter, imap->folder) &&
		    (all || strstr(letter->text, text) != NULL))
			(void)fprintf(imap->out, " %u", letter->uid);
	}
	(void)fputs("\r\n", imap->out);
	say_ok(imap);
}

/* Is this number in the set "1,3:5,7:*"?  The star is the last one. */
static bool
is_in_set(const char *set, unsigned long number, unsigned long last)
{
	while (*set != '\0' && *set != ' ') {
		char *end;
		unsigned long from =
		    *set == '*' ? last : strtoul(set, &end, 10);
		unsigned long to = from;

		set += *set == '*' ? 1 : end - set;
		if (*set == ':') {
			set++;
			to = *set == '*' ? last : strtoul(set, &end, 10);
			set += *set == '*' ? 1 : end - set;
		}
		if (number >= (from < to ? from : to) &&
		    number <= (from < to ? to : from))
			return true;
		if (*set != ',')
			break;
		set++;
	}
	return false;
}

/* Calls the function for each letter of the set. */
static void
for_each(struct imap *imap, const char *set, bool by_uid,
    void (*use)(
	struct imap *, struct letter *, size_t sequence, const char *arguments))
{
	struct post *all = post(imap);
	size_t sequence = 0;
	unsigned long last = 0;

	for (size_t i = 0; i < all->count; i++)
		if (post_lies_in(&all->letters[i], imap->folder))
			last = by_uid ? all->letters[i].uid : last + 1;
	for (size_t i = 0; i < all->count; i++) {
		if (!post_lies_in(&all->letters[i], imap->folder))
			continue;
		sequence++;
		if (is_in_set(
			set, by_uid ? all->letters[i].uid : sequence, last))
			use(imap, &all->letters[i], sequence, set);
	}
}

static void
put_date(struct imap *imap, const struct letter *letter)
{
	time_t date = (time_t)letter->date;
	struct tm utc;
	char text[64];

	(void)gmtime_r(&date, &utc);
	(void)strftime(text, sizeof(text), "%d-%b-%Y %H:%M:%S +0000", &utc);
	(void)fprintf(imap->out, " INTERNALDATE \"%s\"", text);
}

static void
show_letter(struct imap *imap, struct letter *letter, size_t sequence,
    const char *arguments)
{
	const char *body = strstr(arguments, "BODY");

	(void)fprintf(imap->out, "* %zu FETCH (UID %u", sequence, letter->uid);
	if (strstr(arguments, "INTERNALDATE") != NULL)
		put_date(imap, letter);
	if (strstr(arguments, "FLAGS") != NULL)
		(void)fprintf(imap->out, " FLAGS (%s)",
		    letter->deleted ? "\\Deleted" : "");
	if (body != NULL) {
		size_t n = post_header(letter);
		const char *section = strchr(body, '[');
		size_t shown = section == NULL ? 0 : strcspn(section, "]") + 1;

		(void)fprintf(imap->out, " BODY%.*s {%zu}\r\n", (int)shown,
		    section == NULL ? "" : section, n);
		(void)fwrite(letter->text, 1, n, imap->out);
	}
	(void)fputs(")\r\n", imap->out);
}

static void
flag_letter(struct imap *imap, struct letter *letter, size_t sequence,
    const char *arguments)
{
	if (strstr(arguments, "\\Deleted") != NULL)
		letter->deleted = arguments[strcspn(arguments, "+-")] != '-';
	if (strstr(arguments, ".SILENT") == NULL)
		(void)fprintf(imap->out, "* %zu FETCH (UID %u FLAGS (%s))\r\n",
		    sequence, letter->uid, letter->deleted ? "\\Deleted" : "");
}

static void
answer_uid_fetch(struct imap *imap, const char *arguments)
{
	for_each(imap, arguments, true, show_letter);
	say_ok(imap);
}

static void
answer_fetch(struct imap *imap, const char *arguments)
{
	for_each(imap, arguments, false, show_letter);
	say_ok(imap);
}

static void
answer_store(struct imap *imap, const char *arguments)
{
	for_each(imap, arguments, true, flag_letter);
	say_ok(imap);
}

static void
expunge_letter(struct imap *imap, struct letter *letter, size_t sequence,
    const char *arguments)
{
	(void)arguments;
	if (!letter->deleted)
		return;
	(void)fprintf(imap->out, "* %zu EXPUNGE\r\n", sequence);
	letter->gone = true;
	imap->told -= imap->told > 0;
}

static void
answer_expunge(struct imap *imap, const char *arguments)
{
	for_each(imap, *arguments == '\0' ? "1:*" : arguments,
	    *arguments != '\0', expunge_letter);
	say_ok(imap);
}

static const struct {
	const char *pattern;
	void (*answer)(struct imap *, const char *arguments);
} answers[] = {
	{ "CAPABILITY", answer_capability },
	{ "LOGIN *", answer_ok },
	{ "AUTHENTICATE *", answer_ok },
	{ "STARTTLS", answer_ok },
	{ "LIST *", answer_list },
	{ "SELECT *", answer_select },
	{ "EXAMINE *", answer_select },
	{ "NOOP", answer_noop },
	{ "CHECK", answer_noop },
	{ "UID SEARCH *", answer_search },
	{ "UID FETCH *", answer_uid_fetch },
	{ "FETCH *", answer_fetch },
	{ "UID STORE *", answer_store },
	{ "UID EXPUNGE *", answer_expunge },
	{ "EXPUNGE", answer_expunge },
	{ "CLOSE", answer_ok },
	{ "UNSELECT", answer_ok },
	{ "LOGOUT", answer_ok },
};

/* Answers a command, without its tag. */
static int
answer(struct imap *imap, const char *command)
{
	imap->out = answer_begin(imap->show);
	if (strcasecmp(command, "LOGOUT") == 0)
		(void)fputs("* BYE bye\r\n", imap->out);
	for (size_t i = 0;; i++) {
		const char *pattern;

		if (i == sizeof(answers) / sizeof(answers[0])) {
			(void)fprintf(imap->out, "%s BAD what?\r\n", tag(imap));
			break;
		}
		pattern = answers[i].pattern;
		if (!text_glob(pattern, command))
			continue;
		answers[i].answer(imap, command + strcspn(pattern, "*"));
		break;
	}
	return answer_end(imap->show);
}

static int
idle(struct imap *imap)
{
	struct show *show = imap->show;
	char text[] = "+ idling";

	if (play_send(show, text) == -1)
		return -1;
	while (show->peer.have == 0) {
		int rc;

		imap->out = answer_begin(show);
		if (tell_news(imap)) {
			if (answer_end(show) == -1)
				return -1;
		} else {
			(void)fclose(imap->out);
			free(show->answer);
		}
		rc = peer_fill(&show->peer, IDLE_MS);
		if (rc == -1 || trial_left(show->trial) == 0)
			return -1;
	}
	if (hear(show, imap->line, "DONE") == -1)
		return -1;
	if (strcasecmp(imap->line, "DONE") != 0)
		return show_fault(show, "IDLE", "DONE", imap->line);
	return answer(imap, "NOOP");
}

/* Answers as ON says, or by itself. */
static int
serve_command(struct imap *imap)
{
	const char *command = imap->line + strcspn(imap->line, " ");
	char nothing[] = "";
	char *told = told_reply(imap->show, imap->line);
	int rc;

	command += *command == ' ';
	if (told != NULL) {
		rc = send_told(imap->show, told);
		free(told);
		return rc;
	}
	if (strcasecmp(command, "IDLE") == 0)
		return idle(imap);
	rc = answer(imap, command);
	if (rc == 0 && strcasecmp(command, "LOGOUT") == 0)
		return play_close(imap->show, nothing);
	if (rc == 0 && strcasecmp(command, "STARTTLS") == 0) {
		imap->starttls = false;
		return play_tls_maybe(imap->show, nothing);
	}
	return rc;
}

int
play_serve_imap(struct show *show, bool starttls)
{
	struct imap *imap = calloc(1, sizeof(*imap));
	char greeting[] = "* OK ready";
	char *told = told_reply(show, "GREETING");
	int rc = 0;

	if (imap == NULL)
		return -1;
	imap->show = show;
	imap->starttls = starttls;
	if (told != NULL)
		rc = send_told(show, told);
	else
		rc = play_send(show, greeting);
	free(told);
	while (rc == 0 && hear_command(show, imap->line) == 0)
		rc = serve_command(imap);
	free(imap);
	return -1;
}
