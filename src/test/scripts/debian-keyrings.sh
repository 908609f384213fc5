#!/bin/sh
# Exports the archive keys that the plugin ships from the packages debian-archive-keyring and ubuntu-keyring, unpacked below a folder.
# Run: src/test/scripts/debian-keyrings.sh FOLDER/usr/share/keyrings src/main/resources/org/pyflinkimage/debian
set -eu
for family in debian ubuntu; do
  home=$(mktemp -d)
  gpg -q --homedir "$home" --import "$1/$family-archive-keyring.gpg"
  gpg -q --homedir "$home" --armor --comment "the public keys of the package that brings $family-archive-keyring.gpg" \
    --export-options export-minimal --export > "$2/$family-keyring.asc"
  rm -rf "$home"
done
