# The commands of Pentimento. The work itself is in tools/: each target here is one line on purpose.
# Pass more to the tests with ARGS, as in: make test ARGS="-k signing".

MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
ARGS ?=
BIN := .venv/bin

.PHONY: help demo test test-sweeps check browser test-postgres bench screenshots format docs lock clean setup

help: ## Lists these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' Makefile

demo: ## Opens a made-up practice on this computer, ready to walk through
	@sh tools/set-up demo
	@exec $(BIN)/pentimento demo $(ARGS)

test: ## Tests everything that needs nothing but Python, on the built-in database
	@sh tools/set-up test
	@sh tools/run-tests $(ARGS)

test-sweeps: ## Tests what tries every address, and every moment of a kill or a power cut: minutes
	@sh tools/set-up test
	@SWEEPS= sh tools/run-tests -m sweep $(ARGS)

check: ## Checks layout, types, import rules and that the generated pages are up to date
	@sh tools/set-up test
	@sh tools/run-checks

browser: ## Walks the product in a real browser (needs Chromium)
	@sh tools/set-up test
	@sh tools/run-browser $(ARGS)

test-postgres: ## Tests everything again on PostgreSQL (needs its programs; makes its own database)
	@sh tools/set-up test
	@$(BIN)/python tools/postgres.py sh tools/run-tests $(ARGS)

bench: ## Prints how fast it is, and at how many clients
	@sh tools/set-up test
	@$(BIN)/python -m benchmarks $(ARGS)

screenshots: ## Takes a picture of every page at three widths into screenshots/
	@sh tools/set-up test
	@sh tools/run-browser -k screenshots $(ARGS)

format: ## Lays out the code as `make check` wants it
	@sh tools/set-up test
	@$(BIN)/ruff check -q --fix-only src tests tools benchmarks hatch_build.py
	@$(BIN)/ruff format src tests tools benchmarks hatch_build.py

docs: ## Writes the pages of docs/reference again from the code
	@sh tools/set-up test
	@$(BIN)/python tools/reference.py

lock: ## Pins every library again, newest versions that fit pyproject.toml
	@sh tools/set-up test
	@sh tools/pin $(ARGS)

clean: ## Removes what set-up and tests made; never a practice folder
	@sh tools/clean

setup: ## Only sets up: the libraries and the front end
	@sh tools/set-up test
