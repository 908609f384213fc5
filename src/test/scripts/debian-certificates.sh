#!/bin/sh
# Makes self-signed certificates with subjects that are awkward to compare, and records `openssl x509 -subject_hash` of them.
# Run: src/test/scripts/debian-certificates.sh > src/test/resources/org/pyflinkimage/debian/certificates.txt
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
echo "# subject hash, then the certificate in base64, by $(openssl version)"
while IFS= read -r subject; do
  openssl req -x509 -utf8 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 36500 -multivalue-rdn \
    -keyout "$folder/key" -out "$folder/certificate" -subj "$subject" 2> /dev/null
  echo "$(openssl x509 -in "$folder/certificate" -noout -subject_hash) $(openssl x509 -in "$folder/certificate" -outform DER | base64 -w 0)"
done <<'SUBJECTS'
/C=US/O=Example/CN=Root
/C=us/O=  Example   Trust  /CN=ROOT ca
/CN=Größe Ünïcode/O=ÅRHUS
/O=A+OU=B/CN=several in one
/emailAddress=Someone@Example.COM/CN=mail
SUBJECTS
