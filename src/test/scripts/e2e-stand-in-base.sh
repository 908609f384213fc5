#!/usr/bin/env bash
# Makes an image like debian:SUITE-slim from the apt archive of this machine, for the test that builds a rendered Dockerfile:
#
#   e2e-stand-in-base.sh SUITE IMAGE
set -euo pipefail

suite=$1
image=$2
# The first archive among the machine's sources, in either of their forms.
mirror=$(cat /etc/apt/sources.list.d/*.sources 2>/dev/null | sed -n 's/^URIs: *\([^ ]*\).*/\1/p' | head -n 1)
[[ -n $mirror ]] || mirror=$(sed -n 's/^deb \(\[[^]]*\] \)\?\([^ ]*\).*/\2/p' /etc/apt/sources.list | head -n 1)
security=${mirror%/}-security

root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
debootstrap --variant=minbase "$suite" "$root" "$mirror" >&2
cat >"$root/etc/apt/sources.list" <<SOURCES
deb $mirror $suite main
deb $mirror $suite-updates main
deb $security $suite-security main
SOURCES
cp -r /etc/apt/apt.conf.d/. "$root/etc/apt/apt.conf.d/"
# Names of programs that the stand-in does not have.
grep -lE 'Invoke' "$root"/etc/apt/apt.conf.d/* | xargs -r rm
rm -rf "$root"/var/lib/apt/lists/* "$root"/var/cache/apt/archives/*.deb
tar -C "$root" -c . | podman import --quiet - "$image" >&2
