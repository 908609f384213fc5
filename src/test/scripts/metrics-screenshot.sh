#!/usr/bin/env bash
# Takes the README's picture: the TaskManager's metrics in Flink's web interface, of the cluster of a rendered compose.yaml.
#
#   mvn -q install -DskipTests && mvn -f examples/word-count pyflink:image pyflink:render
#   metrics-screenshot.sh examples/word-count/target/pyflink/*/ docs/images/task-manager-metrics.png
#
# It needs podman, podman-compose (install-judges.sh), chromium, curl and jq, and port 8081.
set -euo pipefail

combination=${1%/}
picture=$2
scripts=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
file=$combination/compose.yaml
web=http://127.0.0.1:8081
project="metrics-screenshot"

fail() {
  printf 'ERROR: %s\n' "$*" >&2
  exit 1
}

for program in podman podman-compose chromium curl jq; do
  command -v "$program" >/dev/null || fail "$program is not on the PATH"
done
for needed in "$file" "$combination/image-oci.tar"; do
  [[ -e $needed ]] || fail "there is no $needed: build and render first, as written at the head of this script"
done

compose() {
  podman-compose -p "$project" -f "$file" "$@"
}

# Asks for something until it is there, for a minute.
await() {
  local what=$1 answer
  shift
  for ((second = 0; second < 60; second++)); do
    if answer=$("$@" 2>/dev/null) && [[ -n $answer ]]; then
      printf '%s' "$answer"
      return
    fi
    sleep 1
  done
  compose logs >&2 || true
  fail "waited a minute in vain for $what"
}

task_manager() {
  curl -sf --max-time 10 "$web/taskmanagers" | jq -r '.taskmanagers[0].id // empty'
}

# All of these metrics, once each is more than nothing. They are collected when somebody asks for them.
filled_metrics() {
  local names=Status.JVM.Memory.Heap.Used,Status.JVM.Memory.Metaspace.Used,Status.Flink.Memory.Managed.Used
  curl -sf --max-time 10 "$web/taskmanagers/$1/metrics?get=$names" |
    jq -r 'select(length == 3 and all(.[]; .value | tonumber > 0)) | map("\(.id)=\(.value)") | join(" ")'
}

# A job that runs on: without one, a TaskManager's managed memory and network buffers are empty, and that is true.
submit_job() {
  podman exec -i "${project}_jobmanager_1" sh -c 'cat >/tmp/endless.py && flink run --detached --python /tmp/endless.py' <<'PYTHON'
from pyflink.table import DataTypes, EnvironmentSettings, TableEnvironment
from pyflink.table.udf import udf


@udf(result_type=DataTypes.BIGINT())
def double(number):
    return number * 2


tables = TableEnvironment.create(EnvironmentSettings.in_streaming_mode())
tables.create_temporary_function("double_it", double)
tables.execute_sql("""
    CREATE TABLE numbers (n BIGINT)
    WITH ('connector' = 'datagen', 'rows-per-second' = '100', 'fields.n.min' = '1', 'fields.n.max' = '1000')
""")
tables.execute_sql("CREATE TABLE doubled (n BIGINT) WITH ('connector' = 'blackhole')")
tables.execute_sql("INSERT INTO doubled SELECT double_it(n) FROM numbers")
PYTHON
}

# The page asks for new figures for ever and is never "loaded": the browser's clock runs ahead by fifteen seconds instead, which now
# and then hangs. A picture of the page without its figures has half the bytes.
take_picture() {
  local options=(--headless --disable-gpu --hide-scrollbars "--window-size=1280,900" --virtual-time-budget=15000)
  # A browser's sandbox is not for root.
  [[ $EUID -ne 0 ]] || options+=(--no-sandbox)
  for attempt in 1 2 3; do
    if timeout -k 5 45 chromium "${options[@]}" "--user-data-dir=$work/profile$attempt" --screenshot="$work/picture.png" "$1" \
      >"$work/chromium.txt" 2>&1 && (($(stat -c %s "$work/picture.png") > 80000)); then
      mv "$work/picture.png" "$picture"
      return
    fi
  done
  fail "chromium took no picture: $(tail -n 3 "$work/chromium.txt")"
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$(dirname "$picture")"
podman load --quiet --input "$combination/image-oci.tar" >&2
"$scripts/compose-environment.sh" "$file" "$work" >&2 || fail "podman-compose cannot start $file here"
export CONTAINERS_CONF=$work/containers.conf

trap 'compose down -v >"$work/down.txt" 2>&1; rm -rf "$work"' EXIT
compose up -d >"$work/up.txt" 2>&1 || fail "podman-compose: $(cat "$work/up.txt")"
id=$(await "a registered TaskManager" task_manager)
submit_job >&2
metrics=$(await "filled metrics" filled_metrics "$id")
take_picture "$web/#/task-manager/$id/metrics"
printf '%s\n%s: %s bytes\n' "$metrics" "$picture" "$(stat -c %s "$picture")"
