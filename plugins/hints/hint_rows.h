/* The advice, one row each: topic, kind of failure (ERROR_...), reply code,
 * enhanced status code, words in the text ("this|or that"), who must act, what
 * to do, where it is documented, and an example that must find just this row:
 * a reply, or the text of the error.  Lines of the example that are no reply
 * are what else the text has, or what the server said before.  HINT_IF begins
 * with the conditions.  See hints.h for which row wins. */
#include "hint_rows_any.h"
#include "hint_rows_auth.h"
#include "hint_rows_connect.h"
#include "hint_rows_dane.h"
#include "hint_rows_kerberos.h"
#include "hint_rows_mail.h"
#include "hint_rows_mailbox.h"
#include "hint_rows_policy.h"
#include "hint_rows_tls.h"
#include "hint_rows_token.h"
#include "hint_rows_verdict.h"
