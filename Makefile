# What people and CI call; the work is done in scripts/. PG=18 takes that version of PostgreSQL; without it, the newest
# that is installed with its headers.
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

.PHONY: help setup install demo clean-demo test test-core test-backend test-client test-all test-packages release-folder deb fuzz soak bench deny

help: ## Shows this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Installs what is missing: PostgreSQL (PG=15 to 18), pg_cron, cargo-pgrx (about ten minutes on a fresh machine)
	@scripts/setup.sh

install: setup ## Builds and installs the extension, and builds the daemon
	@scripts/install.sh

demo: setup ## Shows it all at work in a private cluster
	@scripts/demo.sh

clean-demo: ## Stops the demo and removes its cluster
	@scripts/demo.sh --clean

test: setup ## Runs every test: core, backend, client
	@scripts/test.sh

test-core: setup ## Formatting, lints, algorithms, daemon; starts no PostgreSQL
	@scripts/test.sh core

test-backend: setup ## Tests inside a PostgreSQL backend
	@scripts/test.sh backend

test-client: setup ## Tests from outside: clusters, daemon, SMS and mail servers, the documentation's examples
	@scripts/test.sh client

test-all: ## Runs every test on every version of PostgreSQL, and the packages (about an hour)
	@scripts/setup.sh --all
	@scripts/test.sh --all

release-folder: setup ## Freezes this version: its folder in tests/upgrades, which upgrades are tested from (RELEASE.md)
	@scripts/release-folder.sh

deb: setup ## Makes Debian packages of the extension and the daemon, in target/deb
	@scripts/deb.sh

test-packages: ## Makes packages for Debian 12 and 13, then installs, uses, upgrades and removes them in clean roots
	@scripts/test-packages.sh

fuzz: setup ## Fuzzes each target of the core for so long (SECONDS=60), going on from what it found before
	@scripts/fuzz.sh $(or $(SECONDS),60)

soak: setup ## Everything at once, by dice, for so many rounds of some seconds (ROUNDS=60), verified after each
	@AGENTMON_SOAK_ROUNDS=$(or $(ROUNDS),60) cargo test --locked -p agentmon-tests --test rollups_soak -- --nocapture

bench: ## Measures against what it is compared to, side by side, as ratios (ROWS=1000000)
	@scripts/setup.sh --bench
	@scripts/install.sh
	@benches/run.sh

deny: ## Checks licences, bans and sources of all dependencies; needs cargo-deny
	@command -v cargo-deny >/dev/null || { echo "cargo-deny is missing: cargo install cargo-deny --locked" >&2; exit 1; }
	@cargo deny --workspace check licenses bans sources
