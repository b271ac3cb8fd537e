# make run: the dashboard on http://127.0.0.1:8501.  make test: all tests.  The other targets are for developers.
PYTHON ?= python3
VENV := .venv
PIP := $(VENV)/bin/python -m pip install --quiet --disable-pip-version-check

.DELETE_ON_ERROR:
.PHONY: run test lint bench faults browser compiler clean

run: $(VENV)/installed
	@$(VENV)/bin/python -m shiensys demo --if-empty
	@$(VENV)/bin/python -m streamlit run app.py

test: $(VENV)/installed-dev browser compiler
	@$(VENV)/bin/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

lint: $(VENV)/installed-dev
	$(VENV)/bin/python -m ruff check .
	$(VENV)/bin/python -m ruff format --check .
	$(VENV)/bin/python -m mypy

bench: $(VENV)/installed-dev browser
	$(VENV)/bin/python -m bench

# Hours: every fault as often as its aim asks for. One of them, or fewer trials: python -m faults kill --trials 100
faults: $(VENV)/installed-dev compiler
	$(VENV)/bin/python -m faults

$(VENV)/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo 'Python 3.11 以上が必要です。新しい Python を入れて、もう一度実行してください(例: make run PYTHON=python3.12)。' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	  || { echo 'Python の仮想環境(venv)がありません。Debian・Ubuntu では apt-get install python3-venv を実行してから、もう一度実行してください。' >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/installed: $(VENV)/made requirements.txt constraints.txt
	@echo '必要なソフトを入れています(初回は数分かかります)…'
	@$(PIP) -r requirements.txt
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed requirements-dev.txt
	@$(PIP) -r requirements-dev.txt
	@touch $@

# Debian's Chromium and a Japanese font, for the tests that look at pages. Where they can't be installed those tests
# skip and say so; with CI set they fail.
browser:
	@missing=; \
	[ -n "$$SHIENSYS_CHROMIUM" ] || command -v chromium >/dev/null || command -v google-chrome >/dev/null \
	  || missing='chromium'; \
	fc-list :lang=ja 2>/dev/null | grep -q . || missing="$$missing fontconfig fonts-noto-cjk"; \
	[ -n "$$missing" ] || exit 0; \
	if [ "$$(id -u)" = 0 ]; then as_root='env'; else as_root='sudo -n env'; fi; \
	{ command -v apt-get && $$as_root true; } >/dev/null 2>&1 \
	  && $$as_root apt-get update -qq \
	  && $$as_root DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $$missing >/dev/null \
	  || echo "$$missing を入れられませんでした。画面の試験はできません。" >&2

# A C compiler for what stands between the program and the disk in the trials of full and failing disks.
compiler:
	@command -v gcc >/dev/null || command -v cc >/dev/null || { \
	if [ "$$(id -u)" = 0 ]; then as_root='env'; else as_root='sudo -n env'; fi; \
	{ command -v apt-get && $$as_root true; } >/dev/null 2>&1 \
	  && $$as_root apt-get update -qq \
	  && $$as_root DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends gcc libc6-dev >/dev/null \
	  || echo 'gcc を入れられませんでした。ディスクの故障の試験はできません。' >&2; }

clean:
	rm -rf $(VENV) faults-found .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
