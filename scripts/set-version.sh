#!/usr/bin/env bash
# set-version.sh VERSION: makes it the version of the present tree. Cargo.toml is where it stands; what repeats it because
# its reader reads nothing else (Cargo's locks, PGXN's description) is written along.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

version=${1:-}
[[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+(-dev)?$ ]] || die "'$version' is no version: give one such as 0.2.0 or 0.2.1-dev"
old=$(present_version)
sed -i "s/^version = \"$old\"/version = \"$version\"/" Cargo.toml
sed -i "s/\"version\": \"$old\"/\"version\": \"$version\"/" dist/META.json
cargo metadata --quiet --offline --format-version 1 >/dev/null
cargo metadata --quiet --offline --format-version 1 --manifest-path pg_agentmon/core/fuzz/Cargo.toml >/dev/null
say "from $old to $version; CHANGELOG.md wants its heading"
