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

# The tests open the pages in Chromium with Japanese fonts; Java runs epubcheck, LibreOffice opens the tables.
# Without root, what is missing is said; only the browser and the font are indispensable.
system:
	@missing=""; \
	command -v chromium >/dev/null || missing="$$missing chromium"; \
	fc-list :lang=ja 2>/dev/null | grep -q . || missing="$$missing fonts-noto-cjk fontconfig"; \
	command -v java >/dev/null || missing="$$missing default-jre-headless"; \
	command -v soffice >/dev/null || missing="$$missing libreoffice-calc-nogui"; \
	if [ -z "$$missing" ]; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		mkdir -p /usr/share/man/man1; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
			$$missing >/dev/null; \
	else \
		echo "Some tests need more programs: sudo apt-get install$$missing" >&2; \
		case "$$missing" in *chromium*|*fonts*) exit 1;; *) echo "Tests of e-books and tables are skipped." >&2;; esac; \
	fi

clean:
	rm -rf $(VENV) site dist
