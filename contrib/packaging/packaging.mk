# Tarball and packages; contrib/packaging/README.md says more.

packaging := contrib/packaging

.PHONY: dist deb rpm check-packages

dist: ## a tarball of the last commit and its checksum, in build/
	$(call need,git rev-parse --verify HEAD,"make dist" packs a clone of git: \
		this is none$(comma) or git is not installed)
	$(if $(shell git status --porcelain),$(error \
		commit first: files have changed since the last commit))
	@$(packaging)/tarball $(VERSION) build
	@cd build && sha256sum check_smtp_auth-$(VERSION).tar.gz >SHA256SUMS
	@cat build/SHA256SUMS

deb: ## a package for Debian and Ubuntu, in build/
	@tests/setup.sh build deb
	@echo 'building the package takes a minute; its log is build/deb/log'
	@$(packaging)/deb $(VERSION)
	@ls build/check-smtp-auth_*.deb

rpm: ## a package for Fedora, RHEL and SUSE, in build/
	@tests/setup.sh build rpm
	@$(packaging)/rpm/build $(VERSION)
	@ls build/check-smtp-auth-*.rpm

check-packages: ## packages, installed and purged in bare roots (as root)
	@$(MAKE) --no-print-directory all
	@tests/packaging/recipes
	@tests/packaging/debian bookworm
	@tests/packaging/rpm bookworm
