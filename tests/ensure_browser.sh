#!/bin/sh
# Find a browser for the tests, install Debian's where we may, else say what to install.
set -eu
for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
    if [ -n "$name" ] && command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing chromium for the browser tests…"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null && exit 0
fi
echo "No Chromium or Chrome was found. Install one (Debian, Ubuntu: sudo apt-get install chromium)," >&2
echo "or set CHROMIUM to its path, then run \`make test\` again." >&2
exit 1
