/* The refusals among several replies; the worst of them counts. */
#include "refusals.h"

bool
refusal_is_worse(const struct error *refusal, const struct error *worst)
{
	return worst->kind == ERROR_NONE ||
	       (worst->code / 100 == 4 && refusal->code / 100 != 4);
}

void
refusals_add(struct refusals *refusals, const struct smtp_reply *reply,
    const char *address)
{
	struct error refusal = { 0 };

	(void)smtp_reply_refuse(reply, &refusal);
	if (address != NULL)
		(void)buf_printf(&refusals->who, "%s<%s>",
		    refusals->count > 0 ? ", " : "", address);
	refusals->count++;
	if (refusal_is_worse(&refusal, &refusals->worst))
		refusals->worst = refusal;
}

int
refusals_conclude(struct session *session, struct refusals *refusals,
    size_t all, const char *what, int rc, struct error *error)
{
	size_t count = refusals->count;
	int code = refusals->worst.code;
	bool told = count > 0 && (rc == 0 || code / 100 == 5 || code == 421);

	if (told) {
		if (all > 1)
			session_note(session, "%s refused for %zu of %zu: %s",
			    what, count, all, buf_string(&refusals->who));
		else
			session_note(session, "%s refused%s%s", what,
			    refusals->who.len > 0 ? ": " : "",
			    buf_string(&refusals->who));
		*error = refusals->worst;
	}
	buf_free(&refusals->who);
	return told ? -1 : rc;
}
