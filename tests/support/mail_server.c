/*
 * mail_server --certs DIR --mailbox FILE --user NAME --password-file FILE
 *             [--mode plain|starttls|implicit] [--pem NAME] [--port PORT]
 *             [--size OCTETS] [--offer NAME] [--lines NUMBER]
 *
 * Prints "port NNNN" and serves until SIGTERM, the end of its standard input,
 * or ten minutes have passed.  On a port that was named, it serves people: for
 * a day.
 */
#include "mail_server.h"

#include <errno.h>
#include <getopt.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	LIFE_MS = 600000,
	DAY_MS = 86400000,
};

static int
parse_mode(enum mail_mode *mode, const char *name)
{
	static const char *const names[] = { "plain", "starttls", "implicit" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (strcmp(names[i], name) == 0) {
			*mode = (enum mail_mode)i;
			return 0;
		}
	}
	return -1;
}

static int
set_option(struct mail_server *server, int letter)
{
	switch (letter) {
	case 'c':
		server->certs = optarg;
		return 0;
	case 'b':
		server->mailbox = optarg;
		return 0;
	case 'u':
		server->user = optarg;
		return 0;
	case 'f':
		server->password_file = optarg;
		return 0;
	case 'k':
		server->pem = optarg;
		return 0;
	case 'p':
		server->port = optarg;
		return 0;
	case 'm':
		return parse_mode(&server->mode, optarg);
	case 'l':
		server->lines = atoi(optarg);
		return 0;
	case 'o':
		server->offer = optarg;
		return 0;
	case 's':
		server->size = strtoul(optarg, NULL, 10);
		return 0;
	default:
		return -1;
	}
}

static int
parse_options(struct mail_server *server, int argc, char **argv)
{
	static const struct option options[] = {
		{ "certs", required_argument, NULL, 'c' },
		{ "lines", required_argument, NULL, 'l' },
		{ "mailbox", required_argument, NULL, 'b' },
		{ "mode", required_argument, NULL, 'm' },
		{ "offer", required_argument, NULL, 'o' },
		{ "password-file", required_argument, NULL, 'f' },
		{ "pem", required_argument, NULL, 'k' },
		{ "port", required_argument, NULL, 'p' },
		{ "size", required_argument, NULL, 's' },
		{ "user", required_argument, NULL, 'u' },
		{ NULL, 0, NULL, 0 },
	};

	for (;;) {
		int letter = getopt_long(argc, argv, "", options, NULL);

		if (letter == -1)
			break;
		if (set_option(server, letter) == -1)
			return -1;
	}
	if (optind != argc || server->certs == NULL ||
	    server->mailbox == NULL || server->user == NULL ||
	    server->password_file == NULL)
		return -1;
	return 0;
}

static int
read_password(struct mail_server *server)
{
	FILE *file = fopen(server->password_file, "r");
	char *line;

	if (file == NULL)
		return -1;
	line = fgets(server->password, sizeof(server->password), file);
	(void)fclose(file);
	server->password[strcspn(server->password, "\n")] = '\0';
	return line == NULL ? -1 : 0;
}

/* Each client has a process of its own. */
static void
serve_one(const struct mail_server *server, struct listener *listener)
{
	int fd = listener_accept(listener, 0);

	if (fd == -1)
		return;
	if (fork() == 0) {
		listener_close(listener);
		mail_session(server, fd);
		_exit(0);
	}
	(void)close(fd);
}

static void
serve(const struct mail_server *server, struct listener *listener)
{
	long long end =
	    peer_clock() + (server->port != NULL ? DAY_MS : LIFE_MS);
	char byte;

	for (;;) {
		struct pollfd wait[] = {
			{ .fd = listener->fd, .events = POLLIN },
			{ .fd = STDIN_FILENO, .events = POLLIN },
		};
		long long left = end - peer_clock();

		if (left <= 0)
			return;
		if (poll(wait, 2, (int)left) == -1 && errno != EINTR)
			return;
		if (wait[1].revents != 0 && read(STDIN_FILENO, &byte, 1) <= 0)
			return;
		if (wait[0].revents != 0)
			serve_one(server, listener);
	}
}

int
main(int argc, char **argv)
{
	struct mail_server server = {
		.mode = MAIL_STARTTLS,
		.pem = "server",
		.size = 1 << 20,
		.offer = "8BITMIME",
	};
	struct listener listener;

	if (parse_options(&server, argc, argv) == -1) {
		(void)fprintf(stderr,
		    "usage: mail_server --certs DIR --mailbox FILE "
		    "--user NAME --password-file FILE\n"
		    "    [--mode plain|starttls|implicit] [--pem NAME] "
		    "[--port PORT]\n"
		    "    [--size OCTETS] [--offer NAME] [--lines NUMBER]\n");
		return 2;
	}
	if (read_password(&server) == -1) {
		perror(server.password_file);
		return 1;
	}
	if (listener_bind(&listener, PEER_INET, server.port) == -1 ||
	    listener_open(&listener) == -1) {
		(void)fprintf(stderr, "mail_server: port %s: %s\n",
		    server.port != NULL ? server.port : "0", strerror(errno));
		return 1;
	}
	(void)signal(SIGCHLD, SIG_IGN); /* nobody waits for the children */
	(void)signal(SIGPIPE, SIG_IGN);
	(void)printf("port %d\n", listener.port);
	(void)fflush(stdout);
	serve(&server, &listener);
	listener_close(&listener);
	return 0;
}
