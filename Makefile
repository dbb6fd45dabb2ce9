# Turnwise: `make` alone lists what can be done here. Every target sets up what it needs first; done once, that is quick.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

VENV := .venv
BIN := $(VENV)/bin
WORKERS ?= 2
PACKAGES := service evals graphs knowledge prompts
WEB := service/web
WEB_MODULES := $(WEB)/node_modules/.package-lock.json
WEB_BUILT := $(WEB)/dist/.built
WEB_SOURCES := $(shell find $(WEB) \( -name node_modules -o -name dist \) -prune -o -type f -print)
TEST_MODULES := tests/node_modules/.package-lock.json
# The first Python that is new enough and really starts (a version manager may list one that does not).
PYTHON ?= $(shell for python in python3.11 python3.12 python3.13 python3; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)

##@ Use it
.PHONY: run
run: set-up ## Set up what is missing and serve on http://127.0.0.1:8000
	@exec $(BIN)/turnwise serve --demo

# Python's packages and the web's side by side, for each keeps one core busy.
.PHONY: set-up
set-up: ## Install what the product needs and build its pages
	@$(MAKE) --silent --jobs=2 $(VENV)/.installed $(WEB_BUILT)

.PHONY: demo
demo: set-up ## The same with two weeks of conversations in it, which take some minutes the first time
	@$(BIN)/turnwise demo fill
	@exec $(BIN)/turnwise serve --demo

.PHONY: bench
bench: $(VENV)/.installed ## Measure turns per second, latency, grading rate and memory on this machine
	@$(BIN)/turnwise bench $(ARGS)

##@ Work on it
.PHONY: test
# A file of tests runs in one process, so that what its tests share is made once. Each thread that loads a model would
# keep an arena of memory for itself: one for all of them keeps a worker below 2 GB; and threads of numpy that wait for
# each other's half of a small matrix would spin. Compiled modules are kept even where the environment says otherwise:
# hundreds of processes import them. The long tests of whole processes come early in the order of the folders, so that
# no worker is left alone with them at the end.
test: $(TEST_MODULES) lint ## Check everything: lint, types, layers, web, then all tests (ARGS="-k name" for some, WORKERS=1)
	@env -u PYTHONDONTWRITEBYTECODE MALLOC_ARENA_MAX=1 OPENBLAS_NUM_THREADS=1 \
		$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(ARGS)

.PHONY: lint
lint: ## Style, types and the one direction of dependencies
	@$(MAKE) --jobs=2 --output-sync=line lint-python lint-web

.PHONY: lint-python
lint-python: $(VENV)/.installed-dev ## The half of it that is about Python
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

.PHONY: lint-web
lint-web: $(WEB_BUILT) ## The half of it that is about the web pages, with their own tests
	npm run --silent --prefix $(WEB) check

.PHONY: format
format: $(VENV)/.installed-dev ## Format the Python code and fix what ruff can fix
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

.PHONY: web
web: $(WEB_BUILT) ## Build the widget, the console and the demo page, if their sources changed

.PHONY: screenshots
screenshots: $(VENV)/.installed-dev $(WEB_BUILT) ## Take the pictures of the documentation anew (needs Chromium)
	@$(BIN)/python docs/screenshots.py

.PHONY: constraints
constraints: $(VENV)/.installed-dev ## Write the versions installed in .venv to constraints.txt
	@grep '^#' constraints.txt > constraints.new
	@$(BIN)/python -m pip freeze --exclude-editable | sed 's/+cpu$$//' >> constraints.new
	@mv constraints.new constraints.txt

.PHONY: clean
clean: ## Remove what was built or installed here; data/ stays
	rm -rf $(VENV) $(WEB)/dist $(WEB)/node_modules tests/node_modules build *.egg-info
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

.PHONY: help
help: ## List these targets
	@awk 'BEGIN { FS = ":.*## " } /^##@ / { printf "\n%s\n", substr($$0, 5) } \
		/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# What follows is set-up. Each file is made again only when what it is made from is newer.
$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Turnwise needs Python 3.11 or newer; none was found. Name one: make PYTHON=/path/to/python3" >&2; exit 1; }
	@echo "Making $(VENV) with $(PYTHON)"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing Turnwise into $(VENV) (a minute or two the first time)"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -c constraints.txt -e .
	@touch $@

# To compile all that is installed takes pip as long again; tests compile what they import.
$(VENV)/.installed-dev: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing Turnwise and what its tests need into $(VENV) (some minutes the first time)"
	@$(BIN)/python -m pip install -qq --no-compile --disable-pip-version-check -c constraints.txt -e ".[dev]"
	@touch $(VENV)/.installed $@

$(WEB_MODULES): $(WEB)/package-lock.json
	@command -v npm > /dev/null || { echo "Turnwise needs Node.js 20 or newer with npm to build its pages." >&2; exit 1; }
	@echo "Installing what the web pages are built with"
	@npm ci --silent --prefix $(WEB)
	@touch $@

$(WEB_BUILT): $(WEB_MODULES) $(WEB_SOURCES)
	@echo "Building the widget, the console and the demo page"
	@npm run --silent --prefix $(WEB) build
	@touch $@

$(TEST_MODULES): tests/package-lock.json
	@echo "Installing the servers that the tests talk to"
	@npm ci --silent --prefix tests
	@touch $@
