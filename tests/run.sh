#!/usr/bin/env bash
# Installs what the tests need, builds, runs every test. The last line is ctest's summary.
#   tests/run.sh             everything, in short form, under sanitizers
#   tests/run.sh --soak      the long runs too (kill loops, power cuts)
#   tests/run.sh --quick     everything without sanitizers, for daily work
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$top/installer/packages.sh"
cd "$top"

soak=0
sanitizers=1
for argument in "$@"; do
    case $argument in
        --soak) soak=1 ;;
        --quick) sanitizers=0 ;;
        *) echo "usage: tests/run.sh [--soak] [--quick]" >&2; exit 2 ;;
    esac
done

need_packages "${build_packages[@]}" "${run_packages[@]}" "${test_packages[@]}"
[ $soak -eq 1 ] && export TRATO_SOAK_CYCLES=${TRATO_SOAK_CYCLES:-500}

build() { # preset, then targets
    cmake --preset "$1" >/dev/null
    cmake --build --preset "$1" "${@:2}"
}

if [ $sanitizers -eq 0 ]; then
    build dev
    exec ctest --preset dev --no-tests=error -j2
fi

echo "== thread sanitizer: store, queue, worker, local socket"
build tsan --target tsan_tests
# A kernel may randomise more address bits than the sanitizer understands.
setarch -R ctest --preset tsan --no-tests=error -j2

echo "== every test, under the address and undefined behaviour sanitizers"
build asan
exec ctest --preset asan --no-tests=error -j2
