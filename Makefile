# Every command of the project. "make" alone lists them.
#
# On Windows without make, the same by hand: see README.md.

PYTHON ?= python3
PORT ?= 8501
BIN := .venv/bin
# Rewritten whenever .venv holds what requirements*.txt ask for.
STAMP := .venv/.installed

.DEFAULT_GOAL := help
.PHONY: help setup run check test benchmarks clean

help:  ## list the commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1\t/' | expand -t 18

setup: $(STAMP)  ## make .venv with everything, once

$(STAMP): requirements.txt requirements-dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; try: make setup PYTHON=python3.11"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $(STAMP)

run: setup  ## start the dashboard on http://localhost:8501
	$(BIN)/streamlit run dashboard.py --server.port $(PORT)

check: setup  ## style and types
	$(BIN)/ruff check .
	$(BIN)/mypy

test: setup  ## every test, in a browser too
	@bash tools/ensure_chromium.sh $(BIN)/python
	$(MAKE) --no-print-directory check
	$(BIN)/python -m pytest

benchmarks: setup  ## every measurement, in some ten minutes
	@bash tools/ensure_chromium.sh $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-benchmarks.txt
	$(BIN)/python -m benchmarks

clean:  ## throw away what the commands made
	rm -rf .venv .pytest_cache .ruff_cache .mypy_cache .hypothesis
