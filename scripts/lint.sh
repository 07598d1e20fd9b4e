#!/usr/bin/env bash
# What can be held of how the house is written: the width and the form of SQL, the scripts, spelling. Says each place that is not so.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

status=0
check() {
  local text=$1
  shift
  say "$text"
  "$@" || status=1
}
scripts() {
  # What a sourced file sets for others, or takes from them, one file by itself cannot show.
  git ls-files '*.sh' .ci scripts | sort -u | xargs grep -lE '^#!.*(bash|sh)$' |
    xargs shellcheck --severity=warning --exclude=SC2034,SC2120,SC2154 --external-sources --source-path=SCRIPTDIR
}
spelling() {
  # Words of ours, and slips that tests make on purpose.
  git ls-files '*.md' '*.sql' '*.rs' '*.sh' '*.toml' Makefile ':!tests/upgrades' |
    xargs codespell --ignore-words-list=addres,chek,conditon,crate,debians,endpiont,exmaple,nd,nin,upto,valeu
}
frozen() {
  local sums
  for sums in tests/upgrades/*/frozen.sha256; do
    [ ! -f "$sums" ] || sha256sum --quiet --strict --check "$sums" || {
      echo "$sums: what was released stays as it is; a change is a new migration (RELEASE.md)" >&2
      return 1
    }
  done
}
check 'what was released' frozen
check 'the form of SQL' python3 scripts/lint_sql.py
check 'the width of the documentation' python3 scripts/lint_docs.py
check 'the shell scripts' scripts
check 'spelling' spelling
exit "$status"
