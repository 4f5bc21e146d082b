#include "fake_web.h"

#include <stdio.h>
#include <string.h>

#include "web.h"

struct fake_web fake_web;

static void
keep(char *to, size_t size, const char *from)
{
	(void)snprintf(to, size, "%s", from == NULL ? "" : from);
}

int
web_request(const struct web_request *request, struct deadline deadline,
    struct web_answer *answer, struct error *error)
{
	size_t last = fake_web.count - 1;
	const struct fake_answer *next =
	    &fake_web.answers[fake_web.asked < last ? fake_web.asked : last];

	fake_web.asked++;
	keep(fake_web.url, sizeof(fake_web.url), request->url);
	keep(fake_web.form, sizeof(fake_web.form), request->form);
	keep(fake_web.user, sizeof(fake_web.user), request->user);
	keep(fake_web.password, sizeof(fake_web.password), request->password);
	keep(fake_web.proxy, sizeof(fake_web.proxy), request->proxy);
	keep(fake_web.ca_file, sizeof(fake_web.ca_file), request->ca_file);
	fake_web.seconds = deadline_left(deadline);
	*answer = (struct web_answer){
		.status = next->status,
		.date = next->date,
		.retry_after = next->retry_after,
		.body = BUF_SECRET(request->limit),
	};
	keep(answer->type, sizeof(answer->type), "application/json");
	if (next->meanwhile != NULL)
		next->meanwhile();
	if (next->status == 0)
		return error_set(error, next->kind, "%s", next->text);
	return buf_append(&answer->body, next->body, strlen(next->body));
}

void
web_answer_free(struct web_answer *answer)
{
	buf_free(&answer->body);
}
