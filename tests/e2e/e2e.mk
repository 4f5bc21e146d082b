# The whole way, from the package to the alert: real monitors, a real mail server.

check-e2e: ## monitors with the package see a login break (as root); E2E=nagios picks
	@tests/setup.sh build check deb e2e
	@$(MAKE) --no-print-directory deb
	@tests/e2e/run "$$(ls -t build/check-smtp-auth_*.deb | head -n 1)" $(E2E)

.PHONY: check-e2e
