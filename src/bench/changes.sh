# shellcheck shell=bash
# What a registry that has an image is sent when one thing of it has changed. It is emptied before each change.

# Pure Python, and not among what Flink's own Python packages require; with it comes soupsieve.
readonly CHANGES_REQUIREMENT=beautifulsoup4

changes_push() {
  project_build changes store -Dpyflink.to=registry -Dpyflink.image="$REGISTRY/changes" -Dpyflink.tags=bench "$@"
}

# measure_change SIDE STEP BEFORE COMMAND...: BEFORE pushes the image as it was, COMMAND changes, builds and pushes.
measure_change() {
  say "$1: $2"
  empty_registry
  "$3" || fail "$1: $2: the image before the change cannot be pushed"
  record_growth "$1" "$2" "${@:4}"
}

measure_changes() {
  copy_example changes
  measure_change changes job changes_push changes_change_job
  measure_change changes requirement changes_push changes_push -Dpyflink.requirements="$CHANGES_REQUIREMENT"
  # That resolved anew.
  measure_change changes update changes_push changes_update
  measure_change changes patch changes_patch_before changes_patch_after
}

changes_change_job() {
  change_job changes
  changes_push
}

# Puts rebuilt packages into the lock file, as if the archive had an update of OpenSSL.
changes_update() {
  local folder="$BENCH_FOLDER/changes" lock="$BENCH_FOLDER/changes/pyflink.lock" package sum
  mkdir "$folder/update"
  for package in libssl3 openssl; do
    sum=$(jq -r --arg package "$package" '.plans[0].debs[] | select(.name == $package) | .sha256' "$lock")
    rebuild_deb "$BENCH_FOLDER/store/sha256/${sum:0:2}/$sum" "$folder/update/$package.deb"
    lock_deb "$lock" "$package" "$folder/update/$package.deb"
  done
  changes_push -Dpyflink.locked
}

# rebuild_deb DEB TARGET: another version, every file of it with other bytes.
rebuild_deb() {
  local tree="$BENCH_FOLDER/rebuilt"
  dpkg-deb --raw-extract "$1" "$tree"
  sed -i '/^Version:/s/$/.1/' "$tree/DEBIAN/control"
  find "$tree" -path "$tree/DEBIAN" -prune -o -type f -exec sh -c 'for file; do echo rebuilt >>"$file"; done' sh {} +
  (cd "$tree" && find . -path ./DEBIAN -prune -o -type f -printf '%P\0' | sort -z | xargs -0 md5sum >DEBIAN/md5sums)
  dpkg-deb --root-owner-group --build "$tree" "$2" >>"$BENCH_LOG"
  rm -r "$tree"
}

# lock_deb LOCK PACKAGE DEB: DEB lies in the folder `update` beside the lock file.
lock_deb() {
  jq --arg name "$2" --arg version "$(dpkg-deb --field "$3" Version)" --arg path "$(basename "$3")" \
    --arg sum "$(sha256sum "$3" | cut -d ' ' -f 1)" --argjson size "$(stat -c %s "$3")" '
    .sources += {"debian-security-2": "update/"} | .sources |= (to_entries | sort_by(.key) | from_entries)
    | (.plans[0].debs[] | select(.name == $name))
      |= (. + {version: $version, source: "debian-security-2", path: $path, sha256: $sum, size: $size})' \
    "$1" >"$1.changed"
  mv "$1.changed" "$1"
}

changes_patch_before() {
  changes_push -Dpyflink.flink="${BENCH_PATCH%,*}"
}

changes_patch_after() {
  changes_push -Dpyflink.flink="${BENCH_PATCH#*,}"
}

# The peer's Dockerfile as it is.
changes_peer_before() {
  cp "$HERE/peer/Dockerfile" "$BENCH_FOLDER/peer/image/"
  peer_build_and_push
}

# changes_peer EXPRESSION OPTION...: with another Dockerfile, by an expression of sed.
changes_peer() {
  sed -i -E "$1" "$BENCH_FOLDER/peer/image/Dockerfile"
  peer_build_and_push "${@:2}"
}

changes_peer_job() {
  peer_change_job
  peer_build_and_push
}

# changes_peer_flink VERSION: a base with that Flink, which is what another official image is, and the same Dockerfile upon it.
changes_peer_flink() {
  project_build changes store -Dpyflink.flink="$1" && peer_base changes && PEER_FLINK=$1 changes_peer_before
}

changes_peer_patch_before() {
  changes_peer_flink "${BENCH_PATCH%,*}"
}

changes_peer_patch_after() {
  changes_peer_flink "${BENCH_PATCH#*,}"
}

measure_changes_peer() {
  local updates="$BENCH_FOLDER/changes/update"
  measure_change changes-peer job changes_peer_before changes_peer_job
  measure_change changes-peer requirement changes_peer_before changes_peer "/apache-flink==/s/\$/ $CHANGES_REQUIREMENT/"
  measure_change changes-peer requirement-apart changes_peer_before changes_peer \
    "/apache-flink==/{p; s/\"apache-flink.*/$CHANGES_REQUIREMENT/}"
  measure_change changes-peer update changes_peer_before changes_peer \
    's|(apt-get install .*) (&& rm)|\1 \&\& dpkg --install /update/*.deb \2|' --volume "$updates:/update:ro"
  measure_change changes-peer patch changes_peer_patch_before changes_peer_patch_after
}
