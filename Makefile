# Longtin's commands. Needed: Python 3.11 or later with venv and pip, and make.
#
#   make brief   a brief for two countries, from the records in the package
#   make test    every test
#   make help    the rest

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

PYTHON ?= python3
PAIR ?= VNM CHN
AS_OF ?= 2014-08-01
LANGUAGE ?= en
PYTEST_ARGS ?=
TIMES ?= 5

RUN := .venv-run
DEV := .venv

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1
export PIP_ROOT_USER_ACTION := ignore

# $(call install,FOLDER,LOCK,OPTIONS): a virtual environment with what LOCK pins and this package,
# editable. What pip says is kept in FOLDER/install.log and shown when it fails.
define install
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Longtin needs Python 3.11 or later, and $(PYTHON) is " + sys.version.split()[0] + ". Name a later one: make PYTHON=python3.12 ...")'
	@echo "Setting up $(1) from $(2). The first time takes up to a minute." >&2
	@$(1)/bin/python -c "import pip" 2> /dev/null || $(PYTHON) -m venv --clear $(1)
	@{ $(1)/bin/python -m pip install --require-hashes --requirement $(2) \
	   && $(1)/bin/python -m pip install --no-deps $(3) --editable . \
	   && $(1)/bin/python tools/compile_kernels.py ; } > $(1)/install.log 2>&1 \
	   || { cat $(1)/install.log >&2; echo "$(1) could not be set up; the reason stands above." >&2; exit 1; }
	@touch $(1)/.ready
endef

.PHONY: help
help:  ## this list
	@grep -hE '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## */\t/' | sort | awk -F'\t' '{ printf "  make %-12s %s\n", $$1, $$2 }'

# --- use ------------------------------------------------------------------------------------------

$(RUN)/.ready: requirements/runtime.txt pyproject.toml
	$(call install,$(RUN),requirements/runtime.txt,)

.PHONY: brief
brief: $(RUN)/.ready  ## a brief: PAIR="VNM CHN" AS_OF=2014-08-01 LANGUAGE=en
	@$(RUN)/bin/longtin brief $(PAIR) --as-of $(AS_OF) --lang $(LANGUAGE) --format md \
	   | $(RUN)/bin/python -m rich.markdown --width 100 -

# --- work on it -----------------------------------------------------------------------------------

$(DEV)/.ready: requirements/dev.txt pyproject.toml
	$(call install,$(DEV),requirements/dev.txt,--no-build-isolation)

.PHONY: dev
dev: $(DEV)/.ready  ## the development environment in .venv

.PHONY: browser
browser:  # Chromium for the browser tests, which skip without one
	@if command -v chromium chromium-browser google-chrome > /dev/null; then :; \
	elif [ "$$(id -u)" != 0 ] || ! command -v apt-get > /dev/null; then \
	  echo "No Chromium was found, so the browser tests will be skipped. Install it to run them." >&2; \
	else \
	  echo "Installing Chromium for the browser tests." >&2; \
	  log=$$(mktemp); \
	  { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends chromium ; } > "$$log" 2>&1 < /dev/null \
	  || { tail -n 20 "$$log" >&2; echo "Chromium could not be installed, so the browser tests will be skipped." >&2; }; \
	  rm -f "$$log"; \
	fi

# Compiled once and before the tests, so that those who run them at the same time only read.
$(DEV)/.kernels: $(DEV)/.ready $(shell grep -rl 'numba' src/longtin --include='*.py')
	@$(DEV)/bin/python tools/compile_kernels.py
	@touch $@

.PHONY: test
test: $(DEV)/.kernels browser  ## every test, on every core; PYTEST_ARGS="-m 'not slow'" for the quick ones
	@$(DEV)/bin/python -m pytest -n auto --maxprocesses 4 --dist worksteal $(PYTEST_ARGS)

.PHONY: test-busy
test-busy:  ## the tests of a fresh clone, TIMES=5 in a row, while another program keeps every core busy
	@bash tools/test_when_busy.sh $(TIMES)

.PHONY: explore
explore: $(DEV)/.kernels  ## properties over 20,000 random cases each; PYTEST_ARGS=tests/game
	@HYPOTHESIS_PROFILE=explore $(DEV)/bin/python -m pytest -n auto --maxprocesses 4 --dist worksteal $(PYTEST_ARGS)

.PHONY: format
format: $(DEV)/.ready  ## format, and mend what ruff can mend
	@$(DEV)/bin/ruff check --fix .
	@$(DEV)/bin/ruff format .

.PHONY: lint
lint: $(DEV)/.ready  ## formatting and lint
	@$(DEV)/bin/ruff format --check .
	@$(DEV)/bin/ruff check .

.PHONY: types
types: $(DEV)/.ready  ## strict types, in the package and its tests
	@$(DEV)/bin/mypy

.PHONY: imports
imports: $(DEV)/.ready  ## parts import downwards only
	@$(DEV)/bin/lint-imports

.PHONY: docs
docs: $(DEV)/.ready  ## the documentation, in site/
	@NO_MKDOCS_2_WARNING=1 $(DEV)/bin/mkdocs build --strict --quiet

.PHONY: wheel
wheel: $(DEV)/.ready  ## the package, in dist/
	@rm -rf dist
	@$(DEV)/bin/python -m pip wheel --quiet --quiet --no-deps --no-build-isolation --wheel-dir dist .
	@ls dist/*.whl

.PHONY: wheel-check
wheel-check: wheel  ## briefs from the wheel alone, outside this folder
	@PYTHON=$(PYTHON) bash tools/check_wheel.sh dist/*.whl

.PHONY: check
check: lint types imports docs wheel-check  ## all but the tests

.PHONY: recovery
recovery: $(DEV)/.ready  ## whether a fit finds the truth where it is known; takes minutes
	@$(DEV)/bin/python -m pytest tests/trust/fitting/test_recovery.py -m slow $(PYTEST_ARGS)

.venv-%/.ready: requirements/%.txt pyproject.toml
	$(call install,.venv-$*,requirements/$*.txt,--no-build-isolation)

.PHONY: oracles
oracles: .venv-oracles/.ready  ## games and plans against other people's solvers; compiles one
	@.venv-oracles/bin/python -m pytest tests/oracles $(PYTEST_ARGS)

.PHONY: spark
spark: .venv-spark/.ready  ## the same counts from DuckDB and from Spark; needs Java
	@.venv-spark/bin/python -m pytest tests/spark $(PYTEST_ARGS)

.PHONY: benchmark
benchmark: $(DEV)/.ready  ## filter, fits and checks timed, beside other software where installed
	@$(DEV)/bin/python benchmarks/filter.py
	@$(DEV)/bin/python benchmarks/fit.py
	@$(DEV)/bin/python benchmarks/plan.py
	@$(DEV)/bin/python benchmarks/commands.py

.PHONY: benchmark-import
benchmark-import: $(DEV)/.ready  ## an import timed beside mere reading; 3 GB of disk, some minutes
	@$(DEV)/bin/python benchmarks/import.py

# --- make again what is shipped -------------------------------------------------------------------

.PHONY: record
record: $(DEV)/.ready  ## the shipped record, from data/sources
	@$(DEV)/bin/python tools/build_record.py

.PHONY: messages
messages: $(DEV)/.ready  ## the catalogues of messages, in the order of the code
	@$(DEV)/bin/python tools/build_catalogues.py

.PHONY: schema
schema: $(DEV)/.ready  ## the JSON Schemas of programmes, activities and regimes, in docs/reference
	@$(DEV)/bin/longtin check --schema -o docs/reference/programme.schema.json
	@$(DEV)/bin/longtin regime schema -o docs/reference/activity.schema.json
	@$(DEV)/bin/longtin regime schema --of regime -o docs/reference/regime.schema.json
	@$(DEV)/bin/longtin register schema -o docs/reference/notification.schema.json
	@$(DEV)/bin/longtin commitments --schema -o docs/reference/statements.schema.json

.PHONY: counts
counts: $(DEV)/.ready  ## the queries that count acts, from their definition in Ibis
	@$(DEV)/bin/python tools/build_counts.py

.PHONY: fit
fit: $(DEV)/.ready  ## the shipped parameters, from the shipped record
	@$(DEV)/bin/longtin fit --into src/longtin/trust/data

.PHONY: backtest
backtest: $(DEV)/.ready  ## the report on how forecasts did, in docs/explanation
	@mkdir -p build/backtest
	@$(DEV)/bin/longtin backtest --work build/backtest -o docs/explanation/backtest.json
	@$(DEV)/bin/python tools/backtest_report.py docs/explanation/backtest.json

LOCK := build/lock
COMPILE := $(LOCK)/bin/uv pip compile --universal --python-version 3.11 --generate-hashes \
           --no-header --no-emit-index-url --quiet $(if $(UPGRADE),--upgrade)

.PHONY: lock
lock:  ## the pinned requirements; UPGRADE=1 for the newest releases
	@test -x $(LOCK)/bin/uv || { $(PYTHON) -m venv --clear $(LOCK) && $(LOCK)/bin/pip install --quiet --quiet uv ; }
	@$(COMPILE) pyproject.toml --output-file requirements/runtime.txt
	@$(COMPILE) pyproject.toml --constraint requirements/runtime.txt --group dev --output-file requirements/dev.txt
	@for apart in oracles spark; do \
	  $(COMPILE) pyproject.toml --constraint requirements/dev.txt --group test --group build --group $$apart --output-file requirements/$$apart.txt; \
	done

.PHONY: clean
clean:  ## remove what these commands made
	@rm -rf $(RUN) $(DEV) .venv-oracles .venv-spark build dist site .mypy_cache .pytest_cache .ruff_cache .hypothesis .schemathesis .import_linter_cache
