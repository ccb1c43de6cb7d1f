# `make` alone lists what there is. Every target sets up .venv first, if it has to. Works with GNU make 3.81 (macOS).

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

VENV := .venv
BIN  := $(VENV)/bin
# Apple's document is not in this repository: see docs/guides/new-apple-version.md.
VERSION := $(shell sed -n 's/.*"version": "\(.*\)".*/\1/p' spec/lock.json)
ASC_DOCUMENT ?= $(or $(wildcard spec/document.json),$(wildcard ../shared/spec/$(VERSION).json))
export ASC_DOCUMENT
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYRIGHT_PYTHON_IGNORE_WARNINGS := 1
export NO_MKDOCS_2_WARNING := 1

.PHONY: help demo test generate update check lint layers pyright mypy drift golden fix bench bench-compare docs coverage clean

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(VENV)/.demo  ## run the SDK against an App Store Connect on this machine; no Apple account needed
	@$(BIN)/python docs/examples/demo.py

test: $(VENV)/.dev  ## all tests, in parallel and in random order (make test ARGS="-k pages -n0")
	@$(BIN)/pytest $(ARGS)

generate: $(VENV)/.dev  ## write asc_sdk/models and asc_sdk/api anew from Apple's document
	@$(call need_document,generate)
	@$(BIN)/python -m codegen generate --spec "$$ASC_DOCUMENT"

update: $(VENV)/.dev  ## take over Apple's newest document, up to where a person must decide (FROM=, OLD=, ACCEPT=breaking)
	@$(BIN)/python -m codegen update $(if $(FROM),--from "$(FROM)") $(if $(or $(OLD),$(ASC_DOCUMENT)),--old \
		"$(or $(OLD),$(ASC_DOCUMENT))") $(if $(filter breaking,$(ACCEPT)),--accept-breaking)

check: $(VENV)/.dev  ## format, lint, types, layers, and whether the generated code is Apple's document
	@$(MAKE) -k -j2 lint layers pyright mypy drift

lint: $(VENV)/.dev
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .

layers: $(VENV)/.dev
	$(BIN)/lint-imports --no-logo

pyright: $(VENV)/.dev
	$(BIN)/pyright

mypy: $(VENV)/.dev
	$(BIN)/mypy

drift: $(VENV)/.dev
ifneq ($(ASC_DOCUMENT),)
	$(BIN)/python -m codegen check --spec "$$ASC_DOCUMENT"
else ifeq ($(CI),true)
	@$(call need_document,check); exit 1
else
	@echo "codegen check: skipped, Apple's document is not on this machine (python -m codegen fetch gets it)"
endif

golden: $(VENV)/.dev  ## write tests/golden anew: what the generator gives for the small document of the tests
	@$(BIN)/python -m tests.codegen.golden

fix: $(VENV)/.dev  ## mend what check dislikes and a machine can mend: format, lint, generated code
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format --quiet .
	@if [ -n "$$ASC_DOCUMENT" ]; then $(BIN)/python -m codegen generate --spec "$$ASC_DOCUMENT"; fi
	@$(BIN)/ruff check .

bench: $(VENV)/.dev  ## the speed table, each row against its yardstick on this machine, into docs/performance.md
	@$(BIN)/python -m tests.benchmarks $(ARGS)

bench-compare: $(VENV)/.dev  ## the working copy's speed against a commit's: make bench-compare REV=main
	@if [ -z "$(REV)" ]; then echo "bench-compare: name a commit: make bench-compare REV=main" >&2; exit 1; fi
	@$(BIN)/python -m tests.benchmarks.compare $(REV) $(ARGS)

docs: $(VENV)/.docs  ## build the documentation into site/
	@$(BIN)/mkdocs build --strict --quiet && echo "site/index.html"

coverage: $(VENV)/.dev  ## all tests, then which lines of handwritten code none of them ran
	@$(BIN)/pytest --cov --cov-report=term $(ARGS)

clean:  ## remove what the other targets made, .venv too
	rm -rf $(VENV) site build dist .coverage* htmlcov .pytest_cache .ruff_cache .mypy_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- the environment --------------------------------------------------------------------------------------------------
# A stamp a set of extras: made anew when the dependencies change, and nothing but a file date otherwise.
$(VENV)/.demo: pyproject.toml
	@$(call set_up,emulator)

$(VENV)/.dev: pyproject.toml
	@$(call set_up,dev)
	@touch $(VENV)/.demo $(VENV)/.docs

$(VENV)/.docs: pyproject.toml
	@$(call set_up,docs)

define set_up
python=; for p in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11; do \
	if $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then python=$$p; break; fi; done; \
if [ -z "$$python" ]; then echo "asc_sdk needs Python 3.11 or later; python3 here is: $$(python3 --version 2>&1). \
	Name another with: make PYTHON=/path/to/python3" >&2; exit 1; fi; \
if ! $(BIN)/python -m pip --version >/dev/null 2>&1; then $$python -m venv --clear $(VENV) || \
	{ echo "$$python cannot make a virtual environment; on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }; fi; \
echo "Setting up $(VENV) (once) ..." >&2; \
$(BIN)/python -m pip install -qq --editable ".[$(1)]" && touch $@
endef

define need_document
if [ -z "$$ASC_DOCUMENT" ]; then echo "$(1): Apple's document is not on this machine. Get it with: \
	$(BIN)/python -m codegen fetch, or name one: make $(1) ASC_DOCUMENT=/path/to/openapi.json" >&2; exit 1; fi
endef
