/* Renders a report in its format. */
#include "report_render.h"

#include "report_json.h"
#include "report_text.h"

void
report_render(const struct report *report, int verbosity, struct buf *out)
{
	static void (*const renderers[])(
	    const struct report *, int, struct buf *) = {
		[REPORT_TEXT] = report_text,
		[REPORT_JSON] = report_json,
	};

	renderers[report->format](report, verbosity, out);
}
