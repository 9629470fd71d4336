# Which Debian packages the program and its tests need, and how they get there. Sourced by run.sh and tests/run.sh.

build_packages=(
    build-essential cmake ninja-build ccache pkg-config
    qt6-base-dev qt6-base-dev-tools qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools
    qt6-charts-dev libqt6opengl6-dev libqt6svg6-dev libgl1-mesa-dev
    qtkeychain-qt6-dev libical-dev libspdlog-dev libsqlite3-dev libkainjow-mustache-dev
    libhiredis-dev libssl-dev
)
run_packages=(
    libqt6sql6-sqlite qt6-qpa-plugins libxkbcommon-x11-0 libsecret-1-0 tzdata
)
test_packages=(
    xvfb xauth openssl redis-server mold clang
)

# Installs those of the given packages that are missing. Needs apt-get; says clearly when it may not.
need_packages() {
    local missing=() package
    for package in "$@"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return 0
    echo "Installing: ${missing[*]}" >&2
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || { echo "These packages are missing and there is no sudo: ${missing[*]}" >&2; return 1; }
        as_root=(sudo)
    fi
    "${as_root[@]}" apt-get update -q >&2 &&
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}" >&2
}
