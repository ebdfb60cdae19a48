# Every command sets up what it needs by itself; `make` alone lists them.
.DEFAULT_GOAL := help
SHELL := /bin/sh
.SHELLFLAGS := -euc
.NOTPARALLEL:

PYTHON_IN_VENV := .venv/bin/python
SAMPLES := $(sort $(wildcard samples/*/article.yml))
FAST := -m "not real and not slow"
# The tests share two cores; the ones of a file stay together, so that what a file prepares is made once.
PARALLEL := --numprocesses 2 --dist loadfile

.PHONY: help sample test test-fast lint bench clean ready-run ready-dev ready-test ready-bench

help: ## list these commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1|\2/p' Makefile | while IFS='|' read -r name what; do printf '%-16s %s\n' "$$name" "$$what"; done

ready-run:
	@scripts/set-up run

ready-dev:
	@scripts/set-up dev

ready-bench:
	@scripts/set-up bench

ready-test:
	@scripts/set-up test

sample: ready-run ## export the sample articles to PDF, DOCX and EPUB, and an edition of them to EPUB, in build/
	@mkdir -p build
	@echo "Exporting $(words $(SAMPLES)) articles to PDF, DOCX and EPUB."
	@.venv/bin/exporter $(SAMPLES) --pdf --docx --epub -o build
	@echo "Exporting the sample edition to EPUB."
	@.venv/bin/exporter samples/edition.yml --epub -o build
	@echo "Done. The files are in $(CURDIR)/build."

test: ready-test ## run the whole suite, the independent validators and readers included
	@$(PYTHON_IN_VENV) -m pytest $(PARALLEL)

test-fast: ready-dev ## run the tests that need no other program (under two minutes)
	@$(PYTHON_IN_VENV) -m pytest $(FAST) $(PARALLEL)

lint: ready-dev ## check style, types, the order of imports and the generated files
	@$(PYTHON_IN_VENV) -m ruff check .
	@$(PYTHON_IN_VENV) -m ruff format --check .
	@$(PYTHON_IN_VENV) -m mypy
	@.venv/bin/lint-imports --no-cache --no-logo
	@$(PYTHON_IN_VENV) -m pytest -q tests/house $(FAST)

bench: ready-bench ## measure against what a desk would take instead; the night's table and plot go to benchmarks/results
	@$(PYTHON_IN_VENV) -m benchmarks
	@$(PYTHON_IN_VENV) -m benchmarks.article
	@$(PYTHON_IN_VENV) -m benchmarks.docx
	@$(PYTHON_IN_VENV) -m benchmarks.kashida
	@$(PYTHON_IN_VENV) -m benchmarks.preflight
	@$(PYTHON_IN_VENV) -m benchmarks.fit
	@$(PYTHON_IN_VENV) -m benchmarks.newspaper
	@$(PYTHON_IN_VENV) -m benchmarks.batch
	@$(PYTHON_IN_VENV) -m benchmarks.night

clean: ## remove what was made (the virtual environment stays)
	rm -rf build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
