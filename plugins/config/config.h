#ifndef CONFIG_H
#define CONFIG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "address.h"
#include "buf.h"
#include "certificate_pin.h"
#include "certificate_store.h"
#include "error.h"
#include "mailbox.h"
#include "negative_check_table.h"
#include "perfdata.h"
#include "proxy.h"
#include "range.h"
#include "redact.h"
#include "report.h"
#include "stage_names.h"
#include "state.h"
#include "tls_policy.h"
#include "token.h"

/* How many values of each kind one command line may give. */
#define CONFIG_RECIPIENTS 64
#define CONFIG_COMMANDS 64
#define CONFIG_HEADERS 64
#define CONFIG_LIMITS 32
#define CONFIG_OVERRIDES 64
#define CONFIG_OFFERS 64
#define CONFIG_PINS 16
#define CONFIG_ARRIVED 32

/* The default of -t, in seconds, of --arrived-within, and of --parallel. */
#define CONFIG_SECONDS 10
#define CONFIG_ARRIVED_WITHIN 900
#define CONFIG_PARALLEL 16

enum tls_mode {
	TLS_NONE,
	TLS_IMPLICIT, /* TLS from the first byte (RFC 8314 3.3) */
	TLS_STARTTLS, /* TLS after the STARTTLS command (RFC 3207) */
};

/* The kinds of failure that --on-failure can name. */
enum failure {
	FAILURE_ANY,
	FAILURE_TIMEOUT,
	FAILURE_CLOSED,
	FAILURE_TRANSIENT,
	FAILURE_PERMANENT,
	FAILURE_UNSUPPORTED,
	FAILURE_PROTOCOL,
	FAILURE_JUNK, /* the message lies in the junk folder */
};

/* One rule of --on-failure: STAGE/KIND=STATE. */
struct override {
	enum stage_id stage; /* STAGE_ANY: every stage */
	enum failure kind;   /* FAILURE_ANY: every kind */
	enum state state;    /* what such a failure is reported as */
};

/* The thresholds of one metric, from -w and -c. */
struct limit {
	char label[PERFDATA_LABEL_SIZE]; /* as in the performance data */
	struct thresholds thresholds;
};

/* An SMTP extension that the server must offer (--require) or must not offer
 * (--forbid). */
struct offer {
	const char *keyword;
	const char *parameter; /* NULL: the parameters do not matter */
	bool forbidden;
};

/* One threshold of -D: how long the certificate must remain valid. */
struct validity {
	bool given, percent;
	double value; /* days, or percent of the certificate's lifetime */
};

/* A command for the server (-C), and what the reply must match (-R). */
struct command {
	const char *text;
	const char *pattern; /* valid POSIX ERE; NULL: -R was not given */
	bool ours; /* the plugin chose the pattern: reports do not show it */
};

/* A string that the config owns, because the argument list does not have it. */
struct kept {
	struct kept *next;
	char text[];
};

/* Where the password comes from.  --explain fetches it from there again. */
enum secret_kind {
	SECRET_TYPED, /* -P or standard input: a person must type it again */
	SECRET_FILE,
	SECRET_ENVIRONMENT,
	SECRET_CREDENTIAL, /* systemd's */
	SECRET_WRONG,      /* made up: the server must refuse it (--refuse) */
	/* The stage TOKEN fetches these, under its deadline. */
	SECRET_COMMAND,
	SECRET_OAUTH,
};

struct secret_source {
	enum secret_kind kind;
	/* The path, variable, credential or command; SECRET_TYPED: the option.
	 */
	const char *name;
	/* SECRET_OAUTH: what the file says.  Owned by the config; it remembers
	 * the token, so all sessions share it. */
	struct token_source *tokens;
};

/* The server, and how to reach it. */
struct config_target {
	const char *host;    /* name, numeric address without [], or path */
	bool host_is_name;   /* a DNS name, not an address or a path */
	bool host_is_path;   /* the path of a unix socket */
	const char *address; /* -I, numeric; NULL: not given */
	unsigned int port;
	int family;       /* AF_UNSPEC, AF_INET, AF_INET6 */
	const char *fqdn; /* -F, the name for EHLO; NULL: see ehlo_name.h */
	bool lmtp;        /* LMTP (RFC 2033) instead of SMTP */
	const char *other_protocol; /* "imap", "pop3"; NULL: one of these */
	enum proxy_version proxy; /* the PROXY header before all other bytes */
	const char *source; /* our end, numeric; NULL: the system's choice */

	/* Many targets: the mail servers of the domain HOST (--mx), all
	 * addresses of each name (--all-addresses). */
	bool mx, all_addresses;
	unsigned int parallel; /* as many at once, at most */
	/* In the config of one of them: */
	bool among;         /* this is one of many */
	bool exact;         /* the host's name is whole: no search list */
	bool is_mx;         /* an MX record has this name */
	bool tells_address; /* one of several with this name */
	const char *fault;  /* why no host has this name; NULL: one can */
};

struct config_tls {
	enum tls_mode mode;
	struct tls_policy policy;
	const char *server_name; /* SNI (RFC 6066 3); NULL: send none */
	/* The reference identity (RFC 9525) that the certificate must have;
	 * NULL: any. */
	const char *verify_name;
	/* They are the user's own; else they are those of the target. */
	bool own_server_name, own_verify_name;
	bool verify;            /* chain and name must be valid */
	bool ignore_expiration; /* an expired certificate is no fault */
	bool dane; /* TLSA records replace the chain and name (RFC 7672) */
	struct certificate_trust trust;
	struct certificate_pin pins[CONFIG_PINS];
	size_t pin_count;
	bool require_ocsp; /* the server must staple an OCSP answer */
	const char *client_certificate, *client_key; /* PEM files, or NULL */
	bool key_readable; /* others may read the file of the client's key */
	struct validity warn_validity, critical_validity;
	bool own_validity; /* -D was given; else these are the defaults */
};

/* Who logs in, and with which credentials. */
struct config_login {
	const char *user;       /* authentication identity, or NULL */
	const char *authzid;    /* authorization identity, or NULL */
	const char *mechanisms; /* -A; NULL: the strongest on offer */
	const char *keytab;     /* the user's key of Kerberos, or NULL */
	struct buf password;    /* secret; empty: not given, or fetched */
	struct secret_source source;
	bool readable;        /* others may read the password's file */
	bool allow_cleartext; /* the password may cross the net in clear */
	bool password_only;   /* neither certificate nor ticket may log in */
};

/* What a session does after EHLO.  All zero: nothing but QUIT. */
struct config_steps {
	bool login;       /* AUTH */
	bool has_sender;  /* MAIL FROM */
	const char *from; /* "" is the null sender (RFC 5321 4.5.5) */
	const char *to[CONFIG_RECIPIENTS];
	size_t to_count;
	struct command commands[CONFIG_COMMANDS];
	size_t command_count;
	bool send; /* DATA and a message */
	const char *subject;
	bool own_subject;                    /* --subject was given */
	const char *headers[CONFIG_HEADERS]; /* "Name: value" each */
	size_t header_count;
	const char *body_file; /* NULL: the plugin's own text */
	bool round_trip;       /* look for the message: see config_mailbox */
	bool mta_sts;          /* with --mx: the policy of the domain */

	/* Further sessions: a login with each other mechanism (--auth-each),
	 * and the negative checks (--refuse). */
	bool auth_each;
	enum negative_check_id negative[NEGATIVE_COUNT];
	size_t negative_count;
};

/* The mailbox in which the message must arrive. */
struct config_mailbox {
	enum mailbox_protocol protocol;
	struct config_target target;
	struct config_tls
	    tls; /* the trust and the versions of --ca-file etc. */
	struct config_login login;
	/* The secret and its source are those of the login, which owns them.
	 */
	bool shares_secret;
	const char *folder; /* UTF-8 */
	const char *junk;   /* UTF-8; NULL: the folder marked as such */
	/* --round-trip previous: nothing is waited for; the newest message
	 * that has arrived must have been sent so many seconds ago at most. */
	bool previous;
	double arrived_within;
	const char *series; /* marks the messages that belong together */
	bool keep;          /* delete none of them */
	/* Valid POSIX EREs: header lines of the message that arrived. */
	const char *arrived[CONFIG_ARRIVED];
	size_t arrived_count;
};

/* How the facts are judged. */
struct config_judgement {
	const char *expect;                 /* -e, or NULL */
	struct offer offers[CONFIG_OFFERS]; /* --require and --forbid */
	size_t offer_count;
	struct limit limits[CONFIG_LIMITS];
	size_t limit_count;
	struct override overrides[CONFIG_OVERRIDES];
	size_t override_count;
	unsigned int quorum; /* as many targets must be OK; 0: all */
};

/* Time limits, in seconds. */
struct config_time {
	int64_t began;             /* see clock.h */
	double total;              /* -t SECONDS, for the whole check */
	double stage[STAGE_COUNT]; /* -t STAGE=SECONDS; 0: not given */
};

struct config_output {
	int verbosity; /* how many -v */
	enum report_format format;
	bool explain; /* print the check as commands, instead of running it */
};

/* What the user asks for.  It is complete before the first packet and does not
 * change afterwards.  Its strings are borrowed from the argument list, from
 * string constants, or from the list "kept". */
struct config {
	struct config_target target;
	struct config_tls tls;
	struct config_login login;
	struct config_steps steps;
	struct config_mailbox mailbox;
	struct config_judgement judgement;
	struct config_time time;
	struct config_output output;
	struct redact redact; /* owned: hides the password in output */
	/* Owned: learns what the stage TOKEN fetches, so that redact hides it,
	 * too.  NULL: nothing is fetched. */
	struct redact *fetched;
	struct kept *kept; /* owned: copies of strings, see config_keep() */
};

/* Frees what the config owns, and wipes the password.  The struct itself stays
 * with the caller. */
void config_free(struct config *);

/* Copies len bytes, and adds a NUL.  The config owns the copy. */
char *config_keep(struct config *, const char *, size_t len);

/* Returns the thresholds for this label, and adds empty ones if there are none
 * yet.  The config owns them.  NULL: CONFIG_LIMITS is reached. */
struct limit *config_limit(struct config *, const char *label);

/* Returns the thresholds for this label.  NULL: the user gave none. */
const struct limit *config_find_limit(const struct config *, const char *label);

/* Finds the state that --on-failure gives to this failure.  A rule STAGE/KIND
 * wins over STAGE, and STAGE over any stage; of equal rules the last one wins.
 * token/transient includes timeout and closed, unless a rule names those.
 * false: no rule fits, and *state is unchanged. */
bool config_override(
    const struct config *, enum stage_id, enum failure, enum state *);

/* Returns the time limit of a stage in seconds: that of -t STAGE=SECONDS, but
 * never more than the whole check has. */
double config_stage_timeout(const struct config *, enum stage_id);

/* Does the host's name need a lookup of its addresses?  No, if -I gives one. */
bool config_has_lookup(const struct config *);

/* Makes the config of a session with the server of the mailbox: its target,
 * its TLS and its login stand in the place of the SMTP server's, and there are
 * no steps.  All is borrowed from the config; give it back with free(3). */
struct config *config_of_mailbox(const struct config *);
/* Does the check look for many targets? */
bool config_has_targets(const struct config *);

/* Does the session use TLS, from the start or by STARTTLS? */
bool config_has_tls(const struct config *);

/* Does a stage fetch the secret, after the options are read? */
bool secret_is_fetched(const struct secret_source *);

/* Is there a password or token to log in with, or will there be one? */
bool config_has_secret(const struct config_login *);

#endif
