#!/usr/bin/env bash
# Brings a Debian that has Rust, gcc and make to where `make install` and `make test` work, for the PostgreSQL that PG
# names (15 to 18), else for the newest that is installed with its headers, else for the one of this Debian.
#   scripts/setup.sh           PostgreSQL, pg_cron where there is one, cargo-pgrx, a mail server for the tests
#   scripts/setup.sh --bench   also what the benchmarks compare with
#   scripts/setup.sh --all     every version of scripts/postgresql-versions
# It looks before it acts, so a second run takes a second. It never touches a cluster that exists.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
. scripts/packages.sh
. scripts/servers.sh

install_cargo_pgrx() {
  local version
  version=$(version_of pgrx)
  [ -n "$version" ] || die "found no exact version of pgrx in Cargo.toml"
  [ "$(cargo pgrx --version 2>/dev/null)" = "cargo-pgrx $version" ] && return 0
  say "building cargo-pgrx $version (five to ten minutes on two cores)"
  # Not into the project's target directory: nothing there would be used again.
  (unset CARGO_TARGET_DIR && again 3 cargo install cargo-pgrx --version "=$version" --locked --force </dev/null) ||
    die "cargo could not install cargo-pgrx $version"
}

# pgrx keeps the list of the PostgreSQLs it knows; a version that is in it already stays as it is.
configure_pgrx() {
  local config=${PGRX_HOME:-$HOME/.pgrx}/config.toml label=pg$PG_MAJOR known
  known=$(sed -n "s/^$label *= *\"\(.*\)\".*/\1/p" "$config" 2>/dev/null || true)
  # One that has been removed since is of no use to anybody.
  [ ! -x "$known" ] || return 0
  say "telling pgrx about $PG_CONFIG"
  if [ -n "$known" ]; then
    sed -i "s|^$label *=.*|$label = \"$PG_CONFIG\"|" "$config"
  elif [ -s "$config" ] && grep -q '^\[configs\]' "$config"; then
    # `cargo pgrx init` would write the file anew and forget the others.
    sed -i "s|^\[configs\].*|&\n$label = \"$PG_CONFIG\"|" "$config"
  else
    cargo pgrx init "--$label" "$PG_CONFIG" </dev/null
  fi
}

command -v cargo >/dev/null || die "cargo is missing: install Rust first, see https://rustup.rs"
# libssl-dev: for cargo-pgrx, which is built before there is a server whose packages would bring it.
# For the core tier: shellcheck, codespell.
packages=(codespell g++ libclang-dev libssl-dev pkg-config python3 python3-aiosmtpd shellcheck)
wanted=()
for argument in "$@"; do
  case $argument in
    --all) mapfile -t wanted < <(versions) ;;
    --bench) bench=yes ;;
    *) die "unknown argument $argument" ;;
  esac
done
install_packages "${packages[@]}"
install_cargo_pgrx
if [ ${#wanted[@]} -eq 0 ]; then
  wanted=("${PG_MAJOR:-$(own_version || die "this machine's packages have no PostgreSQL that is supported: say which, such as PG=18")}")
fi
for major in "${wanted[@]}"; do
  bring_server "$major"
  [ -z "${bench:-}" ] || install_packages "postgresql-$major-tdigest"
  configure_pgrx
  say "set up: $("$PG_CONFIG" --version), $(cargo pgrx --version), $(rustc --version | cut -d' ' -f1,2)"
done
