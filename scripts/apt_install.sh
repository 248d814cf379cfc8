#!/bin/sh
# Installs Debian packages: quietly, without questions, with sudo only where it is needed.
# usage: scripts/apt_install.sh PACKAGE...
set -eu

if [ "$(id -u)" -eq 0 ]; then
    as_root=
elif command -v sudo >/dev/null; then
    as_root=sudo
else
    echo "Only root can install packages and sudo is missing. As root, run: apt-get install $*" >&2
    exit 1
fi

apt() {
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get --quiet --option DPkg::Lock::Timeout=120 "$@" </dev/null
}

install() {
    apt install --yes --no-install-recommends "$@"
}

log=$(mktemp)
trap 'rm -f "$log"' EXIT

# The package lists are fetched only if the install fails without: they may be missing or out of date.
install "$@" >"$log" 2>&1 || { apt update && install "$@"; } >"$log" 2>&1 || {
    cat "$log" >&2
    echo "apt-get could not install: $*" >&2
    exit 1
}
