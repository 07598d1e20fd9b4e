#!/usr/bin/env bash
# Makes Debian packages in target/deb: agentmon-notifier, and postgresql-NN-pg-agentmon for the PostgreSQL that PG or
# PG_CONFIG names, with debugging symbols in packages of their own.
#   scripts/deb.sh             for that one version
#   scripts/deb.sh MAJOR…      for each of these, one after the other
#   scripts/deb.sh --repack V  packs what was built before once more, as version V: for the test of upgrades
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
. scripts/packages.sh

target=${CARGO_TARGET_DIR:-$top/target}
out=$target/deb
source=$out/source

repack=
if [ "${1:-}" = --repack ]; then
  [ $# = 2 ] && [ -d "$source/built" ] || die "--repack wants a version, after packages have been made"
  repack=$2
  set --
elif [ $# -eq 0 ]; then
  need_server
  set -- "$PG_MAJOR"
fi
install_packages debhelper dpkg-dev fakeroot

# Unless HEAD is a release, a package sorts before the release that is to come: to dpkg, what follows ~ is older than
# nothing, and what follows - is newer.
version=$(present_version)
when=$(git log -1 --format=%cd --date=format:%Y%m%d%H%M%S 2>/dev/null || date -u +%Y%m%d%H%M%S)
[ "$(git describe --exact-match --match "v$version" 2>/dev/null)" = "v$version" ] || version="${version/-/\~}~$when"
version=${repack:-$version-1}
# For packing alone: what compiles C would build everything anew for another time.
epoch=$(git log -1 --format=%ct 2>/dev/null || date +%s)

host=$(rustc -vV | sed -n 's/^host: //p')
# licences PACKAGE CARGO-ARGUMENT…: of all that is linked into it.
licences() {
  local package=$1
  shift
  cargo metadata --format-version 1 --locked --filter-platform "$host" "$@" </dev/null | scripts/licences.py "$package"
}

build() {
  local major stage
  rm -rf "$out"
  mkdir -p "$source/built"
  say "building the daemon in release (about three minutes the first time)"
  cargo build --release --locked -p agentmon-notifier </dev/null
  cp "$target/release/agentmon-notifier" "$source/built/"
  licences agentmon-notifier --manifest-path agentmon-notifier/Cargo.toml >"$source/built/agentmon-notifier.licences"
  for major in "$@"; do
    use_server "$major"
    need_server
    say "building the extension for $("$PG_CONFIG" --version) in release (about three minutes the first time)"
    stage=$source/built/$major
    (cd pg_agentmon && CARGO_TARGET_DIR=$pgrx_target cargo pgrx package --pg-config "$PG_CONFIG" --no-default-features --features "pg$major" \
      --out-dir "$out/stage" </dev/null >&2)
    # Wherever that server has them: in the package they stand where Debian's has them.
    mkdir -p "$stage"
    find "$out/stage" -type f -name 'pg_agentmon*' -exec cp -t "$stage" {} +
    [ -f "$stage/pg_agentmon.so" ] && [ -f "$stage/pg_agentmon.control" ] || die "cargo pgrx package made no library"
    scripts/update-scripts.sh "$stage"
    rm -rf "$out/stage"
    licences pg_agentmon --manifest-path pg_agentmon/Cargo.toml --no-default-features --features "pg$major" \
      >"$stage/licences"
  done
}

# copyright FILE: ours, and those of what is inside.
copyright() {
  cat <<END
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: pg_agentmon

Files: *
Copyright: 2026 the pg_agentmon authors
License: Apache-2.0
 On Debian systems, the text of the Apache License 2.0 is in /usr/share/common-licenses/Apache-2.0.
Comment:
 The program is linked statically with software of others. What it is, and the licence of each, is in
 $1.
END
}

# lay_out PACKAGE LICENCES: what every package has.
lay_out() {
  local root=$source/debian/$1 doc=$source/debian/$1/usr/share/doc/$1
  mkdir -p "$root" "$doc"
  install -m 644 "$2" "$doc/LICENSES.txt"
  copyright "/usr/share/doc/$1/LICENSES.txt.gz" >"$source/debian/$1.copyright"
}

pack() {
  local major debian=$source/debian notifier=$source/debian/agentmon-notifier
  rm -rf "$debian"
  cp -r dist/debian "$debian"
  sed "s/@MAINTAINER@/${DEBEMAIL:-pg-agentmon@users.invalid}/" "$debian/control.in" >"$debian/control"

  lay_out agentmon-notifier "$source/built/agentmon-notifier.licences"
  install -D -m 755 "$source/built/agentmon-notifier" "$notifier/usr/bin/agentmon-notifier"
  install -D -m 644 dist/notifier.toml "$notifier/etc/agentmon-notifier/notifier.toml"
  install -D -m 644 dist/environment "$notifier/etc/agentmon-notifier/environment"
  install -D -m 644 -t "$notifier/usr/share/doc/agentmon-notifier" docs/notifier.md docs/channels.md docs/delivery.md
  sed 's|/usr/local/bin/|/usr/bin/|' dist/agentmon-notifier.service >"$debian/agentmon-notifier.service"

  for major in $(cd "$source/built" && find . -mindepth 1 -maxdepth 1 -type d -printf '%f\n' | sort); do
    local package=postgresql-$major-pg-agentmon
    sed "s/@MAJOR@/$major/g" "$debian/control.extension.in" >>"$debian/control"
    lay_out "$package" "$source/built/$major/licences"
    install -D -m 644 -t "$debian/$package/usr/lib/postgresql/$major/lib" "$source/built/$major"/*.so
    install -D -m 644 -t "$debian/$package/usr/share/postgresql/$major/extension" "$source/built/$major"/*.control "$source/built/$major"/*.sql
    install -D -m 644 -t "$debian/$package/usr/share/doc/$package" README.md docs/install.md
  done
  rm "$debian"/control.*in
  cat >"$debian/changelog" <<END
pg-agentmon ($version) unstable; urgency=medium

  * See CHANGELOG.md.

 -- The pg_agentmon maintainers <${DEBEMAIL:-pg-agentmon@users.invalid}>  $(date -u -R -d "@$epoch")
END
  install -m 644 CHANGELOG.md "$source/"
  say "packing version $version"
  (cd "$source" && SOURCE_DATE_EPOCH=$epoch dpkg-buildpackage -b -nc -us -uc -d >"$out/dpkg-buildpackage.log" 2>&1) ||
    { tail -n 20 "$out/dpkg-buildpackage.log" >&2; die "dpkg-buildpackage failed"; }
}

[ -n "$repack" ] || build "$@"
pack
(cd "$out" && ls -l *_"$version"_*.deb | awk '{ printf "==> %s, %.1f MB\n", $NF, $5 / 1e6 }') >&2
