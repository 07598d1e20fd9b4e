#!/usr/bin/env bash
# Fetches the clients that docs/python.md and docs/node.md are tried with, into target/clients; what is there stays.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

dir=${CARGO_TARGET_DIR:-target}/clients
mkdir -p "$dir"
[ -x "$dir/python/bin/python" ] || python3 -m venv "$dir/python"
"$dir/python/bin/python" -c 'import psycopg' 2>/dev/null ||
  timeout 120 "$dir/python/bin/python" -m pip install -q --disable-pip-version-check 'psycopg[binary]==3.*'
NODE_PATH="$dir/node_modules" node -e 'require("pg")' 2>/dev/null ||
  timeout 120 npm install --silent --no-fund --no-audit --prefix "$dir" 'pg@8'
