#ifndef LOGIN_H
#define LOGIN_H

#include <stddef.h>
#include <stdint.h>

#include "sasl.h"

/* Bytes of input that are played. */
#define LOGIN_INPUT_LIMIT ((size_t)4096)

#define LOGIN_USER "tim"
#define LOGIN_PASSWORD "swordfish"
#define LOGIN_NONCE "nonce-of-ours"

/* One exchange of a mechanism with a server that says what the fuzzer likes. */
struct login {
	const struct sasl_mechanism *mechanism;
	struct sasl_context context;
	struct buf password;
	void *state;
	enum sasl_status status; /* of the last step */
	struct buf response;     /* of the last step */
	struct error error;
};

/* Takes the first step too when the mechanism is one that begins. */
void login_begin(struct login *, const char *mechanism, const char *password);

/* One challenge.  Whatever it is, this holds: the error is the server's fault,
 * printable and without the password; so is the response of a mechanism that
 * does not show it, and no response is larger than it may be. */
enum sasl_status login_step(struct login *, const void *, size_t);

void login_end(struct login *);

/* A server's proof: so many characters, its name included. */
struct login_proof {
	const char *mechanism;
	size_t len;
};

/* Plays the input: all but its last line is the server's challenge, the last
 * line its proof.  Nobody is believed but who gives the very proof: not half of
 * it, and not one that would do for another password too. */
void login_play(const struct login_proof *, const uint8_t *, size_t);

#endif
