# shellcheck shell=bash
# Whole builds by `mvn pyflink:image`, each in a Maven of its own, of a copy of examples/word-count.

# project_build PROJECT STORE OPTION...: both are names of folders.
project_build() {
  limited "${BUILD_LIMIT:-900}" "$MAVEN" -B -ntp -Dmaven.repo.local="$LOCAL_REPOSITORY" -f "$BENCH_FOLDER/$1/pom.xml" \
    pyflink:image -Dpyflink.store="$BENCH_FOLDER/$2" "${@:3}" >>"$BENCH_LOG" 2>&1
}

plugin_build() {
  project_build word-count store "$@"
}

plugin_push() {
  plugin_build -Dpyflink.to=registry -Dpyflink.image="$REGISTRY/plugin" -Dpyflink.tags=bench
}

forget_everything() {
  rm -rf "$BENCH_FOLDER"/{store,uv-cache} "$BENCH_FOLDER"/word-count/{target,pyflink.lock}
}

forget_layers() {
  rm -rf "$BENCH_FOLDER"/store/derived/{layer,image}
  forget_output
}

forget_output() {
  rm -rf "$BENCH_FOLDER/word-count/target"
}

# change_job PROJECT
change_job() {
  printf '# %s\n' "$(date +%s%N)" >>"$BENCH_FOLDER/${1:-word-count}/src/main/python/word_count.py"
}

export -f project_build plugin_build plugin_push forget_everything forget_layers forget_output change_job

# copy_example PROJECT
copy_example() {
  # With a .mvn of its own, the copy is a project of its own: the options of this project's Maven do not hold in it.
  mkdir -p "$BENCH_FOLDER/$1/.mvn"
  cp -r "$HERE"/../../examples/word-count/{pom.xml,src} "$BENCH_FOLDER/$1/"
}

prepare_plugin() {
  copy_example word-count
  # What uv keeps is a part of what a first build downloads.
  export UV_CACHE_DIR="$BENCH_FOLDER/uv-cache"
}

measure_plugin() {
  measure_time plugin cold "$BENCH_LONG_RUNS" forget_everything plugin_build
  measure_time plugin layers "$BENCH_RUNS" forget_layers plugin_build
  measure_time plugin output "$BENCH_RUNS" forget_output plugin_build
  measure_time plugin unchanged "$BENCH_RUNS" true plugin_build
  measure_time plugin job "$BENCH_RUNS" change_job plugin_build
  measure_time plugin push "$BENCH_LONG_RUNS" empty_registry plugin_push
  measure_time plugin push-again "$BENCH_RUNS" true plugin_push
  measure_sizes plugin
  measure_job_bytes plugin change_job plugin_push
}

# measure_job_bytes SIDE CHANGE PUSH: what a registry gets that has the image of the job before the change.
measure_job_bytes() {
  "$2"
  record_growth "$1" job-bytes "$3"
}
