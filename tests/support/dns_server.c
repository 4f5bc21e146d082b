#include "dns_server.h"

#include <arpa/inet.h>
#include <arpa/nameser.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "dns_record.h"

enum {
	MESSAGE = 65535,
	UDP_MESSAGE = 512,
	HEADER_SIZE = 12,
	TTL = 300,
};

static struct {
	struct record *records;
	size_t count;
	int udp, tcp;
} dns;

/* A message that grows. */
struct message {
	unsigned char bytes[MESSAGE + 1];
	size_t len;
};

static void
put(struct message *message, const void *bytes, size_t len)
{
	if (message->len + len > MESSAGE)
		return;
	memcpy(message->bytes + message->len, bytes, len);
	message->len += len;
}

static void
put16(struct message *message, unsigned int value)
{
	const unsigned char bytes[2] = { (unsigned char)(value >> 8),
		(unsigned char)value };

	put(message, bytes, sizeof(bytes));
}

/* The name of a question as text; what follows it is left to the caller. */
static size_t
decode_name(const unsigned char *from, size_t len, char *name, size_t size)
{
	size_t at = 0, to = 0;

	while (at < len && from[at] != 0) {
		size_t label = from[at++];

		for (; label > 0 && at < len && to + 2 < size; label--)
			name[to++] = (char)from[at++];
		name[to++] = '.';
	}
	name[to > 0 ? to - 1 : 0] = '\0';
	return at + 1;
}

/* A question, and the answer to it. */
struct exchange {
	char name[300];
	unsigned int type, mood;
	long ms;
	bool exists;
	unsigned int answers;
	struct message answer;
};

static void
put_record(struct exchange *exchange, const struct record *record)
{
	unsigned char name[300];

	if (record->raw) {
		put(&exchange->answer, record->data, record->len);
		exchange->answers += record->count;
		return;
	}
	put(&exchange->answer, name, dns_encode_name(record->name, name));
	put16(&exchange->answer, (unsigned int)record->type);
	put16(&exchange->answer, ns_c_in);
	put16(&exchange->answer, 0);
	put16(&exchange->answer, TTL);
	put16(&exchange->answer, (unsigned int)record->len);
	put(&exchange->answer, record->data, record->len);
	exchange->answers++;
}

/* Puts the records of the name, and of what it is an alias of. */
static void
put_records(struct exchange *exchange, const char *name, int depth)
{
	for (size_t i = 0; i < dns.count; i++) {
		const struct record *record = &dns.records[i];
		char target[300];

		if (strcasecmp(record->name, name) != 0)
			continue;
		exchange->exists = true;
		exchange->mood |= record->mood;
		exchange->ms += record->ms;
		if (record->type == (int)exchange->type)
			put_record(exchange, record);
		else if (record->type == ns_t_cname && depth > 0) {
			put_record(exchange, record);
			(void)decode_name(
			    record->data, record->len, target, sizeof(target));
			put_records(exchange, target, depth - 1);
		}
	}
}

/* false: nothing is to be said. */
static bool
answer(const unsigned char *question, size_t len, bool tcp,
    struct exchange *exchange)
{
	struct message *out = &exchange->answer;
	size_t end;

	memset(exchange, 0, sizeof(*exchange));
	if (len < HEADER_SIZE + 5)
		return false;
	end =
	    HEADER_SIZE + decode_name(question + HEADER_SIZE, len - HEADER_SIZE,
			      exchange->name, sizeof(exchange->name));
	if (end + 4 > len)
		return false;
	exchange->type = (unsigned int)question[end] << 8 | question[end + 1];
	put(out, question, end + 4);
	put_records(exchange, exchange->name, 8);
	memset(out->bytes + 6, 0, 6);
	out->bytes[7] = (unsigned char)exchange->answers;
	out->bytes[6] = (unsigned char)(exchange->answers >> 8);
	out->bytes[2] = 0x81;
	out->bytes[3] = exchange->exists ? 0x80 : 0x83;
	if ((exchange->mood & MOOD_FAIL) != 0)
		out->bytes[3] = 0x82;
	if ((exchange->mood & MOOD_SIGNED) != 0)
		out->bytes[3] |= 0x20;
	if ((exchange->mood & MOOD_FORGED) != 0)
		out->bytes[0] ^= 0x55;
	if ((exchange->mood & MOOD_TRUNCATE) == 0 || tcp)
		return (exchange->mood & MOOD_SILENT) == 0;
	out->bytes[2] |= 0x02;
	out->bytes[6] = out->bytes[7] = 0;
	out->len = end + 4;
	return true;
}

static void
sleep_ms(long ms)
{
	const struct timespec time = { ms / 1000, ms % 1000 * 1000000 };

	(void)nanosleep(&time, NULL);
}

/* A question over UDP, which a thread of its own answers. */
struct caller {
	struct sockaddr_in from;
	socklen_t size;
	ssize_t len;
	unsigned char question[UDP_MESSAGE];
};

static void *
answer_udp(void *argument)
{
	struct caller *caller = argument;
	struct exchange *exchange = calloc(1, sizeof(*exchange));

	if (exchange != NULL &&
	    answer(caller->question, (size_t)caller->len, false, exchange)) {
		sleep_ms(exchange->ms);
		(void)sendto(dns.udp, exchange->answer.bytes,
		    exchange->answer.len, 0, (struct sockaddr *)&caller->from,
		    caller->size);
	}
	free(exchange);
	free(caller);
	return NULL;
}

static void
start(void *(*run)(void *), void *argument)
{
	pthread_t thread;

	if (pthread_create(&thread, NULL, run, argument) == 0)
		(void)pthread_detach(thread);
}

static void *
serve_udp(void *ignored)
{
	(void)ignored;
	for (;;) {
		struct caller *caller = calloc(1, sizeof(*caller));

		if (caller == NULL)
			return NULL;
		caller->size = sizeof(caller->from);
		caller->len = recvfrom(dns.udp, caller->question, UDP_MESSAGE,
		    0, (struct sockaddr *)&caller->from, &caller->size);
		start(answer_udp, caller);
	}
}

static void *
answer_tcp(void *argument)
{
	int fd = (int)(intptr_t)argument;
	struct exchange *exchange = calloc(1, sizeof(*exchange));
	unsigned char bytes[2 + UDP_MESSAGE], size[2];
	ssize_t n = recv(fd, bytes, sizeof(bytes), 0);

	if (exchange != NULL && n > 2 &&
	    answer(bytes + 2, (size_t)n - 2, true, exchange) &&
	    (exchange->mood & MOOD_CUT) == 0) {
		size[0] = (unsigned char)(exchange->answer.len >> 8);
		size[1] = (unsigned char)exchange->answer.len;
		sleep_ms(exchange->ms);
		(void)send(fd, size, 2, MSG_NOSIGNAL | MSG_MORE);
		(void)send(fd, exchange->answer.bytes, exchange->answer.len,
		    MSG_NOSIGNAL);
	}
	free(exchange);
	(void)close(fd);
	return NULL;
}

static void *
serve_tcp(void *ignored)
{
	(void)ignored;
	for (;;) {
		int fd = accept(dns.tcp, NULL, NULL);

		if (fd == -1)
			return NULL;
		start(answer_tcp, (void *)(intptr_t)fd);
	}
}

static int
open_port(int type)
{
	const struct sockaddr_in here = {
		.sin_family = AF_INET,
		.sin_port = htons(53),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};
	int fd = socket(AF_INET, type | SOCK_CLOEXEC, 0);

	if (fd == -1 ||
	    bind(fd, (const struct sockaddr *)&here, sizeof(here)) == -1)
		return -1;
	return fd;
}

int
dns_server_start(const struct strings *lines)
{
	dns.records = calloc(lines->count + 1, sizeof(*dns.records));
	if (dns.records == NULL)
		return -1;
	for (; dns.count < lines->count; dns.count++)
		if (dns_record_read(
			&dns.records[dns.count], lines->at[dns.count]) == -1) {
			errno = EINVAL;
			return -1;
		}
	dns.udp = open_port(SOCK_DGRAM);
	dns.tcp = open_port(SOCK_STREAM);
	if (dns.udp == -1 || dns.tcp == -1 || listen(dns.tcp, 64) == -1)
		return -1;
	start(serve_udp, NULL);
	start(serve_tcp, NULL);
	return 0;
}
