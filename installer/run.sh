#!/usr/bin/env bash
# Installs what is missing, builds, and opens the console on the embedded default.
# Arguments go to the program:  bash installer/run.sh --lang pt_BR --theme dark
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$top/installer/packages.sh"

need_packages "${build_packages[@]}" "${run_packages[@]}"
cd "$top"
[ -f build/release/build.ninja ] || cmake --preset release -DTRATO_UNITY=ON >&2
cmake --build --preset release --target trato-console trato >&2
exec "$top/build/release/app/trato-console" "$@"
