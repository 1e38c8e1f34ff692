#!/usr/bin/env bash
# Makes sure that the browser tests find a Chromium: ensure_chromium.sh [python].
# Looks first, installs only where there is none. Says which one it found.
set -euo pipefail

python=${1:-python3}

# Prints the path of a Chromium, or nothing.
find_chromium() {
    if [[ -n ${CHROMIUM:-} ]]; then
        command -v "$CHROMIUM" && return
        echo "CHROMIUM names '$CHROMIUM', which is no program" >&2
        exit 1
    fi
    local name
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$name" && return
    done
    # The one that playwright installs for itself has no place on PATH.
    "$python" - <<'PYTHON' 2>/dev/null || true
import os
from playwright.sync_api import sync_playwright

with sync_playwright() as playwright:
    path = playwright.chromium.executable_path
    print(path if os.access(path, os.X_OK) else "", end="")
PYTHON
}

install_with_playwright() {
    "$python" -m playwright install chromium
}

chromium=$(find_chromium)
if [[ -z $chromium ]]; then
    echo "No Chromium for the browser tests yet; installing one."
    # Ubuntu's package of that name is an empty shell round snap: look again, do not trust it.
    bash "$(dirname "$0")/install_with_apt.sh" chromium && chromium=$(find_chromium) || true
fi
if [[ -z $chromium ]]; then
    install_with_playwright && chromium=$(find_chromium) || true
fi
if [[ -z $chromium ]]; then
    cat >&2 <<'TEXT'
The browser tests need a Chromium, and installing one did not work here. Either
- install Chromium or Google Chrome in the usual way of this computer, or
- set CHROMIUM to the program:  CHROMIUM=/path/to/chrome make test
Everything but the browser tests runs without:  .venv/bin/python -m pytest -m "not browser"
TEXT
    exit 1
fi
echo "Browser tests use $chromium"
