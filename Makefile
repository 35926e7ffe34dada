# `make workbook` opens the workbook, `make test` checks everything. Without make: see README.md.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --disable-pip-version-check --quiet --constraint constraints.txt

.PHONY: workbook test api bench lint clean

workbook: $(VENV)/.workbook
	$(BIN)/maturity-kit demo

test: $(VENV)/.test lint
	$(BIN)/python -m tests.notebooks
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

api: $(VENV)/.test
	$(BIN)/python -m maturity_kit.api

bench: $(VENV)/.test
	$(BIN)/python -m tests.bench

$(VENV)/.workbook: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(PIP) --editable .
	@touch $@

$(VENV)/.test: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(PIP) --editable ".[test]"
	@touch $@ $(VENV)/.workbook

clean:
	rm -rf $(VENV) build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
