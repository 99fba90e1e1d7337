# The project's commands. Everything they need they install into .venv/.
PORT ?= 8000
PY := .venv/bin/python
SERVERS := $(PY) -m retraining.servers
export PORT
export UV_PYTHON_DOWNLOADS := never
# Trust what the system trusts: many institutions sit behind a proxy with a certificate of its own.
export UV_SYSTEM_CERTS := true
.PHONY: run setup test check proof bench manage reset screenshots lock browser

run: setup ## the whole thing on http://localhost:$(PORT)
	@$(PY) -m retraining.servers.run

setup: .venv/.complete

.venv/.complete: requirements-dev.lock
	@command -v python3 >/dev/null || { echo "Python 3.11 or newer is needed"; exit 2; }
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed"; exit 2; }
	@echo "Setting up .venv (about 10 seconds with a warm package cache)"
	@test -x $(PY) || python3 -m venv .venv
	@$(PY) -m pip install -q --disable-pip-version-check uv
	@.venv/bin/uv pip install -q --python $(PY) --require-hashes -r requirements-dev.lock
	@touch $@

browser: setup
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || \
	  { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && echo "Installing Chromium" && \
	    apt-get update -qq >/dev/null && apt-get install -y -qq chromium >/dev/null 2>&1; } || \
	  { echo "A Chromium is needed on PATH: install the package chromium (as root: apt-get install chromium)"; exit 2; }

test: browser
	@$(SERVERS) --fast test -- $(PY) -m pytest -n 2 --dist loadgroup -m "not proof" $(ARGS)

proof: browser
	@$(SERVERS) proof -- $(PY) -m pytest -m proof $(ARGS)

check: setup
	@.venv/bin/ruff format --check -q . && .venv/bin/ruff check -q .
	@.venv/bin/lint-imports --no-cache
	@.venv/bin/mypy
	@.venv/bin/djlint templates --lint --quiet
	@$(PY) -m bench.sizes

bench: browser
	@$(SERVERS) bench -- $(PY) -m bench $(ARGS)

manage: setup
	@$(SERVERS) --share run -- $(PY) manage.py $(ARGS)

reset: setup ## throw the data of `make run` away
	@$(PY) -m retraining.servers.reset

screenshots: browser
	@$(SERVERS) --fast screenshots -- $(PY) -m bench.screenshots $(ARGS)

lock: setup ## refresh the locks after editing pyproject.toml
	@.venv/bin/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-annotate --no-header --group dev pyproject.toml -o requirements-dev.lock
	@.venv/bin/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-annotate --no-header --group voice pyproject.toml -o requirements.lock
