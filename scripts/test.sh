#!/usr/bin/env bash
# Runs the tests and closes with a line "N passed, M failed".
#   scripts/test.sh                        all three tiers
#   scripts/test.sh core|backend|client…   only these; CONTRIBUTING.md says what each is for
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

log=$(mktemp)
trap 'rm -f "$log"' EXIT
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

tier_core() {
  step "core: formatting (a second)" cargo fmt --all --check
  step "core: formatting of the fuzz targets" cargo fmt --check --manifest-path pg_agentmon/core/fuzz/Cargo.toml
  step "core: clippy on everything (about two minutes the first time)" \
    cargo clippy --locked --workspace --all-targets -- -D warnings
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
  step "backend: tests inside PostgreSQL (about five minutes the first time)" \
    env -C pg_agentmon PATH="$top/scripts/runas:$PATH" USER="$(id -un)" \
    cargo pgrx test "pg$PG_MAJOR" --no-default-features --features "pg$PG_MAJOR" --runas "$user" --pgdata "$parent"
  rm -rf "$parent"
}

tier_client() {
  step "client: release build and installation (about six minutes the first time)" scripts/install.sh
  step "client: tests with real clusters, daemon and servers (about two minutes)" \
    cargo test --locked --no-fail-fast -p agentmon-tests
}

start=$SECONDS
[ $# -gt 0 ] || set -- core backend client
for tier in "$@"; do
  case $tier in
    core | backend | client) "tier_$tier" ;;
    *) die "there is no tier '$tier'" ;;
  esac
done

failed=$(($(failed_tests) + broken))
say "took $((SECONDS - start)) s"
echo "$(count passed) passed, $failed failed"
[ "$failed" = 0 ]
