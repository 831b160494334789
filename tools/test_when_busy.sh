#!/usr/bin/env bash
# The README's test command in a fresh clone, several times in a row, while another program keeps
# every core busy. Prints how each time ended; the status is the number of times that failed.
#
#   bash tools/test_when_busy.sh 5
set -euo pipefail
cd "$(dirname "$0")/.."
times=${1:-5}
desk=$(mktemp -d)
busy=()
trap 'kill "${busy[@]}" 2> /dev/null || true; rm -rf "$desk"' EXIT

git clone --quiet . "$desk/clone"
for _ in $(seq "$(nproc)"); do
  (while :; do :; done) &
  busy+=($!)
done

failed=0
for turn in $(seq "$times"); do
  begun=$SECONDS
  if make -C "$desk/clone" test < /dev/null > "$desk/$turn.log" 2>&1; then how=passed; else how=failed failed=$((failed + 1)); fi
  printf '%d of %d %s after %d s: %s\n' "$turn" "$times" "$how" $((SECONDS - begun)) "$(tail -n 1 "$desk/$turn.log")"
  if [ "$how" = failed ]; then grep -E '^(FAILED|ERROR|make)' "$desk/$turn.log" || tail -n 20 "$desk/$turn.log"; fi
done
exit "$failed"
