# Everything here needs Python 3.11+ and make, and nothing else; tests on PostgreSQL and Redis need their servers.

PYTHON ?= python3
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py

# Tests start many processes: each would compile the whole project anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help demo bench test test-slow test-browser test-mongodb test-postgres lint check requirements clean

help:
	@echo "make demo          tailor an example résumé to a job, offline, into out/"
	@echo "make test          run the tests, on SQLite"
	@echo "make test-slow     run those that start servers and kill workers, 5 to 10 minutes more"
	@echo "make test-browser  run those that open the pages in Chromium"
	@echo "make test-mongodb  run them on MongoDB, whose server is installed into .venv"
	@echo "make test-postgres run them on PostgreSQL, whose server must be installed: apt-get install postgresql"
	@echo "make bench         measure, and write docs/BENCHMARKS.md and docs/guard-cases.md"
	@echo "make lint          format and lint, and mend what can be mended"
	@echo "make check         everything CI checks before the tests"
	@echo "make requirements  compile requirements.txt and requirements-dev.txt anew"

demo: .venv/runtime
	@mkdir -p out
	@$(MANAGE) migrate --verbosity 0
	$(MANAGE) tailor_resume --engine offline --resume examples/engineer/resume.json \
		--job examples/engineer/job-match.txt --out out/demo.pdf

# Some tests start servers and workers and wait for them, or drive a browser: minutes in all, they run apart.
test: .venv/dev
	$(BIN)/pytest -m "not slow and not browser"

test-slow: .venv/dev
	$(BIN)/pytest -m slow -n 3

test-browser: .venv/dev
	$(BIN)/pytest -m browser

test-mongodb: .venv/mongodb
	TEST_ON=mongodb $(BIN)/pytest -m "not slow and not browser"

test-postgres: .venv/dev
	TEST_ON=postgres $(BIN)/pytest -m "not slow and not browser"

bench: .venv/dev
	$(BIN)/python -m bench.report

lint: .venv/dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

check: .venv/dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MANAGE) makemigrations --check --dry-run
	$(MANAGE) check

requirements: .venv/dev
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--quiet pyproject.toml --output-file requirements.txt
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--quiet pyproject.toml --group dev --constraints requirements.txt --output-file requirements-dev.txt
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--quiet --group mongodb --output-file requirements-mongodb.txt

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Bespoke needs Python 3.11 or newer")'
	$(PYTHON) -m venv .venv

.venv/runtime: requirements.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/dev: requirements-dev.txt .venv/runtime
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

.venv/mongodb: requirements-mongodb.txt .venv/dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-mongodb.txt
	@touch $@

clean:
	rm -rf .venv out .mypy_cache .ruff_cache .pytest_cache
