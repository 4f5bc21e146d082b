# The whole way, from the package to the alert: real monitors, a real mail server.

check-e2e: ## monitors with the package see a login break (as root); E2E=nagios picks
	@tests/setup.sh build check e2e
	@$(MAKE) --no-print-directory run-e2e

# What the monitors' machines get: the installed files.
E2E_PACKAGE := $(B)/e2e/package

run-e2e: $(PROGRAM)
	@rm -rf $(E2E_PACKAGE)
	@$(MAKE) --no-print-directory Q=@ install DESTDIR=$(abspath $(E2E_PACKAGE)) \
		prefix=/usr plugindir=/usr/lib/nagios/plugins >/dev/null
	@tests/e2e/run $(E2E_PACKAGE) $(E2E)

.PHONY: check-e2e run-e2e
