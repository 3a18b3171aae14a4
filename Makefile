# `make help` lists what this file does. Packages go into .venv; the index goes to the place that `ingest/settings.py` says.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

CORPUS ?= corpus
PORT ?= 7860
# HOST is not taken from the environment: some shells export it, and to serve a network must be a choice.
HOST = 127.0.0.1
# cpu, or any other word for the build of torch that PyPI has for this machine (on Linux with several GB of CUDA).
TORCH ?= cpu

VENV := .venv
PY := $(VENV)/bin/python
LOCK := constraints.txt
# The interpreter that the pins were made with first, then newer ones. It must be able to make a virtual environment.
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do \
	"$$p" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$p" && break; done)
NO_PYTHON := No Python 3.11 or newer that can make virtual environments was found. \
	On Debian or Ubuntu: apt install python3-venv. Elsewhere: make install PYTHON=/path/to/python3

# The pins hold for the build backend too; older pips read the first name, newer ones the second.
export PIP_CONSTRAINT := $(LOCK)
export PIP_BUILD_CONSTRAINT := $(LOCK)
FREE := env -u PIP_CONSTRAINT -u PIP_BUILD_CONSTRAINT
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Errors only: pip's warnings are about its own settings.
PIP_INSTALL := -m pip install -qq

# $(call install_torch,PYTHON): the CPU build of the pinned torch, from wherever pip looks or else from PyTorch's own
# index. Where neither has it, the next step takes PyPI's build of the same version, and prints any error.
TORCH_PIN = $(shell sed -n 's/^torch==//p' $(LOCK))
PIP_PIN = $(shell sed -n 's/^pip==//p' $(LOCK))
CPU_INDEX := https://download.pytorch.org/whl/cpu
install_torch = if [ "$(TORCH)" = cpu ] && [ "$$(uname -s)" = Linux ]; then \
	$(1) $(PIP_INSTALL) --no-compile --no-deps "torch==$(TORCH_PIN)+cpu" 2>/dev/null || \
	$(1) $(PIP_INSTALL) --no-compile --no-deps --retries 1 --timeout 20 --index-url $(CPU_INDEX) "torch==$(TORCH_PIN)+cpu" 2>/dev/null || \
	echo "Found no CPU build of torch $(TORCH_PIN); taking PyPI's, which is larger."; fi

# $(call install,WHAT): byte code is made at the end, with all processors, instead of by pip with one. Some packages hold
# templates that do not compile, hence no word from compileall.
install = echo "Installing the pinned packages into $(VENV) (about 2 GB; some minutes the first time)"; \
	echo "  1 of 4: pip"; \
	$(PY) $(PIP_INSTALL) "pip==$(PIP_PIN)"; \
	echo "  2 of 4: torch, the largest"; \
	$(call install_torch,$(PY)); \
	echo "  3 of 4: the other packages, about $$(grep -c == $(LOCK)); this may take longest"; \
	$(PY) $(PIP_INSTALL) --no-compile --editable '$(1)'; \
	echo "  4 of 4: compiling them, about a minute"; \
	$(PY) -m compileall -q -j 0 $(VENV)/lib >/dev/null 2>&1 || true

# Found as tests/page/visits.py finds it. The list of packages is fetched only where it is missing or out of date.
find_chromium = { [ -x "$${CHROMIUM:-}" ] || command -v chromium >/dev/null; }
get_chromium = { export DEBIAN_FRONTEND=noninteractive; \
	get="apt-get install -y -qq --no-install-recommends -o Dpkg::Use-Pty=0 chromium"; \
	$$get >/dev/null 2>&1 || { apt-get update -qq >/dev/null && $$get >/dev/null; }; }

.PHONY: help install run test chromium lint format wheel lock clean distclean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo
	@echo 'Settings: CORPUS (files or a folder; $(CORPUS)), PORT ($(PORT)), HOST ($(HOST)), PYTHON, TORCH ($(TORCH)).'
	@echo 'For example: make run CORPUS=../letters PORT=8000'

install: $(VENV)/.installed ## create .venv and install the pinned packages
	@echo "Ready: make run"

# A build that leaves out unreadable files ends with 1 too, but says what it built; by then it has named those files.
run: $(VENV)/.installed ## build the index from CORPUS if it is missing or out of date, then serve the page on HOST:PORT
	@if [ -e "$(CORPUS)" ]; then set -- "$(CORPUS)"; else set -- $(CORPUS); fi; \
	built=$$($(PY) -m ingest build "$$@") || [ -n "$$built" ]; echo "$$built"
	@echo "Starting the page; Ctrl+C stops it"
	@$(PY) -m assistant serve --host "$(HOST)" --port "$(PORT)"

test: chromium lint ## install what the tests need, then check style, types and behaviour
	@$(PY) -m pytest -q -n 2 --dist loadfile

chromium: ## install Debian's Chromium, which tests of the page drive, if there is none and packages may be installed
	@$(find_chromium) || { \
	if ! command -v apt-get >/dev/null; then why="this machine has no apt-get"; \
	elif [ "$$(id -u)" != 0 ]; then why="only root may install packages"; \
	else echo "Installing Chromium, for the tests of the page"; $(get_chromium) || true; \
		! $(find_chromium) || exit 0; why="apt-get could not install it"; fi; \
	echo "Chromium is missing ($$why), so the tests of the page are left out:" \
		"install it, or name one with make test CHROMIUM=/path/to/it" >&2; \
	[ -z "$${CI:-}" ]; }

lint: $(VENV)/.installed-dev ## check style and types
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy

format: $(VENV)/.installed-dev ## put imports and layout in order
	@$(PY) -m ruff check --fix-only .
	@$(PY) -m ruff format .

wheel: $(VENV)/.installed-dev ## build dist/*.whl, which holds the corpus, prompts and suites too
	@$(PY) -m hatchling build -t wheel

lock: ## write constraints.txt from a new environment, keeping the pins that still fit (UPGRADE=1: none)
	@test -n "$(PYTHON)" || { echo "$(NO_PYTHON)" >&2; exit 1; }
	@rm -rf .lock && "$(PYTHON)" -m venv .lock
	@$(if $(UPGRADE),$(FREE)) .lock/bin/python $(PIP_INSTALL) --upgrade pip
	@$(call install_torch,.lock/bin/python)
	@$(if $(UPGRADE),$(FREE)) .lock/bin/python $(PIP_INSTALL) --no-compile '.[dev]'
	@{ sed '/^[^#]/,$$d' $(LOCK); \
	   .lock/bin/python -m pip freeze --all --exclude send-assistant 2>/dev/null | \
	   sed 's/+cpu$$//' | LC_ALL=C sort -f; } > $(LOCK).new
	@mv $(LOCK).new $(LOCK) && rm -rf .lock
	@echo "$(LOCK): $$(grep -c == $(LOCK)) packages"

clean: ## remove caches and built wheels
	@rm -rf build dist .lock .mypy_cache .ruff_cache .pytest_cache .hypothesis
	@find . -path ./$(VENV) -prune -o -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean ## remove .venv too
	@rm -rf $(VENV)

$(PY):
	@test -n "$(PYTHON)" || { echo "$(NO_PYTHON)" >&2; exit 1; }
	@echo "Creating $(VENV) with $$("$(PYTHON)" --version)"
	@"$(PYTHON)" -m venv --clear $(VENV) || { rm -rf $(VENV); exit 1; }

$(VENV)/.installed: pyproject.toml $(LOCK) | $(PY)
	@$(call install,.)
	@touch $@

$(VENV)/.installed-dev: pyproject.toml $(LOCK) | $(PY)
	@$(call install,.[dev])
	@touch $(VENV)/.installed $@
