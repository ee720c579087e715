# make demo: build the sample pages    make test: run the tests    make check: what CI runs
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test check lint lint-pages pages node system golden clean

demo: $(VENV)/.installed
	$(BIN)/taiyaku build seeds -o site
	@echo
	@echo "The sample pages are in $(CURDIR)/site: open file://$(CURDIR)/site/index.html"

test: $(VENV)/.installed-dev system
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory node; fi
	$(BIN)/python -m pytest

check: lint test

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/mypy recipes
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory lint-pages; \
	else echo "npm is not here: the pages' scripts are not checked" >&2; fi

# The scripts and styles in templates/assets/: types, rules, unit tests. What checks them is pinned in tests/node/.
lint-pages: node
	cd tests/node && npx --no-install tsc -p tsconfig.json && npx --no-install tsc -p tsconfig.library.json \
		&& npx --no-install tsc -p tsconfig.worker.json && npx --no-install biome lint --config-path=. --error-on-warnings ../../templates/assets
	node --test tests/node/

# Pages carry templates/assets/ in a small form: run this after every change there, and commit what it writes.
pages: $(VENV)/.installed node
	$(BIN)/python recipes/page_assets.py

node: tests/node/node_modules/.installed

tests/node/node_modules/.installed: tests/node/package.json tests/node/package-lock.json
	cd tests/node && npm ci --silent --no-audit --no-fund
	touch $@

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

# The tests open the pages in Chromium with Japanese fonts; Java runs epubcheck, LibreOffice opens the tables, Firefox the
# study page, and a virtual screen with its keyboard (Xvfb, xdotool) shows Chromium's find bar.
# Without root, what is missing is said; only Chromium and the font are indispensable.
system:
	@missing=""; \
	command -v chromium >/dev/null || missing="$$missing chromium"; \
	fc-list :lang=ja 2>/dev/null | grep -q . || missing="$$missing fonts-noto-cjk fontconfig"; \
	command -v java >/dev/null || missing="$$missing default-jre-headless"; \
	command -v soffice >/dev/null || missing="$$missing libreoffice-calc-nogui"; \
	command -v pdftoppm >/dev/null || missing="$$missing poppler-utils"; \
	command -v xdotool >/dev/null || missing="$$missing xdotool"; \
	command -v Xvfb >/dev/null || missing="$$missing xvfb"; \
	command -v firefox-esr >/dev/null || command -v firefox >/dev/null || missing="$$missing firefox-esr"; \
	if [ -z "$$missing" ]; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		mkdir -p /usr/share/man/man1; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
			$$missing >/dev/null; \
	else \
		echo "Some tests need more programs: sudo apt-get install$$missing" >&2; \
		case "$$missing" in *chromium*|*fonts*) exit 1;; *) echo "The tests that need them are skipped." >&2;; esac; \
	fi

clean:
	rm -rf $(VENV) site dist
