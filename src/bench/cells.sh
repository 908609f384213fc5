# shellcheck shell=bash
# What each cell of a matrix adds to a registry that has the cells before it: three images of examples/word-count for each Flink.

# The declaration of word-count with another matrix, of BENCH_FLINKS.
cells_pom() {
  local flinks=${BENCH_FLINKS//,/</version><version>}
  awk -v matrix="$(cat <<XML
          <matrix>
            <flink><version>$flinks</version></flink>
            <java><version>11</version><version>17</version></java>
            <python><version>3.9</version><version>3.11</version></python>
            <excludes><exclude><java>11</java><python>3.11</python></exclude></excludes>
          </matrix>
XML
)" '
    /<matrix>/ { print matrix; inside = 1 }
    !inside { print }
    /<\/matrix>/ { inside = 0 }' "$1"
}

measure_cells() {
  local project="$BENCH_FOLDER/cells"
  copy_example cells
  cells_pom "$HERE/../../examples/word-count/pom.xml" >"$project/pom.xml"
  say "cells: images of Flink $BENCH_FLINKS into an empty registry"
  empty_registry
  BUILD_LIMIT=3600 project_build cells store -Dpyflink.to=registry -Dpyflink.image="$REGISTRY/cells" \
    || fail "cells: the images cannot be built"
  cp "$project/target/pyflink/images.json" "$BENCH_FOLDER/cells.json"
  record_size cells registry "$(registry_bytes)"
}
