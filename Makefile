# `make help` says what there is. Everything runs in .venv, which is made from requirements.lock when needed.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help demo test check bench extension vsix e2e lock clean

VENV := .venv
PY := $(VENV)/bin/python
# The stamp lies in the environment, so that removing the environment is enough to start afresh.
READY := $(VENV)/.ready
EXTENSION := vscode-extension
PACKAGES := $(EXTENSION)/node_modules/.package-lock.json
# The real editor that the extension is tried in, its browser's driver, and what is kept of each scenario.
E2E := .e2e

help: ## Say what there is
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / {printf "make %-9s %s\n", $$1, $$2}' Makefile

demo: $(READY) ## Fill a real example offline, in a temporary folder, and check it again
	@set -e; folder=$$(mktemp -d); trap 'rm -rf "$$folder"' EXIT; cp examples/ranks.anpl "$$folder"; \
	holewright=$$(pwd)/$(VENV)/bin/holewright; cd "$$folder"; export HOLEWRIGHT_CACHE_DIR="$$folder/cache"; \
	show() { printf '\n$$ %s\n' "$$*"; }; \
	show cat ranks.anpl; cat ranks.anpl; \
	show holewright fill --engine local ranks.anpl; "$$holewright" fill --engine local ranks.anpl; \
	show cat ranks.py; cat ranks.py; \
	show holewright check --frozen ranks.anpl; "$$holewright" check --frozen ranks.anpl

test: $(READY) ## Run the tests
	@$(PY) -m pytest

check: $(READY) ## Format, lint, types, import rules, tests: what CI runs
	@$(PY) -m ruff format --check .
	@$(PY) -m ruff check .
	@$(PY) -m mypy
	@$(VENV)/bin/lint-imports --no-cache
	@$(PY) -m pytest

bench: $(READY) ## Run the benchmarks and print their figures
	@set -e; for script in tests/benchmarks/bench_*.py; do printf '\n%s\n' "$$script"; PYTHONPATH=. $(PY) "$$script"; done

extension: $(PACKAGES) ## Check the extension: format, lint, types, tests
	@cd $(EXTENSION); npm run --silent check

# Minutes of searching for secrets are left out: what is packaged was committed, or is vouched for by its hash.
vsix: $(READY) $(PACKAGES) ## Package the extension: `make vsix TARGET=darwin-arm64` for another platform, `universal` without a server
	@set -e; mkdir -p dist; target=$(TARGET); [ -n "$$target" ] || target=$$($(PY) $(EXTENSION)/scripts/bundle.py --here); \
	if [ "$$target" = universal ]; then rm -rf $(EXTENSION)/bundled; option=; \
	else $(PY) $(EXTENSION)/scripts/bundle.py --target "$$target"; option="--target $$target"; fi; \
	SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct 2>/dev/null || echo 946684800); export SOURCE_DATE_EPOCH; \
	cd $(EXTENSION); node_modules/.bin/vsce package --no-dependencies --allow-missing-repository --no-rewrite-relative-links \
		--allow-package-all-secrets --allow-package-env-file $$option --out "../dist/holewright-$$target.vsix"

e2e: vsix ## Try the packaged extension in a real editor: `make e2e ONLY="fill trace" TIMES=10` for some, several times
	@tests/e2e/vscode/install.sh $(E2E)
	@$(EXTENSION)/node_modules/.bin/tsc -p tests/e2e/vscode
	@$(EXTENSION)/node_modules/.bin/prettier --config $(EXTENSION)/.prettierrc.json --log-level warn --check tests/e2e/vscode
	@$(E2E)/node tests/e2e/vscode/run.ts --home $(E2E) --vsix dist/holewright-linux-x64.vsix $(ONLY) $(if $(TIMES),--times $(TIMES)) $(if $(AGAIN),--again)

lock: ## Resolve the dependencies again and write requirements.lock (needs uv and the network)
	uv pip compile --universal --generate-hashes --group dev pyproject.toml --no-header --no-annotate --quiet \
		--output-file requirements.lock $(LOCK_OPTIONS)

clean: ## Remove the environment, caches and build products
	rm -rf $(VENV) $(E2E) dist build $(EXTENSION)/bundled $(EXTENSION)/dist $(EXTENSION)/node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -not -path './node_modules/*' -prune -exec rm -rf {} +

# A registry that does not answer is asked again.
$(PACKAGES): $(EXTENSION)/package-lock.json
	@cd $(EXTENSION); echo "Setting up $(EXTENSION) with npm ..."; \
	for wait in 5 20 0; do npm ci --silent && exit 0; [ $$wait = 0 ] || sleep $$wait; done; \
	echo "holewright: npm cannot install what the extension is built with: see what it says above." >&2; exit 1

# Makes or mends the environment: the first Python that is new enough, then uv if it works, else venv and pip.
$(READY): requirements.lock pyproject.toml
	@set -e; \
	new_enough='import sys; sys.exit(sys.version_info < (3, 11))'; \
	fail() { echo "holewright: $$1" >&2; exit 1; }; \
	if ! $(PY) -c "$$new_enough" 2>/dev/null; then \
		python=; \
		for name in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11; do \
			if "$$name" -c "$$new_enough" 2>/dev/null; then python=$$name; break; fi; \
		done; \
		[ -n "$$python" ] || fail "Python 3.11 or newer is needed, and here is $$(python3 --version 2>/dev/null || echo none): install it, or name one with 'make PYTHON=/path/to/python3'."; \
		rm -rf $(VENV); \
		if uv --version >/dev/null 2>&1; then \
			uv venv --quiet --python "$$(command -v "$$python")" $(VENV); \
		elif "$$python" -c 'import ensurepip, venv' 2>/dev/null; then \
			"$$python" -m venv $(VENV); \
		elif "$$python" -m pip --version >/dev/null 2>&1; then \
			"$$python" -m venv --without-pip $(VENV); \
		else \
			fail "neither uv nor Python's own venv and pip are here: install one of them (on Debian or Ubuntu: 'apt install python3-venv'), then call make again."; \
		fi; \
	fi; \
	if uv --version >/dev/null 2>&1; then \
		echo "Setting up $(VENV) with uv ..."; \
		uv pip sync --quiet --python $(PY) --require-hashes requirements.lock; \
		uv pip install --quiet --python $(PY) --no-deps --no-build-isolation --editable .; \
	else \
		if $(PY) -m pip --version >/dev/null 2>&1 || $(PY) -m ensurepip >/dev/null 2>&1; then pip="$(PY) -m pip"; \
		else \
			for name in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11; do \
				if "$$name" -m pip --version >/dev/null 2>&1; then pip="$$name -m pip --python $(PY)"; break; fi; \
			done; \
			[ -n "$$pip" ] || fail "there is no pip for $(PY): install uv or pip (on Debian or Ubuntu: 'apt install python3-venv'), then call make again."; \
		fi; \
		echo "Setting up $(VENV) with pip ..."; \
		$$pip --quiet --disable-pip-version-check install --require-hashes --requirement requirements.lock; \
		$$pip --quiet --disable-pip-version-check install --no-deps --no-build-isolation --editable .; \
	fi; \
	touch $@
