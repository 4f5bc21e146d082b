/* Runs a mechanism against a server, over whatever protocol carries it. */
#include "exchange.h"

#include <stdlib.h>

#include "base64.h"
#include "memory.h"
#include "text.h"

/* Characters that are shown of what a mechanism says about a refusal. */
#define EXPLANATION_SHOWN 200

/* One exchange, and the buffers of its current step. */
struct exchange {
	const struct sasl_wire *wire;
	void *protocol;
	const struct sasl_mechanism *mechanism;
	struct sasl_context context;
	void *state;
	enum sasl_status status;
	struct buf challenge, response, encoded;
};

/* Asks the mechanism for its answer to e->challenge; encodes that in base64. */
static int
mechanism_step(struct exchange *e, struct error *error)
{
	buf_clear(&e->response);
	buf_clear(&e->encoded);
	e->status = e->mechanism->step(
	    e->state, &e->context, &e->challenge, &e->response, error);
	if (e->status == SASL_FAIL)
		return -1;
	return base64_encode(
	    &e->encoded, buf_string(&e->response), e->response.len);
}

/* Starts without an initial response that may not go with the command.  Until
 * that response is sent a success would not be credible, hence SASL_MORE. */
static enum sasl_answer
start_alone(struct exchange *e, struct deadline deadline, struct error *error)
{
	enum sasl_status status = e->status;
	enum sasl_answer answer;

	e->status = SASL_MORE;
	answer =
	    e->wire->start(e->protocol, e->mechanism, NULL, deadline, error);
	if (answer != SASL_CHALLENGES)
		return answer;
	e->status = status;
	return e->wire->respond(e->protocol, &e->encoded, deadline, error);
}

/* Starts with the initial response, if there is one and the line takes it. */
static enum sasl_answer
start(struct exchange *e, struct deadline deadline, struct error *error)
{
	if (!e->mechanism->client_first)
		return e->wire->start(
		    e->protocol, e->mechanism, NULL, deadline, error);
	if (mechanism_step(e, error) == -1)
		return SASL_ANSWER_FAILED;
	if (!e->wire->takes_initial(e->protocol, e->mechanism, e->encoded.len))
		return start_alone(e, deadline, error);
	/* An empty response (RFC 4954 4, 4959 3, 5034 4). */
	if (e->encoded.len == 0)
		(void)buf_putc(&e->encoded, '=');
	return e->wire->start(
	    e->protocol, e->mechanism, &e->encoded, deadline, error);
}

static int
read_challenge(struct exchange *e, struct error *error)
{
	size_t len = 0;
	const char *text;

	buf_clear(&e->challenge);
	if (e->mechanism->free_prompts)
		return 0;
	text = e->wire->challenge(e->protocol, &len);
	if (text == NULL || base64_decode(&e->challenge, text, len) == -1)
		return error_set(error, ERROR_PROTOCOL,
		    "the server's challenge is not base64");
	return 0;
}

static enum sasl_answer
respond(struct exchange *e, struct deadline deadline, struct error *error)
{
	if (e->status == SASL_DONE && e->mechanism->explain == NULL)
		return (enum sasl_answer)error_set(error, ERROR_PROTOCOL,
		    "the server asks for more than %s has to say",
		    e->mechanism->name);
	if (read_challenge(e, error) == -1 || mechanism_step(e, error) == -1)
		return SASL_ANSWER_FAILED;
	return e->wire->respond(e->protocol, &e->encoded, deadline, error);
}

static int
finish(struct exchange *e, enum sasl_answer answer, struct error *error)
{
	if (answer == SASL_OTHER)
		e->wire->refuse(e->protocol, error);
	if (answer != SASL_ACCEPTS)
		return -1;
	if (e->status == SASL_DONE)
		return 0;
	if (e->mechanism->mutual)
		return error_set(error, ERROR_PROTOCOL,
		    "the server says yes, but did not prove that it knows the "
		    "password");
	return error_set(error, ERROR_PROTOCOL,
	    "the server says yes before %s is over", e->mechanism->name);
}

static int
run(struct exchange *e, struct deadline deadline, struct error *error)
{
	enum sasl_answer answer = start(e, deadline, error);

	for (int i = 0; answer == SASL_CHALLENGES; i++) {
		if (i == SASL_ROUNDS)
			return error_set(error, ERROR_PROTOCOL,
			    "more than %d challenges", SASL_ROUNDS);
		answer = respond(e, deadline, error);
	}
	return finish(e, answer, error);
}

/* Appends what the server said about the refusal in a challenge. */
static void
append_explanation(struct exchange *e, struct error *error)
{
	struct buf text = BUF_INIT(4096), whole = BUF_INIT(4096);

	if (e->mechanism->explain != NULL)
		e->mechanism->explain(e->state, &text);
	if (text.len > 0) {
		redact_apply(e->context.redact, &text);
		(void)buf_printf(&whole, "%s (", error->text);
		(void)buf_put_printable(
		    &whole, text.data, text.len, EXPLANATION_SHOWN);
		(void)buf_putc(&whole, ')');
		/* text_printable() cuts between two characters. */
		(void)text_printable(
		    error->text, sizeof(error->text), whole.data, whole.len);
	}
	buf_free(&text);
	buf_free(&whole);
}

int
sasl_exchange(const struct sasl_wire *wire, void *protocol,
    const struct sasl_mechanism *mechanism, const struct sasl_context *context,
    struct deadline deadline, struct error *error)
{
	struct exchange e = {
		.wire = wire,
		.protocol = protocol,
		.mechanism = mechanism,
		.context = *context,
		.state = memory_zeroed(mechanism->state_size + 1),
		.status = SASL_MORE,
		.challenge = BUF_SECRET(SASL_MESSAGE_LIMIT),
		.response = BUF_SECRET(SASL_MESSAGE_LIMIT),
		.encoded = BUF_SECRET(2 * SASL_MESSAGE_LIMIT),
	};
	int rc;

	e.context.mechanism = mechanism;
	e.context.deadline = deadline;
	rc = run(&e, deadline, error);
	if (rc == -1)
		append_explanation(&e, error);
	if (mechanism->end != NULL)
		mechanism->end(e.state);
	memory_wipe(e.state, mechanism->state_size + 1);
	free(e.state);
	buf_free(&e.challenge);
	buf_free(&e.response);
	buf_free(&e.encoded);
	return rc;
}
