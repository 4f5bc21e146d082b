/*
 * relay PORT DELAY
 *
 * Prints "port NNNN" and passes connections on to PORT of 127.0.0.1; all bytes
 * arrive DELAY milliseconds later.  Says at the end of each how many bytes went
 * to the server and came from it.  Ends with its standard input.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "peer.h"

enum {
	CHUNK = 65536,
	CHUNKS = 64, /* on their way at a time */
};

/* Bytes that are on their way. */
struct chunk {
	long long due; /* milliseconds */
	size_t len;
	char bytes[CHUNK];
};

/* One direction of a connection. */
struct way {
	int from, to;
	bool ended;
	size_t first, count; /* of the chunks, in a ring */
	unsigned long long total;
	struct chunk chunks[CHUNKS];
};

static void
way_read(struct way *way, int delay)
{
	struct chunk *chunk = &way->chunks[(way->first + way->count) % CHUNKS];
	ssize_t n = read(way->from, chunk->bytes, CHUNK);

	if (n == -1 && errno == EINTR)
		return;
	/* The end travels, too. */
	chunk->len = n > 0 ? (size_t)n : 0;
	chunk->due = peer_clock() + delay;
	way->ended = n <= 0;
	way->total += chunk->len;
	way->count++;
}

static void
way_write(struct way *way)
{
	while (way->count > 0) {
		struct chunk *chunk = &way->chunks[way->first];
		size_t done = 0;
		ssize_t n = 1;

		if (chunk->due > peer_clock())
			return;
		while (done < chunk->len && n > 0) {
			n = send(way->to, chunk->bytes + done,
			    chunk->len - done, MSG_NOSIGNAL);
			done += n > 0 ? (size_t)n : 0;
		}
		if (chunk->len == 0)
			(void)shutdown(way->to, SHUT_WR);
		way->first = (way->first + 1) % CHUNKS;
		way->count--;
	}
}

/* Milliseconds until the next chunk is due, or -1. */
static int
next_due(const struct way ways[2])
{
	long long left = -1, now = peer_clock();

	for (int i = 0; i < 2; i++) {
		const struct way *way = &ways[i];
		long long due;

		if (way->count == 0)
			continue;
		due = way->chunks[way->first].due - now;
		due = due < 0 ? 0 : due;
		left = left == -1 || due < left ? due : left;
	}
	return (int)left;
}

static bool
is_over(const struct way ways[2])
{
	return ways[0].ended && ways[1].ended && ways[0].count == 0 &&
	       ways[1].count == 0;
}

static void
pass_on(struct way ways[2], int delay)
{
	while (!is_over(ways)) {
		struct pollfd wait[2];

		for (int i = 0; i < 2; i++)
			wait[i] = (struct pollfd){
				.fd = ways[i].ended || ways[i].count == CHUNKS
					  ? -1
					  : ways[i].from,
				.events = POLLIN,
			};
		(void)poll(wait, 2, next_due(ways));
		for (int i = 0; i < 2; i++) {
			if (wait[i].fd != -1 && wait[i].revents != 0)
				way_read(&ways[i], delay);
			way_write(&ways[i]);
		}
	}
}

static int
connect_to(int port)
{
	struct sockaddr_in to = {
		.sin_family = AF_INET,
		.sin_port = htons((unsigned short)port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};
	int fd = socket(AF_INET, SOCK_STREAM, 0), one = 1;

	if (fd == -1 ||
	    connect(fd, (const struct sockaddr *)&to, sizeof(to)) == -1)
		return -1;
	(void)setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
	return fd;
}

static void
relay_one(int client, int port, int delay)
{
	struct way *ways = calloc(2, sizeof(*ways));
	int server = connect_to(port), one = 1;

	if (ways == NULL || server == -1)
		_exit(1);
	(void)setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
	ways[0].from = ways[1].to = client;
	ways[0].to = ways[1].from = server;
	pass_on(ways, delay);
	(void)printf("to %llu from %llu\n", ways[0].total, ways[1].total);
	(void)fflush(stdout);
	_exit(0);
}

int
main(int argc, char **argv)
{
	struct listener listener;

	if (argc != 3) {
		(void)fputs("usage: relay PORT DELAY\n", stderr);
		return 2;
	}
	if (listener_bind(&listener, PEER_INET, NULL) == -1 ||
	    listener_open(&listener) == -1) {
		perror("relay");
		return 1;
	}
	(void)signal(SIGCHLD, SIG_IGN);
	(void)printf("port %d\n", listener.port);
	(void)fflush(stdout);
	for (;;) {
		struct pollfd wait[] = {
			{ .fd = listener.fd, .events = POLLIN },
			{ .fd = STDIN_FILENO, .events = POLLIN },
		};
		int fd;

		(void)poll(wait, 2, -1);
		if (wait[1].revents != 0)
			return 0;
		fd = wait[0].revents != 0 ? listener_accept(&listener, 0) : -1;
		if (fd != -1 && fork() == 0)
			relay_one(fd, atoi(argv[1]), atoi(argv[2]));
		if (fd != -1)
			(void)close(fd);
	}
}
