#!/usr/bin/env bash
# Writes the figures of a folder as Markdown.
#
#   src/bench/report.sh FOLDER > results.md
set -euo pipefail

readonly FOLDER=$1
readonly STEPS=(
  'cold|first build, nothing kept: everything is downloaded'
  'layers|packages kept, layers to be made'
  'output|everything kept, no output'
  'unchanged|nothing changed'
  'job|job file changed'
  'push|push to an empty registry'
  'push-again|the same push again'
  'size-unpacked|size, unpacked'
  'size-pushed|size, as pushed'
  'job-bytes|sent for a changed job file'
)
readonly BASE_STEPS=(
  'cold|nothing kept but the base: everything is downloaded'
  'warm|everything kept, no output'
)

# shellcheck disable=SC2016 # Markdown's quotes
readonly CHANGES=(
  'job|another job file'
  'requirement|one requirement more; in the Dockerfile beside `apache-flink`'
  'requirement-apart|one requirement more; in the Dockerfile in a `RUN` of its own'
  'update|an update of OpenSSL'
  'patch|another patch release of Flink'
)
readonly PULL_STEPS=(
  'size|size, as pushed'
  'pull|pulled into an empty storage'
  'start|started, until a TaskManager is registered'
)

machine() {
  local model memory
  model=$(sed -n 's/^model name\s*: //p' /proc/cpuinfo | head -n 1)
  memory=$(awk '/^MemTotal/ { printf "%.1f", $2 / 1048576 }' /proc/meminfo)
  # shellcheck source=/dev/null
  printf 'Measured on %s: %s cores (%s), %s GiB, Linux %s, %s.\n' "$(date -u '+%F %H:%M UTC')" "$(nproc)" \
    "${model:-unknown}" "$memory" "$(uname -r)" "$(. /etc/os-release && printf '%s' "$PRETTY_NAME")"
  printf '%s; %s.\n' "$(maven_and_jdk)" "$(buildah --version 2>/dev/null || printf 'no buildah')"
}

maven_and_jdk() {
  "${MAVEN:-mvn}" -v | sed 's/\x1b\[[0-9;]*m//g' | awk -F ': |, ' '
    /^Apache Maven/ { maven = $1 }
    /^Java version/ { java = "JDK " $2 " (" $4 ")" }
    END { print maven ", " java }'
}

# figure SIDE STEP
figure() {
  awk -F '\t' -v side="$1" -v step="$2" '
    function form(bytes) {
      return bytes >= 1e9 ? sprintf("%.2f GB", bytes / 1e9) : bytes >= 1e6 ? sprintf("%.1f MB", bytes / 1e6) : bytes " bytes"
    }
    $1 == side && $2 == step && $3 == "bytes" { text = form($4) }
    $1 == side && $2 == step && $3 == "seconds" {
      text = sprintf("**%.1f s** (%.1f to %.1f in %d, load %s)", $4, $5, $6, $7, $8)
    }
    $1 == side && $2 == step && $3 == "failure" { text = sprintf("**fails** after %.1f s (load %s)", $4, $8) }
    END { print text == "" ? "-" : text }' "$FOLDER/figures.tsv"
}

# builds TITLE SIDE PEER STEP...
builds() {
  local step
  # shellcheck disable=SC2016 # Markdown's quotes
  printf '\n| %s | `mvn pyflink:image` | Dockerfile, by buildah |\n|---|---|---|\n' "$1"
  for step in "${@:4}"; do
    printf '| %s | %s | %s |\n' "${step#*|}" "$(figure "$2" "${step%%|*}")" "$(figure "$3" "${step%%|*}")"
  done
}

pulls() {
  local step side
  # shellcheck disable=SC2016 # Markdown's quotes
  printf '\n| step, of a machine that has nothing | `mvn pyflink:image` | the same by zstd | Dockerfile |\n|---|---|---|---|\n'
  for step in "${PULL_STEPS[@]}"; do
    printf '| %s |' "${step#*|}"
    for side in pull-gzip pull-zstd pull-peer; do
      printf ' %s |' "$(figure "$side" "${step%%|*}")"
    done
    printf '\n'
  done
}

memory() {
  local heap heaps
  mapfile -t heaps < <(awk -F '\t' '$1 == "memory" { print $2 }' "$FOLDER/figures.tsv")
  # shellcheck disable=SC2016 # Markdown's quotes
  printf '\n| `MAVEN_OPTS` | first build | resident memory of its largest process, at most |\n|---|---|---|\n'
  for heap in "${heaps[@]}"; do
    # shellcheck disable=SC2016 # Markdown's quotes
    printf '| `-Xmx%s` | %s | %s |\n' "$heap" "$(figure memory-time "$heap")" "$(figure memory "$heap")"
  done
}

java() {
  printf '\n| part (load %s) | time of a call | runs |\n|---|---|---|\n' \
    "$(awk -F '\t' '$1 == "java" { print $4 }' "$FOLDER/figures.tsv")"
  jq -r '.[] | (.benchmark | split(".") | .[-2:] | join(".")) + ((.params // {}) | to_entries | map(" " + .value) | join(""))
    + "\t\(.primaryMetric.score)\t\(.primaryMetric.scoreError)\t\(.primaryMetric.scoreUnit)\t\(.forks * .measurementIterations)"' \
    "$FOLDER/java.json" | awk -F '\t' '{
      printf "| %s | %.1f ± %s %s | %d |\n", $1, $2, $3 == "NaN" ? "?" : sprintf("%.1f", $3), substr($4, 1, 2), $5
    }'
}

cells() {
  printf '\n'
  jq -r -f "$(dirname "${BASH_SOURCE[0]}")/cells.jq" "$FOLDER/cells.json"
  printf 'The registry holds %s.\n' "$(figure cells registry)"
}

machine
if grep -qE '^(plugin|peer)' "$FOLDER/figures.tsv"; then
  builds step plugin peer "${STEPS[@]}"
fi
if grep -qE '^base' "$FOLDER/figures.tsv"; then
  builds 'step, upon an image of Flink' base base-peer "${BASE_STEPS[@]}"
fi
if grep -q '^changes' "$FOLDER/figures.tsv"; then
  builds 'what changed: what a registry is sent' changes changes-peer "${CHANGES[@]}"
fi
if grep -q '^memory' "$FOLDER/figures.tsv"; then
  memory
fi
if grep -q '^pull' "$FOLDER/figures.tsv"; then
  pulls
fi
if [[ -s $FOLDER/cells.json ]]; then
  cells
fi
if [[ -s $FOLDER/java.json ]]; then
  java
fi
