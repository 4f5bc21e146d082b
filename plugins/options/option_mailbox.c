/* The options about the mailbox in which the message must arrive. */
#include "option_mailbox.h"

#include <string.h>

#include "mailbox_url.h"
#include "mark.h"
#include "text.h"

/* The most bytes of a folder's name. */
#define FOLDER_LIMIT 1000
/* The longest time that is told apart from for ever: about three years. */
#define SECONDS_LIMIT 1e8

int
option_mailbox(struct options *options, char *value, struct error *error)
{
	struct config *config = options->config;
	struct config_mailbox *mailbox = &config->mailbox;
	struct mailbox_url url;

	options->mailbox = config_keep(config, value, strlen(value));
	if (mailbox_url_parse(&url, options->mailbox, error) == -1)
		return -1;
	mailbox->protocol = url.protocol;
	mailbox->target.host = url.host;
	mailbox->target.port = url.port;
	mailbox->target.other_protocol =
	    url.protocol == MAILBOX_POP3 ? "pop3" : "imap";
	mailbox->tls.mode = url.implicit_tls ? TLS_IMPLICIT : TLS_STARTTLS;
	mailbox->folder = url.folder;
	config->steps.send = true;
	config->steps.round_trip = true;
	return 0;
}

/* A name in a certificate has no dot at the end, so this one loses its dot. */
int
option_mailbox_verify_name(
    struct options *options, char *value, struct error *error)
{
	size_t len = strlen(value);

	(void)error;
	if (len > 1 && value[len - 1] == '.')
		value[len - 1] = '\0';
	options->config->mailbox.tls.verify_name = value;
	return 0;
}

int
option_round_trip(struct options *options, char *value, struct error *error)
{
	options->config->mailbox.previous = text_same(value, "previous");
	if (!options->config->mailbox.previous && !text_same(value, "wait"))
		return error_set(error, ERROR_USAGE,
		    "wait or previous is wanted, not \"%s\"", value);
	return 0;
}

int
option_arrived_within(struct options *options, char *value, struct error *error)
{
	double *seconds = &options->config->mailbox.arrived_within;

	if (text_number(value, seconds) == -1 || *seconds <= 0)
		return error_set(error, ERROR_USAGE,
		    "seconds above 0 are wanted, not \"%s\"", value);
	if (*seconds > SECONDS_LIMIT)
		*seconds = SECONDS_LIMIT;
	return 0;
}

int
option_series(struct options *options, char *value, struct error *error)
{
	if (!mark_series_valid(value))
		return error_set(error, ERROR_USAGE,
		    "up to %d letters, digits, hyphens, underscores and dots "
		    "between them are wanted, not \"%s\"",
		    MARK_SERIES_LIMIT, value);
	options->config->mailbox.series = value;
	return 0;
}

int
option_junk(struct options *options, char *value, struct error *error)
{
	if (value[0] == '\0' || text_has_control(value) ||
	    strlen(value) > FOLDER_LIMIT)
		return error_set(error, ERROR_USAGE,
		    "the name of a folder is wanted, without control "
		    "characters");
	options->config->mailbox.junk = value;
	return 0;
}

int
option_arrived_header(struct options *options, char *value, struct error *error)
{
	struct config_mailbox *mailbox = &options->config->mailbox;

	if (mailbox->arrived_count == CONFIG_ARRIVED)
		return error_set(error, ERROR_USAGE, "more than %d expressions",
		    CONFIG_ARRIVED);
	mailbox->arrived[mailbox->arrived_count++] = value;
	return 0;
}
