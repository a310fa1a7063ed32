# Everything runs in a virtual environment of its own; nothing but Python (3.11 or newer) and make is needed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed-
TEXTS ?= corpus/articles

.PHONY: demo test lint bench schema gazetteer clean

demo: $(STAMP)base
	@mkdir -p out
	$(BIN)/extractor extract corpus/articles -o out/records.jsonl
	@$(BIN)/python -m extractor.demo out/records.jsonl

test: $(STAMP)dev lint
	$(BIN)/python -m pytest

lint: $(STAMP)dev
	$(BIN)/ruff check extractor tests
	$(BIN)/mypy

# TEXTS names a JSON Lines file or folder with a field "text"; the corpus by default.
bench: $(STAMP)dev
	$(BIN)/python -m tests.benchmarks.throughput $(TEXTS)

schema: $(STAMP)base
	$(BIN)/extractor schema > extractor/records.schema.json

$(STAMP)base: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || (echo "python venv is missing; on Debian: apt-get install python3-venv" && exit 1)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(STAMP)dev: pyproject.toml $(STAMP)base
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) out build dist *.egg-info
