#include <inttypes.h>
#include <string.h>

#include "fuzz.h"
#include "token.h"
#include "token_cache_text.h"
#include "token_check.h"
#include "token_identity.h"
#include "token_ini.h"

static const char ini[] = "[oauth]\ntoken_endpoint=https://x/\nclient_id=c\n"
			  "client_secret=s\n";

static struct token_source *
make_source(void)
{
	struct token_source *source = token_source_new("file");
	struct buf text = BUF_INIT(sizeof(ini));
	struct error error = { 0 };

	(void)buf_puts(&text, ini);
	fuzz_assert(token_ini_read(source, &text, &error) == 0 &&
			token_check(source, &error) == 0,
	    "the file is good");
	buf_free(&text);
	return source;
}

static void
check_entry(const struct token_entry *entry)
{
	fuzz_assert(entry->expires >= entry->obtained, "it lived");
	fuzz_assert(
	    entry->expires - entry->obtained <= TOKEN_LIFE_MAX, "not for ever");
	for (size_t i = 0; i < entry->secret.len; i++)
		fuzz_assert(
		    entry->secret.data[i] > ' ' && entry->secret.data[i] <= '~',
		    "visible characters");
	fuzz_assert_printable(entry->refusal.text, strlen(entry->refusal.text));
	fuzz_assert_printable(entry->refusal.said, strlen(entry->refusal.said));
	fuzz_assert(entry->refused == 0 || entry->refusal.kind == ERROR_RETRY ||
			entry->refusal.kind == ERROR_REJECTED,
	    "a refusal has a kind");
}

static void
read_cache(const struct token_source *source, const struct buf *text)
{
	struct token_entry entry;
	struct error error = { 0 };

	token_entry_init(&entry);
	if (token_cache_text_read(source, text, &entry, &error) == -1) {
		fuzz_assert(error.kind != ERROR_NONE, "an error is told");
		fuzz_assert(entry.secret.len == 0 && entry.refused == 0,
		    "nothing is taken");
	}
	check_entry(&entry);
	token_entry_free(&entry);
}

/* The bytes stand behind "IDENTITY", too: else no fuzzer finds its way. */
int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	static struct token_source *source;
	struct buf text = BUF_INIT(TOKEN_CACHE_LIMIT);
	struct buf identity = BUF_INIT(128);
	struct error error = { 0 };

	if (len > TOKEN_CACHE_LIMIT / 2)
		return 0;
	if (source == NULL)
		source = make_source();
	(void)buf_append(&text, bytes, len);
	read_cache(source, &text);
	buf_clear(&text);
	(void)token_identity(source, NULL, &identity, &error);
	(void)buf_printf(&text, "[token]\nsource = %s\n", identity.data);
	buf_clear(&identity);
	(void)token_identity(
	    source, &(struct buf)BUF_INIT(0), &identity, &error);
	(void)buf_printf(&text, "refused_source = %s\n", identity.data);
	(void)buf_append(&text, bytes, len);
	read_cache(source, &text);
	buf_free(&text);
	buf_free(&identity);
	return 0;
}
