/* The list of faults that were found in a certificate. */
#include "certificate_facts.h"

#include <string.h>

#include "text.h"

bool
certificate_has_fault(
    const struct certificate_facts *facts, enum certificate_fault fault)
{
	return (facts->kinds & 1u << fault) != 0;
}

void
certificate_add_fault(struct certificate_facts *facts,
    enum certificate_fault fault, const struct buf *text)
{
	size_t i;

	facts->kinds |= 1u << fault;
	for (i = 0; i < facts->fault_count; i++)
		if (strcmp(facts->faults[i].text, buf_string(text)) == 0)
			return;
	if (i == CERTIFICATE_FAULTS)
		return;
	facts->faults[i].fault = fault;
	(void)text_printable(facts->faults[i].text,
	    sizeof(facts->faults[i].text), buf_string(text), text->len);
	facts->fault_count++;
}
