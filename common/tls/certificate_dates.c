/* When a certificate expires, as seconds and as text. */
#include "certificate_dates.h"

#include <stdio.h>

#include "certificate_names.h"
#include "text.h"

#define HOUR 3600.0
#define DAY (24 * HOUR)

double
certificate_seconds_until(const ASN1_TIME *time)
{
	int days = 0, seconds = 0;

	if (ASN1_TIME_diff(&days, &seconds, NULL, time) != 1)
		return -1;
	return days * DAY + seconds;
}

/* Notes which certificate expires first, unless it is the server's own. */
static void
name_earliest(X509 *one, X509 *leaf, struct certificate_facts *facts)
{
	struct buf name = BUF_INIT(CERTIFICATE_TEXT_SIZE);

	if (X509_cmp(one, leaf) != 0)
		certificate_put_name(X509_get_subject_name(one), &name);
	(void)snprintf(
	    facts->earliest, sizeof(facts->earliest), "%s", buf_string(&name));
	buf_free(&name);
}

void
certificate_read_dates(STACK_OF(X509) * chain, int count, X509 *leaf,
    struct certificate_facts *facts)
{
	X509 *earliest = NULL;

	for (int i = 0; i < count; i++) {
		X509 *one = sk_X509_value(chain, i);
		double seconds =
		    certificate_seconds_until(X509_get0_notAfter(one));

		if (earliest != NULL && seconds >= facts->seconds)
			continue;
		earliest = one;
		facts->seconds = seconds;
		facts->lifetime = seconds - certificate_seconds_until(
						X509_get0_notBefore(one));
	}
	if (earliest != NULL)
		name_earliest(earliest, leaf, facts);
}

void
certificate_put_span(struct buf *out, double seconds)
{
	bool days = seconds >= 2 * DAY;

	(void)buf_printf(out, "%d %s", (int)(seconds / (days ? DAY : HOUR)),
	    days ? "days" : "hours");
}

void
certificate_put_time(struct buf *out, const ASN1_TIME *time)
{
	struct tm tm;

	if (ASN1_TIME_to_tm(time, &tm) != 1)
		(void)buf_puts(out, "an unknown date");
	else
		(void)buf_printf(out, "%04d-%02d-%02d %02d:%02d UTC",
		    tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour,
		    tm.tm_min);
}
