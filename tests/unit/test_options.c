#include "options.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sasl.h"
#include "stages.h"
#include "unit.h"

#define WORDS_MAX 300
#define ZEROS "0000000000000000000000000000000000000000000000000000000000000000"

static struct config config;
static struct error error;
static char line[64 * 1024];
static char *words[WORDS_MAX];
static int count;

static void
tear_down(void)
{
	config_free(&config);
	/* Tools that look for leaks attach to the process. */
	(void)prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
}

/* Before a second command line. */
static void
begin_anew(void)
{
	config_free(&config);
	memset(&config, 0, sizeof(config));
}

/* Words with blanks between them; 'quotes' keep theirs. */
static enum options_result
parse(const char *text)
{
	char *from = line, *to;

	count = 0;
	words[count++] = line;
	(void)snprintf(line, sizeof(line), "check_smtp_auth");
	from += strlen(from) + 1;
	(void)snprintf(from, sizeof(line) - 100, "%s", text);
	while (*from != '\0') {
		while (*from == ' ')
			from++;
		if (*from == '\0')
			break;
		words[count++] = to = from;
		for (bool quoted = false;
		     *from != '\0' && (quoted || *from != ' '); from++) {
			if (*from == '\'')
				quoted = !quoted;
			else
				*to++ = *from;
		}
		from += *from != '\0';
		*to = '\0';
	}
	words[count] = NULL;
	optind = 0;
	return options_parse(&config, count, words, &error);
}

static void
expect_run(const char *text)
{
	enum options_result result = parse(text);

	ck_assert_msg(result == OPTIONS_RUN, "%s: %s", text, error.text);
}

/* --- What a command line comes to ----------------------------------------- */

static void
put_text(struct buf *out, const char *name, const char *value)
{
	if (value != NULL)
		(void)buf_printf(out, " %s=%s", name, value);
}

static void
put_flag(struct buf *out, const char *name, bool value)
{
	if (value)
		(void)buf_printf(out, " %s", name);
}

static void
put_validity(struct buf *out, const char *name, const struct validity *v)
{
	if (v->given)
		(void)buf_printf(
		    out, " %s=%g%s", name, v->value, v->percent ? "%" : "");
}

static void
put_limits(struct buf *out)
{
	for (size_t i = 0; i < config.judgement.limit_count; i++) {
		const struct thresholds *t =
		    &config.judgement.limits[i].thresholds;

		(void)buf_printf(
		    out, " limit=%s/", config.judgement.limits[i].label);
		if (t->has_warning)
			range_print(out, &t->warning);
		(void)buf_putc(out, '/');
		if (t->has_critical)
			range_print(out, &t->critical);
	}
	for (int i = 0; i < STAGE_COUNT; i++)
		if (config.time.stage[i] > 0)
			(void)buf_printf(out, " timeout_%s=%g",
			    stage_names[i].name, config.time.stage[i]);
}

static void
put_overrides(struct buf *out)
{
	static const char *const kinds[] = {
		[FAILURE_ANY] = "any",
		[FAILURE_TIMEOUT] = "timeout",
		[FAILURE_CLOSED] = "closed",
		[FAILURE_TRANSIENT] = "transient",
		[FAILURE_PERMANENT] = "permanent",
		[FAILURE_UNSUPPORTED] = "unsupported",
		[FAILURE_PROTOCOL] = "protocol",
		[FAILURE_JUNK] = "junk",
	};

	for (size_t i = 0; i < config.judgement.override_count; i++) {
		const struct override *one = &config.judgement.overrides[i];

		(void)buf_printf(out, " on=%s/%s/%s",
		    one->stage == STAGE_ANY ? "*"
					    : stage_names[one->stage].name,
		    kinds[one->kind], state_name(one->state));
	}
}

static void
put_target(struct buf *out)
{
	static const char *const modes[] = {
		[TLS_NONE] = "none",
		[TLS_IMPLICIT] = "implicit",
		[TLS_STARTTLS] = "starttls",
	};

	put_text(out, "host", config.target.host);
	put_flag(out, "name", config.target.host_is_name);
	put_flag(out, "path", config.target.host_is_path);
	put_text(out, "address", config.target.address);
	(void)buf_printf(out, " port=%u", config.target.port);
	put_flag(out, "ipv4", config.target.family == AF_INET);
	put_flag(out, "ipv6", config.target.family == AF_INET6);
	put_text(out, "fqdn", config.target.fqdn);
	put_flag(out, "lmtp", config.target.lmtp);
	put_text(out, "tls", modes[config.tls.mode]);
	put_text(out, "sni", config.tls.server_name);
	put_text(out, "verify_name", config.tls.verify_name);
	put_flag(out, "verify", config.tls.verify);
	put_flag(out, "ignore_expiration", config.tls.ignore_expiration);
	put_text(out, "ca_file", config.tls.trust.file);
	put_text(out, "ca_path", config.tls.trust.path);
	put_validity(out, "warn", &config.tls.warn_validity);
	put_validity(out, "critical", &config.tls.critical_validity);
}

static void
put_mail(struct buf *out)
{
	put_flag(out, "login", config.steps.login);
	put_text(out, "user", config.login.user);
	put_text(out, "mechanisms", config.login.mechanisms);
	if (config.login.password.len > 0)
		put_text(out, "password", config.login.password.data);
	put_flag(out, "cleartext", config.login.allow_cleartext);
	put_flag(out, "sender", config.steps.has_sender);
	put_text(out, "from", config.steps.from);
	for (size_t i = 0; i < config.steps.to_count; i++)
		put_text(out, "to", config.steps.to[i]);
	put_flag(out, "send", config.steps.send);
	put_text(out, "subject", config.steps.subject);
	for (size_t i = 0; i < config.steps.header_count; i++)
		put_text(out, "header", config.steps.headers[i]);
	for (size_t i = 0; i < config.steps.command_count; i++)
		(void)buf_printf(out, " command=%s/%s",
		    config.steps.commands[i].text,
		    config.steps.commands[i].pattern == NULL
			? ""
			: config.steps.commands[i].pattern);
	put_text(out, "expect", config.judgement.expect);
}

/* Is each of the words there?  With a ! in front: is it not? */
static void
expect_words(const char *all, const char *wanted)
{
	char copy[1000], one[1000], *rest = copy, *word;

	(void)snprintf(copy, sizeof(copy), "%s", wanted);
	for (word = strsep(&rest, " "); word != NULL;
	     word = strsep(&rest, " ")) {
		bool absent = word[0] == '!';

		(void)snprintf(one, sizeof(one), " %s ", word + absent);
		ck_assert_msg((strstr(all, one) == NULL) == absent,
		    "%s in \"%s\"", word, all);
	}
}

static void
expect_config(const char *wanted)
{
	struct buf out = BUF_INIT(16 * 1024);

	put_target(&out);
	put_mail(&out);
	put_limits(&out);
	put_overrides(&out);
	(void)buf_printf(&out, " timeout=%g verbosity=%d ", config.time.total,
	    config.output.verbosity);
	expect_words(buf_string(&out), wanted);
	buf_free(&out);
}

/* clang-format off */
static const struct {
	const char *words, *config;
} good[] = {
	/* Target */
	{ "-H mail.example", "host=mail.example name port=25 tls=none verify !login !sender !send timeout=10 verbosity=0 warn=14 critical=3 !ipv4 !ipv6 !lmtp" },
	{ "mail.example", "host=mail.example name" },
	{ "--hostname=mail.example", "host=mail.example" },
	{ "'' mail.example ''", "host=mail.example" },
	{ "mail.example -p 587", "host=mail.example port=587" },
	{ "-p 587 -- mail.example", "host=mail.example port=587" },
	{ "-H 192.0.2.1", "host=192.0.2.1 !name" },
	{ "-H 2001:db8::1", "host=2001:db8::1 !name" },
	{ "-H [2001:db8::1]", "host=2001:db8::1 !name" },
	{ "-H /run/lmtp", "host=/run/lmtp path !name" },
	{ "-H h -I 192.0.2.1", "host=h name address=192.0.2.1" },
	{ "-H h -I [::1] -6", "address=::1 ipv6" },
	{ "-H h -4", "ipv4" },
	{ "-H h --use-ipv6", "ipv6" },
	{ "-H 192.0.2.1 -4", "ipv4 host=192.0.2.1" },
	{ "-H ::1 -I 192.0.2.1 -4", "ipv4 address=192.0.2.1" },
	{ "-H h -p 1", "port=1" },
	{ "-H h -p 65535", "port=65535" },
	{ "-H h -s", "port=465 tls=implicit" },
	{ "-H h --ssl", "port=465 tls=implicit" },
	{ "-H h --tls -p 25", "port=25 tls=implicit" },
	{ "-H h -L", "port=24 lmtp" },
	{ "-H h -L -s", "port=24 lmtp tls=implicit" },
	{ "-H h -F me.example", "fqdn=me.example" },
	/* TLS */
	{ "-H h -S", "port=25 tls=starttls sni=h verify_name=h verify" },
	{ "-H h -D 30", "tls=starttls warn=30 !critical=3" },
	{ "-H h -s -D 30,7", "tls=implicit warn=30 critical=7" },
	{ "-H h -D 33%,10%", "warn=33% critical=10%" },
	{ "-H h -D 33%,3", "warn=33% critical=3" },
	{ "-H h -D 14,14", "warn=14 critical=14" },
	{ "-H h -D 0.5", "warn=0.5" },
	{ "-H h. -S", "sni=h verify_name=h" },
	{ "-H 192.0.2.1 -S", "verify_name=192.0.2.1 !sni=192.0.2.1" },
	{ "-H h -S --sni=other", "sni=other verify_name=h" },
	{ "-H h -S --sni", "sni=h" },
	{ "-H h -S --no-sni", "!sni=h verify_name=h" },
	{ "-H h -S --verify-name x.example", "verify_name=x.example sni=h" },
	{ "-H h -S --no-verify", "!verify" },
	{ "-H /s -S --no-verify", "!verify !sni=/s" },
	{ "-H /s -S --verify-name x", "verify verify_name=x" },
	{ "-H h -S --ca-file /f --ca-path /d", "ca_file=/f ca_path=/d" },
	{ "-H h --ignore-certificate-expiration", "ignore_expiration" },
	{ "-H h --no-verify --no-sni", "tls=none" },
	{ "-H h --sni", "tls=none" },
	{ "-H h -D 14 --ca-file /f", "tls=starttls ca_file=/f" },
	/* Login */
	{ "-H h -U bob -P x", "login user=bob password=x !mechanisms=auto" },
	{ "-H h --authuser=bob --authpass=x", "login user=bob password=x" },
	{ "-H h -U bob -P x -A auto", "login !mechanisms=auto" },
	{ "-H h -U bob -P x -A plain,LOGIN", "mechanisms=plain,LOGIN" },
	{ "-H h -U bob -P x --allow-cleartext-auth", "cleartext" },
	{ "-H h -U bob -P -x", "password=-x" },
	{ "-H h -U $bob$ -P $x$", "user=$bob$ password=$x$" },
	/* Envelope and message */
	{ "-H h -f a@b", "sender from=a@b" },
	{ "-H h -f <a@b>", "sender from=a@b" },
	{ "-H h -f <>", "sender from=" },
	{ "-H h -f ''", "sender from=" },
	{ "-H h -f a$@b", "from=a$@b" },
	{ "-H h -f $$@b", "from=$$@b" },
	{ "-H h --to a@b", "sender from= to=a@b !send" },
	{ "-H h --to <a@b> --to c@d", "to=a@b to=c@d" },
	{ "-H h -f '\"a b\"@c'", "sender" },
	{ "-H h --to a@b --send", "send" },
	{ "-H h --to a@b --send --subject x", "subject=x" },
	{ "-H h --to a@b --send --header X:y --header Y:z", "header=X:y header=Y:z" },
	{ "-H h -C NOOP -R ^250", "command=NOOP/^250" },
	{ "-H h -C ONE -C TWO -R ^1", "command=ONE/^1 command=TWO/" },
	{ "-H h -C ONE -R ^1 -R ^2", "command=ONE/^1" },
	/* Verdict */
	{ "-H h -e ESMTP", "expect=ESMTP" },
	{ "-H h -w 2 -c 5", "limit=time/2/5" },
	{ "-H h -w 2,auth=1", "limit=time/2/ limit=time_auth/1/" },
	{ "-H h -c auth=1,time_auth=2", "limit=time_auth//2" },
	{ "-H h -w time=@1:2 -c ~:3", "limit=time/@1:2/~:3" },
	{ "-H h -w cert_days=30: -c cert_days=10:", "limit=cert_days/30:/10:" },
	{ "-H h -w 2 -w 3", "limit=time/3/" },
	{ "-H h -wt 2 -ct 5 -to 7", "limit=time/2/5 timeout=7" },
	{ "-H h -t 2.5", "timeout=2.5" },
	{ "-H h -t 5:unknown", "timeout=5 on=*/timeout/UNKNOWN" },
	{ "-H h -t :1", "timeout=10 on=*/timeout/WARNING" },
	{ "-H h -t auth=3 -t 20", "timeout=20 timeout_auth=3" },
	{ "-H h --on-failure auth=warning", "on=auth/any/WARNING" },
	{ "-H h --on-failure auth/timeout=0,*/closed=Unknown", "on=auth/timeout/OK on=*/closed/UNKNOWN" },
	{ "-H h --on-failure rcpt/TRANSIENT=ok --on-failure mail/permanent=2", "on=rcpt/transient/OK on=mail/permanent/CRITICAL" },
	{ "-H h --on-failure starttls/unsupported=1,tls/protocol=1", "on=starttls/unsupported/WARNING on=tls/protocol/WARNING" },
	{ "-H h --require SIZE,starttls,XCLIENT,X-SIZE,DSN --forbid EXPN,AUTH/LOGIN", "host=h" },
	{ "-H h --require XSIZE,CHATTER,LIMITS/RCPTMAX=10,PRDR,PIPECONNECT", "host=h" },
	{ "-H h -S --forbid STARTTLS --require AUTH", "host=h" },
	{ "-H h -q", "host=h" },
	{ "-q true -H h", "host=h" },
	{ "-H h -q false", "host=h" },
	{ "-q -H true", "host=true" },
	{ "-H h -vvv", "verbosity=3" },
	{ "-H h --verbose --verbose", "verbosity=2" },
};

/* A command line that makes no sense, and what is said of it. */
static const struct {
	const char *words, *said;
} bad[] = {
	{ "", "host" },
	{ "-H ''", "host" },
	{ "-H h other", "more than one host: other (does a value with blanks lack its quotes?)" },
	{ "one two", "more than one host: two (" },
	/* "=" is missing. */
	{ "-H h --sni x", "more than one host: x (is --sni=x meant?)" },
	{ "--proxy v1 h", "more than one host: v1 (is --proxy=v1 meant?)" },
	{ "-p 25 -r v2 -H h", "(is --proxy=v2 meant?)" },
	{ "-H h -Sr v2", "(is --proxy=v2 meant?)" },
	{ "-H h --proxy=v1 v2", "more than one host: v2 (does" },
	/* A comma is missing. */
	{ "-H h -D 14 3", "more than one host: 3 (a comma may be missing: -D 14,3)" },
	{ "-D 14 3 mail.example", "more than one host: 3 (a comma may be missing: -D 14,3)" },
	{ "-H h -D14 3%", "(a comma may be missing: -D14,3%)" },
	{ "-H h --refuse=relay vrfy", "(a comma may be missing: --refuse=relay,vrfy)" },
	{ "-H h -w auth=0.5 mail=0.5", "(a comma may be missing: -w auth=0.5,mail=0.5)" },
	{ "-H h -D 14 mail.example", "more than one host: mail.example (does" },
	{ "-H h -p 25 3", "more than one host: 3 (does" },
	/* A dash is no hyphen. */
	{ "-H h \xe2\x80\x93S", "a word begins with a dash (U+2013), not with a hyphen: is -S meant?" },
	{ "\xe2\x80\x93H h", "(U+2013), not with a hyphen: is -H meant?" },
	{ "-H h \xe2\x80\x93p587", "is -p meant?" },
	{ "-H h \xe2\x80\x94starttls", "(U+2014), not with a hyphen: is --starttls meant?" },
	{ "-H h \xe2\x80\x93\xe2\x80\x93starttls", "is --starttls meant?" },
	{ "-H h \xe2\x88\x92-port=587", "(U+2212), not with a hyphen: is --port meant?" },
	{ "-H h \xe2\x80\x94", "(U+2014), not with a hyphen" },
	{ "-H 'a b'", "host" },
	{ "-H 'a\nb'", "host" },
	{ "-H h -4 -6", "exclude" },
	{ "-H ::1 -4", "IPv4" },
	{ "-H 192.0.2.1 -6", "IPv6" },
	{ "-H h -I name", "-I" },
	{ "-H h -I ''", "-I" },
	{ "-H h -I ::1 -4", "IPv4" },
	{ "-H /s -I 127.0.0.1", "exclude" },
	{ "-H /aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "path" },
	{ "-H h -p 0", "port" },
	{ "-H h -p 65536", "port" },
	{ "-H h -p 25.5", "port" },
	{ "-H h -p -1", "port" },
	{ "-H h -p nosuchservice", "port" },
	{ "-H h -p ''", "port" },
	{ "-H h -F 'a b'", "fqdn" },
	{ "-H h -F ''", "fqdn" },
	{ "-H h -F 'a\nb'", "fqdn" },
	/* TLS */
	{ "-H h -s -S", "exclude" },
	{ "-H h --tls --starttls", "exclude" },
	{ "-H h --sni=x --no-sni", "exclude" },
	{ "-H h --sni=", "sni" },
	{ "-H h --sni='a\nb'", "sni" },
	{ "-H h -S --verify-name ''", "verify-name" },
	{ "-H h -S --verify-name 'a b'", "verify-name" },
	{ "-H . -S", "host" },
	{ "-H /s -S", "verify-name" },
	{ "-H h -D x", "certificate" },
	{ "-H h -D ''", "certificate" },
	{ "-H h -D -1", "certificate" },
	{ "-H h -D 3,14", "certificate" },
	{ "-H h -D 10%,33%", "certificate" },
	{ "-H h -D 101%", "certificate" },
	{ "-H h -D 14,", "certificate" },
	{ "-H h -D ,3", "certificate" },
	{ "-H h -D 14,3,1", "certificate" },
	/* Without TLS nothing of this happens. */
	{ "-H h --ca-file /f", "--ca-file needs TLS: -S or -s" },
	{ "-H h --ca-path /d", "--ca-path needs TLS: -S or -s" },
	{ "-H h --verify-name x", "--verify-name needs TLS: -S or -s" },
	{ "-H h --sni=x", "--sni needs TLS: -S or -s" },
	{ "-H h --pin sha256:" ZEROS, "--pin needs TLS: -S or -s" },
	{ "-H h --require-ocsp", "--require-ocsp needs TLS: -S or -s" },
	{ "-H h --tls-min 1.2", "--tls-min needs TLS: -S or -s" },
	{ "-H h --tls-max 1.3", "--tls-max needs TLS: -S or -s" },
	{ "-H h --tls-ciphers HIGH", "--tls-ciphers needs TLS: -S or -s" },
	{ "-H h --dane", "--dane needs TLS: -S or -s" },
	{ "-H h --client-cert /f", "--client-cert needs TLS: -S or -s" },
	{ "-H h --client-cert /f --client-key /f", "--client-cert needs TLS: -S or -s" },
	{ "-H h --ca-f /f --no-verify", "--ca-file needs TLS: -S or -s" },
	/* What the monitoring system has not resolved. */
	{ "-H $address$", "-H: the macro $address$ was not resolved" },
	{ "$HOSTADDRESS$", "-H: the macro $HOSTADDRESS$ was not resolved" },
	{ "-H smtp-$host.name$.example", "-H: the macro $host.name$ was not resolved" },
	{ "-H h -I $address6$", "-I: the macro $address6$ was not resolved" },
	{ "-H h -p $ARG1$", "-p: the macro $ARG1$ was not resolved" },
	{ "-H h -F $HOSTNAME$", "-F: the macro $HOSTNAME$ was not resolved" },
	{ "-H h -f probe@$_HOSTDOMAIN$", "-f: the macro $_HOSTDOMAIN$ was not resolved" },
	{ "-H h --to $CONTACTEMAIL$", "--to: the macro $CONTACTEMAIL$ was not resolved" },
	{ "-H h -S --verify-name $x$", "--verify-name: the macro $x$ was not resolved" },
	{ "-H h -S --sni=$x$", "--sni: the macro $x$ was not resolved" },
	/* Login */
	{ "-H h -U bob", "password" },
	{ "-H h -P x", "user" },
	{ "-H h -A PLAIN", "user" },
	{ "-H h -A auto", "user" },
	{ "-H h -U bob -A PLAIN", "password" },
	{ "-H h -U '' -P x", "user" },
	{ "-H h -U 'a\nb' -P x", "user" },
	{ "-H h -U bob -P ''", "empty" },
	{ "-H h -U bob -P 'a\nb'", "line break" },
	{ "-H h -U bob -P x --password-file /f", "more than one" },
	{ "-H h -U bob -P x --password-env X", "more than one" },
	{ "-H h -U bob --password-file /nonexistent", "/nonexistent" },
	{ "-H h -U bob --password-env NO_SUCH_VARIABLE", "--password-env: NO_SUCH_VARIABLE is not set" },
	{ "-H h -U bob --password-env hunter2", "--password-env: there is no variable of this name (" },
	{ "-H h -U bob --password-env ''", "--password-env: there is no variable of this name (" },
	{ "-H h -U bob -P x -A ''", "mechanism" },
	{ "-H h -U bob -P x -A FOO", "the mechanism FOO is not known (known names: EXTERNAL, SCRAM-SHA-512-PLUS, " },
	{ "-H h -U bob -P x -A PLIAN", "the mechanism PLIAN is not known (is PLAIN meant?)" },
	{ "-H h -U bob -P x -A CRAM", "(is CRAM-MD5 meant?)" },
	{ "-H h -U bob -P x -A SCRAM-SHA256", "(is SCRAM-SHA-256 meant?)" },
	{ "-H h -U bob -P x -A PLAIN,", "mechanism" },
	{ "-H h -U bob -P x -A PLAIN,auto", "auto" },
	{ "-H h -U bob -P x -A auto,auto", "auto" },
	{ "-H h -U bob -P x -A PLAIN,LOGIN,plain", "twice" },
	/* Envelope and message */
	{ "-H h -f 'a\nb'", "from" },
	{ "-H h -f 'a b@c'", "from" },
	{ "-H h -f a<b", "from" },
	{ "-H h -f <<a>>", "from" },
	{ "-H h --to ''", "to" },
	{ "-H h --to <>", "to" },
	{ "-H h --to 'a\rb'", "to" },
	{ "-H h --send", "--to" },
	{ "-H h --to a@b --subject x", "--send" },
	{ "-H h --to a@b --header X:y", "--send" },
	{ "-H h --to a@b --body-file /etc/passwd", "--send" },
	{ "-H h --to a@b --send --subject 'a\nb'", "subject" },
	{ "-H h --to a@b --send --header X", "header" },
	{ "-H h --to a@b --send --header 'X: a\nBcc: b'", "header" },
	{ "-H h -C ''", "command" },
	{ "-H h -C 'a\nb'", "command" },
	{ "-H h -C NOOP -R (", "regular expression" },
	/* Verdict */
	{ "-H h -w x", "warning" },
	{ "-H h -w ''", "warning" },
	{ "-H h -w 1,2", "warning" },
	{ "-H h -w 2:1", "range" },
	{ "-H h -w foo=1", "there is no metric or timed stage \"foo\" (known names: time, cert_days, " },
	{ "-H h -w cert=1", "there is no metric or timed stage \"cert\" (is cert_days meant?)" },
	{ "-H h -c time_auth_cram-md5=1", "(is time_auth_cram_md5 meant?)" },
	{ "-H h -w quit=1", "quit" },
	{ "-H h -c auth=", "critical" },
	{ "-H h -c auth", "critical" },
	{ "-H h -c =1", "critical" },
	{ "-H h -t 0", "timeout" },
	{ "-H h -t -1", "timeout" },
	{ "-H h -t x", "timeout" },
	{ "-H h -t ''", "timeout" },
	{ "-H h -t 1e3", "timeout" },
	{ "-H h -t 10:", "timeout" },
	{ "-H h -t 10:foo", "there is no state \"foo\" (known names: OK, WARNING, CRITICAL, UNKNOWN)" },
	{ "-H h -t 10:warn", "there is no state \"warn\" (is WARNING meant?)" },
	{ "-H h -t :", "timeout" },
	{ "-H h -t foo=3", "there is no stage \"foo\" (known names: token, resolve, " },
	{ "-H h -t start=3", "there is no stage \"start\" (is starttls meant?)" },
	{ "-H h -t quit=3", "quit" },
	{ "-H h -t auth=0", "timeout" },
	{ "-H h -t auth=", "timeout" },
	{ "-H h --on-failure auth", "on-failure" },
	{ "-H h --on-failure ''", "on-failure" },
	{ "-H h --on-failure auth=", "state" },
	{ "-H h --on-failure auth=foo", "foo" },
	{ "-H h --on-failure auth=wanring", "(is WARNING meant?)" },
	{ "-H h --on-failure foo=ok", "foo" },
	{ "-H h --on-failure autj=ok", "there is no stage \"autj\" (is auth meant?)" },
	{ "-H h --on-failure auth/transistent=ok", "there is no kind of failure \"transistent\" (is transient meant?)" },
	{ "-H h --refuse everything", "nothing to refuse is called \"everything\" (known names: bad-password, relay, " },
	{ "-H h --refuse relais", "(is relay meant?)" },
	{ "-H h --refuse vrfy,old_tls", "\"old_tls\" (is old-tls meant?)" },
	{ "-H h --on-failure quit=ok", "quit" },
	{ "-H h --on-failure auth/foo=ok", "foo" },
	{ "-H h --on-failure auth/=ok", "kind" },
	{ "-H h --on-failure *=ok", "*" },
	{ "-H h --on-failure /timeout=ok", "stage" },
	{ "-H h --require STARTLS", "--require: STARTLS is not known (is STARTTLS meant?)" },
	{ "-H h --require SIZE,8BITMIMME", "--require: 8BITMIMME is not known (is 8BITMIME meant?)" },
	{ "-H h --require ENHANCED", "(is ENHANCEDSTATUSCODES meant?)" },
	{ "-H h --require AUHT/PLAIN", "(is AUTH meant?)" },
	{ "-H h --forbid vrfi", "--forbid: vrfi is not known (is VRFY meant?)" },
	{ "-H h --require AUTH=PLAIN", "--require: is AUTH/PLAIN meant, instead of AUTH=PLAIN?" },
	{ "-H h -S --require SIZE,starttls", "--require STARTTLS: with -S the check fails anyway where STARTTLS is not offered" },
	{ "-H h -D 14 --require STARTTLS", "--require STARTTLS: with -S " },
	{ "-H h -s --require STARTTLS", "--require STARTTLS: no server offers STARTTLS after TLS has begun (-s)" },
	/* Options themselves */
	{ "-H h --nosuch", "unknown option --nosuch (see --help)" },
	{ "-H h --passwordsecretword", "unknown option near argument 3 (see --help)" },
	{ "-H h --passwrdhunter", "unknown option near argument 3 (see --help)" },
	{ "-H h --pass", "unknown option --pass (is --password-file or --password-env or --password-credential or --password-command meant?)" },
	{ "-H h --startls", "unknown option --startls (is --starttls meant?)" },
	{ "-H h --timeuot=5", "unknown option --timeuot (is --timeout meant?)" },
	{ "-H h --ca x", "unknown option --ca (is --ca-file or --ca-path meant?)" },
	{ "-H h --no", "(is --no-sni or --no-verify meant?)" },
	{ "-H h -Z", "-Z" },
	{ "-H h -p", "missing" },
	{ "-H", "missing" },
	{ "-H h --port", "missing" },
	{ "-H h --authuser", "missing" },
	{ "-H h --starttls=yes", "--starttls" },
};
/* clang-format on */

START_TEST(options_make_a_config)
{
	expect_run(good[_i].words);
	expect_config(good[_i].config);
}
END_TEST

START_TEST(options_refuse_what_makes_no_sense)
{
	ck_assert_int_eq(parse(bad[_i].words), OPTIONS_FAIL);
	ck_assert_int_eq(error.kind, ERROR_USAGE);
	ck_assert_msg(strcasestr(error.text, bad[_i].said) != NULL,
	    "%s: \"%s\" says nothing about %s", bad[_i].words, error.text,
	    bad[_i].said);
}
END_TEST

START_TEST(options_want_a_host_when_there_is_no_argument_at_all)
{
	char *none[] = { NULL };

	ck_assert_int_eq(options_parse(&config, 0, none, &error), OPTIONS_FAIL);
	ck_assert_int_eq(error.kind, ERROR_USAGE);
	ck_assert_ptr_nonnull(strstr(error.text, "a host is wanted"));
}
END_TEST

START_TEST(options_may_stand_in_any_order)
{
	static const char *const lines[] = {
		"-H h -s -U bob -P x -p 587 -A PLAIN -w 2 --to a@b --send",
		"--send --to a@b -w 2 -A PLAIN -p 587 -P x -U bob -s -H h",
		"-A PLAIN --send -P x -w 2 -H h --to a@b -s -U bob -p 587",
		"--send -P x h -w 2 -p 587 --to a@b -s -U bob -A PLAIN",
	};

	expect_run(lines[_i]);
	expect_config("host=h port=587 tls=implicit user=bob password=x "
		      "mechanisms=PLAIN limit=time/2/ to=a@b send");
}
END_TEST

START_TEST(options_count_what_there_may_be_many_of)
{
	static const struct {
		const char *word;
		int most;
	} rows[] = {
		{ " --to a@b", CONFIG_RECIPIENTS },
		{ " -C NOOP", CONFIG_COMMANDS },
		{ " --header X:y", CONFIG_HEADERS },
		{ " --on-failure auth=ok", CONFIG_OVERRIDES },
	};
	struct buf text = BUF_INIT(8000);

	(void)buf_puts(&text, "-H h");
	if (_i == 2)
		(void)buf_puts(&text, " --to a@b --send");
	for (int i = 0; i < rows[_i].most; i++)
		(void)buf_puts(&text, rows[_i].word);
	expect_run(buf_string(&text));
	config_free(&config);
	(void)buf_puts(&text, rows[_i].word);
	ck_assert_int_eq(parse(buf_string(&text)), OPTIONS_FAIL);
	ck_assert_int_eq(error.kind, ERROR_USAGE);
	buf_free(&text);
}
END_TEST

/* --- Secrets -------------------------------------------------------------- */

/* Nothing of it may be left in the argument list. */
static void
expect_wiped(const char *secret)
{
	for (size_t i = 0; i + strlen(secret) <= sizeof(line); i++)
		ck_assert_msg(memcmp(line + i, secret, strlen(secret)) != 0,
		    "%s is still there", secret);
}

START_TEST(options_overwrite_the_secret_where_it_stood)
{
	static const char *const lines[] = {
		"-H h -U bob -P swordfish",
		"-H h -U bob -Pswordfish",
		"-H h -U bob --authpass swordfish",
		"-H h -U bob --authpass=swordfish",
		"-P swordfish h -U bob",
	};

	expect_run(lines[_i]);
	ck_assert_str_eq(buf_string(&config.login.password), "swordfish");
	expect_wiped("swordfish");
}
END_TEST

START_TEST(options_overwrite_the_secret_of_a_line_that_is_refused)
{
	static const char *const lines[] = {
		"-H h -U bob -P swordfish --nosuch",
		"-H h -U bob -P swordfish -s -S",
		"-H h -U bob -P swordfish --password-file /f",
		"-H h -P swordfish",
		"-P swordfish",
		"-H h -U bob -P swordfish -P swordfish",
		"-H h -U bob -P swordfish -P other",
	};

	(void)parse(lines[_i]);
	expect_wiped("swordfish");
}
END_TEST

START_TEST(options_overwrite_the_secret_of_a_file)
{
	static const struct {
		const char *file, *words;
	} rows[] = {
		{ "[a]\nU=bob\nP=swordfish\n", "-H h" },
		{ "[a]\nP=swordfish\nP=swordfish\n", "-H h -U bob" },
		{ "[a]\nP=swordfish\nnosuch=\n", "-H h -U bob" },
		{ "[a]\nP=swordfish\n", "-H h -U bob -s -S" },
		{ "[a]\nP=swordfish\n", "-H h -U bob --nosuch" },
	};
	char path[] = "/tmp/test_options.XXXXXX", text[100];
	size_t len = strlen(rows[_i].file);
	int fd = mkstemp(path);

	ck_assert_int_eq(write(fd, rows[_i].file, len), (ssize_t)len);
	(void)close(fd);
	(void)snprintf(
	    text, sizeof(text), "%s --extra-opts a@%s", rows[_i].words, path);
	ck_assert_int_eq(parse(text), _i < 2 ? OPTIONS_RUN : OPTIONS_FAIL);
	(void)unlink(path);
	ck_assert_ptr_nonnull(config.kept);
	for (struct kept *one = config.kept; one != NULL; one = one->next)
		ck_assert_ptr_null(strstr(one->text, "swordfish"));
}
END_TEST

START_TEST(options_show_no_part_of_a_secret)
{
	static const char *const lines[] = {
		"-H h -U bob -P sword fish",
		"-H h -U bob -P 'swordf\nfish'",
		"-H h -U bob --authpas=swordfish --authpass2=swordfish",
		"-H h -U bob --nosuch=swordfish",
		"-H h -U bob -P swordfish --nosuch",
		/* A blank parts the password. */
		"-H h -SP xyzzy swordfish",
		"-H h --authpa=xyzzy swordfish",
		"-P xyzzy -p 25 h swordfish",
		"-H h -P xyzzy --sni swordfish",
		"-H h -P xyzzy \xe2\x80\x93swordfish",
		/* -P is missing. */
		"-H h -U bob swordfish",
		"-H h swordfish -U bob",
		"-H h \xe2\x80\x93Pswordfish",
		("-H h \xe2\x80\x94"
		 "authpass=swordfish"),
	};

	ck_assert_int_eq(parse(lines[_i]), OPTIONS_FAIL);
	ck_assert_ptr_null(strstr(error.text, "swordf"));
	ck_assert_ptr_null(strstr(error.text, "fish"));
}
END_TEST

START_TEST(options_teach_the_redactor_the_password)
{
	char text[32] = "500 what is swordfish";

	expect_run("-H h -U bob -P swordfish");
	redact_string(&config.redact, text, sizeof(text));
	ck_assert_str_eq(text, "500 what is ****");
}
END_TEST

START_TEST(options_fetch_the_password_from_file_and_environment)
{
	char path[] = "/tmp/test_options.XXXXXX", text[100];
	int fd = mkstemp(path);

	ck_assert_int_eq(write(fd, "swordfish\n", 10), 10);
	ck_assert_int_eq(fchmod(fd, 0604), 0);
	(void)close(fd);
	(void)snprintf(
	    text, sizeof(text), "-H h -U bob --password-file %s", path);
	expect_run(text);
	(void)unlink(path);
	ck_assert_str_eq(buf_string(&config.login.password), "swordfish");
	ck_assert(config.login.readable);
	begin_anew();
	(void)setenv("TEST_SECRET", "trombone", 1);
	expect_run("-H h -U bob --password-env TEST_SECRET");
	ck_assert_str_eq(buf_string(&config.login.password), "trombone");
	ck_assert(!config.login.readable);
}
END_TEST

START_TEST(options_protect_the_key_like_a_password)
{
	char path[] = "/tmp/test_options.XXXXXX", text[200];
	int fd = mkstemp(path);

	(void)close(fd);
	ck_assert_int_eq(prctl(PR_GET_DUMPABLE, 0, 0, 0, 0), 1);
	(void)snprintf(text, sizeof(text), "-H h -S --client-cert %s", path);
	expect_run(text);
	ck_assert_int_eq(prctl(PR_GET_DUMPABLE, 0, 0, 0, 0), 0);
	ck_assert(!config.tls.key_readable);
	ck_assert_int_eq(chmod(path, 0644), 0);
	begin_anew();
	expect_run(text);
	ck_assert(config.tls.key_readable);
	/* The certificate is public. */
	(void)snprintf(text, sizeof(text),
	    "-H h -S --client-cert %s --client-key /nonexistent", path);
	begin_anew();
	expect_run(text);
	ck_assert(!config.tls.key_readable);
	ck_assert_int_eq(chmod(path, 0660), 0);
	begin_anew();
	(void)snprintf(text, sizeof(text),
	    "-H h -S --client-cert /etc/passwd --client-key %s", path);
	ck_assert_int_eq(parse(text), OPTIONS_FAIL);
	(void)unlink(path);
	ck_assert_ptr_nonnull(
	    strstr(error.text, "its group may write this file (chmod g-w)"));
}
END_TEST

/* --- The rest ------------------------------------------------------------- */

/* What is printed goes into a file, which is read. */
static void
capture(const char *text, char *to, size_t size)
{
	FILE *file = tmpfile();
	int saved = dup(STDOUT_FILENO);
	size_t len;

	ck_assert_ptr_nonnull(file);
	(void)fflush(stdout);
	(void)dup2(fileno(file), STDOUT_FILENO);
	ck_assert_int_eq(parse(text), OPTIONS_SHOWN);
	(void)fflush(stdout);
	(void)dup2(saved, STDOUT_FILENO);
	rewind(file);
	len = fread(to, 1, size - 1, file);
	to[len] = '\0';
	(void)fclose(file);
}

START_TEST(options_show_help)
{
	static const char *const lines[] = { "-h", "--help", "-H h --help",
		"--help -s -S" };
	static char text[32 * 1024];

	capture(lines[_i], text, sizeof(text));
	ck_assert_ptr_nonnull(strstr(text, "Usage: check_smtp_auth"));
	for (const char *at = text; *at != '\0'; at += strcspn(at, "\n") + 1)
		ck_assert_uint_lt(strcspn(at, "\n"), 80);
	ck_assert_ptr_nonnull(strstr(text, "--password-file"));
	/* The cores take what follows a bar for performance data. */
	ck_assert_ptr_null(strchr(text, '|'));
	for (int i = 0; i < STAGE_COUNT; i++)
		ck_assert_ptr_nonnull(strstr(text, stage_names[i].name));
	for (size_t i = 0; sasl_mechanisms[i] != NULL; i++)
		ck_assert_ptr_nonnull(strstr(text, sasl_mechanisms[i]->name));
}
END_TEST

START_TEST(options_show_the_version)
{
	static char text[4096];

	capture(_i == 0 ? "-V" : "--version", text, sizeof(text));
	ck_assert_int_eq(strncmp(text, "check_smtp_auth ", 16), 0);
	ck_assert_ptr_nonnull(strstr(text, "OpenSSL"));
	ck_assert_ptr_eq(strchr(text, '\n'), text + strlen(text) - 1);
}
END_TEST

static TCase *
parsing(void)
{
	TCase *tests = tcase_create("parse");

	tcase_add_checked_fixture(tests, NULL, tear_down);
	tcase_add_loop_test(tests, options_make_a_config, 0, ROWS_OF(good));
	tcase_add_loop_test(
	    tests, options_refuse_what_makes_no_sense, 0, ROWS_OF(bad));
	tcase_add_test(
	    tests, options_want_a_host_when_there_is_no_argument_at_all);
	tcase_add_loop_test(tests, options_may_stand_in_any_order, 0, 4);
	tcase_add_loop_test(
	    tests, options_count_what_there_may_be_many_of, 0, 4);
	tcase_add_loop_test(tests, options_show_help, 0, 4);
	tcase_add_loop_test(tests, options_show_the_version, 0, 2);
	return tests;
}

static TCase *
hiding(void)
{
	TCase *tests = tcase_create("secrets");

	tcase_add_checked_fixture(tests, NULL, tear_down);
	tcase_add_loop_test(
	    tests, options_overwrite_the_secret_where_it_stood, 0, 5);
	tcase_add_loop_test(tests,
	    options_overwrite_the_secret_of_a_line_that_is_refused, 0, 7);
	tcase_add_loop_test(
	    tests, options_overwrite_the_secret_of_a_file, 0, 5);
	tcase_add_loop_test(tests, options_show_no_part_of_a_secret, 0, 14);
	tcase_add_test(tests, options_teach_the_redactor_the_password);
	tcase_add_test(tests, options_protect_the_key_like_a_password);
	tcase_add_test(
	    tests, options_fetch_the_password_from_file_and_environment);
	return tests;
}

int
main(void)
{
	Suite *all = suite_create("options");

	suite_add_tcase(all, parsing());
	suite_add_tcase(all, hiding());
	return unit_run(all);
}
