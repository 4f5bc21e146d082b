/* A network of the story's own: names, and servers on several addresses. */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/if_addr.h>
#include <net/if.h>
#include <netdb.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "dns_server.h"
#include "scenario.h"

enum {
	ADDRESS_TRIES = 400,
	ADDRESS_PAUSE = 5000, /* microseconds */
};

bool
story_has_network(const struct story *story)
{
	return story->dns.count > 0 || story->server_count > 0;
}

static int
write_file(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	size_t len = strlen(text);
	int rc = fd != -1 && write(fd, text, len) == (ssize_t)len ? 0 : -1;

	if (fd != -1)
		(void)close(fd);
	return rc;
}

/* Who is not root is root in a namespace of users. */
static int
leave_network(void)
{
	char map[64];
	uid_t user = geteuid();
	gid_t group = getegid();

	if (unshare(CLONE_NEWNET | CLONE_NEWNS | CLONE_NEWUTS) == 0)
		return sethostname("monitor", 7);
	if (unshare(CLONE_NEWUSER | CLONE_NEWNET | CLONE_NEWNS |
		    CLONE_NEWUTS) == -1)
		return -1;
	(void)snprintf(map, sizeof(map), "0 %u 1", user);
	if (write_file("/proc/self/uid_map", map) == -1 ||
	    write_file("/proc/self/setgroups", "deny") == -1)
		return -1;
	(void)snprintf(map, sizeof(map), "0 %u 1", group);
	return write_file("/proc/self/gid_map", map) == -1
		   ? -1
		   : sethostname("monitor", 7);
}

static int
open_loopback(void)
{
	struct ifreq request = { .ifr_name = "lo" };
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0), rc;

	if (fd == -1)
		return -1;
	request.ifr_flags = IFF_UP | IFF_RUNNING;
	rc = ioctl(fd, SIOCSIFFLAGS, &request);
	(void)close(fd);
	return rc;
}

/* As struct in6_ifreq of linux/ipv6.h, which clashes with netinet/in.h. */
struct request6 {
	struct in6_addr address;
	uint32_t prefix;
	int interface;
};

static int
add_address(const char *text)
{
	struct request6 request = { .prefix = 128 };
	int fd, rc;

	if (strchr(text, ':') == NULL)
		return 0; /* all of 127.0.0.0/8 is there */
	if (inet_pton(AF_INET6, text, &request.address) != 1) {
		errno = EINVAL;
		return -1;
	}
	request.interface = (int)if_nametoindex("lo");
	fd = socket(AF_INET6, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (fd == -1)
		return -1;
	rc = ioctl(fd, SIOCSIFADDR, &request);
	if (rc == -1 && errno == EEXIST)
		rc = 0;
	/* It is of use a moment later. */
	for (int tries = 0; rc == 0 && tries < ADDRESS_TRIES; tries++) {
		const struct sockaddr_in6 own = {
			.sin6_family = AF_INET6,
			.sin6_addr = request.address,
		};

		if (bind(fd, (const struct sockaddr *)&own, sizeof(own)) == 0)
			break;
		(void)usleep(ADDRESS_PAUSE);
	}
	(void)close(fd);
	return rc;
}

/* Puts a file of the story in the place of one of the system. */
static int
cover(const struct trial *trial, const char *path, const char *text)
{
	char *own = text_format("%s%s", trial->place.dir, strrchr(path, '/'));
	int rc = write_file(own, text);

	if (rc == 0)
		rc = mount(own, path, NULL, MS_BIND, NULL);
	free(own);
	return rc;
}

static int
cover_files(const struct trial *trial)
{
	/* In a chroot the root is no mount of its own, which is EINVAL. */
	if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == -1 &&
	    errno != EINVAL)
		return -1;
	return cover(trial, "/etc/resolv.conf",
		   "nameserver 127.0.0.1\n"
		   "options timeout:1 attempts:2 trust-ad\n") == -1 ||
		       cover(trial, "/etc/nsswitch.conf", "hosts: dns\n") == -1
		   ? -1
		   : 0;
}

int
network_open(const struct trial *trial)
{
	const struct story *story = trial->story;

	if (leave_network() == -1 || open_loopback() == -1 ||
	    cover_files(trial) == -1)
		return -1;
	for (size_t i = 0; i < story->server_count; i++)
		for (size_t j = 0; j < story->servers[i].addresses.count; j++)
			if (add_address(story->servers[i].addresses.at[j]) ==
			    -1)
				return -1;
	return 0;
}

/* The story's files go: what they cover comes back. */
void
network_close(const struct trial *trial)
{
	if (!story_has_network(trial->story))
		return;
	if (trial->name_server > 0) {
		(void)kill(trial->name_server, SIGKILL);
		(void)waitpid(trial->name_server, NULL, 0);
	}
	(void)umount2("/etc/resolv.conf", MNT_DETACH);
	(void)umount2("/etc/nsswitch.conf", MNT_DETACH);
}

/* One address of a server, and what goes on there. */
struct stage {
	struct trial *trial; /* the plugin's */
	struct trial own;
	struct story story;
	pthread_t thread;
	char *log;
	size_t size;
};

struct network {
	struct stage *stages;
	size_t count;
};

static void *
play_stage(void *argument)
{
	struct stage *stage = argument;

	play(&stage->own);
	return NULL;
}

/* Takes this port of a numeric address. */
static int
bind_to(struct listener *listener, const char *text, int port)
{
	const struct addrinfo hints = {
		.ai_socktype = SOCK_STREAM,
		.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV,
	};
	struct addrinfo *found;
	char service[16];
	int rc = -1;

	(void)snprintf(service, sizeof(service), "%d", port);
	if (getaddrinfo(text, service, &hints, &found) != 0)
		return -1;
	listener->port = port;
	listener->fd = socket(
	    found->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (listener->fd != -1)
		rc = bind(listener->fd, found->ai_addr, found->ai_addrlen);
	freeaddrinfo(found);
	return rc;
}

static int
stage_begin(struct stage *stage, struct trial *trial,
    const struct server *server, const char *address)
{
	stage->trial = trial;
	stage->story = *trial->story;
	stage->story.acts = trial->story->acts + server->first;
	stage->story.act_count = server->count;
	stage->own = *trial;
	stage->own.main = trial;
	post_init(&stage->own.post);
	stage->own.story = &stage->story;
	stage->own.faults = (struct strings){ 0 };
	stage->own.log = open_memstream(&stage->log, &stage->size);
	stage->own.place.host = address;
	if (stage->own.log == NULL ||
	    bind_to(&stage->own.listener, address, trial->place.port) == -1)
		return -1;
	(void)fprintf(stage->own.log, "    server %s\n", address);
	return listener_open(&stage->own.listener);
}

/* The names may have the port in them. */
static void
fill_dns(const struct trial *trial, struct strings *lines)
{
	for (size_t i = 0; i < trial->story->dns.count; i++) {
		char *line = place_fill(&trial->place, trial->story->dns.at[i]);

		strings_add(lines, line);
		free(line);
	}
}

/* A process of its own, which ends with this one; it says when it is ready. */
static int
start_dns(struct trial *trial)
{
	struct strings lines = { 0 };
	int ends[2], number = EIO;

	if (pipe2(ends, O_CLOEXEC) == -1)
		return -1;
	fill_dns(trial, &lines);
	trial->name_server = fork();
	if (trial->name_server == 0) {
		(void)prctl(PR_SET_PDEATHSIG, SIGKILL);
		number = dns_server_start(&lines) == 0 ? 0 : errno;
		(void)!write(ends[1], &number, sizeof(number));
		for (;;)
			(void)pause();
	}
	(void)close(ends[1]);
	strings_free(&lines);
	if (read(ends[0], &number, sizeof(number)) != sizeof(number))
		number = EIO;
	(void)close(ends[0]);
	errno = number;
	return number == 0 ? 0 : -1;
}

int
network_begin(struct trial *trial)
{
	const struct story *story = trial->story;
	size_t most = 0;

	if (story->dns.count > 0 && start_dns(trial) == -1)
		return -1;
	for (size_t i = 0; i < story->server_count; i++)
		most += story->servers[i].addresses.count;
	trial->network = calloc(1, sizeof(*trial->network));
	if (trial->network == NULL)
		return -1;
	trial->network->stages =
	    calloc(most + 1, sizeof(*trial->network->stages));
	if (trial->network->stages == NULL)
		return -1;
	for (size_t i = 0; i < story->server_count; i++) {
		const struct server *server = &story->servers[i];

		for (size_t j = 0; j < server->addresses.count; j++)
			if (stage_begin(&trial->network
					     ->stages[trial->network->count++],
				trial, server, server->addresses.at[j]) == -1)
				return -1;
	}
	return 0;
}

int
network_play(struct trial *trial)
{
	for (size_t i = 0; i < trial->network->count; i++) {
		struct stage *stage = &trial->network->stages[i];

		stage->own.start = trial->start;
		stage->own.pid = trial->pid;
		if (pthread_create(&stage->thread, NULL, play_stage, stage) !=
		    0)
			return -1;
	}
	return 0;
}

void
network_end(struct trial *trial)
{
	for (size_t i = 0; i < trial->network->count; i++) {
		struct stage *stage = &trial->network->stages[i];

		(void)pthread_join(stage->thread, NULL);
		(void)fclose(stage->own.log);
		(void)fputs(stage->log, trial->log);
		trial->connections += stage->own.connections;
		trial->heard = trial->heard || stage->own.heard;
		for (size_t j = 0; j < stage->own.faults.count; j++)
			trial_fault(trial, "%s: %s", stage->own.place.host,
			    stage->own.faults.at[j]);
		strings_free(&stage->own.faults);
		post_free(&stage->own.post);
		listener_close(&stage->own.listener);
		free(stage->log);
	}
	free(trial->network->stages);
	free(trial->network);
	trial->network = NULL;
}
