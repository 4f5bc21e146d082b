/* Recognises services other than SMTP. */
#include "service.h"

#include "text.h"

/* How the answer of a service begins. */
static const struct {
	const char *prefix;
	const char *what;
} voices[] = {
	{ "* OK", "an IMAP server (143, over TLS 993)" },
	{ "* PREAUTH", "an IMAP server (143, over TLS 993)" },
	{ "* BYE", "an IMAP server (143, over TLS 993)" },
	{ "* BAD", "an IMAP server (143, over TLS 993)" },
	{ "+OK", "a POP3 server (110, over TLS 995)" },
	{ "-ERR", "a POP3 server (110, over TLS 995)" },
	{ "\"IMPLEMENTATION\"", "a ManageSieve server (4190)" },
	{ "HTTP/", "a web server (80, over TLS 443)" },
	{ "<!DOCTYPE", "a web server (80, over TLS 443)" },
	{ "<html", "a web server (80, over TLS 443)" },
	{ "SSH-", "an SSH server (22)" },
	/* A record of TLS (RFC 8446 5.1): an alert, a handshake. */
	{ "\x15\x03", "TLS from the first byte" },
	{ "\x16\x03", "TLS from the first byte" },
};

static const struct {
	unsigned int port;
	const char *name;
	bool over_tls;
} ports[] = {
	{ 465, "SMTP", true },
	{ 993, "IMAP", true },
	{ 995, "POP3", true },
	{ 443, "HTTP", true },
	{ 8443, "HTTP", true },
	{ 80, "HTTP", false },
	{ 8080, "HTTP", false },
	{ 110, "POP3", false },
	{ 143, "IMAP", false },
	{ 4190, "ManageSieve", false },
};

const char *
service_that_says(const char *bytes, size_t len)
{
	for (size_t i = 0; i < sizeof(voices) / sizeof(voices[0]); i++)
		if (text_starts(bytes, len, voices[i].prefix))
			return voices[i].what;
	return NULL;
}

const char *
service_of_port(unsigned int port, bool *over_tls)
{
	for (size_t i = 0; i < sizeof(ports) / sizeof(ports[0]); i++) {
		if (ports[i].port != port)
			continue;
		*over_tls = ports[i].over_tls;
		return ports[i].name;
	}
	return NULL;
}
