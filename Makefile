# Two commands for everybody: `make run` and `make test`. Both need nothing but Python ≥ 3.11.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
.DEFAULT_GOAL := help
.PHONY: help run test check chat bench soak at-home install install-test

help: ## show these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/run.stamp ## install, train, seed and serve on http://127.0.0.1:8080 (PORT to change)
	@$(PY) -m bot run

test: $(VENV)/test.stamp ## everything CI runs
	@$(PY) -m tests

chat: $(VENV)/run.stamp ## talk to Shahryar in the terminal
	@$(PY) -m bot chat

check: $(VENV)/test.stamp ## format, lint, types, imports and dialog data; no tests
	@$(PY) -m tests --only static

soak: $(VENV)/test.stamp ## 20,000 conversations of 80 steps, and every mutation of every flow (an hour or more)
	@SOAK=1 $(PY) -m pytest -q -p no:randomly --timeout=0 tests/unit/dialogs/test_invariants.py tests/unit/dialogs/test_mutations.py

at-home: $(VENV)/test.stamp ## 2,000 requests from home while the municipality fails at random: none lost, doubled or misreported
	@AT_HOME=2000 $(PY) -m pytest -q -s -p no:randomly --timeout=0 tests/faults/test_at_home.py

bench: $(VENV)/test.stamp ## reproduce the README's figures
	@$(PY) -m benchmarks

install: $(VENV)/run.stamp ## only make the environment

install-test: $(VENV)/test.stamp

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Shahryar needs Python 3.11 or newer: make run PYTHON=python3.12"; exit 2; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || \
		{ echo "This Python has no venv module. On Debian or Ubuntu: apt install python3-venv"; exit 2; }
	@$(PYTHON) -m venv $(VENV)

# uv installs in seconds; where it cannot be had or cannot connect, pip does the same from the same hashed list.
# --no-deps: the list is complete, and hazm asks for more than the parts of it that we use need (docs/adr/0007).
define install
	@$(PY) -m uv --version >/dev/null 2>&1 || $(PY) -m pip install --quiet --disable-pip-version-check uv || true
	@$(PY) -m uv pip install --quiet --compile-bytecode --python $(PY) --no-deps --require-hashes -r $(1) 2>/dev/null || \
		$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r $(1)
endef

$(VENV)/run.stamp: requirements/run.lock | $(VENV)/bin/python
	$(call install,requirements/run.lock)
	@touch $@

$(VENV)/test.stamp: requirements/test.lock | $(VENV)/bin/python
	$(call install,requirements/test.lock)
	@touch $@ $(VENV)/run.stamp
