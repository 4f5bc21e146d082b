# check_smtp_auth: "make help" lists the targets.

# Yours to set; they come last on each command line.
CFLAGS ?= -g
CPPFLAGS ?=
LDFLAGS ?=
LDLIBS ?=
PKG_CONFIG ?= pkg-config
INSTALL ?= install
INSTALL_PROGRAM ?= $(INSTALL) -m 755
INSTALL_DATA ?= $(INSTALL) -m 644

prefix ?= $(or $(PREFIX),/usr/local)
exec_prefix ?= $(prefix)
libexecdir ?= $(exec_prefix)/libexec
plugindir ?= $(libexecdir)
bindir ?= $(exec_prefix)/bin
datarootdir ?= $(prefix)/share
mandir ?= $(datarootdir)/man
bashcompdir ?= $(datarootdir)/bash-completion/completions
# Where Debian's zsh looks below /usr.
zshcompdir ?= $(datarootdir)/zsh/$(if $(and $(filter /usr/share, \
	$(datarootdir)),$(wildcard /etc/debian_version)),vendor-completions,$(strip \
	site-functions))
fishcompdir ?= $(datarootdir)/fish/vendor_completions.d

# One folder for all that is built; "make asan" and others have their own in it.
KIND ?= release
B := build/$(KIND)
ifeq ($(KIND),release)
B := build
endif

# $(call once,NAME,COMMAND): what the command prints.  It runs when NAME is first
# needed, and never again.
once = $(eval $(1) := $$(shell $(2)))$($(1))

# $(call need,COMMAND,SENTENCE): stops make with the sentence if the command fails.
need = $(if $(shell $(1) >/dev/null 2>&1 && echo yes),,$(error $(strip $(2))))

VERSION ?= $(call once,VERSION,contrib/packaging/version)
OPENSSL_CFLAGS ?= $(need_openssl)$(call once,OPENSSL_CFLAGS,$(PKG_CONFIG) \
	--cflags openssl)
# libcrypto in front: most names that the dynamic linker looks up are its own.
OPENSSL_LIBS ?= $(need_openssl)$(call once,OPENSSL_LIBS,$(PKG_CONFIG) --libs \
	libcrypto libssl)
CHECK_CFLAGS ?= $(call once,CHECK_CFLAGS,$(PKG_CONFIG) --cflags check)
CHECK_LIBS ?= $(call once,CHECK_LIBS,$(PKG_CONFIG) --libs check)

# What is missing is said before the first file is compiled, in one sentence and
# not in fifty errors.  "make help" and "make clean" ask for none of this.
# What to install is said by the script that knows the names.
need_openssl = $(eval need_openssl :=)$(call need,command -v $(PKG_CONFIG), \
	$(PKG_CONFIG)$(comma) which finds OpenSSL$(comma) is not installed$(advice)) \
	$(call need,$(PKG_CONFIG) --atleast-version=3.0 openssl, \
	OpenSSL 3.0 or later is needed$(comma) and $(PKG_CONFIG) finds \
	$(or $(shell $(PKG_CONFIG) --modversion openssl 2>/dev/null),none); name \
	the folder of another one in PKG_CONFIG_PATH$(advice))
need_compiler = $(eval need_compiler :=)$(call need,echo '$(hash)include \
	<stdio.h>' | $(CC) -E -x c -,$(CC) cannot compile a program in C: install \
	a compiler$(comma) or name yours with CC=$(advice))
advice = $(if $(said),; $(said))
said = $(call once,said,CC='$(CC)' tests/setup.sh --say build 2>/dev/null)
comma := ,
hash := \#

# "make V=1" shows the command lines.
Q := $(if $(V),,@)
say = $(if $(V),,@echo '  $(1)')

cc-option = $(shell $(CC) -Werror $(1) -x c -c /dev/null -o /dev/null \
	2>/dev/null && echo $(1))

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes \
	-Wmissing-prototypes -Wold-style-definition -Wpointer-arith \
	-Wcast-qual -Wwrite-strings -Wundef -Wvla -Wformat=2 \
	-Wnull-dereference -Wimplicit-fallthrough -Wswitch-enum -Wconversion \
	-Wdouble-promotion -Wdate-time $(foreach w,-Wlogical-op \
	-Wduplicated-cond -Wduplicated-branches -Wformat-overflow=2 \
	-Wstack-usage=16384,$(call cc-option,$(w)))
ifdef WERROR
WARNINGS += -Werror
endif

HARDENING := -fstack-protector-strong -fPIE -fno-strict-overflow \
	-fno-delete-null-pointer-checks $(foreach f,-fstack-clash-protection \
	-fcf-protection -mbranch-protection=standard \
	-ftrivial-auto-var-init=zero -fstrict-flex-arrays=3,$(call \
	cc-option,$(f)))
# A distribution's own level stays, and so does its optimisation.
OPTIMISE := -O2 $(if $(or $(findstring _FORTIFY_SOURCE,$(CPPFLAGS) \
	$(CFLAGS)),$(filter -O0,$(CFLAGS))),,-U_FORTIFY_SOURCE \
	-D_FORTIFY_SOURCE=3)
LINK_HARDENING := -pie -Wl,-z,relro,-z,now,-z,noexecstack -Wl,--as-needed

SANITIZERS_asan := -fsanitize=address,undefined -fno-sanitize-recover=all
SANITIZERS_fuzz := -fsanitize=fuzzer,address,undefined \
	-fno-sanitize-recover=all
SANITIZERS_tsan := -fsanitize=thread
SANITIZERS := $(SANITIZERS_$(KIND))
ifneq ($(SANITIZERS)$(filter coverage,$(KIND)),)
OPTIMISE := -O1 -fno-omit-frame-pointer -DSANDBOX_BUILT=false
endif
ifeq ($(KIND),coverage)
SANITIZERS := --coverage
endif

ALL_CFLAGS = $(need_compiler)-std=c11 -D_GNU_SOURCE -pthread $(WARNINGS) \
	$(HARDENING) $(OPTIMISE) $(SANITIZERS) $(OPENSSL_CFLAGS) $(CPPFLAGS) \
	$(CFLAGS)
ALL_LDFLAGS = $(LINK_HARDENING) $(SANITIZERS) -pthread $(LDFLAGS)

# The folders are the layers.  Each row names the folders that a folder may
# include from; an include that points upwards is "file not found".
LAYERS_common/base := common/base
LAYERS_common/monitoring := $(LAYERS_common/base) common/monitoring
LAYERS_common/net := $(LAYERS_common/base) common/net
LAYERS_common/tls := $(LAYERS_common/net) common/tls
LAYERS_common/crypto := $(LAYERS_common/base) common/crypto
LAYERS_common/kerberos := $(LAYERS_common/net) common/kerberos
LAYERS_common/sasl := $(LAYERS_common/crypto) common/kerberos common/sasl
LAYERS_common/smtp := $(LAYERS_common/net) common/crypto common/sasl common/smtp
LAYERS_common/web := $(LAYERS_common/net) common/web
LAYERS_common/oauth := $(LAYERS_common/crypto) common/net common/web common/oauth
LAYERS_common/mailbox := $(LAYERS_common/net) common/crypto common/sasl \
	common/mailbox
COMMON_LAYERS := $(LAYERS_common/smtp) common/mailbox common/tls \
	common/monitoring common/web common/oauth
LAYERS_plugins/config := $(COMMON_LAYERS) plugins/config
LAYERS_plugins/session := $(LAYERS_plugins/config) plugins/session
LAYERS_plugins/options := $(LAYERS_plugins/config) plugins/options
LAYERS_plugins/explain := $(LAYERS_plugins/session) plugins/explain
LAYERS_plugins/hints := $(LAYERS_common/base) plugins/hints
LAYERS_plugins/verdict := $(LAYERS_plugins/explain) plugins/hints \
	plugins/verdict
LAYERS_plugins := $(LAYERS_plugins/verdict) plugins/options
LAYERS_contrib/generate := $(LAYERS_plugins)
LAYERS_tests/unit := $(LAYERS_plugins) common/kerberos tests/support
# What the tests know of the program: its table of stages.
LAYERS_tests/support := $(LAYERS_common/web) common/tls common/monitoring \
	plugins/config tests/support
LAYERS_tests/fuzz := $(LAYERS_plugins) tests/support
LAYERS_tests/bench := tests/support
layers = $(addprefix -iquote ,$(LAYERS_$(patsubst %/,%,$(dir $(1)))))

COMMON_SRC := $(wildcard common/*/*.c)
PLUGIN_SRC := $(wildcard plugins/*.c plugins/*/*.c)
COMMON_OBJ := $(COMMON_SRC:%.c=$(B)/%.o) $(if $(filter coverage,$(KIND)), \
	$(B)/tests/support/covered_exit.o)
PLUGIN_OBJ := $(PLUGIN_SRC:%.c=$(B)/%.o)
PROGRAM := $(B)/check_smtp_auth
PART_OBJ := $(COMMON_OBJ) $(filter-out %/check_smtp_auth.o,$(PLUGIN_OBJ))

# $(call link,LIBRARIES): links all prerequisites, with these libraries too.
define link
@mkdir -p $(@D)
$(call say,LD $@)
$(Q)$(CC) $(ALL_LDFLAGS) $(if $(filter %/covered_exit.o,$^),-Wl$(comma)--wrap=_exit) \
	$^ -o $@ $(1) $(OPENSSL_LIBS) $(LDLIBS)
endef

all: $(PROGRAM) ## builds the plugin (the default)

$(PROGRAM): $(PLUGIN_OBJ) $(COMMON_OBJ)
	$(call link)

# Made anew when the version changes, and only then.
$(B)/version: FORCE
	@mkdir -p $(@D)
	@echo '$(VERSION)' | cmp -s - $@ || echo '$(VERSION)' >$@

$(B)/plugins/options/option_help.o: $(B)/version
$(B)/plugins/options/option_help.o: CPPFLAGS += -DVERSION='"$(VERSION)"'

$(B)/%.o: %.c
	@mkdir -p $(@D)
	$(call say,CC $@)
	$(Q)$(CC) $(call layers,$<) $(ALL_CFLAGS) -MMD -MP -c $< -o $@

# --- What follows from the tables of options and mechanisms --------------------

GENERATOR := $(B)/contrib/generate/generate
GENERATOR_OBJ := $(patsubst %.c,$(B)/%.o,$(wildcard contrib/generate/*.c))

$(GENERATOR): $(GENERATOR_OBJ) $(PART_OBJ)
	$(call link)

generate: $(GENERATOR) ## makes manual page, completions and definitions anew
	@contrib/generate/run $(GENERATOR) .

# --- Tests -----------------------------------------------------------------

# What needs another clock than the system's.
FAKE_CLOCK := deadline session

# T picks tests: names of unit tests, of scenarios, or of folders of those; it
# may have * and ?.
picked = $(foreach t,$(or $(T),*),$(wildcard $(subst :,$(t),$(1))))
UNITS := $(patsubst tests/unit/test_%.c,%,$(call picked,tests/unit/test_:.c))
# Looked for when they are to run.
SCENARIOS = $(call picked,tests/scenarios/:.smtp tests/scenarios/:/*.smtp)
SUPPORT_OBJ := $(patsubst %.c,$(B)/%.o,tests/support/stream_script.c \
	tests/support/json_valid.c tests/support/openmetrics_valid.c \
	tests/support/monitor.c)
PEER_SRC := tests/support/peer.c tests/support/text.c
SCENARIO_OBJ := $(patsubst %.c,$(B)/%.o,$(PEER_SRC) \
	tests/support/dns_record.c tests/support/dns_server.c \
	tests/support/json_valid.c tests/support/openmetrics_valid.c \
	tests/support/monitor.c $(wildcard tests/support/scenario*.c))
MAIL_SERVER_OBJ := $(patsubst %.c,$(B)/%.o,$(PEER_SRC) \
	$(wildcard tests/support/mail_*.c))
CERTS := $(B)/tests/certs

# These alone include check.h.
$(B)/tests/unit/%.o $(B)/tests/support/stream_script.o: \
	CPPFLAGS += $(CHECK_CFLAGS)

$(B)/tests/test_%: $(B)/tests/unit/test_%.o $(SUPPORT_OBJ) $(PART_OBJ)
	$(call link,$(CHECK_LIBS))

FAKE_CLOCK_TESTS := $(FAKE_CLOCK:%=$(B)/tests/test_%)
$(FAKE_CLOCK_TESTS): $(B)/tests/test_%: $(B)/tests/unit/test_%.o \
		$(SUPPORT_OBJ) $(filter-out %/base/clock.o,$(PART_OBJ)) \
		$(B)/tests/support/fake_clock.o
	$(call link,$(CHECK_LIBS))

# What gets its answers from no endpoint.
FAKE_WEB_TESTS := $(patsubst %,$(B)/tests/test_%,token)
$(FAKE_WEB_TESTS): $(B)/tests/test_%: $(B)/tests/unit/test_%.o \
		$(SUPPORT_OBJ) $(filter-out %/web/web.o,$(PART_OBJ)) \
		$(B)/tests/support/fake_web.o
	$(call link,$(CHECK_LIBS))

# What gets its tickets from no KDC.
$(B)/tests/test_gssapi: $(B)/tests/unit/test_gssapi.o $(SUPPORT_OBJ) \
		$(filter-out %/kerberos/kerberos.o,$(PART_OBJ))
	$(call link,$(CHECK_LIBS))

$(B)/tests/scenario: $(SCENARIO_OBJ)
	$(call link)

# What the player preloads, so that calls of libc fail.
FAULTS := $(B)/tests/faults.so
FAULTS_OBJ := $(patsubst %.c,$(B)/%.o,$(wildcard tests/support/faults*.c))

# Fortified headers have functions of these names already; that of regexec has
# an array of variable length.
$(FAULTS_OBJ): CPPFLAGS += -fPIC -U_FORTIFY_SOURCE \
	$(call cc-option,-Wno-vla-parameter)

$(FAULTS): $(FAULTS_OBJ)
	@mkdir -p $(@D)
	$(call say,LD $@)
	$(Q)$(CC) -shared $(LDFLAGS) $^ -o $@ -ldl

$(B)/tests/mail_server: $(MAIL_SERVER_OBJ)
	$(call link)

# Certificates expire: the script makes them anew when it is time.
certs:
	@mkdir -p $(CERTS)
	@tests/support/make-certs.sh $(CERTS)

demo: ## the plugin at work, on a mail server that it starts; KEEP=1 lets you try
	@tests/setup.sh build
	@$(MAKE) --no-print-directory run-demo

check: ## runs all tests that need no other program; V=1 shows those that pass
	@tests/setup.sh build check
	@$(MAKE) --no-print-directory run

check-unit: ## the unit tests; T=reply picks one
	@tests/setup.sh build check
	@$(MAKE) --no-print-directory PARTS=run-unit run

check-scenarios: ## the scenarios; T=auth picks a folder, T=auth/stall one
	@tests/setup.sh build check
	@$(MAKE) --no-print-directory PARTS=run-scenarios run

check-interop: ## the plugin against real mail servers (as root); INTEROP=exim picks
	@tests/setup.sh build check
	@$(MAKE) --no-print-directory all
	@tests/interop/run $(PROGRAM) $(INTEROP)

SUITE ?= trixie
.PHONY: check-other
check-other: ## make check in a bare Debian of another release (as root); SUITE=trixie
	@tests/other-root.sh $(SUITE)

compare: ## asks check_smtp too what it says to 29 servers, side by side
	@tests/setup.sh build check compare
	@$(MAKE) --no-print-directory run-compare

asan tsan: ## all tests under AddressSanitizer and UBSan; ThreadSanitizer
	@tests/setup.sh build check
	@$(MAKE) --no-print-directory KIND=$@ run

run-demo: $(PROGRAM) $(B)/tests/mail_server
	@tests/support/demo.sh $(B) $(KEEP)

run-compare: $(PROGRAM) $(B)/tests/scenario certs
	@tests/compare/run $(B)

# The parts of "make check".  Each runs to its end and notes what came of it;
# what they noted is added up when all are over, so that a failure is not lost
# among other lines, and the last line counts them all.
RESULTS := $(B)/results
ALL_PARTS := run-unit run-corpus run-generated run-player run-scenarios \
	run-told run-by-hand run-readme run-lost-output run-odd-start \
	run-borrowed-rights run-completion run-injection \
	$(if $(filter release,$(KIND)),run-in-locale run-faults \
	run-installation)
PICKED_PARTS := $(if $(UNITS),run-unit) $(if $(SCENARIOS),run-scenarios)
PARTS := $(if $(T),$(or $(strip $(PICKED_PARTS)),run-unit),$(ALL_PARTS))
# $(call part,NAME) COMMAND
part = @tests/part.sh $(RESULTS) $(1)

run: $(PARTS) | fresh
	@tests/summary.sh $(RESULTS)

fresh:
	@rm -rf $(RESULTS)

UNIT_RUNS := $(UNITS:%=run-unit-%)
run-unit: $(UNIT_RUNS)
	$(if $^,,$(error no test is called $(T): see tests/unit and \
		tests/scenarios))
	@tests/summary.sh $(RESULTS) 'unit tests'

$(UNIT_RUNS): run-unit-%: $(B)/tests/test_% certs | fresh
	$(call part,'unit tests/$*') env CERTS="$$PWD/$(CERTS)" \
		tests/run-unit.sh $<

run-scenarios: $(PROGRAM) $(B)/tests/scenario certs | fresh
	$(call part,scenarios) $(B)/tests/scenario $(PROGRAM) $(CERTS) \
		$(or $(SCENARIOS),$(error no scenario is called $(T): see \
		tests/scenarios/README.md))

run-in-locale: $(PROGRAM) $(B)/tests/scenario certs | fresh
	$(call part,'scenarios under de_DE.UTF-8') tests/in-locale.sh \
		$(B)/tests/locale $(B)/tests/scenario $(PROGRAM) $(CERTS) \
		$(SCENARIOS)

run-player: $(PROGRAM) $(B)/tests/scenario certs | fresh
	$(call part,'scenario player') tests/player.sh $(B)

FAULTS_STORIES = $(addprefix tests/scenarios/,$(addsuffix .smtp,$(shell \
	sed '/^\#/d' tests/faults/stories)))
# $(call with-faults,OPTIONS): the stories, while calls of the plugin fail.
with-faults = $(B)/tests/scenario -j 16 --faults $(FAULTS) $(1) \
	--known tests/faults/known $(PROGRAM) $(CERTS) $(FAULTS_STORIES)
NEEDED_BY_FAULTS := $(PROGRAM) $(B)/tests/scenario $(FAULTS) certs

# Of the calls of one function in one story, so many fail; 0 is for all.
FAULTS_MOST ?= 150

check-faults: ## each call of libc fails once, FAULTS_MOST of a kind
	@tests/setup.sh build check
	@$(MAKE) --no-print-directory run-all-faults

run-all-faults: $(NEEDED_BY_FAULTS)
	@$(call with-faults,--most $(FAULTS_MOST))

# Some of them, which differ from story to story.
run-faults: $(NEEDED_BY_FAULTS) | fresh
	$(call part,faults) $(call with-faults,--most 150 --every 17)

run-generated: $(GENERATOR) | fresh
	$(call part,'generated files') contrib/generate/run $(GENERATOR) \
		$(B)/generated

run-told: $(PROGRAM) | fresh
	$(call part,'stories of all names') tests/told.sh $(PROGRAM)

run-odd-start: $(PROGRAM) | fresh
	$(call part,'odd start') tests/odd-start.sh $(PROGRAM)

run-lost-output: $(PROGRAM) | fresh
	$(call part,'lost output') tests/lost-output.sh $(PROGRAM)

run-borrowed-rights: $(PROGRAM) | fresh
	$(call part,'borrowed rights') tests/borrowed-rights.sh $(PROGRAM)

run-by-hand: $(PROGRAM) $(B)/tests/mail_server certs | fresh
	$(call part,'by hand') tests/by-hand.sh $(B)

.PHONY: run-completion
run-completion: | fresh
	$(call part,completion) tests/completion.sh

.PHONY: run-readme
run-readme: $(PROGRAM) $(B)/tests/mail_server certs | fresh
	$(call part,'examples of README.md') tests/readme.sh $(B)

.PHONY: run-installation
run-installation: $(PROGRAM) | fresh
	$(call part,installation) env MAKE='$(MAKE)' tests/installation.sh

include tests/proof.mk
include tests/e2e/e2e.mk
include tests/contrib/contrib.mk

# --- Code quality ------------------------------------------------------------

lint: ## holds the house rules: format, analysers, layers, sizes, manual page
	@tests/setup.sh build check lint
	@tests/lint.sh

# For the analysers, which see the whole house.
print-layers:
	@echo $(LAYERS_plugins) common/kerberos

format: ## applies .clang-format
	clang-format -i $(wildcard common/*/*.[ch] plugins/*.[ch] \
		plugins/*/*.[ch] tests/*/*.[ch])

NEEDED_BY_BENCH := $(PROGRAM) $(B)/tests/mail_server $(B)/tests/relay

$(B)/tests/relay: $(B)/tests/bench/relay.o $(patsubst %.c,$(B)/%.o,$(PEER_SRC))
	$(call link)

bench: ## compares the cost of a check with that of other programs
	@tests/setup.sh build bench
	@$(MAKE) --no-print-directory $(NEEDED_BY_BENCH)
	@tests/bench/run $(B)

bench-guard: ## fails if a check needs 3 % more instructions than it did
	@tests/setup.sh build bench
	@$(MAKE) --no-print-directory $(NEEDED_BY_BENCH)
	@tests/bench/guard $(B)

bench-keep: ## makes tests/bench/instructions anew, for bench-guard
	@tests/setup.sh build bench
	@$(MAKE) --no-print-directory $(NEEDED_BY_BENCH)
	@tests/bench/guard $(B) keep

# --- Installation ------------------------------------------------------------

# $(call quoted,TEXT): one word for the shell, whatever characters are in it.
quoted = '$(subst ','\'',$(1))'
# make takes $x for a variable, which mostly is empty: another folder would be
# meant.  Only $$ (a dollar sign), $( and ${ may be in what the user sets.
FOLDERS := DESTDIR prefix PREFIX exec_prefix libexecdir plugindir bindir \
	datarootdir mandir bashcompdir zshcompdir fishcompdir
dollar := $$
open := (
lone_dollar = $(findstring $(dollar),$(subst $(dollar){,,$(subst \
	$(dollar)$(open),,$(subst $(dollar)$(dollar),,$(value $(1))))))
checked_folders = $(strip $(foreach v,$(FOLDERS),$(if $(call lone_dollar,$v), \
	$(error $v has a $(dollar), which make takes for a variable: write \
	$(dollar)$(dollar) instead))$(if $(filter ~%,$(firstword $($v))), \
	$(error $v begins with ~: write the whole path))))
# $(call target,PATH): where it is to be installed, as one word for the shell.
target = $(checked_folders)$(call quoted,$(DESTDIR)$(1))

# $(call each_data,DO): calls DO with each file that is installed as data, its
# folder, and its name there.
define each_data
$(call $(1),plugins/check_smtp_auth.8,$(mandir)/man8,check_smtp_auth.8)
$(call $(1),contrib/completion/check_smtp_auth.bash,$(bashcompdir),check_smtp_auth)
$(call $(1),contrib/completion/_check_smtp_auth,$(zshcompdir),_check_smtp_auth)
$(call $(1),contrib/completion/check_smtp_auth.fish,$(fishcompdir),check_smtp_auth.fish)
endef
make_folder = $(INSTALL) -d $(call target,$(2))
install_data = $(INSTALL_DATA) $(1) $(call target,$(2)/$(3))
remove_data = rm -f $(call target,$(2)/$(3))
INSTALLED = $(call target,$(plugindir)/check_smtp_auth)
# For people, who do not have the plugins in PATH; "bindir=" makes no link.
LINK = $(call target,$(bindir)/check_smtp_auth)
with_link = $(if $(subst $(plugindir),,$(bindir)),$(1))

define make_folders
$(INSTALL) -d $(call target,$(plugindir))
$(call with_link,$(INSTALL) -d $(call target,$(bindir)))
$(call each_data,make_folder)
endef

install: $(PROGRAM) ## DESTDIR, prefix, plugindir, bindir and mandir count
	$(make_folders)
	$(INSTALL_PROGRAM) $(PROGRAM) $(INSTALLED)
	$(call with_link,ln -sf $(call quoted,$(plugindir)/check_smtp_auth) $(LINK))
	$(call each_data,install_data)

install-strip: ## the same without symbols
	$(MAKE) INSTALL_PROGRAM='$(INSTALL_PROGRAM) -s' install

installdirs:
	$(make_folders)

installcheck: ## asks the installed program for its version
	$(INSTALLED) --version | grep '^check_smtp_auth '

uninstall: ## takes away what install put there
	rm -f $(INSTALLED)
	$(call with_link,rm -f $(LINK))
	$(call each_data,remove_data)

include contrib/packaging/packaging.mk

clean: ## removes what was built
	rm -rf build

distclean: clean

help: ## prints this table
	@sed -n 's/^\([a-z][a-z0-9 -]*\):.*## /\1\t/p' Makefile \
		contrib/packaging/packaging.mk tests/proof.mk tests/e2e/e2e.mk \
		tests/contrib/contrib.mk | expand -t 28

.PHONY: all bench bench-guard bench-keep certs check check-faults check-interop check-scenarios \
	check-unit clean compare demo distclean asan tsan format fresh \
	generate help install install-strip installcheck installdirs lint \
	print-layers run run-all-faults run-borrowed-rights run-by-hand \
	run-compare run-demo run-faults run-generated \
	run-in-locale run-lost-output run-odd-start run-player \
	run-scenarios run-told run-unit uninstall FORCE $(UNIT_RUNS)
.SECONDARY:

# What the compiler found out about headers, for all objects that there are.
-include $(patsubst %.c,$(B)/%.d,$(COMMON_SRC) $(PLUGIN_SRC) \
	$(wildcard contrib/generate/*.c tests/*/*.c))
