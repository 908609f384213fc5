#!/usr/bin/env bash
# Finds out whether podman-compose can start a rendered compose.yaml here, so that its containers find each other by name, and
# writes what Podman needs for that; else it says why not and ends with 1:
#
#   compose-environment.sh compose.yaml FOLDER && CONTAINERS_CONF=FOLDER/containers.conf podman-compose -f compose.yaml up -d
#
# The image has to be loaded. Debian 12's Podman resolves names with netavark and aardvark-dns alone (both are packages), and takes
# CNI without names where older plugins lie beside them; crun starts nothing where control groups are hybrid, runc does.
set -euo pipefail

file=$1
folder=$2
image=$(sed -n 's/^  image: *//p' "$file" | head -n 1)
port=$(sed -n 's/^ *- "127.0.0.1:\([0-9]*\):.*/\1/p' "$file" | head -n 1)
name=names-$$
export CONTAINERS_CONF=$folder/containers.conf

refuse() {
  printf '%s\n' "$*"
  exit 1
}

write_configuration() {
  local runtime=$1 backend=$2
  printf '[containers]\ndefault_ulimits = ["nofile=20000:20000", "nproc=4096:4096"]\n'
  [[ -z $runtime ]] || printf '[engine]\nruntime = "%s"\n' "$runtime"
  [[ -z $backend ]] || printf '[network]\nnetwork_backend = "%s"\n' "$backend"
}

clean() {
  podman rm -f -t 0 "$name" || true
  podman network rm -f "$name" || true
} >/dev/null 2>&1

# A container that asks for another one's name.
names_are_found() {
  podman network create "$name" &&
    timeout 60 podman run -d --name "$name" --network "$name" --entrypoint sleep "$image" 60 &&
    timeout 60 podman run --rm --network "$name" --entrypoint getent "$image" hosts "$name"
}

command -v podman >/dev/null || refuse "podman is not on the PATH"
command -v podman-compose >/dev/null || refuse "podman-compose is not on the PATH; install-judges.sh installs it"
if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
  refuse "port $port, which the file publishes, is taken on this machine"
fi

mkdir -p "$folder"
trap clean EXIT
for backend in "" netavark; do
  for runtime in "" runc; do
    write_configuration "$runtime" "$backend" >"$CONTAINERS_CONF"
    if names_are_found >"$folder/probe.txt" 2>&1; then
      exit 0
    fi
    clean
  done
done
refuse "containers of one network do not find each other by name: $(tail -n 1 "$folder/probe.txt")"
