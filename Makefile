PYTHON ?= python3

venv := .venv
bin := $(venv)/bin
install := PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt \
	$(bin)/python -m pip install --quiet --disable-pip-version-check

.PHONY: help demo test setup bench acceptance lock clean
.NOTPARALLEL:

help:
	@echo 'make demo    set everything up, then render every sample to build/demo/'
	@echo 'make test    set everything up, then check style, types, layers and behaviour'
	@echo 'make setup   set everything up: system libraries, virtual environment, carbondocs and its tools'
	@echo 'make bench   measure carbondocs beside plain WeasyPrint and docxtpl with LibreOffice'
	@echo 'make acceptance  work off 3,000 labels and 200 certificates with wrong rows, killed five times on the way'
	@echo 'make lock    pin the newest dependencies in constraints.txt'
	@echo 'make clean   remove the virtual environment and everything that was built'
	@echo 'PYTHON=...   the Python to set up with, 3.11 or later (now: $(PYTHON))'

demo: $(venv)/.installed
	$(bin)/python scripts/demo.py

test: $(venv)/.installed-dev
	$(bin)/ruff check
	$(bin)/ruff format --check
	$(bin)/mypy
	$(bin)/lint-imports
	$(bin)/python -m pytest --numprocesses logical --dist loadfile

setup: $(venv)/.installed-dev

bench: $(venv)/.installed-dev
	$(bin)/python benchmarks/certificates.py
	$(bin)/python benchmarks/labels.py
	$(bin)/python benchmarks/batch.py --count 200
	$(bin)/python benchmarks/reports.py

acceptance: $(venv)/.installed-dev
	$(bin)/python benchmarks/acceptance.py
	$(bin)/python benchmarks/acceptance.py --kind cfp-certificate --count 200

lock: $(venv)/.created
	rm -rf build/lock
	mkdir -p build
	$(bin)/python -m venv build/lock
	build/lock/bin/python -m pip install --quiet --disable-pip-version-check '.[dev]'
	echo '# Every package that carbondocs runs, is tested and is built with. Made by: make lock' > build/lock/constraints.txt
	build/lock/bin/python -m pip freeze --exclude carbondocs >> build/lock/constraints.txt
	mv build/lock/constraints.txt constraints.txt
	rm -rf build/lock

clean:
	rm -rf $(venv) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -prune -exec rm -rf {} +

# The stamps in the virtual environment say what is installed there; they are made anew when a prerequisite changes.
$(venv)/.installed: $(venv)/.created pyproject.toml constraints.txt
	@echo 'Installing carbondocs in $(venv)'
	@$(install) --editable .
	@touch $@

$(venv)/.installed-dev: $(venv)/.installed
	@echo 'Installing the tools for tests in $(venv)'
	@$(install) --editable '.[dev]'
	@touch $@

$(venv)/.created: scripts/system_libraries.sh
	@command -v $(PYTHON) >/dev/null || { echo 'Python 3.11 or later is needed; $(PYTHON) is not found' >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python 3.11 or later is needed; $(PYTHON) is $$($(PYTHON) -V). Name another: make PYTHON=python3.11" >&2; exit 1; }
	@scripts/system_libraries.sh $(PYTHON)
	@$(PYTHON) -m venv $(venv)
	@touch $@
