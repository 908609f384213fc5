# shellcheck shell=bash
# How much memory a first build takes, by heaps of several sizes: the resident set of its largest process, which is Maven's Java.

readonly MEMORY_HEAPS=(512m 256m)

# What Java says where a heap is too small: whatever else ends a build is no figure.
readonly MEMORY_SHORT='OutOfMemoryError|Java heap space|GC overhead limit exceeded'

measure_memory() {
  local heap load outcome peak seconds begin
  for heap in "${MEMORY_HEAPS[@]}"; do
    load=$(load)
    say "memory: a first build with a heap of $heap"
    forget_everything
    outcome=seconds
    touch "$BENCH_LOG"
    begin=$(stat -c %s "$BENCH_LOG")
    MAVEN_OPTS="-Xmx$heap" command time --quiet --output "$BENCH_FOLDER/memory" --format '%M %e' \
      bash -c plugin_build || outcome=failure
    if [[ $outcome == failure ]] && ! grep -Eq "$MEMORY_SHORT" <(tail -c "+$((begin + 1))" "$BENCH_LOG"); then
      fail "memory: a first build with a heap of $heap failed, and not for want of memory"
    fi
    read -r peak seconds <"$BENCH_FOLDER/memory"
    record memory "$heap" bytes $((peak * 1024)) - - 1 "$load"
    record memory-time "$heap" "$outcome" "$seconds" "$seconds" "$seconds" 1 "$load"
  done
}
