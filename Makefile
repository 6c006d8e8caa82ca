.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# The machine's own pip: Debian's Python makes a venv without one where python3-venv is not installed.
PIP = $(PYTHON) -m pip --python $(BIN)/python
# Programs that the tests drive: the command, and the Debian package that has it.
TOOLS := chromium:chromium khal:khal vdirsyncer:vdirsyncer WebKitWebDriver:webkit2gtk-driver Xvfb:xvfb
CATALOGS := $(wildcard companion/translations/*/LC_MESSAGES/messages.po)
export PIP_DISABLE_PIP_VERSION_CHECK := 1

help:  ## this list
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 16

run: $(VENV)/.runtime words-built  ## serve the app on http://127.0.0.1:8000 (PORT changes it), with the demo clinic in an empty database
	@exec $(BIN)/companion serve --demo-if-empty --with-work

test: $(VENV)/.dev words-built tools  ## every test; the browser stories need Chromium, the calendar ones khal and vdirsyncer
	@$(BIN)/python -m pytest -n 2

test-postgres: $(VENV)/.dev words-built  ## the same without the browser, on a throw-away PostgreSQL
	@sh tests/house/with_postgres.sh $(BIN)/python -m pytest -n 2 -m "not browser"

fuzz: $(VENV)/.dev words-built  ## 20,000 inputs that no page sends, into every form (COMPANION_FUZZ changes how many)
	@COMPANION_FUZZ=$${COMPANION_FUZZ:-20000} $(BIN)/python -m pytest -q tests/house/test_fuzz.py

check: $(VENV)/.dev words-built  ## the static checks, fastest first
	@$(BIN)/python -m tests.house.check

words: $(VENV)/.dev  ## bring the catalogs up to the strings in the code
	@$(BIN)/python -m tests.house.check_words --update

words-built: $(CATALOGS:.po=.mo)

%.mo: %.po | $(VENV)
	@$(BIN)/pybabel -q compile -i $< -o $@

screenshots: $(VENV)/.dev words-built tools  ## the pictures of the README, from the demo clinic
	@$(BIN)/python -m tests.stories.screenshots

lock:  ## pin the requirements of pyproject.toml again (needs uv)
	uv pip compile pyproject.toml --extra build --extra postgres --generate-hashes --no-emit-index-url --no-header -q --python-version 3.11 -o requirements.lock
	uv pip compile pyproject.toml --extra build --extra postgres --extra dev --generate-hashes --no-emit-index-url --no-header -q --python-version 3.11 -o requirements-dev.lock

licences: $(VENV)/.dev  ## the list of packages and licences in docs/dependencies.md
	@$(BIN)/python -m tests.house.licences

clean:  ## remove what the other targets made, but never the data in instance/
	rm -rf $(VENV) static/built *.egg-info .mypy_cache .ruff_cache .hypothesis .import_linter_cache

tools:
	@for tool in $(TOOLS); do command -v $${tool%:*} >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	  && apt-get update -qq && apt-get install -y -qq --no-install-recommends $${tool#*:} >/dev/null; } \
	  || echo "NO $${tool%:*} HERE: THE TESTS THAT NEED IT ARE SKIPPED. (Debian: apt-get install $${tool#*:})"; done

$(VENV):
	@$(PYTHON) -m venv --without-pip $(VENV)

$(VENV)/.runtime: requirements.lock pyproject.toml | $(VENV)
	@$(PIP) install -q --require-hashes -r requirements.lock
	@$(PIP) install -q --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml | $(VENV)
	@$(PIP) install -q --require-hashes -r requirements-dev.lock
	@$(PIP) install -q --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/.runtime

.PHONY: help run test test-postgres fuzz check words words-built screenshots lock licences clean tools
