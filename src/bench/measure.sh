# shellcheck shell=bash
# Takes figures: each becomes a line of figures.tsv, with the load of the machine at its beginning.

say() {
  printf '%s %s\n' "$(date -u +%H:%M:%S)" "$*"
}

fail() {
  printf 'bench: %s\n' "$*" >&2
  if [[ -s $BENCH_LOG ]]; then
    printf 'bench: the end of %s:\n' "$BENCH_LOG" >&2
    tail -n 20 "$BENCH_LOG" >&2
  fi
  exit 1
}

require_tools() {
  local missing=() tool
  for tool in "$@"; do
    # Of `time` the program, not the shell's word.
    type -P "$tool" >/dev/null || missing+=("$tool")
  done
  if ((${#missing[@]} > 0)); then
    fail "not installed: ${missing[*]}; on Debian: apt-get install ${missing[*]}"
  fi
}

# The machine's load average of the last minute.
load() {
  cut -d ' ' -f 1 /proc/loadavg
}

# limited SECONDS COMMAND...: ends a command that hangs.
limited() {
  timeout --kill-after=10 "$@"
}

# record SIDE STEP KIND VALUE MINIMUM MAXIMUM RUNS LOAD
record() {
  local IFS=$'\t'
  printf '%s\n' "$*" >>"$BENCH_FOLDER/figures.tsv"
}

# measure_time SIDE STEP RUNS PREPARATION COMMAND: both are functions, and end by themselves when they take too long.
measure_time() {
  local side=$1 step=$2 runs=$3 preparation=$4 command=$5
  local load json="$BENCH_FOLDER/$1-$2.json"
  load=$(load)
  say "$side: $step, $runs times"
  hyperfine --style basic --shell 'bash -euo pipefail' --runs "$runs" --prepare "$preparation" --export-json "$json" \
    "$command" >>"$BENCH_LOG" 2>&1 || fail "$side: $step failed"
  local values
  mapfile -t values < <(jq -r '.results[0] | .median, .min, .max' "$json")
  record "$side" "$step" seconds "${values[@]}" "$runs" "$load"
}

record_size() {
  record "$1" "$2" bytes "$3" "$3" "$3" 1 0
}

export -f limited
