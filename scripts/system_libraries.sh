#!/bin/sh
# Sees to it that the system libraries that carbondocs calls are there, and Python's venv module with them.
# On Debian and Ubuntu it installs what is missing; elsewhere it says what to install.
# usage: scripts/system_libraries.sh [PYTHON]
set -eu

python=${1:-python3}
here=$(dirname "$0")

# library, its version, its Debian package
libraries='
pango-1.0       0  libpango-1.0-0
pangoft2-1.0    0  libpangoft2-1.0-0
harfbuzz        0  libharfbuzz0b
harfbuzz-subset 0  libharfbuzz-subset0
fontconfig      1  libfontconfig1
cairo           2  libcairo2
'

# Asks the dynamic loader itself, in the process that will need the library.
loads() {
    case $(uname -s) in
        Darwin) file=lib$1.$2.dylib ;;
        *) file=lib$1.so.$2 ;;
    esac
    "$python" -c 'import ctypes, sys; ctypes.CDLL(sys.argv[1])' "$file" 2>/dev/null
}

missing_packages() {
    echo "$libraries" | while read -r library version package; do
        [ -z "$library" ] || loads "$library" "$version" || echo "$package"
    done
    "$python" -c 'import ensurepip, venv' 2>/dev/null ||
        "$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'
}

missing=$(missing_packages | xargs)
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null; then
    echo "Missing (by Debian's names): $missing. Install Pango, HarfBuzz with its subsetter, Fontconfig, cairo and Python's" \
        "venv module, then run make again: dnf install pango harfbuzz fontconfig cairo," \
        "or brew install pango harfbuzz fontconfig cairo." >&2
    exit 1
fi

echo "Installing system packages: $missing"
echo "  (WeasyPrint and CairoSVG draw with these libraries; Python's venv module keeps carbondocs apart from your system)"
# shellcheck disable=SC2086 # a list of names
"$here/apt_install.sh" $missing

missing=$(missing_packages | xargs)
[ -z "$missing" ] || {
    echo "$python still can't load what these packages hold: $missing" >&2
    exit 1
}
