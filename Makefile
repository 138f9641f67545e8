# Two commands for a fresh machine: `make demo` and `make test`. Everything lives in .venv.
PYTHON ?= python3
BIN := .venv/bin

# More options for pip-audit, such as another service: make audit AUDIT='-s osv'.
AUDIT ?=

.PHONY: demo test lint types check audit clean

.venv/ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $@

demo: .venv/ready
	$(BIN)/python examples/demo.py

test: .venv/ready
	$(BIN)/pytest

lint: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/ready
	$(BIN)/mypy

check: lint types test

.venv/audit/ready:
	$(PYTHON) -m venv .venv/audit
	.venv/audit/bin/python -m pip install --quiet --disable-pip-version-check 'pip-audit>=2.10'
	touch $@

# Not part of `check`: it asks a service on the network, and what was clean yesterday may not be today. The bounds for users are
# audited at their lowest. A version that the service does not know is a failure; a service that does not answer costs ten seconds.
audit: .venv/audit/ready
	sed -n '/^dependencies = /,/^]/s/^ *"\([A-Za-z0-9_.-]*\)>=\([0-9.]*\)[";].*/\1==\2/p' pyproject.toml > .venv/audit/lowest.txt
	for versions in constraints.txt .venv/audit/lowest.txt; do \
	  .venv/audit/bin/pip-audit --strict --no-deps --disable-pip --progress-spinner off --timeout 10 $(AUDIT) -r $$versions || exit 1; \
	done

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis dist demo
