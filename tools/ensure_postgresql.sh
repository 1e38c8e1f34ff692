#!/usr/bin/env bash
# Makes sure that the tests of the store find a PostgreSQL server. Looks first, installs only
# where there is none; where that does not work, those tests say so and are skipped.
set -euo pipefail

find_postgres() {
    command -v postgres || compgen -G "/usr/lib/postgresql/*/bin/postgres" | tail -n 1
}

if ! find_postgres >/dev/null && command -v apt-get >/dev/null; then
    as_root=()
    [[ $(id -u) -eq 0 ]] || as_root=(sudo -n)
    echo "No PostgreSQL for the tests yet; installing one."
    { "${as_root[@]}" apt-get update -qq && "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends postgresql; } || true
fi
echo "Tests of the store use PostgreSQL: $(find_postgres || echo 'none here')"
