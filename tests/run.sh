#!/usr/bin/env bash
# Installs what the tests need, builds, runs every test. The last line is ctest's summary.
#   tests/run.sh               every test, in its short form
#   tests/run.sh --sanitize    before it the sanitizer gates: thread sanitizer for store, queue, worker and local
#                              socket; address and undefined behaviour for everything (slow builds: about an hour)
#   tests/run.sh --soak        the long forms (500 kills, 500 power cuts, an hour of hostile files of each kind, 100,000 jobs
#                              beside every line of BullMQ, an hour of events, a million jobs looked at, 50 idle queues)
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$top/installer/packages.sh"
cd "$top"

soak=0
sanitize=0
for argument in "$@"; do
    case $argument in
        --soak) soak=1 ;;
        --sanitize) sanitize=1 ;;
        *) echo "usage: tests/run.sh [--sanitize] [--soak]" >&2; exit 2 ;;
    esac
done

need_packages "${build_packages[@]}" "${run_packages[@]}" "${test_packages[@]}"
# npm BullMQ for interop/, at the versions of its lock file, on the Node that comes with it.
command -v npm >/dev/null || need_packages npm
if [ ! -f tests/interop/node_modules/.package-lock.json ] || [ tests/interop/package-lock.json -nt tests/interop/node_modules/.package-lock.json ]; then
    (cd tests/interop && npm ci --ignore-scripts --no-audit --no-fund >&2)
fi
# Official clients and well-known libraries for e-mail and SMS.
if [ ! -f tests/interop/providers/node_modules/.package-lock.json ] || [ tests/interop/providers/package-lock.json -nt tests/interop/providers/node_modules/.package-lock.json ]; then
    (cd tests/interop/providers && npm ci --ignore-scripts --no-audit --no-fund >&2)
fi
if [ $soak -eq 1 ]; then
    export TRATO_SOAK_CYCLES=${TRATO_SOAK_CYCLES:-500} TRATO_FUZZ_SECONDS=${TRATO_FUZZ_SECONDS:-3600}
    export TRATO_SOAK_SECONDS=${TRATO_SOAK_SECONDS:-3600} TRATO_SOAK_JOBS=${TRATO_SOAK_JOBS:-100000}
    export QTEST_FUNCTION_TIMEOUT=7200000 # ms
fi

# A first build compiles several sources at once and leaves our libraries out of the tests. Clang takes half the time of g++, and
# is what macOS has; users' builds on Linux (installer/run.sh) and the sanitizers are g++'s.
build() { # preset, compiler of a first build, then targets
    if [ ! -f "build/$1/CMakeCache.txt" ]; then
        cmake --preset "$1" -DTRATO_UNITY=ON -DBUILD_SHARED_LIBS=ON -DCMAKE_CXX_COMPILER="$2" >/dev/null
    else
        cmake --preset "$1" >/dev/null
    fi
    cmake --build --preset "$1" "${@:3}"
}

if [ $sanitize -eq 1 ]; then
    echo "== thread sanitizer: store, queue, worker, local socket"
    build tsan g++ --target tsan_tests
    # A kernel may randomise more address bits than the sanitizer understands.
    setarch -R ctest --preset tsan --no-tests=error -j2
    echo "== address and undefined behaviour sanitizers: everything"
    build asan g++
    ctest --preset asan --no-tests=error -j2
fi

echo "== every test"
build dev "${CXX:-clang++}"
exec ctest --preset dev --no-tests=error -j4 # most tests mostly wait for their servers
