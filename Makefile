# Two commands do everything on a fresh machine: `make chat` and `make test`.
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 7860
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint requirements.lock

.PHONY: chat test gate-dev gate-test lint eval bench browser clean

chat: .venv/installed
	$(BIN)/python -m index build
	$(BIN)/python ui.py --host $(HOST) --port $(PORT)

test: .venv/installed-for-tests browser lint
	$(BIN)/python -m index build
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest --numprocesses logical --dist loadfile
	OMP_NUM_THREADS=1 $(MAKE) --no-print-directory --jobs 2 gate-dev gate-test

# Threads of one process wait for those of another longer than they save: each of these has one.
gate-dev:
	$(BIN)/python -m evals run --split dev --every 3 --gate --no-curve

gate-test:
	$(BIN)/python -m evals run --split test --gate --no-curve

lint: .venv/installed-for-tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m corpus verify

eval: .venv/installed
	$(BIN)/python -m index build
	$(BIN)/python -m evals run --split dev
	$(BIN)/python -m evals run --split test --ablations --variants
	$(BIN)/python -m evals retrieval

bench: .venv/installed
	$(BIN)/python -m index build
	$(BIN)/python -m benchmarks

# The browser tests drive the Chromium or Chrome that is there; Debian's is installed where that is allowed.
browser:
	@sh tests/ensure_browser.sh

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/installed: .venv/bin/python pyproject.toml requirements.lock
	$(PIP) --editable .
	touch $@

.venv/installed-for-tests: .venv/installed
	$(PIP) --editable '.[test]'
	touch $@

clean:
	rm -rf .venv .index .mypy_cache .ruff_cache .pytest_cache
