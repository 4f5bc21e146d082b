#ifndef CONFIG_H
#define CONFIG_H

#include <stdbool.h>
#include <stddef.h>

#include "address.h"
#include "buf.h"
#include "certificate_pin.h"
#include "certificate_store.h"
#include "error.h"
#include "perfdata.h"
#include "proxy.h"
#include "range.h"
#include "redact.h"
#include "report.h"
#include "state.h"
#include "tls_policy.h"

/* How many of each a command line may have. */
#define CONFIG_RECIPIENTS 64
#define CONFIG_COMMANDS 64
#define CONFIG_HEADERS 64
#define CONFIG_LIMITS 32
#define CONFIG_OVERRIDES 64
#define CONFIG_OFFERS 64
#define CONFIG_REFUSALS 8 /* no more are there */
#define CONFIG_PINS 16

struct refusal; /* see refusal.h */

enum tls_mode {
	TLS_NONE,
	TLS_IMPLICIT, /* from the first byte (RFC 8314 3.3) */
	TLS_STARTTLS, /* RFC 3207 */
};

/* What failed in general, for --on-failure. */
enum failure {
	FAILURE_ANY,
	FAILURE_TIMEOUT,
	FAILURE_CLOSED,
	FAILURE_TRANSIENT,
	FAILURE_PERMANENT,
	FAILURE_UNSUPPORTED,
	FAILURE_PROTOCOL,
};

/* --on-failure STAGE/KIND=STATE; a stage of NULL is any. */
struct override {
	const char *stage;
	enum failure kind;
	enum state state;
};

/* -w and -c for one metric, by its label. */
struct limit {
	char label[PERFDATA_LABEL_SIZE];
	struct thresholds thresholds;
};

/* An extension that the server must, or must not, offer. */
struct offer {
	const char *keyword;
	const char *parameter; /* NULL: whatever it has */
	bool forbidden;
};

/* -t STAGE=SECONDS */
struct stage_timeout {
	const char *stage;
	double seconds;
};

/* One side of -D: so many days, or so many percent of the lifetime. */
struct validity {
	bool given, percent;
	double value;
};

/* A -C and the -R that belongs to it, NULL for none. */
struct command {
	const char *text;
	const char *pattern; /* POSIX ERE, known to compile */
	bool ours;           /* nobody knows it: it is not shown */
};

/* A string that is not in the argument list. */
struct kept {
	struct kept *next;
	char text[];
};

/* Where the password comes from. */
enum secret_kind {
	SECRET_TYPED, /* no shell can fetch it */
	SECRET_FILE,
	SECRET_ENVIRONMENT,
	SECRET_CREDENTIAL,
	SECRET_WRONG, /* it is meant to be another one */
};

struct secret_source {
	enum secret_kind kind;
	const char *name; /* of file, variable or credential; else the option */
};

/* What the user asks for; settled before the first packet, constant after.
 * Strings belong to the argument list, to kept, or live as long as the program.
 */
struct config {
	/* Target */
	const char *host;    /* name, numeric address without [], or path */
	bool host_is_name;   /* neither an address nor a path */
	bool host_is_path;   /* of a unix socket */
	const char *address; /* -I, numeric; NULL: none */
	unsigned int port;
	int family; /* AF_UNSPEC, AF_INET, AF_INET6 */
	const char *fqdn;
	bool lmtp;
	enum proxy_version proxy; /* of the header that goes first */

	/* TLS */
	enum tls_mode tls;
	const char *server_name; /* SNI, or NULL */
	const char *verify_name; /* reference identity, or NULL */
	bool verify;
	bool ignore_expiration;
	bool dane; /* TLSA records judge, not chain and name */
	struct certificate_trust trust;
	struct certificate_pin pins[CONFIG_PINS];
	size_t pin_count;
	bool require_ocsp;
	struct tls_policy tls_policy;
	const char *client_certificate, *client_key; /* PEM files, or NULL */
	struct validity warn_validity, critical_validity;
	bool own_validity; /* they were given */

	/* Login */
	bool login;
	const char *user;
	const char *authzid;
	const char *mechanisms; /* NULL: the strongest */
	struct buf password;    /* secret; empty: none */
	struct secret_source password_source;
	bool password_readable; /* its file may be read by others */
	struct redact redact;   /* knows the password */
	bool allow_cleartext;
	bool password_only; /* a certificate shall not log in */
	const struct refusal *refuse[CONFIG_REFUSALS];
	size_t refusal_count;
	bool auth_each; /* and with every other mechanism, too */

	/* Envelope and message */
	bool has_sender;
	const char *from; /* "" is the null sender */
	const char *to[CONFIG_RECIPIENTS];
	size_t to_count;
	bool send;
	const char *subject;
	const char *headers[CONFIG_HEADERS];
	size_t header_count;
	const char *body_file;
	size_t body_size; /* octets, with CRLF */
	bool body_eight_bit;
	struct command commands[CONFIG_COMMANDS];
	size_t command_count;

	/* Verdict */
	const char *expect;
	struct offer offers[CONFIG_OFFERS]; /* --require and --forbid */
	size_t offer_count;
	struct limit limits[CONFIG_LIMITS];
	size_t limit_count;
	struct override overrides[CONFIG_OVERRIDES];
	size_t override_count;
	double timeout; /* seconds, for the whole run */
	struct stage_timeout stage_timeouts[CONFIG_LIMITS];
	size_t stage_timeout_count;

	int verbosity;
	struct kept *kept; /* owned: what strings may point into */
	enum report_format format;
	bool explain; /* how to do it by hand, instead of doing it */
};

void config_free(struct config *);

/* A copy that lives as long as the config. */
char *config_keep(struct config *, const char *, size_t len);

/* The limit for this label, made when there is none yet.  NULL: too many. */
struct limit *config_limit(struct config *, const char *label);

/* The limit for this label, or NULL. */
const struct limit *config_find_limit(const struct config *, const char *label);

/* The state that --on-failure gives to a failure: STAGE/KIND comes before
 * STAGE before any stage; the last of equals counts.  false: none given. */
bool config_override(
    const struct config *, const char *stage, enum failure, enum state *);

/* The time limit of a stage in seconds: its own, if that is shorter than the
 * timeout. */
double config_stage_timeout(const struct config *, const char *stage);

/* Is the host a name whose addresses are to be found? */
bool config_has_lookup(const struct config *);

/* Has the run TLS? */
bool config_has_tls(const struct config *);

#endif
