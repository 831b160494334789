#!/usr/bin/env bash
# The README's test command in a fresh clone, several times in a row, while another program keeps
# every core busy. A run takes twice as long as on a quiet machine; beside other work, longer still.
#
#   bash tools/test_when_busy.sh 5
#
# Tells every minute how far a run is. What it printed and how it ended is kept in
# build/busy/COMMIT as soon as it is over; started again, the command does the runs that are left.
# The status is the number of runs that failed.
set -euo pipefail
cd "$(dirname "$0")/.."
times=${1:-5}
desk=$PWD/build/busy/$(git rev-parse --short HEAD)
results=$desk/results.txt
beside=()
trap '[ ${#beside[@]} = 0 ] || kill "${beside[@]}" 2> /dev/null || true' EXIT
trap 'exit 130' INT TERM

mkdir -p "$desk"
touch "$results"
if [ ! -d "$desk/clone" ]; then
  git clone --quiet . "$desk/new"
  mv "$desk/new" "$desk/clone"
fi
make -C "$desk/clone" dev < /dev/null  # before the machine is made busy
for _ in $(seq "$(nproc)"); do
  (while :; do :; done) &
  beside+=($!)
done

tell() {
  while sleep 60; do
    printf '%d of %d, after %d min: %s\n' "$1" "$times" $(((SECONDS - begun) / 60)) \
      "$(grep -oE '[0-9]+%\]' "$desk/$1.log" | tail -n 1 | tr -d ']')"
  done
}

for turn in $(seq "$times"); do
  if ! grep -q "^$turn " "$results"; then
    begun=$SECONDS log=$desk/$turn.log
    tell "$turn" &
    telling=$!
    beside+=("$telling")
    if make -C "$desk/clone" test < /dev/null > "$log" 2>&1; then how=passed; else how=failed; fi
    kill "$telling" 2> /dev/null || true
    printf '%d %s after %d s: %s\n' "$turn" "$how" $((SECONDS - begun)) "$(tail -n 1 "$log")" >> "$results"
    if [ "$how" = failed ]; then grep -E '^(FAILED|ERROR|make)' "$log" || tail -n 20 "$log"; fi
  fi
  grep "^$turn " "$results"
done
exit "$(head -n "$times" "$results" | grep -c ' failed after ' || true)"
