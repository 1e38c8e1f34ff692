# Every command of the project. "make" alone lists them.
#
# On Windows without make, the same by hand: see README.md.

PYTHON ?= python3
PORT ?= 8501
BIN := .venv/bin
PYTEST := $(BIN)/python -m pytest
ON_ALL_CORES := -q -n auto --dist worksteal
# On a busy machine a browser loses a race now and then: which one is said.
IN_A_BROWSER := $(ON_ALL_CORES) --reruns 2 -rR
PURE := tests/loaders tests/data tests/analysis tests/store tests/follow_up tests/drawing \
	tests/test_layers.py loaders analysis store follow_up drawing
# All that requirements*.txt take, on every system, with hashes: requirements.lock and requirements-dev.lock.
LOCK := build/audit/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--custom-compile-command "make lock"
# Rewritten whenever .venv holds what the lock asks for.
STAMP := .venv/.installed
BIOME := tools/lint/node_modules/@biomejs/biome/bin/biome

.DEFAULT_GOAL := help
.PHONY: help setup run check unit test coverage audit lock benchmarks clean

help:  ## list the commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1\t/' | expand -t 18

setup: $(STAMP)  ## make .venv with everything, once

$(STAMP): requirements-dev.lock tools/lint/package-lock.json
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; try: make setup PYTHON=python3.11"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/npm ci --prefix tools/lint --silent --no-audit --no-fund
	@touch $(STAMP)

run: setup  ## start the dashboard on http://localhost:8501
	$(BIN)/streamlit run dashboard.py --server.port $(PORT)

check: setup  ## style and types
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/node $(BIOME) lint --error-on-warnings --config-path=tools/lint exports widgets

unit: setup  ## the tests of the pure layers, in seconds
	$(PYTEST) $(ON_ALL_CORES) $(PURE)

test: setup  ## every test, in a browser too
	@bash tools/ensure_chromium.sh $(BIN)/python
	@bash tools/ensure_programs.sh
	$(MAKE) --no-print-directory check
	$(PYTEST) $(ON_ALL_CORES) -m "not browser"
	$(PYTEST) $(IN_A_BROWSER) -m browser

coverage: setup  ## which lines of the pure layers no test of them reaches
	$(PYTEST) $(ON_ALL_CORES) -m "not browser" $(PURE) tests/exports \
		--cov=loaders --cov=analysis --cov=store --cov=follow_up --cov=drawing --cov=exports --cov-branch --cov-report=term-missing:skip-covered

# --strict: a package that could not be looked up is a failure, not a pass.
audit: build/audit/.installed  ## known holes in what we install (asks pypi.org)
	build/audit/bin/pip-audit --strict --require-hashes --disable-pip -r requirements-dev.lock
	build/audit/bin/pip-audit --strict -r requirements-audit.txt

# What is locked stays as it is where it can; "make lock NEWER=--upgrade" takes the newest of the rest.
lock: build/audit/.installed  ## write the locks anew from requirements*.txt (asks pypi.org)
	$(LOCK) $(NEWER) requirements.txt -o requirements.lock
	$(LOCK) $(NEWER) requirements-dev.txt -c requirements.lock -o requirements-dev.lock

build/audit/.installed: requirements-audit.txt
	$(PYTHON) -m venv build/audit
	build/audit/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	@touch $@

benchmarks: setup  ## every measurement, in some ten minutes
	@bash tools/ensure_chromium.sh $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-benchmarks.txt
	$(BIN)/python -m benchmarks

clean:  ## throw away what the commands made
	rm -rf .venv tools/lint/node_modules .pytest_cache .ruff_cache .mypy_cache .hypothesis build
