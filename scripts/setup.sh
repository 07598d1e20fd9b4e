#!/usr/bin/env bash
# Brings a Debian 12 that has Rust, gcc and make to where `make install` and `make test` work.
#   scripts/setup.sh           PostgreSQL, pg_cron, cargo-pgrx, a mail server for the tests
#   scripts/setup.sh --bench   also what the benchmarks compare with
# It looks before it acts, so a second run takes a second. It never touches a cluster that exists.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

install_packages() {
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  command -v apt-get >/dev/null || die "no apt-get here; install by hand: ${missing[*]}"
  say "installing packages: ${missing[*]} (about a minute)"

  # Debian makes and starts a cluster with PostgreSQL's first installation. Nobody asked for one, so it is
  # told not to; a machine that has postgresql-common already keeps its own setting.
  local setting=/etc/postgresql-common/createcluster.d/pg-agentmon-setup.conf keep=yes
  if ! dpkg-query -W -f '${Status}' postgresql-common 2>/dev/null | grep -q 'ok installed'; then
    keep=no
    as_root mkdir -p "$(dirname "$setting")"
    echo 'create_main_cluster = false' | as_root tee "$setting" >/dev/null
  fi
  local status=0
  {
    again 4 as_root env DEBIAN_FRONTEND=noninteractive apt-get -q update -o DPkg::Lock::Timeout=300 &&
      again 4 as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y install --no-install-recommends \
        -o DPkg::Lock::Timeout=300 -o Dpkg::Options::=--force-confold "${missing[@]}"
  } >&2 </dev/null || status=$?
  [ "$keep" = yes ] || as_root rm -f "$setting"
  [ "$status" = 0 ] || die "apt-get could not install: ${missing[*]}"
}

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
  local config=${PGRX_HOME:-$HOME/.pgrx}/config.toml label=pg$PG_MAJOR
  grep -qs "^$label *=" "$config" && return 0
  say "telling pgrx about $PG_CONFIG"
  if [ -s "$config" ] && grep -q '^\[configs\]' "$config"; then
    # `cargo pgrx init` would write the file anew and forget the others.
    sed -i "s|^\[configs\].*|&\n$label = \"$PG_CONFIG\"|" "$config"
  else
    cargo pgrx init "--$label" "$PG_CONFIG" </dev/null
  fi
}

command -v cargo >/dev/null || die "cargo is missing: install Rust first, see https://rustup.rs"
packages=(
  "postgresql-$PG_MAJOR" "postgresql-server-dev-$PG_MAJOR" "postgresql-$PG_MAJOR-cron"
  g++ libclang-dev pkg-config python3-aiosmtpd
)
case ${1:-} in
  '') ;;
  --bench) packages+=("postgresql-$PG_MAJOR-tdigest") ;;
  *) die "unknown argument $1" ;;
esac
install_packages "${packages[@]}"
[ -x "$PG_CONFIG" ] || die "there is no $PG_CONFIG"
install_cargo_pgrx
configure_pgrx
say "set up: $("$PG_CONFIG" --version), $(cargo pgrx --version), $(rustc --version | cut -d' ' -f1,2)"
