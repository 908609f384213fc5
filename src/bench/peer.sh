# shellcheck shell=bash
# The Dockerfile of Flink's documentation, built by buildah in a storage of its own. Flink's official image cannot be had everywhere,
# so its base is a stand-in: Debian with the same JRE, and the Flink of the plugin's image.

peer_buildah() {
  limited 1800 buildah --root "$BENCH_FOLDER/containers" --runroot "$BENCH_FOLDER/containers-run" "$@" >>"$BENCH_LOG" 2>&1
}

# peer_image FOLDER OPTION...
peer_image() {
  peer_buildah build --isolation chroot --layers --pull-never \
    --volume "$PEER_AUTHORITIES:/etc/authorities.crt:ro" "${@:2}" "$1"
}

peer_build() {
  local options=(--build-arg "FLINK=$PEER_FLINK" --tag peer)
  if [[ -n $PEER_PIP_INDEX ]]; then
    options+=(--build-arg "PIP_INDEX_URL=$PEER_PIP_INDEX")
  fi
  peer_image "$BENCH_FOLDER/peer/image" "${options[@]}" "$@"
}

peer_build_anew() {
  peer_build --no-cache
}

peer_forget() {
  peer_buildah rmi --force peer || true
}

peer_change_job() {
  printf '# %s\n' "$(date +%s%N)" >>"$BENCH_FOLDER/peer/image/word_count.py"
}


peer_push() {
  peer_buildah push --tls-verify=false peer "docker://$REGISTRY/peer:bench"
}

# peer_build_and_push OPTION...: of the build.
peer_build_and_push() {
  peer_build "$@" && peer_push
}

export -f peer_buildah peer_image peer_build peer_build_anew peer_forget peer_change_job peer_push

prepare_peer() {
  say "peer: base image, not measured"
  # The last build may have pushed its image and written no archive.
  plugin_build || fail "the plugin's image cannot be written"
  local folder="$BENCH_FOLDER/peer"
  mkdir -p "$folder/base" "$folder/image"
  cp "$HERE/peer/Dockerfile" "$HERE/../../examples/word-count/src/main/python/word_count.py" "$folder/image/"
  PEER_FLINK=$(jq -r '.[0].flink' "$BENCH_FOLDER/word-count/target/pyflink/images.json")
  PEER_AUTHORITIES=${SSL_CERT_FILE:-/etc/ssl/certs/ca-certificates.crt}
  PEER_PIP_INDEX=${PIP_INDEX_URL:-$(pip_index)}
  export PEER_FLINK PEER_AUTHORITIES PEER_PIP_INDEX
  unpack_debian "$folder/base"
  peer_base word-count
}

# peer_base PROJECT: the base with the Flink of that project's image.
peer_base() {
  local folder="$BENCH_FOLDER/peer/base"
  cp "$HERE/peer/base.Dockerfile" "$folder/Dockerfile"
  unpack_flink "$1" "$folder/flink"
  peer_image "$folder" --tag peer-base || fail "the peer's base image cannot be built"
  rm -r "$folder/flink"
}

# The index that this machine's pip is set up for, if any.
pip_index() {
  python3 -m pip config get global.index-url 2>/dev/null || true
}

# unpack_flink PROJECT TARGET
unpack_flink() {
  local target=$2 output="$BENCH_FOLDER/$1/target/pyflink" layout="$BENCH_FOLDER/peer/layout" archive
  archive=$(jq -r '.[0].archive' "$output/images.json")
  limited 600 skopeo copy "oci-archive:$output/$archive" "dir:$layout" >>"$BENCH_LOG" 2>&1 \
    || fail "skopeo does not read the plugin's image"
  mkdir "$target"
  local layer
  for layer in $(jq -r '.layers[].digest' "$layout/manifest.json"); do
    # Most layers have none of it, which tar calls an error.
    tar -xzf "$layout/${layer#sha256:}" -C "$target" --strip-components=2 --exclude=opt/flink/usrlib opt/flink 2>/dev/null || true
  done
  rm -rf "$layout"
  compgen -G "$target/lib/flink-dist-*.jar" >/dev/null || fail "the plugin's image has no Flink to give to the peer"
}

unpack_debian() {
  local suite=bookworm mirror
  # shellcheck disable=SC2016 # apt fills these in
  mirror=$(apt-get indextargets --format '$(COMPONENT) $(RELEASE) $(REPO_URI)' 'Created-By: Packages' \
    | awk -v suite="$suite" '$1 == "main" && $2 == suite { print $3; exit }')
  [[ -n $mirror ]] || fail "apt has no source for Debian's suite $suite, which the peer's base image is made from"
  limited 900 debootstrap --variant=minbase --include=ca-certificates "$suite" "$1/debian" "$mirror" >>"$BENCH_LOG" 2>&1 \
    || fail "debootstrap failed"
  # Copied as a folder, all of it would belong to root.
  tar -cf "$1/debian.tar" -C "$1/debian" .
  rm -rf --one-file-system "$1/debian"
}

measure_peer() {
  measure_time peer cold "$BENCH_LONG_RUNS" peer_forget peer_build_anew
  measure_time peer unchanged "$BENCH_RUNS" true peer_build
  measure_time peer job "$BENCH_RUNS" peer_change_job peer_build
  measure_time peer push "$BENCH_LONG_RUNS" empty_registry peer_push
  measure_time peer push-again "$BENCH_RUNS" true peer_push
  measure_sizes peer
  measure_job_bytes peer peer_change_job peer_build_and_push
}
