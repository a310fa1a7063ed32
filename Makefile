# Everything runs in a virtual environment of its own; nothing but Python (3.11 or newer) and make is needed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed-
TEXTS ?= corpus/articles

# uv installs in a fifth of pip's time, from the indexes and folders that pip's variables name. Where it can't, or isn't there, pip does it.
install = $(BIN)/uv pip install --quiet --compile-bytecode --python $(1)/bin/python $(2) || \
	$(1)/bin/python -m pip install --quiet --disable-pip-version-check $(2)
# Hundreds of processes start in the tests; without Python's cache each would compile all modules anew.
export PYTHONDONTWRITEBYTECODE :=
space := $(subst ,, )
comma := ,
ifdef PIP_FIND_LINKS
export UV_FIND_LINKS ?= $(subst $(space),$(comma),$(PIP_FIND_LINKS))
endif
ifdef PIP_EXTRA_INDEX_URL
export UV_INDEX ?= $(PIP_EXTRA_INDEX_URL)
endif
ifdef PIP_INDEX_URL
export UV_DEFAULT_INDEX ?= $(PIP_INDEX_URL)
endif

# The CPU build of torch; without it pip takes several GB of CUDA libraries.
TORCH ?= torch==2.13.0

.PHONY: environments installed demo docs notebooks compare floors test test-camel test-spark test-compiled compiled train-names lint schema clean
.PHONY: wheels bench bench-plain bench-compiled bench-compare bench-worst bench-archive profile

demo: $(STAMP)base
	@mkdir -p out
	$(BIN)/extractor extract corpus/articles -o out/records.jsonl
	@$(BIN)/python -m extractor.demo out/records.jsonl

test: $(STAMP)dev lint
	$(BIN)/python -m pytest -n auto --dist worksteal

# camel-tools brings torch and transformers, so it lives in an environment of its own.
CAMEL := .venv-camel
test-camel: $(CAMEL)/.installed
	$(CAMEL)/bin/python -m pytest -o addopts=-q tests/camel

$(CAMEL)/.installed: pyproject.toml | $(BIN)/uv
	test -x $(CAMEL)/bin/python || $(PYTHON) -m venv $(CAMEL)
	$(call install,$(CAMEL),'$(TORCH)' -e '.[camel]' 'pytest>=8')
	@touch $@

# Spark and Ray bring 1 GB and need Java (17 or newer): an environment of their own, too.
SPARK := .venv-spark
test-spark: $(SPARK)/.installed
	@java -version >/dev/null 2>&1 || (echo "Java is missing; on Debian: apt-get install openjdk-17-jre-headless" && exit 1)
	$(SPARK)/bin/python -m pytest -o addopts=-q tests/spark

$(SPARK)/.installed: pyproject.toml | $(BIN)/uv
	test -x $(SPARK)/bin/python || $(PYTHON) -m venv $(SPARK)
	$(call install,$(SPARK),-e '.[archive$(comma)spark]' 'ray[data]>=2.9' 'pytest>=8')
	@touch $@

# Both at once: make -j2 environments
environments: $(CAMEL)/.installed $(SPARK)/.installed

lint: $(STAMP)dev
	$(BIN)/ruff check extractor tests
	$(BIN)/mypy

# The site: the pages of docs, the notebooks with their stored outputs, the reference from the docstrings.
docs: export NO_MKDOCS_2_WARNING = 1
docs: $(STAMP)docs
	rm -rf build/docs && mkdir -p build/docs/notebooks && cp docs/*.md build/docs && cp notebooks/*.ipynb build/docs/notebooks
	$(BIN)/python -m mkdocs build --quiet --strict -f docs/mkdocs.yml

# Runs the notebooks anew and stores what they show.
notebooks: $(STAMP)dev
	$(BIN)/python notebooks/execute.py

# What the working tree finds more, less and otherwise than revision BASE.
BASE ?= main
compare: $(STAMP)dev
	$(BIN)/python -m tests.compare $(BASE) $(TEXTS)

# Raises the floors of corpus/floors.toml; LOWER="reason" lowers one.
floors: $(STAMP)dev
	$(BIN)/python -m tests.floors $(if $(LOWER),--lower "$(LOWER)")

# Every text goes through a few modules; here mypyc compiles them, from the same sources, in a copy of the tree. Needs gcc.
# OPT is the C compiler's level; the tests do with 0, which takes half the time. Its warnings would take five times as long again.
# Hidden symbols let it inline across modules, which is 3 % of the time.
OPT ?= 3
COMPILED := build/compiled$(if $(filter-out 3,$(OPT)),-O$(OPT))
compiled: $(COMPILED)/.made
$(COMPILED)/.made: $(shell git ls-files extractor patterns pyproject.toml 2>/dev/null) | $(STAMP)dev $(STAMP)compile
	rm -rf $(COMPILED) && mkdir -p $(COMPILED)
	cp -r extractor patterns corpus tests pyproject.toml README.md LICENSE $(COMPILED)
	sed -i 's/^opt_level = "3"/opt_level = "$(OPT)"/' $(COMPILED)/pyproject.toml
	cd $(COMPILED) && CFLAGS="$(CFLAGS) -Wno-all -fvisibility=hidden" HATCH_BUILD_HOOK_ENABLE_MYPYC=1 $(CURDIR)/$(BIN)/python -m hatchling build -t wheel -d dist
	cd $(COMPILED) && $(CURDIR)/$(BIN)/python -c "from extractor.text import scan; assert scan.__file__.endswith(('.so', '.pyd')), scan"
	@touch $@

# A compiled class has no docstring, so one test of docstrings is left to the plain build.
test-compiled: $(COMPILED)/.made
	cd $(COMPILED) && $(CURDIR)/$(BIN)/python -m pytest -n auto --dist worksteal tests/test_corpus.py tests/test_laws.py tests/test_numbers.py \
		tests/test_scan.py tests/test_normalize.py tests/test_dates.py tests/test_localities.py tests/test_resolutions.py tests/test_patterns.py \
		--deselect tests/test_laws.py::test_public_names

# The wheel for this platform, compiled, and the plain one for all others, in dist/.
wheels: $(COMPILED)/.made
	mkdir -p dist && cp $(COMPILED)/dist/*.whl dist/
	$(BIN)/python -m hatchling build -t wheel -d dist

# TEXTS names a JSON Lines file or folder with a field "text"; the corpus by default. JSON names the file that keeps the figures. The plain
# build is measured in full, then the compiled one in what differs; that needs gcc, and bench-plain does without.
JSON ?= out/bench.json
bench: bench-plain
	@$(MAKE) --no-print-directory bench-compiled JSON=$(basename $(JSON))-compiled.json

bench-plain: $(STAMP)dev
	@mkdir -p out
	$(BIN)/python -m tests.benchmarks.throughput $(TEXTS) --json $(JSON)

bench-compiled: $(COMPILED)/.made
	@mkdir -p out
	cd $(COMPILED) && $(CURDIR)/$(BIN)/python -m tests.benchmarks.throughput $(abspath $(TEXTS)) --json $(abspath $(JSON)) \
		--only pipeline,start,memory,lengths,density,latency,peers

# The ratios of two runs kept as JSON: make bench-compare A=old.json B=new.json
bench-compare: $(STAMP)dev
	$(BIN)/python -m tests.benchmarks.compare $(A) $(B)

# Hostile texts beside the normal cost of a byte; fails where one costs five times that.
bench-worst: $(STAMP)dev
	$(BIN)/python -m tests.benchmarks.worst

# Where the time goes.
profile: $(STAMP)dev
	$(BIN)/python -m tests.benchmarks.profile $(TEXTS)

# One job and two, 20 MB and 200 MB of these texts repeated.
bench-archive: $(STAMP)dev
	$(BIN)/python -m tests.benchmarks.archive $(TEXTS)

# Makes the weights of the name tagger anew: NER names a folder of annotated files, NEWS unlabelled text, a document a line.
train-names: $(STAMP)dev
	$(call install,$(VENV),-e '.[train]')
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 PYTHONHASHSEED=0 $(BIN)/python -m extractor.names.train --ner $(NER) --text $(NEWS)

schema: $(STAMP)base
	$(BIN)/extractor schema > extractor/records.schema.json

$(BIN)/uv:
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || (echo "python venv is missing; on Debian: apt-get install python3-venv" && exit 1)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv || echo "no uv here: pip installs"

$(STAMP)base: pyproject.toml | $(BIN)/uv
	$(call install,$(VENV),-e .)
	@touch $@

$(STAMP)dev: pyproject.toml $(STAMP)base
	$(call install,$(VENV),-e '.[dev]')
	@touch $@

$(STAMP)docs: pyproject.toml $(STAMP)base
	$(call install,$(VENV),-e '.[docs]')
	@touch $@

$(STAMP)compile: pyproject.toml $(STAMP)base
	$(call install,$(VENV),-e '.[compile]')
	@touch $@

# All that the tests, the site and the compiled build need in this environment.
installed: $(STAMP)dev $(STAMP)docs $(STAMP)compile

clean:
	rm -rf $(VENV) out build dist *.egg-info
