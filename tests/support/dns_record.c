#include "dns_record.h"

#include <arpa/inet.h>
#include <arpa/nameser.h>
#include <stdlib.h>
#include <string.h>

#include "text.h"

enum {
	MOODS = 9,
};

size_t
dns_encode_name(const char *name, unsigned char *to)
{
	unsigned char *label = to, *at = to + 1;

	for (; *name != '\0' && at - to < 250; name++) {
		if (*name == '.') {
			if (at - label == 1)
				break; /* the root */
			*label = (unsigned char)(at - label - 1);
			label = at++;
		} else if (*name == '\\' && strlen(name) > 3) {
			*at++ = (unsigned char)strtol(
			    (char[]){ name[1], name[2], name[3], '\0' }, NULL,
			    10);
			name += 3;
		} else
			*at++ = (unsigned char)*name;
	}
	*label = (unsigned char)(at - label - 1);
	if (*label > 0)
		*at++ = 0;
	return (size_t)(at - to);
}

static int
read_mx(struct record *record, char *data)
{
	char *host;
	unsigned long preference = strtoul(data, &host, 10);

	if (host == data || *host != ' ')
		return -1;
	record->data[0] = (unsigned char)(preference >> 8);
	record->data[1] = (unsigned char)preference;
	record->len = 2 + dns_encode_name(host + 1, record->data + 2);
	return 0;
}

static int
read_tlsa(struct record *record, char *data)
{
	size_t len = 0;
	char *hex = data;

	for (int i = 0; i < 3; i++)
		record->data[i] = (unsigned char)strtoul(hex, &hex, 10);
	hex += strspn(hex, " ");
	if (text_unhex(hex, &len) == -1 || len + 3 > sizeof(record->data))
		return -1;
	memcpy(record->data + 3, hex, len);
	record->len = len + 3;
	return 0;
}

static int
read_text(struct record *record, char *data)
{
	size_t len = strlen(data);

	if (len > 255)
		return -1;
	record->data[0] = (unsigned char)len;
	memcpy(record->data + 1, data, len);
	record->len = len + 1;
	return 0;
}

static int
read_address(struct record *record, const char *data)
{
	record->len = record->type == ns_t_a ? 4 : 16;
	return inet_pton(record->type == ns_t_a ? AF_INET : AF_INET6, data,
		   record->data) == 1
		   ? 0
		   : -1;
}

static const struct {
	const char *name;
	int type;
} types[] = {
	{ "A", ns_t_a },
	{ "AAAA", ns_t_aaaa },
	{ "MX", ns_t_mx },
	{ "CNAME", ns_t_cname },
	{ "TXT", ns_t_txt },
	{ "TLSA", ns_t_tlsa },
};

static const struct {
	const char *name;
	unsigned int mood;
} moods[MOODS] = {
	{ "NOTHING", MOOD_NOTHING },
	{ "FAIL", MOOD_FAIL },
	{ "SLOW", MOOD_SLOW },
	{ "SILENT", MOOD_SILENT },
	{ "TRUNCATE", MOOD_TRUNCATE },
	{ "CUT", MOOD_CUT | MOOD_TRUNCATE },
	{ "SIGNED", MOOD_SIGNED },
	{ "FORGED", MOOD_FORGED },
};

static int
type_number(const char *name)
{
	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
		if (strcmp(types[i].name, name) == 0)
			return types[i].type;
	return 0;
}

static int
read_data(struct record *record, char *data)
{
	switch (record->type) {
	case ns_t_a:
	case ns_t_aaaa:
		return read_address(record, data);
	case ns_t_mx:
		return read_mx(record, data);
	case ns_t_tlsa:
		return read_tlsa(record, data);
	case ns_t_cname:
		record->len = dns_encode_name(data, record->data);
		return 0;
	default:
		return read_text(record, data);
	}
}

/* TYPE COUNT HEX */
static int
read_raw(struct record *record, char *data)
{
	char *save = NULL;
	const char *type = strtok_r(data, " ", &save);
	const char *count = strtok_r(NULL, " ", &save);
	char *hex = strtok_r(NULL, " ", &save);

	record->raw = true;
	if (hex == NULL || text_unhex(hex, &record->len) == -1 ||
	    record->len > sizeof(record->data))
		return -1;
	record->type = type_number(type);
	record->count = (unsigned int)strtoul(count, NULL, 10);
	memcpy(record->data, hex, record->len);
	return 0;
}

int
dns_record_read(struct record *record, const char *line)
{
	char *copy = text_copy(line), *save = NULL;
	char *name = strtok_r(copy, " ", &save);
	const char *what = strtok_r(NULL, " ", &save);
	char *rest = save == NULL ? copy + strlen(line) : save;
	int rc = -1;

	if (what == NULL) {
		free(copy);
		return -1;
	}
	record->name = text_copy(name);
	record->type = type_number(what);
	if (record->type != 0)
		rc = read_data(record, rest);
	else if (strcmp(what, "RAW") == 0)
		rc = read_raw(record, rest);
	for (size_t i = 0; rc == -1 && record->type == 0 && i < MOODS; i++) {
		if (moods[i].name == NULL || strcmp(moods[i].name, what) != 0)
			continue;
		record->mood = moods[i].mood;
		record->ms = strtol(rest, NULL, 10);
		rc = 0;
	}
	free(copy);
	return rc;
}
