# shellcheck shell=bash
# The peer's base image, which is shaped as Flink's official ones are, in a registry: upon it the plugin's own layers, and beside them the
# peer's Dockerfile.

base_build() {
  # As the Dockerfile does, and not a standalone CPython.
  project_build upon-base base-store -Dpyflink.base="$REGISTRY/peer-base:bench" -Dpyflink.pythonSource=suite "$@"
}

base_forget_everything() {
  rm -rf "$BENCH_FOLDER"/{base-store,uv-cache} "$BENCH_FOLDER"/upon-base/{target,pyflink.lock}
}

base_forget_output() {
  rm -rf "$BENCH_FOLDER/upon-base/target"
}

export -f base_build base_forget_everything base_forget_output

measure_base() {
  copy_example upon-base
  empty_registry
  peer_buildah push --tls-verify=false peer-base "docker://$REGISTRY/peer-base:bench" || fail "the base cannot be pushed"
  measure_time base cold "$BENCH_LONG_RUNS" base_forget_everything base_build
  measure_time base warm "$BENCH_RUNS" base_forget_output base_build
  measure_time base-peer cold "$BENCH_LONG_RUNS" peer_forget peer_build_anew
  measure_time base-peer warm "$BENCH_RUNS" true peer_build
}
