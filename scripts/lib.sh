# Shared by the scripts of this directory; sourced, never run.
# shellcheck shell=bash

# The shell that sources this file stops at the first error and at an unset variable.
set -euo pipefail

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$top"

# rustup's installer leaves cargo here; a shell that was open before does not know it yet.
case ":$PATH:" in *":$HOME/.cargo/bin:"*) ;; *) PATH=$HOME/.cargo/bin:$PATH ;; esac

# A relative one would mean another directory for each package that cargo is started in.
if [ -n "${CARGO_TARGET_DIR:-}" ]; then
  case $CARGO_TARGET_DIR in /*) ;; *) CARGO_TARGET_DIR=$top/$CARGO_TARGET_DIR ;; esac
  export CARGO_TARGET_DIR
fi
# What cargo-pgrx builds, it builds with flags of its own; in one directory with the rest, each would build what both
# need anew after the other.
pgrx_target=${CARGO_TARGET_DIR:-$top/target}/pgrx
export CARGO_NET_RETRY=${CARGO_NET_RETRY:-10}

# say WHAT: a line of progress, on stderr so that standard output stays the program's own.
say() { printf '==> %s\n' "$*" >&2; }

die() { printf '%s: %s\n' "$(basename "$0")" "$*" >&2; exit 1; }

# as_root COMMAND…: runs it with root's rights, by sudo where we are somebody else.
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null; then sudo "$@"
  else die "'$1' needs root: run this as root, or install sudo"
  fi
}

# again TIMES COMMAND…: registries and mirrors have bad moments.
again() {
  local left=$1 pause=2
  shift
  until "$@"; do
    left=$((left - 1))
    [ "$left" -gt 0 ] || return 1
    say "that failed; trying again in $pause s"
    sleep "$pause"
    pause=$((pause * 2))
  done
}

# The user whom PostgreSQL runs as: it refuses root.
pg_user() { if [ "$(id -u)" = 0 ]; then echo postgres; else id -un; fi; }

# version_of CRATE: the version pinned in Cargo.toml, the one source of it.
version_of() { sed -n "s/^$1 = .*\"=\\([0-9][0-9.]*\\)\".*/\\1/p" Cargo.toml | head -n 1; }

# present_version: that of this tree.
present_version() { sed -n 's/^version = "\(.*\)"/\1/p' "$top/Cargo.toml" | head -n 1; }

# shellcheck source=scripts/versions.sh
. scripts/versions.sh
NAMED_PG_CONFIG=${PG_CONFIG:-}
[ -z "${PG:-}" ] || [ -z "$NAMED_PG_CONFIG" ] || [ "$(major_of "$NAMED_PG_CONFIG")" = "$PG" ] ||
  die "PG=$PG and PG_CONFIG=$NAMED_PG_CONFIG contradict each other: leave one of them away"
use_server "${PG:-}"
