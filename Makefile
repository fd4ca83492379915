# The whole of what a fresh machine needs: Python 3.11 or newer with pip, and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
BENCH := .venv-bench
BENCH_STAMP := $(BENCH)/.installed
DATA ?= ../shared/data
BENCH_DATA := dev/squad2_dev_half.jsonl.gz
CHECK_PYTHON = $(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed, $(PYTHON) is " + sys.version.split()[0] + ": make PYTHON=python3.12 ...")'

.PHONY: run setup test evals check bench bench-data lock clean

run: setup ## index the corpus and serve the web chat on http://127.0.0.1:7860
	$(BIN)/qa serve

setup: $(STAMP) ## make .venv with the exact versions of requirements.lock

$(STAMP): requirements.lock pyproject.toml
	@$(CHECK_PYTHON)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@touch $@

test: setup ## the tests, a file a process
	$(BIN)/python -m pytest --numprocesses 3 --dist loadfile --no-loadscope-reorder

evals: setup ## every suite against its gates
	$(BIN)/qa eval canada_huawei
	$(BIN)/qa eval newsroom
	$(BIN)/qa eval citations

check: setup ## formatting, lint, types, import directions
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/test_imports.py

bench: bench-data $(BENCH_STAMP) ## speed, size and hits beside LlamaIndex's own parts (BENCH_OPTIONS="--large" adds a million passages)
	$(BENCH)/bin/python -m evals.benchmarks --data $(DATA) $(BENCH_OPTIONS)

bench-data:
	@test -f $(DATA)/$(BENCH_DATA) || { echo "$(DATA)/$(BENCH_DATA) is missing: make bench DATA=FOLDER (docs/benchmarks/README.md says what it holds)" >&2; exit 2; }

$(BENCH_STAMP): requirements.lock pyproject.toml | bench-data
	@$(CHECK_PYTHON)
	$(PYTHON) -m venv $(BENCH)
	$(BENCH)/bin/python -m pip install --quiet --disable-pip-version-check "pip>=25.1" # it knows dependency groups
	$(BENCH)/bin/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BENCH)/bin/python -m pip install --quiet --no-deps --no-build-isolation --no-index -e .
	$(BENCH)/bin/python -m pip install --quiet --group bench
	@touch $@

lock: ## resolve the dependencies anew (needs uv)
	uv pip compile pyproject.toml --universal --python-version 3.11 --extra test --extra check --extra build \
	  --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate --upgrade \
	  --output-file requirements.lock

clean:
	rm -rf $(VENV) $(BENCH) .qa build *.egg-info
