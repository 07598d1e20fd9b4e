#!/usr/bin/env bash
# Runs the tests and closes with a line "N passed, M failed, K skipped".
#   scripts/test.sh                              core, backend and client, on the PostgreSQL that PG names
#   scripts/test.sh core|backend|client…         only these, or smoke, or packages; CONTRIBUTING.md says what each is for
#   scripts/test.sh --all                        on each version what scripts/postgresql-versions says; core and packages once
# With ALSO="16 18" then smoke on these versions too, where they can be had.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

log=$(mktemp)
times=$(mktemp)
trap 'rm -f "$log" "$times"' EXIT
broken=0

# step TEXT COMMAND…: one command of a tier. It fails as one when it ends badly without a failed test of its own.
step() {
  local text=$1 before status=0
  shift
  say "$text"
  before=$(failed_tests)
  "$@" </dev/null 2>&1 | tee -a "$log" || status=$?
  [ "$status" = 0 ] || [ "$(failed_tests)" -gt "$before" ] || {
    broken=$((broken + 1))
    say "FAILED: $*"
  }
}

count() { awk -v what="$1" '/^test result: / { for (i = 2; i <= NF; i++) if ($i ~ "^" what) n += $(i - 1) } END { print n + 0 }' "$log"; }
failed_tests() { count failed; }
# Those that were told to be passed over, and those that pass themselves over.
skipped_tests() { echo $(($(count filtered) + $(count ignored))); }

# missing_needs: what this machine and its PostgreSQL lack of what tests need; a test that needs NAME stands in a
# module needs_NAME.
missing_needs() {
  local libraries clients=${CARGO_TARGET_DIR:-$top/target}/clients
  libraries=$(ldd "$("$PG_CONFIG" --bindir)/postgres" 2>/dev/null || true)
  has_extension pg_cron || echo pg_cron
  has_extension plpgsql_check || echo plpgsql_check
  has_extension pg_stat_statements || echo pg_stat_statements
  [ -f "$("$PG_CONFIG" --pkglibdir)/auto_explain.so" ] || echo auto_explain
  older_server >/dev/null || echo older_server
  older_server upgrade >/dev/null || echo server_to_upgrade
  case $libraries in *libicui18n.so*) ;; *) echo icu ;; esac
  case $libraries in *liblz4.so*) ;; *) echo lz4 ;; esac
  command -v systemd-analyze >/dev/null || echo systemd_analyze
  python_has() { "$clients/python/bin/python" -c "import $1" 2>/dev/null; }
  node_has() { NODE_PATH="$clients/node_modules" node -e "require('$1')" 2>/dev/null; }
  python_has psycopg || echo psycopg
  { python_has psycopg && python_has sqlalchemy; } || echo sqlalchemy
  node_has pg || echo node_pg
  node_has drizzle-orm || echo drizzle
  { [ -d "$clients/node_modules/@prisma/adapter-pg" ] &&
    node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)'; } || echo prisma
  node_has @supabase/supabase-js || echo supabase_js
  { command -v go >/dev/null && compgen -G '/usr/share/gocode/src/github.com/jackc/pgx/v[45]' >/dev/null; } || echo pgx
  [ -x "$clients/debian/usr/sbin/pgbouncer" ] || [ -x /usr/sbin/pgbouncer ] || echo pgbouncer
}

tier_core() {
  step "core: formatting (a second)" cargo fmt --all --check
  step "core: formatting of the fuzz targets" cargo fmt --check --manifest-path pg_agentmon/core/fuzz/Cargo.toml
  step "core: how SQL, scripts and words are written (seconds)" scripts/lint.sh
  step "core: documentation of the code (a minute the first time)" \
    env RUSTDOCFLAGS='-D warnings -A rustdoc::private-intra-doc-links' cargo doc --locked --no-deps --document-private-items -p agentmon-core -p agentmon-notifier -p agentmon-tests
  step "core: clippy on everything (about two minutes the first time)" \
    cargo clippy --locked --workspace --all-targets --no-default-features --features "pg_agentmon/pg$PG_MAJOR" -- -D warnings
  step "core: tests of the algorithms and the daemon (about two minutes the first time)" \
    cargo test --locked --no-fail-fast -p agentmon-core -p agentmon-notifier
  step "core: fuzz targets, for seconds each (about a minute and a half the first time)" scripts/fuzz.sh
}

tier_backend() {
  local user parent
  user=$(pg_user)
  # The server's user must be able to make its cluster here, and may not be able to enter the checkout.
  parent=$(mktemp -d /var/tmp/agentmon-backend-XXXXXX)
  [ "$user" = "$(id -un)" ] || chown "$user" "$parent"
  step "backend: tests inside PostgreSQL $PG_MAJOR (about five minutes the first time)" \
    env -C pg_agentmon PATH="$top/scripts/runas:$PATH" USER="$(id -un)" CARGO_TARGET_DIR="$pgrx_target" \
    cargo pgrx test "pg$PG_MAJOR" --no-default-features --features "pg$PG_MAJOR" --runas "$user" --pgdata "$parent"
  rm -rf "$parent"
}

# client_tests TEXT [CARGO-ARGUMENT…]: those outside of PostgreSQL, less those that need what is not there.
client_tests() {
  local text=$1 need names skips=() broken_before=$broken
  shift
  # By itself, so that what does not compile, or finds no room, says so.
  step "build of the tests (five minutes the first time)" cargo test --locked --no-run -p agentmon-tests "$@"
  [ "$broken" = "$broken_before" ] || return 0
  for need in $(missing_needs); do
    skips+=(--skip "needs_$need::")
    names=$(cargo test --quiet --locked -p agentmon-tests "$@" -- --list "needs_$need::" 2>/dev/null </dev/null |
      sed -n 's/: test$//p')
    [ -z "$names" ] || say "SKIPPED, because there is no $need here with PostgreSQL $PG_MAJOR:" $names
  done
  step "$text" cargo test --locked --no-fail-fast -p agentmon-tests "$@" -- ${skips[@]+"${skips[@]}"}
}

tier_client() {
  step "client: release build and installation (about six minutes the first time)" scripts/install.sh
  # What the examples of docs are tried with; where they cannot be had, those tests are passed over.
  scripts/clients.sh </dev/null || say "the clients are not all here: the examples of those that are missing are not tried"
  client_tests "client: tests on PostgreSQL $PG_MAJOR with real clusters, daemon and servers (about ten minutes)"
}

tier_smoke() {
  step "smoke: build and installation for PostgreSQL $PG_MAJOR (about three minutes the first time)" scripts/install.sh --debug
  client_tests "smoke: tests on PostgreSQL $PG_MAJOR (some seconds)" --test smoke
}

tier_packages() {
  step "packages: made, and tried in clean roots (about ten minutes the first time)" scripts/test-packages.sh
}

# tier NAME [ON]: one of them, timed.
tier() {
  local start=$SECONDS passed failed skipped
  passed=$(count passed) failed=$(failed_tests) skipped=$(skipped_tests)
  "tier_$1"
  printf '%-8s %-15s %5d passed %5d failed %5d skipped %6d s\n' "$1" "${2:-}" \
    $(($(count passed) - passed)) $(($(failed_tests) - failed)) $(($(skipped_tests) - skipped)) $((SECONDS - start)) >>"$times"
}

# A linker that finds no room says so in the middle of much else.
room=$(df -Pk "${CARGO_TARGET_DIR:-$top}" 2>/dev/null | awk 'NR == 2 { print int($4 / 1048576) }')
[ "${room:-20}" -ge 20 ] || say "there are only $room GB free here: what is built for all tests takes up to 20"

start=$SECONDS
case ${1:-} in
  --all)
    unset PG
    use_server "$(versions | head -n 1)"
    tier core
    for kind in whole smoke; do
      for major in $(versions "$kind"); do
        # A machine that lacks one of them has not passed.
        use_server "$major"
        [ -n "$PG_CONFIG" ] || { broken=$((broken + 1)); say "FAILED: there is no PostgreSQL $major here: scripts/setup.sh --all"; continue; }
        for name in $([ "$kind" = whole ] && echo backend client || echo smoke); do
          tier "$name" "PostgreSQL $major"
        done
      done
    done
    tier packages
    ;;
  *)
    [ $# -gt 0 ] || set -- core backend client
    need_server
    say "on $("$PG_CONFIG" --version), $PG_CONFIG"
    for name in "$@"; do
      case $name in
        core | packages) tier "$name" ;;
        backend | client | smoke) tier "$name" "PostgreSQL $PG_MAJOR" ;;
        *) die "there is no tier '$name'" ;;
      esac
    done
    whole=$PG_MAJOR
    unset PG
    for major in ${ALSO:-}; do
      [ "$major" != "$whole" ] || continue
      env -u PG_CONFIG PG="$major" scripts/setup.sh </dev/null || say "PostgreSQL $major could not be set up"
      use_server "$major"
      if [ -n "$PG_CONFIG" ]; then tier smoke "PostgreSQL $major"; else say "SKIPPED: there is no PostgreSQL $major here"; fi
    done
    ;;
esac

failed=$(($(failed_tests) + broken))
say "took $((SECONDS - start)) s"
cat "$times" >&2
echo "$(count passed) passed, $failed failed, $(skipped_tests) skipped"
[ "$failed" = 0 ]
