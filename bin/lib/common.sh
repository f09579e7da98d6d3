# Shared by the scripts in bin/. Everything runs from the project's root.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

say() { printf '\033[1m%s\033[0m\n' "$*" >&2; }
fail() { printf 'error: %s\n' "$*" >&2; exit 1; }

# need COMMAND "Debian packages": installs the packages when the command is missing, by apt when root.
need() {
  command -v "$1" >/dev/null 2>&1 && return
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || fail "$1 is missing. Install it first: sudo apt-get install $2"
  say "Installing $2"
  # shellcheck disable=SC2086
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $2; } >/dev/null ||
    fail "apt-get could not install $2"
}

need_toolchain() {
  command -v dotnet >/dev/null || fail "the .NET 10 SDK is missing: https://dotnet.microsoft.com/download"
  command -v npm >/dev/null || fail "Node.js 20 or newer with npm is missing: https://nodejs.org"
}

# Debian's two, unless CHROMIUM names one for everything.
need_browser() {
  [ -n "${CHROMIUM:-}" ] && return
  local packages="chromium chromium-headless-shell fonts-dejavu-core fonts-noto-color-emoji"
  need chromium "$packages"
  need chromium-headless-shell "$packages"
}

# build PROJECT [ARGS]: quiet unless it fails.
build() {
  local log; log=$(mktemp)
  dotnet build "$@" -c Release -v quiet --nologo >"$log" 2>&1 || { cat "$log" >&2; rm "$log"; fail "the build failed"; }
  rm "$log"
}
