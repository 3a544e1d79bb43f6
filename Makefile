# The same commands at the desk and in CI. `make run` and `make test` need only Python 3.11+.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
export PYTHONUTF8 := 1

.PHONY: run test test-all build bench lint audit lock dev clean browser
.DEFAULT_GOAL := run

$(VENV)/.run: requirements.txt constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

run: $(VENV)/.run  ## demo warehouse if there is none, then the dashboard on http://localhost:8501
	$(BIN)/python -m warehouse build --if-missing
	DASHBOARD_AUDIENCE=internal $(BIN)/streamlit run server.py

build: $(VENV)/.run  ## a new release from the registers
	$(BIN)/python -m warehouse build

dev: $(VENV)/.run  ## each edit of the dbt project becomes a draft, which the dashboard shows
	$(BIN)/python -m warehouse build --if-missing
	DASHBOARD_SHOWS_DRAFT=true DASHBOARD_AUDIENCE=internal $(BIN)/streamlit run server.py & \
	trap "kill $$!" EXIT; $(BIN)/python -m warehouse draft --watch

lint: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/sqlfluff lint dbt_project/models dbt_project/tests dbt_project/macros warehouse/public_edition

audit: $(VENV)/.dev  ## known vulnerabilities of every package; says so where nobody answers
	$(BIN)/python -m audit

lock: $(VENV)/.dev  ## after a change of a pin: what is installed becomes what is recorded
	$(BIN)/python -m audit.lock

browser: $(VENV)/.dev  ## finds a Chromium, or installs one the ordinary way
	$(BIN)/python -m tests.browser.chromium

# Three on two cores: much of a browser's test is waiting.
PYTEST := $(BIN)/python -m pytest tests --numprocesses 3 --dist loadfile --no-loadscope-reorder

test: $(VENV)/.dev browser  ## all but the tests that take minutes
	$(PYTEST) -m "not long"

test-all: lint browser  ## everything that is checked before a change is handed in
	$(PYTEST)

bench: $(VENV)/.dev browser
	$(BIN)/python -m benchmarks

clean:  ## what was built here; registers and releases stay
	rm -rf $(VENV) build dbt_project/target dbt_project/logs .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
