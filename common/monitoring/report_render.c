/* Renders a report in its format. */
#include "report_render.h"

#include "report_json.h"
#include "report_prometheus.h"
#include "report_text.h"
#include "text.h"

/* The synonyms are the words of monitoring-plugins. */
static const struct {
	const char *name, *synonym;
	void (*render)(const struct report *, int verbosity, struct buf *);
} formats[] = {
	[REPORT_TEXT] = { "text", "multi-line", report_text },
	[REPORT_JSON] = { "json", "mp-test-json", report_json },
	[REPORT_PROMETHEUS] = { "prometheus", NULL, report_prometheus },
};

int
report_format_parse(const char *word, enum report_format *format)
{
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
		const char *synonym = formats[i].synonym;

		if (!text_same(word, formats[i].name) &&
		    (synonym == NULL || !text_same(word, synonym)))
			continue;
		*format = (enum report_format)i;
		return 0;
	}
	return -1;
}

void
report_render(const struct report *report, int verbosity, struct buf *out)
{
	formats[report->format].render(report, verbosity, out);
}
