#!/bin/sh
# What test-packages.sh runs in a clean root: packages-inside.sh MAJOR VERSION NEXT-VERSION
set -eux
major=$1 version=$2 next=$3
cd /packages
install() { apt-get -q -y install --no-install-recommends -o Dpkg::Options::=--force-confdef "$@"; }
# eventually COMMAND…: within half a minute.
eventually() {
  n=0
  until "$@"; do
    n=$((n + 1))
    [ "$n" -lt 60 ] || return 1
    sleep 0.5
  done
}
# not COMMAND...: fails where it succeeds; a plain "!" would stop nothing.
not() { if "$@"; then return 1; fi; }
sql() { runuser -u postgres -- psql -X -q -A -t -v ON_ERROR_STOP=1 -d "${database:-app}" -c "$1"; }
package=postgresql-$major-pg-agentmon
library=/usr/lib/postgresql/$major/lib/pg_agentmon.so

# Installed: with what it needs from Debian, and nothing is enabled or runs.
apt-get -q update
install "./agentmon-notifier_${version}_"*.deb "./${package}_${version}_"*.deb
agentmon-notifier --version
getent passwd agentmon-notifier
[ "$(stat -c %a /etc/agentmon-notifier)" = 750 ]
not ls /etc/systemd/system/*.wants/agentmon-notifier.service
not grep -l agentmon-notifier /proc/[0-9]*/comm
for file in notifier.toml environment; do
  # Commented samples: nothing is set but where the settings are.
  [ -z "$(grep -v '^#' "/etc/agentmon-notifier/$file" | grep -v '^AGENTMON_CONFIG=')" ]
done

# Used: the extension made, an error told by the daemon, which is its own user and comes in through the socket.
pg_ctlcluster "$major" main start
runuser -u postgres -- createdb -T template0 -E UTF8 --locale=C.UTF-8 app
sql 'CREATE EXTENSION pg_agentmon'
sql 'SELECT monitoring.setup()'
sql 'CREATE ROLE "agentmon-notifier" LOGIN IN ROLE agentmon_notifier'
echo 'postgresql:///app?host=/run/postgresql' >/etc/agentmon-notifier/database-url
chown agentmon-notifier /etc/agentmon-notifier/database-url
chmod 600 /etc/agentmon-notifier/database-url
sed -i 's/^# console = .*/console = "true"/' /etc/agentmon-notifier/notifier.toml
start_daemon() {
  runuser -u agentmon-notifier -- env DATABASE_URL_FILE=/etc/agentmon-notifier/database-url \
    AGENTMON_CONFIG=/etc/agentmon-notifier/notifier.toml agentmon-notifier run >/packages/daemon.log 2>&1 &
  daemon=$!
}
# told TEXT: an error with that text comes out of the daemon.
told() {
  sql "INSERT INTO monitoring.agent_logs (agent_name, log_level, message) VALUES ('$1', 'error', '$1 broke')"
  eventually grep "$1 broke" /packages/daemon.log || { cat /packages/daemon.log; return 1; }
}
sql "INSERT INTO monitoring.notification_channels (name, kind) VALUES ('console', 'console') ON CONFLICT DO NOTHING"
sql "UPDATE monitoring.notification_channels SET enabled = kind = 'console'"
sql "UPDATE monitoring.notification_routes SET channels = '{console}'"
start_daemon
told billing
sql "SELECT monitoring.record_metric('m', 1)"
sql "CALL monitoring.run_job('refresh')"

# What goes wrong says what to do.
mv "$library" /packages/away.so
database=postgres sql 'CREATE EXTENSION pg_agentmon' 2>/packages/refusal && exit 1
grep "the library of pg_agentmon cannot be loaded by this PostgreSQL $major: could not access file" /packages/refusal
grep "HINT:  Install the build for PostgreSQL $major on this server: the package $package" /packages/refusal
mv /packages/away.so "$library"

# Upgraded: what was written into the settings stays, and everything goes on.
kill "$daemon"
wait "$daemon" || true
echo '# mine' >>/etc/agentmon-notifier/environment
install "./agentmon-notifier_${next}_"*.deb "./${package}_${next}_"*.deb
[ "$(dpkg-query -W -f '${Version}' agentmon-notifier)" = "$next" ]
[ "$(dpkg-query -W -f '${Version}' "$package")" = "$next" ]
grep '^console = "true"' /etc/agentmon-notifier/notifier.toml
grep '^# mine' /etc/agentmon-notifier/environment
start_daemon
told shipping
[ "$(sql "SELECT count(*) FROM monitoring.alerts")" = 2 ]
kill "$daemon"
wait "$daemon" || true

# Removed: the settings stay; purged: they go, with the secrets.
apt-get -q -y remove agentmon-notifier "$package"
[ ! -e "$library" ]
[ ! -e /usr/bin/agentmon-notifier ]
grep '^console = "true"' /etc/agentmon-notifier/notifier.toml
[ "$(sql "SELECT count(*) FROM monitoring.agent_logs")" = 2 ]
dpkg --purge agentmon-notifier
[ -z "$(dpkg-query -W -f '${Package}\n' '*agentmon*' 2>/dev/null)" ]
[ ! -e /etc/agentmon-notifier ]
[ -z "$(find / -xdev -name '*agentmon*' -not -path '/packages*' -not -path '/proc/*' -not -path '/var/lib/postgresql/*')" ]
pg_ctlcluster "$major" main stop
