/* When a check gives up what it needs no more, and what it keeps. */
#include "confine.h"

#include <string.h>

#include "certificate_store.h"
#include "sandbox.h"
#include "text.h"
#include "tls_library.h"

/* Paths that a confined check may read. */
#define PATHS 32

/* Of the process: the walls that stand, and whether they were asked for. */
static struct {
	bool entered;
	unsigned int walls;
} confinement;

struct paths {
	const char *list[PATHS];
	size_t count;
};

static void
add(struct paths *paths, const char *path)
{
	if (path != NULL && paths->count < PATHS)
		paths->list[paths->count++] = path;
}

/* What libc reads to look up a name: of the mailbox, or of a TLSA record. */
static void
add_lookup(struct paths *paths)
{
	static const char *const files[] = {
		"/etc/hosts",
		"/etc/resolv.conf",
		"/etc/nsswitch.conf",
		"/etc/host.conf",
		"/etc/gai.conf",
		"/etc/services",
		"/run/systemd/resolve",
	};

	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++)
		add(paths, files[i]);
}

static bool
looks_up_later(const struct config *config)
{
	return config->steps.round_trip || config_has_targets(config);
}

static void
add_tls(struct paths *paths, const struct config_tls *tls,
    const struct certificate_store *store)
{
	if (tls->mode == TLS_NONE)
		return;
	add(paths, tls->client_certificate);
	add(paths, tls->client_key);
	if (store != NULL)
		paths->count += certificate_store_paths(
		    store, paths->list + paths->count, PATHS - paths->count);
}

/* Lets OpenSSL read its configuration, and notes where the roots are.  What
 * fails here fails again where it is needed, and is told there. */
static void
open_trust(struct session *session)
{
	const struct config *config = session->facts.config;
	struct error ignored = { 0 };

	if (config_has_tls(config) && session->store == NULL)
		session->store =
		    certificate_store_open(&config->tls.trust, &ignored);
	else if (config->steps.login)
		(void)tls_initialise(&ignored);
}

static void
enter(struct session *session)
{
	const struct config *config = session->facts.config;
	struct paths paths = { .count = 0 };
	struct sandbox_files files = { .read = paths.list };

	if (confinement.entered)
		return;
	open_trust(session);
	add(&paths, config->steps.body_file);
	add_tls(&paths, &config->tls, session->store);
	if (session->at_mailbox != NULL) {
		open_trust(session->at_mailbox);
		add_tls(
		    &paths, &config->mailbox.tls, session->at_mailbox->store);
	}
	if (looks_up_later(config))
		add_lookup(&paths);
	files.read_count = paths.count;
	confinement.entered = true;
	confinement.walls = sandbox_begin();
	confinement.walls |=
	    sandbox_enter(&files, config->output.verbosity >= 3);
}

/* May this login run a program, load a library or write a file?  A new token
 * may be fetched, Kerberos reads its tickets, and a library prepares what is
 * not ASCII. */
static bool
is_demanding(const struct config_login *login, const struct buf *password)
{
	const char *mechanisms = login->mechanisms;

	return login->source.kind == SECRET_OAUTH ||
	       (mechanisms != NULL &&
		   strcasestr(mechanisms, "GSSAPI") != NULL) ||
	       (login->user != NULL && !text_is_ascii(login->user)) ||
	       (password != NULL && !text_is_ascii(buf_string(password)));
}

/* The first stage before which nothing of that is still to come. */
static enum stage_id
first_stage(const struct session *session)
{
	const struct config *config = session->facts.config;
	const struct config_mailbox *mailbox = &config->mailbox;

	/* Libraries that look up names are loaded by the first lookup. */
	if (config->steps.round_trip &&
	    (is_demanding(&mailbox->login, &mailbox->login.password) ||
		secret_is_fetched(&mailbox->login.source) ||
		!config_has_lookup(config)))
		return STAGE_DELIVERY;
	/* Further sessions log in again. */
	if (config->steps.login &&
	    is_demanding(&config->login, session->password))
		return config->steps.auth_each ||
			       config->steps.negative_count > 0
			   ? STAGE_DELIVERY
			   : STAGE_MAIL;
	return STAGE_CONNECT;
}

void
confine_before(struct session *session, enum stage_id stage)
{
	if (!confinement.entered && stage >= STAGE_CONNECT &&
	    !config_has_targets(session->facts.config) &&
	    !session->facts.config->target.among &&
	    stage >= first_stage(session))
		enter(session);
}

void
confine_all(struct session *session)
{
	if (first_stage(session) == STAGE_CONNECT)
		enter(session);
}

void
confine_show(struct buf *out)
{
	static const struct {
		unsigned int wall;
		const char *name;
	} walls[] = {
		{ SANDBOX_PRIVILEGES, "no new rights" },
		{ SANDBOX_MEMORY, "no core" },
		{ SANDBOX_CALLS, "few system calls (seccomp)" },
		{ SANDBOX_FILES, "few files (Landlock)" },
	};
	const char *before = " ";

	(void)buf_puts(out, "Sandbox:");
	for (size_t i = 0; i < sizeof(walls) / sizeof(walls[0]); i++) {
		if ((confinement.walls & walls[i].wall) == 0)
			continue;
		(void)buf_printf(out, "%s%s", before, walls[i].name);
		before = ", ";
	}
	(void)buf_puts(out, confinement.walls == 0 ? " none\n" : "\n");
	for (size_t i = 0; sandbox_refused(i) != -1; i++)
		(void)buf_printf(
		    out, "Refused system call: %ld\n", sandbox_refused(i));
}
