#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "mail_server.h"

enum {
	IDLE_MS = 60000,
	LINE_SIZE = 4096,
	ADDRESS_SIZE = 320,
	RECIPIENTS = 10,
};

struct session {
	const struct mail_server *server;
	struct peer peer;
	bool secure;
	bool greeted;
	bool user_known;
	bool has_sender;
	bool over;
	char sender[ADDRESS_SIZE];
	char recipients[RECIPIENTS][ADDRESS_SIZE];
	size_t recipient_count;
};

struct command {
	const char *name;
	void (*run)(struct session *, char *argument);
};

__attribute__((format(printf, 2, 3))) static void
say(struct session *session, const char *format, ...)
{
	char line[LINE_SIZE];
	va_list list;
	int n;

	va_start(list, format);
	n = vsnprintf(line, sizeof(line) - 2, format, list);
	va_end(list);
	if (n < 0 || n > (int)sizeof(line) - 3)
		return;
	line[n] = '\r';
	line[n + 1] = '\n';
	if (peer_write(&session->peer, line, (size_t)n + 2, IDLE_MS) == -1)
		session->over = true;
}

/* Reads a line and cuts its end off; -1: the client is gone. */
static int
listen_to(struct session *session, char *line)
{
	ssize_t n = peer_line(&session->peer, line, LINE_SIZE, IDLE_MS);

	if (n <= 0) {
		session->over = true;
		return -1;
	}
	line[strcspn(line, "\r\n")] = '\0';
	return 0;
}

static void
forget_mail(struct session *session)
{
	session->has_sender = false;
	session->recipient_count = 0;
}

static void
run_ehlo(struct session *session, char *argument)
{
	const struct mail_server *server = session->server;

	if (*argument == '\0') {
		say(session, "501 5.5.4 Say who you are");
		return;
	}
	session->greeted = true;
	forget_mail(session);
	say(session, "250-mail.example greets %.200s", argument);
	if (server->mode == MAIL_STARTTLS && !session->secure)
		say(session, "250-STARTTLS");
	if (server->mode == MAIL_PLAIN || session->secure)
		say(session, "250-AUTH PLAIN LOGIN");
	for (int i = 0; i < server->lines; i++)
		say(session, "250-XEXTENSION-%d with some parameters", i);
	say(session, "250-SIZE %zu", server->size);
	say(session, "250-%s", server->offer);
	say(session, "250 ENHANCEDSTATUSCODES");
}

static void
run_helo(struct session *session, char *argument)
{
	(void)argument;
	session->greeted = true;
	forget_mail(session);
	say(session, "250 mail.example");
}

static bool
start_tls(struct session *session)
{
	const struct mail_server *server = session->server;
	char pem[4096];

	(void)snprintf(
	    pem, sizeof(pem), "%s/%s.pem", server->certs, server->pem);
	if (peer_tls(&session->peer, pem, (struct peer_terms){ 0 }, IDLE_MS) ==
	    -1) {
		session->over = true;
		return false;
	}
	session->secure = true;
	return true;
}

static void
run_starttls(struct session *session, char *argument)
{
	(void)argument;
	if (session->server->mode != MAIL_STARTTLS || session->secure) {
		say(session, "503 5.5.1 No TLS here and now");
		return;
	}
	if (session->peer.have > 0) {
		say(session, "554 5.5.0 Nothing may follow STARTTLS");
		session->over = true;
		return;
	}
	say(session, "220 2.0.0 Ready to start TLS");
	session->greeted = false;
	forget_mail(session);
	(void)start_tls(session);
}

static bool
login_plain(struct session *session, char *response)
{
	char line[LINE_SIZE];

	if (*response == '\0') {
		say(session, "334 ");
		if (listen_to(session, line) == -1)
			return false;
		response = line;
	}
	return mail_plain_ok(session->server, response);
}

static bool
login_login(struct session *session, char *response)
{
	char user[LINE_SIZE];
	char password[LINE_SIZE];

	/* Some clients send the user name along, though no RFC says so. */
	if (*response == '\0') {
		say(session, "334 VXNlcm5hbWU6");
		if (listen_to(session, user) == -1)
			return false;
		response = user;
	}
	say(session, "334 UGFzc3dvcmQ6");
	if (listen_to(session, password) == -1)
		return false;
	return mail_word_ok(session->server->user, response) &&
	       mail_word_ok(session->server->password, password);
}

static void
run_auth(struct session *session, char *argument)
{
	char *response = argument + strcspn(argument, " ");

	if (!session->greeted || session->user_known ||
	    (session->server->mode != MAIL_PLAIN && !session->secure)) {
		say(session, "503 5.5.1 No login here and now");
		return;
	}
	if (*response != '\0')
		*response++ = '\0';
	if (strcasecmp(argument, "PLAIN") == 0) {
		session->user_known = login_plain(session, response);
	} else if (strcasecmp(argument, "LOGIN") == 0) {
		session->user_known = login_login(session, response);
	} else {
		say(session, "504 5.5.4 Unrecognized authentication type");
		return;
	}
	if (session->user_known)
		say(session, "235 2.7.0 Authentication successful");
	else
		say(session, "535 5.7.8 Error: authentication failed");
}

/* Takes the address out of its brackets; false: there are none. */
static bool
take_address(char *address, const char *text)
{
	const char *end = strchr(text, '>');
	size_t n;

	text += strspn(text, " ");
	if (*text != '<' || end == NULL)
		return false;
	text++;
	n = (size_t)(end - text);
	if (n >= ADDRESS_SIZE)
		return false;
	memcpy(address, text, n);
	address[n] = '\0';
	return true;
}

static void
run_mail(struct session *session, char *argument)
{
	if (!session->user_known) {
		say(session, "530 5.7.0 Authentication required");
	} else if (session->has_sender) {
		say(session, "503 5.5.1 One sender at a time");
	} else if (strncasecmp(argument, "FROM:", 5) != 0 ||
		   !take_address(session->sender, argument + 5)) {
		say(session, "501 5.1.7 Syntax: MAIL FROM:<address>");
	} else {
		session->has_sender = true;
		say(session, "250 2.1.0 Ok");
	}
}

static void
run_rcpt(struct session *session, char *argument)
{
	size_t i = session->recipient_count;

	if (!session->has_sender) {
		say(session, "503 5.5.1 Need MAIL command");
	} else if (i == RECIPIENTS) {
		say(session, "452 4.5.3 Too many recipients");
	} else if (strncasecmp(argument, "TO:", 3) != 0 ||
		   !take_address(session->recipients[i], argument + 3)) {
		say(session, "501 5.1.3 Syntax: RCPT TO:<address>");
	} else {
		session->recipient_count++;
		say(session, "250 2.1.5 Ok");
	}
}

/* Reads up to the lone dot; false: it is too long, or the client is gone. */
static bool
read_message(struct session *session, FILE *message)
{
	size_t limit = session->server->size, total = 0;
	char line[LINE_SIZE];

	while (listen_to(session, line) == 0) {
		const char *text = line;

		if (strcmp(line, ".") == 0)
			return total <= limit;
		total += strlen(line) + 2;
		if (total > limit)
			continue;
		if (*text == '.')
			text++;
		if (strncmp(text, "From ", 5) == 0)
			(void)fputc('>', message);
		(void)fprintf(message, "%s\n", text);
	}
	return false;
}

static void
write_head(const struct session *session, FILE *mail)
{
	time_t now = time(NULL);
	struct tm utc;
	char date[64];

	(void)gmtime_r(&now, &utc);
	(void)strftime(date, sizeof(date), "%a %b %e %H:%M:%S %Y", &utc);
	(void)fprintf(mail, "From %s %s\n",
	    *session->sender == '\0' ? "MAILER-DAEMON" : session->sender, date);
	(void)fprintf(mail, "Return-Path: <%s>\n", session->sender);
	for (size_t i = 0; i < session->recipient_count; i++)
		(void)fprintf(
		    mail, "Delivered-To: %s\n", session->recipients[i]);
}

static void
run_data(struct session *session, char *argument)
{
	char *mail = NULL;
	size_t size = 0;
	FILE *file;
	bool whole;

	(void)argument;
	if (session->recipient_count == 0) {
		say(session, "503 5.5.1 Need RCPT command");
		return;
	}
	file = open_memstream(&mail, &size);
	if (file == NULL) {
		say(session, "452 4.3.1 Out of memory");
		return;
	}
	say(session, "354 End data with <CR><LF>.<CR><LF>");
	write_head(session, file);
	whole = read_message(session, file);
	(void)fputc('\n', file);
	(void)fclose(file);
	if (!whole)
		say(session, "552 5.3.4 Message too big");
	else if (mail_append(session->server->mailbox, mail, size) == -1)
		say(session, "452 4.3.1 The mailbox cannot be written");
	else
		say(session, "250 2.0.0 Ok: delivered");
	free(mail);
	forget_mail(session);
}

static void
run_rset(struct session *session, char *argument)
{
	(void)argument;
	forget_mail(session);
	say(session, "250 2.0.0 Ok");
}

static void
run_noop(struct session *session, char *argument)
{
	(void)argument;
	say(session, "250 2.0.0 Ok");
}

static void
run_vrfy(struct session *session, char *argument)
{
	(void)argument;
	say(session, "252 2.5.0 Send some mail, and see");
}

static void
run_quit(struct session *session, char *argument)
{
	(void)argument;
	say(session, "221 2.0.0 Bye");
	session->over = true;
}

static void
obey(struct session *session, char *line)
{
	static const struct command commands[] = {
		{ "AUTH", run_auth },
		{ "DATA", run_data },
		{ "EHLO", run_ehlo },
		{ "HELO", run_helo },
		{ "MAIL", run_mail },
		{ "NOOP", run_noop },
		{ "QUIT", run_quit },
		{ "RCPT", run_rcpt },
		{ "RSET", run_rset },
		{ "STARTTLS", run_starttls },
		{ "VRFY", run_vrfy },
	};
	char *argument = line + strcspn(line, " ");

	if (*argument != '\0')
		*argument++ = '\0';
	for (size_t i = 0; i < sizeof(commands) / sizeof(*commands); i++) {
		if (strcasecmp(commands[i].name, line) == 0) {
			commands[i].run(session, argument);
			return;
		}
	}
	say(session, "500 5.5.2 Error: command not recognized");
}

void
mail_session(const struct mail_server *server, int fd)
{
	struct session session = { .server = server };
	char line[LINE_SIZE];

	peer_init(&session.peer, fd, true);
	if (server->mode != MAIL_IMPLICIT || start_tls(&session))
		say(&session, "220 mail.example ESMTP");
	while (!session.over && listen_to(&session, line) == 0)
		obey(&session, line);
	peer_close(&session.peer, PEER_CLOSE);
}
