#!/usr/bin/env bash
# Fetches the clients that the pages of docs/clients.md are tried with, into target/clients, and
# Go with pgx by the machine's own packages; what is there stays. Each by itself and for a bounded time: one that cannot
# be had costs its own tests alone.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
. scripts/packages.sh

dir=${CARGO_TARGET_DIR:-target}/clients
mkdir -p "$dir"
status=0

# fetch NAME FUNCTION: says what is not here.
fetch() {
  ("$2") </dev/null >&2 || { say "no $1 here: its examples are not tried"; status=1; }
}

# Debian's package would start a pooler on its usual port, which nobody asked for: it is unpacked, not installed, and so
# are the libraries that it needs and this machine lacks.
pgbouncer() {
  local into=$PWD/$dir/debian wanted=(pgbouncer) package
  case $dir in /*) into=$dir/debian ;; esac
  [ ! -x "$into/usr/sbin/pgbouncer" ] && [ ! -x /usr/sbin/pgbouncer ] || return 0
  for package in $(apt-cache depends pgbouncer | sed -n 's/^ *Depends: \(lib[^ ]*\)$/\1/p'); do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || wanted+=("$package")
  done
  rm -rf "$into" && mkdir -p "$into/libraries" && cd "$into" || return
  timeout 60 apt-get -q download "${wanted[@]}" || return
  for package in ./*.deb; do dpkg -x "$package" . || return; done
  rm -f ./*.deb
  find usr lib \( -type f -o -type l \) -name 'lib*.so.*' -exec cp -P {} libraries/ ';' 2>/dev/null || true
  LD_LIBRARY_PATH=$into/libraries usr/sbin/pgbouncer --version || { rm -rf "$into"; return 1; }
}

# pgx 5 where Debian has it; pgx 4, for which the tests change two lines, on Debian 12.
go_and_pgx() {
  local names=() pgx=golang-github-jackc-pgx-v4-dev
  if apt-cache show golang-github-jackc-pgx-v5-dev >/dev/null 2>&1; then pgx=golang-github-jackc-pgx-v5-dev; fi
  command -v go >/dev/null || names+=(golang-go)
  compgen -G '/usr/share/gocode/src/github.com/jackc/pgx/v[45]' >/dev/null || names+=("$pgx")
  [ ${#names[@]} -eq 0 ] || install_packages "${names[@]}"
}

python_packages() {
  # Debian has what makes an environment in a package of its own.
  python3 -c 'import ensurepip' 2>/dev/null || install_packages python3-venv
  [ -x "$dir/python/bin/python" ] || timeout 60 python3 -m venv "$dir/python"
  "$dir/python/bin/python" -c "import $1" 2>/dev/null ||
    timeout 60 "$dir/python/bin/python" -m pip install -q --disable-pip-version-check "$2"
}
psycopg() { python_packages psycopg 'psycopg[binary]==3.*'; }
sqlalchemy() { python_packages sqlalchemy 'sqlalchemy==2.*'; }

node_package() {
  NODE_PATH="$dir/node_modules" node -e "require('$1')" 2>/dev/null ||
    timeout 60 npm install --silent --no-fund --no-audit --ignore-scripts --prefix "$dir" "$2"
}
node_pg() { node_package pg 'pg@8'; }
drizzle() { node_package drizzle-orm 'drizzle-orm@0.45'; }
# Without its engine of migrations, which is no part of the packages; the tests generate the client.
prisma() {
  [ -d "$dir/node_modules/@prisma/adapter-pg" ] ||
    timeout 60 npm install --silent --no-fund --no-audit --ignore-scripts --prefix "$dir" \
      prisma@7 @prisma/client@7 @prisma/adapter-pg@7
}

# Later ones want a newer Node than Debian 12 has.
supabase() { node_package @supabase/supabase-js '@supabase/supabase-js@~2.49'; }

fetch PgBouncer pgbouncer
fetch "Go with pgx" go_and_pgx
fetch psycopg psycopg
fetch SQLAlchemy sqlalchemy
fetch node-postgres node_pg
fetch Drizzle drizzle
fetch supabase-js supabase
fetch Prisma prisma
exit "$status"
