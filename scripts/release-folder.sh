#!/usr/bin/env bash
# Makes tests/upgrades/VERSION of the present tree: what upgrades to later versions are tested from. It holds the
# installation script, a dump of a filled database, and the sums of these and of the migrations, which are frozen by
# that. Says what is left to do. Wants the oldest PostgreSQL: newer ones restore its dumps, and not the other way round.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

version=$(present_version)
folder=tests/upgrades/$version
case $version in *-*) die "version $version is no release: set it in Cargo.toml first" ;; esac
[ ! -e "$folder" ] || die "$folder is there already: what was released stays as it is"
grep -q "^## $version" CHANGELOG.md || die "CHANGELOG.md has no heading '## $version'"
use_server "$(versions | head -n 1)"
need_server
scripts/install.sh
AGENTMON_RELEASE=$version cargo test --locked -p agentmon-tests --test upgrades a_folder_ </dev/null
[ -f "$folder/frozen.sha256" ] || die "no folder was made"
scripts/lint.sh
say "made $folder ($(du -sh "$folder" | cut -f1)); commit it, tag v$version, and go on with RELEASE.md"
