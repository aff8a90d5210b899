# Netral's front door. `make` alone lists what there is.
#
# Needs Python >= 3.11, make and the package index; everything else comes from uv.lock.

PORT ?= 8000
RESET ?=
BENCH ?=
PYTEST ?=
UV_VERSION := 0.13.9
TOOLS := .tools/uv-$(UV_VERSION)

# The stamp names the place of the clone, because a virtual environment does not survive being moved.
READY := .venv/ready-$(shell pwd | cksum | cut -d ' ' -f 1)
NETRAL := .venv/bin/netral
SYSTEM_PROGRAMS := chromium pdftotext qpdf msgfmt openssl softhsm2-util go nginx systemd-analyze java
SYSTEM_PACKAGES := chromium poppler-utils qpdf gettext openssl softhsm2 golang-go golang-golang-x-mod-dev nginx systemd openjdk-17-jre-headless

export UV_PROJECT_ENVIRONMENT := .venv
export UV_PYTHON_DOWNLOADS := never
# Behind an office's proxy only the machine's own certificates are right.
ifneq ($(wildcard /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt),)
export UV_SYSTEM_CERTS := 1
endif
unexport VIRTUAL_ENV PYTHONHOME PYTHONPATH

.DEFAULT_GOAL := help
.PHONY: help setup demo check test nightly bench system-packages clean

help:  ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

setup: $(READY)  ## Build .venv from uv.lock

demo: $(READY)  ## Serve the whole story with made-up people (PORT=8000; RESET=1 starts over)
	@exec $(NETRAL) demo --port $(PORT) $(if $(filter-out 0 no,$(RESET)),--reset)

check: $(READY) system-packages  ## Everything that can be judged without running it: style, types, imports, templates, dependencies
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	PYTHONPATH=src:. .venv/bin/lint-imports
	.venv/bin/djlint --lint src
	.venv/bin/deptry .
	$(NETRAL) manage makemigrations --check --dry-run
	$(NETRAL) translations check
	$(NETRAL) forms validate --shipped

test: $(READY) system-packages  ## Run the tests (PYTEST="..." adds arguments)
	$(NETRAL) database start
	.venv/bin/pytest -n 2 $(PYTEST)

nightly: $(READY) system-packages  ## Look for hours for an example that breaks a property
	$(NETRAL) database start
	.venv/bin/pytest -n 2 --hypothesis-profile=nightly tests/engines tests/apps $(PYTEST)

bench: $(READY)  ## Measure (BENCH=name)
	$(NETRAL) bench $(BENCH)

clean:  ## Remove what was built; the data stay
	rm -rf .venv .tools .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis .coverage htmlcov build dist

# RUNLEVEL=1 keeps Debian from starting a server that the tests start themselves, on a port of their own.
system-packages:
	@PATH="$$PATH:/usr/sbin"; missing=; for program in $(SYSTEM_PROGRAMS); do command -v $$program >/dev/null || missing="$$missing $$program"; done; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $(SYSTEM_PACKAGES); \
	else \
		echo "The tests need these programs, which are missing:$$missing." >&2; \
		echo "Install them: sudo apt-get install $(SYSTEM_PACKAGES)" >&2; exit 1; \
	fi

$(READY): uv.lock pyproject.toml Makefile
	@set -e; \
	for name in python3.13 python3.12 python3.11 python3.14 python3 python; do \
		if $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then python=$$name; break; fi; \
	done; \
	if [ -z "$$python" ]; then echo "Netral needs Python 3.11 or newer: install it and run this again." >&2; exit 1; fi; \
	if uv --version >/dev/null 2>&1; then uv=uv; else \
		uv=$(TOOLS)/bin/uv; \
		[ -x $$uv ] || $$python -m pip install --quiet --target $(TOOLS) uv==$(UV_VERSION) 2>/dev/null || { \
			$$python -m venv $(TOOLS) && $(TOOLS)/bin/python -m pip install --quiet uv==$(UV_VERSION); } || { \
			rm -rf $(TOOLS); \
			echo "uv could not be installed: is the package index reachable, and is pip there (apt-get install python3-pip)?" >&2; \
			exit 1; }; \
	fi; \
	if [ ! -e $@ ] && ls .venv/ready-* >/dev/null 2>&1; then rm -rf .venv; fi; \
	$$uv sync --frozen --compile-bytecode --python "$$($$python -c 'import sys; print(sys.executable)')"; \
	.venv/bin/python -m compileall -q src/netral; \
	touch $@
