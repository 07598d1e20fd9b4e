#!/usr/bin/env bash
# Makes Debian packages, looks at them with lintian, and installs, uses, upgrades, removes and purges them in clean
# roots of the Debians of scripts/postgresql-versions. Wants root, or sudo. Closes as `cargo test` does.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
. scripts/packages.sh
. scripts/servers.sh

out=${CARGO_TARGET_DIR:-$top/target}/deb
passed=0 failed=0
# check TEXT COMMAND…: one test.
check() {
  local text=$1 log
  log=$(mktemp)
  shift
  if "$@" >"$log" 2>&1 </dev/null; then
    passed=$((passed + 1))
    echo "test packages: $text ... ok"
  else
    failed=$((failed + 1))
    tail -n 40 "$log"
    echo "test packages: $text ... FAILED"
  fi
  rm -f "$log"
}

stripped_and_small() {
  local file
  for file in "$out"/*_"$1"_*.deb; do
    case $file in *-dbgsym_*) continue ;; esac
    dpkg-deb -c "$file" | awk -v file="$file" '$6 ~ /\.so$|\/bin\/./ { print file, $6, $3; if ($3 > 12e6) bad = 1 } END { exit bad }' || return 1
  done
  # What was taken out of them is there for who wants to debug.
  ls "$out"/*-dbgsym_"$1"_*
}

licences_inside() {
  local file name
  for file in "$out"/*_"$1"_*.deb; do
    name=$(basename "$file" "_$1_$(dpkg --print-architecture).deb")
    case $name in *-dbgsym) continue ;; esac
    dpkg-deb --fsys-tarfile "$file" | tar -xO "./usr/share/doc/$name/LICENSES.txt.gz" | zcat | grep -c '^serde_json ' || return 1
  done
}

# in_clean_root SUITE MAJOR OLD NEW: the life of the packages on one machine.
in_clean_root() {
  local root=$out/root-$1
  copy_root "$1" "$root"
  as_root mkdir -p "$root/packages"
  as_root cp "$out"/agentmon-notifier_* "$out"/postgresql-"$2"-pg-agentmon_* scripts/packages-inside.sh "$root/packages/"
  in_root "$root" sh /packages/packages-inside.sh "$2" "$3" "$4" || return 1
  as_root rm -rf --one-file-system "$root"
}

# sorts_well VERSION: to dpkg, and so to whoever upgrades.
sorts_well() {
  local becomes released
  becomes=$(present_version)
  becomes=${becomes%-dev}
  dpkg --compare-versions "$1" le "$becomes-1" || { echo "$1 is newer than $becomes-1"; return 1; }
  for released in tests/upgrades/*/; do
    released=$(basename "$released")
    [ "$released" = "$becomes" ] || dpkg --compare-versions "$1" gt "$released-1" || {
      echo "$1 is not newer than $released-1"
      return 1
    }
  done
}

start=$SECONDS
majors=() suites=()
while read -r major suite; do
  majors+=("$major") suites+=("$suite")
  bring_server "$major" || true
done < <(for major in $(versions); do
  case $(server_source "$major") in debian:*) echo "$major $(server_source "$major" | cut -d: -f2)" ;; esac
done)

scripts/deb.sh "${majors[@]}"
install_packages lintian
version=$(dpkg-parsechangelog -l "$out/source/debian/changelog" -S Version)
check "a package is newer than the releases before, and no newer than the one that it becomes" sorts_well "$version"
check "lintian finds no error" lintian --allow-root --fail-on error --profile debian --no-tag-display-limit "$out"/*_"$version"_*.changes
check "binaries are stripped and small, and their symbols stand apart" stripped_and_small "$version"
check "the licences of what is inside are inside" licences_inside "$version"
# The same once more, as what somebody upgrades to.
next=${version%-1}+next-1
scripts/deb.sh --repack "$next"
for n in "${!majors[@]}"; do
  check "Debian ${suites[$n]} with PostgreSQL ${majors[$n]}: installed, used, upgraded, removed, purged" \
    in_clean_root "${suites[$n]}" "${majors[$n]}" "$version" "$next"
done
rm -f "$out"/*_"$next"_*
say "took $((SECONDS - start)) s"
echo "test result: $([ "$failed" = 0 ] && echo ok || echo FAILED). $passed passed; $failed failed; packages"
[ "$failed" = 0 ]
