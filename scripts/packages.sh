# Debian's packages; sourced.
# shellcheck shell=bash

# install_packages NAME…: those that are missing.
install_packages() {
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  command -v apt-get >/dev/null || die "no apt-get here; install by hand: ${missing[*]}"
  say "installing packages: ${missing[*]} (about a minute)"

  # Debian makes and starts a cluster with PostgreSQL's first installation. Nobody asked for one, so it is
  # told not to; a machine that has postgresql-common already keeps its own setting.
  local setting=/etc/postgresql-common/createcluster.d/pg-agentmon-setup.conf keep=yes
  if ! dpkg-query -W -f '${Status}' postgresql-common 2>/dev/null | grep -q 'ok installed'; then
    keep=no
    as_root mkdir -p "$(dirname "$setting")"
    echo 'create_main_cluster = false' | as_root tee "$setting" >/dev/null
  fi
  local status=0
  {
    again 4 as_root env DEBIAN_FRONTEND=noninteractive apt-get -q update -o DPkg::Lock::Timeout=300 &&
      again 4 as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y install --no-install-recommends \
        -o DPkg::Lock::Timeout=300 -o Dpkg::Options::=--force-confold "${missing[@]}"
  } >&2 </dev/null || status=$?
  [ "$keep" = yes ] || as_root rm -f "$setting"
  [ "$status" = 0 ] || die "apt-get could not install: ${missing[*]}"
}
