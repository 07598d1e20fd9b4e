#!/usr/bin/env bash
# The error storm, the latency while calm, and kill -9. Called by run.sh with the database's URL as $1; every figure goes
# into the table measured, as milliseconds per 10,000 rows where it is a throughput.
. "$(dirname "${BASH_SOURCE[0]}")/../scripts/lib.sh"
url=$1
bin=$("$PG_CONFIG" --bindir)
target=${CARGO_TARGET_DIR:-target}
cargo build --release --locked -p agentmon-tests --bin agentmon-probe </dev/null
probe=$target/release/agentmon-probe
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

psql=("$bin/psql" -X -q -v ON_ERROR_STOP=1)
record() { "${psql[@]}" -d "$url" -c "INSERT INTO measured (subject, variant, base, ms) VALUES ('$1', '$2', $3, $4)"; }

# What the same rows cost without alerts: no inbox, nobody woken, no daemon. The rest, health's index among it, is the same.
plain=${url%/*}/plain
"${psql[@]}" -d "$url" -c 'CREATE DATABASE plain'
"${psql[@]}" -d "$plain" <<'SQL'
CREATE EXTENSION pg_agentmon;
SELECT monitoring.setup() \g /dev/null
DROP TRIGGER agentmon_wake ON monitoring.agent_logs;
DROP INDEX monitoring.agent_logs_error_stamp_idx;
SQL

printf '\\set a random(1, 40)\n\\set n random(1, 1000000)\n%s\n' \
  "INSERT INTO monitoring.agent_logs (agent_name, log_level, event_type, message) VALUES ('agent-' || :a, 'error', 'task_failed', 'order ' || :n || ' timed out after 30 s');" >"$dir/error.sql"

# tps URL: rows a second by 8 clients; then time for the daemon to finish what it has taken up.
tps() {
  "$bin/pgbench" -n -c 8 -j 2 -T "${STORM_SECONDS:-10}" -f "$dir/error.sql" "$1" 2>/dev/null | awk '/^tps/ { print $3 }'
  sleep 2
}
median() { printf '%s\n' "$@" | sort -g | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

for listeners in 0 100 1000; do
  mkfifo "$dir/hold"
  "$probe" --url "$url" stand --listeners "$listeners" <"$dir/hold" >"$dir/stand" &
  exec 3>"$dir/hold"
  until grep -q ready "$dir/stand"; do kill -0 $! || die "the daemon did not start"; sleep 0.1; done
  without=() error=()
  # In turn, because the machine has better and worse minutes; either goes first as often, because a turn heats the next.
  for ((round = 0; round < ${STORM_ROUNDS:-10}; round++)); do
    if ((round % 2)); then
      error+=("$(tps "$url")")
      without+=("$(tps "$plain")")
    else
      without+=("$(tps "$plain")")
      error+=("$(tps "$url")")
    fi
  done
  exec 3>&-
  wait
  rm "$dir/hold"
  what="error storm, 8 clients, $((listeners + 1)) listeners"
  record "$what" '10,000 error rows without alerts' true "1e7 / $(median "${without[@]}")"
  record "$what" '10,000 error rows' false "1e7 / $(median "${error[@]}")"
  say "$what: a second without alerts $(median "${without[@]}") (${without[*]}), with $(median "${error[@]}") (${error[*]}); $(tail -n 1 "$dir/stand")"
done

read -r p50 p99 most < <("$probe" --url "$url" latency --errors 200)
record 'commit to provider, calm' 'p50' false "$p50"
record 'commit to provider, calm' 'p99' false "$p99"
record 'commit to provider, calm' 'the longest of 200' false "$most"

say 'kill -9 of daemons and server during 10,000 errors (builds the tests the first time)'
cargo test --locked -p agentmon-tests --test alert_chaos -- --nocapture </dev/null | grep ' errors, ' ||
  die 'the chaos test failed: cargo test -p agentmon-tests --test alert_chaos'
