# shellcheck shell=bash
# How long a machine takes that has nothing of an image: podman pulls it into an empty storage of its own, and a cluster starts. Its two
# processes share a network that has a loopback and nothing else.

pull_podman() {
  limited 600 podman --root "$BENCH_FOLDER/pulled" --runroot "$PULL_RUN" --runtime "$PULL_RUNTIME" "$@" 2>>"$BENCH_LOG"
}

pull_end() {
  local name
  # In this order: the TaskManager lives in the JobManager's network.
  for name in taskmanager jobmanager; do
    pull_podman rm --ignore --force --time 0 "$name"
  done
}

pull_forget() {
  pull_end
  pull_podman rmi --all --force
}

# pull_image REPOSITORY
pull_image() {
  pull_podman pull --quiet --tls-verify=false "$REGISTRY/$1:bench"
}

# pull_container REPOSITORY NETWORK HOST WORD...
pull_container() {
  pull_podman run --detach --network "$2" --name "$3" --hostname "$3" --volume "$PULL_RUN/hosts:/etc/hosts:ro" \
    --ulimit nofile=20000:20000 --ulimit nproc=4096:4096 "$REGISTRY/$1:bench" "${@:4}"
}

# pull_start REPOSITORY JOBMANAGER TASKMANAGER [OPTION]: what starts each; ends when the one knows the other.
pull_start() {
  local manager
  manager=$(pull_container "$1" none jobmanager "$2" "${@:4}")
  pull_container "$1" "container:$manager" taskmanager "$3" "${@:4}"
  if ! pull_podman exec --interactive "$manager" python3 - <"$HERE/registered.py"; then
    pull_podman logs "$manager" >>"$BENCH_LOG" 2>&1
    return 1
  fi
}

export -f pull_podman pull_end pull_forget pull_image pull_container pull_start

prepare_pull() {
  # Podman wants a path of 50 characters at most here.
  PULL_RUN=$(mktemp -d)
  # crun refuses machines with hybrid control groups.
  PULL_RUNTIME=$(type -P runc || type -P crun) || fail "neither runc nor crun is installed"
  export HERE PULL_RUN PULL_RUNTIME
  printf '127.0.0.1 localhost jobmanager taskmanager\n' >"$PULL_RUN/hosts"
  chmod 644 "$PULL_RUN/hosts"
  empty_registry
  plugin_push || fail "pull: the image cannot be pushed"
  plugin_build -Dpyflink.compression=zstd -Dpyflink.to=registry -Dpyflink.image="$REGISTRY/zstd" -Dpyflink.tags=bench \
    || fail "pull: the image by zstd cannot be pushed"
  peer_build_and_push || fail "pull: the peer's image cannot be pushed"
}

# measure_pull SIDE REPOSITORY JOBMANAGER TASKMANAGER [OPTION]
measure_pull() {
  record_size "$1" size "$(skopeo inspect --raw --tls-verify=false "docker://$REGISTRY/$2:bench" | jq '[.layers[].size] | add')"
  measure_time "$1" pull "$BENCH_RUNS" pull_forget "pull_image $2"
  measure_time "$1" start "$BENCH_RUNS" pull_end "pull_start ${*:2}"
  pull_end >>"$BENCH_LOG" 2>&1 || true
}

measure_pulls() {
  prepare_pull
  measure_pull pull-gzip plugin jobmanager taskmanager
  measure_pull pull-zstd zstd jobmanager taskmanager
  # Its stand-in of a base has no entrypoint: Flink's own scripts do what that ends with.
  measure_pull pull-peer peer jobmanager.sh taskmanager.sh start-foreground
}

clean_up_pull() {
  if [[ -n ${PULL_RUN:-} ]]; then
    pull_forget >>"$BENCH_LOG" 2>&1 || true
    rm -rf --one-file-system "$PULL_RUN"
  fi
}
