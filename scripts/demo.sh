#!/usr/bin/env bash
# The main job on real data, in a private cluster:
#   scripts/demo.sh                shows it, then leaves cluster and daemon running for a look around
#   scripts/demo.sh --foreground   shows it, then shows what the daemon and the sinks say until Ctrl-C, and cleans up
#   scripts/demo.sh --clean        stops the demo and removes its cluster
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
need_server
. scripts/cluster.sh

state=$top/.demo
# Where another demo stands, if there is one. The server's user may not be able to enter the checkout, so it is elsewhere.
dir=$(cat "$state" 2>/dev/null || true)

clean() {
  [ -n "$dir" ] || return 0
  local pid
  for pid in $(cat "$dir"/*.pid 2>/dev/null); do
    # A number that the system has given to somebody else since is not ours to end.
    grep -qsE 'agentmon|smtp_server' "/proc/$pid/cmdline" && kill "$pid" 2>/dev/null || true
  done
  cluster_stop "$dir"
  rm -f "$state"
  dir=
}

case ${1:-} in
  --clean) clean; say "the demo is stopped and its cluster removed"; exit 0 ;;
  '' | --foreground) ;;
  *) die "unknown argument $1: --foreground, --clean or nothing" ;;
esac
foreground=${1:-}

scripts/install.sh
target=${CARGO_TARGET_DIR:-$top/target}
say "building the demo's telephone (a minute the first time)"
cargo build --release --locked -p agentmon-tests --bin agentmon-sink </dev/null

clean
dir=$(mktemp -d /var/tmp/agentmon-demo-XXXXXX)
echo "$dir" >"$state"
[ "$(id -u)" != 0 ] || chown postgres "$dir"
chmod 755 "$dir"
trap 'status=$?; [ "$status" = 0 ] || { say "the demo failed; logs are in $dir"; tail -n 5 "$dir"/*.log >&2 || true; }' EXIT

sql() { "$bin/psql" -X -q -v ON_ERROR_STOP=1 -h "$dir" -p "$port" -U postgres -d agentmon "$@"; }

# show TITLE: what follows on standard input, as SQL.
show() { printf '\n\033[1m%s\033[0m\n' "$1"; sql -P footer=off -P border=1 -P null='–' -f -; }

# background NAME COMMAND…: goes on after this script has ended.
background() {
  local name=$1
  shift
  setsid "$@" >"$dir/$name.log" 2>&1 </dev/null &
  echo $! >"$dir/$name.pid"
}

# wait_until WHAT COMMAND…: for at most a minute.
wait_until() {
  local what=$1 n=0
  shift
  until "$@" >/dev/null 2>&1; do
    n=$((n + 1))
    [ "$n" -lt 600 ] || die "waited a minute for $what"
    sleep 0.1
  done
}

# Without pg_cron the daemon runs the jobs.
jobs='by the daemon' settings=() create=
if has_extension pg_cron; then
  jobs='by pg_cron' create='CREATE EXTENSION pg_cron;'
  settings=("shared_preload_libraries = 'pg_cron'" "cron.database_name = 'agentmon'" 'cron.use_background_workers = on')
fi
say "starting a private $("$PG_CONFIG" --version) in $dir, jobs run $jobs"
cluster_start "$dir" ${settings[@]+"${settings[@]}"}
port=$(cat "$dir/port")
"$bin/createdb" -h "$dir" -p "$port" -U postgres agentmon

show 'CREATE EXTENSION pg_agentmon; SELECT monitoring.setup();' <<SQL
$create
CREATE EXTENSION pg_agentmon;
SELECT monitoring.setup();
SQL

say "starting agentmon-notifier; its messages go to a mail server and an SMS endpoint that run here"
background sms "$target/release/agentmon-sink" --port-file "$dir/sms.port"
background mail /usr/bin/python3 tests/smtp_server.py --pretty --stay --port-file "$dir/mail.port"
wait_until 'the sinks' test -s "$dir/sms.port" -a -s "$dir/mail.port"
background notifier env \
  DATABASE_URL="postgres://postgres@127.0.0.1:$port/agentmon" \
  TWILIO_ACCOUNT_SID=AC00000000000000000000000000000000 TWILIO_AUTH_TOKEN=not-a-secret \
  TWILIO_PHONE_NUMBER=+15005550006 ALERT_PHONE_NUMBER=+15005550009 TWILIO_API_BASE_URL="http://127.0.0.1:$(cat "$dir/sms.port")" \
  SMTP_URL="smtp://127.0.0.1:$(cat "$dir/mail.port")" ALERT_EMAIL=oncall@example.com ALERT_EMAIL_FROM=agentmon@example.com \
  "$target/release/agentmon-notifier" run
wait_until 'the daemon' sh -c "grep -q 'connected to the database' '$dir/notifier.log'"

say "replaying an hour of real LLM requests of two agents, shifted to end now"
sql <scripts/demo/replay.sql
sql -c "CALL monitoring.run_job('refresh')"

show 'Health before' <scripts/demo/health.sql
show 'Rollups by the hour (the running hour so far included)' <scripts/demo/rollups.sql

say "breaking something on purpose: the chat model stops answering, and its queue gets stuck"
sql <scripts/demo/break.sql
wait_until 'the SMS' grep -q 'SMS to' "$dir/sms.log"
wait_until 'the mail' grep -q 'Subject' "$dir/mail.log"
wait_until 'the alert to be recorded as sent' sh -c "[ \"\$('$bin/psql' -XAtq -h '$dir' -p '$port' -U postgres -d agentmon \
  -c \"SELECT count(*) > 0 AND bool_and(state = 'sent') FROM monitoring.notifications\")\" = t ]"

printf '\n\033[1mOn the telephone\033[0m\n'; sed 1d "$dir/sms.log"
printf '\n\033[1mIn the mailbox\033[0m\n'; grep -v '^listening' "$dir/mail.log"
show 'The outbox: 3,000 error rows, one alert, one message per channel' <scripts/demo/outbox.sql
show 'Health after' <scripts/demo/health.sql
show "Jobs, run $jobs" <<'SQL'
SELECT name, cron, scheduled, to_char(last_run_at, 'HH24:MI:SS') AS last_run, round(last_duration_ms::numeric, 1) AS ms, last_rows AS rows, last_error
FROM monitoring.job_status ORDER BY name;
SQL

cat <<END

The cluster and the daemon go on. To look around:
  $bin/psql -h 127.0.0.1 -p $port -U postgres -d agentmon
    SELECT jsonb_pretty(get_system_health());
    SELECT * FROM monitoring.aggregated_metrics WHERE period = 'hourly';
    SELECT monitoring.log_agent_activity('me', 'error', 'hello', 'it broke');   -- and then: tail $dir/sms.log
To stop, and remove it all:
  make clean-demo
END

if [ "$foreground" = --foreground ]; then
  trap clean EXIT
  trap 'exit 0' INT TERM
  say "in the foreground: what the daemon and the sinks say, until Ctrl-C"
  tail -n 0 -F "$dir"/{notifier,sms,mail}.log &
  wait
fi
