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
datarootdir ?= $(prefix)/share
mandir ?= $(datarootdir)/man

# One folder for all that is built; "make asan" and others have their own in it.
KIND ?= release
B := build/$(KIND)
ifeq ($(KIND),release)
B := build
endif

VERSION ?= $(shell cat VERSION 2>/dev/null || \
	git describe --tags --always --dirty 2>/dev/null || echo unknown)
OPENSSL_CFLAGS ?= $(shell $(PKG_CONFIG) --cflags openssl)
OPENSSL_LIBS ?= $(shell $(PKG_CONFIG) --libs openssl)
CHECK_CFLAGS ?= $(shell $(PKG_CONFIG) --cflags check)
CHECK_LIBS ?= $(shell $(PKG_CONFIG) --libs check)

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
OPTIMISE := -O2 -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3
LINK_HARDENING := -pie -Wl,-z,relro,-z,now,-z,noexecstack -Wl,--as-needed

SANITIZERS_asan := -fsanitize=address,undefined -fno-sanitize-recover=all
SANITIZERS_tsan := -fsanitize=thread
SANITIZERS := $(SANITIZERS_$(KIND))
ifneq ($(SANITIZERS)$(filter coverage,$(KIND)),)
OPTIMISE := -O1 -fno-omit-frame-pointer
endif
ifeq ($(KIND),coverage)
SANITIZERS := --coverage
endif

ALL_CFLAGS = -std=c11 -D_GNU_SOURCE -pthread $(WARNINGS) $(HARDENING) \
	$(OPTIMISE) $(SANITIZERS) $(OPENSSL_CFLAGS) $(CPPFLAGS) $(CFLAGS)
ALL_LDFLAGS = $(LINK_HARDENING) $(SANITIZERS) -pthread $(LDFLAGS)

# The folders are the layers: each is compiled with exactly those that it may
# include from, so an include that points upwards is "file not found".
LAYERS_common/base := base
LAYERS_common/net := base net
LAYERS_common/sasl := base sasl
LAYERS_common/monitoring := base monitoring
LAYERS_common/smtp := base net sasl smtp
LAYERS_plugins := base net sasl monitoring smtp
LAYERS_tests/unit := base net sasl monitoring smtp
layers = $(foreach l,$(LAYERS_$(patsubst %/,%,$(dir $(1)))),-iquote common/$(l))

COMMON_SRC := $(wildcard common/*/*.c)
PLUGIN_SRC := $(wildcard plugins/*.c)
COMMON_OBJ := $(COMMON_SRC:%.c=$(B)/%.o)
PLUGIN_OBJ := $(PLUGIN_SRC:%.c=$(B)/%.o)
PROGRAM := $(B)/check_smtp_auth

all: $(PROGRAM) ## builds the plugin (the default)

$(PROGRAM): $(PLUGIN_OBJ) $(COMMON_OBJ)
	@mkdir -p $(@D)
	$(CC) $(ALL_LDFLAGS) $^ -o $@ $(OPENSSL_LIBS) $(LDLIBS)

$(B)/plugins/options.o: CPPFLAGS += -DVERSION='"$(VERSION)"'

$(B)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(call layers,$<) -MMD -MP -c $< -o $@

clean: ## removes what was built
	rm -rf build

.PHONY: all clean
-include $(PLUGIN_OBJ:.o=.d) $(COMMON_OBJ:.o=.d)
