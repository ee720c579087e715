# make demo: build the sample pages    make test: run the tests    make check: what CI runs
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test check lint system golden clean

demo: $(VENV)/.installed
	$(BIN)/taiyaku build seeds -o site
	@echo
	@echo "The sample pages are in $(CURDIR)/site: open file://$(CURDIR)/site/index.html"

test: $(VENV)/.installed-dev system
	$(BIN)/python -m pytest

check: lint test

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/mypy recipes

# Golden documents are rewritten only by this; read the diff.
golden: $(VENV)/.installed-dev
	$(BIN)/python -m pytest tests/test_golden.py --update-golden

$(VENV)/.installed: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

# The tests open the pages in Chromium with Japanese fonts.
system:
	@if command -v chromium >/dev/null && fc-list :lang=ja 2>/dev/null | grep -q .; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
			chromium fonts-noto-cjk fontconfig >/dev/null; \
	else \
		echo "The tests need Chromium and a Japanese font: sudo apt-get install chromium fonts-noto-cjk" >&2; exit 1; \
	fi

clean:
	rm -rf $(VENV) site dist
