#!/usr/bin/env bash
# What the programs themselves need, one JSON object a line: time to the first frame, memory, processor time while idle.
#   tests/bench/programs.sh [SECONDS] [BUILD]     60 s idle and the release build by default
# Linux only (/proc). Each runs on a fresh profile without a display.
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
seconds=${1:-60}
build=$top/build/${2:-release}
export QT_QPA_PLATFORM=offscreen
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# Nanoseconds of processor time of all threads.
cpu() { cat /proc/"$1"/task/*/schedstat 2>/dev/null | awk '{ s += $1 } END { printf "%d", s }'; }
megabytes() { awk -v key="$2" '$1 == key { printf "%.1f", $2 / 1024 }' "/proc/$1/$3"; }

median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)], v[1], v[NR] }'; }

# The first start writes the profile; the others are warm. "outside" counts from the shell, loading of libraries included.
"$build/app/trato-console" --profile "$folder/start" --first-frame >/dev/null
for run in 1 2 3 4 5 6 7; do
    from=$(date +%s%N)
    exec 3< <("$build/app/trato-console" --profile "$folder/start" --first-frame)
    read -r inside <&3
    to=$(date +%s%N)
    cat <&3 >/dev/null
    exec 3<&-
    echo "$inside" >>"$folder/inside"
    echo $(((to - from) / 1000000)) >>"$folder/outside"
done
read -r m lo hi < <(median <"$folder/inside")
read -r om olo ohi < <(median <"$folder/outside")
echo "{\"bench\":\"first-frame\",\"ms\":$m,\"ms_min\":$lo,\"ms_max\":$hi,\"outside_ms\":$om,\"outside_ms_min\":$olo,\"outside_ms_max\":$ohi}"

# NAME COMMAND…: starts it, lets it settle, looks at it for a while, ends it in order.
idle() {
    local name=$1
    shift
    "$@" >/dev/null 2>&1 &
    local pid=$!
    sleep 8
    local before after
    before=$(cpu $pid)
    sleep "$seconds"
    after=$(cpu $pid)
    echo "{\"bench\":\"$name\",\"rss_mb\":$(megabytes $pid VmRSS: status),\"pss_mb\":$(megabytes $pid Pss: smaps_rollup)," \
        "\"private_mb\":$(megabytes $pid Private_Dirty: smaps_rollup),\"cpu_percent\":$(awk "BEGIN { printf \"%.3f\", ($after - $before) / $seconds / 1e7 }"),\"seconds\":$seconds}"
    kill -TERM $pid
    wait $pid || true
}
idle serve-idle "$build/app/trato" --profile "$folder/serve" serve
idle window-idle "$build/app/trato-console" --profile "$folder/window"
