# Private clusters for the demo and the benchmarks; sourced after lib.sh.
# shellcheck shell=bash

bin=$("$PG_CONFIG" --bindir)

# as_pg COMMAND…: as the user whom PostgreSQL runs as, who may not be able to enter the current directory.
as_pg() {
  if [ "$(id -u)" = 0 ]; then (cd / && exec runuser -u postgres -- "$@"); else (cd / && exec "$@"); fi
}

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

# cluster_start DIR [SETTING=VALUE…]: makes and starts a cluster below DIR, reachable through its socket there and on
# 127.0.0.1, by the user postgres without a password. Nobody else's cluster is touched.
cluster_start() {
  local dir=$1 port
  shift
  port=$(free_port)
  as_pg mkdir -p "$dir/data"
  as_pg "$bin/initdb" -D "$dir/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
  {
    printf "port = %s\nlisten_addresses = '127.0.0.1'\nunix_socket_directories = '%s'\ntimezone = 'UTC'\n" "$port" "$dir"
    [ $# -eq 0 ] || printf '%s\n' "$@"
  } | as_pg tee -a "$dir/data/postgresql.conf" >/dev/null
  echo "$port" | as_pg tee "$dir/port" >/dev/null
  as_pg "$bin/pg_ctl" -D "$dir/data" -l "$dir/postgresql.log" -w start >/dev/null ||
    { as_pg tail -n 20 "$dir/postgresql.log" >&2; die "the private cluster did not start"; }
}

# cluster_stop DIR: stops it if it runs, and removes it.
cluster_stop() {
  [ -d "$1/data" ] || return 0
  as_pg "$bin/pg_ctl" -D "$1/data" -m immediate -w stop >/dev/null 2>&1 || true
  rm -rf "$1"
}

