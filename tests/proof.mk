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
