/* The last words: of a deadline that nothing else keeps, a crash, a kill. */
#include "watchdog.h"

#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <unistd.h>

#include "clock.h"
#include "command.h"
#include "crash_signals.h"
#include "idle.h"
#include "report_render.h"

/* Seconds that a reader has for the last words, and that the program has to
 * come to a place where they can be made. */
#define WRITE_SECONDS 0.2
#define PLACE_SECONDS 0.2
/* Bytes of a reason. */
#define REASON_SIZE 64
/* Bytes of what stands behind a reason if nothing else is prepared. */
#define BEHIND_SIZE 2048

static const int crashes[] = { CRASH_SIGNALS 0 };
static const int kills[] = { SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGXCPU, 0 };

/* A text, and where the reason stands in it. */
struct words {
	char text[WATCHDOG_WORDS];
	size_t len;
	size_t reason, reason_len; /* of length 0: nowhere */
	int state;
};

/* The mutable things of file scope: a handler has no other way to them.  While
 * one pair is written, a handler prints the other. */
static struct {
	struct words late, ended;
} words[2];
static volatile sig_atomic_t current, prepared, hushed;
/* See watchdog_forget(); while one text is written, a handler prints the other.
 */
static const char *volatile place, *volatile rest = "";
static char behind_texts[2][BEHIND_SIZE];
static struct watchdog_speaker speaker;
static volatile sig_atomic_t pending;          /* a signal that asks to end */
static atomic_flag claimed = ATOMIC_FLAG_INIT; /* one thread writes */
static char stack[CRASH_STACK];

static void
set_timer(double seconds)
{
	struct itimerval timer = { { 0, 0 }, { 0, 0 } };

	if (seconds < 0.001)
		seconds = 0.001;
	timer.it_value.tv_sec = (time_t)seconds;
	timer.it_value.tv_usec =
	    (suseconds_t)((seconds - (double)timer.it_value.tv_sec) * 1e6);
	(void)setitimer(ITIMER_REAL, &timer, NULL);
}

/* Writes all parts at once, so that a reader has the whole line or nothing.
 * Nothing is left to do about a failure. */
static void
write_all(struct iovec *part, int count)
{
	while (count > 0) {
		ssize_t n = writev(STDOUT_FILENO, part, count);

		if (n <= 0)
			_exit(STATE_UNKNOWN);
		for (; count > 0 && (size_t)n >= part->iov_len; part++, count--)
			n -= (ssize_t)part->iov_len;
		if (count > 0) {
			part->iov_base = (char *)part->iov_base + n;
			part->iov_len -= (size_t)n;
		}
	}
}

static struct iovec
part_of(const char *text, size_t len)
{
	union {
		const char *text;
		void *base;
	} same = { text };

	return (struct iovec){ same.base, len };
}

/* From now on this thread alone writes; another one waits for the end. */
static void
claim_output(void)
{
	static _Thread_local bool ours;

	hushed = 1;
	while (!ours && atomic_flag_test_and_set(&claimed))
		(void)pause();
	ours = true;
}

/* Ends the program.  Whoever does not read has WRITE_SECONDS. */
_Noreturn static void
speak_and_exit(bool late, const char *reason)
{
	static const char first[] = "SMTP UNKNOWN - ";
	const struct words *last =
	    late ? &words[current].late : &words[current].ended;
	bool told = !prepared || last->reason_len > 0;
	size_t behind = last->reason + last->reason_len;
	const char *where = prepared || place == NULL ? "" : place;
	struct iovec parts[6] = {
		prepared ? part_of(last->text, last->reason)
			 : part_of(first, sizeof(first) - 1),
		part_of(where, strlen(where)),
		part_of(": ", where[0] == '\0' ? 0 : 2),
		part_of(reason, told ? strlen(reason) : 0),
		prepared ? part_of(last->text + behind, last->len - behind)
			 : part_of(rest, strlen(rest)),
		part_of("\n", prepared ? 0 : 1),
	};

	claim_output();
	command_kill();
	set_timer(WRITE_SECONDS);
	write_all(parts, 6);
	_exit(prepared ? last->state : STATE_UNKNOWN);
}

/* Appends to a text of REASON_SIZE, which has room. */
static void
append(char *text, const char *more)
{
	memcpy(text + strlen(text), more, strlen(more) + 1);
}

static bool
is_crash(int signal)
{
	for (size_t i = 0; crashes[i] != 0; i++)
		if (crashes[i] == signal)
			return true;
	return false;
}

/* "ended by signal 15" */
static void
put_reason(char reason[REASON_SIZE], int signal)
{
	char digits[4] = "", *at = digits + sizeof(digits) - 1;
	bool crash = is_crash(signal);

	for (int n = signal; n > 0 && at > digits; n /= 10)
		*--at = (char)('0' + n % 10);
	reason[0] = '\0';
	append(reason, crash ? "internal error (signal " : "ended by signal ");
	append(reason, at);
	append(reason, crash ? ")" : "");
}

static void
say_prepared(int signal)
{
	char reason[REASON_SIZE];

	put_reason(reason, signal);
	speak_and_exit(
	    signal == SIGALRM, signal == SIGALRM ? "no end in time" : reason);
}

/* Has the speaker make the words, at a place where that can be done.  Until
 * they are there, another signal has the prepared ones said. */
static void
say_anew(void)
{
	struct buf text = BUF_INIT(WATCHDOG_WORDS);
	char reason[REASON_SIZE];
	struct iovec part;
	enum state state;

	put_reason(reason, pending);
	state = speaker.say(
	    speaker.context, pending == SIGALRM ? NULL : reason, &text);
	claim_output();
	command_kill();
	set_timer(WRITE_SECONDS);
	part = part_of(buf_string(&text), text.len);
	write_all(&part, 1);
	_exit((int)state);
}

/* Who only waits has not crashed: such a signal comes from outside. */
static void
on_signal(int signal)
{
	int first = pending;

	if (hushed)
		_exit(STATE_UNKNOWN);
	if (first != 0 || speaker.say == NULL ||
	    (is_crash(signal) && !idle_is_here()))
		say_prepared(first != 0 && signal == SIGALRM ? first : signal);
	pending = signal;
	set_timer(PLACE_SECONDS);
	if (idle_is_here())
		say_anew();
	idle_ask(say_anew);
}

/* Each handler has all kills and the rest of the crashes wait, but not the
 * timer: it ends what a reader keeps waiting.  A crash may be that of the
 * stack, and what makes the words needs more than the other one has. */
static void
handle(int signal)
{
	struct sigaction action;

	memset(&action, 0, sizeof(action));
	action.sa_handler = on_signal;
	action.sa_flags = SA_NODEFER | (is_crash(signal) ? SA_ONSTACK : 0);
	(void)sigemptyset(&action.sa_mask);
	for (size_t i = 0; kills[i] != 0; i++)
		(void)sigaddset(&action.sa_mask, kills[i]);
	(void)sigaction(signal, &action, NULL);
}

static bool
is_ignored(int signal)
{
	struct sigaction action;

	return sigaction(signal, NULL, &action) == 0 &&
	       action.sa_handler == SIG_IGN;
}

static void
ignore(int signal)
{
	struct sigaction action;

	memset(&action, 0, sizeof(action));
	action.sa_handler = SIG_IGN;
	(void)sigaction(signal, &action, NULL);
}

void
watchdog_begin(void)
{
	const stack_t other = { .ss_sp = stack, .ss_size = sizeof(stack) };
	struct itimerval off = { { 0, 0 }, { 0, 0 } };
	sigset_t none;

	(void)setitimer(ITIMER_REAL, &off, NULL);
	(void)sigaltstack(&other, NULL);
	/* An alarm of whoever started us may be pending: this forgets it. */
	ignore(SIGALRM);
	/* A write tells that its reader is gone, or that a file may not grow.
	 */
	ignore(SIGPIPE);
	ignore(SIGXFSZ);
	handle(SIGALRM);
	for (size_t i = 0; crashes[i] != 0; i++)
		handle(crashes[i]);
	for (size_t i = 0; kills[i] != 0; i++)
		if (kills[i] == SIGTERM || !is_ignored(kills[i]))
			handle(kills[i]);
	(void)sigemptyset(&none);
	(void)sigprocmask(SIG_SETMASK, &none, NULL);
}

static void
keep_words(struct words *to, const struct report *report)
{
	struct buf text = BUF_INIT(WATCHDOG_WORDS);
	const char *reason;

	report_render(report, 0, &text);
	to->len = text.len < WATCHDOG_WORDS ? text.len : WATCHDOG_WORDS;
	memcpy(to->text, buf_string(&text), to->len);
	reason = memmem(
	    to->text, to->len, WATCHDOG_REASON, sizeof(WATCHDOG_REASON) - 1);
	to->reason = reason == NULL ? 0 : (size_t)(reason - to->text);
	to->reason_len = reason == NULL ? 0 : sizeof(WATCHDOG_REASON) - 1;
	to->state = (int)report->state;
	buf_free(&text);
}

void
watchdog_prepare(const struct report *late, const struct report *ended)
{
	int spare = 1 - current;

	keep_words(&words[spare].late, late);
	keep_words(&words[spare].ended, ended);
	/* A handler of this thread must find the words before it looks there.
	 */
	atomic_signal_fence(memory_order_release);
	current = spare;
	prepared = 1;
}

void
watchdog_forget(const char *where, const char *behind)
{
	char *spare = behind_texts[rest == behind_texts[0] ? 1 : 0];
	size_t len = strlen(behind);

	if (len >= BEHIND_SIZE)
		len = BEHIND_SIZE - 1;
	memcpy(spare, behind, len);
	spare[len] = '\0';
	atomic_signal_fence(memory_order_release);
	rest = spare;
	place = where;
	prepared = 0;
}

void
watchdog_listen(const struct watchdog_speaker *listened)
{
	const struct watchdog_speaker none = { .say = NULL };

	speaker = listened == NULL ? none : *listened;
}

void
watchdog_set(int64_t deadline)
{
	set_timer((double)(deadline - clock_now()) / (double)CLOCK_SECOND +
		  WATCHDOG_GRACE);
}

void
watchdog_hush(void)
{
	claim_output();
}

_Noreturn void
watchdog_leave(enum state state)
{
	_exit((int)state);
}

_Noreturn void
watchdog_end(const char *reason)
{
	speak_and_exit(false, reason);
}
