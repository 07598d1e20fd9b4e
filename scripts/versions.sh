# Which PostgreSQL is meant; sourced by lib.sh.
# shellcheck shell=bash

# Servers that are there for tests alone; servers.sh fetches them. Open to the user whom PostgreSQL runs as.
servers=${AGENTMON_SERVERS:-/usr/local/lib/pg-agentmon}

# versions [TESTS]: the majors that are supported, oldest first; only those whose tests are of this kind.
versions() { awk -v tests="${1:-}" '!/^#/ && NF == 3 && (tests == "" || $2 == tests) { print $1 }' "$top/scripts/postgresql-versions"; }

# server_source MAJOR: where a server for tests comes from, such as "debian:trixie".
server_source() { awk -v major="$1" '$1 == major { print $3 }' "$top/scripts/postgresql-versions"; }

is_supported() { versions | grep -qx "$1"; }

major_of() { "$1" --version 2>/dev/null | sed -n 's/^PostgreSQL \([0-9]*\).*/\1/p'; }

has_headers() { [ -x "$1" ] && [ -f "$("$1" --includedir-server)/postgres.h" ]; }

# installed_server MAJOR: the pg_config of the machine's own server of that version, if it has its headers.
installed_server() {
  local found
  for found in "/usr/lib/postgresql/$1/bin/pg_config" "$(command -v pg_config || true)"; do
    [ -n "$found" ] && [ "$(major_of "$found")" = "$1" ] && has_headers "$found" || continue
    # Debian's client programs may be there without a server.
    [ -x "$("$found" --bindir)/postgres" ] || continue
    echo "$found"
    return 0
  done
  return 1
}

# any_server MAJOR: the same, else the one that is there for tests.
any_server() {
  local found=$servers/$1/bin/pg_config
  installed_server "$1" && return 0
  [ "$(major_of "$found")" = "$1" ] && has_headers "$found" && realpath "$found"
}

# older_servers: the pg_config of each older server than PG_CONFIG's that has the extension of this version, oldest first.
older_servers() {
  local major found version
  version=$(present_version)
  for major in $(versions); do
    [ "$major" -lt "$PG_MAJOR" ] || break
    for found in "${AGENTMON_OLDER_PG_CONFIG:-}" "$(any_server "$major" || true)"; do
      [ "$(major_of "$found")" = "$major" ] || continue
      [ -f "$("$found" --sharedir)/extension/pg_agentmon--$version.sql" ] || continue
      echo "$found"
      break
    done
  done
}

# marks_columns PG_CONFIG: whether that server puts a mark of its own on each column, as releases of late 2026 do.
marks_columns() { grep -q -a pg_attver "$("$1" --bindir)/postgres"; }

# older_server [upgrade]: the oldest of them; for pg_upgrade one of whose columns the newer server knows the marks.
older_server() {
  local found
  for found in $(older_servers); do
    [ "${1:-}" != upgrade ] || ! marks_columns "$found" || marks_columns "$PG_CONFIG" || continue
    echo "$found"
    return 0
  done
  return 1
}

newest_installed() {
  local major
  for major in $(versions | tac); do
    installed_server "$major" >/dev/null && { echo "$major"; return 0; }
  done
  return 1
}

# use_server [MAJOR]: sets PG_MAJOR and PG_CONFIG to a server of that version; without one to what PG_CONFIG names,
# else to the newest that this machine has with its headers. PG_CONFIG stays empty where there is none yet.
use_server() {
  local wanted=${1:-} named=${NAMED_PG_CONFIG:-} list
  list=$(versions | paste -sd ' ')
  [ -z "$wanted" ] || is_supported "$wanted" || die "there is no support for PostgreSQL '$wanted'; PG is one of: $list"
  if [ -n "$named" ] && { [ -z "$wanted" ] || [ "$(major_of "$named")" = "$wanted" ]; }; then
    [ -x "$named" ] || die "PG_CONFIG names $named, which is no program here"
    PG_MAJOR=$(major_of "$named")
    is_supported "$PG_MAJOR" || die "$named is of PostgreSQL $PG_MAJOR; supported are: $list"
    PG_CONFIG=$named
  else
    PG_MAJOR=${wanted:-$(newest_installed || true)}
    PG_CONFIG=$([ -z "$PG_MAJOR" ] || any_server "$PG_MAJOR" || true)
  fi
  export PG_CONFIG
}

# need_server: for what cannot go on without one.
need_server() {
  [ -n "$PG_CONFIG" ] && return 0
  [ -z "$PG_MAJOR" ] || die "there is no PostgreSQL $PG_MAJOR with its headers here: make setup PG=$PG_MAJOR"
  die "there is no PostgreSQL with its headers here: make setup"
}

# has_extension NAME: whether that server can CREATE EXTENSION it.
has_extension() { [ -f "$("$PG_CONFIG" --sharedir)/extension/$1.control" ]; }
