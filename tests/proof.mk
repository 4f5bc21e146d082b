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

# --- Fuzzing: clang's libFuzzer, or with any compiler a replay of the corpus ---

FUZZERS := $(patsubst tests/fuzz/fuzz_%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
FUZZ_SECONDS ?= 60
FUZZ_MAIN := $(if $(filter fuzz,$(KIND)),,$(B)/tests/fuzz/replay.o)
FUZZ_OBJ := $(FUZZ_MAIN) $(patsubst %,$(B)/tests/fuzz/%.o,fuzz login mailbox_play)

# The whole session, with what judges its output.
$(B)/tests/fuzz/fuzz_session: $(filter-out %/check_smtp_auth.o,$(PLUGIN_OBJ)) \
	$(patsubst %,$(B)/tests/support/%.o,json_valid openmetrics_valid monitor)

$(B)/tests/fuzz/fuzz_%: $(B)/tests/fuzz/fuzz_%.o $(FUZZ_OBJ) $(COMMON_OBJ)
	$(call link)

fuzz: ## runs each fuzzer, or FUZZ=NAME, for FUZZ_SECONDS (needs clang)
	@tests/setup.sh build fuzz
	@$(MAKE) --no-print-directory CC=clang KIND=fuzz \
		$(if $(FUZZ),$(FUZZ:%=run-fuzz-%),run-fuzz)

# More seeds than the repository keeps: what the servers of the stories say.
FUZZ_STORIES = $(wildcard $(patsubst %,tests/scenarios/%/*.smtp,banner ehlo auth \
	mail command data quit hostile))

# $(1) is the name of a target; its findings lie where it is started.
define fuzz_one
dict=tests/fuzz/dict/$(1); $(B)/tests/fuzz/fuzz_$(1) -print_final_stats=0 \
	-verbosity=0 -artifact_prefix=$(B)/corpus/ -timeout=20 \
	-max_total_time=$(FUZZ_SECONDS) $$(test ! -f $$dict || echo -dict=$$dict) \
	$(B)/corpus/$(1) $$(ls -d $(B)/seeds/$(1) 2>/dev/null) \
	tests/fuzz/corpus/$(1)
endef

FUZZ_RUNS := $(FUZZERS:%=run-fuzz-%)
run-fuzz: $(FUZZ_RUNS)

$(FUZZ_RUNS): run-fuzz-%: $(B)/tests/fuzz/fuzz_% fuzz-seeds
	@mkdir -p $(B)/corpus/$*
	@$(call fuzz_one,$*) && echo 'ok fuzz_$*'

fuzz-seeds:
	@rm -rf $(B)/seeds && mkdir -p $(B)/seeds/session
	@LC_ALL=C awk -v OUT=$(B)/seeds/session -f tests/fuzz/seeds.awk \
		$(FUZZ_STORIES)

CORPUS_RUNS := $(FUZZERS:%=run-corpus-%)
run-corpus: $(CORPUS_RUNS)
	@tests/summary.sh $(RESULTS) corpus

$(CORPUS_RUNS): run-corpus-%: $(B)/tests/fuzz/fuzz_% | fresh
	$(call part,corpus/$*) $< tests/fuzz/corpus/$*/*

.PHONY: fuzz run-fuzz fuzz-seeds run-corpus $(FUZZ_RUNS) $(CORPUS_RUNS)

# --- Sanitizers, memcheck, coverage -------------------------------------------

VALGRIND_STORIES = $(addprefix tests/scenarios/,$(addsuffix .smtp,$(shell \
	sed '/^\#/d' tests/valgrind/stories)))

valgrind: ## the stories of tests/valgrind/stories, under memcheck
	@tests/setup.sh build check bench
	@$(MAKE) --no-print-directory run-valgrind

run-valgrind: $(PROGRAM) $(B)/tests/scenario certs
	@STORY_SECONDS=90 PROGRAM=$(abspath $(PROGRAM)) $(B)/tests/scenario -j 2 \
		tests/valgrind/plugin $(CERTS) $(VALGRIND_STORIES)

# The least of lines and branches of common/ and plugins/ that the tests run.
COVERED_LINES ?= 97
COVERED_BRANCHES ?= 88

coverage: ## which lines and branches the tests do not run; fails below a threshold
	@tests/setup.sh build check
	@find build/coverage -name '*.gcda' -delete 2>/dev/null || true
	@$(MAKE) --no-print-directory KIND=coverage \
		PARTS='run-unit run-corpus run-scenarios run-generated \
		run-by-hand run-lost-output run-odd-start run-injection' run
	@tests/coverage build/coverage $(COVERED_LINES) $(COVERED_BRANCHES)

.PHONY: valgrind run-valgrind coverage

# --- Mutants, and all of it ------------------------------------------------------

MUTANTS ?= 0

mutants: ## changes each condition of the verdict: a test must fail; MUTANTS=n limits
	@tests/setup.sh build check
	@tests/mutants/run build $(MUTANTS)

nightly: ## fuzz, valgrind, mutants, coverage, tsan, check-injection, check-faults
	@for target in tsan valgrind coverage check-injection fuzz check-faults \
		mutants; do \
		$(MAKE) --no-print-directory $$target || failed="$$failed $$target"; \
	done; test -z "$$failed" || { echo "failed:$$failed"; exit 1; }

.PHONY: mutants nightly
