/* What a story's token endpoint hears and says, by HTTP under TLS. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "scenario_show.h"

enum {
	FORM_SIZE = 64 * 1024,
};

/* Reads the lines of the header; the length of the body, or -1. */
static long
read_header(struct show *show, FILE *request)
{
	static const char length[] = "Content-Length:";
	char line[SHOW_LINE];
	long size = 0;

	for (;;) {
		if (hear(show, line, "a request by HTTP") == -1)
			return -1;
		if (*line == '\0')
			return size >= 0 && size < FORM_SIZE ? size : -1;
		(void)fprintf(request, "%s\n", line);
		if (strncasecmp(line, length, sizeof(length) - 1) == 0)
			size = strtol(line + sizeof(length) - 1, NULL, 10);
	}
}

static int
read_form(struct show *show, long size, FILE *request)
{
	struct peer *peer = &show->peer;

	while (size > 0) {
		size_t n;

		if (peer->have == 0 &&
		    peer_fill(peer, trial_left(show->trial)) != 1)
			return show_fault(
			    show, "REQUEST", "a whole form", "less");
		n = peer->have < (size_t)size ? peer->have : (size_t)size;
		show_log(show, "C", (const char *)peer->in, n);
		(void)fwrite(peer->in, 1, n, request);
		memmove(peer->in, peer->in + n, peer->have - n);
		peer->have -= n;
		size -= (long)n;
	}
	return 0;
}

/* METHOD PATH [ERE...]: each expression fits the header or the form. */
static int
judge_request(struct show *show, const char *text, const char *request)
{
	struct strings wanted = { 0 };
	int rc = 0;

	if (text_words(&wanted, text) == -1 || wanted.count < 2)
		rc = show_fault(show, "REQUEST", "a method and a path", text);
	else {
		char *first =
		    text_format("%s %s HTTP/", wanted.at[0], wanted.at[1]);

		if (strncmp(request, first, strlen(first)) != 0)
			rc = show_fault(show, "REQUEST", first, request);
		free(first);
	}
	for (size_t i = 2; rc == 0 && i < wanted.count; i++) {
		if (text_match(wanted.at[i], request) != 1)
			rc = show_fault(show, "REQUEST", wanted.at[i], request);
	}
	strings_free(&wanted);
	return rc;
}

int
play_request(struct show *show, char *text)
{
	char *request = NULL;
	size_t size = 0;
	FILE *file = open_memstream(&request, &size);
	long length;
	int rc = -1;

	if (file == NULL)
		return -1;
	length = read_header(show, file);
	if (length >= 0)
		rc = read_form(show, length, file);
	(void)fclose(file);
	if (rc == 0)
		rc = judge_request(show, text, request);
	free(request);
	return rc;
}

static const char *
type_of(const char *body)
{
	if (*body == '<')
		return "text/html";
	return *body == '"' ? "text/plain" : "application/json";
}

/* The body itself: without the quotation marks, and with its line ends. */
static char *
body_of(const char *text)
{
	size_t len = strlen(text);
	char *body;

	if (*text != '"' || len < 2)
		return text_copy(text);
	body = text_format("%.*s", (int)(len - 2), text + 1);
	body[text_unescape(body)] = '\0';
	return body;
}

/* STATUS ['Name: value'...] [BODY]: the body is the rest of the line from the
 * first bracket or quotation mark on. */
int
play_answer(struct show *show, char *text)
{
	size_t before = strcspn(text, "{[<\"");
	const char *type = type_of(text + before);
	char *body = body_of(text + before);
	char *first = text_format("%.*s", (int)before, text), *all = NULL;
	struct strings words = { 0 };
	size_t size = 0;
	FILE *out = open_memstream(&all, &size);
	int rc = -1;

	if (out == NULL || body == NULL)
		return -1;
	(void)text_words(&words, first);
	(void)fprintf(
	    out, "HTTP/1.1 %s Told\r\n", words.count > 0 ? words.at[0] : "200");
	for (size_t i = 1; i < words.count; i++)
		(void)fprintf(out, "%s\r\n", words.at[i]);
	(void)fprintf(out,
	    "Content-Type: %s; charset=utf-8\r\nContent-Length: %zu\r\n"
	    "Connection: close\r\n\r\n%s",
	    type, strlen(body), body);
	(void)fclose(out);
	rc = speak(show, all, size);
	show->trial->answered = show->trial->answered || rc == 0;
	strings_free(&words);
	free(first);
	free(body);
	free(all);
	return rc == 0 ? play_close(show, text) : rc;
}
