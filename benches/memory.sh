#!/usr/bin/env bash
# memory.sh start: watches the private memory of the process $WATCHED. memory.sh stop: prints the most that it had.
file=/tmp/agentmon-bench-memory-$WATCHED
case $1 in
  start)
    echo 0 >"$file"
    (
      most=0
      while [ -e "$file" ] && [ -r "/proc/$WATCHED/status" ]; do
        now=$(awk '/^RssAnon/ { print $2 }' "/proc/$WATCHED/status")
        [ "${now:-0}" -le "$most" ] || { most=$now; echo "$most" >"$file.most"; }
        sleep 0.02
      done
    ) >/dev/null 2>&1 &
    ;;
  stop)
    rm -f "$file"
    printf '  memory of the refreshing process at most: %d MB\n' "$(($(cat "$file.most") / 1024))"
    rm -f "$file.most"
    ;;
esac
