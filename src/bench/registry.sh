# shellcheck shell=bash
# Debian's docker-registry on a loopback port, and what lies in it.

REGISTRY_PROCESS=

start_registry() {
  local port attempt
  for attempt in {1..20}; do
    port=$(shuf -i 20000-40000 -n 1)
    answers "$port" || break
  done
  export REGISTRY="127.0.0.1:$port"
  cat >"$BENCH_FOLDER/registry.yml" <<YAML
version: 0.1
log: {level: error}
storage: {filesystem: {rootdirectory: $BENCH_FOLDER/registry}}
http: {addr: "$REGISTRY"}
YAML
  docker-registry serve "$BENCH_FOLDER/registry.yml" >>"$BENCH_FOLDER/registry.log" 2>&1 &
  REGISTRY_PROCESS=$!
  for attempt in {1..100}; do
    if answers "$port"; then
      return
    fi
    sleep 0.1
  done
  fail "docker-registry does not listen after $attempt attempts, see $BENCH_FOLDER/registry.log"
}

answers() {
  (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

stop_registry() {
  if [[ -n $REGISTRY_PROCESS ]]; then
    kill "$REGISTRY_PROCESS" 2>/dev/null || true
    wait "$REGISTRY_PROCESS" 2>/dev/null || true
  fi
}

# It keeps nothing in memory, so its files can be taken away while it runs.
empty_registry() {
  rm -rf "$BENCH_FOLDER/registry/docker"
}

# What was sent: each blob is a file named data, in folders of its own, whose sizes are those of the file system.
registry_bytes() {
  find "$BENCH_FOLDER/registry/docker/registry/v2/blobs" -type f -name data -printf '%s\n' | awk '{ s += $1 } END { printf "%.0f\n", s }'
}

# record_growth SIDE STEP COMMAND...: what a registry gets by COMMAND that it does not have.
record_growth() {
  local before
  before=$(registry_bytes)
  "${@:3}" || fail "$1: $2: the changed image cannot be pushed"
  record_size "$1" "$2" $(($(registry_bytes) - before))
}

# measure_sizes SIDE: of SIDE's image in the registry, seen by a third party. As pushed: its layers as they lie there; unpacked:
# the tars inside of them.
measure_sizes() {
  local side=$1 copy="$BENCH_FOLDER/copy" digest pushed=0 unpacked=0
  say "$side: sizes"
  limited 600 skopeo copy --src-tls-verify=false "docker://$REGISTRY/$side:bench" "dir:$copy" >>"$BENCH_LOG" 2>&1 \
    || fail "skopeo did not get $side's image"
  for digest in $(jq -r '.layers[].digest' "$copy/manifest.json"); do
    pushed=$((pushed + $(stat -c %s "$copy/${digest#sha256:}")))
    unpacked=$((unpacked + $(gzip -dc "$copy/${digest#sha256:}" | wc -c)))
  done
  rm -rf "$copy"
  record_size "$side" size-pushed "$pushed"
  record_size "$side" size-unpacked "$unpacked"
}

export -f empty_registry
