/* AUTH GSSAPI: what Kerberos says before the server is asked, in the words of
 * common/kerberos: see hint_rows.h. */
/* clang-format off */

#define KERBEROS "RFC 4120 section 7.5.9"

HINT("auth", REJECTED, 0, "", "the ticket has expired",
	CREDENTIALS, "The Kerberos ticket has ended. Get a new one as the user of the plugin (kinit, then klist), or let the plugin get one itself: --keytab FILE with -U PRINCIPAL.",
	KERBEROS,
	"the ticket has expired (Ticket expired)")
HINT("auth", USAGE, 0, "", "there is no ticket",
	MONITOR, "The user of the plugin has no Kerberos ticket. Get one as that user (kinit, then klist; KRB5CCNAME names its cache), or give --keytab FILE with -U PRINCIPAL.",
	"RFC 4752 section 3.1",
	"there is no ticket (No credentials cache found)")
HINT("auth", USAGE, 0, "", "the keytab has no key of this user",
	MONITOR, "-U must be a principal whose key is in the keytab: klist(1) lists them. A name without @REALM is of the default realm of krb5.conf(5).",
	"RFC 4752 section 3.1",
	"the keytab has no key of this user (No credentials cache found)")
HINT("auth", REJECTED, 0, "", "the clocks differ",
	MONITOR, "The clock of this host, of the mail server or of the KDC is wrong: Kerberos allows five minutes. Compare them, and set this host's clock by NTP.",
	KERBEROS,
	"the clocks differ (Clock skew too great)")
HINT("auth", REJECTED, 0, "", "Kerberos does not know the service",
	POLICY, "The KDC has no principal smtp/HOST for this -H. Give the server's canonical name as -H (-I ADDRESS may follow), or have the principal made, and its key put into the server's keytab.",
	KERBEROS,
	"Kerberos does not know the service (Server not found in Kerberos database)")
HINT("auth", REJECTED, 0, "", "Kerberos does not know the user",
	CREDENTIALS, "The KDC has no such principal. Compare -U and its realm with the directory; klist(1) lists the names in a keytab.",
	KERBEROS,
	"Kerberos does not know the user (Client 'probe@EXAMPLE.COM' not found in Kerberos database)")
HINT("auth", REJECTED, 0, "", "the key in the keytab is wrong|the key does not fit",
	CREDENTIALS, "The account's password was changed after the keytab was made. Make the keytab anew (ktutil(1), or ktpass on Windows); klist(1) and kvno(1) show the versions of both keys.",
	KERBEROS,
	"the key in the keytab is wrong (Preauthentication failed)")
HINT("auth", REJECTED, 0, "", "the server has another key",
	SERVER, "The mail server's keytab does not have the key that the KDC uses for it. Make its keytab anew, and compare the versions: klist(1) for its keytab there, \"kvno smtp/HOST\" here.",
	KERBEROS,
	"the server has another key (Message stream modified)")
HINT("auth", REJECTED, 0, "", "the Kerberos account has expired|the Kerberos account is locked|the password of the account has expired",
	CREDENTIALS, "The account of the check is locked, or it or its password has expired. Unlock it, and let neither expire.",
	KERBEROS,
	"the Kerberos account is locked (Client's credentials have been revoked)")
HINT("auth", REJECTED, 0, "", "the channel bindings differ",
	POLICY, "The server binds the login to a TLS session, and sees another one than this host: something between them ends TLS. Check through no proxy, or let the server do without.",
	"RFC 5929 section 4",
	"the channel bindings differ (Channel bindings do not match)")
HINT("auth", REJECTED, 0, "", "Kerberos refuses",
	CREDENTIALS, "Kerberos gives no ticket for this login. Try it by hand as the user of the plugin: kinit, then kvno smtp/HOST; KRB5_TRACE=/dev/stderr shows each step.",
	"RFC 4752 section 3.1",
	"Kerberos refuses: Configuration file does not specify default realm")
HINT("auth", RETRY, 0, "", "no Kerberos server",
	NETWORK, "No KDC of the realm can be reached or found. Check krb5.conf(5), DNS (_kerberos._udp.REALM) and port 88 from this host: kinit PRINCIPAL; KRB5_TRACE=/dev/stderr shows each step.",
	"RFC 4120 section 7.2.3",
	"no Kerberos server can be reached (Cannot contact any KDC for realm 'EXAMPLE.COM')")
HINT("auth", TIMEOUT, 0, "", "Kerberos: ",
	NETWORK, "The KDC does not answer in time. Check port 88 from this host, and that krb5.conf(5) names only servers that live; -t 30 gives it more time.",
	"RFC 4120 section 7.2",
	"Kerberos: no answer in time")
HINT("auth", USAGE, 0, "", "AUTH GSSAPI needs lib",
	MONITOR, "Install the library that the message names; the plugin loads it only for this login.",
	"RFC 4752 section 3.1",
	"AUTH GSSAPI needs libgssapi_krb5.so.2, which is not installed (Debian: libgssapi-krb5-2; Fedora: krb5-libs)")

HINT_IF(HINT_TICKET, "auth", REJECTED, 535, "", "",
	SERVER, "The server does not take the ticket: its keytab has an old key (compare klist(1) there with \"kvno smtp/HOST\" here), its clock is wrong, or it has no account for this principal. Its log tells which.",
	"RFC 4752 section 3.2",
	"535 5.7.8 Authentication failed.")

#undef KERBEROS
/* clang-format on */
