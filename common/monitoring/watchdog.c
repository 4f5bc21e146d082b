/* A timer that ends the program with a prepared status line. */
#include "watchdog.h"

#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

#include "report_render.h"

/* Mutable data of file scope, as a signal handler can reach no other.  The
 * handler prints words[current] while the other one is written. */
static struct words {
	char text[WATCHDOG_WORDS];
	size_t len;
	int state;
} words[2];
static volatile sig_atomic_t current;

static void
on_alarm(int signal)
{
	const struct words *last = &words[current];

	(void)signal;
	/* If the write fails, nothing more can be done. */
	if (write(STDOUT_FILENO, last->text, last->len) == -1)
		_exit(STATE_UNKNOWN);
	_exit(last->state);
}

void
watchdog_prepare(const struct buf *text, enum state state)
{
	struct words *spare = &words[1 - current];

	spare->len = text->len < WATCHDOG_WORDS ? text->len : WATCHDOG_WORDS;
	memcpy(spare->text, buf_string(text), spare->len);
	spare->state = (int)state;
	current = 1 - current;
}

void
watchdog_prepare_report(const struct report *report)
{
	struct buf text = BUF_INIT(WATCHDOG_WORDS);

	report_render(report, 0, &text);
	watchdog_prepare(&text, report->state);
	buf_free(&text);
}

static void
set_timer(double seconds)
{
	struct itimerval timer = { { 0, 0 }, { 0, 0 } };

	timer.it_value.tv_sec = (time_t)seconds;
	timer.it_value.tv_usec =
	    (suseconds_t)((seconds - (double)timer.it_value.tv_sec) * 1e6);
	(void)setitimer(ITIMER_REAL, &timer, NULL);
}

void
watchdog_start(double seconds)
{
	struct sigaction action;
	sigset_t alarm_only;

	memset(&action, 0, sizeof(action));
	action.sa_handler = on_alarm;
	(void)sigemptyset(&action.sa_mask);
	(void)sigaction(SIGALRM, &action, NULL);
	/* The program that starts the plugin may have blocked the signal. */
	(void)sigemptyset(&alarm_only);
	(void)sigaddset(&alarm_only, SIGALRM);
	(void)sigprocmask(SIG_UNBLOCK, &alarm_only, NULL);
	set_timer(seconds);
}

void
watchdog_stop(void)
{
	set_timer(0);
}
