#!/usr/bin/env bash
# Writes beside pg_agentmon--VERSION.sql of this tree the scripts by which ALTER EXTENSION UPDATE comes to it from each
# released version.
#   scripts/update-scripts.sh DIRECTORY [RELEASED]   RELEASED has a folder for each version: tests/upgrades
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

directory=$1 released=${2:-tests/upgrades}
version=$(present_version)
new=$directory/pg_agentmon--$version.sql
[ -f "$new" ] || die "there is no $new"
for script in "$released"/*/pg_agentmon--*.sql; do
  [ -f "$script" ] || continue
  old=$(basename "$script" .sql) old=${old#pg_agentmon--}
  [ "$old" != "$version" ] || continue
  # What is to be done by hand after that version, and after each that came later.
  by_hand=()
  for file in $(cd sql/updates 2>/dev/null && printf '%s\n' *.sql | sort -V); do
    [ -f "sql/updates/$file" ] || continue
    [ "$(printf '%s\n' "$old" "${file%.sql}" | sort -V | head -n 1)" != "$old" ] || by_hand+=("sql/updates/$file")
  done
  python3 scripts/update_script.py "$script" "$new" ${by_hand[@]+"${by_hand[@]}"} >"$directory/pg_agentmon--$old--$version.sql.new"
  mv "$directory/pg_agentmon--$old--$version.sql.new" "$directory/pg_agentmon--$old--$version.sql"
  say "an update from $old"
done
