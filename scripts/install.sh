#!/usr/bin/env bash
# Builds the extension and the daemon in release, and installs the extension into the PostgreSQL that PG or
# PG_CONFIG names, else into the newest that is installed with its headers. With --debug the extension is not optimized,
# which takes a third of the time.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

need_server
say "for $("$PG_CONFIG" --version), $PG_CONFIG"

say "building the daemon in release (about three minutes the first time)"
cargo build --release --locked -p agentmon-notifier </dev/null

release=(--release)
[ "${1:-}" != --debug ] || release=()
say "building and installing the extension${release:+ in release} (about three minutes the first time)"
cd pg_agentmon
extension_dir=$("$PG_CONFIG" --sharedir)/extension
library_dir=$("$PG_CONFIG" --pkglibdir)
sudo=()
if ! { [ -w "$extension_dir" ] && [ -w "$library_dir" ]; }; then
  # Built as ourselves; only the copying takes root's rights.
  sudo=(--sudo)
  # A library that is overwritten in place crashes the servers that have it loaded; a removed one stays theirs.
  as_root rm -f "$library_dir/pg_agentmon.so"
fi
CARGO_TARGET_DIR=$pgrx_target cargo pgrx install ${release[@]+"${release[@]}"} --pg-config "$PG_CONFIG" --no-default-features --features "pg$PG_MAJOR" \
  ${sudo[@]+"${sudo[@]}"} </dev/null >&2
updates=$(mktemp -d)
cp "$extension_dir"/pg_agentmon--*.sql "$updates/"
"$top/scripts/update-scripts.sh" "$updates"
for update in "$updates"/pg_agentmon--*--*.sql; do
  [ ! -f "$update" ] || if [ ${#sudo[@]} -eq 0 ]; then install -m 644 "$update" "$extension_dir/"; else as_root install -m 644 "$update" "$extension_dir/"; fi
done
rm -rf "$updates"
say "installed: $library_dir/pg_agentmon.so, $extension_dir/pg_agentmon.control"
