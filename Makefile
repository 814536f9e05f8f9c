# The commands of this project; `make help` lists them.

PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
VENV := .venv/bin
WITH_SERVERS := $(VENV)/python -m tracker.local with
# What `check --deploy` looks at: a site as the operator's guide sets it up.
AS_DEPLOYED := SITE_URL=https://siaga.example ALLOWED_HOSTS=siaga.example BEHIND_PROXY=true DEBUG=false

# A run is many Python processes: compiled once, each starts in half the time.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run test check check-with-servers lock messages packages test-packages python

help:  ## list the commands
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

run: packages  ## install what is missing and start everything: make run [PORT=8000] [BIND=127.0.0.1]
	@$(VENV)/python -m tracker.local up

test: test-packages  ## run the whole suite: make test [ARGS="tests/review -k publish"]
	@$(WITH_SERVERS) $(VENV)/pytest -n 3 --dist loadgroup $(ARGS)

check: test-packages  ## lint, types, layers, migrations, deployment settings, contracts
	$(VENV)/ruff check .
	$(VENV)/ruff format --check .
	$(VENV)/mypy .
	$(VENV)/lint-imports
	@$(WITH_SERVERS) $(MAKE) --no-print-directory check-with-servers

check-with-servers:
	$(VENV)/python manage.py makemigrations --check --dry-run
	$(AS_DEPLOYED) $(VENV)/python manage.py check --deploy --fail-level WARNING
	$(VENV)/pytest -q tests/contract

lock: test-packages  ## compile the pinned requirement files from pyproject.toml
	$(VENV)/uv pip compile pyproject.toml --universal --python-version 3.11 --no-emit-index-url --no-annotate -o requirements.txt $(ARGS)
	$(VENV)/uv pip compile pyproject.toml --universal --python-version 3.11 --extra dev --no-emit-index-url --no-annotate -c requirements.txt -o tests/requirements.txt $(ARGS)
	$(VENV)/uv pip compile pyproject.toml --universal --python-version 3.11 --extra fitting --no-emit-index-url --no-annotate -c tests/requirements.txt -o incidents/extraction/training/requirements.txt $(ARGS)

messages: test-packages  ## collect the texts to translate and compile the catalogues (needs gettext)
	$(VENV)/python manage.py makemessages --locale id --no-wrap --no-obsolete
	$(VENV)/python manage.py compilemessages

packages: python
	@$(PYTHON) tracker/local/install.py requirements.txt

test-packages: python
	@$(PYTHON) tracker/local/install.py tests/requirements.txt

python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed, and none was found; PYTHON=/path/to/python names one." >&2; exit 2; }
