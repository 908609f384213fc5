#!/usr/bin/env bash
# Measures, and writes what came out to BUILD_FOLDER/bench/results.md.
#
#   src/bench/run.sh PARTS BUILD_FOLDER CLASS_PATH
#
# PARTS is a list of java (the code's hot parts, by JMH), plugin (whole builds), peer (the Dockerfile of Flink's documentation),
# base (whole builds upon the peer's base, beside that Dockerfile), cells (what each cell of a matrix adds to a registry), changes (what
# is sent when one thing has changed), memory (what a first build takes) and pull (from a registry to a running cluster).
# `mvn -Pbench verify` calls it, after it has put the plugin into BUILD_FOLDER/local-repo; docs/benchmarks.md tells the rest.
set -euo pipefail

readonly PARTS=$1 BUILD_FOLDER=$2 CLASS_PATH=$3
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly HERE

# What hyperfine's shells have to know too is exported.
export BENCH_FOLDER="$BUILD_FOLDER/bench"
export BENCH_LOG="$BENCH_FOLDER/bench.log"
export BENCH_RUNS=${BENCH_RUNS:-5} BENCH_LONG_RUNS=${BENCH_LONG_RUNS:-3}
export BENCH_FLINKS=${BENCH_FLINKS:-1.20.5,2.2.1,2.3.0} BENCH_PATCH=${BENCH_PATCH:-1.20.4,1.20.5}
export LOCAL_REPOSITORY="$BUILD_FOLDER/local-repo"
export MAVEN=${MAVEN:-mvn}
# The limit that the figures are promised for.
export MAVEN_OPTS=-Xmx512m

# shellcheck source=src/bench/measure.sh
. "$HERE/measure.sh"
# shellcheck source=src/bench/registry.sh
. "$HERE/registry.sh"
# shellcheck source=src/bench/plugin.sh
. "$HERE/plugin.sh"
# shellcheck source=src/bench/cells.sh
. "$HERE/cells.sh"
# shellcheck source=src/bench/peer.sh
. "$HERE/peer.sh"
# shellcheck source=src/bench/base.sh
. "$HERE/base.sh"
# shellcheck source=src/bench/changes.sh
. "$HERE/changes.sh"
# shellcheck source=src/bench/memory.sh
. "$HERE/memory.sh"
# shellcheck source=src/bench/pull.sh
. "$HERE/pull.sh"

# includes PART...: whether one of them is to be measured.
includes() {
  local part
  for part in "$@"; do
    [[ ",$PARTS," == *",$part,"* ]] && return
  done
  return 1
}

check_tools() {
  local needed=(jq timeout)
  if includes cells; then
    needed+=(docker-registry)
  fi
  if includes memory; then
    needed+=(time)
  fi
  if includes plugin peer base changes pull; then
    needed+=(docker-registry hyperfine skopeo)
  fi
  if includes pull; then
    needed+=(podman)
  fi
  if includes peer base changes pull; then
    needed+=(apt-get buildah debootstrap dpkg-deb)
    ((EUID == 0)) || fail "the peer's base image is made by debootstrap, which only root can run; without it: -Dbench.parts=java,plugin"
  fi
  require_tools "${needed[@]}"
}

measure_java() {
  say "parts of the code, by JMH ($BENCH_JMH)"
  record java all load "$(load)" - - 1 -
  # shellcheck disable=SC2086 # several words
  limited 3600 "${JAVA_HOME:?}/bin/java" -classpath "$CLASS_PATH" org.openjdk.jmh.Main ${BENCH_JMH:-} \
    -rf json -rff "$BENCH_FOLDER/java.json" >>"$BENCH_LOG" 2>&1 || fail "JMH did not end well"
}

# What was measured before a failure or an interruption counts too.
report() {
  "$HERE/report.sh" "$BENCH_FOLDER" >"$BENCH_FOLDER/results.md"
}

clean_up() {
  report || true
  clean_up_pull
  stop_registry
  if [[ -d $BENCH_FOLDER/containers ]]; then
    peer_buildah rm --all || true
  fi
  # What an interrupted run has left mounted is not gone into.
  rm -rf --one-file-system "$BENCH_FOLDER"/{base-store,containers,containers-run,peer,pulled,registry,store,uv-cache}
}

rm -rf "$BENCH_FOLDER"
mkdir -p "$BENCH_FOLDER"
trap clean_up EXIT
check_tools

if includes java; then
  measure_java
fi
if includes plugin peer base cells changes memory pull; then
  prepare_plugin
fi
if includes plugin peer base cells changes pull; then
  start_registry
fi
if includes plugin; then
  measure_plugin
fi
if includes cells; then
  measure_cells
fi
if includes memory; then
  measure_memory
fi
if includes peer base changes pull; then
  prepare_peer
fi
if includes peer; then
  measure_peer
fi
if includes base; then
  measure_base
fi
if includes pull; then
  measure_pulls
fi
if includes changes; then
  measure_changes
  measure_changes_peer
fi
report
cat "$BENCH_FOLDER/results.md"
