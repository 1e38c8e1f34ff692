#!/usr/bin/env bash
# Makes sure that the tests find the programs that they drive: ensure_programs.sh.
# Installs those that are missing, where that is possible; a test without its program is skipped.
set -euo pipefail

# A program, and the Debian package that it comes in. Servers, too: tests start their own.
declare -A packages=(
    [haproxy]=haproxy
    [nginx]=nginx
    [openssl]=openssl
    [postgres]=postgresql
)

# Debian gives PostgreSQL a folder of its own, with the version in its name.
PATH=$(printf '%s:' "$PATH" /usr/sbin /usr/local/sbin /usr/lib/postgresql/*/bin)
missing=()
for program in "${!packages[@]}"; do
    command -v "$program" >/dev/null || missing+=("${packages[$program]}")
done
if [[ ${#missing[@]} -gt 0 ]]; then
    echo "Tests need ${missing[*]}; installing."
    bash "$(dirname "$0")/install_with_apt.sh" "${missing[@]}" \
        || echo "That did not work here: the tests of ${missing[*]} are skipped."
fi
