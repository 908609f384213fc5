#!/usr/bin/env bash
# Makes settings-security.xml and encrypted-password.txt of the mojo tests anew, with Maven itself. Salts are random, so the bytes
# differ each time; what they decrypt to does not.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../resources/org/pyflinkimage/mojo/maven"

encrypted() {
  mvn -q "$@" | grep -o '{.*}'
}

cat > settings-security.xml <<XML
<?xml version="1.0" encoding="UTF-8"?>
<!-- Made by src/test/scripts/mojo-settings-security.sh with Maven $(mvn -q --version | sed 's/\x1b\[[0-9;]*m//g'). Protects nothing. -->
<settingsSecurity>
  <master>$(encrypted --encrypt-master-password 'fixture master')</master>
</settingsSecurity>
XML
encrypted -Dsettings.security="$PWD/settings-security.xml" --encrypt-password 'fixture password' > encrypted-password.txt
