/* Finds the certificates in a PEM file, without decoding them all. */
#include "certificate_pem.h"

#include <errno.h>
#include <openssl/bio.h>
#include <openssl/pem.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base64.h"

/* So much is read at once. */
#define CHUNK ((size_t)16 * 1024)
/* Bytes at the start of a certificate, where the subject of a root is. */
#define HEAD ((size_t)576)
/* Characters of a line, or the bytes that they encode; RFC 7468 wants 64. */
#define LINE ((size_t)256)
/* The most bytes of a DER header that are understood. */
#define DER_HEADER ((size_t)5)

#define BEGIN "-----BEGIN "
#define END "-----END "
#define LABEL "CERTIFICATE-----"

/* The start of a certificate, decoded as far as it was needed. */
struct head {
	struct buf *der;
	const char *next, *end; /* the lines that are not decoded yet */
};

void
certificate_pem_begin(struct certificate_pem *pem, int fd)
{
	memset(pem, 0, sizeof(*pem));
	pem->fd = fd;
	pem->text.limit = (size_t)CERTIFICATE_PEM_LIMIT;
	pem->head.limit = HEAD + LINE;
}

void
certificate_pem_end(struct certificate_pem *pem)
{
	buf_free(&pem->text);
	buf_free(&pem->head);
}

/* Reads on, and forgets what is done with. */
static void
read_on(struct certificate_pem *pem)
{
	ssize_t n;
	char *to;

	buf_consume(&pem->text, pem->at);
	pem->at = 0;
	to = buf_extend(&pem->text, CHUNK);
	pem->ended = to == NULL;
	if (pem->ended)
		return;
	do
		n = pread(pem->fd, to, CHUNK, pem->next);
	while (n == -1 && errno == EINTR);
	pem->ended = n <= 0;
	if (pem->ended)
		n = 0;
	buf_truncate(&pem->text, pem->text.len - CHUNK + (size_t)n);
	pem->next += n;
}

/* Finds the next line that begins with this word, from *at on; no other
 * character of a certificate is a "-".  false: there is none in the text. */
static bool
find_line(const struct buf *text, size_t *at, const char *word)
{
	size_t n = strlen(word);

	for (; *at + n <= text->len; (*at)++) {
		const char *dash =
		    memchr(text->data + *at, '-', text->len - *at);

		if (dash == NULL)
			break;
		*at = (size_t)(dash - text->data);
		if ((*at == 0 || dash[-1] == '\n') && text->len - *at >= n &&
		    memcmp(dash, word, n) == 0)
			return true;
	}
	return false;
}

/* Finds the end of a line: where the next one begins, or the text ends. */
static size_t
next_line(const struct buf *text, size_t at)
{
	const char *lf = memchr(text->data + at, '\n', text->len - at);

	return lf == NULL ? text->len : (size_t)(lf - text->data) + 1;
}

/* Bytes of a line without what may stand at its end. */
static size_t
trimmed(const char *line, size_t len)
{
	while (len > 0 && strchr("\r\n ", line[len - 1]) != NULL)
		len--;
	return len;
}

/* There is no certificate in these lines; the last one may go on. */
static void
forget_lines(struct certificate_pem *pem)
{
	const char *lf = memrchr(pem->text.data, '\n', pem->text.len);

	if (lf != NULL)
		pem->at = (size_t)(lf - pem->text.data) + 1;
}

/* Finds the next block in the text that is held.  false: it has none, or not
 * all of it. */
static bool
block_in_text(struct certificate_pem *pem, struct certificate_block *block)
{
	const struct buf *text = &pem->text;
	size_t begin = pem->at, body, end, again;

	if (text->len == 0)
		return false;
	if (!find_line(text, &begin, BEGIN)) {
		forget_lines(pem);
		return false;
	}
	body = next_line(text, begin);
	end = body;
	if (!find_line(text, &end, END))
		return false;
	/* Only the last BEGIN in front of an END counts. */
	for (again = body; find_line(text, &again, BEGIN) && again < end;) {
		begin = again;
		body = next_line(text, begin);
		again = body;
	}
	end = next_line(text, end);
	if (end == text->len && !pem->ended)
		return false;
	block->offset = pem->next - (off_t)(text->len - begin);
	block->text = text->data + begin;
	block->len = end - begin;
	block->body = body - begin;
	pem->at = end;
	return true;
}

/* "TRUSTED CERTIFICATE" is OpenSSL's own label. */
bool
certificate_pem_next(
    struct certificate_pem *pem, struct certificate_block *block)
{
	size_t len;

	for (;;) {
		if (block_in_text(pem, block)) {
			len = trimmed(block->text, block->body);
			if (len >= strlen(LABEL) &&
			    memcmp(block->text + len - strlen(LABEL), LABEL,
				strlen(LABEL)) == 0)
				return true;
		} else if (pem->ended)
			return false;
		else
			read_on(pem);
	}
}

/* Decodes lines until there are so many bytes.  A line that is not base64 ends
 * the head. */
static bool
head_holds(struct head *head, size_t bytes)
{
	while (head->der->len < bytes && head->der->len < HEAD &&
	       head->next < head->end) {
		const char *lf =
		    memchr(head->next, '\n', (size_t)(head->end - head->next));
		const char *after = lf == NULL ? head->end : lf + 1;
		size_t len = trimmed(head->next, (size_t)(after - head->next));

		if (len == 0 || len >= LINE ||
		    base64_decode(head->der, head->next, len) == -1)
			head->next = head->end;
		else
			head->next = after;
	}
	return head->der->len >= bytes;
}

/* Reads the header of a DER element (X.690 8.1), and moves behind it. */
static bool
read_element_header(struct head *head, size_t *at, size_t *len)
{
	const unsigned char *p;
	size_t octets;

	/* Each element that counts here is followed by longer ones. */
	if (!head_holds(head, *at + DER_HEADER))
		return false;
	p = (const unsigned char *)head->der->data + *at;
	*len = p[1];
	octets = *len < 0x80 ? 0 : *len & 0x7f;
	if (octets > DER_HEADER - 2)
		return false;
	if (octets > 0)
		*len = 0;
	for (size_t i = 0; i < octets; i++)
		*len = *len << 8 | p[2 + i];
	*at += 2 + octets;
	return true;
}

static bool
skip_element(struct head *head, size_t *at)
{
	size_t len;

	if (!read_element_header(head, at, &len))
		return false;
	*at += len;
	return true;
}

/* The subject (RFC 5280 4.1) in the head of a certificate: where it begins, and
 * how long it is with its DER header.  false: it is not in the head. */
static bool
find_subject(struct head *head, size_t *begin, size_t *len)
{
	size_t at = 0;
	bool found = true;

	/* Certificate and TBSCertificate: the fields are inside both. */
	for (int i = 0; found && i < 2; i++)
		found = read_element_header(head, &at, len);
	/* The version is left out in certificates of version 1. */
	if (found && head_holds(head, at + 1) &&
	    (unsigned char)head->der->data[at] == 0xa0)
		found = skip_element(head, &at);
	/* Serial number, signature, issuer and validity come first. */
	for (int i = 0; found && i < 4; i++)
		found = skip_element(head, &at);
	*begin = at;
	if (!found || !skip_element(head, &at))
		return false;
	*len = at - *begin;
	return true;
}

bool
certificate_pem_subject(struct certificate_pem *pem,
    const struct certificate_block *block, const unsigned char **subject,
    size_t *len)
{
	struct head head = {
		.der = &pem->head,
		.next = block->text + block->body,
		.end = block->text + block->len,
	};
	size_t begin;

	buf_clear(&pem->head);
	if (!find_subject(&head, &begin, len) ||
	    !head_holds(&head, begin + *len))
		return false;
	*subject = (const unsigned char *)pem->head.data + begin;
	return true;
}

X509 *
certificate_pem_read(const char *text, size_t len)
{
	BIO *bio = BIO_new_mem_buf(text, (int)len);
	X509 *certificate = NULL;

	if (bio != NULL)
		certificate = PEM_read_bio_X509_AUX(bio, NULL, NULL, NULL);
	BIO_free(bio);
	return certificate;
}
