#!/usr/bin/env bash
# Installs Debian packages without asking anything: install_with_apt.sh package...
# Fails where there is no apt-get, or no right to use it.
set -euo pipefail

command -v apt-get >/dev/null || exit 1
as_root=()
if [[ $(id -u) -ne 0 ]]; then
    command -v sudo >/dev/null && sudo -n true 2>/dev/null || exit 1
    as_root=(sudo -n)
fi
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "$@"
