#!/usr/bin/env bash
# Makes a release of this project in FOLDER, signed with a key that is thrown away, and verifies the signatures:
# src/test/scripts/release-rehearsal.sh FOLDER [option of Maven]...
# With CLASSES=FOLDER in the environment the release has those classes, which the build around it has compiled and checked.
set -euo pipefail

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
folder=$1
shift

# Never the user's own keys; the socket of gpg's agent lies there too, and its path must be short.
GNUPGHOME=$(mktemp -d)
export GNUPGHOME
trap 'gpgconf --kill all; rm -rf "$GNUPGHOME"' EXIT

gpg --batch --quiet --passphrase '' --quick-generate-key 'Release rehearsal <rehearsal@example.com>' ed25519 sign 1d

# A copy, since a build may be going on in the project's own folder; without tests, which -DskipTests would compile.
mkdir -p "$folder/src"
cp -r "$project/pom.xml" "$project/.mvn" "$project/LICENSE" "$project/templates" "$folder/"
cp -r "$project/src/main" "$folder/src/"

if [[ -n ${CLASSES:-} ]]; then
  mkdir -p "$folder/target"
  cp -r "$CLASSES" "$folder/target/classes"
  # What this release makes itself, it shall make.
  rm -rf "$folder/target/classes/META-INF/maven"
  set -- -Dmaven.main.skip -Dspotless.check.skip "$@"
fi

cd "$folder"
mvn -B -ntp -Prelease -DskipTests "$@" verify >&2

cd target
for signature in *.asc; do
  gpg --batch --quiet --verify "$signature" "${signature%.asc}"
  echo "signed: ${signature%.asc}"
done
