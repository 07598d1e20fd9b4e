#!/usr/bin/env bash
# Measures, side by side in one run, as ratios. ROWS says how many metric rows (default 1000000), PARTS which parts
# (all of them; each needs those before it); needs the extension installed.
. "$(dirname "${BASH_SOURCE[0]}")/../scripts/lib.sh"
need_server
. scripts/cluster.sh

rows=${ROWS:-1000000}
dir=$(mktemp -d /var/tmp/agentmon-bench-XXXXXX)
[ "$(id -u)" != 0 ] || chown postgres "$dir"
chmod 755 "$dir"
trap 'cluster_stop "$dir"' EXIT

[ -f "$("$PG_CONFIG" --sharedir)/extension/pg_agentmon.control" ] || die "the extension is not installed: make install"
say "a private PostgreSQL, one core unless said otherwise, $rows metric rows"
cluster_start "$dir" 'shared_buffers = 1GB' 'work_mem = 256MB' 'max_wal_size = 8GB' 'max_parallel_workers_per_gather = 0' \
  'autovacuum = off' 'jit = off' 'max_connections = 1200' 'parallel_setup_cost = 0' 'parallel_tuple_cost = 0'
psql=("$bin/psql" -X -q -v ON_ERROR_STOP=1 -v "rows=$rows" -h "$dir" -U postgres -p "$(cat "$dir/port")")
"${psql[@]}" -d postgres -c 'CREATE DATABASE bench'
for part in ${PARTS:-setup rollups refresh queries insert health rules reports fleet wide backfill many open_alerts alerts}; do
  say "$part"
  case $part in
    alerts) benches/alerts.sh "postgres://postgres@127.0.0.1:$(cat "$dir/port")/bench" ;;
    reports | fleet | wide | backfill | many | open_alerts)
      # In a database of its own, with the same way to measure; the figures join the others.
      "${psql[@]}" -d postgres -c "CREATE DATABASE $part"
      sed '/^CREATE TABLE source/,$d' benches/setup.sql | "${psql[@]}" -d "$part"
      "${psql[@]}" -d "$part" <"benches/$part.sql"
      "${psql[@]}" -d "$part" -c 'COPY (SELECT subject, variant, base, ms FROM measured ORDER BY id) TO STDOUT' |
        "${psql[@]}" -d bench -c 'COPY measured (subject, variant, base, ms) FROM STDIN'
      ;;
    *) "${psql[@]}" -d bench <"benches/$part.sql" ;;
  esac
done
printf '\n%s rows, PostgreSQL %s, %s\n\n' "$rows" "$("${psql[@]}" -d bench -At -c 'SHOW server_version')" "$(grep -m1 'model name' /proc/cpuinfo | cut -d: -f2-)"
"${psql[@]}" -d bench -P footer=off -P null='–' <<'SQL'
SELECT subject,
       variant,
       round(ms::numeric, 1) AS ms,
       CASE
           WHEN base THEN '1'
           ELSE round((ms / min(ms) FILTER (WHERE base) OVER (PARTITION BY subject))::numeric, 3) || ' x'
       END AS against_the_first
FROM measured
ORDER BY id;
SQL
