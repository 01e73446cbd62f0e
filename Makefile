# What people and .ci/run call. Needs Python 3.11 or newer and make; everything else goes into $(VENV).

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
CORPUS ?= ../shared/corpus/polnear
THREADS ?= ../shared/corpus/comments
GATE = $(BIN)/python -m onrecord.evaluation.gate
GATE_ON = $(CORPUS)/dev.jsonl --labels $(CORPUS)/labels.dev.jsonl --floors eval/floors.json
RESULTS ?= work/bench

.DEFAULT_GOAL := help
.PHONY: help demo setup test lint format types imports check evaluate floors folds threads civility bench bench-record lexicon docs picture mpnet train clean

help: ## Show what can be made.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(VENV)/.core ## Set up and read the page that ships with the project.
	$(BIN)/onrecord read examples/ferry.txt

setup: $(VENV)/.dev ## Set up everything that work on the project needs, but not training.

test: $(VENV)/.dev ## Set up and run the tests.
	$(BIN)/python -m pytest

lint: $(VENV)/.dev ## Look for errors of style.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(VENV)/.dev ## Put the code into its usual form.
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

types: $(VENV)/.dev ## Check types, strictly.
	$(BIN)/mypy

imports: $(VENV)/.dev ## Check that imports point one way.
	$(BIN)/lint-imports

check: lint types imports test ## All of these, as .ci/run calls them.

evaluate: $(VENV)/.dev ## Measure on the dev articles, compare with the floors, write docs/evaluation.md.
	$(GATE) check $(GATE_ON) --write docs/evaluation.md

floors: $(VENV)/.dev ## Raise the floors to what is measured; never lowers one.
	$(GATE) raise $(GATE_ON) --write docs/evaluation.md

folds: $(VENV)/.dev ## Measure addressees, mediums and negation around gold statements, five-fold.
	$(BIN)/python -m onrecord.training.folds $(CORPUS) $(ARGS)

threads: $(VENV)/.dev ## Measure how well comment threads of saved pages are read.
	$(BIN)/python -m onrecord.evaluation.threads_report $(THREADS) $(ARGS)

civility: $(VENV)/.dev ## Measure how well uncivil comments are told from civil ones.
	$(BIN)/python -m onrecord.evaluation.civility eval/civility.jsonl $(ARGS)
	$(BIN)/python -m onrecord.evaluation.civility eval/civility_other.jsonl eval/civility_third.jsonl --whole

bench: $(VENV)/.bench ## Measure speed beside spaCy, memory, start-up and growth with bad input.
	$(BIN)/python bench/startup.py --json $(RESULTS)
	$(BIN)/python bench/speed.py --json $(RESULTS)
	$(BIN)/python bench/memory.py --json $(RESULTS)
	$(BIN)/python bench/linear.py --json $(RESULTS)
	$(BIN)/python bench/threads.py --json $(RESULTS)
	$(BIN)/python bench/fields.py $(CORPUS)/dev.jsonl --json $(RESULTS)

bench-record: $(VENV)/.bench $(VENV)/.train ## Measure the record: search by words and meaning, adding, size, people, kills. Takes an hour.
	$(BIN)/python bench/adding.py --json $(RESULTS)
	$(BIN)/python bench/size.py --read $(CORPUS)/train.jsonl $(CORPUS)/dev.jsonl --json $(RESULTS)
	$(BIN)/python bench/meaning.py --recall --json $(RESULTS)
	$(BIN)/python bench/find.py --json $(RESULTS)
	$(BIN)/python bench/people.py --corpus $(CORPUS) --json $(RESULTS)
	$(BIN)/python bench/kill.py --json $(RESULTS)

lexicon: $(VENV)/.dev ## Make the rules of civility ready, after a change to reading/civility*.toml.
	$(BIN)/python -m onrecord.reading.civility_build

docs: $(VENV)/.dev ## Write docs/cli.md from the help texts.
	$(BIN)/python -m onrecord.surfaces.cli.reference > docs/cli.md

picture: $(VENV)/.dev ## Draw the README's picture.
	$(BIN)/python docs/images/draw.py

mpnet: $(VENV)/.train ## Get the larger network that teaches ours (400 MB), into work/mpnet.
	$(BIN)/python -m onrecord.training.mpnet_files work/mpnet

train: $(VENV)/.train ## Train a model on the corpus, into work/train.
	$(BIN)/python -m onrecord.training --corpus $(CORPUS) --out work/train $(ARGS)

clean: ## Remove what was made: $(VENV), caches, builds.
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; give it with PYTHON=")'
	$(PYTHON) -m venv $(VENV)

# One file a set of extras; a changed pyproject.toml installs again.
$(VENV)/.core: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.dev $(VENV)/.bench $(VENV)/.train: $(VENV)/.%: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[$*]'
	@touch $@
