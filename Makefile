# What people, hooks and CI run: one definition each. `make` alone prints the list.

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
# An environment holds the path of its checkout, so a checkout that was moved or copied installs anew.
PLACE := $(shell pwd -P | cksum | cut -d' ' -f1)
MADE := $(VENV)/made-$(PLACE)
BASE := $(VENV)/base-$(PLACE)
DEV := $(VENV)/dev-$(PLACE)
OPENFISCA := $(VENV)/openfisca-$(PLACE)
# Not compiled beforehand: that takes as long as the rest, and Python compiles what it imports.
INSTALL := $(RUN) .ci/install-packages
# Where the surroundings forbid that, each of the many processes would compile everything again.
export PYTHONDONTWRITEBYTECODE :=
MYSELF := $(RUN) -m pip install -qq --disable-pip-version-check --no-compile --no-deps --no-build-isolation -e .

.DEFAULT_GOAL := help
.PHONY: help demo test check check-style check-types check-platform fix benchmark truth messages clean

help: ## Print this list
	@grep -E '^[a-z]+:.*##' $(firstword $(MAKEFILE_LIST)) | sed -E 's/:[^#]*## /\t/' | expand -t 14

demo: $(BASE) ## Start the demonstration on http://localhost:8000 (PORT=… changes it)
	@exec $(RUN) -m console demo

test: $(DEV) check ## Run every check and every test
	@$(RUN) -m console.chromium
	@$(RUN) -m pytest -n 3 --dist loadfile --no-loadscope-reorder

check: $(DEV) ## Run the checks that need no database: style, types, imports
	@$(MAKE) --no-print-directory --jobs=2 --output-sync check-platform check-style check-types

check-style:
	@$(RUN) -m ruff check .
	@$(RUN) -m ruff format --check .
	@$(VENV)/bin/lint-imports --no-logo

check-types:
	@$(RUN) -m mypy

# With Django's settings, and a cache of its own.
check-platform:
	@ENVIRONMENT=development $(RUN) -m mypy --config-file .ci/mypy-platform.ini --cache-dir .mypy_cache/platform

fix: $(DEV) ## Repair what ruff can repair
	@$(RUN) -m ruff check --fix .
	@$(RUN) -m ruff format .

benchmark: $(DEV) $(OPENFISCA) ## Measure speed and size, and write benchmarks/latest.json
	@$(RUN) -m benchmarks

truth: $(DEV) ## Hold the statistics against made-up places whose truth is known
	@$(RUN) -m benchmarks.truth

messages: $(DEV) ## Collect and compile the texts of the interface
	@$(RUN) -m console messages

clean: ## Remove environment and caches; data stay
	@rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis staticfiles

$(MADE):
	@PYTHON="$(PYTHON)" .ci/make-environment $(VENV)
	@touch $@

$(BASE): requirements/base.txt requirements/installer.txt pyproject.toml $(MADE)
	@echo "Installing the packages of requirements/base.txt …"
	@$(INSTALL) requirements/base.txt
	@$(MYSELF)
	@touch $@

$(DEV): requirements/base.txt requirements/dev.txt requirements/installer.txt pyproject.toml $(MADE)
	@echo "Installing the packages of requirements/dev.txt …"
	@$(INSTALL) requirements/dev.txt
	@$(MYSELF)
	@touch $@ $(BASE)

$(OPENFISCA): requirements/openfisca.txt $(MADE)
	@echo "Installing OpenFisca in an environment of its own, to measure against …"
	@$(RUN) -m venv --clear $(VENV)/openfisca
	@$(VENV)/openfisca/bin/python -m pip install -qq --disable-pip-version-check --no-compile \
		--require-hashes -r requirements/openfisca.txt
	@touch $@
