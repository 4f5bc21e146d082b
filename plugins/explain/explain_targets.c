/* --explain for many targets. */
#include "explain_targets.h"

#include "explain_command.h"
#include "explain_sheet.h"

void
explain_name_target(struct config *own)
{
	static const char name[] = "HOST";

	if (!own->target.mx)
		return;
	own->target.mx = false;
	own->target.host = name;
	if (own->tls.server_name != NULL && !own->tls.own_server_name)
		own->tls.server_name = name;
	if (!own->tls.own_verify_name)
		own->tls.verify_name = name;
}

static void
put_command(
    struct sheet *sheet, void (*command)(const struct config *, struct buf *))
{
	struct buf text = BUF_INIT(1024);

	command(sheet->config, &text);
	sheet_run(sheet, buf_string(&text));
	buf_free(&text);
}

void
explain_policy(struct sheet *sheet)
{
	sheet_head(sheet, "policy",
	    "the MTA-STS policy must have a line mx: for each mail server");
	put_command(sheet, command_policy);
}

void
explain_targets(const struct config *config, struct buf *out)
{
	struct sheet sheet = { .config = config, .out = out };

	sheet_head(&sheet, "resolve",
	    "the mail servers of the domain; HOST stands for each of them");
	put_command(&sheet, command_lookup);
	if (config->steps.mta_sts)
		explain_policy(&sheet);
}
