# What contrib/ has for other engines, in those that Debian has.

check-contrib: ## graphs and other engines in real programs (as root); CONTRIB=monit picks
	@tests/setup.sh build check contrib
	@$(MAKE) --no-print-directory run-contrib

.PHONY: check-contrib run-contrib
run-contrib: $(PROGRAM) $(B)/tests/mail_server
	@tests/contrib/run $(B) $(CONTRIB)
