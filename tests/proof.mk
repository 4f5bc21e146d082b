# What looks deeper than "make check": fuzzing, faults, hostile texts, sanitizers.

check-injection: ## hostile texts in each place they can come from, in each format
	@tests/setup.sh build check
	@$(MAKE) --no-print-directory run-all-injection

NEEDED_BY_INJECTION := $(PROGRAM) $(B)/tests/scenario certs

run-all-injection: $(NEEDED_BY_INJECTION)
	@tests/injection/run $(B)

# Some of them.
run-injection: $(NEEDED_BY_INJECTION) | fresh
	$(call part,'hostile texts') tests/injection/run $(B) 23

.PHONY: check-injection run-all-injection run-injection
