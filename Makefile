# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Everything below works with paths relative to this folder, so that the folder may lie anywhere and be called anything.
# Everything it makes stays in .venv and .cache.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

UV_VERSION := 0.13.9
STAMP := .cache/stamps/setup
RELEASE_STAMP := .cache/stamps/release
SITE_STAMP := .cache/stamps/site
LOCK := python -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header

# The newest Python that really answers: a name on PATH may be a stub that only complains.
PYTHON ?= $(shell for name in python3.14 python3.13 python3.12 python3.11 python3; do \
	"$$name" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null \
	&& echo "$$name" && break; done)

# Tools keep their settings and caches here, not in the home of whoever runs them.
IN_REPO := export HOME="$$PWD/.cache/home" PATH="$$PWD/.venv/bin:$$PATH" \
	ANSIBLE_HOME="$$PWD/.cache/home/.ansible" ANSIBLE_LOCAL_TEMP="$$PWD/.cache/home/.ansible/tmp" \
	ANSIBLE_REMOTE_TEMP="$$PWD/.cache/home/.ansible/tmp" ANSIBLE_CONFIG="$$PWD/ansible.cfg" \
	ANSIBLE_COLLECTIONS_PATH="$$PWD/.cache/link" XDG_CACHE_HOME="$$PWD/.cache/home/.cache" \
	XDG_CONFIG_HOME="$$PWD/.cache/home/.config" UV_CACHE_DIR="$$PWD/.cache/uv" PIP_CACHE_DIR="$$PWD/.cache/pip" \
	HYPOTHESIS_STORAGE_DIRECTORY="$$PWD/.cache/hypothesis" RUFF_CACHE_DIR="$$PWD/.cache/ruff" \
	MYPY_CACHE_DIR="$$PWD/.cache/mypy" PIP_DISABLE_PIP_VERSION_CHECK=1 \
	LC_ALL=C.UTF-8 ANSIBLE_NOCOWS=1;

.PHONY: help
help: ## Show all targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' Makefile | while IFS="$$(printf '\t')" read -r name text; do \
		printf '  make %-12s %s\n' "$$name" "$$text"; done

.PHONY: setup
setup: $(STAMP) ## Install everything for demo and tests into this directory

$(STAMP): requirements-uv.txt requirements-dev.txt Makefile
	@test -n "$(PYTHON)" || { echo "Python 3.11, 3.12, 3.13 or 3.14 is needed; name one with PYTHON=..."; exit 1; }
	@mkdir -p .cache/home .cache/stamps .cache/link/ansible_collections/community
	@echo "Installing ansible-core, requests and the tools for tests into .venv, once: see requirements-dev.txt"
	"$(PYTHON)" -m venv --clear .venv
	@$(IN_REPO) .venv/bin/python -m pip install --quiet --no-deps --require-hashes -r requirements-uv.txt
	@$(IN_REPO) .venv/bin/python -m uv pip install --quiet --compile-bytecode --python .venv/bin/python \
		--require-hashes -r requirements-dev.txt
	@ln -sfn ../../../.. .cache/link/ansible_collections/community/bigpanda
	@touch $@

.PHONY: demo
demo: setup ## Onboard two organizations against the simulator, step by step
	@$(IN_REPO) .venv/bin/python examples/demo.py

.PHONY: test
test: setup ## Run all tests on the current Python
	@$(IN_REPO) python tests/ansible_test/side_by_side.py \
		"$(MAKE) sanity" integration "$(MAKE) molecule" "$(MAKE) lint" "$(MAKE) unit"
	@echo "All tests passed."

.PHONY: test-all
test-all: setup ## Run sanity, unit and integration tests on every supported ansible-core and Python (CORE=2.16, ON=3.11 for one)
	@$(IN_REPO) .venv/bin/python tests/ansible_test/matrix.py $(if $(CORE),--core $(CORE)) $(if $(ON),--python $(ON))

.PHONY: lint
lint: setup ## Check style, types, collection rules, changelog, documentation and plain English
	@$(IN_REPO) ruff check . && ruff format --check .
	@$(IN_REPO) mypy
	@$(IN_REPO) vermin --quiet --no-tips -t=3.9- --violations --eval-annotations plugins/modules plugins/module_utils
	@$(IN_REPO) ansible-lint --offline --profile production
	@$(IN_REPO) antsibull-changelog lint
	@$(IN_REPO) antsibull-docs lint-collection-docs --plugin-docs --validate-collection-refs=self \
		--disallow-unknown-collection-refs .
	@$(IN_REPO) cd tests && python -m prose

# Half of the time of sanity. Style and types of these are part of lint, and test-all includes them.
NOT_SHIPPED := $(addprefix tests/,benchmark/ documentation/ mutants/ new_resource/ prose/ simulator/ unit/)

.PHONY: sanity
sanity: setup ## Run ansible-test sanity on what ships, also on the output of new-resource
	@rm -rf .cache/skeletons
	@$(IN_REPO) python tests/new_resource --others-into .cache/skeletons
	@$(IN_REPO) WITH=.cache/skeletons tests/ansible_test/run.sh sanity --local $(addprefix --exclude ,$(NOT_SHIPPED))

# More processes than most machines have cores: half of the time of a test that sends is spent waiting.
.PHONY: unit
unit: setup ## Run unit, property, architecture and HTTP tests
	@$(IN_REPO) python -m pytest --quiet --numprocesses 4 --dist worksteal

.PHONY: integration
integration: setup ## Run playbooks against the simulator (TARGET=name for one)
	@$(IN_REPO) $(if $(TARGET),tests/ansible_test/run.sh integration --local $(TARGET),python tests/ansible_test/side_by_side.py)

.PHONY: molecule
molecule: setup ## Run a scenario for each role, with its idempotence step
	@$(IN_REPO) rm -rf "$$ANSIBLE_LOCAL_TEMP"/molecule.*; cd extensions && molecule --base-config molecule/config.yml test --all </dev/null

SIZE ?= 200

.PHONY: mutants
mutants: setup ## Modify the engine in many places and show what no test detects (SIZE=, SEED=, FILES=http/client.py)
	@$(IN_REPO) python tests/mutants --size $(SIZE) $(if $(SEED),--seed $(SEED)) $(if $(FILES),$(FILES),--write)

.PHONY: benchmark
benchmark: setup ## Measure performance, compared with a reference in the same run
	@$(IN_REPO) python tests/benchmark

.PHONY: documentation
documentation: setup ## Generate the parts of the documentation that follow from contract, modules and imports
	@$(IN_REPO) python tests/documentation

# Environments of their own, for what the tests do not need.
$(SITE_STAMP) $(RELEASE_STAMP): .cache/stamps/%: $(STAMP) requirements-%.txt
	@$(IN_REPO) python -m uv venv --quiet --clear --python .venv/bin/python .cache/venv/$*
	@$(IN_REPO) python -m uv pip install --quiet --compile-bytecode --require-hashes \
		--python .cache/venv/$*/bin/python -r requirements-$*.txt
	@touch $@

.PHONY: docs
docs: $(SITE_STAMP) ## Build the documentation as a site in .cache/site, and check its links
	@$(IN_REPO) python tests/website

.PHONY: new-resource
new-resource: setup ## Write the skeletons of a new resource (NAME=alert_filter)
	@$(IN_REPO) python tests/new_resource "$(NAME)"

.PHONY: lock
lock: setup ## Update the locked requirements, with a hash of every package
	@$(IN_REPO) $(LOCK) requirements-dev.in -o requirements-dev.txt
	@$(IN_REPO) $(LOCK) requirements-release.in -o requirements-release.txt
	@$(IN_REPO) $(LOCK) requirements-site.in -o requirements-site.txt
	@$(IN_REPO) echo "uv==$(UV_VERSION)" | $(LOCK) --no-annotate - -o requirements-uv.txt

.PHONY: build
build: setup ## Build the collection archive in .cache/dist
	@$(IN_REPO) ansible-galaxy collection build --output-path .cache/dist --force

.PHONY: awx
awx: setup ## Run each job template and workflow of the role awx_setup as AWX does, against the simulator
	@$(IN_REPO) python tests/awx

.PHONY: image
image: setup ## Build an image of an environment with buildah (KIND=decision, BASE=image, BASE_PYTHON=path, PACKAGE_MANAGER=path)
	@$(IN_REPO) python tests/image $(if $(KIND),--kind $(KIND)) $(if $(BASE),--base $(BASE)) \
		$(if $(BASE_PYTHON),--python $(BASE_PYTHON)) $(if $(PACKAGE_MANAGER),--package-manager $(PACKAGE_MANAGER))

.PHONY: release
release: $(RELEASE_STAMP) ## Write the changelog, build the archive, check it as Galaxy does, install it and run the demo from it
	@$(IN_REPO) python tests/release

.PHONY: clean
clean: ## Remove everything that was installed or built
	rm -rf .venv .cache .hypothesis tests/output
