#!/usr/bin/env bash
# Cuts the pictures that the extension's page shows out of those that the scenarios have kept in the folder $1/shots, and
# makes them small. Needs ImageMagick.
set -euo pipefail
shots=${1:?a folder is needed}/shots
images=$(dirname "${BASH_SOURCE[0]}")/../../../vscode-extension/images

cut_out() {
    convert "$shots/$2.png" -crop "$3" +repage -dither None -colors 96 -strip -define png:exclude-chunk=date "PNG8:$images/$1.png"
}
cut_out sketch open-1-squiggles-lenses-hints 924x470+352+36
cut_out explain explain-1-explanation 924x470+352+36
cut_out trace trace-2-opened 924x732+352+36
cut_out view view-2-filled 1000x430+4+36
cut_out tests tests-3-difference 1232x732+48+36
