/* Many targets in one check: finds them, and runs them side by side. */
#include "targets.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "clock.h"
#include "memory.h"
#include "shortage.h"
#include "thread.h"
#include "wait.h"
#include "watchdog.h"

/* Bytes of the stack of a target's thread: OpenSSL takes most of it. */
#define STACK_SIZE ((size_t)256 * 1024)

/* Nanoseconds between two looks when the system cannot wait. */
#define PAUSE (10L * 1000 * 1000)

/* Where the rows begin that each target has for itself. */
#define RESOLVED ((size_t)STAGE_ROW_CONNECT)

int
targets_make(struct targets *all, const struct config *config, int64_t began,
    struct error *error)
{
	*all = (struct targets){ .config = config, .wake = { -1, -1 } };
	(void)pthread_mutex_init(&all->lock, NULL);
	if (plan_make(&all->scout, config, began, error) == -1)
		return -1;
	if (pipe2(all->wake, O_CLOEXEC | O_NONBLOCK) == -1)
		return shortage_or(error, ERROR_USAGE, "pipe");
	return session_share_tls(plan_first(&all->scout), error);
}

/* A target like this config, at its place in the order of preference.  NULL:
 * there are too many. */
static struct target *
add_target(struct targets *all, const struct config *config, size_t place)
{
	struct target *target;
	size_t at = all->count;

	if (all->count == TARGETS_MAX) {
		all->left_out++;
		return NULL;
	}
	target = memory_zeroed(sizeof(*target));
	target->all = all;
	target->place = place;
	target->config = *config;
	target->config.target.mx = false;
	target->config.target.among = true;
	atomic_init(&target->stage, STAGE_RESOLVE);
	(void)plan_begin(
	    &target->plan, &target->config, all->scout.facts.began);
	for (; at > 0 && all->list[at - 1]->place > place; at--)
		all->list[at] = all->list[at - 1];
	all->list[at] = target;
	all->count++;
	return target;
}

/* From now on the target is this address alone. */
static void
use_address(struct target *target, const struct address *address)
{
	struct addresses *addresses = &plan_first(&target->plan)->addresses;

	addresses->list[0] = *address;
	addresses->count = 1;
	address_print(address, false, target->address);
	target->config.target.address = target->address;
	target->config.target.tells_address = true;
}

/* Adds targets for the addresses of a session, from this one on. */
static void
add_addresses(struct targets *all, const struct session *session, size_t from,
    size_t place)
{
	for (size_t i = from; i < session->addresses.count; i++) {
		struct target *target =
		    add_target(all, session->facts.config, place + i);

		if (target == NULL)
			continue;
		session_branch(plan_first(&target->plan), session, RESOLVED);
		atomic_init(&target->stage, STAGE_CONNECT);
		use_address(target, &session->addresses.list[i]);
	}
	all->left_out += session->addresses.untried;
}

/* Each is asked for, verified and told by its own name. */
static void
add_host(struct targets *all, const struct mx_host *host, size_t place)
{
	struct target *target = add_target(all, all->config, place);
	struct config *config;

	if (target == NULL)
		return;
	config = &target->config;
	config->target.host = host->name;
	config->target.fault = host->fault;
	config->target.exact = true;
	config->target.is_mx = !plan_first(&all->scout)->mx->implicit;
	if (config->tls.server_name != NULL && !config->tls.own_server_name)
		config->tls.server_name = host->name;
	if (!config->tls.own_verify_name)
		config->tls.verify_name = host->name;
	target->spreads = config->target.all_addresses;
	plan_first(&target->plan)->tls_config.server_name =
	    config->tls.server_name;
	session_branch(plan_first(&target->plan), plan_first(&all->scout),
	    STAGE_ROW_RESOLVE);
}

void
targets_find(struct targets *all, const struct session_watcher *watcher)
{
	struct session *scout = plan_first(&all->scout);

	session_run(scout, stages, RESOLVED, watcher);
	if (session_has_failed(scout))
		return;
	if (scout->mx != NULL) {
		for (size_t i = 0; i < scout->mx->count; i++)
			add_host(all, &scout->mx->list[i], i * ADDRESS_MAX);
		all->left_out += scout->mx->left_out;
	} else if (scout->addresses.count > 1)
		add_addresses(all, scout, 0, 0);
}

/* A pipe that is full wakes it, too. */
static void
wake_main(const struct targets *all)
{
	(void)!write(all->wake[1], "", 1);
}

/* With the session's lookup over: its first address stays with this target, and
 * each other one becomes a target. */
static void
spread(struct target *target)
{
	struct targets *all = target->all;
	const struct session *session = plan_first(&target->plan);
	struct address first = session->addresses.list[0];

	if (session->addresses.count < 2)
		return;
	(void)pthread_mutex_lock(&all->lock);
	add_addresses(all, session, 1, target->place);
	use_address(target, &first);
	(void)pthread_mutex_unlock(&all->lock);
	wake_main(all);
}

static bool
note_row(void *context, struct session *session, enum stage_id stage)
{
	struct target *target = context;

	(void)session;
	atomic_store(&target->stage, (int)stage);
	return false;
}

static void
run_target(void *argument)
{
	struct target *target = argument;
	struct targets *all = target->all;
	const struct session_watcher watcher = { note_row, NULL, target };
	struct error ignored = { 0 };

	target->plan.facts.waited = clock_now() - all->opened;
	if (target->spreads) {
		session_run(
		    plan_first(&target->plan), stages, RESOLVED, &watcher);
		spread(target);
	}
	/* The scout's were fit. */
	(void)plan_add_refusals(&target->plan, &ignored);
	plan_run(&target->plan, &watcher);
	target->seconds =
	    facts_seconds(&target->plan.facts) +
	    (double)target->plan.facts.waited / (double)CLOCK_SECOND;
	all->ended(target);
	plan_free(&target->plan);
	(void)pthread_mutex_lock(&all->lock);
	target->state = TARGET_ENDED;
	all->running--;
	(void)pthread_mutex_unlock(&all->lock);
	wake_main(all);
}

static struct target *
next_waiting(const struct targets *all)
{
	for (size_t i = 0; i < all->count; i++)
		if (all->list[i]->state == TARGET_WAITS)
			return all->list[i];
	return NULL;
}

/* This host cannot start a thread: the first row of the target fails. */
static void
fail_start(struct target *target, int number)
{
	struct session *first = plan_first(&target->plan);
	struct observation *seen = &first->facts.seen[first->next_row];

	seen->outcome = OUTCOME_FAILED;
	errno = number;
	(void)error_errno(&seen->error, ERROR_USAGE, "pthread_create");
	target->all->ended(target);
	plan_free(&target->plan);
	target->state = TARGET_ENDED;
}

/* Without another thread now there may be one later, if some end. */
static void
start_targets(struct targets *all)
{
	struct target *target = next_waiting(all);

	while (target != NULL && !all->is_late &&
	       all->running < all->config->target.parallel) {
		int failed = thread_start(
		    &target->thread, STACK_SIZE, run_target, target);

		if (failed != 0 && all->running > 0)
			return;
		if (failed != 0)
			fail_start(target, failed);
		else {
			target->has_thread = true;
			target->state = TARGET_RUNS;
			all->running++;
		}
		target = next_waiting(all);
	}
}

/* Waits until something has changed.  A target ends soon after the deadline,
 * and those that have not begun by then do not begin.  false: too late. */
static bool
wait_for_change(struct targets *all)
{
	const struct deadline deadline = plan_first(&all->scout)->deadline;
	const struct deadline end = { deadline.at +
				      (int64_t)(WATCHDOG_GRACE * 1e9) };
	const struct timespec pause = { .tv_nsec = PAUSE };
	struct error ignored = { 0 };
	char bytes[TARGETS_MAX];
	int rc;

	(void)pthread_mutex_unlock(&all->lock);
	rc = wait_descriptor(all->wake[0], WAIT_READ, end, &ignored);
	if (rc == -1 && !deadline_passed(end)) {
		/* This host lacks memory, but the targets go on. */
		(void)nanosleep(&pause, NULL);
		rc = 0;
	}
	(void)!read(all->wake[0], bytes, sizeof(bytes));
	(void)pthread_mutex_lock(&all->lock);
	all->is_late = deadline_passed(deadline);
	return rc == 0;
}

void
targets_run(struct targets *all, void (*ended)(struct target *))
{
	bool in_time = true;

	/* Else libc takes 64 MB of addresses for each thread. */
	(void)mallopt(M_ARENA_MAX, 1);
	all->ended = ended;
	all->opened = clock_now();
	targets_hold(all);
	start_targets(all);
	while (all->running > 0 && in_time) {
		in_time = wait_for_change(all);
		start_targets(all);
	}
	if (targets_are_out(all))
		return;
	(void)pthread_mutex_unlock(&all->lock);
	for (size_t i = 0; i < all->count; i++)
		if (all->list[i]->has_thread)
			(void)pthread_join(all->list[i]->thread, NULL);
}

void
targets_hold(struct targets *all)
{
	(void)pthread_mutex_lock(&all->lock);
}

bool
targets_are_out(const struct targets *all)
{
	return all->running > 0;
}

void
targets_free(struct targets *all)
{
	for (size_t i = 0; i < all->count; i++) {
		if (all->list[i]->state == TARGET_WAITS)
			plan_free(&all->list[i]->plan);
		free(all->list[i]);
	}
	plan_free(&all->scout);
	for (size_t i = 0; i < 2; i++)
		if (all->wake[i] != -1)
			(void)close(all->wake[i]);
	(void)pthread_mutex_destroy(&all->lock);
}
