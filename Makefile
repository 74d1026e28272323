# Two commands to a working chat: `make demo`. What CI runs: `make check test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: setup demo run check test golden bench clean

setup: $(VENV)/.ready

# Everything is pinned in constraints.txt; the stamp makes the second call instant.
$(VENV)/.ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $@

demo: setup
	$(BIN)/pilar demo

run: setup
	$(BIN)/pilar run

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Most tests wait for a bot or a database: three at once keep two cores busy.
test: setup
	$(BIN)/python -m pytest -n 3 --dist worksteal

golden: setup
	GOLDEN=write $(BIN)/python -m pytest -q -n 4 --dist worksteal tests/journeys tests/screens tests/reports

bench: setup
	$(BIN)/python -m bench

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache
